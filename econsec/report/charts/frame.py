"""What all charts share: a name, a text alternative, sources, the width of their place, labels cut into lines."""

import json
from itertools import pairwise

import altair as alt
import pandas as pd

from econsec.exhibits import LETTER, LINE, Absence, span, wrap

WIDTH = 660  # px of a figure where nothing else says how wide it is
NARROW = 190  # px of a plot beside its labels on a telephone
CHOICE = "chosen"  # the parameter that holds what the reader chose in a legend

# The table that shows the rows of a chart.
TABLES = {
    "added_tariff_path": "tariff_table",
    "area_matrix": "nss_table",
    "award_bars": "award_table",
    "control_balance": "control_table",
    "control_timeline": "control_table",
    "coverage_matrix": "coverage_table",
    "goods_balance": "goods_table",
    "mineral_reliance": "dependence_table",
    "minerals_matrix": "minerals_table",
    "obligation_matrix": "clause_table",
    "partner_tariff_path": "tariff_table",
    "pull_timeline": "event_table",  # the agreements among its marks stand in the coverage table
    "rare_earth_reliance": "rare_earth_table",
    "rings": "ring_table",
    "technology_matrix": "technology_table",
}


def finish(report, chart, name, summary, *frames, height, choice=None):
    """Return the chart as an exhibit: ``summary`` is its text alternative, ``frames`` hold the rows it shows.

    Without a mark it is the sentence that says why. ``height`` is that of the plot: axes and legends come on top of
    it, while the width is that of the whole.
    ``choice`` says what the legend narrows, for the book's buttons.
    """
    if not chart.data.values:
        return Absence(name, report.absence())
    sources = report.cite(*frames)
    meta = {
        "exhibit": name,
        "as_of": report.as_of.isoformat(),
        "sources": {"heading": sources.heading, "works": [list(work) for work in sources.works]},
        "table": TABLES[name],
    }
    if choice:
        meta["choice"] = {"heading": report.gettext("Show only"), **choice}
    autosize = {"type": "fit-x", "contains": "padding"}
    return chart.properties(width=WIDTH, height=height, description=summary, usermeta=meta, autosize=autosize)


def scale(labels, looks):
    """Return the scale that gives the text of each code the look (colour, shape) of what the code means."""
    codes = [code for code in looks if code in labels]
    return alt.Scale(domain=[labels[code] for code in codes], range=[looks[code] for code in codes])


def hue(field, labels, colours):
    """Return the channels that colour a mark, filled or open, by what a field means."""
    options = {"scale": scale(labels, colours), "legend": None}
    return {"fill": alt.Fill(f"{field}:N", **options), "stroke": alt.Stroke(f"{field}:N", **options)}


def top_axis(labels, limit):
    """Return an axis above the plot whose labels stand in lines, the last of them next to the plot.

    On a plot so narrow that neighbours would meet, every other label stands a line higher.
    """
    lines = {label: wrap(label, limit) for label in labels}
    widths = [max(map(span, cut)) * LETTER for cut in lines.values()]
    needed = len(widths) * max([(one + other) / 2 + 4 for one, other in pairwise(widths)], default=0)
    odd = lookup({label: place % 2 for place, label in enumerate(lines)})
    above = f"{LINE} * (length({lookup(lines)}) - 1 + (width < {needed:.0f} ? {odd} : 0))"
    most = max(map(len, lines.values()), default=1) + (needed > NARROW)
    return alt.Axis(
        title=None,
        orient="top",
        labelExpr=lookup(lines),
        labelLineHeight=LINE,
        labelPadding=alt.expr(f"8 + {above}"),
        minExtent=8 + LINE * most,
    )


def side_axis(labels, limit, **options):
    """Return an axis beside the plot whose labels stand in lines, their middle at the tick."""
    lines = lookup({label: wrap(label, limit) for label in labels})
    middle = alt.expr(f"{LINE / 2:g} * (1 - length({lines}))")
    return alt.Axis(title=None, labelExpr=lines, labelOffset=middle, labelLineHeight=LINE, **options)


def lookup(values, key="datum.label"):
    """Return the expression that finds the value of an axis label."""
    text = json.dumps(values, ensure_ascii=False)
    # Two characters that JSON allows in a text and Vega's expressions do not.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{text}[{key}]"


def row_step(labels, limit):
    """Return how far apart rows must stand so that labels of several lines do not meet."""
    counts = [len(wrap(label, limit)) for label in labels]
    return max([24, *(LINE * (one + other) / 2 + 5 for one, other in pairwise(counts))])


def tally(report, cells, labels):
    """Return how often each label occurs, for a summary: Grant 4, Loan 3; what does not occur is left out."""
    counts = cells.value_counts()
    said = [f"{label} {report.formats.number(counts[label])}" for label in labels if label in counts]
    return report.gettext(", ").join(said) or report.gettext("none")


def choosable(layers, field, labels):
    """Return layers whose marks the legend narrows to one value of a field; ``labels`` are the legend's texts."""
    legend = alt.selection_point(name=CHOICE, fields=[field], bind="legend")
    first, *others = (one.transform_filter(legend) for one in layers)
    return [first.properties(name="marks").add_params(legend), *others], {"field": field, "labels": list(labels)}


def layer(layers, frame, headings, **shared):
    """Return layers over the same rows, with the channels they share and ``headings``' fields in the tooltip."""
    tooltip = [alt.Tooltip(f"{field}:N", title=heading) for field, heading in headings.items()]
    data = alt.Data(values=records(frame))
    return alt.layer(*layers, data=data, encoding=alt.SharedEncoding(tooltip=tooltip, **shared))


def records(frame):
    """Return the rows of a frame as records; what is not known is null, for JSON has no NaN."""
    return [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]
