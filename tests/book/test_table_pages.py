"""Each table that is longer than a screen has a page of its own: all rows, filter, order, files, in both languages."""

import csv
from posixpath import normpath

import pytest
from conftest import PROJECT
from pages import soup
from test_measures import WIDE
from web import until

from econsec.book.exhibit_line import SCREEN
from econsec.editions.edition import Report
from econsec.editions.series import pages
from econsec.site import sitemap
from econsec.site.plan import chapters

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT, pages=pages(Report()))]
LANGUAGES = ("en", "ja")
SHOWN = "all => all.filter((one) => one.checkVisibility()).length"
ROWS = "table.exhibit tbody tr[id]"
PAGE = "rows_clause_table"


@pytest.fixture(scope="module")
def long(site):
    """Return the long tables of both languages by their page: ``(language, page) -> (chapter, figure)``."""
    found = {}
    for lang in LANGUAGES:
        for name in NAMES:
            for figure in soup(site / lang / f"chapters/{name}.html").select("figure.table-exhibit"):
                if len(figure.select(ROWS)) > SCREEN:
                    found[lang, f"rows_{figure['id'].removeprefix('tab-').replace('-', '_')}"] = name, figure
    return found


def rows_of_file(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row[0] for row in csv.reader(file) if not row[0].startswith("# ")][1:]


def test_each_long_table_and_no_other_has_a_page_and_its_fold_leads_there(site, long):
    assert len(long) > 2 * 10
    for lang in LANGUAGES:
        pages = {path.stem for path in (site / lang / "chapters").glob("rows_*.html")}
        assert pages == {page for code, page in long if code == lang}
    for (_, page), (_, figure) in long.items():
        assert figure.select_one(".unfold + .own-page a")["href"] == f"{page}.html"


def test_a_page_has_all_rows_of_the_file_and_nothing_folded(site, long):
    for (lang, page), (_, figure) in long.items():
        found = soup(site / lang / f"chapters/{page}.html")
        rows = [row["id"] for row in found.select(ROWS)]
        prefix = f"{found.table['id']}-"
        assert [row.removeprefix(prefix) for row in rows] == rows_of_file(site / lang / f"exhibits/{page.removeprefix('rows_')}.csv")
        assert rows == [row["id"] for row in figure.select(ROWS)] and f" {len(rows)} " in f" {found.h1.find_next('p').text} ".replace(
            "全", " "
        ).replace("行", " ")
        assert not found.select(".beyond, .beyond-phone, .long, .unfold, .own-page")
        files = {link["href"].rpartition(".")[2] for link in found.select(".exhibit-menu a[download]")}
        assert files == {"csv", "xlsx", "bib", "ris", "txt"}
        assert all((site / lang / "chapters" / link["href"]).is_file() for link in found.select(".exhibit-menu a[download]"))


def test_a_page_says_what_it_is_in_its_language_and_names_its_twin(site, long):
    titles = set()
    for (lang, page), (chapter, figure) in long.items():
        found = soup(site / lang / f"chapters/{page}.html")
        titles.add(found.title.text)
        caption = figure.select_one("figcaption .caption-text").text.rstrip(".。")
        assert caption in found.h1.text and found.title.text.startswith(figure.select_one(".caption-number").text.strip())
        assert caption in found.select_one('meta[name="description"]')["content"] and found.html["lang"] == lang
        assert found.select_one('meta[property="og:title"]')["content"] in found.title.text
        twins = {one["hreflang"]: normpath(f"{lang}/chapters/{one['href']}") for one in found.select('link[rel="alternate"][hreflang]')}
        assert twins == {code: f"{code}/chapters/{page}.html" for code in LANGUAGES}
        assert found.select_one("article section > p a")["href"] == f"{chapter}.html#{figure['id']}"
    assert len(titles) == len(long)


