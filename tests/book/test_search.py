"""The search in a real browser: each query finds its page first or second, in the page's language, from local files."""

import csv
import re
from collections import Counter

import pytest
from conftest import ROOT
from web import until

with (ROOT / "tests/data/search_queries.csv").open(encoding="utf-8", newline="") as file:
    QUERIES = list(csv.DictReader(file))
with (ROOT / "tests/data/search_nothing.csv").open(encoding="utf-8", newline="") as file:
    NOTHING = list(csv.DictReader(file))


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


def test_there_are_twenty_queries_a_language_and_ten_that_find_nothing():
    assert Counter(row["lang"] for row in QUERIES) == {"en": 20, "ja": 20}
    assert Counter(row["lang"] for row in NOTHING) == {"en": 10, "ja": 10}


def some_of(rows):
    """Return what to search for: half of it in Japanese, which has no spaces between words, in `make test`; all in `make test-all`."""
    chosen = [row for row in rows if row["lang"] == "ja"][::2]
    return [row if row in chosen else pytest.param(row, marks=pytest.mark.slow) for row in rows]


@pytest.mark.parametrize("row", some_of(QUERIES), ids=lambda row: f"{row['lang']}-{row['query']}")
def test_a_query_finds_its_page_first_or_second(page, address, row):
    found = search(page, address, row["lang"], row["query"])
    assert f"{row['lang']}/chapters/{row['page']}.html" in found[:2], found
    assert all(link.startswith(f"{row['lang']}/") for link in found)
    marked = page.eval_on_selector_all("#search-results mark", "all => all.map(one => one.textContent)")
    assert marked, "the words found are highlighted"
    stems = [word.lower()[: max(2, len(word) - 3)] for word in row["query"].split()]  # its forms share a beginning
    assert all(mark in row["query"] or any(mark.lower().startswith(stem) for stem in stems) for mark in marked), "and whole"


@pytest.mark.parametrize("row", some_of(NOTHING), ids=lambda row: f"{row['lang']}-{row['query']}")
def test_what_is_not_there_is_not_found(page, site, address, row):
    pages = (site / row["lang"] / "chapters").glob("*.html")
    assert not [path.name for path in pages if row["query"].lower() in path.read_text(encoding="utf-8").lower()], "it is there"
    assert search(page, address, row["lang"], row["query"]) == []
    assert page.inner_text("#search-status") == page.get_attribute("#search-status", "data-none").replace("{query}", row["query"])


@pytest.mark.parametrize(
    ("lang", "query", "mark"),
    [("en", "entity", "Entities"), ("en", "AI", "AI"), ("en", "partner", "partners"), ("ja", "半導体", "半導体"), ("ja", "AI", "AI")],
)
def test_a_word_is_highlighted_whole_in_its_forms_and_never_a_part_of_another(page, address, lang, query, mark):
    search(page, address, lang, query)
    marked = set(page.eval_on_selector_all("#search-results mark", "all => all.map(one => one.textContent)"))
    assert mark in marked
    around = page.eval_on_selector_all(
        "#search-results mark", "all => all.map((one) => [one.previousSibling?.textContent.at(-1) ?? '', one.nextSibling?.textContent[0] ?? ''])"
    )
    assert lang == "ja" or not [pair for pair in around if re.search("[A-Za-z]", "".join(pair))]


def test_a_hit_says_what_it_is_and_leads_to_its_row(page, address):
    search(page, address, "en", "is-informed letter")
    kinds = set(page.eval_on_selector_all("#search-results .kind", "all => all.map(one => one.textContent)"))
    assert kinds <= {"passage", "exhibit", "clause", "measure", "partner", "work cited"} and "passage" in kinds
    search(page, address, "en", "nuclear reactors")
    link = page.locator("#search-results li li:has(.kind:text-is('clause')) a").first
    row = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url(f"**#{row}")
    assert row.startswith("clause_table-") and page.is_visible(f"[id='{row}']"), "though the table is folded"


def test_results_are_grouped_by_heading_and_lead_to_it(page, address):
    search(page, address, "en", "Supreme Court")
    part = page.query_selector("#search-results li li:has(.kind:text-is('passage')) a")
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
    assert not page.query_selector(".search-page img")


def test_the_search_asks_no_other_host(browser, address):
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    search(page, address, "en", "H200")
    assert asked and all(url.startswith((f"{address}/", "data:", "blob:")) for url in asked)
    page.close()
