"""How a value of the data is shown in a cell and by what it is compared; the schema says what kind of value it is.

Which columns a table of the report has is for the other modules.
"""

from dataclasses import replace

import pandas as pd

from econsec.data import typed
from econsec.editions import ARTICLE, best, label, partners, seen
from econsec.exhibits import UNKNOWN, Cell
from econsec.report import differing

DIFFERENT, ADDED = "≠", "+"  # the article says something else; it says nothing
DIGITS = 6  # of a number that was worked out
KINDS = {pd.Timestamp: "date", bool: "boolean", int: "integer", float: "number", tuple: "list"}  # of a column that no table has
ISO = {"day": "%Y-%m-%d", "month": "%Y-%m", "range": "%Y-%m"}


class Show:
    """Show the columns of one data table in the edition's language, ``marked`` where they differ from the article.

    A column that the table does not have is shown as what its values are.
    """

    def __init__(self, report, table, marked=True):
        self.report, self.table = report, table
        there = table in report.schema.tables
        self.fields = report.schema.fields(table) if there else {}
        self.targets = partners.references(report.schema, table) if there else {}
        self._names = {}
        self._differences = None if marked else {}

    def title(self, *columns):
        """Return the heading of one or more columns."""
        return " / ".join(self.report.title(self.table, column) for column in columns)

    def __call__(self, row, column):
        """Return the cell of a row's column."""
        return self.compared(row, (column,), lambda row: self._cell(row, column))

    def compared(self, row, columns, cell):
        """Return what ``cell`` makes of a row, with a mark where the article's values of ``columns`` make something else.

        The mark holds what the article's values make, and leads to the difference on the verification page.
        """
        ours, there = cell(row), self._differing(row)
        keys = [there[column].key for column in columns if column in there]
        if not keys or ours == UNKNOWN:
            return ours
        article = {column: self._article(column, one.article_value) for column, one in there.items()}
        theirs = cell(row | article)
        if theirs.text == ours.text:
            return ours
        sign, said = (ADDED, "The article does not say") if theirs == UNKNOWN else (DIFFERENT, "In the article: {value}")
        title = self.report.gettext(said).format(value=theirs.text)
        link = f"verification.html#difference-{keys[0]}"
        return replace(ours, mark=Cell(sign, css="differs", href=link, title=title))

    def _differing(self, row):
        """Return the differences between a row and the article, by the column as an edition names it."""
        if self._differences is None:
            self._differences = differing.of_table(self.report, self.table)
        return self._differences.get(row.get("id"), {})

    def _article(self, column, text):
        return typed(pd.Series([text], dtype=object), self.fields.get(column, {"type": "string"}))[0]

    def _cell(self, row, column):
        value, field = row[column], self.fields.get(column, {"type": "string"})
        if not known(value):
            return UNKNOWN
        if "categories" in field:
            return self._reading(row, self._listed(value, self.report.labels(self.table, column)))
        if field.get("itemReference") == "sources.id":
            return self._works(value)
        target, key = self.targets.get(column, ("", ""))
        if target and ("itemReference" in field or f"name_{self.report.lang}" in self.report.schema.fields(target)):
            return self._listed(value, self._named(target, key))
        if column == "year":
            return number(value, str(value))
        return self._plain(value, field["type"] if column in self.fields else KINDS.get(type(value), "string"), column)

    def date(self, column, until=None):
        """Return the function that shows a date as precise as it is known, or a period."""

        def cell(row):
            return date(self.report, row[column], row["date_precision"], row[until] if until else None)

        return lambda row: self.compared(row, (column, until, "date_precision"), cell)

    def titled(self, column):
        """Return the function that shows a column with its heading before it."""
        return lambda row: titled(self.title(column), self(row, column))

    def _plain(self, value, kind, column):
        if kind == "date":
            return date(self.report, value)
        if kind == "boolean":
            return Cell(self.report.gettext("yes" if value else "no"), str(value).lower())
        if kind in ("integer", "number"):
            value = value if column in self.fields else round(value, DIGITS)
            return number(value, self.report.formats.number(value))
        if kind == "list":
            return Cell(self.report.gettext(", ").join(map(str, value)))
        if column not in self.fields:
            return Cell(str(value))  # a text in two languages has no one value
        return Cell(value, value, lang="en" if self.report.lang != "en" and value.isascii() else "")

    def _listed(self, value, names):
        keys = value if isinstance(value, tuple) else (value,)
        return Cell(self.report.gettext(", ").join(names[key] for key in keys), ";".join(keys))

    def _reading(self, row, cell):
        """Mark a code that is this report's reading and not the article's statement."""
        if row.get("coded_by") != "report":
            return cell
        return replace(cell, css="reading", title=self.report.gettext("This report's reading"))

    def _works(self, keys):
        """Return links to works, by their number, on the sources page; an edition may lack a work."""
        if "sources" not in self._names:
            self._names["sources"] = {work["id"]: work for work in records(self.report["sources"])}
            self._names["seen"] = seen(self.report["sources"])
        works = [self._names["sources"][key] for key in keys if key in self._names["sources"]]
        if not works:
            return UNKNOWN
        keys = [work["id"] for work in works]
        links = [f"sources.html#source-{key}" for key in keys]
        parts = tuple(Cell(str(work["number"]), href=link, title=work["title"], lang=work["language"]) for work, link in zip(works, links))
        if self.report.scope == ARTICLE:
            return Cell(parts=parts, between=" ", value=";".join(keys), css="sources")
        code = best(keys, self._names["seen"])
        return Cell(parts=parts, between=" ", value=";".join(keys), css=f"sources seen-{code}", title=label(self.report, code))

    def _named(self, table, key):
        if table not in self._names:
            self._names[table] = self.report.names(table, key)
        return self._names[table]


def known(value):
    """Return whether a value of the data says anything."""
    return bool(value) if isinstance(value, (str, tuple)) else not pd.isna(value)


def date(report, day, precision="day", until=None):
    """Return a date; the value is as precise as the date, that of a period an ISO 8601 interval."""
    if not known(day):
        return UNKNOWN
    precision, ends = precision or "day", [end for end in (day, until) if known(end)]
    value = "/".join(end.strftime(ISO[precision]) for end in ends)
    return Cell(report.formats.date(day, precision, until), value, css="date")


def duration(report, count, unit):
    """Return a number of days or months in words."""
    text = report.gettext(f"{{n}} {unit}" if count == 1 else f"{{n}} {unit}s")
    return text.format(n=report.formats.number(count))


def number(value, text):
    """Return a number; a whole one has no decimals in its value."""
    return Cell(text, int(value) if value == int(value) else value, css="num")


def titled(title, cell):
    """Return a cell with what it holds said before it."""
    return cell if cell == UNKNOWN else replace(cell, text=f"{title}: {cell.text}")


def lines(*cells, value=None):
    """Return one cell of several lines; what is not known takes no line."""
    parts = tuple(cell for cell in cells if cell != UNKNOWN)
    return Cell(parts=parts, value=value) if parts else UNKNOWN


def records(frame):
    """Return a frame's rows as mappings."""
    return frame.to_dict("records")
