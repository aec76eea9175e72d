"""Lanes with two sides: rows over time, those that did one thing above a lane's line, those that did the other below it.

Marks of nearby days stand on each other, and short names stand where they find room; what has none is in the tooltip and in the
table. Places are worked out twice, for a desk and for a phone; all else comes from the rows.
"""

import altair as alt
import pandas as pd

from econsec.exhibits import LINE, wrap
from econsec.report.forms import keys, lanes, pointers, skyline
from econsec.report.forms.canvas import framed, layer, tally
from econsec.report.forms.channels import check
from econsec.report.forms.sentences import say

WIDE, NARROW = 680, 332  # px of the plot; what is less wide than the first is laid out as the second
NAMES, WORDS, UNDATED = 118, 14, 56  # px of lanes' names on a desk, letters in a line of one; px of marks without a date
TOP, HEAD, HALF, GAP = 30, 36, 30, 10  # px of the months, of a lane's head on a phone, of a side of it on a desk, between lanes
SMALL, LONG = 10.5, 300  # px of the letters beside marks, and of a drawing that names its months at its foot too
AXIS, ENDS = "months", ["begin", "end"]  # the axis that goes with a lane that is shown alone; where such a lane begins and ends, px
FAR = pd.Timedelta(days=120)  # behind the edition's day, from which on that day has a mark
FEW = 3  # more rows of a day on one side of a lane are one mark
UP, DOWN = "M-1,0.8L0,-1L1,0.8Z", "M-1,-0.8L0,1L1,-0.8Z"
HOLES = {UP: "M-0.35,0.2L0.35,0.2L0,-0.5Z", DOWN: "M-0.35,-0.2L0.35,-0.2L0,0.5Z"}  # drawn the other way round, so that it stays open


def sides(report, rows, lane, side, label, marked):
    """Return rows as lanes over time: above the line those whose column ``side`` is true.

    ``lane`` is a column of headings, ``label`` one of short names; marks have a hole where ``marked`` is true. ``did`` says of each
    row what its side means.
    """
    check("sides", rows, lane, side, label, marked, "day", "precision", "until", "did", "title", "weight")
    rows = rows.assign(lane=rows[lane], up=rows[side].astype(bool), label=rows[label], marked=rows[marked].astype(bool))
    rows = rows.assign(**lanes.periods(rows["day"], rows["precision"], rows["until"]), when=pointers.dates(report, rows, "day", "precision", "until"))
    marks = _together(report, rows)
    order = list(dict.fromkeys(rows["lane"]))
    days = lanes.extent(marks)
    aside = UNDATED if marks["start"].isna().any() else 0
    drawn = [_placed(marks, order, days, *size, aside) for size in (("desk", WIDE, NAMES), ("y", NARROW, 0))]
    (desk, heads, high), (phone, others, low) = drawn
    marks = marks.join(desk).join(phone)
    labels = _labels(marks)
    names = _names(rows, heads.drop(columns=ENDS).merge(others.drop(columns=ENDS), on="lane"))
    headings = {
        "title": report.gettext("What happened"),
        "when": report.title("events", "on"),
        "lane": report.gettext("Lane"),
        "did": report.gettext("What it did"),
    }
    fields = ["id", "kind", *headings, "start", "end", "look", "ink", "desk", "y"]
    marks = marks.assign(kind="mark", look=_looks(marks), ink=1.0)
    ticks = [_months(report, days, aside, high, low), _today(report, days, high, low)]
    data = pd.concat([lanes.iso(marks)[fields], lanes.iso(labels), names, *ticks], ignore_index=True)
    counts = [f"{one}: {tally(report, rows.loc[rows['lane'] == one, 'did'], dict.fromkeys(rows['did']))}" for one in order]
    text = say(report, rows, "sides", total=report.formats.number(len(rows)), counts=report.gettext("; ").join(counts))
    chart = layer(_layers(days, aside, high), data.astype(object), headings, sparse=True)
    bands = {width: [[*band] for band in places.itertuples(index=False)] for width, places in (("wide", heads[ENDS]), ("narrow", others[ENDS]))}
    choice = {"field": "lane", "labels": order, "bands": bands, "axis": [AXIS, TOP]} if len(order) > 1 else None
    return framed(report, chart, text, high, choice, narrow=low, marks=["mark"])