def test_no_link_of_a_page_leads_nowhere(site, long):
    ids = {path.resolve(): {one["id"] for one in soup(path).select("[id]")} for path in (site / "en/chapters").glob("*.html")}
    for page in {page for lang, page in long if lang == "en"}:
        here = site / f"en/chapters/{page}.html"
        for link in soup(here).select("article a[href]:not([download])"):
            target, _, anchor = link["href"].partition("#")
            if "//" not in target:
                there = (here.parent / target).resolve() if target else here.resolve()
                assert there.is_file() and (not anchor or anchor in ids[there]), (page, link["href"])


def test_the_search_and_the_site_map_do_not_repeat_what_chapters_hold(site, tmp_path):
    assert not soup(site / f"en/chapters/{PAGE}.html").select("[data-pagefind-body]")
    sitemap.write(tmp_path, "https://example.org", [{"place": "en", "lang": "en", "edition": "latest", "pages": chapters(PROJECT)}])
    assert "rows_" not in (tmp_path / "sitemap.xml").read_text(encoding="utf-8")


def test_the_article_edition_has_none_and_its_switch_leads_to_the_table_in_place(site):
    assert not list((site / "editions").rglob("rows_*")) and not soup(site / "editions/article/en/chapters/outlook.html").select(".own-page")
    page = soup(site / f"en/chapters/{PAGE}.html")
    (switch,) = page.select(".edition-switch")
    assert switch["href"].endswith("editions/article/en/chapters/pillar1_agreements.html") and not switch.has_attr("title")
    partner = soup(site / "en/chapters/rows_partner_mys_commitments.html").select_one(".edition-switch")
    assert partner["href"].endswith("editions/article/en/chapters/summary.html") and partner["title"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_filter_narrows_and_its_headings_sort(visit, host, lang):
    page, said = visit(f"{host.address}/{lang}/chapters/{PAGE}.html")
    everything = page.eval_on_selector_all(ROWS, SHOWN)
    page.fill(".table-tools input", {"en": "export", "ja": "輸出"}[lang])
    kept = page.eval_on_selector_all(ROWS, SHOWN)
    assert 0 < kept < everything and str(kept) in page.inner_text(".table-tools [role=status]")
    page.fill(".table-tools input", "")
    page.goto(f"{host.address}/{lang}/chapters/rows_control_table.html")
    for way in (False, True):
        page.click("thead th:nth-child(1) button")
        days = page.eval_on_selector_all("tbody tr[id]:not(.child) th", "all => all.map((one) => one.dataset.value)")
        assert days == sorted(days, reverse=way) and len(days) > SCREEN
    assert (said, page.evaluate("seen.violations")) == ([], [])


def test_the_language_switch_stays_at_the_row(visit, host):
    page, _ = visit(f"{host.address}/en/chapters/{PAGE}.html")
    row = page.locator(ROWS).last.get_attribute("id")
    page.evaluate("row => { location.hash = row }", row)
    page.eval_on_selector(".language-switch", "link => link.click()")
    page.wait_for_url(f"{host.address}/ja/chapters/{PAGE}.html#{row}")
    until(page, "row => document.getElementById(row).getBoundingClientRect().top < innerHeight", row)


def test_without_a_script_all_rows_are_there(browser, host):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{host.address}/en/chapters/{PAGE}.html")
    assert page.eval_on_selector_all(ROWS, SHOWN) == page.locator(ROWS).count() > SCREEN
    assert not page.is_visible(".table-tools input")
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", [f"en/chapters/{PAGE}.html", f"ja/chapters/{PAGE}.html", "en/chapters/rows_source_table.html", "ja/chapters/rows_event_table.html"]
)
def test_a_page_is_light_and_nothing_on_it_is_wider_than_its_frame(visit, host, path):
    host.sent.clear()
    page, _ = visit(f"{host.address}/{path}", viewport={"width": 1280, "height": 844})
    assert sum(weight for _, weight in host.sent) <= 130 * 1024
    for width in (360, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(WIDE) == [], width
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width
