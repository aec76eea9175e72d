"""Time in lanes: marks along a time axis that keep out of each other's way, however many the data hold.

No coordinate is made up: a mark stands on the days it is known for, a month or a range as a bar over all of
it. Only its height within its lane is a matter of layout.
"""

import altair as alt
import pandas as pd

from econsec.exhibits import LETTER, LINE, span, wrap
from econsec.report.forms.canvas import lookup

STEP, GAP = 24, 8  # px from one slot of a lane to the next, and between lanes
LANE, WORDS = 14, 16  # Latin letters in a line of a lane's name, and of a mark's label
ROOM = 150  # px that all the time has on the narrowest plot
ASIDE = 62  # px left of the time axis for what has no date
MONTHS = 6  # months that the axis names, at most
LABELLED = 2  # months under the label of the last of them, at least
DAY = pd.Timedelta(days=1)


def periods(days, precision, until=None):
    """Return ``start``, ``end`` (the day after the last) and ``middle`` of dates known by day, month or range.

    A single day is a point: it starts and ends at once.
    """
    end = (days + pd.offsets.MonthEnd(0) + DAY).where(precision != "day", days)
    if until is not None:
        end = (until + DAY).fillna(end)
    return {"start": days, "end": end, "middle": days + (end - days) / 2}


def extent(marks):
    """Return the first day of the first month and the day after the last month that the marks touch, if any."""
    first, last = marks["start"].min(), marks["end"].max()
    return None if pd.isna(first) else (first.replace(day=1), last - DAY / 2 + pd.offsets.MonthBegin(normalize=True))


def label_marks(marks, days):
    """Return marks with their label in lines, the side it stands on (``align``) and the day it begins at (``anchor``).

    A label stands after its mark in the first half of the time and before it in the second.
    """
    early = marks["start"] < days[0] + (days[1] - days[0]) / 2 if days else marks["start"].notna()
    return marks.assign(
        label=["\n".join(wrap(text, WORDS)) for text in marks["label"]],
        align=early.map({True: "left", False: "right"}),
        anchor=marks["end"].where(early, marks["start"]),
    )


def place(marks, days=None):
    """Return for each mark (``lane``, ``start``, ``end``) the first slot of its lane that is free all the while.

    Given the days of the axis, a mark needs room for its label too.
    """
    start, end = marks["start"], marks["end"]
    if days:
        widths = [max(map(span, text.split("\n"))) * LETTER + 16 for text in marks["label"]]
        room = pd.Series(widths, marks.index) / ROOM * (days[1] - days[0])
        early = marks["align"] == "left"
        start, end = start.where(early, start - room), end.where(~early, end + room)
    order = marks.sort_values(["start", "end"], ascending=[True, False], kind="stable").index
    taken, found = {}, {}
    for mark in order:
        lane = taken.setdefault(marks["lane"][mark], [])
        busy = {slot for slot, first, last in lane if start[mark] < last and first < end[mark]}
        found[mark] = next(slot for slot in range(len(busy) + 1) if slot not in busy)
        lane.append((found[mark], start[mark], end[mark]))
    return pd.Series(found, dtype=int).reindex(marks.index)


def stack(marks, lanes, upwards=(), step=STEP, limit=LANE):
    """Return the marks with their height ``y``, the axis that names the lanes, and the height of all lanes."""
    slots, top, tops, bottoms = marks.groupby("lane")["slot"].max().to_dict(), 0, {}, {}
    for lane in lanes:
        tops[lane] = top
        top += max((slots.get(lane, 0) + 1) * step, len(wrap(lane, limit)) * LINE) + GAP
        bottoms[lane] = top
    inside = GAP / 2 + step * (marks["slot"] + 0.5)
    upward = marks["lane"].isin(upwards)
    y = (marks["lane"].map(tops) + inside).where(~upward, marks["lane"].map(bottoms) - inside)
    axis = alt.Axis(
        title=None,
        grid=True,
        values=list(tops.values()),
        labelExpr=lookup({top: wrap(lane, limit) for lane, top in tops.items()}, "datum.value"),
        labelBaseline="top",
        labelOffset=GAP,
        labelLineHeight=LINE,
    )
    down = alt.Scale(domain=[0, top], reverse=True, nice=False)
    return marks.assign(y=y), alt.Y("y:Q", axis=axis, scale=down), top


