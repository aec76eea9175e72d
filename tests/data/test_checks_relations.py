"""Rows that each are right and cannot be so together: circles, doubles, uncited works, rows that no page shows, rows that are gone."""

import csv
import shutil

import pytest
from conftest import ROOT, read

from econsec.cli import main
from econsec.data.checks import check, examine
from econsec.data.checks.relations import COUNTS, counted
from econsec.data.schema import Schema


@pytest.fixture
def add(data):
    """Return a function that adds a row to a table of the copied data, made from its first row; it returns the line."""

    def add_row(name, **cells):
        rows = read(name, data)
        rows.append(rows[0] | cells)
        with (data / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return len(rows) + 1

    return add_row


@pytest.fixture
def cut(data):
    """Return a function that keeps only some rows of a table."""

    def cut_rows(table, keep):
        path = data / f"{table}.csv"
        path.write_text("".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[: keep + 1]), encoding="utf-8")

    return cut_rows


def test_a_part_of_itself_is_named(data, change):
    line = change("provisions", "my-art-5-1-2", "parent", "my-art-5-1-2")
    (problem,) = check(data)
    assert problem.startswith(f"provisions.csv:{line}: parent: 'my-art-5-1-2' leads back to 'my-art-5-1-2'")


def test_parents_in_a_circle_are_named_row_by_row(data, change):
    rows = [row["id"] for row in read("export_controls", data) if not row["parent"]][:3]
    lines = [change("export_controls", row, "parent", other) for row, other in zip(rows, [*rows[1:], rows[0]])]
    problems = check(data)
    assert [problem.split(":")[1] for problem in problems] == [str(line) for line in sorted(lines)]
    assert all("a part is not its own whole" in problem for problem in problems)


def test_the_same_fact_under_another_key_is_named(data, add):
    line = add("claims", id="another-key")
    first = read("claims", data)[0]["id"]
    assert check(data) == [f"claims.csv:{line}: id: 'another-key' tells the same fact as {first!r} (all else is equal); a fact stands once"]


@pytest.mark.parametrize(("table", "cells"), [("goods_trade", {"imports_musd": "5"}), ("added_tariff", {"added_tariff_pp": "77"})])
def test_two_values_of_one_thing_are_named(data, add, table, cells):
    line = add(table, id="another-key", **cells)
    (problem,) = check(data)
    assert problem.startswith(f"{table}.csv:{line}: id: 'another-key' tells the same fact as ") and "(the same " in problem


def test_a_work_that_nothing_cites_is_named(data, add):
    line = add("sources", id="lonely", number="9999", title="A lonely work", url="https://example.org/lonely", language="en", source="lonely")
    assert [problem for problem in check(data) if problem.startswith("sources.csv")] == [
        f"sources.csv:{line}: id: 'lonely' is cited by no row of another table; right: the row that rests on it, or no such work"
    ]


def test_a_row_after_the_packages_day_is_named_with_what_to_move(data, change):
    line = change("events", read("events", data)[-1]["id"], "on", "2026-12-24")
    change("events", read("events", data)[-1]["id"], "announced_on", "")
    (problem,) = check(data)
    as_of = Schema(data).package["as_of"]
    assert problem == (
        f"events.csv:{line}: on: the row counts from 2026-12-24, after the package's day, so that no page shows it; "
        f"right: as_of in datapackage.yaml ({as_of}) no earlier than that, or another date"
    )


def test_what_was_announced_before_may_lie_ahead(data, change):
    row = read("events", data)[-1]["id"]
    change("events", row, "announced_on", "2026-01-10")
    change("events", row, "on", "2026-12-24")
    assert check(data) == []


@pytest.fixture
def counted_data(data):
    """Keep with the copied data how many rows each table has."""
    (data / COUNTS).write_text(counted(Schema(data)), encoding="utf-8")
    return data


@pytest.mark.parametrize("keep", [0, 264])
def test_a_table_that_lost_rows_is_named(counted_data, cut, keep):
    cut("added_tariff", keep)
    (problem,) = check(counted_data)
    assert problem.startswith(f"added_tariff.csv: {keep} rows; 528 when they were last accepted (row_counts.yaml)")
    assert "`make accept` if they were deleted on purpose" in problem
    assert check(counted_data, accepting=True) == []


