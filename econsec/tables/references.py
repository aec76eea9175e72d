"""The tables of the sources page: the article's notes, and the works with what rests on them."""

from collections import Counter

import pandas as pd

from econsec.outputs import Cell
from econsec.tables.assembly import build, table_title, tally
from econsec.tables.cells import UNKNOWN, Show, date, number, records


def notes_table(report):
    """Return the article's notes; the row of note 7 has the id ``note-7``."""
    show = Show(report, "notes")
    rows = sorted(records(report["notes"]), key=lambda row: row["number"])
    rows = [row | {"id": f"note-{row['number']}"} for row in rows]
    columns = {show.title("number"): "number", report.gettext("Note"): "text", show.title("sources"): "sources"}
    return build(report, "notes_table", "notes", rows, columns, prefix="")


def source_table(report):
    """Return the works, each with how it was seen and how many rows rest on it; row ids are ``source-KEY``."""
    show = Show(report, "sources")
    rows = sorted(records(report["sources"]), key=lambda row: row["number"])
    columns = {
        show.title("number"): "number",
        show.title("title", "url"): (_own_language("title"), _address),
        show.title("author", "publisher"): (_own_language("author"), _own_language("publisher")),
        show.title("date"): lambda row: _partial_date(report, row["date"]),
        show.title("kind", "seen"): ("kind", "seen"),
        report.gettext("Rows that rest on it"): _resting(report),
    }
    counts = tally(report, "sources", "seen", rows)
    return build(report, "source_table", "sources", rows, columns, counts=counts, prefix="source-", sourced=False)


def _own_language(column):
    """Return the function that shows a text in the language of the work."""
    return lambda row: Cell(row[column], lang=row["language"]) if row[column] else UNKNOWN


def _address(row):
    return Cell(row["url"], href=row["url"], css="address") if row["url"] else UNKNOWN


def _partial_date(report, text):
    """Return a date that is written as a year, a year and a month, or a day."""
    precision = {7: "month", 10: "day"}.get(len(text))
    if precision:
        return date(report, pd.Timestamp(text), precision)
    return Cell(text, text, css="date") if text else UNKNOWN


def _resting(report):
    """Return the function that says how many rows of each table name a work, in whichever column names works."""
    counts = {table: Counter() for table in report.schema.tables}
    for table, counter in counts.items():
        fields = report.schema.fields(table).items()
        columns = [name for name, field in fields if field.get("itemReference") == "sources.id"]
        for row in records(report[table]):
            counter.update({key for column in columns for key in row[column]})

    def cell(row):
        found = {table: counter[row["id"]] for table, counter in counts.items() if counter[row["id"]]}
        parts = (Cell(f"{table_title(report, table)}: {report.formats.number(n)}", n) for table, n in found.items())
        return Cell(parts=tuple(parts), value=sum(found.values())) if found else number(0, report.formats.number(0))

    return cell