def _together(report, rows):
    """Return the rows, more than a few of one day, lane and side as one mark that names them all."""
    found = []
    for _, same in rows.groupby(["lane", "up", "when", "marked"], sort=False):
        alike = [one for _, one in same.groupby("label", sort=False)] if len(same) <= FEW else [same]
        found += [_one(report, part) for part in alike] if len(alike) < len(same) else [row for _, row in same.iterrows()]
    return pd.DataFrame(found, columns=rows.columns).sort_index().reset_index(drop=True).astype({"up": bool, "marked": bool})


def _looks(marks):
    """Return the shape of each mark."""
    looks = [UP if up else DOWN for up in marks["up"]]
    return [f"{look}{HOLES[look]}" if marked else look for look, marked in zip(looks, marks["marked"])]


def _one(report, same):
    first = same.iloc[0].copy()
    first["title"] = report.formats.join(dict.fromkeys(same["title"]))
    names = [name for name in dict.fromkeys(same["label"]) if name]
    first["label"] = names[0] if len(names) == 1 else report.gettext("{name} and others ({n})").format(name=names[0], n=len(names)) if names else ""
    return first


def _placed(marks, order, days, field, width, left, aside):
    """Return where marks stand and which have a name beside them; where the lanes' lines are; the height of all."""
    scale = (width - left - aside - skyline.SIDE) / max((days[1] - days[0]).days, 1) if days else 0
    x = left + aside + skyline.SIDE / 2 + (marks["middle"] - days[0]).dt.total_seconds() / 86400 * scale if days else marks["day"].map(lambda day: 0)
    x = x.fillna(left + aside / 3)
    found, heads, top = [], [], TOP
    for one in order:
        above, below = (skyline.pile(marks[(marks["lane"] == one) & (marks["up"] == up)], x, width, left) for up in (True, False))
        least, head = (HALF, 0) if left else (0, HEAD)
        line = top + head + max(above.height, least)
        for part, sign in ((above, -1), (below, 1)):
            found.append(part.frame.assign(at=line + sign * part.frame["at"], word=line + sign * part.frame["word"]))
        begin, end = top, line + max(below.height, least)
        heads.append({"lane": one, field: line if left else top, f"{field}_line": line, "begin": int(begin), "end": int(end + GAP / 2)})
        top = end + GAP
    frame = pd.concat(found).reindex(marks.index) if found else pd.DataFrame(columns=["at", "word", "align"])
    columns = {"at": field, "word": f"{field}_word", "align": f"{field}_align"}
    return frame.rename(columns=columns), pd.DataFrame(heads, columns=["lane", field, f"{field}_line", *ENDS]), int(top + TOP)


def _labels(marks):
    """Return the names beside marks, with where each is led from."""
    named = marks[marks["desk_word"].notna() | marks["y_word"].notna()]
    columns = {"desk_word": "desk", "y_word": "y", "desk": "from_desk", "y": "from_y"}
    held = named[["label", "start", "end", "desk_align", "y_align", *columns]]
    return held.rename(columns=columns).assign(kind="label")


def _names(rows, heads):
    """Return the names of lanes, and what either side of each means."""
    names = []
    for head in heads.itertuples():
        lines = wrap(head.lane, WORDS)
        high = head.desk - (len(lines) - 1) * (LINE - 1) / 2
        places = {"desk": high, "y": head.y + LINE / 2, "from_desk": head.desk, "from_y": head.y_line}
        names.append({"kind": "lane", "label": "\n".join(lines), "lane": head.lane} | places)
    places = heads.set_index("lane")
    for (lane, up), dids in rows.groupby(["lane", "up"], sort=False)["did"]:
        high = (len(wrap(lane, WORDS)) * (LINE - 1) / 2 + 8) * (-1 if up else 1)
        words = {"kind": "side", "label": f"{dids.iloc[0]} {len(dids)}", "look": UP if up else DOWN, "ink": 1.0, "place": int(not up)}
        names.append(words | {"desk": places.loc[lane, "desk"] + high, "y": places.loc[lane, "y"] + LINE * 1.5 + 2})
    return pd.DataFrame(names)


