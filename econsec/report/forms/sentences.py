"""Text alternatives: a chart in one sentence, worked out from its rows.

A sentence of its own is for what the report shows; any other choice of rows and columns gets one that always fits.
"""

from econsec.editions import tables_of
from econsec.report.columns import table_title

# What a form drew: the sentence, and which fact of the form each of its fields is, where it is called otherwise.
SENTENCES = {
    "timeline export_controls fields direction": (
        "Export-control measures, parts counted one by one, by field: {fields}; by direction: {directions}.",
        {"fields": "lanes", "directions": "colours"},
    ),
    "balance export_controls direction": ("Export-control measures by month, {total} in all: {directions}.", {"directions": "colours"}),
    "matrix nss_areas name pillars": (
        "Economic areas of the strategy that each pillar serves, {total} in all: {counts}.",
        {"total": "rows", "counts": "columns"},
    ),
    "bars awards announcement amount_usd": (
        "Announcements, {total} in all, by the money in them: {kinds}; without a sum: {none}.",
        {"kinds": "colours"},
    ),
    "shares mineral_dependence mineral net_import_reliance_pct leading_producer_share_pct": (
        "US net import reliance by mineral: {reliance}; largest producer: {producers}.",
        {"reliance": "first", "producers": "second"},
    ),
    "balances goods_trade partner balance deal": (
        "US goods balance in {unit} with {total} partners: {balances}; with a trade agreement: {agreed}; with a deal of another kind: {dealt}.",
        {},
    ),
    "rings rings": ("Rings from the centre outwards and what US policy does in each – {rings}.", {}),
    "paths added_tariff": ("Tariff added since 2024 on goods of {total} partners, in percentage points, last for {last}; marked: {marked}.", {}),
    "paths added_tariff of a partner": (
        "Tariff added since 2024 on the partner's goods, in percentage points, last for {last}; marked: {marked}.",
        {},
    ),
    "obligations": (
        "Agreements with {total} partners by how they stand: {standings}; their obligations by how firm they are: {firmness}.",
        {},
    ),
    "clauses": ("Topics on which partners took something on: {partners}; how firm: {firmness}; shared by all: {shared}.", {}),
    "panels added_tariff": ("Tariff added since 2024 on goods of {total} partners, in percentage points, now: {last}.", {}),
    "sides": ("Moves in two directions, {total} in all – {counts}.", {}),
    "shares rare_earths year quantity": ("US net import reliance on rare earths by year: {years}.", {"years": "first"}),
}


def say(report, rows, what, /, **facts):
    """Return the sentence for what a form drew of some rows."""
    text, called = SENTENCES.get(what, (None, {}))
    if text is None:
        text = "{title}, marks: {total}; {counts}." if facts.get("counts") else "{title}, marks: {total}."
        return report.gettext(text).format(title=title(report, rows), total=facts["total"], counts=facts.get("counts"))
    return report.gettext(text).format(**facts | {theirs: facts[ours] for theirs, ours in called.items()})


def counted(report, *counts):
    """Return counts as part of a sentence: ``(heading, tally)`` each."""
    return report.gettext("; ").join(report.gettext("{title}: {counts}").format(title=heading, counts=tally) for heading, tally in counts)


def title(report, rows):
    """Return what rows are called: the title of their table."""
    table = next((table for table in tables_of(rows) if table in report.schema.tables), "")
    return table_title(report, table) if table else report.gettext("Rows")
