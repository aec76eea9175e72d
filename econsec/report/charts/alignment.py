"""Figure 2 as a time line: what partners agreed with the United States, and what pulls the two closer or apart."""

from itertools import zip_longest

import altair as alt
import pandas as pd

from econsec.exhibits import wrap
from econsec.report import palette
from econsec.report.charts import lanes
from econsec.report.charts.frame import choosable, finish, layer, lookup, scale, tally

HEAD, KEY = 9, 16  # letters in a line over the marks without a date, and of the legend
FEW = 3  # more partners than these share a lane, or a mark, where the same holds for all of them


def pull_timeline(report):
    """Show agreements and events partner by partner; an agreement without a date stands apart, at no date.

    An event of many countries stands once, with those of the world; many partners of whom the same is known share a lane.
    """
    agreements, events = report["agreements"], report["events"]
    names = report.names("countries", "iso3")
    unstated = report.gettext("Date not stated")
    world = report.gettext("Many, or the world")
    pillars, pulls = report.labels("agreements", "pillar"), report.labels("events", "pull")
    marks = pd.concat([_agreements(report, agreements), _events(report, events)], ignore_index=True)
    marks["lane"] = marks["partner"].map(names).fillna(world)
    marks["who"] = [_who(report, row.countries, names) or row.lane for row in marks.itertuples()]
    marks = _gathered(report, marks, world)
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
        "who": report.title("agreements", "partner"),
        "meaning": report.gettext("Pillar or pull"),
    }
    aside = [] if dated.all() else wrap(unstated, HEAD)
    labels = pillars | pulls
    # The key fills its two columns row by row: pillars to the left, pulls to the right.
    key = {labels[code]: wrap(labels[code], KEY) for pair in zip_longest(pillars, pulls) for code in pair if code}
    legend = alt.Legend(title=None, symbolOpacity=1, columns=2, values=list(key), labelExpr=lookup(key))
    colour = alt.Color("meaning:N", scale=scale(labels, palette.PILLAR | palette.PULL), legend=legend)
    shape = alt.Shape("meaning:N", scale=scale(labels, palette.PILLAR_SHAPE | palette.PULL_SHAPE))
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
        pillars=tally(report, agreements["pillar"].map(pillars), pillars.values()),
        undated=report.formats.number(int((marks["agreed"] & ~dated).sum())),
        pulls=tally(report, events["pull"].map(pulls), pulls.values()),
    )
    chart = layer(layers, data, headings, y=y)
    return finish(report, chart, "pull_timeline", summary, agreements, events, height=height, choice=choice)


def _agreements(report, agreements):
    signed = agreements["signed_on"]
    days = signed.fillna(agreements["announced_on"])  # of what is not signed, the day on which it was announced
    precision = agreements["date_precision"].mask(signed.isna() & days.notna(), "day")
    return pd.DataFrame(
        {
            "id": agreements["id"],
            "partner": agreements["partner"],
            "countries": [()] * len(agreements),
            "title": agreements["title"],
            "meaning": agreements["pillar"].map(report.labels("agreements", "pillar")),
            "when": _dates(report, days, precision, report.gettext("Date not stated")),
            "label": "",
            "agreed": True,
            **lanes.periods(days, precision),
        }
    )


def _events(report, events):
    """Return the events, one row for each of a few countries, else one row for all ``countries``.

    The United States, the other side of them all, has no rows.
    """
    home = set(report["countries"].loc[lambda rows: rows["ring"] == "us", "iso3"])
    partners = events["countries"].map(lambda keys: tuple(key for key in keys if key not in home))
    many = partners.map(len) > FEW
    frame = pd.DataFrame(
        {
            "id": events["id"],
            "partner": [() if crowd else keys for keys, crowd in zip(partners, many)],
            "countries": [keys if crowd else () for keys, crowd in zip(partners, many)],
            "title": events["title"],
            "meaning": events["pull"].map(report.labels("events", "pull")),
            "when": _dates(report, events["on"], events["date_precision"], ""),
            "label": events["label"],
            "agreed": False,
            **lanes.periods(events["on"], events["date_precision"]),
        }
    )
    return frame.explode("partner", ignore_index=True)


def _who(report, countries, names):
    """Return the names of the countries that an event of many is about."""
    return report.formats.join(names[key] for key in countries or ())


def _gathered(report, marks, world):
    """Return the marks with the lanes of many partners of whom the same is known put into one, a mark for all of them."""
    said = marks["title"].mask(marks["agreed"].astype(bool), marks["meaning"] + marks["when"])
    content = {lane: tuple(sorted(held)) for lane, held in said.groupby(marks["lane"], sort=False)}
    alike = {}
    for lane in content:
        if lane != world:
            alike.setdefault(content[lane], []).append(lane)
    crowds = {lane: report.formats.join(held) for held in alike.values() if len(held) > FEW for lane in held}
    inside = marks["lane"].isin(crowds)
    groups = marks[inside].groupby([marks["lane"][inside].map(crowds), said[inside]], sort=False)
    together = [_together(report, same, name) for (name, _), same in groups]
    return pd.concat([marks[~inside], *(row.to_frame().T for row in together)], ignore_index=True).astype(marks.dtypes)


def _together(report, same, name):
    """Return one mark for those of several partners, which says how many agreements it stands for."""
    first = same.iloc[0].copy()
    first["lane"] = first["who"] = name
    if first["agreed"]:
        first["title"] = report.formats.join(same["title"])
        first["label"] = report.gettext("{n} agreements").format(n=report.formats.number(len(same)))
    return first


def _dates(report, days, precision, unknown):
    return [report.formats.date(*known) or unknown for known in zip(days, precision)]
