"""Read the data package: its schema and its tables, typed.

What a table is stands in ``datapackage.yaml`` and nowhere else. This module reads; whether the data is
right is for :mod:`econsec.data.checks`, which part of it an edition shows is for :mod:`econsec.editions.edition`.
"""

import csv
import functools
import io
import re
from datetime import date

import pandas as pd

from econsec.data.spreadsheets.reading import said_of

# What a cell can hold, by the type of its column: no form has two readings, and each number is read as it stands.
FORMS = {
    "integer": r"-?(?:0|[1-9][0-9]{0,14})",
    "number": r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?",
    "boolean": "true|false",
    "date": "(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}",
}


class DataError(ValueError):
    """A table that cannot be read; the message names file and line, and what would be right."""


def read_table(schema, table, instead=()):
    """Read one table with the types of its schema.

    Text is ``str`` (empty where unknown), lists are tuples, dates ``datetime64``, whole numbers ``Int64``,
    truth ``boolean``. ``instead`` holds cells to be read in place of the file's: ``(key of a row, column, text)``.
    """
    return _typed(schema, table, schema.path(table).read_bytes(), tuple(instead)).copy()


@functools.lru_cache(maxsize=100)
def _typed(schema, table, content, instead):
    """Return a table from the bytes of its file: editions in several languages rest on the same."""
    file = schema.tables[table]["path"]
    raw = parse(content, file).reset_index(drop=True)
    for key, column, text in instead:
        raw.loc[raw["id"] == key, column] = text
    columns = {}
    for name, field in schema.fields(table).items():
        for cell in raw[name].unique() if field["type"] in FORMS else ():
            if cell and not fits(cell, field):
                raise DataError(f"{file}:{raw[name].eq(cell).idxmax() + 2}: {name}: {cell!r} is not a {field['type']}")
        columns[name] = typed(raw[name], field)
    return pd.DataFrame(columns)


def parse(content, file):
    """Return a table as it is written: all cells text, the index the line on which each row begins.

    ``content`` is CSV in UTF-8, with or without a byte-order mark. Raises DataError with file and line where quotes do
    not match or a row is longer or shorter than the header.
    """
    return framed(read_rows(content, file), file)


def read_rows(content, file):
    """Return the rows of a table as they are written, the header first: ``line -> cells``. Raises DataError."""
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    rows, begins = {}, 1
    try:
        for row in reader:
            rows[begins] = row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise DataError(f"{file}:{begins}: {said_of(error)}") from None
    if not rows:
        raise DataError(f"{file}: empty; right: a line with the names of the columns, and the rows")
    return rows


def framed(rows, file):
    """Return rows as a frame; raise DataError where one is longer or shorter than the header."""
    (_, *lines), (header, *others) = rows, rows.values()
    for line, row in zip(lines, others):
        if len(row) != len(header):
            raise DataError(f"{file}:{line}: {shape(row, len(header))}")
    return pd.DataFrame(others, index=lines, columns=header, dtype=object)


def shape(row, width):
    """Say what is wrong with a row whose number of cells is not the header's."""
    return f"{len(row)} cells; the header has {width}" if row else "an empty line; right: no line without a row; `make tidy` takes it out"


def fits(cell, field):
    """Tell whether the type of a column can hold a filled cell, and would read it as it stands."""
    form = FORMS.get(field["type"])
    if form and not re.fullmatch(form, cell):
        return False
    if field["type"] == "date":
        try:
            date.fromisoformat(cell)
        except ValueError:
            return False
    return True


def typed(column, field):
    """Return a column of text with the type of its field; every cell must be one that the type can hold."""
    match field["type"]:
        case "integer":
            return pd.to_numeric(_known(column)).astype("Int64")
        case "number":
            return pd.to_numeric(_known(column)).astype("Float64")
        case "boolean":
            return _known(column).map({"true": True, "false": False}).astype("boolean")
        case "date":
            return pd.to_datetime(_known(column), format="%Y-%m-%d")
        case "list":
            return column.map(lambda cell: tuple(cell.split(field["delimiter"])) if cell else ())
        case _:
            return column.astype(object)


def _known(column):
    return column.where(column != "")
