"""How rows become a table: parts after their whole, headings between rows, the sources, the text alternative."""

from collections import Counter

import pandas as pd

from econsec.exhibits import Row, Table
from econsec.report.tables.show import Show, lines
from econsec.words import localized


def build(report, name, table, rows, columns, *, title="", counts=None, prefix=None, sourced=True):
    """Return a table with a row for each of ``rows``, which are records of a data table.

    ``columns`` says by heading what a cell shows: a column's name, a function of the row, or a tuple of these for
    one line each. ``heading`` and ``child`` of a row say where it stands, ``counts`` are numbers by text for the
    text alternative. A table that is not ``sourced`` names no works.
    """
    show, shown, last = Show(report, table), [], ""
    if sourced:
        columns = columns | {report.gettext("Sources"): "source"}
    for row in rows:
        heading = row.get("heading", "")
        cells = tuple(_cell(show, row, item) for item in columns.values())
        shown.append(Row(row["id"], cells, row.get("child", False), heading if heading != last else ""))
        last = heading
    return Table(
        name=name,
        columns=tuple(columns),
        rows=tuple(shown),
        summary=_summary(report, title or table_title(report, table), len(shown), counts or {}),
        sources=report.cite(pd.DataFrame(rows)) if sourced and rows else None,
        prefix=prefix,
        absence=report.absence(),
        as_of=report.as_of.isoformat(),
    )


def _cell(show, row, item):
    if isinstance(item, tuple):
        return lines(*(_cell(show, row, line) for line in item))
    return item(row) if callable(item) else show(row, item)


def families(rows):
    """Return the rows, each part after the row it belongs to and with its ``root``; a lost part stands alone."""
    there, parts = {row["id"] for row in rows}, {}
    for row in rows:
        parts.setdefault(row["parent"] if row["parent"] in there else "", []).append(row)

    def walk(parent, root):
        for row in parts.get(parent, []):
            top = root or row
            yield row | {"child": root is not None, "root": top}
            yield from walk(row["id"], top)

    return list(walk("", None))


def tally(report, table, column, rows):
    """Return how often each code occurs, by its text, in the schema's order."""
    cells = (row[column] for row in rows)
    found = Counter(code for cell in cells for code in (cell if isinstance(cell, tuple) else (cell,)))
    return {text: found[code] for code, text in report.labels(table, column).items() if found[code]}


def table_title(report, table):
    """Return what the schema calls a table."""
    return report.schema.tables[table][localized("title", report.lang)]


def attach(rows, name, parts, column, key="id"):
    """Return the rows, each with its parts under ``name`` and with the parts' sources among its own.

    A part belongs to the row whose ``key`` stands in the part's ``column``.
    """
    by_row = {}
    for part in parts:
        by_row.setdefault(part[column], []).append(part)
    joined = (row | {name: by_row.get(row[key], [])} for row in rows)
    return [row | {"source": _merged(row["source"], *(part["source"] for part in row[name]))} for row in joined]


def _merged(*lists):
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _summary(report, title, rows, counts):
    number = report.formats.number
    text = report.gettext("{title} (rows: {number})").format(title=title, number=number(rows))
    parts = report.gettext(", ").join(f"{label} {number(count)}" for label, count in counts.items())
    return f"{text}: {parts}" if parts else text