def test_a_table_that_grew_passes(counted_data, add):
    add("goods_trade", id="another-key", year="2019")
    assert check(counted_data) == []


@pytest.mark.parametrize("text", ["[", "- 1", "events: many", "events: true"])
def test_counts_that_are_none_are_named(counted_data, text):
    (counted_data / COUNTS).write_text(text, encoding="utf-8")
    (problem,) = check(counted_data)
    assert problem.startswith("row_counts.yaml: not a number of rows for each table")


PLAN = {
    "table": "agreements",
    "row": "kh-trade",
    "status": "scheduled",
    "note_en": "",
    "note_ja": "",
    "article_ref": "",
    "duration_months": "",
    "caused_by": "",
    "until": "",
}


@pytest.mark.parametrize(
    ("plan", "fact"),
    [
        (
            {"announced_on": "2025-12-01", "from": "2026-11-10"},
            {"announced_on": "2026-09-24", "from": "2026-11-10", "status": "suspended", "until": "2027-01-10"},
        ),
        ({"announced_on": "2025-12-01", "from": "2026-03-01"}, {"announced_on": "", "from": "2026-04-01", "status": "in_force", "until": ""}),
        (
            {"announced_on": "2025-12-01", "from": "2026-03-01"},
            {"announced_on": "2026-01-15", "from": "2026-02-01", "status": "suspended", "until": "2026-05-01"},
        ),
        (
            {"announced_on": "2025-12-01", "from": "2026-03-01"},
            {"announced_on": "2026-01-15", "from": "2026-06-01", "status": "scheduled", "until": ""},
        ),
    ],
)
def test_a_plan_that_a_later_change_overtook_is_a_warning(data, add, plan, fact):
    line = add("status_changes", id="the-plan", **PLAN | plan | {"date_precision": "day"})
    later = add("status_changes", id="the-fact", **PLAN | fact | {"date_precision": "day"})
    found = examine(data)
    assert found.problems == ()
    assert (
        f"status_changes.csv:{line}: status: 'the-plan' was overtaken by 'the-fact' (line {later}); pages of later days leave it out"
        in found.warnings
    )


def test_a_plan_within_a_period_that_was_known_with_it_is_a_contradiction(data, add):
    add("status_changes", id="the-fact", **PLAN | {"announced_on": "2025-12-01", "from": "2026-01-01", "status": "suspended", "until": "2027-01-10"})
    line = add("status_changes", id="the-plan", **PLAN | {"announced_on": "2025-12-01", "from": "2026-06-10"})
    (problem,) = check(data)
    assert problem.startswith(f"status_changes.csv:{line}: from: '2026-06-10' (scheduled) lies within 'suspended' (the-fact)")


def test_a_later_plan_to_end_a_period_early_passes(data, add):
    add("status_changes", id="the-fact", **PLAN | {"announced_on": "2025-12-01", "from": "2026-01-01", "status": "suspended", "until": "2027-01-10"})
    add("status_changes", id="the-plan", **PLAN | {"announced_on": "2026-02-01", "from": "2026-06-10"})
    assert examine(data).problems == () and not [line for line in examine(data).warnings if "the-plan" in line]


def test_warnings_are_listed_and_counted_and_not_fatal(data, add, capsys):
    before = len(examine(data).warnings)
    add("status_changes", id="the-plan", **PLAN | {"announced_on": "2025-12-01", "from": "2026-03-01"})
    add("status_changes", id="the-fact", **PLAN | {"announced_on": "", "from": "2026-04-01", "status": "in_force"})
    assert main(["check", "--data", str(data)]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert len(lines) == before + 1 and all(line.startswith("warning: ") for line in lines)
    assert last == f"The data package is valid. Warnings: {before + 1}."


def test_accepting_confirms_a_deletion_and_nothing_else(counted_data, cut, change):
    cut("added_tariff", 100)
    line = change("rings", "allies", "name_ja", "")
    assert check(counted_data, accepting=True) == [f"rings.csv:{line}: name_ja: is empty; it must be filled"]


def test_frozen_data_need_no_counts(tmp_path):
    folder = shutil.copytree(ROOT / "tests/data/updated", tmp_path / "data")
    assert check(folder) == []
