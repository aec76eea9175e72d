"""What an exhibit calls a column, and columns made of several others: a clause with whose it is, an announcement with its day.

Each is ``made(report, rows)``, a text for each row.
"""

import pandas as pd

# (table, column) -> what a chart calls it where the schema's heading is not what readers need
HEADINGS = {
    ("nss_areas", "name"): "Area",
    ("nss_areas", "pillars"): "Pillar",
    ("provisions", "clause"): "Commitment",
    ("provisions", "label"): "Lines of the agreement",
    ("agreements", "noted"): "To be noted",
    ("mineral_dependence", "mineral"): "Mineral",
    ("mineral_dependence", "net_import_reliance_pct"): "Import reliance",
    ("mineral_dependence", "leading_producer_share_pct"): "Largest producer",
}


def made(tables, name):
    """Return the function that makes a column of the rows of some tables, and the columns it takes; nothing where it is none that is made."""
    return next((MADE[table, name] for table in tables if (table, name) in MADE), (None, (name,)))


def clause(report, rows):
    """Return the article and the subject of clauses, with the partner where they are of more than one agreement."""
    partners = report["agreements"].set_index("id")["partner"].map(report.names("countries", "iso3"))
    many = rows["agreements"].nunique() > 1
    whose = [report.formats.join(partners[key] for key in keys) if many else "" for keys in rows["agreements"]]
    words = zip(whose, rows["article_no"], rows["label"])
    return pd.Series([" ".join(filter(None, one)) for one in words], rows.index, dtype=object)


def noted(report, rows):
    """Return what is to be noted of agreements: a standing that a later change brought, a text not seen."""
    changed = rows["status_label"].where(rows["change"] != "", "")
    unseen = [report.gettext("text not seen") if pd.notna(seen) and not seen else "" for seen in rows["text_seen"]]
    return pd.Series([report.gettext(", ").join(filter(None, pair)) for pair in zip(changed, unseen)], rows.index, dtype=object)


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
    ("provisions", "clause"): (clause, ("agreements", "article_no", "label")),
    ("agreements", "noted"): (noted, ("status_label", "change", "text_seen")),
    ("awards", "announcement"): (announcement, ("recipients", "stage", "stage_label", "announced_on")),
}
