"""The form of each table's file: there, no link, CSV in UTF-8, the schema's columns, as many cells a row as columns."""

from econsec.data.checks.lines import quoted
from econsec.data.frames import DataError, framed, read_rows
from econsec.data.spreadsheets import unreadable

LARGEST = 200_000_000  # bytes of a table
MOST = 20  # columns or lines that one message names


def read(schema):
    """Return the tables that can be read (all cells text, the index is the line in the file), and what is wrong with the others."""
    found, problems = {}, []
    for table in schema.tables:
        said = _refused(schema.path(table), schema.folder)
        if not said:
            try:
                rows = read_rows(schema.path(table).read_bytes(), schema.path(table).name)
                said = _columns(next(iter(rows.values())), schema, table)
                found |= {} if said else {table: framed(rows, schema.path(table).name)}
            except DataError as error:
                said = [str(error)]
        problems += said
    return found, problems


def _refused(path, folder):
    if path.is_symlink():
        return [f"{path.name}: a link; right: the file itself, so that the table travels with the folder"]
    if not path.is_file():
        return [f"{path.name}: no such file in {folder.name}"]
    if path.stat().st_size > LARGEST:
        return [f"{path.name}: {path.stat().st_size:,} bytes; at most {LARGEST:,}"]
    said = unreadable(path)
    return [said] if said else []


def _columns(names, schema, table):
    """Say what is wrong with the columns; under a wrong header every cell would be wrong."""
    wanted = list(schema.fields(table))
    if names == wanted:
        return []
    nameless = names.count("")
    said = [f"unknown column {quoted(name)}" for name in names if name and name not in wanted]
    said += [f"column {name!r} is missing" for name in wanted if name not in names]
    said += [f"column {name!r} stands twice" for name in wanted if names.count(name) > 1]
    said += [f"{nameless:,} columns without a name (`make tidy` takes empty ones out)"] if nameless else []
    told = "; ".join(said[:MOST]) + (f"; {len(said) - MOST:,} more" if len(said) > MOST else "")
    return [f"{schema.tables[table]['path']}:1: {told or 'columns in another order'}; right: {','.join(wanted)}"]
