"""What changed, and when: the dated rows of the data as one list, newest first.

The page and the feed show this list; how, is for :mod:`econsec.report.looks.steps` and :mod:`econsec.exhibits.feed`.
"""

from dataclasses import dataclass, field, replace

import pandas as pd

from econsec.data import TABLE as STANDING
from econsec.data import appeared_on, come_by

# table -> the columns whose days are changes in the world, in the order in which they follow each other
WORLD = {
    "events": ("on",),
    "agreements": ("announced_on", "signed_on"),
    "export_controls": ("announced_on", "effective_on"),
    "awards": ("announced_on",),
    "duties": ("announced_on", "effective_on"),
    "arrangements": ("announced_on",),
    STANDING: ("from",),
}
REVISIONS = "revisions"
DATA = {REVISIONS: ("on",)}
NOT_FORESEEN = {("agreements", "signed_on")}  # what is announced before is a framework; nobody names the day of signature


@dataclass(frozen=True)
class Change:
    """A day of a row: what happened then, since when it is known, when what is said of it last changed.

    ``day`` is not a date where it is not known; ``planned``: it lies after the edition's day; ``open``: it was planned, and
    no source says whether it happened; ``told_by`` is the key of the row to which it belongs and with which it happened.
    """

    table: str
    row: dict = field(hash=False)
    column: str
    what: str
    title: str
    text: str
    day: pd.Timestamp
    precision: str
    until: pd.Timestamp
    known_on: pd.Timestamp
    updated_on: pd.Timestamp
    planned: bool = False
    open: bool = False
    told_by: str = ""

    @property
    def foreseen(self):
        """Tell whether it was announced for a later day: that this day has come does not say that it happened."""
        return self.table in (STANDING, "events") and self.row["announced_on"] < self.day

    @property
    def key(self):
        """Return what names the change in every build and language."""
        return f"{self.table}-{self.row['id']}-{self.column}"


def changes(report, columns=None):
    """Return the changes of the tables in ``columns`` (those in the world, unless something else is said), newest first.

    Those whose day is not known stand last. A part of an edition has those of its rows, and of what happened to a row and its parts
    at once that to the row, where it is there.
    """
    days = columns or WORLD
    there = {
        table: set(report.look(table)["id"])
        for table in (*days, *report.labels(STANDING, "table"), STANDING, REVISIONS)
        if table in report.schema.tables
    }
    every = report.once(("changes", *days), lambda whole: _sorted(change for table in days for change in _of_table(whole, table, days[table])))
    return [change for change in every if change.row["id"] in there[change.table] and change.told_by not in there[change.table]]


def _sorted(found):
    return sorted(found, key=lambda change: -change.day.timestamp() if pd.notna(change.day) else float("inf"))


def last_event(report):
    """Return the day of the newest thing that happened, in ISO 8601 as precise as it is known; empty where nothing did.

    A change of standing or an event that was announced for a later day did not happen by that, whether or not the day has come.
    """
    today, days = pd.Timestamp(report.as_of), {"": pd.Timestamp.min}
    for one in changes(report):
        come = come_by(one.day if pd.isna(one.until) else one.until, one.precision)
        if come <= today and not one.foreseen:
            days[f"{come:%Y-%m-%d}" if one.precision == "day" else f"{come:%Y-%m}"] = come
    return max(days, key=days.get)


def titles(report):
    """Return what rows with a standing are called: ``(table, key) -> title``."""
    return {
        (table, key): title for table in report.labels(STANDING, "table") for key, title in report[table][["id", "title"]].itertuples(index=False)
    }


def _of_table(report, table, columns):
    frame, dated = report[table], report.schema.tables[table]["datedBy"]
    if table == STANDING:
        frame = frame[~frame["id"].isin(report.plans_overtaken())]
    rows = frame.assign(appeared=appeared_on(frame, dated)).to_dict("records")
    whole, last, corrected = {row["id"]: row for row in rows}, dated[-1], _corrected(report)
    unsettled, steps = (_unsettled(report), {}) if table == STANDING else (set(), _steps(report, table))
    called = titles(report) if table == STANDING else {}
    for row in rows:
        for place, column in enumerate(columns):
            seen = [*(row[earlier] for earlier in columns[:place]), *steps.get(row["id"], ())]
            if pd.isna(row[column]) and column != "from" or row[column] in seen:  # what has a single day is a change although it is not known
                continue
            above = whole.get(row.get("parent"))
            precision = row.get("date_precision") or "day" if column == last else "day"
            change = _change(report, table, row, column, precision, corrected.get(f"{table}/{row['id']}"), unsettled, called)
            if above is not None and above[column] == row[column]:
                change = replace(change, told_by=above["id"])
            if not (change.planned and (table, column) in NOT_FORESEEN):
                yield change


def _change(report, table, row, column, precision, corrected, unsettled, called):
    today, day = pd.Timestamp(report.as_of), row[column]
    come = come_by(day, precision)
    known = min((one for one in (row["appeared"], come) if pd.notna(one)), default=pd.NaT)
    updated = max((one for one in (known, come if come <= today else pd.NaT, corrected) if pd.notna(one)), default=pd.NaT)
    what, title, text = _said(report, table, row, column, called)
    return Change(
        table, row, column, what, title, text, day, precision, row.get("announced_until", pd.NaT), known, updated,
        planned=bool(day > today), open=row["id"] in unsettled,
    )  # fmt: skip


def _said(report, table, row, column, called):
    """Return what happened, to what, and what else there is to say; ``called`` are the titles of rows with a standing."""
    if table == "events":
        return report.label(table, "kind", row["kind"]), row["label"], row["title"]
    if table == STANDING:
        ends = report.gettext("until {date}").format(date=report.formats.date(row["until"])) if pd.notna(row["until"]) else ""
        what = report.gettext(", ").join(filter(None, (report.label(table, "status", row["status"]), ends)))
        return what, called[row["table"], row["row"]], row["note"]
    if table == REVISIONS:
        return report.label(table, "kind", row["kind"]), row["title"], row["note"]
    return report.title(table, column), row["title"], row.get("purpose", "")


def _steps(report, table):
    """Return the days of which a change of standing tells, and tells more: ``key of a row -> days``."""
    days = report[STANDING].loc[lambda rows: rows["table"] == table].groupby("row")["from"]
    return {key: list(group) for key, group in days}


def _corrected(report):
    """Return the last day on which a revision corrected a row that had been published: ``table/key -> day``."""
    if REVISIONS not in report.schema.tables:
        return {}
    revisions = report[REVISIONS].sort_values("on")
    return {row: day for day, rows in zip(revisions["on"], revisions["corrected"]) for row in rows}


def _unsettled(report):
    """Return the planned changes of standing whose day has passed and of which no source says whether they came."""
    codes, today = report.schema.categories(STANDING, "status"), pd.Timestamp(report.as_of)
    return {
        row.change
        for table in report.labels(STANDING, "table")
        for row in report.standing(table).itertuples()
        if codes.get(row.status, {}).get("tentative") and not row.certain and row.since <= today
    }
