"""Pages carry what they use, and a policy that allows it and nothing else."""

import re

import pytest
from web import WATCH

from econsec.book import styles
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


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".used{a:b}.unused{a:b}", ".used{a:b}"),
        (".used,.unused p{a:b}", ".used{a:b}"),
        ("#here .used:hover>p{a:b}", "#here .used:hover>p{a:b}"),
        ("#there .used{a:b}", ""),
        ("video{a:b}p{a:b}", "p{a:b}"),
        (":not(.unused)[data-x]{a:b}", ":not(.unused)[data-x]{a:b}"),
        ("@media print{.unused{a:b}}@media print{.used{a:b}}", "@media print{.used{a:b}}"),
        ("@font-face{src:url(x)}/* c */:root{--a:b}", ":root{--a:b}"),
        ("@keyframes spin{to{a:b}}", ""),
        ("@keyframes spin{to{a:b}}.used{animation:spin}", "@keyframes spin{to{a:b}}.used{animation:spin}"),
        (".made{a:b}", ".made{a:b}"),
    ],
)
def test_a_style_sheet_keeps_what_something_can_match(sheet, kept):
    known = styles.names(['<p class="used" id="here">unused</p>'], ['element.className = "made";'])
    assert styles.purge(sheet, known) == kept


def test_the_site_carries_nothing_that_no_page_names(site):
    for lang in ("en", "ja"):
        static = {path.name for path in (site / lang / "_static").rglob("*")}
        assert {"report.css", "page.js", "charts.js", "vega.js", "search.js", "favicon.svg"} <= static
        unused = re.compile(r"fontawesome|bootstrap|pydata|thebe|searchtools|\.map$|\.woff")
        assert not [name for name in static if unused.search(name)]
