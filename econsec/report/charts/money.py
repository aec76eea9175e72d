"""Chart of the money in the CHIPS Act announcements."""

import altair as alt

from econsec.report import palette
from econsec.report.charts import lanes
from econsec.report.charts.frame import finish, hue, layer, tally

BAR, STEP, LABEL = 13, 38, 17  # px of a bar, px from one bar to the next, letters in a line beside them
QUALIFIERS = {"up_to": "up to {amount}", "at_least": "at least {amount}"}


def award_bars(report):
    """Show each sum of each announcement, grants before other money; an announcement without a sum has no bar."""
    marks, kinds = _sums(report), report.labels("funding", "kind")
    names = marks["lane"].drop_duplicates()
    marks, y, height = lanes.stack(marks.assign(slot=marks.groupby("lane").cumcount()), names, step=STEP, limit=LABEL)
    headings = {
        "announcement": report.gettext("Announcement"),
        "announced": report.title("awards", "announced_on"),
        "recipients": report.title("awards", "recipients"),
        "stage": report.title("awards", "stage"),
        "label": report.title("funding", "amount_usd"),
        "provider": report.title("funding", "provider"),
    }
    bars = alt.Chart().mark_bar(orient="horizontal", size=BAR, yOffset=7, strokeWidth=1.5)
    bars = bars.encode(
        x=alt.X("amount:Q", axis=None),
        **hue("kind", kinds, palette.MONEY),
        fillOpacity=alt.when("datum.firm").then(alt.value(1)).otherwise(alt.value(0.2)),
        strokeDash=alt.when("datum.conditional").then(alt.value([5, 3])).otherwise(alt.value([1, 0])),
    )
    words = alt.Chart().mark_text(align="left", x=2, dy=-9).encode(text="label:N")
    fields = ["id", *headings, "kind", "amount", "firm", "conditional", "y"]
    summary = "Announcements, {total} in all, by the money in them: {kinds}; without a sum: {none}."
    summary = report.gettext(summary).format(
        total=report.formats.number(len(report["awards"])),
        kinds=tally(report, marks["kind"], kinds.values()),
        none=report.formats.number(int(marks["amount"].isna().sum())),
    )
    chart = layer([bars, words], marks[fields], headings, y=y)
    return finish(report, chart, "award_bars", summary, report["awards"], report["funding"], height=height)


def _sums(report):
    """Return a row for each sum, with its announcement; an announcement without a sum has one row too."""
    firms, kinds, stages = report.names("firms"), report.labels("funding", "kind"), report.labels("awards", "stage")
    places = {kind: place for place, kind in enumerate(kinds)}
    funding = report["funding"].sort_values("kind", key=lambda kind: kind.map(places), kind="stable")
    funding = funding.assign(
        label=[_words(report, row) for row in funding.itertuples()],
        kind=funding["kind"].map(kinds),
        amount=funding["amount_usd"].astype(object),
        provider=funding["provider"].map(firms),
        firm=(funding["qualifier"] == "exact") & ~funding["conditional"].astype(bool),
        conditional=funding["conditional"].astype(object),
    )
    awards = report["awards"].sort_values("announced_on", kind="stable")
    codes = report.schema.categories("awards", "stage")
    known = {code for code, entry in codes.items() if not entry.get("unstated")}
    awards = awards.assign(
        announcement=awards["title"],
        announced=[report.formats.date(day) for day in awards["announced_on"]],
        recipients=[report.formats.join(firms[key] for key in keys) for keys in awards["recipients"]],
    )
    awards["lane"] = [_heading(row, stages, known) for row in awards.itertuples()]
    awards["stage"] = awards["stage"].map(stages)
    columns = ["award", "label", "kind", "amount", "provider", "firm", "conditional"]
    marks = awards.merge(funding[columns], how="left", left_on="id", right_on="award")
    marks["label"] = marks["label"].fillna(report.gettext("No sum stated"))
    return marks.astype(object).where(marks.notna(), None)


def _heading(row, stages, known):
    """Return the lines beside an announcement's bars: who, when, and at which stage, where that is stated."""
    stage = [stages[row.stage]] if row.stage in known else []
    return "\n".join(filter(None, [row.recipients, *stage, row.announced]))


def _words(report, row):
    """Return a sum as its label: Loan, conditional: USD 700 million."""
    kind, amount = report.label("funding", "kind", row.kind), report.formats.money(row.amount_usd)
    if row.conditional:
        kind = report.gettext("{kind}, conditional").format(kind=kind)
    if row.qualifier in QUALIFIERS:
        amount = report.gettext(QUALIFIERS[row.qualifier]).format(amount=amount)
    return report.gettext("{kind}: {amount}").format(kind=kind, amount=amount)
