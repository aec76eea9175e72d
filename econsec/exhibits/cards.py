"""The card by which others show a page that is shared: a claim, the drawing that shows it, its source, 1200 x 630 pixels.

Which pages have cards, and what is on them, is for :mod:`econsec.book.shared_pages`. Texts become smaller rather than being cut. A drawing
that is taller than its place shows its beginning, as it does on a phone, and fades out.
"""

import re
from dataclasses import dataclass
from html import escape

import vl_convert

from econsec.exhibits.drawing import draw, know_fonts
from econsec.exhibits.lettering import wrap, wrap_evenly
from econsec.exhibits.look import FONT
from econsec.files import digest, remembered

WIDTH, HEIGHT, EDGE, BAR = 1200, 630, 56, 12  # px
LETTER = 0.53  # of a text's size is about the most that a letter takes in a line; a Japanese character takes two
SIDE, PLOT, TOP, MIDDLE, BOTTOM = (
    440,
    608,
    52,
    360,
    536,
)  # px: the text's column, the drawing's width, where both begin, where a claim ends, where both end
DRAWN = 600  # px of width at which a chart is drawn: about that of its place, so that letters keep their size
WHOLE = 1.25  # times the height of its place is the most that a drawing is made smaller for
CLAIM, TEXT, BESIDE, SMALL = (
    range(50, 19, -2),
    range(30, 11, -1),
    range(18, 11, -1),
    range(17, 9, -1),
)  # px of letters: the first at which all is shown
SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True)
class Card:
    """What is on a card: the page's title, the claim, what is drawn or what the page is about, the source, report and day.

    ``colours`` are paper, ink, soft, rule and accent; ``spec`` is the chart's, if there is one.
    """

    title: str
    claim: str
    text: str
    source: str
    report: str
    day: str
    lang: str
    colours: dict
    spec: dict | None = None


def to_png(card, kept=None):
    """Return a card as PNG; ``kept`` is a folder of what was drawn before."""
    svg = to_svg(card, draw(card.spec, DRAWN, kept) if card.spec else "")
    return remembered(kept, f"{digest(svg)}.png", lambda: _painted(svg))


def to_svg(card, drawing=""):
    """Return a card as SVG, around a drawing (SVG) if there is one."""
    colour, width = card.colours, SIDE if drawing else WIDTH - 2 * EDGE
    title, below = _block(card.title, width, (22,), TOP, colour["soft"])
    claim, below = _block(card.claim, width, CLAIM, below + 14, colour["ink"], MIDDLE, bold=True)
    text, _ = _block(card.text, width, BESIDE if drawing else TEXT, below + 20, colour["soft" if drawing else "ink"], BOTTOM)
    source, _ = _block(card.source, WIDTH - 2 * EDGE, SMALL, BOTTOM + 12, colour["soft"], BOTTOM + 58)
    about, _ = _block(f"{card.report} · {card.day}", WIDTH - 2 * EDGE, SMALL, HEIGHT - 36, colour["ink"], HEIGHT - 8)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{card.lang}" '
        f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" color="{colour["ink"]}" font-family="{FONT}">\n'
        f'<rect width="100%" height="100%" fill="{colour["paper"]}"/><rect width="100%" height="{BAR}" fill="{colour["accent"]}"/>\n'
        f"{title}{claim}{text}{_placed(drawing, colour['paper'])}\n"
        f'<path d="M{EDGE} {BOTTOM + 6}H{WIDTH - EDGE}" stroke="{colour["rule"]}"/>{source}{about}\n</svg>\n'
    )


def _block(text, width, sizes, top, ink, bottom=HEIGHT, bold=False):
    """Return a text at the first size at which it ends before the bottom, or the last, and where it ends."""
    if not text:
        return "", top
    for size in sizes:
        limit, step = int(width / (LETTER * size)), size * 1.3
        lines = wrap_evenly(text, limit) if bold else wrap(text, limit)
        if top + len(lines) * step <= bottom:
            break
    rows = "".join(f'<tspan x="{EDGE}" y="{top + size + place * step:g}">{escape(line)}</tspan>' for place, line in enumerate(lines))
    heavy = f' stroke="{ink}" stroke-width="{size * 0.025:g}"' if bold else ""  # the export font has one weight
    return f'<text font-size="{size}" fill="{ink}"{heavy}>{rows}</text>', top + len(lines) * step


def _placed(drawing, paper):
    """Return a drawing in its place: whole, or where it is too tall for that its beginning, fading out."""
    if not drawing:
        return ""
    width, height = (float(size) for size in SIZE.search(drawing).groups())
    left, room = WIDTH - EDGE - PLOT, BOTTOM - TOP
    most = room / PLOT * width  # of its height, where it takes the whole width
    cut = height > WHOLE * most
    shown, fade = (most if cut else max(height, most)), ""
    if cut:
        fade = (
            f'<linearGradient id="fade" x2="0" y2="1"><stop stop-color="{paper}" stop-opacity="0"/><stop offset="1" stop-color="{paper}"/>'
            f'</linearGradient><rect x="{left}" y="{BOTTOM - 110}" width="{PLOT}" height="110" fill="url(#fade)"/>'
        )
    place = f'x="{left}" y="{TOP}" width="{PLOT}" height="{room}" viewBox="0 0 {width:g} {shown:g}" preserveAspectRatio="xMidYMin"'
    return f'<svg {place} overflow="hidden">{drawing}</svg>{fade}'


def _painted(svg):
    know_fonts()
    return vl_convert.svg_to_png(svg)
