"""What pages say of themselves: description, Open Graph, schema.org, edition, address, revision."""

import json
import re
import shutil
import struct
import subprocess
from types import SimpleNamespace
from unicodedata import east_asian_width
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from conftest import PACKAGE, PROJECT
from docutils import nodes
from pages import fresh, soup

from econsec.book.descriptions import description, first_paragraph, shorten
from econsec.book.edition_line import revision
from econsec.book.site_address import address
from econsec.site import front, sitemap
from econsec.site.plan import chapters
from econsec.subject import subject
from econsec.words.texts import translator

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT)]
LANGUAGES = ("en", "ja")
EVERY = pytest.mark.parametrize(("lang", "name"), [(lang, name) for lang in LANGUAGES for name in NAMES])


def head(page):
    """Return what the head of a page says: names and properties of its meta elements."""
    return {meta.get("name") or meta.get("property"): meta["content"] for meta in page.head.find_all("meta", content=True)}


def beginning(path):
    """Return a page as far as its head goes: whole pages take long to read."""
    return BeautifulSoup(path.read_text(encoding="utf-8").partition("</head>")[0], "html.parser")


def records(page):
    """Return a page's structured data by type."""
    found = [json.loads(script.string) for script in page.find_all("script", type="application/ld+json")]
    return {record["@type"]: record for record in found}


@EVERY
def test_a_page_is_described_by_its_first_paragraph(site, lang, name):
    page = fresh(site / lang / "chapters" / f"{name}.html")
    for marker in page.article.select("sup"):
        marker.decompose()
    first = " ".join(page.article.select_one("section > p:not(.edition)").get_text().split())
    said = head(page)["description"]
    assert first.startswith(said.rstrip("…")) and len(said) > 40
    assert sum(2 if east_asian_width(letter) in "WF" else 1 for letter in said.rstrip("…")) <= 160


def test_no_two_pages_have_the_same_description(site):
    said = [head(soup(site / lang / "chapters" / f"{name}.html"))["description"] for lang in LANGUAGES for name in NAMES]
    assert len(set(said)) == len(said)


