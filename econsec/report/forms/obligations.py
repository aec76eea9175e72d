"""What binds whom: for each partner and pillar how its agreements stand, and a square for each obligation on record.

The heavier the ink, the firmer the words; what nobody read in the text is open and crossed by a line. Places are a matter of
layout, all else comes from the rows.
"""

import altair as alt
import pandas as pd

from econsec.editions import made_of
from econsec.exhibits import LINE, wrap
from econsec.report import palette
from econsec.report.commitments import FIRMNESS, undertaken
from econsec.report.forms import keys
from econsec.report.forms.canvas import framed, layer, tally
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

WIDE, NARROW, BETWEEN = 692, 332, 500  # px of the plot on a desk, on a phone, and from where on it is laid out for a desk
NAMES, LETTERS, HEAD = 96, 14, 9  # px of partners' names; letters in a line of one, and of a pillar's name
STEP, GAP, APART = 10, 7, 8  # px from one square to the next, between partners, and between columns
SMALL = 10.4  # px of the letters of heads


def obligations(report, agreements, lines, row, column):
    """Return partners as lanes and pillars as columns: a sign for each agreement, a square for each obligation of the partner or of both.

    ``agreements`` say how they stand, ``lines`` what stands in them and how firm it is. The firmest partners come first.
    """
    check("obligations", agreements, row, column, "status", "status_label", "title")
    check("obligations", lines, row, column, "firmness", "firmness_label", "obliged", "is_part", "text")
    agreements = agreements.reset_index(drop=True)
    down, across = (Channel(report, agreements, name, "obligations") for name in (row, column))
    signs, squares = _signs(agreements, down, across), _squares(report, lines, down, across)
    marks = pd.concat([signs, squares], ignore_index=True)
    heads = [label for label in across.labels.values() if label in set(marks["pillar"])]
    partners = _order(marks)
    key, top = keys.key(*_meanings(report, agreements, squares))
    over, top = _heads(heads, across, top + 3 * GAP)
    marks, names, heights = _placed(marks, partners, heads, top)
    headings = {
        "partner": down.heading,
        "firmness": report.gettext("How firm"),
        "content": report.gettext("Content"),
        "agreement": report.gettext("Agreement"),
        "standing": report.title("status_changes", "status"),
        "pillar": across.heading,
    }
    text = say(
        report, agreements, "obligations",
        total=report.formats.number(len(partners)),
        standings=tally(report, signs["standing"], [*dict.fromkeys(signs["standing"])]),
        firmness=tally(report, squares["firmness"], map(report.gettext, FIRMNESS.values())),
    )  # fmt: skip
    data = pd.concat(
        [marks[["id", "kind", *headings, "look", "ink", "place", "column", "desk", "y"]], names, *([over, key] if len(marks) else [])],
        ignore_index=True,
    )
    return framed(
        report,
        layer(_layers(len(heads)), data.astype(object), headings, sparse=True),
        text,
        heights["desk"],
        narrow=heights["y"],
        pick="partner",
        marks=["sign", "square"],
    )


def _signs(agreements, down, across):
    """Return a mark for each agreement, in the order in which they stand."""
    return pd.DataFrame(
        {
            "id": agreements["id"],
            "kind": "sign",
            "partner": down.texts(agreements),
            "pillar": across.texts(agreements),
            "agreement": agreements["title"],
            "standing": agreements["status_label"],
            "content": "",
            "firmness": "",
            "look": agreements["status"].map(_sign),
            "ink": [float(status == "in_force") for status in agreements["status"]],
            "rank": 0,
        }
    )


def _sign(status):
    """Return the sign of how an agreement stands."""
    return palette.STANDING_SHAPE.get(status, "triangle-right")


def _squares(report, lines, down, across):
    """Return a mark for each obligation that is the partner's or both sides', the firmest first."""
    held = undertaken(lines)
    partner, pillar = (Channel(report, made_of(held, *one.tables), one.name, "obligations") for one in (down, across))
    ranks = {code: place for place, code in enumerate(FIRMNESS, start=1)}
    found = pd.DataFrame(
        {
            "id": held["id"],
            "kind": "square",
            "partner": partner.texts(held),
            "pillar": pillar.texts(held),
            "agreement": held["agreement_title"],
            "standing": held["agreement_standing"],
            "content": held["text"],
            "firmness": held["firmness_label"],
            "look": held["firmness"].map(palette.FIRMNESS_SHAPE),
            "ink": held["firmness"].map(palette.FIRMNESS_INK),
            "rank": held["firmness"].map(ranks),
        }
    )
    return found.sort_values("rank", kind="stable")


