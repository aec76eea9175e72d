"""Figure 1: the rings of countries around the United States, and what its policy does in each.

Radii, places and line heights are a matter of layout; names and policies come from the data.
"""

from itertools import accumulate

import altair as alt

from econsec.exhibits import LINE, look, wrap
from econsec.report import palette
from econsec.report.charts.frame import finish, layer

LETTERS, GAP = 30, 20  # in a line of policy, and px between the texts of two rings
TEXT, BESIDE = 176, 20  # px of the texts' column, and from the rings to it


def rings(report):
    """Show the rings from the centre outwards, each tied to its name and to what US policy does there."""
    frame = report["rings"].sort_values("order", kind="stable")
    labels = report.labels("rings", "measures")
    policies = [[labels[code] for code in codes] for codes in frame["measures"]]
    lines = [[line for text in texts for line in wrap(f"– {text}", LETTERS)] for texts in policies]
    heights = [(1 + len(texts)) * LINE + GAP for texts in lines]
    *tops, height = accumulate(heights, initial=0)
    marks = frame.assign(
        ring=frame["name"],
        lines=["\n".join(texts) for texts in lines],
        share=frame["order"].astype(float) / (frame["order"].max() if len(frame) else 1),
        top=tops,
    )
    headings = {"ring": report.title("rings", "ring"), "policy": report.gettext("What US policy does")}
    wide = f"min(width - {TEXT + BESIDE}, {height})"
    band = 1 / max(len(frame), 1)
    centre, middle = alt.expr(f"{wide} / 2"), height / 2
    anchor = alt.expr(f"{wide} / 2 * (1 + (datum.share > {band} ? datum.share - {band / 2} : 0))")
    beside = alt.expr(f"{wide} + {BESIDE}")
    at_top = alt.Chart().encode(y=alt.Y("top:Q", scale=None, axis=None))
    words = {"align": "left", "baseline": "top", "x": beside, "lineBreak": "\n", "lineHeight": LINE}
    layers = [
        alt.Chart().mark_circle(
            size=alt.expr(f"pow(datum.share * {wide}, 2)"), x=centre, y=middle,
            color=palette.BLUE, fillOpacity=0.16, stroke=palette.BLUE, opacity=1,
        ),
        alt.Chart().mark_rule(color=look.GREY).encode(
            x=alt.value(anchor), y=alt.value(middle),
            x2=alt.value(alt.expr(f"{wide} + {BESIDE - 5}")), y2=alt.value(alt.expr("datum.top + 6")),
        ),
        alt.Chart().mark_circle(x=anchor, y=middle, size=30, color=look.GREY, opacity=1),
        at_top.mark_text(**words).encode(text="ring:N"),
        at_top.mark_text(**words, dy=LINE + 2).encode(text="lines:N"),
    ]  # fmt: skip
    said = [
        report.gettext("{ring} ({policy})").format(ring=name, policy=report.gettext(", ").join(texts)) for name, texts in zip(frame["name"], policies)
    ]
    summary = report.gettext("Rings from the centre outwards and what US policy does in each – {rings}.").format(
        rings=report.gettext("; ").join(said) or report.gettext("none")
    )
    data = marks[["id", *headings, "lines", "share", "top"]]
    return finish(report, layer(layers, data, headings), "rings", summary, frame, height=max(height, 1))
