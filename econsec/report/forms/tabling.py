"""Tables: which cells a row has, parts after their whole, headings between rows, the sources, the text alternative."""

from collections import Counter
from functools import partial

import pandas as pd

from econsec.editions import tables_of
from econsec.exhibits import NONE, Cell, Row, Table
from econsec.report import looks
from econsec.report.changed import CHANGES
from econsec.report.columns import families, table_title
from econsec.report.forms.channels import Channel, FormError, check, heading
from econsec.report.looks.pieces import attach, merged
from econsec.report.looks.show import Show, lines, records
from econsec.report.open_points import OPEN
from econsec.report.statistics import TARIFFS

SOURCE = "source"
TITLES = {CHANGES: "What changed", OPEN: "What is open", TARIFFS: "Tariff added since 2024"}  # of what no table of the data holds
PREFIXES = {"notes": "", "sources": "source-", "differences": "difference-", CHANGES: "change-"}  # of the ids of rows, in place of the exhibit's name
UNSOURCED = {"sources", "differences"}  # whose rows name no works in a column of their own
# The column whose values the text alternative counts; of lines of agreements the one that is shown, or else their groups.
COUNTED = {
    "agreements": "pillar",
    "awards": "stage",
    "deadlines": "outcome",
    "duties": "authority",
    CHANGES: "table_title",
    "differences": "kind",
    "events": "pull",
    "export_controls": "direction",
    "nss_areas": "pillars",
    "provisions": "obliged",
    "sources": "seen",
    "status_changes": "status",
}


def table(report, rows, columns, groups="", title=""):
    """Return rows as a table: ``columns`` are names of columns, or of looks that put several into one cell.

    Headings between rows are those of the column ``groups``; ``title`` is added to what the rows are called.
    """
    rows, columns = _flat(rows), [columns] if isinstance(columns, str) else list(columns)
    check("table", rows, *filter(None, (groups,)))
    kind = next(iter(tables_of(rows)), "")
    rows = families(rows).reset_index(drop=True) if "id" in rows and rows["id"].is_unique else rows.reset_index(drop=True)
    shown = [_column(report, rows, name) for name in columns]
    held = _keyed(records(rows))
    for name in dict.fromkeys(name for look, _ in shown for name in look.parts):
        held = attach(report, kind, held, name)
    cells = [(look.heading, partial(_cell, show, look.cell)) for look, show in shown]
    counts = _counts(report, rows, COUNTED.get(kind, ""))
    if kind == "provisions" and "obliged" not in columns:
        counts = Counter(rows[groups]) if groups else {}
    return _made(report, kind, held, cells, groups=groups, title=title, counts=counts, sourced=SOURCE in rows and kind not in UNSOURCED)


def cross(report, rows, row, column, cell):
    """Return a table with a row for each value of one column and a column for each of another; ``cell`` is what it shows where they meet.

    A row for a key stands in the order of the table that the key is of; a cell's value are the keys of the rows in it.
    """
    check("cross", rows, row, column, "id", SOURCE)
    kind, down, across = next(iter(tables_of(rows)), ""), Channel(report, rows, row, "cross"), Channel(report, rows, column, "cross")
    look, show = _column(report, rows, cell)
    held = records(rows)
    for name in look.parts:
        held = attach(report, kind, held, name)
    sides = _sides(report, rows, down, held)

    def first(side):
        return Cell(side["heading"], side["key"])

    def meeting(code, side):
        found = [one for one in side["rows"] if one[column] == code]
        return lines(*(_cell(show, look.cell, one) for one in found), value=";".join(one["id"] for one in found)) if found else NONE

    heads = across.labels or {code: str(code) for code in dict.fromkeys(rows[column])}
    cells = [(down.heading, first), *((text, partial(meeting, code)) for code, text in heads.items())]
    return _made(report, kind, sides, cells, counts=_counts(report, rows, column))


def _sides(report, rows, down, held):
    """Return a row for each value of a column, with the ``rows`` that have it; its works are followed by theirs."""
    labels, by_key = down.labels or {key: str(key) for key in dict.fromkeys(rows[down.name])}, {}
    for one in held:
        by_key.setdefault(one[down.name], []).append(one)
    table, key = down.target or ("", "")
    own = {one[key]: one for one in records(report[table])} if table else {}
    sides = [
        {
            "id": own.get(value, {}).get("id", str(place + 1)),
            "key": value,
            "heading": text,
            "rows": by_key[value],
            SOURCE: own.get(value, {}).get(SOURCE, ()),
        }
        for place, (value, text) in enumerate(labels.items())
        if value in by_key
    ]
    return [side | {SOURCE: merged(side[SOURCE], *(one[SOURCE] for one in side["rows"]))} for side in sides]


