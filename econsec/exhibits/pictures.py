"""A chart's picture to take away: the drawing with its title above and its first sources below, as SVG and as PNG.

What the picture shows, and all its sources, it says in its metadata. The drawing itself is for :mod:`econsec.book.charts`.
"""

import re
import struct
import zlib
from html import escape

import vl_convert

from econsec.exhibits.drawing import know_fonts
from econsec.exhibits.lettering import LETTER, wrap
from econsec.exhibits.look import FONT, SCREEN_FONTS
from econsec.files import digest, remembered

INK, PAPER, EDGE = "#1f2328", "#ffffff", 16  # of a picture on its own, whatever page it is put on; px around it
TITLE, NOTE = 15, 11  # px of the letters
SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
SCALE = 2  # pixels of the PNG to a px


def to_svg(exhibit, drawing):
    """Return the drawing (SVG) framed: title, what it shows, and metadata in Dublin Core's terms."""
    width, height = (float(size) for size in SIZE.search(drawing).groups())
    notes = [line for text in (exhibit.source_line, exhibit.dated()) if text for line in _lines(text, width, NOTE)]
    title = _lines(exhibit.heading(), width, TITLE)
    top, bottom = len(title) * TITLE * 1.4 + 8, len(notes) * NOTE * 1.5 + 12
    wide, high = width + 2 * EDGE, height + top + bottom + 2 * EDGE
    screen = escape(SCREEN_FONTS)
    inner = drawing.replace(f'font-family="{FONT}"', f'font-family="{screen}"')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="{exhibit.lang}" '
        f'width="{wide:g}" height="{high:g}" viewBox="0 0 {wide:g} {high:g}" color="{INK}" font-family="{screen}">\n'
        f"<title>{escape(exhibit.heading())}</title>\n<desc>{escape(exhibit.spec['description'])}</desc>\n"
        f'{_metadata(exhibit)}\n<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f"{_text(title, EDGE, TITLE, INK)}\n"
        f'<svg x="{EDGE}" y="{EDGE + top:g}" width="{width:g}" height="{height:g}" overflow="visible">{inner}</svg>\n'
        f"{_text(notes, EDGE + top + height + 10, NOTE, '#57606a')}\n</svg>\n"
    )


def _lines(text, width, size):
    limit = int(width / (LETTER * size / 12))
    words = re.sub(rf"(\S{{{limit}}})(?=\S)", r"\1 ", text)  # a word longer than the line is cut
    return wrap(words, limit)


def _text(lines, top, size, ink):
    step = size * (1.4 if size == TITLE else 1.5)
    rows = (f'<tspan x="{EDGE}" y="{top + size + place * step:g}">{escape(line)}</tspan>' for place, line in enumerate(lines))
    weight = ' font-weight="bold"' if size == TITLE else ""
    return f'<text font-size="{size}" fill="{ink}"{weight}>{"".join(rows)}</text>'


def _metadata(exhibit):
    said = {
        "title": exhibit.heading(),
        "creator": exhibit.author,
        "isPartOf": exhibit.report,
        "source": exhibit.sources,
        "date": exhibit.as_of,
        "language": exhibit.lang,
    }
    lines = "".join(f"<dcterms:{name}>{escape(value)}</dcterms:{name}>" for name, value in said.items() if value)
    return (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dcterms="http://purl.org/dc/terms/"><rdf:Description rdf:about="">'
        f"{lines}</rdf:Description></rdf:RDF></metadata>"
    )


def to_png(exhibit, svg, kept=None):
    """Return a framed picture as PNG, with its metadata as text chunks; ``kept`` is a folder of what was drawn before."""
    picture = remembered(kept, f"{digest(svg)}.png", lambda: _painted(svg))
    said = {
        "Title": exhibit.heading(),
        "Author": exhibit.author,
        "Description": exhibit.spec["description"],
        "Source": exhibit.sources,
        "Data as of": exhibit.as_of,
        "Report": exhibit.report,
    }
    header = 8 + 4 + 4 + 13 + 4  # the signature, then the one chunk that must come first
    return picture[:header] + b"".join(_chunk(*item) for item in said.items() if item[1]) + picture[header:]


def _painted(svg):
    know_fonts()
    return vl_convert.svg_to_png(svg, scale=SCALE)


def _chunk(key, text):
    """Return an iTXt chunk: unlike tEXt it holds any language."""
    data = b"iTXt" + key.encode("latin-1") + b"\0\0\0\0\0" + text.encode("utf-8")
    return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))
