"""Matrices: a mark where a row meets a column, nothing where it does not."""

import altair as alt

from econsec.report import palette
from econsec.report.forms import pointers
from econsec.report.forms.canvas import framed, hue, layer, row_step, side_axis, tally, top_axis
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import counted, say

LABEL, NAME, HEAD = 24, 16, 9  # letters in a line of a row's heading, of a partner's name as one, of a column's heading
# (table, column) -> what the records of a chart call it, where that is not the column's name
FIELDS = {("nss_areas", "name"): "area", ("nss_areas", "pillars"): "pillar"}


def matrix(report, rows, row, column, colour=""):
    """Return rows as a matrix of the values of two columns; of many-valued ones each value counts.

    Rows stand in the order in which they come, columns in that of the schema. Rows that share a cell have a mark each.
    """
    check("matrix", rows)
    rows = rows.reset_index(drop=True)
    down, across = (Channel(report, rows, name, "matrix") for name in (row, column))
    paint = Channel(report, rows, colour, "matrix") if colour else None
    cells, headings = _cells(report, rows, down, across, paint)
    sides = list(dict.fromkeys(down.texts(down.spread(rows))))
    there = list(dict.fromkeys(cells[_field(across)]))
    heads = list(across.labels.values()) if across.labels and not across.named else there
    chart, height = _drawn(cells, headings, down, across, paint, sides, heads)
    counts = tally(report, cells[_field(across)], heads)
    text = say(
        report, rows, f"matrix {next(iter(down.tables), '')} {row} {column}",
        columns=counts,
        rows=report.formats.number(len(sides)),
        total=report.formats.number(len(cells)),
        counts=counted(report, (across.heading, counts)),
    )  # fmt: skip
    return framed(report, chart, text, height)


def _field(channel):
    """Return what the records call a column."""
    known = ((table, channel.name) for table in (*channel.tables, channel.table))
    return next((FIELDS[one] for one in known if one in FIELDS), channel.name)


def _cells(report, rows, down, across, paint):
    """Return a row for each mark, in words, and the headings of its fields; a row that is in no column has none."""
    said, pointed = pointers.texts(pointers.more(report, rows))
    found = across.spread(down.spread(rows.assign(**said)))
    shown = [one for one in (down, paint) if one]
    texts = {_field(one): one.texts(found) for one in shown} | {_field(across): across.texts(found, unknown="")}
    headings = {_field(one): one.heading for one in (down, across, *shown)} | pointed
    return found.assign(**texts).loc[lambda cells: cells[_field(across)] != ""], headings


def _drawn(cells, headings, down, across, paint, rows, columns):
    """Return the chart and its height; ``rows`` and ``columns`` are all headings in their order."""
    limit = NAME if down.named else LABEL
    fill = {"fill": alt.value(palette.SERIES[0])}
    if paint:
        fill = hue(_field(paint), paint.looks(palette.colours, cells[_field(paint)]))
    marks = alt.Chart().mark_point(filled=True, size=150, strokeWidth=2, opacity=1).encode(**fill)
    fields = [field for field in ("id", *headings) if field in cells]
    x = alt.X(f"{_field(across)}:N", scale=alt.Scale(domain=columns), axis=top_axis(columns, HEAD))
    y = alt.Y(f"{_field(down)}:N", scale=alt.Scale(domain=rows), axis=side_axis(rows, limit, grid=True))
    return layer([marks], cells[fields], headings, x=x, y=y), row_step(rows, limit) * max(len(rows), 1)
