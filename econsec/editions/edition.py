"""What an edition is: the data as it stood on a day, in one scope and one language.

Chapters, tables and charts see the data only through a :class:`Report`. Reading files is for
:mod:`econsec.data.frames`, the wording of numbers and dates for :mod:`econsec.words.formats`.
"""

import copy
import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from econsec.data import appeared_on, read_schema, read_table, status, typed
from econsec.editions import joins, loaded, partners, sectors
from econsec.editions.cut import DIFFERENCES, article_values, former_values
from econsec.editions.parameters import SCOPES, ParameterError, parse_day
from econsec.editions.parts import WRITTEN, Parts
from econsec.editions.sources import Sources, evidence, seen
from econsec.editions.titles import made_of
from econsec.project import project_root
from econsec.words import LANGUAGES, Formats, translator


class Report:
    """The data of one edition.

    ``report["export_controls"]`` is a typed frame, cut to the edition; each ``X_en``/``X_ja`` pair of the
    data is one column ``X`` in the edition's language.
    """

    def __init__(self, lang: str = "en", as_of: str | date = "", scope: str = "all", data_dir: str | Path = ""):
        if lang not in LANGUAGES:
            raise ParameterError(f"lang: {lang!r} is not one of {', '.join(LANGUAGES)}")
        if scope not in SCOPES:
            raise ParameterError(f"scope: {scope!r} is not one of {', '.join(SCOPES)}")
        ready = loaded.edition(key_of(lang, as_of, scope, data_dir))
        if ready:
            self.__dict__ |= ready.__dict__ | {"_tables": dict(ready._tables), "whole": self}
            return
        self.lang, self.scope = lang, scope
        self.schema = read_schema(data_dir or project_root() / "data")
        self.as_of = parse_day(as_of or self.schema.package["as_of"], self.schema.package["as_of"])
        self.formats = Formats(lang)
        self.gettext = translator(lang)
        self._tables = {}
        article = article_values(self.schema) if scope == "article" else {}
        there = self._cut(status.TABLE, read_table(self.schema, status.TABLE, article.get(status.TABLE, ())))
        self._former = former_values(self.schema, set(there["id"]))
        for table in self.schema.tables:
            instead = (*self._former.get(table, ()), *article.get(table, ()))
            self._tables[table] = self._cut(table, read_table(self.schema, table, instead))
        self.partner, self.sector, self.whole, self.parts = "", "", self, Parts(self)
        self._worked_out = {}  # of the whole edition, for all that look at it or at a part of it
        self._tables = joins.joined(self.schema, self._tables)

    def of(self, partner: str = "", sector: str = "") -> "Report":
        """Return this edition cut to the rows that concern one partner or one sector, which must have a page; ``whole`` holds all rows."""
        cut = copy.copy(self)
        for name in ("_works", "_known_works"):  # those of the whole edition
            cut.__dict__.pop(name, None)
        if sector:
            with loaded.unnoted():  # the plan of the site knows which sectors have rows
                there = sectors.with_rows(self)
            self._has_page("sector", sector, there, "rows in sectors.csv that others name")
            loaded.look_at(sectors.TABLE)
            cut.sector, cut._tables = sector, sectors.concerning(self.schema, self._tables, sector)
        else:
            self._has_page("partner", partner, partners.profiles(self), "profile in countries.csv")
            loaded.look_at(partners.COUNTRIES[0], partners.FIRMS[0])
            cut.partner, cut._tables = partner, partners.concerning(self.schema, self._tables, partner)
            cut._tables |= partners.in_place(cut)
        cut._tables = joins.joined(self.schema, cut._tables, self._tables)
        return cut

    def _has_page(self, parameter, key, known, why):
        if key not in known:
            raise ParameterError(f"{parameter}: {key!r} is not one of {', '.join(known)}, which have a page ({why})")

    def __getitem__(self, table: str) -> pd.DataFrame:
        """Return a table of this edition."""
        return made_of(self.look(table).copy(), table)

    def look(self, table: str) -> pd.DataFrame:
        """Return a table of this edition, to be looked at alone."""
        of = self.partner or self.sector
        loaded.look_at(f"{of}/{table}" if of else table)
        return self._tables[table]

    def raw(self, table: str) -> pd.DataFrame:
        """Return a table as it is written, as its cells stood on this edition's day, with all its rows and columns."""
        loaded.look_at(f"{table}{WRITTEN}")
        return read_table(self.schema, table, self._former.get(table, ()))

    def label(self, table: str, column: str, code: str) -> str:
        """Return the text of a code in the edition's language."""
        return self.schema.label(table, column, code, self.lang)

    def labels(self, table: str, column: str) -> dict[str, str]:
        """Return all codes of a column with their texts, in the schema's order."""
        return {code: self.label(table, column, code) for code in self.schema.categories(table, column)}

    def title(self, table: str, column: str) -> str:
        """Return a column's heading in the edition's language."""
        return self.schema.title(table, column, self.lang)

    def names(self, table: str, key: str = "id") -> dict[str, str]:
        """Return the names of a table's rows (countries, firms, areas, rings) by key."""
        return dict(zip(self.look(table)[key], self.look(table)["name"]))

    def standing(self, table: str, on: date | None = None) -> pd.DataFrame:
        """Return how each row of a table stands on this edition's day, or on a later one: see :func:`econsec.data.status.standing`.

        A row stands in a part of an edition as it does in the whole, for what says so follows it.
        """
        self.look(status.TABLE)
        rows, found = self.look(table)["id"], self.once(("standing", table, on), lambda whole: whole._standing(table, on))
        return found.copy() if self is self.whole else found[found["row"].isin(rows)].reset_index(drop=True)

    def _standing(self, table, on):
        changes, said = self.look(status.TABLE), self.schema.tables[table]
        return status.standing(
            self.look(table),
            changes[changes["table"] == table],
            self.schema.categories(status.TABLE, "status"),
            on or self.as_of,
            said.get("stands"),
            (said.get("datedBy") or [""])[-1],
        )

    def once(self, name: object, function: Callable[["Report"], Any]) -> Any:
        """Return what a function makes of the whole edition, worked out once for all its parts: to be looked at alone.

        That tables are looked at for it is not noted: whoever asks looks at those of its own part.
        """
        known = self.whole._worked_out
        if name not in known:
            with loaded.unnoted():
                known[name] = function(self.whole)
        return known[name]

    def plans_overtaken(self) -> set[str]:
        """Return the keys of planned changes of standing that a later change has overtaken by this edition's day."""
        return set(status.overtaken(self.look(status.TABLE), self.schema.categories(status.TABLE, "status")))

    def absence(self) -> str:
        """Return the sentence that stands in the place of an exhibit without rows, and says why there are none."""
        texts = {
            "all": "Nothing to show: the data hold no entry for this exhibit that was announced by {date}.",
            "article": "Nothing to show: the article holds no entry for this exhibit that was announced by {date}.",
            "partner": "Nothing to show: of {partner} the data hold no entry for this exhibit that was announced by {date}.",
            "sector": "Nothing to show: of this sector the data hold no entry for this exhibit that was announced by {date}.",
        }
        text = self.gettext(texts["partner" if self.partner else "sector" if self.sector else self.scope])
        partner = self.names("countries", "iso3").get(self.partner, "")
        return text.format(date=self.formats.date(self.as_of), partner=partner)

    def note(self) -> str:
        """Return what each page of a book says of its day; nothing where that is the data package's own."""
        if self.as_of == parse_day(self.schema.package["as_of"]):
            return ""
        text, first = "Data as of {date}. The text is that of the latest edition.", self.starts_on()
        if first and self.as_of < first:
            text = "Data as of {date}, before the first dated entry ({first}): there is nothing to show yet. The text is that of the latest edition."
        date = self.formats.date
        return self.gettext(text).format(date=date(self.as_of), first=date(first) if first else "")

    def starts_on(self) -> date | None:
        """Return the day from which the first dated row of the data counts; None where no row has a date."""
        days = [appeared_on(frame, dated).min() for frame, dated in self._dated()]
        return min((day.date() for day in days if not pd.isna(day)), default=None)

    def _dated(self):
        for table, said in self.schema.tables.items():
            if said.get("datedBy"):
                yield read_table(self.schema, table), said["datedBy"]

    def cite(self, *frames: pd.DataFrame) -> Sources:
        """Return the line that names the works on which the rows of the frames rest, in order of first use."""
        keys = dict.fromkeys(key for frame in frames for cell in frame["source"] for key in cell)
        self.look("sources")  # what a page rests on is noted each time
        texts = tuple((key, *self._works[key]) for key in keys if key in self._works)  # an edition may lack a work
        return Sources(self.gettext("Source"), texts, evidence(self, self._known_works, frames))

    @functools.cached_property
    def _works(self):
        """Return how each work is named in a line, and in which language."""
        return {work.id: self._short(work) for work in self._tables["sources"].itertuples()}

    @functools.cached_property
    def _known_works(self):
        return seen(self._tables["sources"])

    def _short(self, work):
        """Return who published a brief, an analysis or a report, and when; of other works the title; and its language."""
        if work.publisher and work.date and work.kind in ("press", "brief", "analysis"):
            return f"{work.publisher}, {work.date}", "" if self.lang == "en" or not work.publisher.isascii() else "en"
        return work.title, work.language

    def _cut(self, table, frame):
        dated = self.schema.tables[table].get("datedBy", [])
        if dated:
            days = appeared_on(frame, dated)
            frame = frame[days.isna() | (days <= pd.Timestamp(self.as_of))]
        if self.scope == "article":
            # With its own values put back, there is nothing in which the article differs from the data.
            shown = "article_ref" in frame and table != DIFFERENCES
            frame = frame[frame["article_ref"] != ""] if shown else frame[:0]
        frame = self._known(table, frame)
        other = [f"_{lang}" for lang in LANGUAGES if lang != self.lang]
        frame = frame.drop(columns=[c for c in frame.columns if c.endswith(tuple(other)) and f"{c[:-3]}_{self.lang}" in frame])
        return frame.rename(columns=lambda c: c.removesuffix(f"_{self.lang}")).reset_index(drop=True)

    def _known(self, table, frame):
        """Empty what this edition cannot know: what the record adds to the article's rows, and confirmations of later days."""
        for name, field in self.schema.fields(table).items():
            if self.scope == "article" and field.get("ours"):
                frame = frame.assign(**{name: typed(pd.Series("", frame.index), field)})
            elif field.get("sinceRow"):
                frame = frame.assign(**{name: frame[name].where(frame[name] <= pd.Timestamp(self.as_of))})
        return frame


def preload(editions: dict, lang: str, as_of: str | date = "", scope: str = "all", data_dir: str | Path = "") -> Report:
    """Load an edition into a mapping of loaded ones, in the place of an earlier one; return it."""
    key = key_of(lang, as_of, scope, data_dir)
    editions.pop(key, None)
    editions[key] = Report(lang, as_of, scope, data_dir)
    return editions[key]


def key_of(lang, as_of, scope, data_dir):
    """Return what tells an edition from others, by its parameters."""
    return lang, str(as_of or ""), scope, Path(data_dir or project_root() / "data").resolve()
