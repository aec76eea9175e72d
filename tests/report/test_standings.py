"""What is due, who takes part, what duties come to: as they stood on the edition's day."""

import pytest
from conftest import read
from shown import show
from test_planted import add

from econsec import Report
from econsec.report import numbers


@pytest.mark.parametrize("day", ["2025-11-09", "2026-04-17", "2026-04-18", "2026-04-19", "2026-11-22"])
def test_a_deadline_is_open_until_its_day_has_passed(day):
    found = Report("en", as_of=day).deadlines()
    known = [row for row in read("deadlines") if row["announced_on"] <= day]
    assert set(found["id"]) == {row["id"] for row in known}
    for row in known:
        settled = row["outcome_on"] and row["outcome_on"] <= day
        passed = row["due_on"] and row["due_on"] < day
        expected = row["outcome"] if settled else "unknown" if passed else "open"
        assert found.set_index("id")["outcome"][row["id"]] == expected, row["id"]


def test_what_came_of_a_deadline_is_not_told_before():
    early = Report("en", as_of="2025-12-01").deadlines()
    assert set(early.loc[early["outcome"] == "open", "outcome_note"]) <= {""}


def test_members_stand_with_their_arrangement_from_the_day_they_joined():
    before, after = (Report("en", as_of=day).arrangements().set_index("id")["members"] for day in ("2025-12-31", "2026-02-28"))
    assert set(before["pax-silica"]) < set(after["pax-silica"])
    assert "JPN" in before["pax-silica"] and "quad-minerals" not in after


@pytest.mark.parametrize("partner", ["JPN", "MYS"])
def test_a_duty_meets_a_partner_unless_one_of_its_own_stands_in_the_place(partner):
    met = [row for row in read("duties") if not row["partners"] or partner in row["partners"].split(";")]
    replaced = {key for row in met for key in row["instead_of"].split(";")}
    assert set(Report("en").of(partner).duties()["id"]) == {row["id"] for row in met} - replaced
    assert bool(replaced - {""}) == (partner == "JPN")


def test_a_duty_that_has_ended_stands_in_no_place(data):
    assert "s232-autos-2025-04" not in set(Report("en", data_dir=data).of("JPN").duties()["id"])
    ended = {"id": "planted", "table": "duties", "row": "s232-cars-japan", "status": "ended", "from": "2026-05-01", "date_precision": "day"}
    add("status_changes", **ended)(data)
    for day, there in (("2026-04-30", False), ("2026-05-01", True)):
        assert ("s232-autos-2025-04" in set(Report("en", as_of=day, data_dir=data).of("JPN").duties()["id"])) == there


def test_what_is_charged_today_is_said_from_the_rows():
    japan, malaysia = (numbers.partner(Report("en").of(partner)) for partner in ("JPN", "MYS"))
    assert "12.5 per cent as a minimum total" in japan["pt_today"].text and "list of exceptions" not in japan["pt_today"].text
    assert japan["pt_own"].text == "cars and car parts at 15 % in all, ordinary duty included" and not japan["pt_own_none"].raw
    assert "10 per cent on top" in malaysia["pt_today"].text and "list of exceptions" in malaysia["pt_today"].text
    assert not malaysia["pt_own"].raw and malaysia["pt_own_none"].raw == 1
    before = numbers.partner(Report("en", as_of="2026-07-23").of("JPN"))["pt_today"].text
    assert "surcharge" in before and "forced" not in before


def test_a_deadline_of_one_partner_is_not_on_the_page_of_another():
    for partner, other in (("JPN", "au-"), ("KOR", "jp-")):
        assert not [key for key in Report("en").of(partner).deadlines()["id"] if key.startswith(other)]
    assert {"jp-minerals-finance-2026-04", "jp-minerals-ministerial-2026-04"} <= set(Report("en").of("JPN").deadlines()["id"])


def test_what_came_late_is_told_from_what_was_missed(data, change):
    for key, outcome in (("veu-effect-2025-12", "late"), ("au-minerals-finance-2026-04", "missed")):
        change("deadlines", key, "outcome", outcome)
        change("deadlines", key, "outcome_on", "2026-04-21")
    report = Report("en", data_dir=data)
    values = numbers.outlook(report)
    assert values["ol_due_late"].raw == values["ol_due_missed"].raw == 1
    assert values["ol_due_late_titles"].raw == ["veu-effect-2025-12"] and "31 December 2025" in values["ol_due_late_titles"].text
    rows = {row.key: " ".join(cell.plain() for cell in row.cells) for row in show("due_table", report).rows}
    assert "21 April 2026" in rows["veu-effect-2025-12"] and "21 April 2026" not in rows["au-minerals-finance-2026-04"]
    assert numbers.outlook(Report("en", as_of="2026-04-20", data_dir=data))["ol_due_late"].raw == 0


def test_money_that_was_promised_before_is_no_new_money(data, change):
    before = numbers.pillar3_technology(Report("en", data_dir=data))
    change("funding", "crucible-metals-loan", "converted", "true")
    after = numbers.pillar3_technology(Report("en", data_dir=data))
    assert before["p3_other_exact"].raw - after["p3_other_exact"].raw == after["p3_converted"].raw == 1_400_000_000


def test_rates_are_compared_by_what_was_agreed():
    values, rates = numbers.outlook(Report("en")), Report("en").rates()
    assert values["ol_rate_low"].raw == 10 and values["ol_rate_high"].raw == 12.5
    assert values["ol_rate_economies"].raw == rates["partner"].nunique() == 60
    signed = {row["partner"] for row in read("agreements") if row["pillar"] == "agreements" and row["signed_on"]}
    assert set(rates.loc[rates["deal"] == "signed", "partner"]) == signed
    assert values["ol_low_signed"].raw == (rates.loc[rates["deal"] == "signed", "rate_pct"] == 10).sum()


def test_an_edition_of_an_earlier_day_does_not_know_later_confirmations():
    assert Report("en", as_of="2026-06-01").agreements().set_index("id")["confirmed_on"].isna()["my-trade"]
    assert f"{Report('en').agreements().set_index('id')['confirmed_on']['my-trade']:%Y-%m-%d}" == "2026-06-02"


def test_the_articles_edition_has_nothing_that_the_record_adds():
    article = Report("en", scope="article")
    for table, column in (("agreements", "confirmed_on"), ("export_controls", "sectors"), ("sources", "official_url")):
        assert not any(value for value in article[table][column] if value == value and value is not None and str(value) != "NaT"), (table, column)
    assert len(article.duties()) == len(article.deadlines()) == len(article.arrangements()) == 0
