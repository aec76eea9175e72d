"""What all charts share: a text alternative, a height, scales, axes whose labels are cut into lines, records, a legend that narrows."""

import json
from itertools import pairwise

import altair as alt
import pandas as pd

from econsec.exhibits import LETTER, LINE, span, wrap

NARROW = 190  # px of a plot beside its labels on a telephone
CHOICE = "chosen"  # the parameter that holds what the reader chose in a legend


def framed(report, chart, summary, height, choice=None, narrow=None, pick="", **about):
    """Return a chart with its text alternative and the height of its plot: axes and legends come on top of it.

    ``choice`` says what the legend narrows, for the book's buttons; ``narrow`` is another height for a phone; by the field ``pick`` a
    reader finds one of many. ``about`` says which kinds of rows are ``marks``, where others are words and keys, and what ``columns``
    are called that no tooltip names.
    """
    meta = {"choice": {"heading": report.gettext("Show only"), **choice}} if choice else {}
    meta |= {"pick": {"heading": report.gettext("Find"), "field": pick}} if pick else {}
    meta |= about | ({"narrow": narrow} if narrow else {})
    return chart.properties(height=height, description=summary, **({"usermeta": meta} if meta else {}))


def scale(looks):
    """Return the scale that gives each text its look (colour, shape)."""
    return alt.Scale(domain=list(looks), range=list(looks.values()))


def hue(field, looks):
    """Return the channels that colour a mark, filled or open, by what a field means."""
    options = {"scale": scale(looks), "legend": None}
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


def money_axis(report, title="", each=1):
    """Return an axis of US dollars in the unit that the language counts in; a value of the column is ``each`` dollars."""
    unit = report.gettext("USD billion")
    named = report.gettext("{title} ({unit})").format(title=title, unit=unit) if title else unit
    return alt.Axis(title=named, labelExpr=f"format(datum.value / {report.formats.money_unit // each}, ',.2~f')")


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


def layer(layers, frame, headings, sparse=False, **shared):
    """Return layers over the same rows, with the channels they share and ``headings``' fields in the tooltip.

    ``sparse`` rows are of several kinds, each with fields of its own: what a row lacks is left out.
    """
    tooltip = [alt.Tooltip(f"{field}:N", title=heading) for field, heading in headings.items()]
    data = alt.Data(values=records(frame, sparse))
    return alt.layer(*layers, data=data, encoding=alt.SharedEncoding(tooltip=tooltip, **shared))


def records(frame, sparse=False):
    """Return the rows of a frame as records; what is not known is null, for JSON has no NaN, or left out of ``sparse`` rows."""
    rows = [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]
    return [{key: value for key, value in row.items() if value is not None} for row in rows] if sparse else rows