def apart(heights, gap, bottom):
    """Return how far each height is to be moved so that all stand ``gap`` apart and none below the ``bottom``."""
    places, last = {}, -gap
    for key, height in heights.sort_values().items():
        places[key] = last = max(height, last + gap)
    limit = bottom
    for key in reversed(places):
        places[key] = limit = min(places[key], limit)
        limit -= gap
    return (pd.Series(places, dtype=float) - heights).reindex(heights.index)


def month_axis(report, days, aside=(), room=0):
    """Return a time axis in UTC, so that a month is the same month everywhere.

    ``aside`` are the lines over a column left of it, for marks without a date; ``room`` is free space right of it.
    """
    months = pd.date_range(*days, freq="MS", inclusive="left") if days else pd.DatetimeIndex([])
    step = next(step for step in (1, 2, 3, 6, 12) if len(months) <= step * (MONTHS - len(aside)) or step == 12)
    named = [day for day in months if (day.month - 1) % step == 0]
    if named and not room:  # the last label, which may hold the year, needs room too
        days = days[0], max(days[1], named[-1] + pd.DateOffset(months=LABELLED))
    month, year = (f"utcFormat(datum.value, '{report.gettext(form)}')" for form in ("%b", "%Y"))
    axis = alt.Axis(
        title=list(aside) or None,
        titleX=ASIDE / 2,
        titleY=-LINE * len(aside) - 6,
        titleBaseline="top",
        titleLineHeight=LINE,
        orient="top",
        grid=True,
        values=[_utc(day) for day in named],
        labelExpr=f"[{month}, datum.index == 0 || utcmonth(datum.value) == 0 ? {year} : '']",
        labelAlign="left",
        labelLineHeight=LINE,
        labelOverlap=False,
        labelPadding=6 + LINE,
    )
    # Not `domain`: Vega-Lite takes that of a bar's two ends for two domains.
    place = {"domainMin": _utc(days[0]), "domainMax": _utc(days[1])} if days else {}
    if aside or room:
        place["range"] = [ASIDE if aside else 0, alt.expr(f"width - {room}")]
    return alt.X("start:T", axis=axis, scale=alt.Scale(type="utc", **place))


def known(base, x, colour):
    """Return the layer of pale bars over the time that is known of each mark."""
    return base.mark_rule(strokeWidth=16, opacity=0.3).encode(x=x, x2="end:T", color=colour)


def symbols(base, **channels):
    """Return the layer of symbols, one in the middle of what is known of each mark."""
    return base.mark_point(filled=True, size=80, opacity=1).encode(x="middle:T", **channels)


def beside(base, **channels):
    """Return the layer of symbols without a date, in the column left of the time axis."""
    return base.mark_point(filled=True, size=80, opacity=1, x=ASIDE / 2).encode(**channels)


def words(base):
    """Return the layer of labels beside the marks."""
    beside = alt.expr("datum.align == 'left' ? 5 : -5")
    centred = alt.expr(f"{1 - LINE // 2} * (length(split(datum.label, '\\n')) - 1)")
    mark = base.mark_text(align=alt.expr("datum.align"), dx=beside, dy=centred, fontSize=11, lineHeight=LINE - 2, lineBreak="\n")
    return mark.encode(x="anchor:T", text="label:N")


def iso(marks):
    """Return the marks with their days as ISO 8601 text, unknown days as nothing."""
    days = marks.select_dtypes("datetime")
    text = {name: day.dt.strftime("%Y-%m-%d").astype(object).where(day.notna(), None) for name, day in days.items()}
    return marks.assign(**text)


def _utc(day):
    return alt.DateTime(year=day.year, month=day.month, date=day.day, utc=True)
