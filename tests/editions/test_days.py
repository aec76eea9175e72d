"""The book of any day: it builds, says of which day it is, and tells of nothing that was announced later."""

import csv
import re
from calendar import month_name

import pandas as pd
import pytest
from conftest import PROJECT, ROOT
from pages import soup

from econsec.editions.edition import Report
from econsec.site.pipeline import build
from econsec.site.plan import Book, chapters

BEFORE = "2020-01-01"  # before the first row
with (ROOT / "tests/data/standing.csv").open(encoding="utf-8", newline="") as file:
    DAYS = [row["as_of"] for row in csv.DictReader(file)]
MONTHS = {name: number for number, name in enumerate(month_name) if name}
DATE = re.compile(rf"(?:(\d{{1,2}})\s)?({'|'.join(MONTHS)})\s(\d{{4}})")


def built(folder, days, without=()):
    """Build the English book of each day as one site; return its folder."""
    places = ["en", *(f"editions/{day}/en" for day in days[1:])]
    books = [Book(place, "en", {"as_of": day}, day, {"en": day}, without) for place, day in zip(places, days)]
    build(books, folder, say=lambda line: None)
    return folder


def holds(book, day):
    """Check that a day's book is whole and says its day."""
    for name in chapters(PROJECT):
        page = soup(book / f"{name}.html")
        assert f"{pd.Timestamp(day):%-d %B %Y}" in page.select_one(".edition").get_text()
        text = page.article.get_text(" ")
        assert not re.search(r"\b(nan|NaN|NaT|<NA>|None(?! on record| of those))\b", text), name


@pytest.fixture(scope="module")
def early(tmp_path_factory):
    return built(tmp_path_factory.mktemp("early") / "site", [BEFORE], without=("partners", "sectors"))


@pytest.mark.slow
def test_an_early_book_is_whole_and_says_its_day(early):
    holds(early / "en", BEFORE)


@pytest.mark.slow
def test_before_the_first_row_every_exhibit_says_why_it_is_empty(early):
    page = soup(early / "en/chapters/pillar1_agreements.html")
    said = [line.get_text() for line in page.select(".exhibit-absence")]
    assert len(said) > 2 and all(line.startswith("Nothing to show") for line in said)
    assert "before the first dated entry" in page.select_one(".edition-note").get_text()


@pytest.mark.slow
def test_the_book_builds_on_each_of_the_days_worked_out_by_hand(tmp_path):
    assert len(DAYS) == 12
    site = built(tmp_path / "site", DAYS)
    for day in DAYS:
        holds(site / ("en" if day == DAYS[0] else f"editions/{day}/en"), day)


def test_the_articles_prose_tells_of_no_later_day_than_its_rows(site):
    """What lies ahead of the article's day it may tell: the days that its own rows plan for."""
    article = Report(as_of="2026-02-06", scope="article")
    planned = {
        (day.year, day.month)
        for table in article.schema.tables
        for column, field in article.schema.fields(table).items()
        if field["type"] == "date"
        for day in article[table][column].dropna()
    }
    found = set()
    # The codebook describes every column there is, and so the statistics that the article does not have.
    for name in chapters(PROJECT, ("verification", "changes", "finder", "calendar", "compare", "codebook")):
        text = soup(site / "editions/article/en" / f"{name}.html").article.get_text(" ")
        found |= {(int(year), MONTHS[month]) for _, month, year in DATE.findall(text)}
    assert (2026, 1) in found, "the dates were looked for"
    assert {day for day in found if day > (2026, 2)} <= planned
