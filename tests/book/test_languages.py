"""Two editions, one report: the same values, pages, headings, exhibits; each found, reached and read in its language."""

import json
import re
from posixpath import normpath

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT
from pages import fresh, of_each_kind, soup
from web import until

from econsec.exhibits.chart import VEGALITE
from econsec.exhibits.value import GLUE
from econsec.site.plan import chapters

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT)]
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")


@pytest.fixture(scope="module")
def executed(site):
    """Return the executed chapters of both languages, as readers take them away: ``(lang, name) -> notebook``."""
    return {(lang, path.stem): nbformat.read(path, as_version=4) for lang in ("en", "ja") for path in (site / lang / "notebooks").glob("*.ipynb")}


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


@pytest.mark.parametrize("name", NAMES)
def test_every_glued_value_is_the_same(executed, name):
    raw = {}
    for lang in ("en", "ja"):
        glued = [o for o in outputs(executed[lang, name]) if "scrapbook" in o.get("metadata", {})]
        raw[lang] = {o.metadata["scrapbook"]["name"]: json.loads(o.data[f"{GLUE}application/json"]) for o in glued}
    assert raw["en"].keys() == raw["ja"].keys() and raw["en"]
    for key, value in raw["en"].items():
        if _is_text(value):
            assert _is_text(raw["ja"][key]) and _length(value) == _length(raw["ja"][key]), key
        else:
            assert value == raw["ja"][key], key


def _is_text(value):
    dates = isinstance(value, str) and re.fullmatch(r"\d{4}(-\d{2}){0,2}", value)
    return isinstance(value, (str, list)) and not dates


def _length(value):
    return len(value) if isinstance(value, list) else 1


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_that_is_not_text_is_the_same(executed, name):
    en, ja = ([_cells(o.data["text/html"]) for o in outputs(executed[lang, name]) if "text/html" in o.get("data", {})] for lang in ("en", "ja"))
    assert en == ja


def _cells(html):
    """Return the rows of a table: their ids and, of each cell, the value and whether it is known."""
    table = BeautifulSoup(html, "html.parser").table
    return [(row.get("id"), [(cell.get("data-value"), cell.get("class")) for cell in row.select("th, td")]) for row in table.select("tbody tr")]


@pytest.mark.parametrize("name", NAMES)
def test_every_charts_data_is_the_same(executed, name):
    en, ja = ([o.data[VEGALITE] for o in outputs(executed[lang, name]) if VEGALITE in o.get("data", {})] for lang in ("en", "ja"))
    assert [spec["usermeta"]["exhibit"] for spec in en] == [spec["usermeta"]["exhibit"] for spec in ja]
    for left, right in zip(en, ja):
        left, right = (sorted(map(_measures, _marks(spec))) for spec in (left, right))
        assert left == right and left


def _marks(spec):
    """Return the records that are marks: where a chart draws names and keys itself, as many find room as a language is short."""
    kinds = spec["usermeta"].get("marks")
    return [record for record in spec["data"]["values"] if not kinds or record.get("kind") in kinds]


def _measures(record):
    """Return what a mark says beyond words: its dates, numbers and truths, but not where words make room for it."""
    said = [value for key, value in record.items() if key not in LAYOUT and not _is_words(value)]
    return json.dumps(said)


def _is_words(value):
    return isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}.*", value)


LAYOUT = {"y", "desk", "top", "anchor", "align"}


@pytest.mark.parametrize("name", NAMES)
def test_both_books_have_the_same_headings_tables_and_figures(site, name):
    en, ja = (soup(site / lang / "chapters" / f"{name}.html") for lang in ("en", "ja"))
    for selector in ("article section", "article figure", "article table", "article .chart", "article sup.note-marker"):
        assert [one.get("id") for one in en.select(selector)] == [one.get("id") for one in ja.select(selector)], selector
    numbers = [[re.sub(r"\D", "", n.text) for n in page.select(".caption-number")] for page in (en, ja)]
    assert numbers[0] == numbers[1]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_its_language_and_names_the_other(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    assert page.html["lang"] == lang
    links = {one["hreflang"]: one["href"] for one in page.select('head link[rel="alternate"][hreflang]')}
    found = {code: normpath(f"{lang}/chapters/{href}") for code, href in links.items()}
    assert found == {code: f"{code}/chapters/{name}.html" for code in ("en", "ja")}


@pytest.mark.parametrize("name", NAMES)
def test_no_english_sentence_stands_on_a_japanese_page(site, name):
    page = fresh(site / "ja" / "chapters" / f"{name}.html")
    for aside in page.select('script, style, svg, code, .how-made, .chart-frame, [lang]:not(html, [lang="ja"]), .address'):
        aside.decompose()
    english = [text for text in page.body.stripped_strings if not JAPANESE.search(text) and len(re.findall(r"[A-Za-z]{2,}", text)) >= 4]
    assert not english


@pytest.mark.slow
@pytest.mark.parametrize("name", of_each_kind(NAMES))
def test_the_switch_leads_to_the_same_heading_and_back(browser, site, address, name):
    page = browser.new_page()
    page.goto(f"{address}/en/chapters/{name}.html")
    headings = page.eval_on_selector_all("article section[id]", "all => all.map(one => one.id)")
    there = {section["id"] for section in soup(site / "ja" / "chapters" / f"{name}.html").select("article section[id]")}
    assert set(headings) <= there
    for heading in headings:
        page.evaluate("heading => { history.replaceState(null, '', `#${heading}`); dispatchEvent(new HashChangeEvent('hashchange')); }", heading)
        link = page.eval_on_selector(".language-switch", "link => link.href")
        assert link == f"{address}/ja/chapters/{name}.html#{heading}"
    for lang in ("ja", "en"):
        page.eval_on_selector(".language-switch", "link => link.click()")
        page.wait_for_url(f"{address}/{lang}/chapters/{name}.html#{heading}")
    page.close()


@pytest.mark.parametrize(("locale", "lang"), [("ja-JP", "ja"), ("en-GB", "en"), ("fr-FR", "en")])
def test_the_front_page_chooses_by_the_browsers_language(browser, address, locale, lang):
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(f"{address}/")
    page.wait_for_url(f"{address}/{lang}/chapters/summary.html")
    context.close()


def test_the_front_page_leads_to_both_languages_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/")
    links = [link.get_attribute("href") for link in page.query_selector_all("a")]
    assert links == ["en/chapters/summary.html", "ja/chapters/summary.html"]
    page.click("text=日本語")
    assert page.url == f"{address}/ja/chapters/summary.html"
    context.close()


# Cells whose text stands in a column of a few letters.
SQUEEZED = """() => [...document.querySelectorAll("article :is(th, td)")].filter((cell) => {
  const { paddingLeft, paddingRight, fontSize } = getComputedStyle(cell);
  const room = cell.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  return cell.checkVisibility() && cell.innerText.trim().length > 20 && room < 3.5 * parseFloat(fontSize);
}).map((cell) => cell.innerText)"""


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", of_each_kind(NAMES))
def test_nothing_reaches_beyond_the_screen(browser, address, lang, name):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"{address}/{lang}/chapters/{name}.html")
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide = page.eval_on_selector_all(
            ".chart-static svg, article h1, article h2, figcaption",
            "all => all.filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length",
        )
        assert (beyond, wide) == (0, 0), width
        assert not page.evaluate(SQUEEZED), width
        until(page, "() => document.querySelector('article').getBoundingClientRect().left >= 0")  # nothing wide pushes the text aside
    page.close()
