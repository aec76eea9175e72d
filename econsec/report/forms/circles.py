"""Rings around a centre, each tied to its name and to a list of what holds in it.

Radii, places and line heights are a matter of layout; names and lists come from the rows.
"""

from itertools import accumulate

import altair as alt

from econsec.editions import tables_of
from econsec.exhibits import LINE, look, wrap
from econsec.report import palette
from econsec.report.forms.canvas import framed, layer
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

LETTERS, GAP = 30, 20  # in a line of a list, and px between the texts of two rings
TEXT, BESIDE = 176, 20  # px of the texts' column, and from the rings to it


def rings(report, rows, name, holds):
    """Return rows as rings from the centre outwards: the ``name`` of each, and the many values of ``holds`` as a list."""
    check("rings", rows, name, holds)
    rows, listed = rows.reset_index(drop=True), Channel(report, rows, holds, "rings")
    labels, count = listed.labels, len(rows)
    texts = [[labels.get(code, code) for code in codes] for codes in rows[holds]]
    names = [wrap(ring, LETTERS - 4) for ring in rows[name]]
    lines = [[line for text in ring for line in wrap(f"– {text}", LETTERS)] for ring in texts]
    heights = [(len(named) + len(ring)) * LINE + GAP for named, ring in zip(names, lines)]
    *tops, height = accumulate(heights, initial=0)
    marks = rows.assign(
        ring=rows[name],
        named=["\n".join(named) for named in names],
        lines=["\n".join([""] * (len(named) - 1) + ring) for named, ring in zip(names, lines)],
        share=[(place + 1) / count for place in range(count)],
        top=tops,
    )
    headings = {"ring": Channel(report, rows, "ring" if "ring" in rows else name, "rings").heading}
    if "policy" in rows:
        headings["policy"] = report.gettext("What US policy does")
    wide = f"min(width - {TEXT + BESIDE}, {height})"
    band = 1 / max(count, 1)
    centre, middle = alt.expr(f"{wide} / 2"), height / 2
    anchor = alt.expr(f"{wide} / 2 * (1 + (datum.share > {band} ? datum.share - {band / 2} : 0))")
    beside = alt.expr(f"{wide} + {BESIDE}")
    at_top = alt.Chart().encode(y=alt.Y("top:Q", scale=None, axis=None))
    words = {"align": "left", "baseline": "top", "x": beside, "lineBreak": "\n", "lineHeight": LINE}
    layers = [
        alt.Chart().mark_circle(
            size=alt.expr(f"pow(datum.share * {wide}, 2)"), x=centre, y=middle,
            color=palette.SLATE, fillOpacity=0.16, stroke=palette.SLATE, opacity=1,
        ),
        alt.Chart().mark_rule(color=look.GREY).encode(
            x=alt.value(anchor), y=alt.value(middle),
            x2=alt.value(alt.expr(f"{wide} + {BESIDE - 5}")), y2=alt.value(alt.expr("datum.top + 6")),
        ),
        alt.Chart().mark_circle(x=anchor, y=middle, size=30, color=look.GREY, opacity=1),
        at_top.mark_text(**words).encode(text="named:N"),
        at_top.mark_text(**words, dy=LINE + 2).encode(text="lines:N"),
    ]  # fmt: skip
    one = report.gettext("{ring} ({policy})")
    said = [one.format(ring=ring, policy=report.gettext(", ").join(held)) for ring, held in zip(rows[name], texts)]
    said = report.gettext("; ").join(said) or report.gettext("none")
    text = say(report, rows, f"rings {next(iter(tables_of(rows)), '')}", rings=said, counts=said, total=report.formats.number(count))
    data = marks[[*(one for one in ("id",) if one in marks), *headings, "named", "lines", "share", "top"]]
    return framed(report, layer(layers, data, headings), text, max(height, 1))
