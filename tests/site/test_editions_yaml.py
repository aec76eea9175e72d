"""Which editions are published: editions.yaml is read, its mistakes are named, every page leads to the other edition."""

import shutil

import pytest
from conftest import PROJECT, copy_data
from pages import soup
from web import until

from econsec.cli import main
from econsec.site.plan import BuildError, chapters, published

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT)]
ARTICLE = published(PROJECT)[-1]
SHARED = [name for name in NAMES if name not in ARTICLE.without]


@pytest.fixture
def project(tmp_path):
    """Return a function that writes editions.yaml beside a table of contents, and the folder of both."""
    shutil.copy(PROJECT / "_toc.yml", tmp_path / "_toc.yml")

    def write(text):
        (tmp_path / "editions.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


LATEST = "- {name: latest, title: Latest, title_ja: 最新版}\n"


def test_two_editions_are_published_in_both_languages():
    books = {book.place: book for book in published(PROJECT)}
    assert list(books) == ["en", "ja", "editions/article/en", "editions/article/ja"]
    assert books["ja"].parameters == {} and books["ja"].edition == "latest"
    assert books["editions/article/ja"].parameters == {"as_of": "2026-02-06", "scope": "article"}
    assert all(book.place.endswith(book.lang) for book in books.values())


def test_an_edition_can_leave_chapters_out(project):
    root = project(LATEST + "- {name: short, title: Short, title_ja: 短縮版, without: [nss, outlook]}\n")
    short = published(root)[-1]
    left = [name.rpartition("/")[2] for name in chapters(root, short.without)]
    assert left == [name for name in NAMES if name not in ("nss", "outlook")]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("- {name: latest, title: L, title_ja: 版}", "latest: the name is used twice; an edition's name stands once"),
        ("- {title: L, title_ja: 版}", "edition 2: no name"),
        ("- {name: x, title: L}", "x: no title_ja"),
        ("- {name: x, title: L, title_ja: 版, day: 2026-02-06}", "x: unknown key 'day'; right: name, title, title_ja, as_of, scope, without"),
        ("- {name: x, title: L, title_ja: 版, as_of: 2026-02-30}", "x: as_of: '2026-02-30' is not a date such as 2026-02-06"),
        ("- {name: x, title: L, title_ja: 版, as_of: soon}", "x: as_of: 'soon' is not a date such as 2026-02-06"),
        ("- {name: x, title: L, title_ja: 版, scope: most}", "x: scope: 'most' is not one of all, article"),
        ("- {name: ../x, title: L, title_ja: 版}", "../x: name: '../x' is not made of a-z, 0-9 and hyphens"),
        ("- {name: x, title: L, title_ja: 版, without: nss}", "x: without: 'nss' is not a list of chapters"),
        ("- {name: x, title: L, title_ja: 版, without: [elegy]}", "x: without: 'elegy' is not one of nss, pillar1_agreements"),
        ("- {name: x, title: L, title_ja: 版, without: [summary]}", "x: without: 'summary' is not one of nss"),
    ],
)
def test_a_mistake_is_one_line(project, entry, said):
    with pytest.raises(BuildError) as stop:
        published(project(LATEST + entry))
    (line,) = str(stop.value).splitlines()
    assert line.startswith(f"editions.yaml: {said}")


@pytest.mark.parametrize("text", ["", "[", "latest: {title: L}", "- latest"])
def test_a_file_that_lists_no_editions_is_refused(project, text):
    with pytest.raises(BuildError, match="^editions.yaml: "):
        published(project(text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BuildError, match="editions.yaml"):
        published(tmp_path)


def test_build_refuses_a_wrong_file_and_publishes_nothing(capsys, project, monkeypatch):
    root = project(LATEST * 2)
    copy_data(root / "data")
    monkeypatch.chdir(root)
    assert main(["build"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "editions.yaml: latest: the name is used twice; an edition's name stands once",
        "Nothing was published.",
    ]


# On the pages


@pytest.mark.parametrize("name", SHARED)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_each_page_leads_to_itself_in_the_other_edition(site, lang, name):
    folders = {"": site / lang, "article": site / "editions/article" / lang}
    for key, folder in folders.items():
        path = folder / "chapters" / f"{name}.html"
        (switch,) = soup(path).select("a.edition-switch")
        (other,) = (one for one in folders if one != key)
        assert (path.parent / switch["href"]).resolve() == (folders[other] / "chapters" / f"{name}.html").resolve()


@pytest.mark.parametrize("name", sorted(set(NAMES) - set(SHARED)))
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_page_that_an_edition_leaves_out_leads_to_its_first(site, lang, name):
    path = site / lang / "chapters" / f"{name}.html"
    (switch,) = soup(path).select("a.edition-switch")
    assert (path.parent / switch["href"]).resolve() == (site / "editions/article" / lang / "chapters" / f"{NAMES[0]}.html").resolve()
    assert not (site / "editions/article" / lang / "chapters" / f"{name}.html").exists()


@pytest.mark.parametrize("name", SHARED)
def test_languages_are_told_within_the_edition(site, name):
    path = site / "editions/article/ja/chapters" / f"{name}.html"
    links = soup(path).select('head link[rel="alternate"]')
    found = {link["hreflang"]: (path.parent / link["href"]).resolve() for link in links}
    base = (site / "editions/article").resolve()
    assert found == {lang: base / lang / "chapters" / f"{name}.html" for lang in ("en", "ja")}


@pytest.mark.parametrize("name", SHARED)
def test_the_article_edition_says_its_day_and_the_latest_does_not(site, name):
    note = soup(site / "editions/article/en/chapters" / f"{name}.html").select_one("article .edition-note")
    assert note.text == "Data as of 6 February 2026. The text is that of the latest edition."
    assert not soup(site / "en/chapters" / f"{name}.html").select(".edition-note")


@pytest.mark.parametrize("name", SHARED)
def test_headings_hold_in_every_edition(site, name):
    pages = [soup(site / folder / "chapters" / f"{name}.html") for folder in ("en", "editions/article/en")]
    latest, article = ([one["id"] for one in page.select("article section[id]")] for page in pages)
    assert set(article) <= set(latest)


def test_the_switch_keeps_the_heading(browser, address):
    page = browser.new_page()
    page.goto(f"{address}/en/chapters/outlook.html#closeness-decides-what-partners-do-together")
    page.click(".edition-switch")
    page.wait_for_url(f"{address}/editions/article/en/chapters/outlook.html#closeness-decides-what-partners-do-together")
    page.click(".edition-switch")
    page.wait_for_url(f"{address}/en/chapters/outlook.html#closeness-decides-what-partners-do-together")
    page.close()


@pytest.mark.parametrize(("folder", "query"), [("en", "Greenland"), ("editions/article/en", "Greenland"), ("editions/article/ja", "マトリョーシカ")])
def test_the_search_stays_within_the_edition(browser, address, folder, query):
    page = browser.new_page()
    page.goto(f"{address}/{folder}/search.html?q={query}")
    until(page, "document.getElementById('search-status').textContent")
    links = page.eval_on_selector_all("#search-results > li > a", "all => all.map(one => one.href)")
    assert links and all(link.startswith(f"{address}/{folder}/chapters/") for link in links)
    page.close()
