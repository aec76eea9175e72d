"""What carries the record on: deadlines, arrangements and their members, confirmations, official addresses, sectors, expected standings."""

import csv
import shutil

import pytest
from conftest import PROJECT

from econsec.data.checks import check, examine
from econsec.data.checks.expected import FILE

DEADLINE = {
    "id": "a-deadline",
    "table": "agreements",
    "row": "my-trade",
    "announced_on": "2025-10-26",
    "counted_from": "signature",
    "due_on": "2026-04-24",
    "date_precision": "day",
    "outcome": "unknown",
    "title_en": "A meeting of ministers",
    "title_ja": "閣僚会合",
    "coded_by": "report",
    "source": "jetro-article",
}
ARRANGEMENT = {
    "id": "a-pact",
    "title_en": "A pact of several",
    "title_ja": "多国間の協約",
    "kind": "declaration",
    "announced_on": "2025-12-12",
    "date_precision": "day",
    "summary_en": "Several declare what they want.",
    "summary_ja": "複数国が意向を示す。",
    "coded_by": "report",
    "source": "jetro-article",
}
MEMBER = {"id": "a-pact-jpn", "arrangement": "a-pact", "country": "JPN", "role": "member", "joined_on": "2025-12-12", "source": "jetro-article"}
SECTOR = {
    "id": "a-sector",
    "order": "99",
    "name_en": "A sector",
    "name_ja": "ある業種",
    "rule_en": "Magnets and what they are made of.",
    "rule_ja": "磁石とその原料。",
    "source": "jetro-article",
}
HOST = {"id": "jetro", "host": "www.jetro.go.jp", "owner": "JETRO", "source": "jetro-article"}


@pytest.fixture
def put(data):
    """Return a function that puts a row of its own cells at the end of a table of the copied data; it returns the line."""

    def put_row(name, row, /, **cells):
        path = data / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names, rows = reader.fieldnames, [*reader, row | cells]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n", restval="")
            writer.writeheader()
            writer.writerows(rows)
        return len(rows) + 1

    return put_row


def test_rows_of_the_new_tables_pass(data, put, change):
    put("deadlines", DEADLINE)
    put("arrangements", ARRANGEMENT)
    put("arrangement_members", MEMBER)
    put("sectors", SECTOR)
    put("hosts", HOST)
    change("export_controls", "affiliates-rule", "sectors", "a-sector")
    change("export_controls", "affiliates-rule", "confirmed_on", "2026-09-28")
    change("sources", "jetro-article", "official_url", "https://www.jetro.go.jp/biz/areareports/2026/8d8d913366fa0617.html")
    assert check(data) == []


def test_a_deadline_that_refers_to_nothing_is_named(data, put):
    line = put("deadlines", DEADLINE, row="my-trad")
    (problem,) = check(data)
    assert problem == f"deadlines.csv:{line}: row: 'my-trad' is not an id in agreements.csv; did you mean my-trade"


def test_a_deadline_before_it_was_set_is_named(data, put):
    line = put("deadlines", DEADLINE, due_on="2025-10-25")
    (problem,) = check(data)
    assert problem == f"deadlines.csv:{line}: due_on: '2025-10-25' is before announced_on '2025-10-26'; it must not be earlier"


def test_a_member_that_joins_before_the_arrangement_exists_is_named(data, put):
    put("arrangements", ARRANGEMENT)
    line = put("arrangement_members", MEMBER, joined_on="2025-12-11")
    (problem,) = check(data)
    assert problem == (
        f"arrangement_members.csv:{line}: joined_on: '2025-12-11' is before announced_on '2025-12-12' of 'a-pact' in arrangements.csv; "
        "it must not be earlier"
    )


