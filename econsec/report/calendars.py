"""Calendars of what is due: deadlines, plans, ends and scheduled events, whole and of each sector and partner that has a page.

An entry has the same UID in every build; its sequence number grows with each step that became known of it and with each correction, so that
a client that subscribed shows it once, as it stands. What is due in a month of which no day is known takes the whole month.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
from icalendar import Calendar, Event

from econsec.editions import series
from econsec.report import standings
from econsec.report.entries import titles, touches
from econsec.report.readable import Report
from econsec.report.stood import CHANGES, SCHEDULED, in_words

HOST, PRODUCT = "econsec", "-//econsec//calendar//EN"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Occasion:
    """A day, or some, on which something is due of a ``row``; ``known_on`` is the day of the last step known of it."""

    row: tuple[str, str]
    kind: str
    title: str
    note: str
    first: date
    end: date  # the day after the last
    known_on: date
    sequence: int
    sectors: tuple = ()
    source: tuple = ()
    tentative: bool = False


def files(*edition):
    """Return the calendars of an edition, by its parameters: ``path in the book -> bytes``."""
    report = Report(*edition)
    touched = touches(report)
    events = [(touched[one.row], _event(report, one)) for one in occasions(report)]
    found = {"calendar.ics": written(report.gettext("What is due"), [event for _, event in events])}
    for one in series.SERIES:
        names = report.names("sectors") if one.parameter == "sector" else report.names("countries", "iso3")
        for key in one.keys(report):
            own = [event for whom, event in events if _concerns(whom, one.parameter, key)]
            found[f"calendars/{one.page(key).rpartition('/')[2]}.ics"] = written(report.gettext("What is due: {name}").format(name=names[key]), own)
    return found


def written(name, events):
    """Return a calendar of a name with these events."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(event)
    return made.to_ical()


def _concerns(whom, parameter, key):
    """Tell whether what a row touches is a sector, or a partner."""
    return whom.general or key in whom.sectors if parameter == "sector" else whom.everyone or key in whom.partners


def occasions(report):
    """Return what is due by its day, deadlines first of what a day has twice."""
    found = [*_deadlines(report), *_events(report)]
    taken = {(row.table, row.row, row.due_on) for row in report[standings.DEADLINES].itertuples()}
    found += [one for one in _standings(report) if (*one.row, pd.Timestamp(one.first)) not in taken]
    return sorted(found, key=lambda one: (one.first, one.row, one.kind))


def _event(report, one):
    event = Event()
    cited = report.cite(pd.DataFrame([{"source": one.source}]))
    works = report.gettext("; ").join(text for _, text, _ in cited.works)
    lines = [one.note, f"{cited.heading}: {works}" if works else "", report.gettext("A reading of public sources, no legal advice.")]
    event.add("uid", f"{'-'.join((*one.row, one.kind))}@{HOST}")
    event.add("dtstamp", datetime.combine(one.known_on, time(), UTC))
    event.add("dtstart", one.first)
    event.add("dtend", one.end)
    event.add("summary", one.title)
    event.add("description", "\n".join(filter(None, lines)))
    event.add("sequence", one.sequence)
    event.add("status", "TENTATIVE" if one.tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if one.sectors:
        names = report.names("sectors")
        event.add("categories", [names[key] for key in one.sectors])
    return event


def _days(day, precision):
    """Return the first day and the day after the last: a month where no more is known."""
    if precision == "month":
        first = day.replace(day=1)
        return first.date(), (first + pd.offsets.MonthBegin(1)).date()
    return day.date(), day.date() + DAY


def _deadlines(report):
    """Yield the deadlines that have a day."""
    corrected = _corrections(report)
    for row in standings.deadlines(report).to_dict("records"):
        if pd.isna(row["due_on"]):
            continue
        steps = standings.steps(row, pd.Timestamp(report.as_of))
        first, end = _days(row["due_on"], row["date_precision"])
        note = "\n".join(filter(None, (row["outcome_label"], row["outcome_note"])))
        known = steps[-1][1] if pd.notna(steps[-1][1]) else row["recorded_on"]
        sequence = len(steps) - 1 + corrected.get(f"{standings.DEADLINES}/{row['id']}", 0)
        yield Occasion((standings.DEADLINES, row["id"]), "due", row["title"], note, first, end, known.date(), sequence, row["sectors"], row["source"])


def _events(report):
    """Yield the events that were announced for a later day."""
    corrected = _corrections(report)
    for row in report["events"].to_dict("records"):
        if row["announced_on"] < row["on"]:
            first, end = _days(row["on"], row["date_precision"])
            sequence = corrected.get(f"events/{row['id']}", 0)
            yield Occasion(
                ("events", row["id"]),
                "happens",
                row["label"],
                row["title"],
                first,
                end,
                row["announced_on"].date(),
                sequence,
                row["sectors"],
                row["source"],
            )


def _standings(report):
    """Yield for each row that is to begin, or to end, on a day ahead the row, and that day."""
    called, today, corrected = titles(report), pd.Timestamp(report.as_of), _corrections(report)
    turns = report.intervals().groupby(["table", "row"]).size()
    for table in report.labels(CHANGES, "table"):
        rows = report[table].set_index("id")
        for now in report.standing(table).itertuples():
            row = rows.loc[now.row]
            for day, kind in ((now.since, "begins"), (now.until, "ends")):
                planned = now.status == SCHEDULED
                if pd.isna(day) or day <= today or (kind == "begins") != planned:
                    continue
                note = in_words(report, table, now.status)
                text = report.gettext("Begins: {title}" if planned else "Last day ({status}): {title}").format(
                    title=called[table, now.row], status=note
                )
                sequence = int(turns[table, now.row]) - 1 + corrected.get(f"{table}/{now.row}", 0)
                known = row.get("confirmed_on") if pd.notna(row.get("confirmed_on")) else row["recorded_on"]
                known = (known if pd.notna(known) else today).date()
                days, touched = (day.date(), day.date() + DAY), row.get("sectors") or ()
                yield Occasion((table, now.row), kind, text, "", *days, known, sequence, touched, row["source"], planned)


def _corrections(report):
    """Return how often rows were corrected after publication: ``table/key -> number``."""
    return report.whole["revisions"]["corrected"].explode().value_counts().to_dict()
