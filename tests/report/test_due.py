"""What is due to whoever keeps the record: each kind planted, by weight, with row, pages and address; what hangs on a row."""

import csv
import io

import pytest

from econsec import Report
from econsec.cli import main
from econsec.report.due import CONFIRM, KINDS, LAPSED, LOOK, OUTCOME, PLAN, VINTAGE, due
from econsec.report.touching import hanging

LATER = "2026-11-30"


def kinds(data=None, on=LATER):
    found = due(Report(data_dir=data or ""), on)
    return {kind: set(found.loc[found["kind"] == kind, "row"]) for kind in KINDS}


def test_a_deadline_is_due_from_the_day_after_until_an_outcome_is_on_record(data, change):
    (row,) = [row for row in Report(data_dir=data)["deadlines"].to_dict("records") if row["id"] == "jp-minerals-finance-2026-04"]
    assert row["id"] in kinds(data)[OUTCOME]
    change("deadlines", row["id"], "outcome", "met")
    change("deadlines", row["id"], "outcome_on", "2026-05-02")
    assert row["id"] not in kinds(data)[OUTCOME]
    change("deadlines", row["id"], "due_on", "2026-12-24")
    change("deadlines", row["id"], "outcome", "")
    change("deadlines", row["id"], "outcome_on", "")
    assert row["id"] not in kinds(data)[OUTCOME] and row["id"] in kinds(data, "2026-12-25")[OUTCOME]


def test_what_ran_out_and_what_was_planned_are_due_until_something_says_what_holds(data):
    path = data / "status_changes.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    names = head.strip().split(",")
    for key, status, day, until in (("plan", "scheduled", "2026-11-01", ""), ("over", "suspended", "2026-10-01", "2026-11-10")):
        cells = {"id": f"planted-{key}", "table": "export_controls", "row": "h200-review-2026-01", "status": status, "from": day, "until": until}
        cells |= {"announced_on": "2026-09-01", "date_precision": "day", "source": "jetro-article"}
        path.write_text("".join([head, *rows, ",".join(cells.get(name, "") for name in names) + "\n"]), encoding="utf-8")
        assert "h200-review-2026-01" in kinds(data)[PLAN if key == "plan" else LAPSED], key
        assert "h200-review-2026-01" not in kinds(data, "2026-11-22")[PLAN if key != "plan" else LAPSED]


def test_a_confirmation_is_due_after_ninety_days_and_never_of_what_has_ended(data, change):
    change("export_controls", "h200-review-2026-01", "confirmed_on", "2026-10-01")
    assert "h200-review-2026-01" not in kinds(data, "2026-12-30")[CONFIRM]
    assert "h200-review-2026-01" in kinds(data, "2026-12-31")[CONFIRM]
    report = Report()
    ended = {one.row for one in report.standing("export_controls").itertuples() if one.status == "ended"}
    assert ended and not ended & kinds()[CONFIRM]


def test_statistics_are_due_when_a_year_of_figures_more_is_to_be_expected():
    year = int(Report()["goods_trade"]["year"].max())
    assert [
        VINTAGE in set(due(Report(), day)["kind"]) and "goods_trade" in set(due(Report(), day)["table"])
        for day in (f"{year + 2}-03-31", f"{year + 2}-04-01")
    ] == [False, True]


def test_a_work_is_due_a_year_after_it_was_looked_at(data, change):
    key = Report(data_dir=data)["sources"]["id"].iloc[3]
    change("sources", key, "accessed_on", "2025-11-30")
    assert key not in kinds(data, "2026-11-30")[LOOK] and key in kinds(data, "2026-12-01")[LOOK]


def test_what_matters_most_stands_first_and_names_row_pages_and_address(capsys):
    assert main(["due", "--on", LATER, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    order = [[*KINDS].index(row["kind"]) for row in rows if row["kind"] in KINDS]
    assert order == sorted(order) and len(rows) > 10
    first = next(row for row in rows if row["kind"] in KINDS)
    text = (Report().schema.folder / f"{first['table']}.csv").read_text(encoding="utf-8").splitlines()[int(first["line"]) - 1]
    assert text.startswith(f"{first['row']},") and "calendar" in first["pages"].split(";") and first["address"].startswith("https://")
    assert main(["due", "--on", LATER, "--lang", "ja"]) == 0
    said = capsys.readouterr().out
    assert f"{len(rows)}件" in said and f"data/{first['table']}.csv、{first['line']}行目、{first['row']}" in said


@pytest.mark.parametrize(("arguments", "said"), [
    (["due", "--on", "2026-02-30"], "'2026-02-30' is not a date"),
    (["due", "--on", "2026-01-01"], "lies before 2026-11-22, the day of the data"),
    (["touches", "nothing"], "no table has a row 'nothing'; right: TABLE/KEY"),
    (["touches", "agreements/nothing"], "data/agreements.csv has no row 'nothing'"),
    (["touches", "agreement/my-trade"], "'agreement' is not one of"),
])  # fmt: skip
def test_impossible_days_and_rows_are_one_line(capsys, arguments, said):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    error = capsys.readouterr().err
    assert stop.value.code == 2 and said in error and error.count("\n") == 1


def test_what_hangs_on_a_row_is_what_names_it_and_what_names_that(capsys):
    report = Report()
    found = set(hanging(report, "agreements", "my-trade"))
    lines = {("provisions", row.id) for row in report["provisions"].itertuples() if "my-trade" in row.agreements}
    assert lines < found and ("deadlines", "my-trade-force") in found and ("status_changes", "my-trade-contested") in found
    differing = {
        ("differences", row.id) for row in report["differences"].itertuples() if (row.table, row.row) in lines | {("agreements", "my-trade")}
    }
    assert differing <= found, "a difference hangs on the line on which it hangs"
    assert main(["touches", "agreements/my-trade"]) == 0
    said = capsys.readouterr().out
    assert "partner_mys" in said and "coverage_table (outlook)" in said and f"({len(found)})" in said
