"""Paths: how a figure moved over time, step by step, a line for each partner; agreements on their paths, rulings across all.

Those that stand out have a colour and a name; of the others the one with the highest figure is named.
"""

import altair as alt
import pandas as pd

from econsec.editions import tables_of
from econsec.exhibits import LINE, look, wrap
from econsec.report import evidence, palette
from econsec.report.forms import lanes
from econsec.report.forms.canvas import framed, layer
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

HEIGHT, ALONE, ROOM = 380, 180, 84  # px of the plot, of that of one partner, and beside it for the names of paths
TICKS, DENSE = (0, 5, 10, 20, 50, 100), (0, 5, 10, 15, 20, 25, 30)  # points of the scale, and of one that does not reach beyond the last
PATH, AGREEMENT, RULING = "path", "agreement", "ruling"


def paths(report, rows, lane, height, ahead=(), agreements=None, rulings=None):
    """Return a figure over time as paths, one for each value of ``lane``; those ``ahead``, of few, have a colour and a name.

    ``agreements`` are marked on the paths of their partners, ``rulings`` across the plot; what is ``projected`` is dashed.
    """
    check("paths", rows, lane, height, "on")
    across = Channel(report, rows, lane, "paths")
    there = set(rows[lane])
    chosen = [key for key in dict.fromkeys(ahead) if key in there][: len(palette.SERIES)]
    top = 1.05 * max([TICKS[1], *rows[height]])
    tall = ALONE if report.partner else HEIGHT
    lines = _paths(report, rows, across, height, chosen, top, tall)
    agreed = _agreements(report, rows, across, height, chosen, agreements)
    ruled = _rulings(report, rows, rulings)
    ruled["nudge"] += _down(lines, ruled, top, tall) if report.partner else 0.0
    marks = pd.concat([frame.astype(object) for frame in (lines, agreed, ruled)], ignore_index=True)
    days = lanes.extent(lines.assign(end=lines["start"]))
    headings = {"title": report.gettext("What, and when"), "value": Channel(report, rows, height, "paths").heading}
    x = lanes.month_axis(report, days, room=ROOM)
    y = alt.Y("points:Q", axis=_axis(report, top), scale=alt.Scale(domain=[0, top], nice=False))
    shown = [across.labels.get(key, key) for key in chosen]
    colour = alt.Color("partner:N", scale=alt.Scale(domain=shown, range=list(palette.SERIES[: len(shown)])), legend=None)
    named, over = _words(x, y)  # Vega warns of a layer that has nothing to show
    layers = [*_lines(x, y, colour, lines["ahead"]), *([_signs(x, y, colour)] if len(agreed) else []), *named]
    layers = [_ruling_lines(x), *layers, over] if len(ruled) else layers
    last = lines[lines["ahead"]].drop_duplicates("partner", keep="last")
    listed = report.gettext("; ").join(f"{row.title} {row.value}" for row in last.itertuples()) or report.gettext("none")
    text = say(
        report, rows, f"paths {next(iter(tables_of(rows)), '')}{' of a partner' * bool(report.partner)}",
        total=report.formats.number(lines["partner"].nunique()),
        last=listed,
        marked=report.gettext("; ").join([*agreed["title"], *ruled["title"]]) or report.gettext("none"),
        counts=listed,
    )  # fmt: skip
    fields = [*headings, "part", "sign", "partner", "start", "points", "ahead", "projected", "tail", "label", "nudge", "side"]
    data = marks[fields].assign(start=pd.to_datetime(marks["start"]))
    return framed(report, layer(layers, lanes.iso(data), headings), text, tall)


def _paths(report, rates, across, height, chosen, top, tall):
    """Return the points of the paths, the partners that stand out last; ``label`` names a path where it is named."""
    rates = rates.assign(ahead=rates[across.name].isin(chosen)).sort_values("ahead", kind="stable").reset_index(drop=True)
    rates["projected"] = rates["projected"].astype(bool) if "projected" in rates else False
    known = rates.loc[~rates["projected"], "on"].max()
    partner = across.texts(rates)
    ends = rates[rates["ahead"]].drop_duplicates(across.name, keep="last").index
    others = rates.loc[~rates["ahead"], height].astype(float)
    named = [*ends, *([others.idxmax()] if len(others) else [])]
    nudges = lanes.apart(tall * (1 - (rates[height].astype(float)[ends] / top)), LINE, tall)
    return pd.DataFrame(
        {
            "part": PATH,
            "sign": "",
            "partner": partner,
            "title": [_dated(report, name, day) for name, day in zip(partner, rates["on"])],
            "value": [report.formats.number(round(float(points), 1)) for points in rates[height]],
            "start": rates["on"],
            "points": rates[height].astype(float),
            "ahead": rates["ahead"],
            "projected": rates["projected"],
            "tail": rates["on"] >= known,
            "label": [
                _ended(report, name, points) if place in ends else name if place in named else ""
                for place, name, points in zip(rates.index, partner, rates[height])
            ],
            "nudge": nudges.reindex(rates.index, fill_value=0.0),
            "side": "",
        }
    )


def _ended(report, name, points):
    """Return what names the end of a path: the partner's name or, where the path is its alone, the last figure under it."""
    return report.formats.points(float(points)) if report.partner else name


