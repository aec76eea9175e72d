"""Draw charts: a specification as SVG at a width, for a page with the numbers of the rows that its marks show."""

import copy
import functools
import json

import vl_convert

from econsec.exhibits.look import CONFIG, FONTS
from econsec.exhibits.marks import numbered, with_numbers, without_numbers
from econsec.files import digest, remembered

VERSION = "6.4"  # of Vega-Lite, as vl-convert draws it
WIDE, NARROW = 700, 340  # px: a column of text on a desk, on a phone
SEVERAL = {"hconcat", "vconcat", "concat", "facet", "repeat"}  # what a specification of several views has


def draw(spec, width=WIDE, kept=None):
    """Return a chart as SVG at a width, in the report's theme; ``kept`` is a folder of what was drawn before by the same code."""
    return without_numbers(draw_numbered(spec, width, kept))


def draw_numbered(spec, width=WIDE, kept=None):
    """Return a chart as SVG at a width whose marks have the numbers of their rows (:mod:`econsec.exhibits.marks`)."""
    text = json.dumps(at_width(numbered(spec), width), ensure_ascii=False)
    return remembered(kept, f"{digest(text)}.svg", lambda: _drawn(text).encode()).decode()


@functools.cache
def know_fonts():
    """Tell what draws and paints of the report's fonts, once a process: it reads all fonts anew each time."""
    vl_convert.register_font_directory(str(FONTS))


@functools.cache
def _drawn(spec):
    """Draw a specification once: the page shows it, and the reader's file has it too."""
    know_fonts()
    return with_numbers(vl_convert.vegalite_to_svg(spec, vl_version=VERSION, config=CONFIG))


def at_width(spec, width):
    """Return the specification for another width, as high as it says for a narrow one; one of several views keeps those of its views."""
    made = copy.deepcopy(spec)
    if SEVERAL & set(spec):
        return made
    high = spec.get("usermeta", {}).get("narrow") if width <= NARROW else None
    return made | {"width": width} | ({"height": high} if high else {})
