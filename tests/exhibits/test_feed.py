"""The Atom feed: valid, newest first, the same ids in every build and language, nothing twice, texts that stay texts."""

import csv
import re
import shutil
from datetime import datetime
from html import unescape
from xml.etree import ElementTree

import pytest
from conftest import PROJECT
from pages import soup

from econsec.editions.edition import Report
from econsec.exhibits import feed

LANGUAGES = ("en", "ja")
ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = '<script>alert("1")</script>]]>&amp;&\'"\x0b {glue:text}`x` \u202e🚢'


def written(tmp_path, report, name="feed.xml"):
    """Return the text of an edition's feed."""
    path = tmp_path / name
    feed.write(report, path, "Title", "Author", "About", lambda anchor: f"chapters/changes.html#{anchor}")
    return path.read_text(encoding="utf-8")


def entries(text):
    """Return the entries of a feed: ``id -> what it says``, in order."""
    root = ElementTree.fromstring(text.encode())
    return [{child.tag.removeprefix(ATOM): child.text or child.get("href") for child in entry} for entry in root.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_feed_has_what_atom_requires(site, lang):
    root = ElementTree.fromstring((site / lang / "feed.xml").read_bytes())
    assert root.tag == f"{ATOM}feed" and root.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    for node in (root, *root.iter(f"{ATOM}entry")):
        found = {name: node.findall(f"{ATOM}{name}") for name in ("id", "title", "updated")}
        assert all(len(one) == 1 and one[0].text for one in found.values())
        assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", found["id"][0].text)
        assert datetime.fromisoformat(found["updated"][0].text).tzinfo
        assert len([link for link in node.findall(f"{ATOM}link") if link.get("rel") == "alternate"]) == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert len(root.findall(f"{ATOM}entry")) > 90


def test_the_newest_comes_first_and_nothing_twice(site):
    found = entries((site / "en/feed.xml").read_text(encoding="utf-8"))
    days = [one["updated"] for one in found]
    assert days == sorted(days, reverse=True)
    assert all(one["published"] <= one["updated"] for one in found)
    assert len({one["id"] for one in found}) == len({one["link"] for one in found}) == len(found)


def test_both_languages_tell_of_the_same_things(site):
    english, japanese = (entries((site / lang / "feed.xml").read_text(encoding="utf-8")) for lang in LANGUAGES)
    assert [(one["id"], one["updated"]) for one in english] == [(one["id"], one["updated"]) for one in japanese]
    assert not {one["title"] for one in english} & {one["title"] for one in japanese}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_entry_leads_to_its_row_on_the_page_of_changes(site, lang):
    page = soup(site / lang / "chapters/changes.html")
    for one in entries((site / lang / "feed.xml").read_text(encoding="utf-8")):
        name, _, anchor = one["link"].partition("#")
        assert name == "chapters/changes.html" and page.find(id=anchor).name == "tr"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_names_the_feed_and_the_page_of_changes_shows_it(site, lang):
    for path in (site / lang).rglob("*.html"):
        if path.name != "index.html" and "_static" not in path.parts:
            (link,) = soup(path).select('link[type="application/atom+xml"]')
            assert (path.parent / link["href"]).resolve() == (site / lang / "feed.xml").resolve()
    shown = [a["href"] for a in soup(site / lang / "chapters/changes.html").article.select("p a") if a["href"].endswith("feed.xml")]
    assert shown == ["../feed.xml"]


def test_another_edition_has_no_feed(site):
    folder = site / "editions/article"
    assert not list(folder.rglob("feed.xml"))
    assert not any("application/atom+xml" in path.read_text(encoding="utf-8") for path in folder.rglob("*.html"))


def test_two_writings_agree_and_ids_outlive_a_change_of_text(tmp_path, data, change):
    first = written(tmp_path, Report("en"))
    assert first == written(tmp_path, Report("en"))
    change("events", "ieepa-ruling-2026-02", "label_en", "Another name")
    second = written(tmp_path, Report("en", data_dir=data))
    assert "Another name" in second and "Another name" not in first
    before, after = entries(first), entries(second)
    assert [(one["id"], one["updated"]) for one in before] == [(one["id"], one["updated"]) for one in after]


def test_a_day_that_is_put_right_keeps_the_id(tmp_path, data, change):
    change("events", "ieepa-ruling-2026-02", "on", "2026-02-21")
    before, after = entries(written(tmp_path, Report("en"))), entries(written(tmp_path, Report("en", data_dir=data)))
    assert {one["id"] for one in before} == {one["id"] for one in after}


def test_a_corrected_row_is_updated_where_the_data_say_so(tmp_path, data, change):
    change("revisions", "checked-data", "corrected", "events/ieepa-ruling-2026-02")
    before, after = (
        {one["id"]: one["updated"][:10] for one in entries(written(tmp_path, report))} for report in (Report("en"), Report("en", data_dir=data))
    )
    key = feed.identifier("events", "ieepa-ruling-2026-02", "on")
    assert (before[key], after[key]) == ("2026-02-20", "2026-11-22")
    assert {one for one in before if before[one] != after[one]} == {key}


def test_hostile_texts_stay_texts(tmp_path, data):
    for path in data.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            row.update({name: HOSTILE for name in row if name.startswith(("title", "label", "note", "publisher"))})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    found = entries(written(tmp_path, Report("en", data_dir=data)))
    plain = HOSTILE.replace("\x0b", "")
    assert len(found) > 90 and all(one["title"].endswith(plain) for one in found)
    assert not any(re.search("<(?!/?p>)", one["summary"]) for one in found)
    assert any(plain in unescape(one["summary"]) for one in found)


def test_an_empty_feed_is_as_old_as_its_data(tmp_path):
    text = written(tmp_path, Report("en", as_of="2020-01-01"))
    assert entries(text) == []
    assert ElementTree.fromstring(text.encode()).find(f"{ATOM}updated").text == "2020-01-01T00:00:00+00:00"


@pytest.mark.slow
def test_where_the_site_is_known_links_are_absolute(tmp_path, site):
    from econsec.site.layout import lay_out
    from econsec.site.printing import print_book

    (tmp_path / "book/chapters").mkdir(parents=True)
    for path in (site / "en/notebooks").glob("*.ipynb"):
        shutil.copy(path, tmp_path / "book/chapters")
    lay_out(PROJECT, tmp_path / "book", tmp_path / "book")
    settings = {"site_url": "https://example.org/r/", "econsec_place": "en", "econsec_data_place": "../data"}
    print_book(str(tmp_path / "book"), str(tmp_path / "en"), "en", settings | {"econsec_data": str(PROJECT / "data")})
    text = (tmp_path / "en/feed.xml").read_text(encoding="utf-8")
    assert all(one["link"].startswith("https://example.org/r/en/chapters/changes.html#") for one in entries(text))
    links = {link.get("rel"): link.get("href") for link in ElementTree.fromstring(text.encode()).findall(f"{ATOM}link")}
    assert links == {"alternate": "https://example.org/r/en/chapters/changes.html", "self": "https://example.org/r/en/feed.xml"}
