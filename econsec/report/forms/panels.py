"""Panels: how a figure moved over time, a small drawing for each partner on one linear scale, beside the median of all.

What goes beyond the scale is cut, and said where it is cut. Places are a matter of layout, all else comes from the rows.
"""

import math

import altair as alt
import pandas as pd

from econsec.editions import tables_of
from econsec.exhibits import look
from econsec.report import evidence
from econsec.report.forms.canvas import framed, layer
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

WIDE, NARROW = 692, 332  # px of the plot on a desk and on a phone
PANEL, SIDE = 106, 16  # px that a panel needs at least, and beside it
OVER, TALL, GAP = 42, 54, 22  # px over a panel's plot, of the plot, and to the next
TOP, LINE = 40, 20  # the scale's end, and where a line crosses it
SMALL = 11  # px of the letters


def panels(report, rows, lane, height, ahead=(), agreements=None, rulings=None):
    """Return a figure over time as panels, one for each value of ``lane``, those ``ahead`` and the highest now first.

    What is ``projected`` is dotted; ``agreements`` are marked on their partners' paths, ``rulings`` by a line in each panel.
    """
    check("panels", rows, lane, height, "on", "projected")
    rows = rows.sort_values("on", kind="stable").reset_index(drop=True)
    across = Channel(report, rows, lane, "panels")
    rows = rows.assign(name=across.texts(rows), value=rows[height].astype(float), projected=rows["projected"].astype(bool))
    sure = rows[~rows["projected"]].drop_duplicates("name", keep="last").set_index("name")["value"]
    first = [across.labels[key] for key in ahead if across.labels.get(key) in sure.index]
    order = [*dict.fromkeys([*first, *sure.sort_values(ascending=False, kind="stable").index])]
    rows = rows[rows["name"].isin(order)]
    median = rows.groupby(["on", "projected"])["value"].median().reset_index()
    days = rows["on"].min(), rows["on"].max()
    places = {name: place for place, name in enumerate(order)}
    paths = _points(rows.assign(place=rows["name"].map(places)), "path")
    medians = _points(median.merge(pd.DataFrame({"place": list(places.values())}), how="cross"), "median")
    headings = {
        "partner": across.heading,
        "agreement": report.gettext("Agreement"),
        "now": Channel(report, rows, height, "panels").heading,
        "most": report.gettext("At its highest"),
    }
    names = pd.DataFrame([_name(report, name, rows[rows["name"] == name], places[name], sure[name]) for name in order])
    signs = _signs(report, rows, lane, height, agreements, across, places, days)
    ruled = _days(len(order), [] if rulings is None else rulings["on"][rulings["on"].between(*days)], "ruling")
    years = _days(len(order), pd.date_range(*days, freq="YS") if pd.notna(days[0]) else (), "year")
    data = pd.concat([names, paths, medians, signs, ruled, years], ignore_index=True)
    now = report.gettext("; ").join(f"{name} {report.formats.points(sure[name])}" for name in order) or report.gettext("none")
    text = say(report, rows, f"panels {next(iter(tables_of(rows)), '')}", total=report.formats.number(len(order)), counts=now, last=now)
    fields = ["kind", *headings, "title", "under", "cut", "place", "start", "points", "projected"]
    chart = layer(_layers(days), data.reindex(columns=fields).astype(object), headings, sparse=True)
    columns = {"start": "on", "points": height, "projected": "projected"}
    called = {field: Channel(report, rows, name, "panels").heading for field, name in columns.items()}
    high, narrow = _height(WIDE, len(order)), _height(NARROW, len(order))
    return framed(report, chart, text, high, narrow=narrow, pick="partner", marks=["path"], columns=called)


