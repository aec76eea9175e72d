"""Where a row of the data is shown: which exhibit on which page, and the address of the row there.

This is declared here and nowhere else. A row that no page shows has no address.
"""

from econsec.report.tables import commitments, evidence, measures, notes, revisions, strategy
from econsec.report.tables.show import records, shared_keys

# exhibit -> the page on which it stands, the data table whose rows are its rows
PLACES = {
    strategy.nss_table: ("nss", "nss_areas"),
    evidence.goods_table: ("nss", "goods_trade"),
    commitments.clause_table: ("pillar1_agreements", "provisions"),
    measures.control_table: ("pillar1_agreements", "export_controls"),
    evidence.dependence_table: ("pillar2_minerals", "mineral_dependence"),
    evidence.rare_earth_table: ("pillar2_minerals", "rare_earths"),
    commitments.minerals_table: ("pillar2_minerals", "provisions"),
    measures.award_table: ("pillar3_technology", "awards"),
    commitments.technology_table: ("pillar3_technology", "provisions"),
    strategy.ring_table: ("outlook", "rings"),
    commitments.coverage_table: ("outlook", "countries"),
    strategy.event_table: ("outlook", "events"),
    notes.notes_table: ("sources", "notes"),
    revisions.revision_table: ("changes", "revisions"),
}
# These two tables cannot be asked here: they ask where the rows are.
WORKS = "sources.html#source-"
DIFFERENCES = "verification.html#difference-"

# Rows that stand within the row of another table: that table, the column that names its row, what it names it by.
WITHIN = {"agreements": ("countries", "partner", "iso3"), "funding": ("awards", "award", "id")}


def places(report):
    """Return the address of each row that a page shows, from a page beside it: ``(table, id) -> address``."""
    return places_and_headings(report)[0]


def places_and_headings(report):
    """Return the address of each row that a page shows, and what the rows of exhibits are headed, by address."""
    shown, past = list(_shown(report)), report.plans_overtaken()
    found = {("sources", key): f"{WORKS}{key}" for key in report["sources"]["id"]}
    found |= {("differences", key): f"{DIFFERENCES}{first}" for key, first in shared_keys(report["differences"]).items()}
    found |= {(table, row.key): address for table, row, address in shown}
    for table, (other, column, named_by) in WITHIN.items():
        keys = dict(zip(report[other][named_by], report[other]["id"]))
        found |= _within(found, table, ((row["id"], other, keys.get(row[column])) for row in records(report[table])))
    changes = (row for row in records(report["status_changes"]) if row["id"] not in past)
    found |= _within(found, "status_changes", ((row["id"], row["table"], row["row"]) for row in changes))
    return found, {address: row.cells[0].text for _, row, address in shown}


def _shown(report):
    for exhibit, (page, table) in PLACES.items():
        made = exhibit(report)
        yield from ((table, row, f"{page}.html#{made.row_id(row)}") for row in made.rows)


def _within(found, table, rows):
    return {(table, key): found[other, row] for key, other, row in rows if (other, row) in found}
