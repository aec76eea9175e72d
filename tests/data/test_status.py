"""What stands on a day is worked out from dates and changes of standing; what nobody could tell is not certain."""

import csv

import pandas as pd
import pytest
from conftest import ROOT
from shown import show

from econsec import Report
from econsec.data.status import standing
from econsec.report import numbers

CODES = {
    "framework": {"start": True},
    "signed": {"start": True},
    "in_force": {},
    "suspended": {},
    "ended": {"final": True},
    "scheduled": {"tentative": True},
}
COLUMNS = ("id", "row", "status", "from", "until", "date_precision", "duration_months")


def on(day, *changes, effective_on=None, signed=None):
    """Return status, first day, last day and certainty on a day of a row with these changes."""
    frame = pd.DataFrame([dict(zip(COLUMNS, (*change, *[None] * len(COLUMNS)))) for change in changes], columns=COLUMNS)
    frame = frame.astype({"from": "datetime64[ns]", "until": "datetime64[ns]"}).fillna({"date_precision": ""})
    days = {"effective_on": [pd.Timestamp(effective_on)], "signed_on": [pd.Timestamp(signed)]}
    rows = pd.DataFrame({"id": ["a"], **days, "date_precision": ["month"]})
    stands = {"signed_on": "signed", "effective_on": "in_force"}
    (found,) = standing(rows, frame, CODES, day, stands, "signed_on").itertuples(index=False)
    said = [None if pd.isna(one) else f"{one:%Y-%m-%d}" for one in (found.since, found.until)]
    return found.status, *said, bool(found.certain)


SUSPENDED = ("s", "a", "suspended", "2025-11-10", "2026-11-09", "day")
RETURN = ("r", "a", "scheduled", "2026-11-10", None, "day")
IN_FORCE = {"effective_on": "2025-09-29"}


@pytest.mark.parametrize(
    ("day", "changes", "said"),
    [
        ("2025-09-28", [], ("scheduled", "2025-09-29", None, True)),
        ("2025-09-29", [], ("in_force", "2025-09-29", None, True)),
        ("2025-11-09", [SUSPENDED], ("in_force", "2025-09-29", None, True)),
        ("2025-11-10", [SUSPENDED], ("suspended", "2025-11-10", "2026-11-09", True)),
        ("2026-11-09", [SUSPENDED, RETURN], ("suspended", "2025-11-10", "2026-11-09", True)),
        ("2026-11-10", [SUSPENDED, RETURN], ("scheduled", "2026-11-10", None, False)),
        ("2026-11-10", [SUSPENDED], ("suspended", "2025-11-10", "2026-11-09", False)),
        ("2026-12-01", [SUSPENDED, RETURN, ("f", "a", "in_force", "2026-11-10")], ("in_force", "2026-11-10", None, True)),
        ("2026-12-01", [("e", "a", "ended", None), SUSPENDED], ("ended", None, None, False)),
    ],
)
def test_what_stands_follows_from_the_dates(day, changes, said):
    assert on(day, *changes, **IN_FORCE) == said


def test_a_month_counts_from_its_last_day_and_a_duration_from_then():
    change = ("s", "a", "suspended", "2025-11-01", None, "month", 12)
    assert on("2025-11-29", change) == ("scheduled", "2025-11-01", "2026-11-29", True)
    assert on("2025-11-30", change) == ("suspended", "2025-11-01", "2026-11-29", True)
    assert on("2026-11-30", change)[3] is False
    assert on("2026-02-27", signed="2026-02-01") == ("scheduled", "2026-02-01", None, True)
    assert on("2026-02-28", signed="2026-02-01") == ("signed", "2026-02-01", None, True)


def test_a_row_without_dates_or_changes_has_no_standing():
    assert on("2026-01-01") == ("", None, None, True)


def test_every_row_of_a_table_has_one_standing():
    report = Report()
    for table in ("agreements", "export_controls", "awards"):
        assert list(report.standing(table)["row"]) == list(report[table]["id"])


