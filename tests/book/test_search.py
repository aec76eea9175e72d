"""The search in a real browser: each query finds its page first or second, in the page's language, from local files."""

import csv
import re
from collections import Counter

import pytest
from conftest import ROOT
from web import until

with (ROOT / "tests/data/search_queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def page(browser):
    page = browser.new_page()
    yield page
    page.close()


def search(page, address, lang, query):
    """Search by the address; return the results' addresses below the site."""
    page.goto(f"{address}/{lang}/search.html?q={query}")
    return results(page, address)


def results(page, address):
    until(page, "document.getElementById('search-status').textContent")
    links = page.eval_on_selector_all("#search-results > li > a", "all => all.map(one => one.href)")
    return [link.removeprefix(f"{address}/") for link in links]


def test_there_are_twenty_queries_a_language():
    assert Counter(row["lang"] for row in QUERIES) == {"en": 20, "ja": 20}


@pytest.mark.parametrize("row", QUERIES, ids=lambda row: f"{row['lang']}-{row['query']}")
def test_a_query_finds_its_page_first_or_second(page, address, row):
    found = search(page, address, row["lang"], row["query"])
    assert f"{row['lang']}/chapters/{row['page']}.html" in found[:2], found
    assert all(link.startswith(f"{row['lang']}/") for link in found)
    marked = page.eval_on_selector_all("#search-results mark", "all => all.map(one => one.textContent)")
    assert marked, "the words found are highlighted"


def test_results_are_grouped_by_heading_and_lead_to_it(page, address):
    search(page, address, "en", "Greenland")
    part = page.query_selector("#search-results li li a")
    heading = part.text_content()
    with page.expect_navigation():
        part.click()
    anchor = re.search(r"#(.+)$", page.url).group(1)
    assert page.wait_for_selector(f'[id="{anchor}"]').inner_text().startswith(heading)


def test_the_themes_search_form_is_reached_and_used_by_keyboard(page, address):
    page.goto(f"{address}/ja/chapters/nss.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("マトリョーシカ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/search.html?q=*")
    assert results(page, address)[0] == "ja/chapters/outlook.html"
    page.focus("#search-results > li > a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ja/chapters/outlook.html*")


def test_nothing_found_is_said(page, address):
    assert search(page, address, "ja", "qqqqzzzz") == []
    assert page.inner_text("#search-status") == "「qqqqzzzz」に一致するページはありません。"


def test_a_query_is_text_not_markup(page, address):
    search(page, address, "en", "<img src=x onerror=alert(1)>")
    assert not page.query_selector(".bd-search-container img")


def test_the_search_asks_no_other_host(browser, address):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, address, "en", "H200")
    assert asked and all(url.startswith((f"{address}/", "data:", "blob:")) for url in asked)
    page.close()
