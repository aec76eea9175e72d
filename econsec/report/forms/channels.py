"""A column as a form reads it: which one a name means, its values in words, their order, its heading, colours and shapes."""

import pandas as pd

from econsec.editions import partners, tables_of, titles
from econsec.report import palette
from econsec.report.forms import composites
from econsec.report.statistics import DEALS

# Columns that frames have beside those of the schema: the column there whose codes or keys they hold.
ALIKE = {("events", "partners"): "countries", ("rings", "countries"): ("events", "countries")}
CODED = {("goods_trade", "deal"): DEALS}  # codes that no table of the data has
UNSTATED = {("export_controls", "fields"): "Field not stated", ("export_controls", "instrument"): "Instrument not stated"}
UNKNOWN = "Not known"


class FormError(ValueError):
    """Something that a form cannot draw or show; the message says what would be right."""


def check(form, rows, *names):
    """Raise where rows are no frame, or lack a column: the message names the column and those that are there."""
    if not isinstance(rows, pd.DataFrame):
        raise FormError(f"{form}: {type(rows).__name__} is no DataFrame; right: rows of a table, such as report.measures()")
    for name in names:
        if name not in rows:
            raise FormError(f"{form}: no column {name!r}; there are: {', '.join(map(str, rows.columns))}")


class Channel:
    """A column of rows, which is of a table of the schema, or made of several of its columns, or any other."""

    def __init__(self, report, rows, name, form):
        self.report, self.name, self.tables, self.rows = report, name, tables_of(rows), rows
        self.made, taken = composites.made(self.tables, name)
        check(form, rows, *taken)
        self.table, self.column = self._home()

    def _home(self):
        """Return the table and the column of the schema that say what the values are; nothing where none does."""
        for table in self.tables:
            column = ALIKE.get((table, self.name), self.name)
            if isinstance(column, tuple):
                return column
            if table in self.report.schema.tables and (
                column in self.report.schema.fields(table) or f"{column}_en" in self.report.schema.fields(table)
            ):
                return table, column
        return titles.STANDING.get(self.name, (next(iter(self.tables), ""), self.name))

    @property
    def labels(self):
        """Return the codes or keys of the column with their texts, in the schema's order; nothing where it has none."""
        if (self.table, self.name) in CODED:
            return {code: self.report.gettext(text) for code, text in CODED[self.table, self.name].items()}
        if "categories" in self._field:
            entries = self.report.schema.categories(self.table, self.column)
            aside = {code for code, entry in entries.items() if entry.get("aside")} - set(self.rows.get(self.name, ()))
            known = {code: text for code, text in self.report.labels(self.table, self.column).items() if code not in aside}
            return known | {"": self.unstated} if "" in palette.COLOURS.get((self.table, self.column), {}) else known
        return self.report.names(*self.target) if self.named else {}

    @property
    def named(self):
        """Return whether the column holds keys of rows that have names."""
        return bool(self.target) and f"name_{self.report.lang}" in self.report.schema.fields(self.target[0])

    @property
    def _field(self):
        return self.report.schema.fields(self.table).get(self.column, {}) if self.table in self.report.schema.tables else {}

    @property
    def target(self):
        """Return the table and the column there that the column holds keys of; nothing where it holds none."""
        table, key = partners.references(self.report.schema, self.table).get(self.column, ("", "")) if self._field else ("", "")
        return (table or self.table, key) if key else ()

    def spread(self, rows):
        """Return the rows, one of many values once for each of them."""
        if self.made:
            return rows.assign(**{self.name: self.made(self.report, rows)})
        many = rows[self.name].map(type).eq(tuple).any()
        return rows.explode(self.name).reset_index(drop=True) if many else rows

    def texts(self, rows, unknown=None):
        """Return the words of each row's value; ``unknown`` stands where nothing is known, of coded columns a phrase that says so."""
        cells = self.made(self.report, rows) if self.made else rows[self.name]
        labels = self.labels
        if pd.api.types.is_datetime64_any_dtype(cells):
            precise = rows["date_precision"] if "date_precision" in rows else ["day"] * len(rows)
            return pd.Series([self.report.formats.date(*known) for known in zip(cells, precise)], rows.index, dtype=object).replace("", unknown or "")
        found = cells.map(labels) if labels else cells.map(self._plain)
        if unknown is None:
            unknown = self.unstated if labels else ""
        return found.astype(object).where(found.notna(), unknown)

    @property
    def unstated(self):
        """Return what is said where a value is not known."""
        return self.report.gettext(UNSTATED.get((self.table, self.column), UNKNOWN))

    def _plain(self, value):
        return value if isinstance(value, str) else "" if pd.isna(value) else str(value)

    def order(self, texts):
        """Return the texts that stand for values, in the schema's order, then others as they first appear."""
        return list(dict.fromkeys([*self.labels.values(), *texts]))

    @property
    def heading(self):
        """Return the heading of the column."""
        return heading(self.report, self.tables, self.name, self.table, self.column)

    def looks(self, of, texts):
        """Return the looks (``palette.colours`` or ``palette.shapes``) of the column's values, by their texts."""
        labels = self.labels or {text: text for text in dict.fromkeys(texts)}
        looks = of(self.table, self.column, labels)
        return {labels[code]: look for code, look in looks.items() if code in labels}


def heading(report, tables, name, table="", column=""):
    """Return the heading of a column: its own as an exhibit's, or the schema's; a column of no table is called as it is."""
    for one in tables:
        if (one, name) in composites.HEADINGS:
            return report.gettext(composites.HEADINGS[one, name])
    known = titles.title(report, (table,), column) if table and column else ""
    return known or titles.title(report, tables, column or str(name)) or str(name)
