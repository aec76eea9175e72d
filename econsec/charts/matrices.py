"""Charts that say what stands with whom: a mark where a row meets a column, nothing where it does not."""

import altair as alt

from econsec import theme
from econsec.charts.frame import LINE, finish, hue, layer, row_step, scale, side_axis, tally, top_axis

LABEL, HEAD = 24, 9  # letters in a line of a row's and of a column's heading


def area_matrix(report):
    """Show which pillars serve each economic area of the strategy, in the strategy's order."""
    areas, pillars = report["nss_areas"].sort_values("rank"), report.labels("nss_areas", "pillars")
    cells = areas.explode("pillars").dropna(subset="pillars")
    cells = cells.assign(
        area=cells["name"],
        pillar=cells["pillars"].map(pillars),
        coded_by=cells["coded_by"].map(report.labels("nss_areas", "coded_by")),
    )
    headings = {
        "area": report.gettext("Area"),
        "pillar": report.gettext("Pillar"),
        "coded_by": report.title("nss_areas", "coded_by"),
    }
    chart, height = matrix(cells, areas["name"], pillars.values(), headings, **hue("pillar", pillars, theme.PILLAR))
    summary = "Economic areas of the strategy that each pillar serves, {total} in all: {counts}."
    summary = report.gettext(summary).format(
        total=report.formats.number(len(areas)), counts=tally(report, cells["pillar"], pillars.values())
    )
    return finish(report, chart, "area_matrix", summary, areas, height=height)


def obligation_matrix(report):
    """Show who owes what in the agreements with economic-security clauses, and how strictly."""
    agreements = report["agreements"]
    clauses = _provisions(report, agreements[agreements["pillar"] == "agreements"])
    clauses = clauses[(clauses["parent"] == "") & (clauses["obliged"] != "")].sort_values("order", kind="stable")
    obliged, modality = report.labels("provisions", "obliged"), report.labels("provisions", "modality")
    sides = [obliged[side] for side in ("partner", "both", "us")]  # both stand between the two
    cells = clauses.assign(
        clause=(clauses["article_no"] + " " + clauses["label"]).str.strip(),
        side=clauses["obliged"].map(obliged),
        strictness=clauses["modality"].map(modality),
        content=clauses["text"],
        solid=(clauses["modality"] == "shall").astype(int),
    )
    headings = {
        "clause": report.gettext("Commitment"),
        "side": report.title("provisions", "obliged"),
        "strictness": report.title("provisions", "modality"),
        "content": report.gettext("Content"),
    }
    chart, height = matrix(
        cells,
        cells["clause"],
        sides,
        headings,
        word="strictness",
        **hue("strictness", modality, dict.fromkeys(modality, theme.PILLAR["agreements"])),
        shape=alt.Shape("strictness:N", scale=scale(modality, theme.MODALITY_SHAPE), legend=None),
    )
    summary = report.gettext("Commitments by who is obliged: {sides}; by how strictly: {modality}.").format(
        sides=tally(report, cells["side"], sides), modality=tally(report, cells["strictness"], modality.values())
    )
    return finish(report, chart, "obligation_matrix", summary, clauses, height=height)


def minerals_matrix(report):
    """Show which topic stands in which of the critical-minerals agreements, the most shared first."""
    summary = "Topics of the critical-minerals agreements by partner: {partners}; in all of them: {shared}."
    return _topic_matrix(report, "minerals_matrix", "minerals", report.gettext(summary))


def technology_matrix(report):
    """Show which topic stands in which of the technology agreements, the most shared first."""
    summary = "Topics of the technology agreements by partner: {partners}; in all of them: {shared}."
    return _topic_matrix(report, "technology_matrix", "technology", report.gettext(summary))


