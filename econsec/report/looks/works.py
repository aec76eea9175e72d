"""Works: what each is, how it was seen, and the rows that rest on it."""

import pandas as pd

from econsec.exhibits import Cell
from econsec.report.addresses import places
from econsec.report.columns import table_title
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, date, number, records, titled

DATA = "../data"  # the data package, as a chapter sees it


@look("sources", "work")
def work(report, show, rows):
    """Show title, place in the work, and addresses: the official one first, then where the work was read."""
    return Look(show.title("title", "url"), (_own_language("title"), show.titled("locator"), _official(report), _address))


@look("sources", "author")
def author(report, show, rows):
    """Show author and publisher."""
    return Look(show.title("author", "publisher"), (_own_language("author"), _own_language("publisher")))


@look("sources", "date")
def published(report, show, rows):
    """Show a date as precisely as it is known."""
    return Look(show.title("date"), lambda row: _partial_date(report, row["date"]))


@look("sources", "seen")
def seen(report, show, rows):
    """Show kind, how the work was seen, and when."""
    return Look(show.title("kind", "seen"), ("kind", "seen", show.titled("accessed_on")))


@look("sources", "resting")
def resting(report, show, rows):
    """Show the rows that rest on a work."""
    return Look(report.gettext("Rows that rest on it"), _resting(report))


def _own_language(column):
    """Return the function that shows a text in the language of the work, or a name in Latin letters as English."""

    def cell(row):
        latin = column != "title" and row[column].isascii()
        return Cell(row[column], lang="en" if latin else row["language"]) if row[column] else UNKNOWN

    return cell


def _official(report):
    """Return the function that shows the publisher's own address, where the work was not read there."""

    def cell(row):
        address = row["official_url"]
        if not address or address == row["url"]:
            return UNKNOWN
        return titled(report.gettext("Official address, not opened"), Cell(address, href=address, css="address"))

    return cell


def _address(row):
    return Cell(row["url"], href=row["url"], css="address") if row["url"] else UNKNOWN


def _partial_date(report, text):
    """Return a date that is written as a year, a year and a month, or a day."""
    precision = {7: "month", 10: "day"}.get(len(text))
    if precision:
        return date(report, pd.Timestamp(text), precision)
    return Cell(text, text, css="date") if text else UNKNOWN


def _resting(report):
    """Return the function that lists the rows that name a work, in whichever column names works.

    A row leads to where it is shown; rows that no page shows are counted, and lead to their file.
    """
    addresses, names = places(report), {}
    for (table, key), name in _names(report).items():
        names.setdefault(addresses.get((table, key)), name)
    for address, name in _about(report, addresses, names):
        names.setdefault(address, name)
    named = {table: _named(report, table) for table in report.schema.tables}

    def cell(row):
        found = {table: rows[row["id"]] for table, rows in named.items() if row["id"] in rows}
        parts = tuple(_listing(report, addresses, names, table, rows) for table, rows in found.items())
        total = sum(part.value for part in parts)
        return Cell(parts=parts, between="", value=total) if parts else number(0, report.formats.number(0))

    return cell


def _about(report, addresses, names):
    """Yield the addresses of rows about a cell of another row, each with what that row and the cell's column are called."""
    for table in report.schema.tables:
        for column, field in report.schema.fields(table).items():
            if "columnOf" in field:
                for row in records(report[table]):
                    other = row[field["columnOf"]]
                    name = names.get(addresses.get((other, row["row"])), "")
                    yield addresses.get((table, row["id"])), f"{name}: {report.title(other, row[column])}"


def _named(report, table):
    """Return the rows of a table by the works that they name, in whichever column; a row counts once."""
    fields, rows = report.schema.fields(table), {}
    columns = [name for name, field in fields.items() if field.get("itemReference") == "sources.id"]
    for row in records(report[table]):
        for key in dict.fromkeys(key for column in columns for key in row[column]):
            rows.setdefault(key, []).append(row)
    return rows


def _listing(report, addresses, names, table, rows):
    file = f"{DATA}/{report.schema.tables[table]['path']}"
    text, links, left = f"{table_title(report, table)}: {report.formats.number(len(rows))}", {}, 0
    for row in rows:
        address = addresses.get((table, row["id"]))
        left += address is None
        if address:
            links.setdefault(address, _name(row) or _called(report, table, row) or names.get(address, row["id"]))
    if not links:
        return Cell(text, len(rows), href=file, block=True)
    parts = [Cell(name, href=address) for address, name in links.items()]
    if left:
        parts.append(Cell(report.gettext("only in the data: {n}").format(n=report.formats.number(left)), href=file))
    return Cell(text, len(rows), parts=tuple(parts), block=True)


def _name(row):
    """Return what a row is called: its number where it has one, else its shortest name."""
    return str(next((row[column] for column in ("number", "label", "name", "title") if column in row), ""))


def _names(report):
    """Return what rows are called, for those that have no name and stand in another's row."""
    rows = ((table, row) for table in report.schema.tables for row in records(report[table]))
    found = {(table, row["id"]): _name(row) or _called(report, table, row) for table, row in rows}
    return {key: name for key, name in found.items() if name}


def _called(report, table, row):
    """Return what a row without a name is called by, as the schema's ``calledBy`` says: Japan, 2024."""
    countries, words = report.names("countries", "iso3"), []
    for column in report.schema.tables[table].get("calledBy", ()):
        codes = report.schema.categories(table, column) if column in report.schema.fields(table) else {}
        words.append(report.label(table, column, row[column]) if codes else countries.get(row[column], str(row[column])))
    return report.gettext(", ").join(words)
