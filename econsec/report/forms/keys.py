"""Keys that are drawn: a mark and what it means, line by line, where Vega's legends cannot say it."""

import altair as alt
import pandas as pd

from econsec.exhibits import LINE

SIDE, LETTERS, STEP = 8, 11, 16  # px of a mark and of the letters, and from one line to the next


def key(columns, titles=(), top=0):
    """Return the records of a key in columns side by side, and its height; an entry is ``(words, shape, ink)``."""
    rows = [{"kind": "title", "label": title, "part": part, "y": top} for part, title in enumerate(titles)]
    first = 1 if titles else 0
    for part, entries in enumerate(columns):
        for place, (label, look, ink) in enumerate(entries, start=first):
            rows.append({"kind": "key", "label": label, "look": look, "ink": ink, "part": part, "y": top + STEP * place + 2 * first})
    return pd.DataFrame(rows), STEP * (first + max(map(len, columns), default=0))


def layers(parts=1):
    """Return the layers that draw a key of so many columns."""
    left, words = f"datum.part * width / {parts}", {"align": "left", "baseline": "top", "fontSize": LETTERS, "lineHeight": LINE, "tooltip": None}
    entries, titles = (alt.Chart().transform_filter(f"datum.kind == '{kind}'") for kind in ("key", "title"))
    return [
        points(entries, f"{left} + {SIDE / 2}", f"datum.y + {SIDE / 2}", tooltip=None),
        entries.mark_text(x=alt.expr(f"{left} + {SIDE + 6}"), y=alt.expr("datum.y - 2"), **words).encode(text="label:N"),
        titles.mark_text(x=alt.expr(left), y=alt.expr("datum.y"), fontWeight="bold", **words).encode(text="label:N"),
    ]


def points(chart, x=None, y=None, size=SIDE**2, **more):
    """Return marks of a record's own ``look``, as dark as its ``ink``, at places or where their channels put them."""
    places = {name: alt.expr(place) for name, place in (("x", x), ("y", y)) if place}
    look = {"filled": True, "fill": "currentColor", "stroke": "currentColor", "strokeWidth": 1.2, "opacity": 1, "size": size} | more
    return chart.mark_point(shape=alt.expr("datum.look"), fillOpacity=alt.expr("datum.ink"), **look, **places)