def test_a_member_that_joined_in_the_month_of_the_arrangement_passes(data, put):
    put("arrangements", ARRANGEMENT)
    put("arrangement_members", MEMBER, joined_on="2025-12-01", date_precision="month")
    assert check(data) == []


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-01-01", "is after the package's day; right: as_of in datapackage.yaml (2026-11-22) no earlier than that, or another date"),
        ("2025-09-01", "is before the row itself; right: a day on or after it, or none"),
    ],
)
def test_a_confirmation_of_an_impossible_day_is_named(data, change, day, said):
    line = change("export_controls", "affiliates-rule", "confirmed_on", day)
    assert check(data) == [f"export_controls.csv:{line}: confirmed_on: {day!r} {said}"]


@pytest.mark.parametrize("column", ["recorded_on"])
def test_a_row_recorded_in_the_future_is_named(data, change, column):
    line = change("events", "mc14-2026-03", column, "2027-01-01")
    (problem,) = check(data)
    assert problem.startswith(f"events.csv:{line}: {column}: '2027-01-01' is after the package's day")


def test_an_official_address_on_another_publishers_host_is_named(data, put, change):
    put("hosts", HOST)
    line = change("sources", "nss", "official_url", "https://www.jetro.go.jp/nss.html")
    (problem,) = check(data)
    assert problem == (
        f"sources.csv:{line}: official_url: 'www.jetro.go.jp' is a host of 'JETRO' (hosts.csv), and the work is by 'The White House' or "
        "'gazetawarszawska.com (copy of the White House document)'; right: the publisher's own address, or none"
    )


def test_an_official_address_on_a_host_that_nobody_knows_is_named(data, change):
    line = change("sources", "nss", "official_url", "https://example.org/nss.html")
    (problem,) = check(data)
    assert problem.startswith(f"sources.csv:{line}: official_url: 'example.org' is not a host in hosts.csv; right: ")


def test_a_sector_that_no_row_uses_is_named(data, put):
    line = put("sectors", SECTOR)
    (problem,) = check(data)
    assert problem.startswith(f"sectors.csv:{line}: id: 'a-sector' is cited by no row of another table")


def test_a_sector_that_is_none_is_named(data, put, change):
    put("sectors", SECTOR)
    change("events", "mc14-2026-03", "sectors", "a-sector")
    line = change("export_controls", "affiliates-rule", "sectors", "a-secto")
    assert check(data) == [f"export_controls.csv:{line}: sectors: 'a-secto' is not an id in sectors.csv; did you mean a-sector"]


def expect(data, *rows):
    (data / FILE).write_text("table,row,day,stands,why\n" + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return list(examine(data).problems)


def test_expectations_that_hold_are_quiet(data):
    assert (
        expect(data, "export_controls,affiliates-rule,2025-10-15,true,in force", "export_controls,affiliates-rule,2025-12-01,false,suspended") == []
    )


def test_an_expectation_that_does_not_hold_is_named(data):
    assert expect(data, "export_controls,affiliates-rule,2025-12-01,true,nobody suspended it") == [
        f"{FILE}:2: stands: by the data 'affiliates-rule' does not stand on 2025-12-01; the file expects true (nobody suspended it)"
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("events,mc14-2026-03,2026-04-01,true,x", "table: 'events' is not a table whose rows have a standing"),
        ("export_controls,affiliates,2026-04-01,true,x", "row: 'affiliates' is not an id in export_controls.csv"),
        ("export_controls,affiliates-rule,2026-04-31,true,x", "day: '2026-04-31' is not a date such as 2026-02-06"),
        ("export_controls,affiliates-rule,2026-04-01,yes,x", "stands: 'yes' is not true or false"),
    ],
)
def test_an_expectation_that_cannot_be_read_is_named(data, row, said):
    assert expect(data, row) == [f"{FILE}:2: {said}"]


def test_expectations_in_other_columns_are_named(data):
    (data / FILE).write_text("row,day\n", encoding="utf-8")
    assert list(examine(data).problems) == [f"{FILE}:1: columns row, day; right: table, row, day, stands, why"]


def test_a_package_without_expectations_is_valid(tmp_path):
    folder = shutil.copytree(PROJECT / "data", tmp_path / "data")
    assert not (folder / FILE).exists() and check(folder) == []
