"""Charts of statistics beside what policy claims: the goods balance by partner, the tariff added over time."""

import altair as alt
import pandas as pd

from econsec.exhibits import LINE, look, wrap
from econsec.report import evidence, palette
from econsec.report.charts import lanes
from econsec.report.charts.frame import choosable, finish, layer

STEP = 18  # px of a partner's bar and what is around it
MILLION = 10**6
HEIGHT, ROOM = 380, 84  # px of the tariff's plot, and beside it for the partners' names
TICKS = (0, 5, 10, 20, 50, 100)  # points of the tariff's scale, which gives small rates more room
COLOURS = (palette.PURPLE, palette.GREEN, palette.BLUE, palette.ORANGE, palette.RED)
PATH, AGREEMENT, RULING = "path", "agreement", "ruling"


def goods_balance(report):
    """Show the goods balance with each partner; the bars of those with a trade agreement are filled, of those with another deal edged."""
    found, names = evidence.partners(evidence.balances(report)), report.names("countries", "iso3")
    words = {
        "agreed": report.gettext("Trade agreement in this record"),
        "dealt": report.gettext("Deal of another kind"),
        "": report.gettext("Neither in this record"),
    }
    short = {name: _short(report, found[name]) for name in ("balance", "later", "imports_musd", "exports_musd")}
    marks = found.assign(
        lane=found["partner"].map(names),
        slot=0,
        kind=[words["agreed" if agreed else "dealt" if dealt else ""] for agreed, dealt in zip(found["agreed"], found["dealt"])],
        amount=found["balance"],
        label=short["balance"],
        imports=short["imports_musd"],
        exports=short["exports_musd"],
        then=short["later"],
        year=[str(year) if pd.notna(year) else "" for year in found["later_year"]],
    )
    marks, y, height = lanes.stack(marks, marks["lane"], step=STEP)
    headings = _amounts(report, found)
    lowest = min([0, *found["balance"], *found["later"].dropna()])
    # Room right of zero for the figures, which stand on the far side of it, where their own bar never is.
    place = alt.Scale(domain=[float(lowest), float(max([-lowest / 4, *found["balance"]]))], nice=False)
    unit = alt.Axis(title=report.gettext("USD billion"), labels=False, grid=False)
    edge = alt.Scale(domain=list(words.values()), range=[palette.PILLAR["agreements"], palette.PILLAR["agreements"], look.GREY])
    inside = alt.Scale(domain=list(words.values()), range=[palette.PILLAR["agreements"], "transparent", "transparent"])
    legend = alt.Legend(title=None, columns=1, symbolType="square", symbolStrokeWidth=1.5)
    bars = alt.Chart().mark_bar(orient="horizontal", size=12, strokeWidth=1.5)
    bars = bars.encode(
        x=alt.X("amount:Q", axis=unit, scale=place),
        stroke=alt.Stroke("kind:N", scale=edge, legend=legend),
        fill=alt.Fill("kind:N", scale=inside, legend=legend),
        strokeDash=alt.StrokeDash("kind:N", scale=alt.Scale(domain=list(words.values()), range=[[1, 0], [1, 0], [3, 2]]), legend=legend),
    )
    again = alt.Chart().transform_filter("isValid(datum.later)")
    dots = again.mark_point(shape="diamond", filled=True, size=70, opacity=1, color="currentColor").encode(x="later:Q")
    years = again.mark_text(align="right", dx=-6, fontSize=10).encode(x="later:Q", text="year:N")
    side = {"align": alt.expr("datum.amount < 0 ? 'left' : 'right'"), "dx": alt.expr("datum.amount < 0 ? 4 : -4")}
    figures = alt.Chart().mark_text(fontSize=11, **side).encode(x=alt.datum(0), text="label:N")
    summary = "US goods balance in {unit} with {total} partners: {balances}; with a trade agreement: {agreed}; with a deal of another kind: {dealt}."
    summary = report.gettext(summary).format(
        unit=report.gettext("USD billion"),
        total=report.formats.number(len(found)),
        balances=report.gettext("; ").join(f"{row.lane} {row.label}" for row in marks.itertuples()) or report.gettext("none"),
        agreed=report.formats.join(marks["lane"][marks["agreed"]]) or report.gettext("none"),
        dealt=report.formats.join(marks["lane"][marks["dealt"]]) or report.gettext("none"),
    )
    data = marks[["id", *headings, "kind", "amount", "later", "year", "y"]].astype(object)
    trade = report["goods_trade"]
    shown, events = trade[trade["partner"].isin(found["partner"])], report["events"]
    deals = events[events["kind"] == evidence.DEAL]
    layers, choice = choosable([bars, dots, years, figures], "kind", words.values())
    return finish(report, layer(layers, data, headings, y=y), "goods_balance", summary, shown, deals, height=height, choice=choice)


