"""Which pages have cards, and what these say: the claim over the first chart, or what the page is about."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from conftest import PROJECT
from docutils import nodes

from econsec.book import shared_pages
from econsec.editions import Sources
from econsec.exhibits import Cell, Row, Table
from econsec.subject import subject

WORKS = {"heading": "Sources", "works": [[f"w{n}", f"Work {n}", "en"] for n in range(5)]}
AXIS = {"encoding": {"x": {"axis": {"title": "USD billion"}}, "y": {"axis": None}, "text": {"field": "t"}}}
SPEC = {"layer": [AXIS, AXIS], "usermeta": {"as_of": "2026-02-06", "sources": WORKS}, "description": "Bars."}
BOOKS = [{"place": place, "lang": place[-2:], "edition": "", "titles": {}, "pages": []} for place in ("en", "ja", "editions/article/en")]


def figure(name, **shown):
    return nodes.figure("", nodes.caption("", "What it shows."), nodes.raw("", "", format="html", **shown), ids=[name])


def section(title, *parts):
    return nodes.section("", nodes.title("", title), *parts, ids=[title.lower()])


OTHER = {"usermeta": {}, "description": "Lines."}
TABLE = Table(name="t", summary="A.", columns=("A",), rows=(Row("r", (Cell("1"),)),), sources=Sources("Source", (("w", "Work", "en"),)))
OTHERS = replace(TABLE, sources=Sources("Source", (("w", "Work", "en"), ("x", "Other", "en"))))
CLAIM = section("It is a claim", nodes.paragraph("", "It is said."), figure("fig-a", spec=SPEC), figure("fig-b", spec=OTHER))
PAGES = {
    "chapters/pillar2_minerals": section("Minerals", nodes.paragraph("", "About."), section("No chart", figure("tab-t", table=TABLE)), CLAIM),
    "chapters/sources": section("Works", nodes.paragraph("", "Five works. " * 30), figure("tab-t", table=TABLE), figure("tab-o", table=OTHERS)),
    "chapters/colophon": section("Colophon", nodes.paragraph("", "How it is made.")),
}


@pytest.fixture
def app():
    config = SimpleNamespace(
        language="en",
        project="The report",
        site_url="https://example.org/",
        econsec_live=False,
        econsec_books=BOOKS,
        econsec_place="en",
        econsec_as_of="2026-03-01",
        econsec_data=str(PROJECT / "data"),
    )
    titles = {name: page[0] for name, page in PAGES.items()}
    env = SimpleNamespace(get_doctree=PAGES.get, titles=titles, toc_fignumbers={})
    return SimpleNamespace(config=config, env=env, srcdir=str(PROJECT))


def test_a_card_makes_the_claim_that_its_drawing_shows(app):
    made = shared_pages.card(app, "chapters/pillar2_minerals")
    assert (made.title, made.claim, made.spec) == ("Minerals", "It is a claim", SPEC)
    assert made.text == "What it shows (USD billion)"
    assert made.source == "Sources: Work 0; Work 1 and 3 more" and made.day == "Data as of 6 February 2026"
    assert made.colours["accent"] == shared_pages.ink("minerals") != shared_pages.ink("ink")


def test_a_page_without_a_chart_says_what_it_is_about(app):
    made = shared_pages.card(app, "chapters/sources")
    assert (made.title, made.claim, made.spec) == ("", "Works", None)
    assert made.text == " ".join(["Five works."] * 30), "all of it"
    assert made.source == "Source: Work; Other" and made.day == "Data as of 1 March 2026"
    bare = shared_pages.card(app, "chapters/colophon")
    assert (bare.claim, bare.text, bare.source) == ("Colophon", "How it is made.", "")
    assert bare.colours["accent"] == bare.colours["ink"]


def test_each_pillars_accent_is_a_colour_of_the_sheet():
    assert len({shared_pages.ink(accent) for accent in subject().accents.values()}) == len(set(subject().accents.values())) == 3


@pytest.mark.parametrize(
    "other", [{"site_url": ""}, {"econsec_books": []}, {"econsec_live": True}, {"econsec_place": "editions/article/en"}], ids=str
)
def test_a_book_elsewhere_has_no_cards(app, other):
    assert shared_pages.has_cards(app)
    vars(app.config).update(other)
    assert not shared_pages.has_cards(app)
