"""What stood when: intervals say what an edition of each day says, and two days compared differ where their editions do."""

import csv
import io
import random

import pandas as pd
import pytest
from conftest import PROJECT

from econsec import Report
from econsec.cli import main
from econsec.report.comparing import intervals_csv
from econsec.report.entries import TABLES
from econsec.report.stood import BEGAN, CHANGED, ENDED, corrected, on_day

SPREAD = [pd.Timestamp("2025-03-01") + pd.Timedelta(days=step) for step in random.Random(3).sample(range(620), 24)]


@pytest.fixture(scope="module")
def report():
    return Report("en")


@pytest.fixture(scope="module")
def rows(report):
    return report.intervals()


def dated(report):
    """Return days on which something turns, and days between."""
    return [day for day in SPREAD if day <= pd.Timestamp(report.as_of)]


def test_an_edition_of_a_day_says_what_the_intervals_say(report, rows):
    for day in dated(report)[:12]:
        edition, here = Report("en", day.date()), on_day(rows, day)
        for table in report.labels("status_changes", "table"):
            said = edition.standing(table).set_index("row")[["status", "certain", "change"]].sort_index()
            found = here[here["table"] == table].set_index("row")[["status", "certain", "change"]].sort_index()
            assert said.astype(str).to_dict() == found.astype(str).to_dict(), (day, table)
        due = edition.deadlines().set_index("id")["outcome"]
        assert due.to_dict() == here[here["table"] == "deadlines"].set_index("row")["status"].to_dict(), day


def test_intervals_of_a_row_follow_each_other_without_a_gap(rows):
    for _, own in rows.groupby(["table", "row"], sort=False):
        assert list(own["until"][:-1] + pd.Timedelta(days=1)) == list(own["from"][1:]) and own["until"].isna().sum() == 1


def test_two_days_differ_where_their_editions_do(report):
    days = dated(report)
    for first, second in zip(days[:8], days[8:16]):
        first, second = sorted((first, second))
        editions = [Report("en", day.date()) for day in (first, second)]
        tables = list(report.labels("status_changes", "table"))
        before, after = ({(t, row.row): row[2:] for t in tables for row in one.standing(t).itertuples()} for one in editions)
        before, after = ({key: (said[0], said[3], said[4]) for key, said in one.items()} for one in (before, after))
        wanted = {key for key in after if before.get(key) != after[key]}
        parents = dict(zip(report["export_controls"]["id"], report["export_controls"]["parent"]))
        wanted = {(t, key) for t, key in wanted if t != "export_controls" or ("export_controls", parents[key]) not in wanted}
        found = report.compared(str(second.date()), str(first.date()))
        assert {(row.table, row.row) for row in found.itertuples() if row.table in tables} == wanted, (first, second)
        for row in found.itertuples():
            assert row.what in (BEGAN, CHANGED, ENDED) and row.after
            assert row.before or (row.table, row.row) not in before


def test_the_same_day_twice_and_days_before_the_record_differ_in_nothing(report):
    for days in (("2026-03-01", "2026-03-01"), ("1999-01-01", "1999-12-31")):
        assert report.compared(*days).empty


def test_what_the_whole_says_no_part_says_again(report):
    found = report.compared("2025-01-01", str(report.as_of))
    keys = set(zip(found["table"], found["row"]))
    assert not [row for row in found.itertuples() if (row.table, row.part_of) in keys]


def test_corrections_stand_apart(report):
    rows = corrected(report, "2025-01-01", str(report.as_of))
    assert len(rows) == (report["revisions"]["corrected"].map(len) > 0).sum() and not len(corrected(report, "2025-01-01", "2025-01-02"))


def test_every_entry_has_a_title_and_what_it_touches_is_there(report):
    entries, countries, sectors = report.entries(), report.names("countries", "iso3"), report.names("sectors")
    assert set(entries["table"]) == set(TABLES) and entries["title"].ne("").all() and entries["kind"].ne("").all()
    assert set(entries["partners"].explode().dropna()) < set(countries) and set(entries["sectors"].explode().dropna()) <= set(sectors)
    assert "USA" not in set(entries["partners"].explode())


def test_a_deadline_touches_what_the_row_touches_from_which_it_follows(report):
    entries = report.entries().set_index(["table", "row"])
    for row in report["deadlines"].itertuples():
        if (row.table, row.row) in entries.index:
            whole, own = entries.loc[(row.table, row.row)], entries.loc[("deadlines", row.id)]
            assert set(whole["sectors"]) <= set(own["sectors"]) and (row.partners or set(whole["partners"]) <= set(own["partners"]))


def test_the_intervals_are_a_file_of_the_package(rows):
    found = list(csv.DictReader(io.StringIO(intervals_csv(PROJECT / "data"))))
    assert len(found) == len(rows) and list(found[0])[:6] == ["table", "row", "status", "from", "until", "recorded_on"]
    assert {one["certain"] for one in found} == {"true", "false"}


# The command


def compared(capsys, *arguments):
    assert main(["compare", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_command_says_the_same_in_words_and_in_rows(capsys, lang):
    days = ("2025-10-01", "2026-02-06", "--lang", lang)
    text, table = compared(capsys, *days), list(csv.DictReader(io.StringIO(compared(capsys, *days, "--format", "csv"))))
    assert table and all(f"**{row['title']}**" in text for row in table)
    assert text.startswith("# ") and text.count("\n- ") >= len(table) and ("legal advice" if lang == "en" else "法的助言") in text


def test_a_sector_and_a_partner_narrow_what_is_said(capsys, report):
    days = ("2025-01-01", "2026-02-06", "--format", "csv")
    table = list(csv.DictReader(io.StringIO(compared(capsys, *days, "--sector", "ai-chips", "--partner", "chn"))))
    assert table and all("ai-chips" in row["sectors"].split(";") for row in table)
    everyone = set(report.entries().loc[lambda rows: rows["everyone"], "row"])
    assert all("CHN" in row["partners"].split(";") or row["row"] in everyone for row in table)
    assert len(table) < len(list(csv.DictReader(io.StringIO(compared(capsys, *days)))))


def test_days_without_a_change_say_what_that_means(capsys):
    assert "not the same as that nothing changed" in compared(capsys, "1999-01-01", "1999-02-01")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2026-02-30", "2026-03-01"], "'2026-02-30' is not a date such as 2026-02-06"),
        (["2026-02-01", "2049-03-01"], "'2049-03-01' is after the data's own day"),
        (["2026-02-01", "2026-03-01", "--sector", "cheese"], "--sector: 'cheese' is not one of ai-chips,"),
        (["2026-02-01", "2026-03-01", "--partner", "Narnia"], "--partner: 'Narnia' is not the ISO code of a country"),
        (["2026-02-01", "2026-03-01", "--format", "xml"], "argument --format: invalid choice: 'xml'"),
        (["2026-02-01"], "the following arguments are required: DAY"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_line(capsys, arguments, said):
    with pytest.raises(SystemExit) as stop:
        main(["compare", *arguments])
    (line,) = capsys.readouterr().err.splitlines()
    assert stop.value.code == 2 and line.startswith(f"econsec compare: {said}")
