"""Figure 2 as a time line: what partners agreed with the United States, and what pulls the two closer or apart."""

from itertools import zip_longest

import altair as alt
import pandas as pd

from econsec import theme
from econsec.charts import lanes
from econsec.charts.frame import choosable, finish, layer, lookup, scale, tally, wrap

HEAD, KEY = 9, 16  # letters in a line over the marks without a date, and of the legend


def pull_timeline(report):
    """Show agreements and events partner by partner; an agreement without a date stands apart, at no date."""
    agreements, events = report["agreements"], report["events"]
    names = report.names("countries", "iso3")
    unstated = report.gettext("Date not stated")
    world = report.gettext("All, or the world")
    pillars, pulls = report.labels("agreements", "pillar"), report.labels("events", "pull")
    marks = pd.concat([_agreements(report, agreements), _events(report, events)], ignore_index=True)
    marks["lane"] = marks["partner"].map(names).fillna(world)
    dated = marks["start"].notna()
    days = lanes.extent(marks)
    marks = lanes.label_marks(marks, days)
    marks["slot"] = pd.concat([lanes.place(marks[dated], days), marks[~dated].groupby("lane").cumcount()])
    rows = [*marks.sort_values("start", kind="stable")["lane"].unique()]
    agreed = set(marks.loc[marks["agreed"], "lane"])
    rows.sort(key=lambda lane: (lane == world, lane not in agreed))
    marks, y, height = lanes.stack(marks, rows)
    headings = {
        "title": report.gettext("Agreement or event"),
        "when": report.title("events", "on"),
        "lane": report.title("agreements", "partner"),
        "meaning": report.gettext("Pillar or pull"),
    }
    aside = [] if dated.all() else wrap(unstated, HEAD)
    labels = pillars | pulls
    # The key fills its two columns row by row: pillars to the left, pulls to the right.
    key = {labels[code]: wrap(labels[code], KEY) for pair in zip_longest(pillars, pulls) for code in pair if code}
    legend = alt.Legend(title=None, symbolOpacity=1, columns=2, values=list(key), labelExpr=lookup(key))
    colour = alt.Color("meaning:N", scale=scale(labels, theme.PILLAR | theme.PULL), legend=legend)
    shape = alt.Shape("meaning:N", scale=scale(labels, theme.PILLAR_SHAPE | theme.PULL_SHAPE))
    when = alt.Chart().transform_filter("isValid(datum.start)")
    layers = [
        lanes.known(when, lanes.month_axis(report, days, aside), colour),
        lanes.symbols(when, color=colour, shape=shape),
        lanes.words(when),
    ]
    if aside:
        undated = alt.Chart().transform_filter("!isValid(datum.start)")
        layers.append(lanes.beside(undated, color=colour, shape=shape))
    layers, choice = choosable(layers, "meaning", key)
    data = lanes.iso(marks[["id", *headings, "start", "end", "middle", "anchor", "align", "label", "y"]])
    summary = "Agreements by pillar: {pillars}; {undated} without a date. Events by pull: {pulls}."
    summary = report.gettext(summary).format(
        pillars=tally(report, marks["meaning"], pillars.values()),
        undated=report.formats.number(int((~dated).sum())),
        pulls=tally(report, events["pull"].map(pulls), pulls.values()),
    )
    chart = layer(layers, data, headings, y=y)
    return finish(report, chart, "pull_timeline", summary, agreements, events, height=height, choice=choice)


def _agreements(report, agreements):
    days = agreements["signed_on"]
    return pd.DataFrame(
        {
            "id": agreements["id"],
            "partner": agreements["partner"],
            "title": agreements["title"],
            "meaning": agreements["pillar"].map(report.labels("agreements", "pillar")),
            "when": _dates(report, days, agreements["date_precision"], report.gettext("Date not stated")),
            "label": "",
            "agreed": True,
            **lanes.periods(days, agreements["date_precision"]),
        }
    )


def _events(report, events):
    """Return the events, one row for each country; the United States, the other side of them all, has no rows."""
    home = set(report["countries"].query("ring == 'us'")["iso3"])
    partners = events["countries"].map(lambda keys: [key for key in keys if key not in home])
    frame = pd.DataFrame(
        {
            "id": events["id"],
            "partner": partners,
            "title": events["title"],
            "meaning": events["pull"].map(report.labels("events", "pull")),
            "when": _dates(report, events["on"], events["date_precision"], ""),
            "label": events["label"],
            "agreed": False,
            **lanes.periods(events["on"], events["date_precision"]),
        }
    )
    return frame.explode("partner", ignore_index=True)


def _dates(report, days, precision, unknown):
    return [report.formats.date(*known) or unknown for known in zip(days, precision)]
