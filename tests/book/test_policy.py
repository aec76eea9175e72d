"""Pages carry a policy that allows what they need and nothing else, and name files that are there."""

import re

import pytest
from pages import soup
from web import WATCH

from econsec.book.frame import SHEET, STATIC
from econsec.site.csp import hashes, policy, with_policy


def test_every_page_has_a_policy_that_allows_no_more_than_it_needs(site):
    pages = sorted(site.rglob("*.html"))
    assert {"index.html", "404.html", "search.html"} <= {page.name for page in pages}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        (found,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
        scripts = next(rule for rule in found.split("; ") if rule.startswith("script-src"))
        assert "'unsafe-eval'" not in found and "'unsafe-inline'" not in scripts and "http" not in found, page
        assert ("'wasm-unsafe-eval'" in scripts) == (page.name == "search.html"), page
        markup = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        assert not re.search(r'<[^>]*\s(on\w+=|href="javascript:)', markup), page


def test_a_script_that_is_not_the_pages_own_does_not_run_and_is_told(host, browser):
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(WATCH)

    def spoil(route):
        answer = route.fetch()
        text = answer.text().replace("</main>", "<script>window.bad = 1</script></main>")
        route.fulfill(response=answer, body=text)

    page.route("**/nss.html", spoil)
    page.goto(f"{host.address}/en/chapters/nss.html")
    assert page.evaluate("[window.bad, seen.violations.length]") == [None, 1]
    context.close()


def test_a_policy_names_each_script_that_runs_once_and_no_data():
    page = '<meta charset="utf-8"><script>1</script><script>1</script><script src="a.js"></script>'
    page += '<script type="application/ld+json">{}</script><script type="module">2</script>'
    assert len(hashes(page)) == 2
    assert "sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=" in policy(page)
    assert with_policy(page).startswith('<meta charset="utf-8">\n<meta http-equiv=')
    with pytest.raises(ValueError, match="encoding"):
        with_policy("<p>no head</p>")


def test_a_page_has_one_sheet_and_its_own_scripts(site):
    for path in sorted(site.glob("ja/**/*.html")):
        if path.name == "index.html":  # it leads on at once
            continue
        page = soup(path)
        assert [path.parent.joinpath(link["href"].partition("?")[0]).resolve().name for link in page.select('link[rel="stylesheet"]')] == [SHEET]
        for script in page.select("script[src]"):
            name = script["src"].partition("?")[0]
            assert (path.parent / name).is_file() and (STATIC / name.rpartition("/")[2]).is_file(), f"{path}: {name}"
        assert not page.select("style, [style]:not(svg *, svg)"), "styles stand in the sheet"


def test_the_sheet_and_its_faces_are_the_packages_own(site):
    sheet = (STATIC / SHEET).read_text(encoding="utf-8")
    faces = re.findall(r"url\(([^)]+)\)", sheet)
    assert faces and all(face.startswith("fonts/") for face in faces)
    assert sum((STATIC / face).stat().st_size for face in faces) <= 45 * 1024
    for lang in ("en", "ja"):
        static = site / lang / "_static"
        assert (static / SHEET).read_text(encoding="utf-8") == sheet
        assert all((static / face).is_file() for face in faces) and list(static.glob("fonts/OFL*.txt"))
        assert not [path.name for path in static.rglob("*") if re.search(r"fontawesome|bootstrap|pydata|thebe|\.map$", path.name)]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_others_made_is_named_with_a_licence_that_is_there(site, lang):
    path = site / lang / "chapters/colophon.html"
    section = soup(path).select_one("section#notices")
    for name in ("Vega", "Pagefind", "Newsreader", "Libre Franklin", "Noto Sans JP", "trade-war-redux-2025"):
        (item,) = [one for one in section.select("li") if name in one.get_text()]
        assert (path.parent / item.a["href"]).read_text(encoding="utf-8").count("Copyright")
    texts = (site / lang / "_static/notices.txt").read_text(encoding="utf-8")
    assert all(holder in texts for holder in ("University of Washington", "CloudCannon", "tradewartracker"))