@EVERY
def test_a_page_can_be_shared(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    said = head(page)
    assert said["og:title"] == page.article.h1.find(string=True)
    assert said["og:description"] == said["description"]
    assert (said["og:locale"], said["og:locale:alternate"]) == {"en": ("en_US", "ja_JP"), "ja": ("ja_JP", "en_US")}[lang]
    assert said["og:type"] == ("website" if name == "summary" else "article")


def test_a_site_that_does_not_know_its_address_has_no_cards_and_names_no_picture(site):
    assert not list(site.rglob("cards"))
    for path in site.rglob("*.html"):
        page = beginning(path)
        assert not [name for name in head(page) if name and name.startswith(("og:image", "og:url", "twitter:"))], path
        assert not page.select('link[rel="canonical"]') and '"image"' not in str(page.head), path


def faults(page):
    """Return what a page fails to say of itself, or says in a way that nobody understands."""
    said = head(page)
    hidden = "noindex" in said.get("robots", "")
    return [
        fault
        for fault, wrong in {
            "no title": not (page.title and page.title.get_text(strip=True)),
            "no description": not (hidden or said.get("description", "").strip()),
            "a picture without its host": not said.get("og:image", "https://").startswith("https://"),
            "a referrer": said.get("referrer") != "no-referrer",
        }.items()
        if wrong
    ]


def test_no_page_is_without_title_or_description_or_sends_a_referrer(site):
    pages = sorted(site.rglob("*.html"))
    assert {path.name for path in pages} >= {"index.html", "404.html", "search.html", "summary.html", "partner_jpn.html"}
    assert {str(path.relative_to(site)): found for path in pages if (found := faults(beginning(path)))} == {}


@pytest.mark.parametrize(
    ("fault", "pattern", "instead"),
    [
        ("no title", r"<title>.*?</title>", ""),
        ("no title", r"<title>.*?</title>", "<title> </title>"),
        ("no description", r'<meta name="description"[^>]*>', ""),
        ("no description", r'(<meta name="description" content=)"[^"]*"', r'\1""'),
        ("a picture without its host", "</head>", '<meta property="og:image" content="../cards/nss.png"></head>'),
        ("a referrer", r'<meta name="referrer"[^>]*>', ""),
        ("a referrer", 'content="no-referrer"', 'content="origin"'),
    ],
)
def test_a_page_that_is_without_is_found(site, fault, pattern, instead):
    text, count = re.subn(pattern, instead, (site / "en/chapters/nss.html").read_text(encoding="utf-8"), count=1)
    assert count and faults(BeautifulSoup(text, "html.parser")) == [fault]


@EVERY
def test_a_page_is_a_report_to_search_engines(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    report = records(page)["Report"]
    assert report["name"] == head(page)["og:title"] and report["inLanguage"] == lang
    assert report["datePublished"] == PACKAGE["as_of"]
    assert report["license"] == PACKAGE["licenses"][0]["path"]
    assert report["isPartOf"]["name"] == head(page)["og:site_name"]
    assert [one["name"] for one in report["author"]] == [one["title"] for one in PACKAGE["contributors"]]
    assert ("Dataset" in records(page)) == (name == "codebook")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_codebook_is_a_dataset_of_files_that_are_there(site, lang):
    path = site / lang / "chapters" / "codebook.html"
    dataset = records(soup(path))["Dataset"]
    assert dataset["name"] == PACKAGE["title" if lang == "en" else "title_ja"]
    assert dataset["version"] == PACKAGE["version"]
    files = [one["contentUrl"] for one in dataset["distribution"]]
    assert len(files) == len(PACKAGE["resources"]) and all((path.parent / file).is_file() for file in files)


SHOWN = {
    "en": "Data as of 22 November 2026 · last event found: 28 September 2026",
    "ja": "データ基準日: 2026年11月22日 · 確認できた最新の出来事: 2026年9月28日",
}
ARTICLE = {
    "en": "Data as of 6 February 2026 · last event found: January 2026 · only what the article shows",
    "ja": "データ基準日: 2026年2月6日 · 確認できた最新の出来事: 2026年1月 · 記事が示すことのみ",
}


@EVERY
def test_day_and_scope_stand_on_every_page(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    assert [line.get_text() for line in page.select(".edition")] == [SHOWN[lang]]
    assert page.select_one("header .edition")
    other = soup(site / "editions/article" / lang / "chapters/outlook.html")
    assert [line.get_text() for line in other.select(".edition")] == [ARTICLE[lang]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_day_and_scope_stand_on_the_search_page_too(site, lang):
    page = soup(site / lang / "search.html")
    assert page.select_one(".edition").get_text() == SHOWN[lang]
    assert head(page)["description"]


def test_another_edition_says_its_own_day_and_scope_and_lies_deeper(tmp_path, config):
    from econsec.book import edition_line

    config.econsec_as_of, config.econsec_scope = "2025-12-31", "article"
    app = SimpleNamespace(config=config, srcdir=str(PROJECT))
    assert edition_line.line(app) == "Data as of 31 December 2025 · last event found: none · only what the article shows"
    config.language, config.econsec_last_event = "ja", "2025-12-15"
    assert edition_line.line(app) == "データ基準日: 2025年12月31日 · 確認できた最新の出来事: 2025年12月15日 · 記事が示すことのみ"


@pytest.fixture
def config():
    return SimpleNamespace(
        language="en",
        econsec_as_of="",
        econsec_last_event="",
        econsec_scope="all",
        econsec_data="",
        site_url="",
        econsec_place="en",
    )


# Descriptions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Short.", "Short."),
        ("one two three four", "one two…"),
        ("One two. Three four", "One two."),
        ("Abcdefghijklmnopqrst", "Abcdefghi…"),
        ("一二三四五", "一二三四五"),
        ("一二三、四五六", "一二三…"),
        ("一二三四。五六", "一二三四。"),
        ("一二三四五六七", "一二三四…"),
    ],
)
def test_a_description_ends_where_a_word_or_a_phrase_does(text, said):
    assert shorten(text, 10) == said


def test_markers_of_notes_are_no_part_of_a_description():
    marker = nodes.superscript("", "", nodes.reference("", "7"))
    paragraph = nodes.paragraph("", "", nodes.Text("A fact"), marker, nodes.Text(", and "), nodes.inline("", "13 agreements"))
    document = nodes.section("", nodes.title("", "T"), paragraph)
    assert description(document) == "A fact, and 13 agreements" == first_paragraph(document)
    assert description(nodes.section("")) == "" == description(None)
    long = nodes.section("", nodes.paragraph("", "word " * 40))
    assert description(long) == f"{('word ' * 32).rstrip()}…" and first_paragraph(long) == ("word " * 40).rstrip()


# The address


@pytest.mark.parametrize("url", ["https://example.org/report", "https://example.org/report/"])
def test_an_address_is_absolute_where_the_site_is_known(config, url):
    config.site_url = url
    assert address(config, "chapters/nss.html") == "https://example.org/report/en/chapters/nss.html"
    assert address(config, "chapters/nss.html", "ja") == "https://example.org/report/ja/chapters/nss.html"
    config.econsec_place = "editions/article/en"
    assert address(config, "x.html", "ja") == "https://example.org/report/editions/article/ja/x.html"


def test_no_address_is_known_unless_it_is_said(config, site):
    assert address(config, "chapters/nss.html") == ""
    assert not (site / "sitemap.xml").exists() and not (site / "robots.txt").exists()


BOOKS = [
    {"place": "en", "lang": "en", "edition": "latest"},
    {"place": "ja", "lang": "ja", "edition": "latest"},
    {"place": "editions/article/en", "lang": "en", "edition": "article"},
]


def test_a_sitemap_names_every_page_in_each_language(tmp_path):
    pages = chapters(PROJECT)
    sitemap.write(tmp_path, "https://example.org/a&b", [book | {"pages": pages} for book in BOOKS])
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    entries = ElementTree.parse(tmp_path / "sitemap.xml").getroot().findall("s:url", space)
    found = {entry.find("s:loc", space).text: [one.get("hreflang") for one in entry.findall("x:link", space)] for entry in entries}
    assert len(found) == len(BOOKS) * len(pages)
    assert found["https://example.org/a&b/ja/chapters/nss.html"] == ["en", "ja"]
    assert found["https://example.org/a&b/editions/article/en/chapters/nss.html"] == []
    assert "Sitemap: https://example.org/a&b/sitemap.xml" in (tmp_path / "robots.txt").read_text()


def test_without_an_address_there_is_no_sitemap(tmp_path):
    sitemap.write(tmp_path, "", BOOKS)
    assert not list(tmp_path.iterdir())
    assert sitemap.site_url(PROJECT) == ""


@pytest.mark.slow
def test_a_book_that_knows_its_address_names_it(tmp_path, site):
    from econsec.site.layout import lay_out
    from econsec.site.printing import print_book

    for path in (site / "ja" / "notebooks").glob("*.ipynb"):
        (tmp_path / "book/chapters").mkdir(parents=True, exist_ok=True)
        shutil.copy(path, tmp_path / "book/chapters")
    lay_out(PROJECT, tmp_path / "book", tmp_path / "book")
    books = [{"place": lang, "lang": lang, "edition": "latest", "titles": {}, "pages": []} for lang in LANGUAGES]
    settings = {"site_url": "https://example.org/r/", "econsec_place": "ja", "econsec_data_place": "../data"}
    settings |= {"econsec_data": str(PROJECT / "data"), "econsec_books": books}
    with (tmp_path / "book/_config.yml").open("a", encoding="utf-8") as file:
        file.write("repository: {url: https://github.com/o/r}\nhtml: {use_issues_button: true}\n")
    print_book(str(tmp_path / "book"), str(tmp_path / "ja"), "ja", settings)
    page = soup(tmp_path / "ja/chapters/codebook.html")
    here = "https://example.org/r/ja/chapters/codebook.html"
    assert page.select_one('link[rel="canonical"]')["href"] == here == head(page)["og:url"] == records(page)["Report"]["url"]
    for path in (tmp_path / f"ja/chapters/{name}.html" for name in NAMES):
        said, shared = head(beginning(path)), f"cards/{path.stem}.png"
        assert said["og:image"] == f"https://example.org/r/ja/{shared}" and said["twitter:card"] == "summary_large_image"
        picture = (tmp_path / "ja" / shared).read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n" and faults(beginning(path)) == []
        assert struct.unpack(">II", picture[16:24]) == (int(said["og:image:width"]), int(said["og:image:height"]))
    for exhibit in soup(tmp_path / "ja/chapters/outlook.html").select("figure:has(> .exhibit-line)"):
        (link,) = exhibit.select(".report-error")
        place = f"https://example.org/r/ja/chapters/outlook.html#{exhibit['id']}"
        assert link["href"].startswith("https://github.com/o/r/issues/new?title=") and link["href"].endswith(quote(place, safe=""))
    links = {one["hreflang"]: one["href"] for one in page.select('link[rel="alternate"][hreflang]')}
    assert links == {code: f"https://example.org/r/{code}/chapters/codebook.html" for code in LANGUAGES}
    assert records(page)["Dataset"]["distribution"][0]["contentUrl"] == "https://example.org/r/data/countries.csv"
    rows = soup(tmp_path / "ja/chapters/rows_clause_table.html")
    assert rows.select_one('link[rel="canonical"]')["href"] == "https://example.org/r/ja/chapters/rows_clause_table.html" == head(rows)["og:url"]


# 404


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["nowhere.html", "en/chapters/nowhere.html", "ja/nowhere/deep/down", "data/none.csv"])
@pytest.mark.parametrize("prefix", ["", "project/"])
def test_the_page_for_lost_readers_leads_back_from_any_address(browser, site, asked, prefix):
    page = browser.new_page()
    text = (site / "404.html").read_text(encoding="utf-8")
    wrong = []
    page.on("console", lambda message: message.type in ("error", "warning") and "404" not in message.text and wrong.append(message.text))
    page.route("**/*", lambda route: route.fulfill(status=404, content_type="text/html; charset=utf-8", body=text))
    page.goto(f"http://localhost/{prefix}{asked}")
    links = page.eval_on_selector_all("a", "all => all.map(one => one.href)")
    assert links == [f"http://localhost/{prefix}{lang}/chapters/summary.html" for lang in LANGUAGES]
    assert {one.get_attribute("lang") for one in page.query_selector_all("main p")} == set(LANGUAGES)
    assert page.query_selector('meta[name="robots"][content="noindex"]')
    assert not wrong
    page.close()


def test_the_page_for_lost_readers_needs_no_script_where_the_address_is_known(tmp_path):
    front.write(tmp_path, ["en", "ja"], "https://example.org/r")
    page = soup(tmp_path / "404.html")
    assert [a["href"] for a in page.select("a")] == [f"https://example.org/r/{lang}/chapters/summary.html" for lang in LANGUAGES]
    assert not page.select("script")


def test_the_front_page_says_what_the_site_is(site):
    assert head(soup(site / "index.html"))["description"] == subject().about


# The revision


def test_the_revision_is_the_commit_or_not_known(site, tmp_path):
    known = revision(PROJECT)
    assert re.fullmatch(r"[0-9a-f]{40}|", known)
    for lang in LANGUAGES:
        text = soup(site / lang / "chapters/colophon.html").article.get_text()
        assert (known or translator(lang)("not known")) in text
    assert revision(tmp_path) == "", "no repository"


def test_no_git_is_no_revision(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revision(PROJECT) == ""


def test_a_commit_is_named(tmp_path):
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "--quiet"], cwd=tmp_path, check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message=x"], cwd=tmp_path, check=True)
    assert re.fullmatch("[0-9a-f]{40}", revision(tmp_path))


def test_the_revision_stands_on_one_page_and_in_no_notebook(site):
    known = revision(PROJECT)
    if known:
        pages = {path.name for path in site.rglob("*.html") if known in path.read_text(encoding="utf-8")}
        assert pages == {"colophon.html"}
        assert not [path for path in site.rglob("*.ipynb") if known in path.read_text(encoding="utf-8")]