def test_the_affiliates_rule_was_to_return_and_is_put_off(data, drop):
    def rule(as_of, folder=""):
        frame = Report(as_of=as_of, data_dir=folder).standing("export_controls").set_index("row")
        return tuple(frame.loc["affiliates-rule", ["status", "certain"]])

    assert rule("2025-10-31") == ("in_force", True)
    assert rule("2026-11-09") == ("suspended", True)
    assert rule("2026-11-10") == ("put_off", True)
    drop("status_changes", "affiliates-rule-put-off")
    assert rule("2026-11-10", data) == ("scheduled", False)


def test_a_measure_in_parts_is_withdrawn_once_and_a_right_is_no_duty(data, drop):
    """By hand: aircraft parts with chip software, ethane with butane, the affiliates rule; 5.2.4 is a duty, 5.3.3 a right."""
    values = numbers.pillar1_agreements(Report("en"))
    assert (values["p1_tighten_withdrawn"].raw, values["p1_obliged_us"].raw, values["p1_rights"].raw) == (3, 1, 1)
    for key in ("licence-stop-ended", "chip-software-licences-ended"):
        drop("status_changes", key)
    assert numbers.pillar1_agreements(Report("en", data_dir=data))["p1_tighten_withdrawn"].raw == 3, "a part counts for its whole"
    drop("status_changes", "aircraft-parts-licences-ended")
    assert numbers.pillar1_agreements(Report("en", data_dir=data))["p1_tighten_withdrawn"].raw == 2


def test_what_holds_after_a_period_is_said_not_to_be_settled():
    def suspension(as_of):
        (row,) = [row for row in show("standing_table", Report("en", as_of=as_of)).rows if row.key == "affiliates-suspension-period"]
        return [part.text for part in row.cells[1].parts]

    assert suspension("2026-11-09") == ["In force"]
    assert suspension("2026-11-10") == ["In force, over by its text", "what holds since is not settled"]


def test_frameworks_are_counted_apart_from_agreements():
    said = {as_of: numbers.summary(Report("en", as_of=as_of))["summary_agreements"].text for as_of in ("2025-11-30", "2026-11-22")}
    assert said == {"2025-11-30": "11 agreements and 2 frameworks or action plans", "2026-11-22": "29 agreements and 1 framework or action plan"}


def test_the_table_says_what_no_source_says(data, drop):
    drop("status_changes", "affiliates-rule-put-off")
    cells = {as_of: show("control_table", Report(as_of=as_of, data_dir=data)).html() for as_of in ("2026-11-09", "2026-11-10")}
    assert "no source says whether it happened" not in cells["2026-11-09"]
    assert cells["2026-11-10"].count("no source says whether it happened") == 1


with (ROOT / "tests/data/standing.csv").open(encoding="utf-8", newline="") as file:
    BY_HAND = list(csv.DictReader(file))


@pytest.mark.parametrize("line", BY_HAND, ids=lambda line: line["as_of"])
def test_counts_equal_the_table_worked_out_by_hand(line):
    report = Report(as_of=line["as_of"])
    measures, agreements, funding = (report[table] for table in ("export_controls", "agreements", "funding"))
    whole = measures[measures["parent"] == ""]
    stands = {table: report.standing(table).set_index("row")["status"] for table in ("export_controls", "agreements")}
    grant = funding["kind"] == "grant"
    found = {f"measures_{code}": (whole["direction"] == code).sum() for code in report.labels("export_controls", "direction")}
    for code in report.labels("status_changes", "status"):
        found[f"measures_{code}"] = (stands["export_controls"].loc[list(whole["id"])] == code).sum()
        found[f"agreements_{code}"] = (stands["agreements"] == code).sum()
    found |= {f"agreements_{code}": (agreements["pillar"] == code).sum() for code in report.labels("agreements", "pillar")}
    for name, rows in (("grants", grant), ("other", ~grant)):
        for code in ("exact", "up_to"):
            found[f"{name}_{code}_usd"] = funding["amount_usd"][rows & (funding["qualifier"] == code)].sum()
    wanted = {name: int(value) for name, value in line.items() if name not in ("as_of", "note")}
    assert {name: int(found[name]) for name in wanted} == wanted
