"""Terms: each is explained in both languages, where a page first uses it and on a page of its own."""

import re

import pytest
from conftest import PROJECT
from pages import soup

from econsec.book.explained_terms import _pattern
from econsec.site.plan import chapters
from econsec.subject import subject
from econsec.words.texts import translator

LANGUAGES = ("en", "ja")
EDITIONS = ("", "editions/article/")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_of_terms_has_each_with_its_meaning_in_the_order_of_its_names(site, lang, edition):
    page = soup(site / f"{edition}{lang}/chapters/glossary.html")
    found = {term["id"]: (term.text, term.find_next_sibling("dd").text) for term in page.select("dl.terms dt")}
    word = translator(lang)
    assert found == {term.key: (word(term.name), word(term.meaning)) for term in subject().glossary}
    assert [name.lower() for name, _ in found.values()] == sorted(name.lower() for name, _ in found.values())
    assert page.html["lang"] == lang and page.select_one("[aria-current=page]").text == page.h1.text
    (switch,) = page.select(".language-switch")
    assert switch["href"].endswith("/chapters/glossary.html")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_explains_a_term_once_where_it_first_uses_it(site, lang):
    seen, word = set(), translator(lang)
    meanings = {term.key: word(term.meaning) for term in subject().glossary}
    for name in chapters(PROJECT):
        links = soup(site / lang / f"{name}.html").select("a.term")
        keys = [re.fullmatch(r"glossary\.html#(.+)", link["href"])[1] for link in links]
        assert len(set(keys)) == len(keys), name
        assert all(link["title"] == meanings[key] for link, key in zip(links, keys))
        assert all(link.parent.name == "p" and not link.find_parent("figure") for link in links), "prose, no headings or captions"
        seen.update(keys)
    assert len(seen) > 10


@pytest.mark.parametrize(
    ("forms", "text", "found"),
    [
        (("BIS",), "the BIS said", "BIS"),
        (("BIS",), "a bis of it, BISX", None),
        (("letter of intent", "letters of intent"), "Letters of intent bind nobody", "Letters of intent"),
        (("section 301",), "section 3012", None),
        (("232条",), "通商拡大法232条の関税", "232条"),
    ],
)
def test_a_term_is_found_as_a_word_of_its_own(forms, text, found):
    match = _pattern(forms).search(text)
    assert (match and match[0]) == found
