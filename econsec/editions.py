"""What an edition is: the data as it stood on a day, in one scope and one language.

Chapters, tables and charts see the data only through a :class:`Report`. Reading files is for
:mod:`econsec.data`, the wording of numbers and dates for :mod:`econsec.formats`.
"""

from datetime import date

import pandas as pd

from econsec.data import project_root, read_schema, read_table
from econsec.formats import Formats
from econsec.outputs import Sources
from econsec.texts import LANGUAGES, translator

SCOPES = ("all", "article")


class ParameterError(ValueError):
    """A parameter that no edition can have."""


class Report:
    """The data of one edition.

    ``report["export_controls"]`` is a typed frame, cut to the edition; each ``X_en``/``X_ja`` pair of the
    data is one column ``X`` in the edition's language.
    """

    def __init__(self, lang="en", as_of="", scope="all", data_dir=""):
        if lang not in LANGUAGES:
            raise ParameterError(f"lang: {lang!r} is not one of {', '.join(LANGUAGES)}")
        if scope not in SCOPES:
            raise ParameterError(f"scope: {scope!r} is not one of {', '.join(SCOPES)}")
        self.lang, self.scope = lang, scope
        self.schema = read_schema(data_dir or project_root() / "data")
        self.as_of = parse_day(as_of or self.schema.package["as_of"])
        self.formats = Formats(lang)
        self.gettext = translator(lang)
        self._tables = {}
        for table in self.schema.tables:
            self._tables[table] = self._cut(table, read_table(self.schema, table))
        for table in self.schema.tables:
            self._tables[table] = self._follow(table, self._tables[table])

    def __getitem__(self, table):
        """Return a table of this edition."""
        return self._tables[table].copy()

    def label(self, table, column, code):
        """Return the text of a code in the edition's language."""
        return self.schema.label(table, column, code, self.lang)

    def labels(self, table, column):
        """Return all codes of a column with their texts, in the schema's order."""
        return {code: self.label(table, column, code) for code in self.schema.categories(table, column)}

    def title(self, table, column):
        """Return a column's heading in the edition's language."""
        return self.schema.title(table, column, self.lang)

    def names(self, table, key="id"):
        """Return the names of a table's rows (countries, firms, areas, rings) by key."""
        return dict(zip(self._tables[table][key], self._tables[table]["name"]))

    def cite(self, *frames):
        """Return the line that names the works on which the rows of the frames rest, in order of first use."""
        keys = dict.fromkeys(key for frame in frames for cell in frame["source"] for key in cell)
        works = self._tables["sources"].set_index("id")
        works = works.loc[[key for key in keys if key in works.index]]  # an edition may lack a work
        return Sources(self.gettext("Source"), tuple((row.Index, *self._short(row)) for row in works.itertuples()))

    def _short(self, work):
        """Return who published a brief, an analysis or a report, and when; of other works the title and its language."""
        if work.publisher and work.date and work.kind in ("press", "brief", "analysis"):
            return f"{work.publisher}, {work.date}", ""
        return work.title, work.language

    def _cut(self, table, frame):
        dated = self.schema.tables[table].get("datedBy", [])
        if dated:
            days = appeared_on(frame, dated)
            frame = frame[days.isna() | (days <= pd.Timestamp(self.as_of))]
        if self.scope == "article":
            frame = frame[frame["article_ref"] != ""]
        other = [f"_{lang}" for lang in LANGUAGES if lang != self.lang]
        frame = frame.drop(columns=[c for c in frame.columns if c.endswith(tuple(other)) and f"{c[:-3]}_{self.lang}" in frame])
        return frame.rename(columns=lambda c: c.removesuffix(f"_{self.lang}")).reset_index(drop=True)

    def _follow(self, table, frame):
        """Drop rows whose parent is not in this edition."""
        follows = self.schema.tables[table].get("follows")
        if not follows:
            return frame
        kept = set(self._tables[follows["table"]]["id"])
        column = frame[follows["column"]]
        if column.map(type).eq(tuple).any():
            frame[follows["column"]] = column.map(lambda keys: tuple(key for key in keys if key in kept))
            return frame[frame[follows["column"]] != ()].reset_index(drop=True)
        return frame[column.isin(kept)].reset_index(drop=True)


def appeared_on(frame, columns):
    """Return the day from which each row counts: the first known of ``columns``, at the end of its period.

    ``date_precision`` describes the last of the columns; the others, where known, are days.
    """
    day = frame[columns[-1]]
    if "date_precision" in frame:
        day = day.where(frame["date_precision"] != "month", day + pd.offsets.MonthEnd(0))
    for column in reversed(columns[:-1]):
        day = frame[column].fillna(day)
    if "announced_until" in frame:
        day = frame["announced_until"].fillna(day)
    return day


def parse_day(text):
    """Return a day from ``YYYY-MM-DD``; anything else is a :class:`ParameterError`."""
    try:
        if len(str(text)) != 10:
            raise ValueError
        return date.fromisoformat(str(text))
    except ValueError:
        raise ParameterError(f"as_of: {text!r} is not a date such as 2026-02-06") from None
