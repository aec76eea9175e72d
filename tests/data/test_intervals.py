"""Intervals say of every day what the standing of that day says, from the day on which a row appears."""

import pandas as pd
import pytest

from econsec.data.intervals import intervals

CODES = {"in_force": {"holds": True}, "suspended": {}, "ended": {"final": True}, "scheduled": {"tentative": True}}
COLUMNS = ("id", "row", "status", "announced_on", "from", "until", "date_precision", "duration_months")
DAYS = {"announced_on": "datetime64[ns]", "from": "datetime64[ns]", "until": "datetime64[ns]"}
LAST = "2026-06-30"


def turns(*changes, announced="2026-01-01", effective=None, last=LAST):
    """Return the intervals of a row with these changes, each as status, certainty, first and last day."""
    frame = pd.DataFrame([dict(zip(COLUMNS, (*change, *[None] * len(COLUMNS)))) for change in changes], columns=COLUMNS)
    frame = frame.astype(DAYS).fillna({"date_precision": ""})
    rows = pd.DataFrame({"id": ["a"], "announced_on": [pd.Timestamp(announced)], "effective_on": [pd.Timestamp(effective)], "date_precision": [""]})
    found = intervals(rows, frame, CODES, last, {"effective_on": "in_force"}, ["announced_on"])
    assert set(found["row"]) <= {"a"}
    text = found[["from", "until"]].apply(lambda days: days.dt.strftime("%m-%d")).fillna("")
    return list(zip(found["status"], found["certain"], text["from"], text["until"]))


@pytest.mark.parametrize(
    ("changes", "more", "said"),
    [
        ([], {}, [("", True, "01-01", "")]),
        ([], {"effective": "2026-02-01"}, [("scheduled", True, "01-01", "01-31"), ("in_force", True, "02-01", "")]),
        ([], {"effective": "2026-07-01"}, [("scheduled", True, "01-01", "")]),
        ([], {"announced": "2026-07-01"}, []),
        (
            [("s", "a", "suspended", "2026-03-01", "2026-03-10", "2026-04-30", "day")],
            {"effective": "2026-02-01"},
            [
                ("scheduled", True, "01-01", "01-31"),
                ("in_force", True, "02-01", "03-09"),
                ("suspended", True, "03-10", "04-30"),
                ("suspended", False, "05-01", ""),  # it ran out, and nobody said what came after
            ],
        ),
        (
            [("p", "a", "scheduled", "2026-02-01", "2026-03-01", None, "day"), ("f", "a", "in_force", "2026-03-05", "2026-03-05", None, "day")],
            {},
            [
                ("", True, "01-01", "01-31"),
                ("scheduled", True, "02-01", "02-28"),
                ("scheduled", False, "03-01", "03-04"),
                ("in_force", True, "03-05", ""),
            ],
        ),
        ([("e", "a", "ended", "2026-05-01", None, None, "")], {}, [("", True, "01-01", "04-30"), ("ended", False, "05-01", "")]),
    ],
)
def test_an_interval_begins_where_a_day_says_something_else(changes, more, said):
    assert turns(*changes, **more) == said


def test_a_change_of_the_same_status_begins_an_interval_of_its_own():
    again = [("s", "a", "suspended", None, "2026-02-01", None, "day"), ("t", "a", "suspended", None, "2026-03-01", None, "day")]
    assert [one[2] for one in turns(*again)] == ["01-01", "02-01", "03-01"]


def test_a_row_without_a_day_has_always_been_there():
    assert turns(announced=None) == [("", True, "", "")]
