"""Cells in which the article and the data differ: where each is, both values, who says so."""

import re

from econsec.exhibits import Cell
from econsec.report import differing
from econsec.report.addresses import places
from econsec.report.columns import table_title
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, Show, date, known, number, records

LANGUAGE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]$")  # the language at the end of a heading


@look("differences", "where")
def where(report, show, rows):
    """Show what the row is called, which leads to where it stands, and the column; below its like the column alone."""
    addresses, names = places(report), _names(report)
    return Look(report.gettext("Where"), lambda row: _place_of(report, row, addresses, names))


@look("differences", "article_value")
def theirs(report, show, rows):
    """Show the article's value."""
    value = values(report, rows)
    return Look(show.title("article_value"), lambda row: _article(report, value(row, article=True)))


@look("differences", "value")
def ours(report, show, rows):
    """Show the value of the data."""
    return Look(report.gettext("Value here"), values(report, rows))


@look("differences", "note")
def note(report, show, rows):
    """Show what the sources say."""
    return Look(report.gettext("What the sources say"), "note")


@look("differences", "works")
def works(report, show, rows):
    """Show the works behind a difference, each with how it was seen."""
    return Look(report.gettext("Sources, and how each was seen"), _works(report))


def _names(report):
    """Return what rows are called, those without a name of their own after the row in which they stand."""
    found = {}
    for table in dict.fromkeys([*report.labels("differences", "table"), *report.labels("status_changes", "table")]):
        column = next((name for name in ("label", "title") if name in report[table]), "")
        found |= {(table, row["id"]): row.get(column, "") for row in records(report[table])}
    found |= {("status_changes", row["id"]): found[row["table"], row["row"]] for row in records(report["status_changes"])}
    return found | {("funding", row["id"]): found["awards", row["award"]] for row in records(report["funding"])}


def _place_of(report, row, addresses, names):
    """Return what the row is called, which leads to where it stands, and the column; below its like the column alone."""
    key, column = (row["table"], row["row"]), Cell(_column(report, row), row["text"])
    if row["is_part"]:
        return column
    return Cell(names[key], row["row"], href=addresses.get(key, ""), parts=(Cell(table_title(report, row["table"])), column))


def _column(report, row):
    """Return the heading of a column; of a text in two languages it names none, unless it is the other one's."""
    title = report.title(row["table"], row["column"])
    return LANGUAGE.sub("", title) if row["column"] == f"{row['text']}_{report.lang}" else title


def _article(report, cell):
    return Cell(report.gettext("The article does not say"), css="unknown worded") if cell == UNKNOWN else cell


def values(report, rows):
    """Return the function that shows the value of which a difference speaks: ours, or the article's."""
    shows = {table: Show(report, table, marked=False) for table in dict.fromkeys(rows["table"])}
    here, there = differing.held(report, rows)

    def value(row, article=False):
        key = (row["table"], row["row"])
        return _shown(report, shows[row["table"]], here[key] | (there[key] if article else {}), row)

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
