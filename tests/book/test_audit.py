"""What readers feel: weight, silence, stillness, access by every means, the file system; and a table of it."""

import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PROJECT
from web import SIZES, WATCH, compressed, scroll_through, until

from econsec.editions.edition import Report
from econsec.editions.series import pages
from econsec.site.plan import chapters

FIRST_VIEW = {False: 130 * 1024, True: 340 * 1024}  # bytes, gzip, until idle without scrolling: of a page, of a search with its index
SHIFT = 0.02
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
RULES["resultTypes"] = ["violations"]  # what passed is not described one by one
CONTRAST = RULES | {"runOnly": ["color-contrast", "link-in-text-block"]}  # what colours decide
RULES["rules"] = {"label-content-name-mismatch": {"enabled": True}}
KINDS = ["", "en/chapters/finder.html", "en/chapters/outlook.html", "en/chapters/sources.html", "ja/search.html?q=AI", "ja/chapters/partner_mys.html"]
EVERY = ["en/search.html?q=AI", "ja/search.html?q=AI"]
EVERY += [f"{lang}/{name}.html" for lang in ("en", "ja") for name in chapters(PROJECT, pages=pages(Report()))]


def choose(kinds):
    """Return the pages to try, those beyond one of each kind marked as slow."""
    return [*kinds, *(pytest.param(page, marks=pytest.mark.slow) for page in EVERY if page not in kinds)]


PAGES = choose(KINDS)
HEAVY = "en/chapters/sources.html"  # a look at it takes as long as all looks at another page: one has to do
AXE = choose(["en/chapters/finder.html", "ja/chapters/partner_mys.html"])
NUMBER = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(
  (one) => one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !one.disabled && one.tabIndex >= 0
  && !one.closest("dialog:not([open])")
).map((one, n) => { one.dataset.stop = n; return one.outerHTML.slice(0, 120); })"""
STOP = """() => {
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
  const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  return [document.activeElement.dataset.stop, outlined || boxShadow !== "none"];
}"""


@pytest.mark.parametrize("size", ["phone", pytest.param("desk", marks=pytest.mark.slow)])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_and_read_to_its_end_silent_still_and_within_its_policy(visit, host, record_property, path, size):
    host.sent.clear()
    page, said = visit(f"{host.address}/{path}", size)
    asked = [name for name, _ in host.sent]
    weight, most = sum(weight for _, weight in host.sent), FIRST_VIEW["search" in path]
    assert asked and not [name for name in asked if "/charts/" in name], "a chart was asked what nobody had pointed at"
    record_property("figure", (f"{path or 'front page'}, {size}", "first view, bytes", weight, most))
    assert weight <= most, host.sent
    if "search" in path:
        page.wait_for_selector("#search-results > li")
    scroll_through(page)
    seen = page.evaluate("seen")
    record_property("figure", (f"{path or 'front page'}, {size}", "layout shift", round(seen["shift"], 4), SHIFT))
    assert (said, seen["violations"]) == ([], [])
    assert seen["shift"] <= SHIFT


@pytest.mark.parametrize("path", ["en/chapters/summary.html", "en/chapters/partner_mys.html"])
def test_a_face_that_comes_late_moves_nothing(browser, host, path):
    def late(route):
        time.sleep(0.5)
        route.continue_()

    page = browser.new_page(viewport=SIZES["phone"])
    page.add_init_script(WATCH)
    page.route("**/*.woff2", late)
    page.goto(f"{host.address}/{path}", wait_until="networkidle")
    page.wait_for_timeout(200)
    moved = page.evaluate("seen.shift")
    page.close()
    assert moved <= SHIFT


@pytest.mark.slow
def test_first_views_of_the_record_are_light(browser, record_site, record_property):
    found = {}
    with compressed(record_site) as server:
        for path in sorted(one for one in record_site.glob("*/chapters/*.html") if not one.stem.startswith("rows_")):
            context, where = browser.new_context(viewport=SIZES["phone"]), path.relative_to(record_site).as_posix()
            server.sent.clear()
            page = context.new_page()
            page.goto(f"{server.address}/{where}")
            page.wait_for_load_state("networkidle")
            found[where] = sum(weight for _, weight in server.sent)
            context.close()
            record_property("figure", (f"record: {where}, phone", "first view, bytes", found[where], FIRST_VIEW[False]))
    assert found and {where: weight for where, weight in found.items() if weight > FIRST_VIEW[False]} == {}


@pytest.mark.parametrize("path", AXE)
def test_axe_finds_nothing(visit, host, record_property, path):
    page, _ = visit(f"{host.address}/{path}")
    found = {}
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        scroll_through(page)
        if width == 360:  # the whole page, for what the bar lies over at this moment has not its size
            page.set_viewport_size({"width": width, "height": page.evaluate("document.documentElement.scrollHeight")})
        page.evaluate("scrollTo(0, 0)")
        for scheme in ("light", "dark") if path != HEAVY else ("light",) if width == 360 else ():
            page.emulate_media(color_scheme=scheme)
            until(page, "scheme => document.documentElement.dataset.theme === scheme", scheme)
            page.wait_for_timeout(250)  # colours change over a moment
            rules = CONTRAST if width == 1280 and scheme == "dark" else RULES
            violations = Axe().run(page, options=rules).response["violations"]
            nodes = [(one["id"], node) for one in violations for node in one["nodes"]]
            found |= {(rule, str(node["target"]), width, scheme): node["html"] for rule, node in nodes}
    record_property("figure", (path or "front page", "axe violations", len(found), 0))
    assert not found


def test_axe_finds_nothing_on_the_front_page_that_stays_without_javascript(browser, host):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}/")
    text = page.content()
    context.close()
    page = browser.new_page()
    page.set_content(re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    assert not Axe().run(page, options=RULES).response["violations"]
    page.close()


@pytest.mark.parametrize("path", choose(["ja/chapters/partner_mys.html"]))
def test_everything_is_reached_by_keyboard_and_focus_is_seen(visit, host, path):
    page, _ = visit(f"{host.address}/{path}")
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    wanted = page.evaluate(NUMBER)
    reached, unseen, stops = set(), [], 0
    while len(reached) < len(wanted) and (stops := stops + 1) < 2 * len(wanted):
        page.keyboard.press("Tab")
        stop, seen = page.evaluate(STOP)
        if stop is not None:
            reached.add(int(stop))
            if not seen:
                unseen.append(wanted[int(stop)])
    assert not [text for number, text in enumerate(wanted) if number not in reached]
    assert not unseen


@pytest.mark.parametrize("path", choose(["ja/search.html?q=AI", "ja/chapters/partner_mys.html"]))
def test_from_the_file_system_everything_works_but_the_search_which_says_why(visit, site, path):
    page, said = visit((site / path.partition("?")[0]).as_uri() + "?q=AI")
    scroll_through(page)
    if "search" in path:
        assert page.inner_text("#search-status") == page.get_attribute("#search-status", "data-failed")
    assert (said, page.evaluate("seen.violations")) == ([], [])
    assert page.evaluate("document.styleSheets.length") and page.get_attribute("html", "data-mode") == "auto"
