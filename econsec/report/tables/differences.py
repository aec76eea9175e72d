"""The table of the verification page: every cell in which the article and the data differ, with who says so."""

import re
from dataclasses import replace

import pandas as pd

from econsec.data import typed
from econsec.exhibits import Cell
from econsec.report.tables.addresses import DIFFERENCES, places
from econsec.report.tables.assembly import build, table_title, tally
from econsec.report.tables.show import UNKNOWN, Show, date, known, number, paired, records

WEIGHT = ("corrected", "changed", "kept", "sharpened", "added")  # what was wrong comes first
PREFIX = DIFFERENCES.rpartition("#")[2]
LANGUAGE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")  # the language at the end of a heading


def difference_table(report):
    """Return the differences by kind, what was wrong first; row ids are ``difference-KEY``."""
    _, show, rows = report.gettext, Show(report, "differences"), differences(report)
    value, addresses, names = values(report, rows), places(report), _names(report)
    columns = {
        _("Where"): lambda row: _place_of(report, row, addresses, names),
        show.title("article_value"): lambda row: _article(report, value(row, article=True)),
        _("Value here"): value,
        _("What the sources say"): "note",
        _("Sources, and how each was seen"): _works(report),
    }
    counts = tally(report, "differences", "kind", rows)
    made = build(report, "difference_table", "differences", rows, columns, counts=counts, prefix=PREFIX, sourced=False)
    return replace(made, sources=report.cite(report["differences"]) if rows else None)


def differences(report):
    """Return the differences as records: by kind, then in the order of the data; a text in two languages counts once.

    A ``child`` is about the same row as the difference above it.
    """
    order = {kind: place for place, kind in enumerate(WEIGHT)}
    rows = records(paired(report["differences"], report.lang))
    rows = [row | {"id": row["key"], "heading": report.label("differences", "kind", row["kind"])} for row in rows]
    rows.sort(key=lambda row: order.get(row["kind"], len(order)))
    above = [None, *(_about(row) for row in rows)]
    return [row | {"child": _about(row) == before} for row, before in zip(rows, above)]


def _about(row):
    return row["kind"], row["table"], row["row"]


def _names(report):
    """Return what rows are called, those without a name of their own after the row in which they stand."""
    found = {}
    for table in report.labels("differences", "table"):
        column = next((name for name in ("label", "title") if name in report[table]), "")
        found |= {(table, row["id"]): row.get(column, "") for row in records(report[table])}
    found |= {("status_changes", row["id"]): found[row["table"], row["row"]] for row in records(report["status_changes"])}
    return found | {("funding", row["id"]): found["awards", row["award"]] for row in records(report["funding"])}


def _place_of(report, row, addresses, names):
    """Return what the row is called, which leads to where it stands, and the column; below its like the column alone."""
    key, column = (row["table"], row["row"]), Cell(_column(report, row), row["text"])
    if row["child"]:
        return column
    return Cell(names[key], row["row"], href=addresses.get(key, ""), parts=(Cell(table_title(report, row["table"])), column))


def _column(report, row):
    """Return the heading of a column; of a text in two languages it names none, unless it is the other one's."""
    title = report.title(row["table"], row["column"])
    return LANGUAGE.sub("", title) if row["column"] == f"{row['text']}_{report.lang}" else title


def _article(report, cell):
    return Cell(report.gettext("The article does not say"), css="unknown") if cell == UNKNOWN else cell


def values(report, rows):
    """Return the function that shows the value of which a difference speaks: ours, or the article's."""
    tables = {row["table"] for row in rows}
    shows = {table: Show(report, table, marked=False) for table in tables}
    ours = {(table, row["id"]): row for table in tables for row in records(report.raw(table))}
    theirs = {}
    for row in rows:
        cell = typed(pd.Series([row["article_value"]], dtype=object), shows[row["table"]].fields[row["column"]])[0]
        theirs.setdefault((row["table"], row["row"]), {})[row["column"]] = cell

    def value(row, article=False):
        key = (row["table"], row["row"])
        return _shown(report, shows[row["table"]], ours[key] | (theirs[key] if article else {}), row)

    return value


def _shown(report, show, held, row):
    """Return a value as readers read it: dates as precise as they are known, money as money, codes in words."""
    column, value = row["column"], held[row["column"]]
    if known(value) and column.endswith("_usd"):
        return number(value, report.formats.money(value))
    if show.fields[column]["type"] == "date":
        dated = report.schema.tables[row["table"]]["datedBy"][-1]
        precision = held.get("date_precision") if column in (dated, "until") else "day"
        return date(report, value, precision, held.get("announced_until") if column == dated else None)
    if column == row["text"]:
        return show(held, column)
    lang = column.removeprefix(f"{row['text']}_")
    return Cell(value, lang="" if lang == report.lang else lang) if value else UNKNOWN


def _works(report):
    """Return the function that lists works by number, each with how it was seen."""
    works = {work["id"]: work for work in records(report["sources"])}

    def work(one):
        seen = Cell(report.label("sources", "seen", one["seen"]), one["seen"])
        href, title = f"sources.html#source-{one['id']}", one["title"]
        return Cell(str(one["number"]), href=href, title=title, lang=one["language"], parts=(seen,), between=" ")

    def cell(row):
        there = [works[key] for key in row["source"] if key in works]
        return Cell(parts=tuple(map(work, there)), value=";".join(one["id"] for one in there), css="sources") if there else UNKNOWN

    return cell
