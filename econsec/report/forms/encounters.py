"""Two kinds of rows in the same lanes of time: what partners agreed, and what pulls them closer or apart."""

from itertools import zip_longest

import altair as alt
import pandas as pd

from econsec.exhibits import wrap
from econsec.report import palette
from econsec.report.forms import lanes, pointers
from econsec.report.forms.canvas import choosable, framed, layer, lookup, scale, tally
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say

HEAD, KEY = 9, 16  # letters in a line over the marks without a date, and of the legend
FEW = 3  # more partners than these share a lane, or a mark, where the same holds for all of them


def encounters(report, agreements, events, lane, colour):
    """Return agreements and events partner by partner; an agreement without a date stands apart, at no date.

    ``lane`` and ``colour`` are the columns of the two. An event of many countries stands once, with those of the world; many
    partners of whom the same is known share a lane.
    """
    for rows, *names in ((agreements, lane[0], colour[0]), (events, lane[1], colour[1])):
        check("encounters", rows, *names, "title", "date_precision")
    agreements, events = agreements.reset_index(drop=True), events.reset_index(drop=True)
    meant = [Channel(report, rows, name, "encounters") for rows, name in zip((agreements, events), colour)]
    names = Channel(report, agreements, lane[0], "encounters").labels
    unstated = report.gettext("Date not stated")
    world = report.gettext("Many, or the world")
    pillars, pulls = (channel.labels for channel in meant)
    marks = [_agreements(report, agreements, lane[0], meant[0]), _events(report, events, lane[1], meant[1])]
    marks = pd.concat(marks, ignore_index=True)
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
    # The key fills its two columns row by row: the first kind to the left, the second to the right.
    key = {labels[code]: wrap(labels[code], KEY) for pair in zip_longest(pillars, pulls) for code in pair if code}
    layers, choice = choosable(_layers(report, meant, days, key, aside), "meaning", key)
    data = lanes.iso(marks[["id", *headings, "start", "end", "middle", "anchor", "align", "label", "y"]])
    facts = {
        "pillars": tally(report, meant[0].texts(agreements), pillars.values()),
        "undated": report.formats.number(int((marks["agreed"] & ~dated).sum())),
        "pulls": tally(report, meant[1].texts(events), pulls.values()),
    }
    text = say(report, agreements, "encounters", **facts)
    return framed(report, layer(layers, data, headings, y=y), text, height, choice)


def _layers(report, meant, days, key, aside):
    """Return the layers of marks, those without a date beside the time axis."""
    paints, shapes = ({**meant[0].looks(of, ()), **meant[1].looks(of, ())} for of in (palette.colours, palette.shapes))
    legend = alt.Legend(title=None, symbolOpacity=1, columns=2, values=list(key), labelExpr=lookup(key))
    colour = alt.Color("meaning:N", scale=scale(paints), legend=legend)
    shape = alt.Shape("meaning:N", scale=scale(shapes))
    when = alt.Chart().transform_filter("isValid(datum.start)")
    layers = [
        lanes.known(when, lanes.month_axis(report, days, aside), colour),
        lanes.symbols(when, color=colour, shape=shape),
        lanes.words(when),
    ]
    if aside:
        undated = alt.Chart().transform_filter("!isValid(datum.start)")
        layers.append(lanes.beside(undated, color=colour, shape=shape))
    return layers


def _agreements(report, agreements, lane, meaning):
    signed = agreements["signed_on"]
    days = signed.fillna(agreements["announced_on"])  # of what is not signed, the day on which it was announced
    precision = agreements["date_precision"].mask(signed.isna() & days.notna(), "day")
    rows = agreements.assign(days=days, precision=precision)
    unknown = report.gettext("Date not stated")
    return pd.DataFrame(
        {
            "id": agreements["id"],
            "partner": agreements[lane],
            "countries": [()] * len(agreements),
            "title": agreements["title"],
            "meaning": meaning.texts(agreements),
            "when": [day or unknown for day in pointers.dates(report, rows, "days", "precision")],
            "label": "",
            "agreed": True,
            **lanes.periods(days, precision),
        }
    )


def _events(report, events, lane, meaning):
    """Return the events, one row for each of a few countries, else one row for all ``countries``."""
    many = events[lane].map(len) > FEW
    frame = pd.DataFrame(
        {
            "id": events["id"],
            "partner": [() if crowd else keys for keys, crowd in zip(events[lane], many)],
            "countries": [keys if crowd else () for keys, crowd in zip(events[lane], many)],
            "title": events["title"],
            "meaning": meaning.texts(events),
            "when": pointers.dates(report, events, "on", "date_precision"),
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