def _short(report, amounts):
    return ["" if pd.isna(musd) else report.formats.short_money(musd * MILLION) for musd in amounts]


def _amounts(report, found):
    """Return the headings of the tooltip: amounts have their year and unit."""
    text, unit = report.gettext("{title}, {year} ({unit})"), report.gettext("USD billion")

    def titled(title, years):
        return text.format(title=title, year="".join(str(year) for year in years.dropna().unique()), unit=unit)

    return {
        "lane": report.title("goods_trade", "partner"),
        "label": titled(report.gettext("US balance"), found["year"]),
        "imports": titled(report.title("goods_trade", "imports_musd"), found["year"]),
        "exports": titled(report.title("goods_trade", "exports_musd"), found["year"]),
        "then": titled(report.gettext("US balance"), found["later_year"]),
    }


def partner_tariff_path(report):
    """Show the tariff added on one partner's goods over time, its agreements and court rulings marked."""
    return added_tariff_path(report, "partner_tariff_path")


def added_tariff_path(report, name="added_tariff_path"):
    """Show the tariff added on each partner's goods over time, trade agreements and court rulings marked.

    The partners that are followed one by one stand out; of the others the one with the highest tariff is named.
    """
    rates, names = evidence.added_tariffs(report), report.names("countries", "iso3")
    chosen = evidence.followed(report, rates)[: len(COLOURS)]
    top = 1.05 * max([TICKS[1], *rates["added_tariff_pp"]])
    paths = _paths(report, rates, chosen, names, top)
    agreed, rulings = _agreements(report, rates, chosen, names), _rulings(report, rates)
    marks = pd.concat([frame.astype(object) for frame in (paths, agreed, rulings)], ignore_index=True)
    days = lanes.extent(paths.assign(end=paths["start"]))
    headings = {"title": report.gettext("What, and when"), "value": report.title("added_tariff", "added_tariff_pp")}
    x = lanes.month_axis(report, days, room=ROOM)
    y = alt.Y("points:Q", axis=_axis(report, top), scale=alt.Scale(type="sqrt", domain=[0, top], nice=False))
    shown = [names[partner] for partner in chosen]
    colour = alt.Color("partner:N", scale=alt.Scale(domain=shown, range=list(COLOURS[: len(shown)])), legend=None)
    named, ruled = _words(x, y)  # Vega warns of a layer that has nothing to show
    layers = [*_lines(x, y, colour, paths["ahead"]), *([_signs(x, y, colour)] if len(agreed) else []), named]
    layers = [_ruling_lines(x), *layers, ruled] if len(rulings) else layers
    said = [*agreed["title"], *rulings["title"]]
    last = paths[paths["ahead"]].drop_duplicates("partner", keep="last")
    summary = "Tariff added since 2024 on goods of {total} partners, in percentage points, last for {last}; marked: {marked}."
    if report.partner:
        summary = "Tariff added since 2024 on the partner's goods, in percentage points, last for {last}; marked: {marked}."
    summary = report.gettext(summary).format(
        total=report.formats.number(paths["partner"].nunique()),
        last=report.gettext("; ").join(f"{row.title} {row.value}" for row in last.itertuples()) or report.gettext("none"),
        marked=report.gettext("; ").join(said) or report.gettext("none"),
    )
    fields = [*headings, "part", "sign", "partner", "start", "points", "ahead", "projected", "tail", "label", "nudge", "side"]
    data = marks[fields].assign(start=pd.to_datetime(marks["start"]))
    frames = (rates, evidence.marked_agreements(report), evidence.court_rulings(report))
    return finish(report, layer(layers, lanes.iso(data), headings), name, summary, *frames, height=HEIGHT)


def _paths(report, rates, chosen, names, top):
    """Return the points of the paths, the partners that stand out last; ``label`` names a path where it is named."""
    rates = rates.assign(ahead=rates["partner"].isin(chosen)).sort_values("ahead", kind="stable").reset_index(drop=True)
    known = rates.loc[~rates["projected"].astype(bool), "on"].max()
    partner = rates["partner"].map(names)
    ends = rates[rates["ahead"]].drop_duplicates("partner", keep="last").index
    others = rates.loc[~rates["ahead"], "added_tariff_pp"].astype(float)
    named = [*ends, *([others.idxmax()] if len(others) else [])]
    nudges = lanes.apart(HEIGHT * (1 - (rates["added_tariff_pp"].astype(float)[ends] / top) ** 0.5), LINE, HEIGHT)
    return pd.DataFrame(
        {
            "part": PATH,
            "sign": "",
            "partner": partner,
            "title": [_dated(report, name, day) for name, day in zip(partner, rates["on"])],
            "value": [report.formats.number(round(float(points), 1)) for points in rates["added_tariff_pp"]],
            "start": rates["on"],
            "points": rates["added_tariff_pp"].astype(float),
            "ahead": rates["ahead"],
            "projected": rates["projected"].astype(bool),
            "tail": rates["on"] >= known,
            "label": partner.where(rates.index.isin(named), ""),
            "nudge": nudges.reindex(rates.index, fill_value=0.0),
            "side": "",
        }
    )


