"""The finder and the comparison of two days: the page's logic says what the command says, and addresses ask for what they like."""

import csv
import json
import random
from urllib.parse import urlencode

import pandas as pd
import pytest
from web import until

from econsec import Report
from econsec.report.comparing import narrowed
from econsec.report.stood import corrected, on_day

FINDER, COMPARISON = "chapters/finder.html", "chapters/compare.html"
PAIRS = random.Random(8).sample(range(660), 60)
COMPARE = """async ([first, second, choice]) => {
  const parts = Object.entries(window.econsecRecord).filter(([name]) => name !== "index").flatMap(([, part]) => part);
  const all = [...new Map(parts.map((one) => [`${one.table}/${one.row}`, one])).values()];
  const { compared, touches } = window.econsecLogic;
  return compared(all.filter((one) => touches(one, choice)), first, second).map(({ entry, what }) => [entry.table, entry.row, what]).sort();
}"""


@pytest.fixture(scope="module")
def report():
    return Report("ja")


@pytest.fixture
def tool(visit, address):
    """Return what opens a tool with a choice in its address, and waits until it has answered."""

    def open_tool(path, **choice):
        page, said = visit(f"{address}/ja/{path}{'#' * bool(choice)}{urlencode(choice)}")
        until(page, "() => document.querySelector('.record-tool').dataset.shown")
        assert not said
        return page

    return open_tool


def days(report, pair):
    last = pd.Timestamp(report.as_of)
    return sorted(f"{last - pd.Timedelta(days=step):%Y-%m-%d}" for step in pair)


def applying(report, day, sector="", home=""):
    """Return the keys of the rows that touch a choice on a day, clauses and events aside; worked out without the page."""
    there = on_day(report.intervals(), day)[["table", "row"]]
    rows = report.entries().merge(there, on=["table", "row"])
    rows = rows[rows["table"] != "events"]
    fits = [(not sector or sector in row.sectors or row.general) and (not home or home in row.partners or row.everyone) for row in rows.itertuples()]
    return {(row.table, row.row) for row in rows[fits].itertuples()}


def listed(page):
    """Return how many entries stand in the list, folded ones among them."""
    return page.locator(".record-list > li:not(.record-corrected)").count()


@pytest.mark.parametrize("number", [0, 7, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, 30) if number != 7)])
def test_two_days_differ_on_the_page_as_by_the_command(tool, report, number):
    first, second = days(report, PAIRS[2 * number : 2 * number + 2])
    page = tool(COMPARISON, **{"from": first, "to": second})
    for choice in ({}, {"sector": "ai-chips"}, {"partner": "JPN"}):
        wanted = narrowed(report, report.compared(first, second), **choice)
        found = page.evaluate(COMPARE, [first, second, choice])
        assert found == sorted([row.table, row.row, row.what] for row in wanted.itertuples()), (first, second, choice)
    assert listed(page) == len(report.compared(first, second))


def test_corrections_of_published_rows_stand_apart(tool, report):
    first, second = "2026-01-01", str(report.as_of)
    told = tool(COMPARISON, **{"from": first, "to": second}).locator(".record-corrected p:first-child").all_text_contents()
    rows = corrected(report, first, second)
    assert len(rows) and sorted(told) == sorted(f"{report.formats.date(row.on)}: {row.title}" for row in rows.itertuples())


@pytest.mark.parametrize("choice", [{}, {"sector": "ai-chips"}, {"home": "JPN"}, {"sector": "ai-chips", "home": "CHN"}])
def test_the_finder_lists_what_stands_on_the_day(tool, report, choice):
    page, day = tool(FINDER, on="2026-01-20", **choice), "2026-01-20"
    clauses = [row for row in report["provisions"].explode("agreements").itertuples()]
    agreed = {row[1] for row in applying(report, day) if row[0] == "agreements"}
    partner = dict(zip(report["agreements"]["id"], report["agreements"]["partner"]))
    clauses = [
        row
        for row in clauses
        if row.agreements in agreed
        and (not choice.get("sector") or choice["sector"] in row.sectors)
        and (not choice.get("home") or partner[row.agreements] == choice["home"])
    ]
    assert listed(page) == len(applying(report, day, **choice)) + len(clauses) > 0


