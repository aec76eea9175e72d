"""Each page again as Markdown: the same values and rows as the page, in both languages; a list of them; how the report is cited."""

import re

import pytest
import yaml
from conftest import PACKAGE, PROJECT, ROOT
from pages import soup

from econsec import Report
from econsec.editions.series import pages
from econsec.site import citation
from econsec.site.plan import chapters
from econsec.words import LANGUAGES

NAMES = chapters(PROJECT, pages=pages(Report()))
SEPARATOR = re.compile(r"^\|( --- \|)+$", re.M)


def plain(text):
    return " ".join(re.sub(r"[*`\\]|\]\([^)]*\)|\[", "", text).split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_and_its_twin_hold_the_same_values_and_rows(site, lang, name):
    page, twin = soup(site / lang / f"{name}.html"), (site / lang / f"{name}.md").read_text(encoding="utf-8")
    article = page.select_one("article")
    said = plain(twin)
    values = [" ".join(one.get_text().split()) for one in article.select(".pasted-text")]
    assert not [value for value in values if plain(value) not in said]
    headings = [" ".join(one.find_all(string=True, recursive=False)).split() for one in article.select("h2")]
    assert not [words for words in headings if words and " ".join(words) not in said]
    assert len(SEPARATOR.findall(twin)) == len(article.select("figure table.exhibit"))
    shown = page.select_one('head link[type="text/markdown"]')
    assert shown["href"].endswith(f"{name.rpartition('/')[2]}.md")


def test_a_table_in_a_twin_has_all_its_rows(site):
    for lang in LANGUAGES:
        twin = (site / lang / "chapters/sources.md").read_text(encoding="utf-8")
        rows = [line for line in twin.splitlines() if line.startswith("| ")]
        assert len(rows) >= len(Report(lang)["sources"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_pages_names_each_once_with_what_it_is_about(site, lang):
    text = (site / lang / "llms.txt").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[[^\]]+\]\((chapters/[\w-]+)\.md\): .{20,}$", text, re.M)
    assert listed == NAMES and text.startswith("# ")
    assert not list((site / "editions/article").rglob("*.md")) and not list((site / "editions/article").rglob("llms.txt"))


def test_the_report_says_how_to_cite_it(site):
    said = yaml.safe_load((site / citation.NAME).read_text(encoding="utf-8"))
    assert (
        said["date-released"] == PACKAGE["as_of"] and said["version"] == PACKAGE["version"] and said["authors"] == [{"name": "The econsec authors"}]
    )
    assert (ROOT / citation.NAME).read_text(encoding="utf-8") == citation.text(ROOT, ROOT / "data"), "econsec accept writes it"
