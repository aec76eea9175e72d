"""Two days compared by the command, against the pages of two editions that were built for these days."""

import csv
import io

import pytest

from econsec import Report
from econsec.cli import main
from econsec.site import Book, build

PAIRS = [("2025-11-05", "2026-04-01"), ("2026-03-10", "2026-07-25"), ("2026-07-25", "2026-10-15")]
DAYS = sorted({day for pair in PAIRS for day in pair})
PLACE = {day: f"editions/d{day}/en" if number else "en" for number, day in enumerate(DAYS)}  # the first at the site's root
TABLES = {"duties": ("duty_table", "Duty"), "deadlines": ("due_table", "What became of it")}  # exhibits, and where they say how a row stands


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return the site of an edition for each of the days."""
    out = tmp_path_factory.mktemp("days") / "site"
    books = [Book(PLACE[day], "en", {"as_of": day}, f"d{day}", {"en": day, "ja": day}, ("partners", "sectors")) for day in DAYS]
    build(books, out, say=lambda line: None)
    return out


def stands(built, day, table, labels):
    """Return how rows stand by what a page's table shows: ``key -> words``; None where the edition does not have the table."""
    exhibit, column = TABLES[table]
    path = built / PLACE[day] / f"exhibits/{exhibit}.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["id"]: {label for label in labels if f"\n{label}" in f"\n{row[column]}"} for row in rows if row[column]}


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_what_the_command_tells_is_what_two_built_editions_show(built, capsys, first, second):
    report, seen = Report("en"), 0
    assert main(["compare", first, second, "--format", "csv"]) == 0
    told = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    for table in TABLES:
        labels = {*report.labels("status_changes", "status").values(), *report.labels("deadlines", "outcome").values(), "Open", "Not known"}
        before, after = (stands(built, day, table, labels) for day in (first, second))
        if None in (before, after):  # a table that the edition of that day does not have yet
            continue
        changed = {row["row"]: row for row in told if row["table"] == table}
        for key, row in changed.items():
            assert row["after"] in after[key], (table, key, after[key])
            assert row["before"] in before[key] if row["before"] else key not in before, (table, key)
        for key in after.keys() - changed.keys():
            assert before[key] == after[key], (table, key, "stands otherwise, and the command does not say so")
        seen += len(changed)
    assert seen, "the pages show nothing that changed"
