"""Charts of the export-control measures: when, in which field, which way."""

import altair as alt

from econsec.report import palette
from econsec.report.charts import lanes
from econsec.report.charts.frame import choosable, finish, layer, scale, tally


def control_timeline(report):
    """Show each measure, or each part of one, in the lanes of its fields over the time it was announced in."""
    measures = report["export_controls"]
    leaves = measures[~measures["id"].isin(measures["parent"])]
    fields, instruments = (report.labels("export_controls", column) for column in ("fields", "instrument"))
    unstated = report.gettext("Field not stated")
    described = _described(report, leaves)
    marks = described.explode("fields").reset_index(drop=True)
    marks = marks.assign(
        lane=marks["fields"].map(fields).fillna(unstated),
        label=marks["instrument"].map(instruments).fillna(report.gettext("Instrument not stated")),
    )
    counts = marks["lane"].value_counts()
    names = sorted((name for name in fields.values() if name in counts), key=lambda name: -counts[name])
    names += [unstated] if unstated in counts else []
    days = lanes.extent(marks)
    marks = lanes.label_marks(marks, days)
    marks, y, height = lanes.stack(marks.assign(slot=lanes.place(marks, days)), names)
    headings = _headings(report) | {"lane": report.title("export_controls", "fields")}
    colour = _colour(report, alt.Legend(title=None, symbolOpacity=1))
    shapes = scale(report.labels("export_controls", "direction"), palette.DIRECTION_SHAPE)
    layers = [
        lanes.known(alt.Chart(), lanes.month_axis(report, days), colour),
        lanes.symbols(alt.Chart(), color=colour, shape=alt.Shape("meaning:N", scale=shapes)),
        lanes.words(alt.Chart()),
    ]
    layers, choice = choosable(layers, "meaning", _labels(report).values())
    data = lanes.iso(marks[["id", *headings, "start", "end", "middle", "anchor", "align", "label", "y"]])
    summary = report.gettext("Export-control measures, parts counted one by one, by field: {fields}; by direction: {directions}.").format(
        fields=tally(report, marks["lane"], names), directions=_directions(report, described)
    )
    chart = layer(layers, data, headings, y=y)
    return finish(report, chart, "control_timeline", summary, leaves, height=height, choice=choice)


def control_balance(report):
    """Show how tightening and easing pile up month by month, a square a measure; unclear ones count for neither."""
    measures = report["export_controls"]
    measures = measures[measures["parent"] == ""]
    marks, labels = _described(report, measures), report.labels("export_controls", "direction")
    counts = measures["direction"].value_counts()
    order = ("tighten", "unclear", "relax")  # unclear ones stand between the two sides
    names = {code: f"{labels[code]}: {report.formats.number(counts.get(code, 0))}" for code in order}
    marks = marks.assign(lane=marks["direction"].map(names))
    marks, y, height = lanes.stack(marks.assign(slot=lanes.place(marks)), names.values(), upwards=[names["tighten"]])
    headings, colour = _headings(report), _colour(report, None)
    layers = [
        lanes.known(alt.Chart(), lanes.month_axis(report, lanes.extent(marks)), colour),
        alt.Chart().mark_square(size=16**2, opacity=1).encode(x="middle:T", color=colour),
    ]
    data = lanes.iso(marks[["id", *headings, "start", "end", "middle", "y"]])
    summary = report.gettext("Export-control measures by month, {total} in all: {directions}.").format(
        total=report.formats.number(len(marks)), directions=_directions(report, marks)
    )
    return finish(report, layer(layers, data, headings, y=y), "control_balance", summary, measures, height=height)


def _described(report, measures):
    """Return the measures with the words of a tooltip and the time they were announced in."""
    firms, countries = report.names("firms"), report.names("countries", "iso3")
    join, date = report.formats.join, report.formats.date
    return measures.assign(
        **lanes.periods(measures["announced_on"], measures["date_precision"], measures["announced_until"]),
        meaning=measures["direction"].map(report.labels("export_controls", "direction")),
        measure=measures["title"],
        announced=[date(row.announced_on, row.date_precision, row.announced_until) for row in measures.itertuples()],
        firms=[join(firms[key] for key in keys) for keys in measures["firms"]],
        destinations=[join(countries[key] for key in keys) for keys in measures["destinations"]],
    )


def _headings(report):
    columns = {"announced": "announced_on", "meaning": "direction", "firms": "firms", "destinations": "destinations"}
    titles = {field: report.title("export_controls", column) for field, column in columns.items()}
    return {"measure": report.gettext("Measure"), **titles}


def _colour(report, legend):
    return alt.Color("meaning:N", scale=scale(_labels(report), palette.DIRECTION), legend=legend)


def _labels(report):
    return report.labels("export_controls", "direction")


def _directions(report, marks):
    return tally(report, marks["meaning"], report.labels("export_controls", "direction").values())
