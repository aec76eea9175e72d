"""What stands beside an exhibit's files: the feed, a place for the PDF, and where to report an error, if anybody wants to hear of it."""

from types import SimpleNamespace

import pytest
from conftest import PROJECT
from pages import soup
from sphinx.errors import ConfigError

from econsec.book.error_reports import _check, address
from econsec.site.plan import chapters

EXHIBIT = ("chapters/outlook", "fig-rings", "Exhibit 5.1")
MAIL = "mailto:errors@example.org?subject={exhibit}&body={page}"


def config(report_error="", site_url="", **options):
    return SimpleNamespace(
        report_error=report_error,
        html_theme_options=options,
        site_url=site_url,
        language="en",
        econsec_place="en",
        econsec_books=[],
    )


def test_nobody_is_named_unless_the_configuration_does():
    assert address(config(), *EXHIBIT) == ""
    assert address(config(repository_url="https://github.com/o/r", use_issues_button=False), *EXHIBIT) == ""


def test_an_address_says_which_exhibit_of_which_page():
    assert address(config(MAIL), *EXHIBIT) == "mailto:errors@example.org?subject=Exhibit%205.1&body=en%2Fchapters%2Foutlook.html%23fig-rings"
    known = address(config("https://example.org/form?at={page}", "https://example.org/r/"), *EXHIBIT)
    assert known == "https://example.org/form?at=https%3A%2F%2Fexample.org%2Fr%2Fen%2Fchapters%2Foutlook.html%23fig-rings"
    assert address(config("mailto:a@example.org"), *EXHIBIT) == "mailto:a@example.org"


def test_jupyter_books_own_issues_count_where_no_address_is_named():
    issues = {"repository_url": "https://github.com/o/r/", "use_issues_button": True}
    said = "https://github.com/o/r/issues/new?title=Exhibit%205.1%3A%20en%2Fchapters%2Foutlook.html%23fig-rings"
    assert address(config(**issues), *EXHIBIT) == said
    assert address(config(MAIL, **issues), *EXHIBIT).startswith("mailto:")


@pytest.mark.parametrize(
    "said", ["ftp://example.org", "javascript:alert(1)", "errors@example.org", "mailto:a@b.org?x={row}", "https://{}", "https://a{", 7]
)
def test_an_address_that_is_none_is_named(said):
    with pytest.raises(ConfigError) as error:
        _check(None, config(said))
    assert f"report_error: {said!r}; right: " in str(error.value)
    _check(None, config(MAIL))
    _check(None, config())


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_feed_is_in_reach_of_every_exhibit_and_no_report_is_asked_for(site, lang):
    for name in chapters(PROJECT):
        path = site / lang / f"{name}.html"
        for exhibit in soup(path).select(".exhibit-line"):
            (feed,) = exhibit.select('a[type="application/atom+xml"]')
            assert (path.parent / feed["href"]).resolve() == site / lang / "feed.xml"
            (slot,) = exhibit.select(".exhibit-pdf")
            assert slot.has_attr("hidden") and not slot.select("a"), "no PDF, no link"
            assert not exhibit.select(".report-error")
    other = soup(site / "editions/article" / lang / "chapters/outlook.html")
    assert other.select(".exhibit-line") and not other.select('.exhibit-line :is(a[type="application/atom+xml"], .exhibit-pdf)')
