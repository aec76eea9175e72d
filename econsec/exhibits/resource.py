"""A table as records that anything can read: a Tabular Data Resource, with what its cells say beyond their text.

Each row is a record by the columns' headings and ``id``. A cell that is only text is that text; another is a mapping of what
:class:`econsec.exhibits.Cell` holds. What belongs to the table as a whole stands beside the records, once.
"""

from dataclasses import fields

from econsec.editions import Sources
from econsec.exhibits.cell import Cell, Row

KEY, ROW = "id", "row"  # what a record holds beside its cells: the row's key, and where the row stands


def to_resource(table) -> dict:
    """Return a table as a Tabular Data Resource, in plain values."""
    names = _names(table.columns)
    columns = [{"name": name, "title": title} for name, title in zip(names, table.columns)]
    about = {name: getattr(table, name) for name in ("css", "as_of", "gaps") if getattr(table, name)}
    about |= {} if table.prefix is None else {"prefix": table.prefix}
    about |= {} if table.rows else {"absence": table.absence}
    if table.sources:
        about["sources"] = table.sources.said()
    return {
        "name": table.name,
        "description": table.summary,
        "schema": {"fields": [{"name": KEY, "type": "string"}, *columns], "primaryKey": [KEY]},
        "data": [_record(row, names) for row in table.rows],
        **about,
    }


def from_resource(resource: dict) -> dict:
    """Return what the table that a resource was made from consists of, by name."""
    _, *columns = resource["schema"]["fields"]
    sources = resource.get("sources")
    return dict(
        name=resource["name"],
        columns=tuple(column["title"] for column in columns),
        rows=tuple(_row(record, [column["name"] for column in columns]) for record in resource["data"]),
        summary=resource["description"],
        sources=Sources.of(sources) if sources else None,
        css=resource.get("css", ""),
        prefix=resource.get("prefix"),
        absence=resource.get("absence", ""),
        as_of=resource.get("as_of", ""),
        gaps=resource.get("gaps", ""),
    )


def _names(titles):
    """Return a name for each column: its heading, unless another column, or the key, has the same."""
    names = [KEY, ROW]
    for title in titles:
        names.append(next(name for number in range(1, len(titles) + 2) if (name := title if number == 1 else f"{title} ({number})") not in names))
    return names[2:]


def _record(row, names):
    record = {KEY: row.key} | {name: _plain(cell) for name, cell in zip(names, row.cells)}
    more = {"child": True} if row.child else {}
    more |= {"group": row.group} if row.group else {}
    return record | ({ROW: more} if more else {})


def _row(record, names):
    return Row(record[KEY], tuple(_cell(record[name]) for name in names), **record.get(ROW, {}))


DEFAULTS = {field.name: field.default for field in fields(Cell)}


def _plain(cell):
    """Return what a cell holds; only its text where that is all."""
    held = {name: value for name, default in DEFAULTS.items() if (value := getattr(cell, name)) != default}
    if held.keys() <= {"text"}:
        return cell.text
    if "parts" in held:
        held["parts"] = [_plain(part) for part in cell.parts]
    if "mark" in held:
        held["mark"] = _plain(cell.mark)
    if hasattr(held.get("value"), "item"):  # a number of numpy's
        held["value"] = held["value"].item()
    return held


def _cell(held):
    if isinstance(held, str):
        return Cell(held)
    parts = {"parts": tuple(map(_cell, held["parts"]))} if "parts" in held else {}
    mark = {"mark": _cell(held["mark"])} if "mark" in held else {}
    return Cell(**held | parts | mark)