def test_a_choice_stands_in_the_address_and_comes_back_from_it(tool):
    page = tool(FINDER)
    assert page.url.endswith(FINDER)
    page.select_option("select[name=sector]", "magnets")
    until(page, "() => document.querySelector('.record-tool').dataset.shown.includes('magnets')")
    assert page.url.endswith("#sector=magnets")
    page.go_back()
    again = tool(FINDER, sector="magnets", home="JPN")
    assert again.input_value("select[name=sector]") == "magnets" and again.input_value("select[name=home]") == "JPN"
    again.evaluate("location.hash = '#sector=ai-chips'")
    until(again, "() => document.querySelector('select[name=sector]').value === 'ai-chips'")
    assert again.input_value("select[name=home]") == ""


@pytest.mark.parametrize(
    ("path", "choice", "value"),
    [
        (FINDER, {"sector": "cheese"}, "cheese"),
        (FINDER, {"home": "<b>Narnia"}, "<b>Narnia"),
        (FINDER, {"on": "2026-02-31"}, "2026-02-31"),
        (FINDER, {"on": "soon"}, "soon"),
        (COMPARISON, {"to": "2049-01-01"}, "2049-01-01"),
        (COMPARISON, {"partner": "constructor"}, "constructor"),
    ],
)
def test_what_an_address_asks_for_and_is_not_there_is_said(tool, path, choice, value):
    page = tool(path, **choice)
    assert value in page.inner_text(".record-notes") and page.inner_text(".record-notes p")
    assert page.input_value(f"[name={next(iter(choice))}]") != next(iter(choice.values()))


def test_days_before_the_record_and_choices_without_rows_say_what_that_means(tool, report):
    page = tool(FINDER, on="1999-01-01")
    assert "記録は" in page.inner_text(".record-notes") and listed(page) == len(applying(report, "1999-01-01"))  # those without a day
    page = tool(FINDER, on="1999-01-01", sector="ai-chips")
    assert "該当する記録はない" in page.inner_text(".record-count") and listed(page) == 0
    page = tool(COMPARISON, **{"from": "1999-01-01", "to": "1999-01-02"})
    assert "変わらなかったという意味ではない" in page.inner_text(".record-count")


def test_the_list_is_a_file_to_take_away(tool, tmp_path):
    page = tool(FINDER, home="JPN")
    with page.expect_download() as download:
        page.click("a[download]")
    download.value.save_as(tmp_path / "list.csv")
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == listed(page) and all(row["kind"] and row["title"] and row["sources"] for row in rows)


def test_a_visit_is_remembered_only_when_asked_and_forgotten_at_once(tool):
    page = tool(COMPARISON)
    assert page.evaluate("Object.keys(localStorage)") in ([], ["mode"], ["theme"])
    page.click(".record-visit button")
    assert page.evaluate("localStorage.getItem('econsec-last-visit')")
    page.evaluate("localStorage.setItem('econsec-last-visit', '2026-01-01')")
    page.reload()
    until(page, "() => document.querySelector('.record-visit h2')")
    page.click(".record-visit button:last-child")
    assert page.evaluate("localStorage.getItem('econsec-last-visit')") is None
    until(page, "() => !document.querySelector('.record-visit h2')")


def test_without_scripts_the_page_says_where_the_answer_is(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in (FINDER, COMPARISON):
        page.goto(f"{address}/ja/{path}")
        assert page.locator(".finder, .comparison").first.is_visible() and not page.locator(".record-form").count()
    context.close()


def test_the_article_edition_has_neither_page_nor_record(site):
    folder = site / "editions/article"
    assert not list(folder.rglob("finder.html")) and not list(folder.rglob("compare.html")) and not list(folder.rglob("record"))
    for lang in ("en", "ja"):
        names = {path.stem for path in (site / lang / "record").glob("*.js")}
        assert {"index", "none", "ai-chips"} <= names
        text = (site / lang / "record/index.js").read_text(encoding="utf-8")
        assert json.loads(text.partition(" = ")[2].rstrip(";\n"))["day"]