def _height(width, count):
    return math.ceil(count / max(width // PANEL, 1)) * (OVER + TALL + GAP)


def _points(rows, kind):
    """Return the points of paths; the dotted part begins where the sure part ends."""
    seam = rows[~rows["projected"] & rows["place"].isin(rows.loc[rows["projected"], "place"])].drop_duplicates("place", keep="last")
    rows = pd.concat([rows[~rows["projected"]], seam.assign(projected=True), rows[rows["projected"]]]).sort_values(
        ["place", "projected"], kind="stable"
    )
    held = {
        "kind": kind,
        "place": rows["place"],
        "start": rows["on"].dt.strftime("%Y-%m-%d"),
        "points": rows["value"],
        "projected": rows["projected"],
    }
    return pd.DataFrame(held | ({"partner": rows["name"]} if "name" in rows else {}))


def _name(report, name, rows, place, now):
    """Return what stands over a panel, and where its path is cut."""
    top = rows.loc[rows["value"].idxmax()]
    most = report.gettext("{value} ({date})").format(value=report.formats.points(top["value"]), date=report.formats.date(top["on"]))
    number = report.formats.points(now)
    cut = f"↑ {report.formats.number(round(top['value']))}, {report.formats.date(top['on'], 'month')}" if top["value"] > TOP else ""
    under = report.gettext("{value} points").format(value=number)
    return {
        "kind": "name", "partner": name, "now": number, "most": most, "title": name, "under": under, "cut": cut, "place": place,
    }  # fmt: skip


def _signs(report, rates, lane, height, found, across, places, days):
    """Return a mark for each agreement, on its partner's path on the day of its signing or announcement."""
    if found is None:
        return pd.DataFrame()
    check("panels", found, "partner", "day", "title")
    named = across.labels
    points = [(named.get(row.partner), row, evidence.rate_on(rates, row.partner, row.day, lane, height)) for row in found.itertuples()]
    rows = [
        {
            "kind": "sign",
            "partner": name,
            "now": report.formats.points(float(rate)),
            "agreement": report.gettext("{title} ({date})").format(title=row.title, date=report.formats.date(row.day)),
            "place": places[name],
            "start": row.day.strftime("%Y-%m-%d"),
            "points": float(rate),
        }
        for name, row, rate in points
        if name in places and pd.notna(rate) and pd.notna(row.day) and days[0] <= row.day <= days[1]
    ]
    return pd.DataFrame(rows)


def _days(count, days, kind):
    """Return a mark for each of the days in each panel."""
    rows = [(place, day.strftime("%Y-%m-%d"), str(day.year)) for place in range(count) for day in days]
    return pd.DataFrame(rows, columns=["place", "start", "title"]).assign(kind=kind)


def _layers(days):
    """Return the layers; ``days`` are those on which each panel begins and ends."""
    first, last = (0 if pd.isna(day) else int(day.timestamp() * 1000) for day in days)
    columns = f"max(1, floor(width / {PANEL}))"
    wide = f"(width / {columns})"
    left = f"(datum.place % {columns}) * {wide}"
    top = f"floor(datum.place / {columns}) * {OVER + TALL + GAP}"
    right, floor = f"{left} + {wide} - {SIDE}", f"{top} + {OVER + TALL}"
    x = f"{left} + (toDate(datum.start) - {first}) / {max(last - first, 1)} * ({wide} - {SIDE})"
    y = f"{floor} - min(datum.points, {TOP}) * {TALL / TOP}"
    part = {kind: alt.Chart().transform_filter(f"datum.kind == '{kind}'") for kind in ("path", "median", "name", "sign", "year", "ruling")}
    place, rule = {"x": alt.expr(x), "y": alt.expr(y), "tooltip": None}, {"color": "currentColor", "tooltip": None}
    words, small = {"align": "left", "baseline": "top", "fontSize": SMALL}, {"fontSize": SMALL - 1, "tooltip": None, "opacity": 0.75}
    dashes = (([1, 0], "!datum.projected"), ([1.5, 2], "datum.projected"))

    def line(kind, test, **look):
        return part[kind].transform_filter(test).mark_line(interpolate="step-after", **look, **place).encode(detail="place:N")

    def level(of, height, **look):
        ends = {"x": alt.value(alt.expr(left)), "x2": alt.value(alt.expr(right)), "y": alt.value(alt.expr(f"{floor} - {height}"))}
        return of.mark_rule(**look, **rule).encode(**ends)

    def text(of, field, over, down, **look):
        return of.mark_text(x=alt.expr(over), y=alt.expr(f"{top} + {down}"), **look).encode(text=f"{field}:N")

    name, year = part["name"], part["year"]

    def upright(of, begin, end, **look):
        ends = {"x": alt.value(alt.expr(x)), "y": alt.value(alt.expr(begin)), "y2": alt.value(alt.expr(end))}
        return of.mark_rule(**look, **rule).encode(**ends)

    return [
        upright(part["ruling"], floor, f"{floor} - {TALL}", opacity=0.45, strokeDash=[1, 2]),
        level(name, 0, opacity=0.6),
        level(name, TALL * LINE / TOP, opacity=0.2),
        upright(year, floor, f"{floor} + 4", opacity=0.6),
        *(line("median", test, color=look.GREY, strokeWidth=1, opacity=0.8, strokeDash=dash) for dash, test in dashes),
        *(line("path", test, color="currentColor", strokeWidth=1.8, strokeDash=dash) for dash, test in dashes),
        part["sign"].mark_point(shape="diamond", size=46, filled=True, color="currentColor", opacity=1, x=alt.expr(x), y=alt.expr(y)),
        text(name, "title", left, 0, fontWeight="bold", **words | {"fontSize": SMALL - 0.6}),
        text(name, "under", left, 14, **words),
        text(name, "cut", right, 28, align="right", baseline="top", **small),
        text(year, "title", x, OVER + TALL + 5, align="left", baseline="top", **small),
        name.mark_text(
            x=alt.expr(right), y=alt.expr(f"{floor} - {TALL * LINE / TOP} - 1"), align="right", baseline="bottom", text=str(LINE), **small
        ),
    ]
