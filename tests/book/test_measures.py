"""How pages lie on screens of five widths: no table wider than its frame, no word broken, nothing aside, no page without end."""

import pytest
from conftest import PROJECT
from web import compressed

from econsec.editions.edition import Report
from econsec.editions.series import pages
from econsec.site.plan import chapters

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT, pages=pages(Report()))]
KINDS = ("pillar1_agreements", "partner_mys", "sector_ai-chips", "codebook")
WIDTHS = (360, 390, 768, 1280, 1920)
BEHIND = ("changes", "verification", "sources", "codebook", "colophon")
WIDE = """() => [...document.querySelectorAll("article :is(table, figure, .chart, pre)")].filter((one) => one.checkVisibility()
  && getComputedStyle(one).overflowX !== "auto"
  && (one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right > one.parentElement.getBoundingClientRect().right + 1))
  .map((one) => one.id || one.className)"""
# A word that stands on two lines: its letters' boxes have two tops. Addresses and names of columns have no other place to break.
BROKEN = """() => {
  const found = [], range = document.createRange();
  for (const cell of document.querySelectorAll("article table :is(th, td), article :is(h1, h2, figcaption)")) {
    if (!cell.checkVisibility() || cell.closest(".codebook")) continue;
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement, data } = texts.currentNode;
      if (parentElement.closest(".address, code, .chart-frame, script")) continue;
      for (const word of data.matchAll(/(?<![\\w./@-])[A-Za-z]{2,}(?![\\w/@]|[.-]\\w)/g)) {
        range.setStart(texts.currentNode, word.index);
        range.setEnd(texts.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""


def limit(name):
    """Return how high a page may be on a phone, in px."""
    return 5000 if name == "summary" or name.startswith(("partner_", "sector_")) else 10000


def of_kinds(names):
    return [name if name in KINDS else pytest.param(name, marks=pytest.mark.slow) for name in names]


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", of_kinds(NAMES))
def test_nothing_is_wider_than_its_frame_and_no_word_is_broken(browser, address, lang, name):
    page = browser.new_page()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{address}/{lang}/chapters/{name}.html")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width
        page.evaluate("document.querySelectorAll('.unfold').forEach((one) => one.click())")
        assert (page.evaluate(WIDE), page.evaluate(BROKEN)) == ([], []), width
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, f"{width}, unfolded"
    page.close()


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", of_kinds(NAMES))
def test_a_page_is_not_endless_on_a_phone(browser, address, record_property, lang, name):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/{lang}/chapters/{name}.html")
    height = page.evaluate("document.documentElement.scrollHeight")
    record_property("figure", (f"{lang}/chapters/{name}.html, phone", "height, px", height, limit(name)))
    assert height <= limit(name)
    page.close()


@pytest.mark.slow
def test_no_page_of_the_record_is_endless_on_a_phone(browser, record_site, record_property):
    page, found = browser.new_page(viewport={"width": 390, "height": 844}), {}
    with compressed(record_site) as server:
        for path in sorted(record_site.glob("*/chapters/*.html")):
            if not path.stem.startswith("rows_"):
                page.goto(f"{server.address}/{path.relative_to(record_site).as_posix()}")
                found[path] = page.evaluate("document.documentElement.scrollHeight")
                where = path.relative_to(record_site).as_posix()
                record_property("figure", (f"record: {where}, phone", "height, px", found[path], limit(path.stem)))
    assert {str(path): height for path, height in found.items() if height > limit(path.stem)} == {}
    page.close()


def test_what_is_too_wide_or_broken_is_seen(browser):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content("<article><table><tr><td style='min-width:900px'>x</td></tr></table></article>")
    assert page.evaluate(WIDE)
    page.set_content(
        "<article><table style='width:30px;table-layout:fixed'><tr><td style='overflow-wrap:anywhere'>Indonesia</td></tr></table></article>"
    )
    assert page.evaluate(BROKEN) == ["Indonesia"]
    page.close()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_on_a_phone_a_row_is_a_card_with_its_labels(browser, address, lang):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{address}/{lang}/chapters/pillar3_technology.html")
    heads = page.eval_on_selector_all("#award_table thead th", "all => all.map((one) => one.textContent)")
    labels = page.eval_on_selector_all(
        "#award_table tbody tr:first-of-type td", "all => all.map((one) => getComputedStyle(one, '::before').content.slice(1, -1))"
    )
    assert labels == heads[1:] and not page.is_visible("#award_table thead")
    page.set_viewport_size({"width": 1280, "height": 844})
    assert page.is_visible("#award_table thead")
    assert page.evaluate("getComputedStyle(document.querySelector('#award_table td'), '::before').content") == "none"
    page.close()