def coverage_matrix(report):
    """Show with which partners the United States has agreed on which pillar."""
    agreements, pillars = report["agreements"], report.labels("agreements", "pillar")
    names = report.names("countries", "iso3")
    known = agreements["text_seen"].fillna(True).astype(bool)
    cells = agreements.assign(
        partner=agreements["partner"].map(names),
        pillar=agreements["pillar"].map(pillars),
        agreement=agreements["title"],
        signed=[report.formats.date(row.signed_on, row.date_precision) for row in agreements.itertuples()],
        word=known.map({True: "", False: report.gettext("text not seen")}),
        solid=known.astype(int),
    )
    partners = _most_first(cells, "partner", names.values(), "pillar")
    headings = {
        "partner": report.title("agreements", "partner"),
        "pillar": report.title("agreements", "pillar"),
        "agreement": report.gettext("Agreement"),
        "signed": report.title("agreements", "signed_on"),
        "word": report.title("agreements", "text_seen"),
    }
    colours = hue("pillar", pillars, theme.PILLAR)
    chart, height = matrix(cells, partners, pillars.values(), headings, word="word", **colours)
    summary = report.gettext("Agreements with {total} partners by pillar: {counts}; text not seen: {unseen}.").format(
        total=report.formats.number(len(partners)),
        counts=tally(report, cells["pillar"], pillars.values()),
        unseen=report.formats.number(int((~known).sum())),
    )
    return finish(report, chart, "coverage_matrix", summary, agreements, height=height)


def matrix(cells, rows, columns, headings, word="", **channels):
    """Return a chart of ``cells`` and its height; ``rows`` and ``columns`` are all headings in their order.

    The first two fields of the tooltip's ``headings`` are those of rows and columns; ``word`` is a field that
    stands under each mark. Where ``cells`` has ``solid``, 0 leaves a mark open.
    """
    rows, columns = list(rows), list(columns)
    row, column, *_ = headings
    step = max(row_step(rows, LABEL), 2 * LINE + 10 if word else 0)
    if "solid" in cells:
        channels["fillOpacity"] = alt.FillOpacity("solid:Q", scale=None)
    layers = [alt.Chart().mark_point(filled=True, size=150, strokeWidth=2, opacity=1).encode(**channels)]
    if word:
        layers.append(alt.Chart().mark_text(dy=LINE, fontSize=11).encode(text=f"{word}:N"))
    fields = [field for field in ("id", *headings, "solid") if field in cells]
    x = alt.X(f"{column}:N", scale=alt.Scale(domain=columns), axis=top_axis(columns, HEAD))
    y = alt.Y(f"{row}:N", scale=alt.Scale(domain=rows), axis=side_axis(rows, LABEL, grid=True))
    return layer(layers, cells[fields], headings, x=x, y=y), step * max(len(rows), 1)


def _topic_matrix(report, name, pillar, summary):
    agreements, names = report["agreements"], report.names("countries", "iso3")
    agreements = agreements[agreements["pillar"] == pillar]
    provisions = _provisions(report, agreements)
    partners, topics = agreements.set_index("id")["partner"].map(names), report.labels("provisions", "topics")
    lines = provisions.explode("agreements").explode("topics")
    lines = lines.assign(topic=lines["topics"].map(topics), partner=lines["agreements"].map(partners))
    groups = lines.dropna(subset="partner").groupby(["topic", "partner"], sort=False)["label"]
    cells = groups.agg(report.formats.join).reset_index(name="lines")
    columns = [partner for partner in partners if partner in set(cells["partner"])]
    headings = {
        "topic": report.title("provisions", "topics"),
        "partner": report.title("agreements", "partner"),
        "lines": report.gettext("Lines of the agreement"),
    }
    rows = _most_first(cells, "topic", topics.values(), "partner")
    chart, height = matrix(cells, rows, columns, headings, fill=alt.value(theme.PILLAR[pillar]))
    in_all = int((cells["topic"].value_counts() == len(columns)).sum())
    summary = summary.format(partners=tally(report, cells["partner"], columns), shared=report.formats.number(in_all))
    return finish(report, chart, name, summary, provisions, height=height)


def _provisions(report, agreements):
    """Return the provisions that stand in any of the agreements."""
    provisions = report["provisions"]
    return provisions.loc[[not set(agreements["id"]).isdisjoint(keys) for keys in provisions["agreements"]]]


def _most_first(cells, field, order, counted):
    """Return the values of a field, those that meet most values of ``counted`` first, then in the given order."""
    counts = cells.groupby(field)[counted].nunique()
    return sorted((value for value in order if value in counts), key=lambda value: -counts[value])