def _agreements(report, rates, across, height, chosen, found):
    """Return a mark for each trade agreement, on its partner's path on the day of its signing or announcement."""
    found = pd.DataFrame(columns=["partner", "day", "title"]) if found is None else found
    check("paths", found, "partner", "day", "title")
    points = [evidence.rate_on(rates, row.partner, row.day, across.name, height) for row in found.itertuples()]
    found = found.assign(points=pd.array(points, dtype="Float64")).dropna(subset=["day", "points"])
    return pd.DataFrame(
        {
            "part": AGREEMENT,
            "sign": report.gettext("Agreement" if report.partner else "Trade agreement"),
            "partner": across.texts(found.rename(columns={"partner": across.name})),
            "title": [_dated(report, row.title, row.day) for row in found.itertuples()],
            "value": [report.formats.number(round(float(points), 1)) for points in found["points"]],
            "start": found["day"],
            "points": found["points"].astype(float),
            "ahead": found["partner"].isin(chosen),
            "projected": False,
            "tail": False,
            "label": "",
            "nudge": 0.0,
            "side": "",
        }
    )


def _rulings(report, rates, found):
    """Return a mark for each ruling of a court at home while the paths last, the last on top, so that no line runs through a label."""
    found = pd.DataFrame({"on": pd.to_datetime([]), "label": []}) if found is None else found.sort_values("on", kind="stable")
    found = found[(found["on"] >= rates["on"].min()) & (found["on"] <= rates["on"].max())]
    return pd.DataFrame(
        {
            "part": RULING,
            "sign": "",
            "partner": "",
            "title": [_dated(report, row.label, row.on) for row in found.itertuples()],
            "value": "",
            "start": found["on"],
            "points": None,
            "ahead": False,
            "projected": False,
            "tail": False,
            "label": found["label"] if report.partner else ["\n".join(wrap(text, lanes.WORDS)) for text in found["label"]],
            "nudge": [float(LINE * (len(found) - place) * (1 if report.partner else 2) + LINE * (not report.partner)) for place in range(len(found))],
            "side": "right",
        }
    )


def _down(lines, ruled, top, tall):
    """Return how far rulings' labels go down, in px: below a path that leaves more room there than above it while rulings last."""
    if ruled.empty:
        return 0.0
    there = lines.loc[lines["start"] >= ruled["start"].min(), "points"]
    below = tall * (there.min() / top)
    return tall - ruled["nudge"].max() - LINE if below > tall - tall * (there.max() / top) else 0.0


def _dated(report, title, day):
    return report.gettext("{title} ({date})").format(title=title, date=report.formats.date(day))


def _axis(report, top):
    """Return the axis of points, its unit under the highest figure."""
    ticks = [tick for tick in (DENSE if top <= DENSE[-1] else TICKS) if tick <= top]
    unit = f"datum.value == {ticks[-1]} ? [datum.label, '{report.gettext('points')}'] : datum.label"
    return alt.Axis(title=None, values=ticks, grid=True, labelExpr=unit, labelLineHeight=LINE)


def _part(part, test="true"):
    return alt.Chart().transform_filter(f"datum.part == '{part}' && {test}")


def _lines(x, y, colour, ahead):
    """Return the layers of the paths: grey ones below those that stand ``ahead``, what is projected dashed."""
    looks = {False: ("!datum.ahead", alt.value(look.GREY), 1, 0.5), True: ("datum.ahead", colour, 2.5, 1)}
    for group, paint, width, opacity in (looks[one] for one in looks if one in set(ahead)):
        for time, dash in (("!datum.projected", [1, 0]), ("datum.tail", [3, 2])):
            base = _part(PATH, f"{group} && {time}")
            line = base.mark_line(interpolate="step-after", strokeWidth=width, opacity=opacity, strokeDash=dash)
            yield line.encode(x=x, y=y, detail="partner:N", color=paint, tooltip=alt.value(None))
    # Where a pointer finds the figures.
    yield _part(PATH, "datum.ahead").mark_point(opacity=0, size=80).encode(x=x, y=y)


def _signs(x, y, colour):
    """Return the layer of agreements, in the colour of their partner's path."""
    paint = alt.when("datum.ahead").then(colour).otherwise(alt.value(look.GREY))
    sign = alt.Shape("sign:N", scale=alt.Scale(range=["diamond"]), legend=None)  # the caption says what it is
    return _part(AGREEMENT).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=paint, shape=sign)


def _ruling_lines(x):
    line = _part(RULING).mark_rule(strokeDash=[2, 3], color="currentColor", opacity=0.8)
    return line.encode(x=x, y=alt.value(alt.expr(f"datum.nudge - {LINE / 2}")), y2=alt.value(alt.expr("height")))


def _words(x, y):
    """Return the layers of text: partners' names at their paths, rulings' names at their lines."""
    down = alt.expr("datum.nudge")
    named = _part(PATH, "datum.label != ''").mark_text(align="left", dx=7, dy=down, fontSize=11)
    last = _part(PATH, "datum.label != '' && datum.label != datum.partner")
    last = last.mark_text(align="left", dx=7, dy=alt.expr(f"datum.nudge + {LINE - 1}"), fontSize=11)
    beside = {"align": alt.expr("datum.side"), "dx": alt.expr("datum.side == 'left' ? 5 : -5")}
    ruled = _part(RULING).mark_text(dy=down, fontSize=11, lineHeight=LINE - 1, lineBreak="\n", **beside)
    ends = [named.encode(x=x, y=y, text="partner:N"), last.encode(x=x, y=y, text="label:N")]
    return ends, ruled.encode(x=x, y=alt.value(0), text="label:N")
