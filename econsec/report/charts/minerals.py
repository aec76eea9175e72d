"""Charts of the dependence on imported minerals: how far, who produces, and what became of it for rare earths.

A bound is drawn as one: solid as far as it is certain, open over the rest of where the value can lie.
"""

import altair as alt
import pandas as pd

from econsec.exhibits import look
from econsec.report import palette
from econsec.report.charts import lanes
from econsec.report.charts.frame import finish, layer
from econsec.words import share

BAR, STEP, LABEL = 13, 38, 14  # px of a bar, px from one bar to the next, letters in a line beside them
WHOLE = 100  # per cent


def mineral_reliance(report):
    """Show for each mineral how far the United States relies on imports and how much its largest producer makes."""
    minerals = report["mineral_dependence"].sort_values("net_import_reliance_pct", ascending=False, kind="stable")
    names, said = report.names("countries", "iso3"), report.gettext("{measure}: {value}")
    reliance = minerals.assign(
        measure=report.gettext("Import reliance"),
        value=[share(report, *known) for known in zip(minerals["net_import_reliance_pct"], minerals["reliance_qualifier"])],
        slot=0,
        **_bounds(minerals["net_import_reliance_pct"], minerals["reliance_qualifier"]),
    )
    portion = minerals["leading_producer_share_pct"]
    producer = minerals.assign(
        measure=report.gettext("Largest producer"),
        value=[
            report.gettext("{country}, {share}").format(country=names[key], share=share(report, pct))
            if key and pd.notna(pct)
            else report.gettext("not known")
            for key, pct in zip(minerals["leading_producer"], portion)
        ],
        slot=1,
        **_bounds(portion, pd.Series("exact", minerals.index)),
    )
    marks = pd.concat([reliance, producer], ignore_index=True)
    marks = marks.assign(
        lane=marks["mineral"],
        label=[said.format(measure=row.measure, value=row.value) for row in marks.itertuples()],
        imports=marks["import_sources"].where(marks["slot"] == 0, ""),
        faint=False,
    )
    headings = {
        "lane": report.gettext("Mineral"),
        "label": report.gettext("Share"),
        "imports": report.title("mineral_dependence", "import_sources_en"),
    }
    summary = report.gettext("US net import reliance by mineral: {reliance}; largest producer: {producers}.").format(
        reliance=_listed(report, reliance), producers=_listed(report, producer)
    )
    colours = {report.gettext("Import reliance"): palette.PILLAR["minerals"], report.gettext("Largest producer"): look.GREY}
    return _bars(report, marks, headings, "mineral_reliance", summary, colours, minerals)


def rare_earth_reliance(report):
    """Show how far the United States has relied on imported rare earths, year by year."""
    figures = report["rare_earths"].loc[lambda rows: rows["measure"] == "net_import_reliance"].sort_values("year")
    estimated = figures["estimated"].astype(bool)
    rough = report.gettext("{value}, estimated")
    values = [share(report, *known) for known in zip(figures["quantity"], figures["qualifier"])]
    marks = figures.assign(
        lane=figures["year"].astype(str),
        slot=0,
        measure=figures["measure"].map(report.labels("rare_earths", "measure")),
        label=[rough.format(value=value) if guessed else value for value, guessed in zip(values, estimated)],
        faint=estimated,
        **_bounds(figures["quantity"], figures["qualifier"]),
    )
    headings = {"lane": report.title("rare_earths", "year"), "label": report.label("rare_earths", "measure", "net_import_reliance")}
    said = marks.assign(mineral=marks["lane"], value=marks["label"])
    summary = report.gettext("US net import reliance on rare earths by year: {years}.").format(years=_listed(report, said))
    colours = dict.fromkeys(marks["measure"].unique(), palette.PILLAR["minerals"])
    return _bars(report, marks, headings, "rare_earth_reliance", summary, colours, figures)


def _bounds(amounts, qualifiers):
    """Return how far each amount is certain (``sure``), and between what (``low``, ``high``) a bound leaves it open."""
    low = amounts.where(qualifiers == "more_than").mask(qualifiers == "less_than", 0)
    high = amounts.where(qualifiers == "less_than").mask(qualifiers == "more_than", WHOLE)
    return {"sure": amounts.where(qualifiers != "less_than"), "low": low, "high": high}


def _listed(report, rows):
    pairs = (f"{row.mineral} {row.value}" for row in rows.itertuples())
    return report.gettext("; ").join(pairs) or report.gettext("none")


def _bars(report, marks, headings, name, summary, colours, *frames):
    """Return marks as bars on a scale of per cent, each under its label."""
    marks, y, height = lanes.stack(marks, marks["lane"].drop_duplicates(), step=STEP, limit=LABEL)
    scale = alt.Scale(domain=[0, WHOLE])
    colour = {"scale": alt.Scale(domain=[*colours], range=[*colours.values()]), "legend": None}
    paint = {"fill": alt.Fill("measure:N", **colour), "stroke": alt.Stroke("measure:N", **colour)}
    shape = {"orient": "horizontal", "size": BAR, "yOffset": 7, "strokeWidth": 1.5}
    layers = [
        alt.Chart()
        .transform_filter("isValid(datum.sure)")
        .mark_bar(**shape)
        .encode(
            x=alt.X("sure:Q", axis=None, scale=scale),
            fillOpacity=alt.when("datum.faint").then(alt.value(0.45)).otherwise(alt.value(1)),
            **paint,
        ),
        alt.Chart()
        .transform_filter("isValid(datum.high)")
        .mark_bar(fillOpacity=0.12, strokeDash=[5, 3], **shape)
        .encode(x=alt.X("low:Q", axis=None, scale=scale), x2="high:Q", **paint),
        alt.Chart().mark_text(align="left", x=2, dy=-9).encode(text="label:N"),
    ]
    fields = marks[["id", *headings, "measure", "sure", "low", "high", "faint", "y"]].astype(object)
    return finish(report, layer(layers, fields, headings, y=y), name, summary, *frames, height=height)
