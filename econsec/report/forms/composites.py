"""What an exhibit calls a column, and columns made of several others: a clause with whose it is, an announcement with its day.

Each is ``made(report, rows)``, a text for each row.
"""

import pandas as pd

# (table, column) -> what a chart calls it where the schema's heading is not what readers need
HEADINGS = {
    ("nss_areas", "name"): "Area",
    ("nss_areas", "pillars"): "Pillar",
    ("mineral_dependence", "mineral"): "Mineral",
    ("mineral_dependence", "net_import_reliance_pct"): "Import reliance",
    ("mineral_dependence", "leading_producer_share_pct"): "Largest producer",
}


def made(tables, name):
    """Return the function that makes a column of the rows of some tables, and the columns it takes; nothing where it is none that is made."""
    return next((MADE[table, name] for table in tables if (table, name) in MADE), (None, (name,)))


def announcement(report, rows):
    """Return the lines that name an announcement: who, at which stage, where that is stated, and when."""
    firms, codes = report.names("firms"), report.schema.categories("awards", "stage")
    found = []
    for row in rows.itertuples():
        stage = [] if codes.get(row.stage, {"unstated": True}).get("unstated") else [row.stage_label]
        who = report.formats.join(firms[key] for key in row.recipients)
        found.append("\n".join(filter(None, [who, *stage, report.formats.date(row.announced_on)])))
    return pd.Series(found, rows.index, dtype=object)


# (table, column) -> what makes it, and the columns that this takes
MADE = {
    ("awards", "announcement"): (announcement, ("recipients", "stage", "stage_label", "announced_on")),
}
