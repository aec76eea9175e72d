"""Cards for sharing: of one size and the same bytes each time, with all of their texts, in letters that the export font has."""

import re
import struct
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from shown import show

from econsec import Report
from econsec.exhibits import FONTS, cards
from econsec.exhibits.drawing import draw

COLOURS = {"paper": "#fbfaf6", "ink": "#1b1c1e", "soft": "#54575c", "rule": "#d6d3c9", "accent": "#14346c"}
TEXTS = {
    "en": ("Critical minerals: supply chains that do without China", "Dependence on one rival makes other sources urgent", "Source: JETRO"),
    "ja": ("重要鉱物:中国に頼らない供給網", "一国への依存が、ほかの調達先を急がせる", "出所: JETRO、2026年2月6日"),
}
REPORT = {"en": ("Economic security", "Data as of 22 November 2026"), "ja": ("経済安全保障", "データ基準日: 2026年11月22日")}
SPACE = {"s": "http://www.w3.org/2000/svg"}


def card(lang="en", chart="", **said):
    title, claim, source = TEXTS[lang]
    report, day = REPORT[lang]
    spec = show(chart, Report(lang)).to_dict() if chart else None
    texts = {"title": title, "claim": claim, "text": "", "source": source, "report": report, "day": day}
    return cards.Card(**{**texts, **said}, lang=lang, colours=COLOURS, spec=spec)


def blocks(svg):
    """Return the texts of a card itself, not of its drawing: size of the letters, lines."""
    found = ElementTree.fromstring(svg).findall("s:text", SPACE)
    return [(float(one.get("font-size")), [line.text for line in one.findall("s:tspan", SPACE)], one) for one in found]


def whole(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def advances():
    """Return how wide the export font's characters are, in sizes of their letters."""
    font = TTFont(FONTS / "NotoSansJP-Regular.ttf")
    return {chr(code): font["hmtx"][name][0] / font["head"].unitsPerEm for code, name in font.getBestCmap().items()}


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_card_is_a_picture_of_one_size_and_of_the_same_bytes(tmp_path, lang):
    first = cards.to_png(card(lang, "rings"))
    assert first[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", first[16:24]) == (1200, 630) == (cards.WIDTH, cards.HEIGHT)
    assert cards.to_png(card(lang, "rings"), tmp_path) == first == cards.to_png(card(lang, "rings"), tmp_path)
    assert cards.to_png(card(lang, "rings", claim="?")) != first


LONG = {"en": "words of a claim that goes on and on ", "ja": "どこまでも続いて終わらない主張の言葉、"}


@pytest.mark.parametrize("drawing", ["", "<svg width='600' height='100'/>"])
@pytest.mark.parametrize("times", [1, 4, 9])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_text_is_cut_however_long_it_is(advances, lang, times, drawing):
    said = {"claim": LONG[lang] * times, "text": LONG[lang] * times * (1 if drawing else 2), "source": LONG[lang] * times}
    one = card(lang, **said)
    found = blocks(cards.to_svg(one, drawing.replace("'", '"')))
    expected = [one.title, one.claim, one.text, one.source, f"{one.report} · {one.day}"]
    assert [whole("".join(lines)) for _, lines, _ in found] == [whole(text) for text in expected]
    edge = cards.WIDTH - cards.EDGE - (cards.PLOT if drawing else 0)
    for place, (size, lines, block) in enumerate(found):
        right = edge if place < len(found) - 2 else cards.WIDTH
        assert all(cards.EDGE + size * sum(advances[letter] for letter in line) <= right for line in lines), lines
        bottom = max(float(line.get("y")) for line in block)
        assert bottom <= (cards.HEIGHT if place >= len(found) - 2 else cards.BOTTOM), lines
    assert all(line for _, lines, _ in found for line in lines)


def test_no_word_of_a_claim_stands_alone_where_its_lines_can_be_even():
    (_, lines, _) = blocks(cards.to_svg(card(claim="What changed, in the world and in the data")))[1]
    assert min(map(len, lines)) > max(map(len, lines)) / 2 and " ".join(lines) == "What changed, in the world and in the data"


def test_a_long_claim_has_smaller_letters_than_a_short_one():
    size = [blocks(cards.to_svg(card(claim=LONG["en"] * times)))[1][0] for times in (1, 9)]
    assert size[0] > size[1] >= cards.CLAIM[-1]


@pytest.mark.parametrize(("chart", "cut"), [("partner_tariff_path", False), ("goods_balance", True)])
def test_a_tall_drawing_shows_its_beginning_and_fades(chart, cut):
    one = card("en", chart)
    svg = cards.to_svg(one, draw(one.spec, cards.DRAWN))
    assert ("url(#fade)" in svg) == cut
    width, height = (float(size) for size in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)" preserve', svg).groups())
    drawn = float(cards.SIZE.search(draw(one.spec, cards.DRAWN))[2])
    assert (height < drawn) == cut and width == cards.DRAWN


def test_the_accent_is_on_the_card_and_texts_are_no_markup():
    svg = cards.to_svg(card(claim="<b> & “quoted”"))
    assert f'fill="{COLOURS["accent"]}"' in svg and blocks(svg)[1][1] == ["<b> & “quoted”"]
