"""The built pages in a real browser: what they show is the data, nothing comes from elsewhere, nothing fails."""

import functools
import json
import re
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT
from pages import of_each_kind, sayings, soup, specification
from shown import CHARTS, OF_PARTNERS, TABLES, show
from web import scroll_through

from econsec import Report
from econsec.exhibits import Folds, exports
from econsec.site.plan import chapters

PAGES = [name.rpartition("/")[2] for name in chapters(PROJECT)]


@pytest.fixture(scope="module")
def visit(browser, address):
    """Return a function that opens a page and tells what it asked for and what went wrong."""

    def open_page(path, javascript=True, scroll=True, **options):
        context = browser.new_context(java_script_enabled=javascript, **options)
        page = context.new_page()
        asked, wrong = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("response", lambda answer: answer.status >= 400 and wrong.append(f"{answer.status} {answer.url}"))
        page.on("console", lambda message: message.type in ("error", "warning") and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/{path}")
        if javascript and scroll:
            scroll_through(page)
        page.wait_for_load_state("networkidle")
        return page, asked, wrong

    return open_page


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_no_other_host_and_nothing_fails(shown, address, name):
    asked, wrong = shown["said"][name]
    assert asked and all(url.startswith((f"{address}/", "data:", "blob:")) for url in asked)
    assert not wrong


@pytest.mark.parametrize("name", of_each_kind(PAGES))
def test_nor_does_it_without_javascript(visit, address, name):
    page, asked, wrong = visit(f"en/chapters/{name}.html", javascript=False)
    assert asked and all(url.startswith((f"{address}/", "data:", "blob:")) for url in asked)
    assert not wrong
    page.context.close()


def test_the_front_page_leads_to_the_summary(visit):
    page, _, wrong = visit("", scroll=False)
    page.wait_for_url("**/en/chapters/summary.html")
    assert not wrong
    page.context.close()


@pytest.fixture(scope="module")
def shown(visit, site):
    """Return what all pages show and what they said: the specifications and marks of charts, the rows of tables."""
    specs, marks, rows, texts, said = {}, {}, {}, {}, {}
    for name in PAGES:
        page, *said[name] = visit(f"en/chapters/{name}.html")
        path = site / "en" / "chapters" / f"{name}.html"
        for chart in soup(path).select(".chart"):
            key = chart["id"]
            specs[key] = specification(path, chart)
            marks[key] = {part: {mark["data-row"] for mark in chart.select(f".{part} [data-row]")} for part in ("wide", "narrow")}
            marks[key]["said"] = set(sayings(path, chart)["rows"])
        for table in page.query_selector_all("table.exhibit"):
            lines = table.query_selector_all("tbody tr[id]")
            rows[table.get_attribute("id")] = [line.get_attribute("id") for line in lines]
            texts[table.get_attribute("id")] = table.text_content().split()
        page.context.close()
    return {"specs": specs, "marks": marks, "rows": rows, "texts": texts, "said": said}


@pytest.fixture(scope="module")
def report():
    return Report("en")


ELSEWHERE = sorted(set(TABLES) - OF_PARTNERS)  # what pages of partners alone show is looked at in test_partners.py


def test_every_chart_of_the_package_is_on_a_page_and_is_made_from_the_rows(shown, report):
    assert set(shown["specs"]) >= set(CHARTS) - OF_PARTNERS
    for name, spec in shown["specs"].items():
        fresh = json.loads(json.dumps(show(spec["usermeta"]["exhibit"], report).to_dict()))
        added = {"number", "title", "report", "language", "source"}
        assert {name: value for name, value in spec["usermeta"].items() if name not in added} == fresh["usermeta"], name
        assert {**spec, "config": "", "usermeta": ""} == {**fresh, "$schema": exports.SCHEMA, "config": "", "usermeta": ""}, name


def test_marks_speak_in_both_drawings_of_a_chart(shown):
    for name, found in shown["marks"].items():
        assert found["wide"] == found["narrow"] and found["wide"] and found["wide"] <= found["said"], name


def test_every_table_of_the_package_is_on_a_page_and_its_rows_are_the_rows(shown, report):
    wanted = {}
    for name in ELSEWHERE:
        table = show(name, report)
        prefix = f"{table.name}-" if table.prefix is None else table.prefix
        wanted[table.name] = [f"{prefix}{row.key}" for row in table.rows]
    assert shown["rows"] == wanted


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_cell_on_a_page_is_the_cell_of_its_row(shown, report, name):
    table = show(name, report)
    fresh = BeautifulSoup(table.html(folds=Folds()), "html.parser").table
    assert shown["texts"][table.name] == fresh.get_text().split()


def test_no_cell_shows_an_error(shown):
    for name, words in shown["texts"].items():
        assert not {"nan", "NaT", "None", "<NA>", "Traceback", "{", "}"} & set(words), name


def test_every_note_is_cited_and_leads_back(visit):
    page, _, _ = visit("en/chapters/sources.html")
    links = [a.get_attribute("href") for a in page.query_selector_all('tr[id^="note-"] > th a')]
    assert len(links) == len(Report("en")["notes"])
    by_page = {}
    for link in links:
        name, _, anchor = link.partition("#")
        by_page.setdefault(name, []).append(anchor)
    for name, anchors in by_page.items():
        page.goto(f"{page.url.rpartition('/')[0]}/{name}")
        for anchor in anchors:
            marker = page.query_selector(f"#{anchor} a")
            assert marker, f"{name}#{anchor}"
            assert marker.get_attribute("href") == f"sources.html#{anchor.removesuffix('-ref')}"
    page.context.close()


@pytest.fixture(scope="module")
def anchors():
    """Return a function that tells the names of all places on a page; None where there is no page."""
    return functools.cache(
        lambda path: set(re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8", errors="ignore"))) if path.is_file() else None
    )


@pytest.mark.parametrize("name", PAGES)
def test_every_link_within_the_site_leads_somewhere(site, anchors, name):
    here = site / f"en/chapters/{name}.html"
    links = {link["href"] for link in soup(here).select("a[href]")}
    within = {link for link in links if not urlsplit(link).scheme}
    missing = []
    for link in sorted(within):
        target, anchor = urlsplit(link).path, unquote(urlsplit(link).fragment)
        found = anchors((here.parent / target).resolve() if target else here)
        if found is None or (anchor and anchor not in found):
            missing.append(link)
    assert within and not missing
