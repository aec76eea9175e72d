"""The exported figures: every chart in both languages, every character with a glyph, no way out to other hosts."""

import re
from xml.etree import ElementTree

import pytest
from conftest import ROOT
from fontTools.ttLib import TTFont
from shown import CHARTS

from econsec.exhibits.look import FONT, FONTS
from econsec.words.texts import LANGUAGES

FIGURES = sorted((ROOT / "figures").glob("*.svg"))
GLYPHS = TTFont(next(FONTS.glob("*.ttf"))).getBestCmap()


def test_there_is_a_figure_for_each_chart_and_language():
    assert {path.name for path in FIGURES} == {f"{name}.{lang}.svg" for name in CHARTS for lang in LANGUAGES}


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.name)
def test_every_character_has_a_glyph_in_the_one_font(path):
    drawing = ElementTree.parse(path)
    texts = [element for element in drawing.iter() if element.tag.endswith("}text")]
    assert texts
    assert {element.get("font-family") for element in texts} == {FONT}
    missing = {character for element in texts for character in "".join(element.itertext()) if ord(character) not in GLYPHS}
    assert not missing
    assert not re.search(r"(href|src|url)\s*=?\s*[\"'(]+https?:", path.read_text(encoding="utf-8"))
