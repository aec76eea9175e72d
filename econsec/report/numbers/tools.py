"""The values of the pages that look things up: how much there is to look at, and from when on."""

import pandas as pd

from econsec.report.numbers import phrases, standings

DUE = ("due", "due_open", "due_passed", "due_next", "due_next_on", "due_met", "due_late", "due_missed", "due_unknown")


def finder(report):
    """Return the number of rows among which the finder looks."""
    looked_at = len(report.entries()) - len(report["events"]) + len(report.lines())
    return {"fi_entries": phrases.count(report, looked_at, "{n} row", "{n} rows")}


def calendar(report):
    """Return how much is due and what is known of it."""
    return standings.values(report, "cal", DUE)


def compare(report):
    """Return the day from which on the record knows how things stood."""
    return {"fi_first": phrases.date(report, pd.Timestamp(report.intervals()["from"].min()))}
