"""Numbers, money and dates as a newspaper of each language writes them."""

from datetime import date

import pandas as pd
import pytest

from econsec.words.formats import Formats

EN, JA = Formats("en"), Formats("ja")


@pytest.mark.parametrize(
    ("usd", "en", "ja"),
    [
        (50_000_000, "USD 50 million", "5,000万ドル"),
        (150_000_000, "USD 150 million", "1億5,000万ドル"),
        (1_300_000_000, "USD 1.3 billion", "13億ドル"),
        (277_000_000, "USD 277 million", "2億7,700万ドル"),
        (10_000, "USD 10,000", "1万ドル"),
        (0, "USD 0", "0ドル"),
    ],
)
def test_money(usd, en, ja):
    assert (EN.money(usd), JA.money(usd)) == (en, ja)


def test_dates_are_as_precise_as_they_are_known():
    day = date(2025, 10, 26)
    assert (EN.date(day), JA.date(day)) == ("26 October 2025", "2025年10月26日")
    assert (EN.date(day, "month"), JA.date(day, "month")) == ("October 2025", "2025年10月")
    first, last = date(2025, 5, 1), date(2025, 6, 30)
    assert (EN.date(first, "range", last), JA.date(first, "range", last)) == ("May to June 2025", "2025年5月~6月")
    assert EN.date(date(2025, 12, 1), "range", date(2026, 1, 31)) == "December 2025 to January 2026"


def test_an_unknown_date_is_empty():
    assert EN.date(pd.NaT) == JA.date(pd.NaT) == ""


def test_numbers_and_lists():
    assert (EN.number(540000), JA.number(540000)) == ("540,000", "540,000")
    assert EN.join(["a", "b", "c"]) == "a, b and c"
    assert JA.join(["a", "b", "c"]) == "a、b、c"
    assert EN.join([]) == JA.join([]) == ""


@pytest.mark.parametrize(("lang", "said"), [("en", "May 2025"), ("ja", "2025年5月")])
def test_a_period_within_a_month_is_that_month(lang, said):
    assert Formats(lang).date(pd.Timestamp("2025-05-23"), "range", pd.Timestamp("2025-05-31")) == said
