"""What the frame of a page does, by hand and by keyboard: skip link, colours, contents, search, tables that scroll."""

import re

from web import until


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


def test_on_a_phone_the_two_lists_of_contents_are_dialogs(visit, host):
    page, said = visit(f"{host.address}/en/chapters/outlook.html", "phone")
    for side in ("primary", "secondary"):
        toggle, dialog = f".{side}-toggle", f"#pst-{side}-sidebar-modal"
        page.focus(toggle)
        page.keyboard.press("Enter")
        page.wait_for_selector(f"{dialog}[open] a", state="visible")
        assert page.evaluate("Boolean(document.activeElement.closest('dialog[open]'))")
        page.keyboard.press("Escape")
        page.wait_for_selector(f"{dialog}[open]", state="detached")
        assert page.evaluate("toggle => document.activeElement.matches(toggle)", toggle)
    page.click(".secondary-toggle")
    page.click("#pst-secondary-sidebar-modal a >> nth=1")
    assert not page.query_selector("dialog[open]") and "#" in page.url
    page.click(".primary-toggle")
    page.click("#pst-primary-sidebar-modal a[href='sources.html']")
    page.wait_for_url("**/sources.html")
    assert not said


def test_on_a_desk_the_chapters_can_be_put_away(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/nss.html")
    page.click(".primary-toggle")
    page.wait_for_selector("#pst-primary-sidebar", state="hidden")
    page.click(".primary-toggle")
    page.wait_for_selector("#pst-primary-sidebar", state="visible")


def test_the_contents_show_where_the_reader_is(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/outlook.html")
    for link in page.query_selector_all("#pst-page-toc-nav a"):
        link.click()
        until(page, "one => one.ariaCurrent === 'true'", link)
        assert page.locator("#pst-page-toc-nav [aria-current]").count() == 1


def test_the_search_dialog_opens_and_closes_by_keyboard(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/nss.html")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.matches('#pst-search-dialog[open] input')")
    page.keyboard.press("Escape")
    assert not page.query_selector("#pst-search-dialog[open]")
    page.click(".search-button-field")
    assert page.query_selector("#pst-search-dialog[open]")
    page.mouse.click(5, 790)
    assert not page.query_selector("#pst-search-dialog[open]")


def test_a_table_wider_than_its_frame_is_reached_by_keyboard_and_named(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/outlook.html", viewport={"width": 360, "height": 800})
    page.wait_for_selector(".output[tabindex='0'][role=region]")
    told = "all => all.map(one => [one.scrollWidth > one.clientWidth, one.ariaLabel])"
    frames = page.eval_on_selector_all(".output[tabindex='0']", told)
    assert all(wide and re.match(r"Table \d+", name) and len(name) < 200 for wide, name in frames)


def test_from_the_file_system_the_front_page_leads_on_and_the_search_form_works(visit, site):
    page, said = visit((site / "index.html").as_uri())
    page.keyboard.press("Control+k")
    page.keyboard.type("AI")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search.html?q=AI")
    assert page.inner_text("#search-status") == page.get_attribute("#search-status", "data-failed")
    assert not said
