"""Marks of charts say what they show: by pointer, by tap and by keyboard, beside the mark and within the window."""

import pytest
from pages import soup
from web import point_at, until

SUMMARY, TIP = "ja/chapters/summary.html", ".chart-tip"
BOX = "one => (({ left, top, right, bottom }) => [left, top, right, bottom])(one.getBoundingClientRect())"


def frame_of(page, chart="obligations"):
    return page.query_selector(f"#{chart} .chart-frame")


def boxes(page):
    return (page.eval_on_selector(selector, BOX) for selector in (TIP, ".lit"))


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_mark_says_what_it_shows_beside_it_and_within_the_window(visit, address, size):
    page, said = visit(f"{address}/{SUMMARY}", size)
    frame, texts = frame_of(page), set()
    marks = [mark for mark in frame.query_selector_all("[data-row]") if mark.is_visible()]
    for number in (0, len(marks) // 2):
        texts.add(point_at(page, frame, number).inner_text())
        (left, top, right, bottom), mark = boxes(page)
        assert left >= 0 and top >= 0 and right <= page.viewport_size["width"] and bottom <= page.viewport_size["height"]
        assert right <= mark[0] or left >= mark[2] or bottom <= mark[1] or top >= mark[3], "it lies over its mark"
    assert len(texts) == 2 and all(texts) and not said
    assert all(line.inner_text().strip() for line in page.query_selector_all(f"{TIP} > :not(a)"))
    page.mouse.move(2, 2)
    until(page, f"() => !document.querySelector('{TIP}').textContent")


def test_a_near_mark_answers_and_a_far_one_does_not(visit, address):
    page, _ = visit(f"{address}/{SUMMARY}")
    frame = frame_of(page)
    point_at(page, frame)
    left, top, _, bottom = page.eval_on_selector(".lit", BOX)
    page.mouse.move(left - 60, top + 2)
    until(page, f"() => !document.querySelector('{TIP}').textContent")
    page.mouse.move(left - 10, (top + bottom) / 2)
    until(page, f"() => document.querySelector('{TIP}').textContent")


def test_a_tap_holds_what_is_said_until_another_or_escape(browser, address):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{SUMMARY}")
    mark = next(one for one in frame_of(page).query_selector_all("[data-row]") if one.is_visible())
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.touchscreen.tap(box["x"] + 2, box["y"] + 2)
    until(page, f"() => document.querySelector('{TIP}.held')?.textContent")
    page.touchscreen.tap(5, 5)
    until(page, f"() => !document.querySelector('{TIP}').textContent")
    context.close()


def test_arrow_keys_go_from_mark_to_mark_and_enter_leads_to_the_clause(visit, address, site):
    page, _ = visit(f"{address}/{SUMMARY}")
    frame_of(page).focus()
    page.keyboard.press("Home")
    until(page, f"() => document.querySelector('{TIP}').textContent")
    first = page.inner_text(TIP)
    page.keyboard.press("ArrowRight")
    until(page, f"first => ![first, ''].includes(document.querySelector('{TIP}').innerText)", first)
    page.keyboard.press("Escape")
    until(page, f"() => !document.querySelector('{TIP}').textContent")
    page.keyboard.press("Home")
    until(page, f"() => document.querySelector('{TIP} a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html#*")
    name, _, anchor = page.url.rpartition("/")[2].partition("#")
    assert soup(site / "ja/chapters" / name).find(id=anchor).name == "tr"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_is_read_in_both_themes(browser, address, scheme):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/{SUMMARY}")
    point_at(page, frame_of(page))
    ink, paper = page.eval_on_selector(TIP, "one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]")
    bright = [sum(map(int, colour.removeprefix("rgb(").rstrip(")").split(", "))) for colour in (ink, paper)]
    assert abs(bright[0] - bright[1]) > 500, (ink, paper)
    context.close()


def test_a_partner_is_found_from_a_list(visit, address):
    page, _ = visit(f"{address}/{SUMMARY}")
    names = page.eval_on_selector_all("#obligations .chart-pick option", "all => all.map((one) => one.textContent)")
    page.select_option("#obligations .chart-pick select", label=names[-1])
    until(page, f"name => document.querySelector('{TIP}').textContent.includes(name)", names[-1])
    page.evaluate("scrollBy(0, 40)")
    page.wait_for_timeout(100)
    assert names[-1] in page.text_content(TIP)  # it goes with its mark
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    until(page, f"() => !document.querySelector('{TIP}').textContent")
    page.select_option("#obligations .chart-pick select", index=1)
    until(page, f"() => document.querySelector('{TIP}').textContent")
    page.select_option("#obligations .chart-pick select", index=0)
    until(page, f"() => !document.querySelector('{TIP}').textContent")


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_lane_is_shown_alone_under_its_axis_and_all_again(visit, address, size):
    page, said = visit(f"{address}/ja/chapters/outlook.html", size)
    if size == "phone":
        page.click("[aria-controls=pull_timeline]")
    svg = next(one for one in page.query_selector_all("#pull_timeline svg") if one.is_visible())
    buttons, whole = page.locator("#pull_timeline .chart-choice button"), svg.bounding_box()["height"]
    heights = []
    for number in range(buttons.count()):
        buttons.nth(number).click()
        until(page, "number => document.querySelectorAll('#pull_timeline .chart-choice button')[number].ariaPressed === 'true'", number)
        heights.append(svg.bounding_box()["height"])
        inside = [mark for mark in svg.query_selector_all("[data-row]:not(.off)") if seen(mark, svg)]
        assert inside and len(inside) == len(svg.query_selector_all("[data-row]:not(.off)")), "a mark of the lane is out of sight"
        assert seen(svg.query_selector(".months_marks text"), svg)
    assert max(heights) < 0.7 * whole
    buttons.last.click()
    until(page, "high => [...document.querySelectorAll('#pull_timeline svg')].some((one) => one.getBoundingClientRect().height === high)", whole)
    assert not svg.query_selector_all(".off, [clip-path^='url']:not(.role-frame)") and not said


def seen(mark, svg):
    inner, outer = mark.bounding_box(), svg.bounding_box()
    return outer["y"] - 1 <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"] + 1