def _order(marks):
    """Return the partners: those with the firmest obligations first, then those with the most agreements."""
    counts = pd.crosstab(marks["partner"], marks["rank"]).reindex(columns=[*range(1, len(FIRMNESS) + 1), 0], fill_value=0)
    return sorted(dict.fromkeys(marks["partner"]), key=lambda partner: tuple(-counts.loc[partner]))


def _meanings(report, agreements, squares):
    """Return what the marks mean, those of obligations and those of agreements, and what stands over each."""
    firm = [(report.gettext(text), palette.FIRMNESS_SHAPE[code], palette.FIRMNESS_INK[code]) for code, text in FIRMNESS.items()]
    labels, looks = dict(zip(agreements["status"], agreements["status_label"])), {}
    for code in dict.fromkeys([*palette.STANDING_SHAPE, *labels]):
        if code in labels:
            looks.setdefault((_sign(code), float(code == "in_force")), []).append(labels[code])
    stands = [(report.gettext(", ").join(texts), *look) for look, texts in looks.items()]
    titles = report.gettext("Obligations, a square each"), report.gettext("How agreements stand")
    return ([one for one in firm if one[0] in set(squares["firmness"])], stands), titles


def _heads(heads, across, top):
    """Return the heads of the columns under ``top``, each with its colour, and where they end."""
    colours, lines = across.looks(palette.colours, heads), [wrap(head, HEAD) for head in heads]
    rows = [
        {"kind": "head", "label": "\n".join(cut), "colour": colours[head], "column": place, "y": top}
        for place, (head, cut) in enumerate(zip(heads, lines))
    ]
    return pd.DataFrame(rows), top + max(map(len, lines), default=0) * (LINE - 1) + 2 * GAP


def _placed(marks, partners, heads, top):
    """Return the marks in their partners' lanes, the names of these, and where they end: on a ``desk``, and on a phone (``y``)."""
    marks = marks.assign(place=marks.groupby(["partner", "pillar"]).cumcount(), column=marks["pillar"].map(heads.index))
    cut, ends = [wrap(one, LETTERS) for one in partners], {}
    names = pd.DataFrame({"kind": "name", "partner": partners, "label": ["\n".join(lines) for lines in cut]})
    lines = pd.Series([len(lines) for lines in cut], dtype=int)
    for name, width in (("desk", WIDE), ("y", NARROW)):
        held = max(int(((width - NAMES) / max(len(heads), 1) - APART) / STEP), 1)
        rows = names["partner"].map(marks.groupby("partner")["place"].max() // held + 1)
        high = pd.concat([rows * STEP + 1, lines * (LINE - 1)], axis=1).max(axis=1) + GAP
        names[name], ends[name] = top + high.cumsum() - high, int(top + high.sum())
        marks[name] = marks["partner"].map(dict(zip(names["partner"], names[name])))
    return marks, names, ends


def _layers(columns):
    """Return the layers: a line and a name for each partner, a head for each column, signs and squares, the key."""
    wide = f"((width - {NAMES}) / {max(columns, 1)})"
    held = f"max(1, floor(({wide} - {APART}) / {STEP}))"
    left = f"{NAMES} + datum.column * {wide}"
    x = f"{left} + datum.place % {held} * {STEP} + {keys.SIDE / 2} + (datum.kind == 'square' ? 3 : 0)"
    lane = f"(width < {BETWEEN} ? datum.y : datum.desk)"
    y = f"{lane} + floor(datum.place / {held}) * {STEP} + {keys.SIDE / 2}"
    words = {"align": "left", "baseline": "top", "lineBreak": "\n", "lineHeight": LINE - 1, "tooltip": None}
    parts = {kind: alt.Chart().transform_filter(f"datum.kind == '{kind}'") for kind in ("sign", "square", "name", "head")}
    line = parts["name"].mark_rule(opacity=0.15, color="currentColor", tooltip=None)
    line = line.encode(x=alt.value(0), x2=alt.value(alt.expr("width")), y=alt.value(alt.expr(f"{lane} - {GAP - 2}")))
    bar = parts["head"].mark_rule(strokeWidth=3, tooltip=None, color=alt.expr("datum.colour"))
    bar = bar.encode(x=alt.value(alt.expr(left)), x2=alt.value(alt.expr(f"{left} + {wide} - {APART}")), y=alt.value(alt.expr("datum.y - 6")))
    return [
        line,
        bar,
        *(keys.points(parts[kind], x, y) for kind in ("square", "sign")),
        parts["name"].mark_text(x=0, y=alt.expr(lane), **words).encode(text="label:N"),
        parts["head"].mark_text(x=alt.expr(left), y=alt.expr("datum.y"), fontSize=SMALL, **words).encode(text="label:N"),
        *keys.layers(parts=2),
    ]
