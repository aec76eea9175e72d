"""Balances: bars on either side of zero, an arrow to what a later figure came to, and figures where no bar is."""

import altair as alt
import pandas as pd

from econsec.editions import tables_of
from econsec.exhibits import look
from econsec.report import palette
from econsec.report.forms import lanes
from econsec.report.forms.canvas import choosable, framed, layer
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

STEP = 18  # px of a bar and what is around it
MILLION = 10**6
BESIDE = 300  # px of a plot from which a later figure has room for its year
# The first value of what the bars are told apart by is filled, the second edged, the third grey; others take the look of the third.
EDGES, INSIDES, DASHES = (
    (palette.SLATE, palette.SLATE, look.GREY),
    (palette.SLATE, "transparent", "transparent"),
    ([1, 0], [1, 0], [3, 2]),
)


def balances(report, rows, lane, length, colour, later=""):
    """Return balances in million US dollars as bars; ``colour`` tells bars apart, ``later`` is a figure of a later year, to which an arrow leads."""
    check("balances", rows, *filter(None, (length, later)))
    rows, across, kinds = rows.reset_index(drop=True), Channel(report, rows, lane, "balances"), Channel(report, rows, colour, "balances")
    words = list(kinds.labels.values() or dict.fromkeys(kinds.texts(rows)))
    again = rows[later] if later else pd.Series(pd.NA, rows.index)
    marks = rows.assign(
        lane=across.texts(rows),
        slot=0,
        kind=kinds.texts(rows),
        amount=rows[length],
        later=again,
        label=_short(report, rows[length]),
        year="",
    )
    headings = {"lane": across.heading, "label": _titled(report, report.gettext("US balance"), rows.get("year"))}
    for field, column in (("imports", "imports_musd"), ("exports", "exports_musd")):
        if column in rows:
            marks[field] = _short(report, rows[column])
            headings[field] = _titled(report, report.title("goods_trade", column), rows.get("year"))
    if later:
        marks["then"] = _short(report, again)
        years = rows[f"{later}_year"] if f"{later}_year" in rows else again.map(lambda musd: pd.NA)
        dated = report.gettext("{measure}: {value}")
        marks["year"] = [dated.format(measure=year, value=value) if pd.notna(year) and value else value for year, value in zip(years, marks["then"])]
        headings["then"] = _titled(report, report.gettext("US balance"), rows.get(f"{later}_year"))
    marks, y, height = lanes.stack(marks, marks["lane"], step=STEP)
    layers, choice = choosable(_layers(headings["label"], rows[length], again, words), "kind", words)
    none = report.gettext("none")
    agreed, dealt = (report.formats.join(marks["lane"][marks["kind"] == word]) or none for word in [*words, "", ""][:2])
    text = say(
        report, rows, f"balances {next(iter(tables_of(rows)), '')} {lane} {length} {colour}",
        unit=report.gettext("USD billion"),
        total=report.formats.number(len(rows)),
        balances=report.gettext("; ").join(f"{row.lane} {row.label}" for row in marks.itertuples()) or none,
        agreed=agreed, dealt=dealt,
        counts=report.gettext("; ").join(f"{row.lane} {row.label}" for row in marks.itertuples()),
    )  # fmt: skip
    data = marks[[*(name for name in ("id",) if name in marks), *headings, "kind", "amount", "later", "year", "y"]].astype(object)
    return framed(report, layer(layers, data, headings, y=y), text, height, choice)


def _layers(title, amounts, again, words):
    """Return the layers of bars, of what came later, and of figures, which stand on the far side of zero, where their own bar never is."""
    lowest = min([0, *amounts.dropna(), *again.dropna()])
    place = alt.Scale(domain=[float(lowest), float(max([-lowest / 4, *amounts.dropna()]))], nice=False)
    unit = alt.Axis(title=title, labels=False, grid=False)
    edge, inside, dash = (alt.Scale(domain=words, range=[looks[min(place, 2)] for place in range(len(words))]) for looks in (EDGES, INSIDES, DASHES))
    legend = alt.Legend(title=None, columns=1, symbolType="square", symbolStrokeWidth=1.5)
    bars = alt.Chart().mark_bar(orient="horizontal", size=12, strokeWidth=1.5)
    bars = bars.encode(
        x=alt.X("amount:Q", axis=unit, scale=place),
        stroke=alt.Stroke("kind:N", scale=edge, legend=legend),
        fill=alt.Fill("kind:N", scale=inside, legend=legend),
        strokeDash=alt.StrokeDash("kind:N", scale=dash, legend=legend),
    )
    after = alt.Chart().transform_filter("isValid(datum.later)")
    shaft = after.mark_rule(strokeWidth=1.6, color="currentColor").encode(x="amount:Q", x2="later:Q")
    head = alt.expr("datum.later < datum.amount ? 'triangle-left' : 'triangle-right'")
    heads = after.mark_point(shape=head, filled=True, size=60, opacity=1, color="currentColor").encode(x="later:Q")
    ahead = {"align": alt.expr("datum.later < datum.amount ? 'right' : 'left'"), "dx": alt.expr("datum.later < datum.amount ? -7 : 7")}
    figure = alt.expr(f"width < {BESIDE} ? datum.then : datum.year")  # on a phone without the year
    years = after.mark_text(fontSize=10, text=figure, **ahead).encode(x="later:Q")
    side = {"align": alt.expr("datum.amount < 0 ? 'left' : 'right'"), "dx": alt.expr("datum.amount < 0 ? 4 : -4")}
    figures = alt.Chart().mark_text(fontSize=11, **side).encode(x=alt.datum(0), text="label:N")
    return [bars, shaft, heads, years, figures]


def _short(report, amounts):
    return ["" if pd.isna(musd) else report.formats.short_money(musd * MILLION) for musd in amounts]


def _titled(report, title, years):
    """Return the heading of amounts, with their year and unit."""
    year = "" if years is None else "".join(str(year) for year in years.dropna().unique())
    return report.gettext("{title}, {year} ({unit})").format(title=title, year=year, unit=report.gettext("USD billion"))
