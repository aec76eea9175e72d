"""A pillar has one colour: that of the theme, by day and by night, in the menu and in charts, and nothing else has it."""

import re

import pytest
from pages import soup
from web import until

from econsec.book.frame import ink
from econsec.report import palette
from econsec.subject import subject

ACCENTS = sorted(set(subject().accents.values()))


def test_charts_give_each_pillar_its_accent_and_nothing_else():
    pillars = {ink(name) for name in ACCENTS}
    assert {colour for colour in palette.PILLAR.values() if colour != palette.GREY} == pillars
    others = [*palette.DIRECTION.values(), *palette.MONEY.values(), *palette.PULL.values(), *palette.SERIES, palette.SLATE]
    assert not pillars & set(others)


@pytest.mark.parametrize("name", ["summary", "nss", "pillar2_minerals"])
def test_drawings_on_a_page_take_accents_from_the_theme(site, name):
    drawn = " ".join(map(str, soup(site / "ja/chapters" / f"{name}.html").select(".chart-static")))
    assert re.search(r"var\(--(agreements|minerals|technology)\)", drawn)
    assert not [name for name in ACCENTS if ink(name) in drawn]


def test_a_pillars_colour_follows_the_theme(visit, address):
    page, _ = visit(f"{address}/ja/chapters/summary.html")
    seen = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        until(page, "scheme => document.documentElement.dataset.theme === scheme", scheme)
        seen.add(page.eval_on_selector('.chart [stroke="var(--agreements)"]', "one => getComputedStyle(one).stroke"))
    assert len(seen) == 2
