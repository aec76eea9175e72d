"""What is due, who takes part, what duties come to: as they stood on the edition's day."""

import pytest
from conftest import read

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


def test_a_duty_that_names_nobody_meets_every_partner():
    everybody = {row["id"] for row in read("duties") if not row["partners"]}
    for partner in ("JPN", "MYS"):
        named = {row["id"] for row in read("duties") if partner in row["partners"].split(";")}
        assert set(Report("en").of(partner).duties()["id"]) == everybody | named


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