def _months(report, days, aside, high, low):
    """Return the months that both axes name, and the head over marks without a date."""
    months = pd.date_range(*days, freq="MS", inclusive="left") if days else []
    step = next(step for step in (1, 2, 3, 6, 12) if len(months) <= step * lanes.MONTHS or step == 12)
    month, year = report.gettext("%b"), report.gettext("%Y")
    rows = [{"label": "\n".join(wrap(report.gettext("Date not stated"), 9))}] if aside else []
    for day in (day for day in months if (day.month - 1) % step == 0):
        new = not rows or "start" not in rows[-1] or day.month == 1
        text = day.strftime(f"{month}\n{year}" if new else month)
        rows.append({"label": text, "start": day.strftime("%Y-%m-%d"), "end": day.strftime("%Y-%m-%d")})
    return pd.DataFrame(rows).assign(kind="tick", desk=high, y=low)


def _today(report, days, high, low):
    """Return the mark of the edition's day, where days lie well behind it."""
    if not days or days[1] - pd.Timestamp(report.as_of) < FAR:
        return pd.DataFrame()
    day = f"{report.as_of:%Y-%m-%d}"
    return pd.DataFrame([{"kind": "today", "label": report.formats.date(report.as_of), "start": day, "end": day, "desk": high, "y": low}])


def _layers(days, aside, high):
    """Return the layers: months, lanes, what leads from marks to their names, marks, names."""
    first, last = (int(day.timestamp() * 1000) for day in days) if days else (0, 1)
    phone, half = f"width < {WIDE}", skyline.SIDE / 2
    left = f"({phone} ? 0 : {NAMES})"
    begin = f"({left} + {aside + half})"
    day = f"((toDate(datum.start) + toDate(datum.end)) / 2 - {first}) / {max(last - first, 1)}"
    x = f"(isValid(datum.start) ? {begin} + {day} * (width - {begin} - {half}) : {left} + {aside / 3})"
    y, start = f"({phone} ? datum.y : datum.desk)", f"({phone} ? datum.place * width / 2 : 0)"
    foot = f"({phone} ? datum.from_y : datum.from_desk)"
    align = f"({phone} ? datum.y_align : datum.desk_align)"
    kinds = ("tick", "today", "lane", "side", "label", "mark")
    tick, today, lane, side, label, mark = (alt.Chart().transform_filter(f"datum.kind == '{kind}'") for kind in kinds)
    label = label.transform_filter(f"isValid({y})")

    def rule(of, opacity, **ends):
        return of.mark_rule(opacity=opacity, color="currentColor", tooltip=None).encode(**{end: alt.value(alt.expr(at)) for end, at in ends.items()})

    def text(of, x, y, size=11, **look):
        look = {"align": "left", "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE - 1, "tooltip": None} | look
        return of.mark_text(x=alt.expr(x), y=alt.expr(y), fontSize=size, **look).encode(text="label:N")

    return [
        rule(tick, 0.12, x=x, y=f"{TOP - 4}", y2=f"{y} - {TOP}"),
        text(tick, x, "0", baseline="top").properties(name=AXIS),
        *([text(tick, x, f"{y} - {TOP - 4}", baseline="top")] if high > LONG else []),
        rule(today, 0.7, x=x, y=f"{TOP - 4}", y2=f"{y} - {TOP}"),
        text(today, f"{x} + 4", f"{y} - {TOP}", SMALL, baseline="bottom"),
        rule(lane, 0.45, x=left, x2="width", y=f"{phone} ? datum.from_y : datum.from_desk"),
        text(lane.transform_calculate(label=f"{phone} ? datum.lane : datum.label"), "0", y, 12, fontWeight="bold"),
        keys.points(side, f"{start} + 4", y, size=40, strokeWidth=0, tooltip=None),
        text(side, f"{start} + 12", y, SMALL),
        rule(label, 0.35, x=x, y=f"{y} + ({foot} < {y} ? -1 : 1) * {skyline.LINE / 2}", y2=foot),
        keys.points(mark, x, y, size=60, strokeWidth=0),
        text(label, f"{x} + ({align} == 'left' ? -1 : 1) * {half}", y, SMALL, align=alt.expr(align)),
    ]