def _agreements(report, rates, chosen, names):
    """Return a mark for each trade agreement, on its partner's path on the day of its signing or announcement."""
    found = evidence.marked_agreements(report)
    points = [evidence.rate_on(rates, row.partner, row.day) for row in found.itertuples()]
    found = found.assign(points=pd.array(points, dtype="Float64")).dropna(subset=["day", "points"])
    return pd.DataFrame(
        {
            "part": AGREEMENT,
            "sign": report.gettext("Agreement" if report.partner else "Trade agreement"),
            "partner": found["partner"].map(names),
            "title": [_dated(report, row.title, row.day) for row in found.itertuples()],
            "value": [report.formats.number(round(float(points), 1)) for points in found["points"]],
            "start": found["day"],
            "points": found["points"].astype(float),
            "ahead": found["partner"].isin(chosen),
            "projected": False,
            "tail": False,
            "label": "",
            "nudge": 0.0,
            "side": "",
        }
    )


def _rulings(report, rates):
    """Return a mark for each ruling of a court at home while the paths last, its label left or right of it in turn."""
    found = evidence.court_rulings(report)
    found = found[(found["on"] >= rates["on"].min()) & (found["on"] <= rates["on"].max())]
    return pd.DataFrame(
        {
            "part": RULING,
            "sign": "",
            "partner": "",
            "title": [_dated(report, row.label, row.on) for row in found.itertuples()],
            "value": "",
            "start": found["on"],
            "points": None,
            "ahead": False,
            "projected": False,
            "tail": False,
            "label": ["\n".join(wrap(text, lanes.WORDS)) for text in found["label"]],
            "nudge": [float(LINE * (2 + place // 2 * 3)) for place in range(len(found))],
            "side": ["right" if place % 2 == 0 else "left" for place in range(len(found))],
        }
    )


def _dated(report, title, day):
    return report.gettext("{title} ({date})").format(title=title, date=report.formats.date(day))


def _axis(report, top):
    """Return the axis of points, its unit under the highest figure."""
    ticks = [tick for tick in TICKS if tick <= top]
    unit = f"datum.value == {ticks[-1]} ? [datum.label, '{report.gettext('points')}'] : datum.label"
    return alt.Axis(title=None, values=ticks, grid=True, labelExpr=unit, labelLineHeight=LINE)


def _part(part, test="true"):
    return alt.Chart().transform_filter(f"datum.part == '{part}' && {test}")


def _lines(x, y, colour, ahead):
    """Return the layers of the paths: grey ones below those that stand ``ahead``, what is projected dashed."""
    looks = {False: ("!datum.ahead", alt.value(look.GREY), 1, 0.5), True: ("datum.ahead", colour, 2.5, 1)}
    for group, paint, width, opacity in (looks[one] for one in looks if one in set(ahead)):
        for time, dash in (("!datum.projected", [1, 0]), ("datum.tail", [3, 2])):
            base = _part(PATH, f"{group} && {time}")
            line = base.mark_line(interpolate="step-after", strokeWidth=width, opacity=opacity, strokeDash=dash)
            yield line.encode(x=x, y=y, detail="partner:N", color=paint, tooltip=alt.value(None))
    # Where a pointer finds the figures.
    yield _part(PATH, "datum.ahead").mark_point(opacity=0, size=80).encode(x=x, y=y)


def _signs(x, y, colour):
    """Return the layer of agreements, in the colour of their partner's path."""
    paint = alt.when("datum.ahead").then(colour).otherwise(alt.value(look.GREY))
    sign = alt.Shape("sign:N", scale=alt.Scale(range=["diamond"]), legend=None)  # the caption says what it is
    return _part(AGREEMENT).mark_point(filled=True, size=90, opacity=1).encode(x=x, y=y, color=paint, shape=sign)


def _ruling_lines(x):
    return _part(RULING).mark_rule(strokeDash=[2, 3], color="currentColor", opacity=0.8).encode(x=x)


def _words(x, y):
    """Return the layers of text: partners' names at their paths, rulings' names at their lines."""
    down = alt.expr("datum.nudge")
    named = _part(PATH, "datum.label != ''").mark_text(align="left", dx=7, dy=down, fontSize=11)
    beside = {"align": alt.expr("datum.side"), "dx": alt.expr("datum.side == 'left' ? 5 : -5")}
    ruled = _part(RULING).mark_text(dy=down, fontSize=11, lineHeight=LINE - 1, lineBreak="\n", **beside)
    return named.encode(x=x, y=y, text="partner:N"), ruled.encode(x=x, y=alt.value(0), text="label:N")