def _made(report, kind, rows, cells, groups="", title="", counts=None, sourced=True):
    """Return the table of rows, which are mappings; ``cells`` are headings, each with a function of the row."""
    if sourced:
        show = Show(report, kind if kind in report.schema.tables else next(iter(report.schema.tables)))
        cells = [*cells, (report.gettext("Sources"), partial(_cell, show, SOURCE))]
    there, shown, last = {row["id"] for row in rows}, [], ""
    for row in rows:
        over = str(row[groups]) if groups else ""
        child = bool(row.get("is_part")) and row.get("parent", row.get("whole")) in there
        shown.append(Row(row["id"], tuple(_filled(report, cell, row, head) for head, cell in cells), child, over if over != last else ""))
        last = over
    called = report.gettext(TITLES[kind]) if kind in TITLES else table_title(report, kind) if kind in report.schema.tables else report.gettext("Rows")
    return Table(
        name="",
        columns=tuple(head for head, _ in cells),
        rows=tuple(shown),
        summary=_summary(report, f"{called} / {title}" if title else called, len(shown), counts or {}),
        sources=report.cite(pd.DataFrame(rows)) if sourced and rows else None,
        prefix=PREFIXES.get(kind),
        absence=report.absence(),
        as_of=report.as_of.isoformat(),
    )


def _column(report, rows, name):
    """Return the look of a column, and what shows the values of its table."""
    tables = tables_of(rows)
    for table in tables:
        if (table, name) in looks.LOOKS:
            show = Show(report, table)
            return looks.LOOKS[table, name](report, show, rows), show
    if name not in rows:
        more = [other for table, other in looks.LOOKS if table in tables and other not in rows]
        said = f"; made of several columns: {', '.join(more)}" if more else ""
        raise FormError(f"table: no column {name!r}; there are: {', '.join(map(str, rows.columns))}{said}")
    home = next(
        (table for table in tables if table in report.schema.tables and {name, f"{name}_{report.lang}"} & set(report.schema.fields(table))), ""
    )
    return looks.Look(heading(report, tables, name), name), Show(report, home or next(iter(tables), ""))


def _filled(report, cell, row, head):
    """Return a cell of a row; where the row lacks a column that the cell is made of, say which."""
    try:
        return cell(row)
    except KeyError as error:
        missing, columns = error.args[0], (name for table in report.schema.tables for name in report.schema.fields(table))
        if missing in row or missing not in {name.removesuffix(f"_{report.lang}") for name in columns}:
            raise  # a code that the schema lacks
        raise FormError(f"table: the column {missing!r}, of which {head!r} is made, is not there; there are: {', '.join(map(str, row))}") from None


def _cell(show, item, row):
    if isinstance(item, tuple):
        return lines(*(_cell(show, line, row) for line in item))
    return item(row) if callable(item) else show(row, item)


def _flat(rows):
    """Return rows, also those that a groupby made, as a frame whose columns hold all that they say."""
    if isinstance(rows, pd.Series):
        rows = rows.to_frame(rows.name or "rows")
    named = isinstance(rows, pd.DataFrame) and any(name is not None for name in rows.index.names)
    return rows.reset_index() if named else rows


def _keyed(rows):
    """Return rows with a key each that no other has: their number where they have none, a number more where it occurs again."""
    seen, found = Counter(), []
    for place, row in enumerate(rows):
        key = str(row.get("id", place + 1))
        seen[key] += 1
        found.append(row | {"id": key if seen[key] == 1 else f"{key}-{seen[key]}"})
    return found


def _counts(report, rows, column):
    """Return how often each value of a column occurs, by its text, those of codes in the schema's order."""
    if column not in rows:
        return {}
    labels = Channel(report, rows, column, "table").labels
    found = Counter(code for cell in rows[column] for code in (cell if isinstance(cell, tuple) else (cell,)))
    return {text: found[code] for code, text in (labels or {code: code for code in found}).items() if found[code]}


def _summary(report, title, rows, counts):
    number = report.formats.number
    text = report.gettext("{title} (rows: {number})").format(title=title, number=number(rows))
    parts = report.gettext(", ").join(f"{label} {number(count)}" for label, count in counts.items())
    return f"{text}: {parts}" if parts else text
