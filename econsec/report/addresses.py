"""Where a row of the data is shown: which exhibit on which page, and the address of the row there.

This is declared here and nowhere else; that the chapters show the same is for their tests. A row that no page shows has no address.
"""

from econsec.report.differing import shared_keys
from econsec.report.evidence import pillars_of

# exhibit -> the page on which it stands, the data table whose rows are its rows; of provisions, those of which pillar, of awards
# of which programme
PLACES = {
    "nss_table": ("nss", "nss_areas"),
    "goods_table": ("nss", "goods_trade"),
    "clause_table": ("pillar1_agreements", "provisions", "agreements"),
    "control_table": ("pillar1_agreements", "export_controls"),
    "dependence_table": ("pillar2_minerals", "mineral_dependence"),
    "rare_earth_table": ("pillar2_minerals", "rare_earths"),
    "minerals_table": ("pillar2_minerals", "provisions", "minerals"),
    "duty_table": ("pillar1_agreements", "duties"),
    "award_table": ("pillar3_technology", "awards", "chips_act"),
    "stake_table": ("pillar3_technology", "awards", "other"),
    "arrangement_table": ("outlook", "arrangements"),
    "due_table": ("calendar", "deadlines"),
    "technology_table": ("pillar3_technology", "provisions", "technology"),
    "ring_table": ("outlook", "rings"),
    "coverage_table": ("outlook", "countries"),
    "event_table": ("outlook", "events"),
    "notes_table": ("sources", "notes"),
    "revision_table": ("changes", "revisions"),
    "source_table": ("sources", "sources"),
    "difference_table": ("verification", "differences"),
}
# What the ids of an exhibit's rows begin with, where that is not its name.
PREFIXES = {"notes_table": "", "source_table": "source-", "difference_table": "difference-"}

# Rows that stand within the row of another table: that table, the column that names its row, what it names it by.
WITHIN = {
    "agreements": ("countries", "partner", "iso3"),
    "funding": ("awards", "award", "id"),
    "arrangement_members": ("arrangements", "arrangement", "id"),
}


def places(report):
    """Return the address of each row that a page shows, from a page beside it: ``(table, id) -> address``."""
    past, found = report.plans_overtaken(), {}
    for exhibit, (page, table, *pillar) in PLACES.items():
        prefix = PREFIXES.get(exhibit, f"{exhibit}-")
        found |= {(table, key): f"{page}.html#{prefix}{shown}" for key, shown in _shown(report, table, *pillar)}
    for table, (other, column, named_by) in WITHIN.items():
        keys = dict(zip(report[other][named_by], report[other]["id"]))
        found |= _within(found, table, ((row["id"], other, keys.get(row[column])) for row in _records(report, table)))
    changes = (row for row in _records(report, "status_changes") if row["id"] not in past)
    return found | _within(found, "status_changes", ((row["id"], row["table"], row["row"]) for row in changes))


def _shown(report, table, kind=""):
    """Return the keys of the rows that are shown, each with the key under which it is shown."""
    rows = report[table]
    if table == "differences":
        return shared_keys(rows).items()
    if table == "countries":
        rows = rows[rows["iso3"].isin(report["agreements"]["partner"])]
    if kind:
        rows = rows[(rows["programme"] if table == "awards" else pillars_of(report, rows)) == kind]
    return zip(rows["id"], rows["id"])


def _within(found, table, rows):
    return {(table, key): found[other, row] for key, other, row in rows if (other, row) in found}


def _records(report, table):
    return report[table].to_dict("records")
