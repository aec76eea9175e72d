"""Bars: amounts under their words, shares of a whole with what is only known as a bound.

A bound is drawn as one: solid as far as it is certain, open over the rest of where the value can lie.
"""

import altair as alt
import pandas as pd

from econsec.editions import tables_of
from econsec.exhibits import look
from econsec.report import palette
from econsec.report.forms import lanes, pointers, quantities
from econsec.report.forms.canvas import framed, hue, layer, scale, tally
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import counted, say

BAR, STEP = 13, 38  # px of a bar under its words, px from one bar to the next
WORDS, NAME = 17, 14  # letters in a line beside the bars: of several lines, of a name


def bars(report, rows, lane, length, colour, firm="", dashed=""):
    """Return amounts as bars: a lane for each value of ``lane``, the amount in words above its bar; a row without one has words alone.

    ``firm`` and ``dashed`` are columns that say what is firm, else pale, and what has conditions.
    """
    check("bars", rows, *filter(None, (length, firm, dashed)))
    rows, across, meaning = rows.reset_index(drop=True), Channel(report, rows, lane, "bars"), Channel(report, rows, colour, "bars")
    found = pointers.money(report, rows, (meaning.heading, meaning.texts(rows)))
    said, headings = pointers.texts(found | {"label": (Channel(report, rows, length, "bars").heading, quantities.amounts(report, rows, length))})
    there = rows[length].notna()
    marks = rows.drop(columns=[name for name in said if name in rows]).assign(
        **said,
        lane=across.texts(rows),
        kind=meaning.texts(rows).where(there, None),
        amount=rows[length].astype(object),
        firm=rows[firm].astype(object) if firm else True,
        conditional=rows[dashed].astype(object) if dashed else False,
    )
    marks = marks.astype(object).where(marks.notna(), None)
    marks, y, height = lanes.stack(marks.assign(slot=marks.groupby("lane").cumcount()), marks["lane"].drop_duplicates(), step=STEP, limit=WORDS)
    drawn = alt.Chart().mark_bar(orient="horizontal", size=BAR, yOffset=7, strokeWidth=1.5)
    drawn = drawn.encode(
        x=alt.X("amount:Q", axis=None),
        **hue("kind", meaning.looks(palette.colours, marks["kind"].dropna())),
        fillOpacity=alt.when("datum.firm").then(alt.value(1)).otherwise(alt.value(0.2)),
        strokeDash=alt.when("datum.conditional").then(alt.value([5, 3])).otherwise(alt.value([1, 0])),
    )
    above = alt.Chart().mark_text(align="left", x=2, dy=-9).encode(text="label:N")
    fields = [*(name for name in ("id",) if name in marks), *headings, "kind", "amount", "firm", "conditional", "y"]
    kinds = tally(report, marks["kind"], meaning.order(marks["kind"].dropna()))
    facts = {"colours": kinds, "counts": counted(report, (meaning.heading, kinds)), "none": report.formats.number(int((~there).sum()))}
    total = report.formats.number(rows["id"].nunique() if "id" in rows else len(rows))
    text = say(report, rows, f"bars {next(iter(tables_of(rows)), '')} {lane} {length}", total=total, **facts)
    return framed(report, layer([drawn, above], marks[fields], headings, y=y), text, height)


def shares(report, rows, lane, lengths, bounds=(), faint=""):
    """Return shares in per cent as bars, one in each lane for each column of ``lengths``, solid as far as they are certain.

    ``bounds`` are the columns that say which share is more or less than its number, in the order of ``lengths``; ``faint`` what is estimated.
    """
    lengths, bounds = ([one] if isinstance(one, str) else list(one) for one in (lengths, bounds))
    check("shares", rows, *lengths, *filter(None, (*bounds, faint)))
    rows, across = rows.reset_index(drop=True), Channel(report, rows, lane, "shares")
    named, several = across.texts(rows), len(lengths) > 1
    parts = [quantities.share_of(report, rows, length, bound, faint) for length, bound in zip(lengths, [*bounds, *[""] * len(lengths)])]
    measures = [part["measure"].iloc[0] if len(part) else "" for part in parts]
    colours = dict(zip(measures, (palette.PILLAR["minerals"], look.GREY, *palette.SERIES)))
    known = rows[[name for name in ("id",) if name in rows]].assign(lane=named)
    marks = pd.concat([pd.concat([known, part], axis=1).assign(slot=place) for place, part in enumerate(parts)], ignore_index=True)
    both = report.gettext("{measure}: {value}")
    marks["label"] = [both.format(measure=row.measure, value=row.value) if several else row.value for row in marks.itertuples()]
    headings = {"lane": across.heading, "label": report.gettext("Share") if several else measures[0]}
    if "import_sources" in rows:
        marks["imports"] = [*rows["import_sources"], *[""] * (len(marks) - len(rows))]
        headings["imports"] = report.title("mineral_dependence", "import_sources_en")
    marks, y, height = lanes.stack(marks, marks["lane"].drop_duplicates(), step=STEP, limit=NAME)
    listed = [report.gettext("; ").join(f"{where} {what}" for where, what in zip(named, part["value"])) or report.gettext("none") for part in parts]
    facts = dict(zip(("first", "second"), listed)) | {"counts": counted(report, *zip(measures, listed))}
    what = f"shares {next(iter(tables_of(rows)), '')} {lane} {' '.join(lengths)}"
    fields = [*(name for name in ("id",) if name in marks), *headings, "measure", "sure", "low", "high", "faint", "y"]
    chart = layer(_bounded(colours), marks[fields].astype(object), headings, y=y)
    return framed(report, chart, say(report, rows, what, total=report.formats.number(len(rows)), **facts), height)


def _bounded(colours):
    """Return the layers of bars on a scale of per cent, each under its words: solid what is certain, open what a bound leaves open."""
    whole, colour = alt.Scale(domain=[0, quantities.WHOLE]), {"scale": scale(colours), "legend": None}
    paint = {"fill": alt.Fill("measure:N", **colour), "stroke": alt.Stroke("measure:N", **colour)}
    shape = {"orient": "horizontal", "size": BAR, "yOffset": 7, "strokeWidth": 1.5}
    faint = alt.when("datum.faint").then(alt.value(0.45)).otherwise(alt.value(1))
    sure = alt.Chart().transform_filter("isValid(datum.sure)").mark_bar(**shape)
    rest = alt.Chart().transform_filter("isValid(datum.high)").mark_bar(fillOpacity=0.12, strokeDash=[5, 3], **shape)
    return [
        sure.encode(x=alt.X("sure:Q", axis=None, scale=whole), fillOpacity=faint, **paint),
        rest.encode(x=alt.X("low:Q", axis=None, scale=whole), x2="high:Q", **paint),
        alt.Chart().mark_text(align="left", x=2, dy=-9).encode(text="label:N"),
    ]
