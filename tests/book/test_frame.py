"""What the frame of a page does, by hand and by keyboard: skip link, colours, contents, bar, search, folds, places that scroll."""

import pytest
from conftest import PROJECT
from pages import soup
from web import until

from econsec.editions.edition import Report
from econsec.editions.series import pages
from econsec.site.plan import chapters

NAMES = chapters(PROJECT, pages=pages(Report()))
PHONE = {"width": 390, "height": 844}


def test_the_first_stop_leads_to_the_text(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/nss.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_the_colours_follow_the_button_and_the_choice_is_kept(visit, host):
    page, _ = visit(f"{host.address}/ja/chapters/nss.html", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.focus(".theme-switch-button")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute(".theme-switch-button", "aria-label") == "配色: 暗い"
    page.goto(f"{host.address}/en/chapters/sources.html")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.evaluate(ground) != light
    page.click(".theme-switch-button")
    page.click(".theme-switch-button")
    assert page.get_attribute("html", "data-mode") == "auto"
    page.emulate_media(color_scheme="dark")
    until(page, "document.documentElement.dataset.theme === 'dark'")


def test_without_a_script_the_colours_are_the_devices_and_nothing_is_folded_or_offered_in_vain(browser, host):
    grounds = set()
    for scheme in ("light", "dark"):
        context = browser.new_context(java_script_enabled=False, color_scheme=scheme, viewport=PHONE)
        page = context.new_page()
        page.goto(f"{host.address}/en/chapters/pillar1_agreements.html")
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        shown = "all => all.filter((one) => one.checkVisibility()).length"
        assert page.eval_on_selector_all(".unfold, .table-tools, .chart-choice, .theme-switch-button", shown) == 0
        rows = page.locator("#clause_table tbody tr")
        assert rows.count() > 12 and page.eval_on_selector_all("#clause_table tbody tr", shown) == rows.count()
        assert page.eval_on_selector_all("section > p", "all => all.every((one) => one.checkVisibility())")
        context.close()
    assert len(grounds) == 2


def test_the_contents_are_in_sight_on_a_desk_and_hold_every_page_once(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/outlook.html", viewport={"width": 1280, "height": 900})
    links = page.eval_on_selector_all(".contents a:not(.aside)", "all => all.map(({ href, textContent }) => [new URL(href).pathname, textContent])")
    assert [path for path, _ in links] == [f"/en/{name}.html" for name in NAMES]
    assert page.eval_on_selector_all(".contents a", "all => all.every((one) => one.checkVisibility() && one.getBoundingClientRect().bottom < 900)")
    assert page.inner_text(".contents [aria-current='page']") == "Outlook"
    parts = page.eval_on_selector_all(".contents .part", "all => all.map((one) => one.textContent)")
    assert parts == ["The report", "Look it up", "Sectors", "Partners", "Behind the report"]


def test_the_partners_most_looked_for_come_first(site):
    names = [link.text for link in soup(site / "en/chapters/summary.html").select(".contents ul:nth-of-type(4) a")]
    assert names[:3] == ["Japan", "South Korea", "Malaysia"] and names != sorted(names)


def test_on_a_phone_a_bar_opens_the_contents_and_the_page_and_closes_them(visit, host):
    page, said = visit(f"{host.address}/en/chapters/outlook.html", viewport=PHONE)
    for name in ("contents", "page-toc"):
        assert not page.is_visible(f"#{name}")
        page.focus(f".bar [popovertarget={name}]")
        page.keyboard.press("Enter")
        page.wait_for_selector(f"#{name} a", state="visible")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"#{name}", state="hidden")
    page.click(".bar [popovertarget=page-toc]")
    page.click("#page-toc a >> nth=1")
    page.wait_for_selector("#page-toc", state="hidden")
    assert "#" in page.url
    page.click(".bar [popovertarget=contents]")
    page.click("#contents a[href='sources.html']")
    page.wait_for_url("**/sources.html")
    assert not said


def test_the_page_lists_its_sections(site):
    page = soup(site / "ja/chapters/outlook.html")
    listed = [(link["href"], link.text) for link in page.select("#page-toc a")]
    assert listed == [(f"#{one['id']}", one.h2.find(string=True)) for one in page.select("article > section > section")]
    assert not soup(site / "en/chapters/colophon.html").select("#page-toc a[href='#']")


def test_before_and_after_a_page_stand_its_neighbours(site):
    pages = {name: soup(site / f"en/{name}.html") for name in NAMES}
    for before, after in zip(NAMES, NAMES[1:]):
        assert pages[before].select_one(".neighbours [rel=next]")["href"] == f"{after.rpartition('/')[2]}.html"
        assert pages[after].select_one(".neighbours [rel=prev]")["href"] == f"{before.rpartition('/')[2]}.html"
    assert not pages[NAMES[0]].select(".neighbours [rel=prev]") and not pages[NAMES[-1]].select(".neighbours [rel=next]")


def test_the_search_field_is_reached_by_its_key_and_on_a_phone_its_page(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/nss.html")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.matches('form.search input')")
    page, _ = visit(f"{host.address}/en/chapters/nss.html", viewport=PHONE)
    page.keyboard.press("Control+k")
    page.wait_for_url("**/en/search.html")


def test_a_folded_table_says_how_much_it_has_and_shows_it(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/pillar1_agreements.html")
    shown = "all => all.filter((one) => one.checkVisibility()).length"
    rows, button = "#clause_table tbody tr[id]", page.locator(".unfold[aria-controls=clause_table]")
    total = page.locator(rows).count()
    assert page.eval_on_selector_all(rows, shown) == 6 < total
    assert button.inner_text() == f"Show all {total} rows"
    button.click()
    assert page.eval_on_selector_all(rows, shown) == total and button.get_attribute("aria-expanded") == "true"
    button.click()
    assert page.eval_on_selector_all(rows, shown) == 6
    last = page.locator(rows).last.get_attribute("id")
    page.evaluate("id => { location.hash = id }", last)
    assert page.is_visible(f"#{last}"), "a row that is asked for shows itself"
    page.fill(".table-tools[data-table=clause_table] input", "nuclear")
    assert 0 < page.eval_on_selector_all(rows, shown) < total and button.get_attribute("aria-expanded") == "true"


def test_on_a_phone_a_long_cell_shows_its_beginning_and_the_filter_waits_until_all_is_asked_for(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/pillar1_agreements.html", viewport=PHONE)
    cell, tools = page.locator("#clause_table tr:not(.beyond, .beyond-phone) > .long").first, page.locator("[data-table=clause_table]")
    before = cell.bounding_box()["height"]
    assert cell.evaluate("one => one.scrollHeight > one.clientHeight") and not tools.is_visible()
    page.click(".unfold[aria-controls=clause_table]")
    assert cell.bounding_box()["height"] > before and tools.is_visible()
    page.set_viewport_size({"width": 1280, "height": 844})
    page.click(".unfold[aria-controls=clause_table]")
    assert cell.evaluate("one => one.scrollHeight <= one.clientHeight") and tools.is_visible()


def test_a_partners_tables_are_closed_on_a_phone_and_open_on_a_desk(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/partner_mys.html", viewport=PHONE)
    rows = page.locator("#commitment_table tbody tr")
    assert not any(row.is_visible() for row in rows.all())
    page.click(".unfold[aria-controls=commitment_table]")
    assert all(row.is_visible() for row in rows.all())
    page, _ = visit(f"{host.address}/en/chapters/partner_mys.html")
    assert page.locator("#commitment_table tbody tr").first.is_visible()


def test_the_article_edition_shows_all_rows(site):
    page = soup(site / "editions/article/en/chapters/pillar1_agreements.html")
    assert page.select("#clause_table tr[id]") and not page.select(".beyond, .beyond-phone, .long, .unfold[aria-controls=clause_table]")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_a_fold_holds_is_opened_by_its_address(visit, host, lang):
    page, _ = visit(f"{host.address}/{lang}/chapters/codebook.html")
    page.evaluate("location.hash = 'codebook-agreements-id'")
    until(page, "document.getElementById('codebook-agreements-id').checkVisibility()")
    assert page.is_visible("#codebook-agreements-id") and not page.is_visible("#codebook-firms-id")
    page, _ = visit(f"{host.address}/{lang}/chapters/pillar1_agreements.html", viewport=PHONE)
    hidden = page.evaluate("[...document.querySelectorAll('sup[id]')].find((one) => !one.checkVisibility())?.id")
    page.evaluate("id => { location.hash = id }", hidden)
    until(page, "id => document.getElementById(id).checkVisibility()", hidden)


def test_from_the_file_system_the_front_page_leads_on_and_the_search_form_works(visit, site):
    page, said = visit((site / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("AI")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=AI")
    assert page.inner_text("#search-status") == page.get_attribute("#search-status", "data-failed")
    assert not said
