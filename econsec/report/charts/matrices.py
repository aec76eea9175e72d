"""Charts that say what stands with whom: a mark where a row meets a column, nothing where it does not."""

import altair as alt

from econsec.exhibits import LINE
from econsec.report import palette
from econsec.report.charts.frame import finish, hue, layer, row_step, scale, side_axis, tally, top_axis

LABEL, NAME, HEAD = 24, 16, 9  # letters in a line of a row's heading, of a partner's name as one, of a column's heading


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
    chart, height = matrix(cells, areas["name"], pillars.values(), headings, **hue("pillar", pillars, palette.PILLAR))
    summary = "Economic areas of the strategy that each pillar serves, {total} in all: {counts}."
    summary = report.gettext(summary).format(total=report.formats.number(len(areas)), counts=tally(report, cells["pillar"], pillars.values()))
    return finish(report, chart, "area_matrix", summary, areas, height=height)


def obligation_matrix(report):
    """Show who does what in the agreements with economic-security clauses, and how firmly."""
    agreements = report["agreements"]
    clauses = _provisions(report, agreements[agreements["pillar"] == "agreements"])
    clauses = clauses[(clauses["parent"] == "") & (clauses["obliged"] != "")]
    clauses = _by_agreement(report, clauses, agreements)
    unknown = report.gettext("Not known")
    obliged, modality = report.labels("provisions", "obliged"), report.labels("provisions", "modality")
    sides = [obliged[side] for side in ("partner", "both", "us")]  # both stand between the two
    cells = clauses.assign(
        clause=[" ".join(filter(None, (row.whose, row.article_no, row.label))) for row in clauses.itertuples()],
        side=clauses["obliged"].map(obliged),
        strictness=clauses["modality"].map(modality).fillna(unknown),
        content=clauses["text"],
        solid=(clauses["modality"] == "shall").astype(int),
    )
    headings = {
        "clause": report.gettext("Commitment"),
        "side": report.title("provisions", "obliged"),
        "strictness": report.title("provisions", "modality"),
        "content": report.gettext("Content"),
    }
    looks = palette.MODALITY_SHAPE | {"": "circle"}
    modality[""] = unknown
    chart, height = matrix(
        cells,
        cells["clause"],
        sides,
        headings,
        word="strictness",
        **hue("strictness", modality, dict.fromkeys(modality, palette.PILLAR["agreements"])),
        shape=alt.Shape("strictness:N", scale=scale(modality, looks), legend=None),
    )
    summary = report.gettext("Commitments by who acts: {sides}; by how firmly: {modality}.").format(
        sides=tally(report, cells["side"], sides), modality=tally(report, cells["strictness"], modality.values())
    )
    return finish(report, chart, "obligation_matrix", summary, clauses, height=height)


def _by_agreement(report, clauses, agreements):
    """Return clauses in the agreements' order; ``whose`` names the partner where they are of more than one agreement."""
    places = {key: place for place, key in enumerate(agreements["id"])}
    partners = agreements.set_index("id")["partner"].map(report.names("countries", "iso3"))
    held = clauses["agreements"].map(lambda keys: tuple(key for key in keys if key in places))
    clauses = clauses.assign(
        whose=held.map(lambda keys: report.formats.join(partners[key] for key in keys)) if held.nunique() > 1 else "",
        place=held.map(lambda keys: places[keys[0]]),
    )
    return clauses.sort_values(["place", "order"], kind="stable")


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
        word=_words(report, known),
        solid=known.astype(int),
    )
    # Partners of the same pillars stand together, so that the marks form blocks.
    places = {pillar: place for place, pillar in enumerate(pillars.values())}
    blocks = cells.groupby("partner")["pillar"].agg(lambda held: sorted(held.map(places))).to_dict()
    partners = sorted((name for name in names.values() if name in blocks), key=lambda name: blocks[name])
    partners = _most_first(cells, "partner", partners, "pillar")
    headings = {
        "partner": report.title("agreements", "partner"),
        "pillar": report.title("agreements", "pillar"),
        "agreement": report.gettext("Agreement"),
        "signed": report.title("agreements", "signed_on"),
        "word": report.gettext("To be noted"),
    }
    colours = hue("pillar", pillars, palette.PILLAR)
    chart, height = matrix(cells, partners, pillars.values(), headings, word="word", limit=NAME, **colours)
    summary = "Agreements with {total} partners by pillar: {counts}; standing: {changed}; text not seen: {unseen}."
    now = report.standing("agreements").loc[lambda rows: rows["change"] != "", "status"].map(report.labels("status_changes", "status"))
    summary = report.gettext(summary).format(
        total=report.formats.number(len(partners)),
        counts=tally(report, cells["pillar"], pillars.values()),
        changed=tally(report, now, report.labels("status_changes", "status").values()),
        unseen=report.formats.number(int((~known).sum())),
    )
    return finish(report, chart, "coverage_matrix", summary, agreements, height=height)


def _words(report, known):
    """Return what stands under each agreement's mark: a standing that a later change brought, a text not seen."""
    now, statuses = report.standing("agreements"), report.labels("status_changes", "status")
    changed = now["status"].map(statuses).where(now["change"] != "", "")
    unseen = known.map({True: "", False: report.gettext("text not seen")}).to_list()
    return [report.gettext(", ").join(filter(None, pair)) for pair in zip(changed, unseen)]


def matrix(cells, rows, columns, headings, word="", limit=LABEL, **channels):
    """Return a chart of ``cells`` and its height; ``rows`` and ``columns`` are all headings in their order.

    The first two fields of the tooltip's ``headings`` are those of rows and columns; ``word`` is a field that
    stands under each mark; ``limit`` is that of a line of the rows' headings. Where ``cells`` has ``solid``, 0 leaves a mark open.
    """
    rows, columns = list(rows), list(columns)
    row, column, *_ = headings
    step = max(row_step(rows, limit), 2 * LINE + 2 if word else 0)
    if "solid" in cells:
        channels["fillOpacity"] = alt.FillOpacity("solid:Q", scale=None)
    layers = [alt.Chart().mark_point(filled=True, size=150, strokeWidth=2, opacity=1).encode(**channels)]
    if word:
        layers.append(alt.Chart().mark_text(dy=LINE, fontSize=11).encode(text=f"{word}:N"))
    fields = [field for field in ("id", *headings, "solid") if field in cells]
    x = alt.X(f"{column}:N", scale=alt.Scale(domain=columns), axis=top_axis(columns, HEAD))
    y = alt.Y(f"{row}:N", scale=alt.Scale(domain=rows), axis=side_axis(rows, limit, grid=True))
    return layer(layers, cells[fields], headings, x=x, y=y), step * max(len(rows), 1)


def _topic_matrix(report, name, pillar, summary):
    agreements, names = report["agreements"], report.names("countries", "iso3")
    # What is only known from reports is not compared with texts that were read.
    agreements = agreements[(agreements["pillar"] == pillar) & agreements["text_seen"].fillna(False).astype(bool)]
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
    chart, height = matrix(cells, rows, columns, headings, fill=alt.value(palette.PILLAR[pillar]))
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
