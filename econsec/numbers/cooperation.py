"""The values of the chapters on critical minerals and advanced technology."""

import pandas as pd

from econsec.numbers import words
from econsec.outputs import Value


def _pillar(report, pillar):
    """Return the agreements of a pillar with their partners' names, and their commitments, one row an agreement."""
    agreements = report["agreements"].query("pillar == @pillar")
    agreements["partner"] = agreements["partner"].map(report.names("countries", "iso3"))
    rows = report["provisions"].explode("agreements").rename(columns={"agreements": "agreement"})
    commitments = rows.merge(agreements[["id", "partner"]].rename(columns={"id": "agreement"}), on="agreement")
    return agreements, commitments


def _texts(report, prefix, agreements):
    """Return how many agreements there are, with whom, and whose text could be read."""
    seen = agreements[agreements["text_seen"].fillna(False).astype(bool)]
    hidden = agreements[~agreements["text_seen"].fillna(True).astype(bool)]
    dates = [words.date(report, row.signed_on, row.date_precision) for row in hidden.itertuples()]
    return {
        f"{prefix}_agreements": words.count(report, len(agreements), "{n} agreement", "{n} agreements"),
        f"{prefix}_partners": words.names(report, agreements["partner"]),
        f"{prefix}_seen": words.count(report, len(seen), "{n} agreement", "{n} agreements"),
        f"{prefix}_seen_partners": words.names(report, seen["partner"]),
        f"{prefix}_seen_first": words.date(report, seen["signed_on"].min()),
        f"{prefix}_seen_last": words.date(report, seen["signed_on"].max()),
        f"{prefix}_hidden_partners": words.names(report, hidden["partner"]),
        f"{prefix}_hidden_on": words.names(report, [date.text for date in dates if date.raw]),
    }


def _topics(report, prefix, commitments, chosen):
    """Return how many topics commitments have, which of them all partners share, and who takes up the ``chosen``."""
    topics = commitments.explode("topics")
    held = topics.groupby("topics")["partner"].nunique()
    shared = held.index[held == commitments["partner"].nunique()]
    values = {
        f"{prefix}_topics": words.count(report, len(held), "{n} topic", "{n} topics"),
        f"{prefix}_shared": words.count(report, len(shared)),
        f"{prefix}_shared_topics": words.labels(report, "provisions", "topics", set(shared)),
    }
    for topic in chosen:
        values[f"{prefix}_partners_{topic}"] = words.names(report, topics.loc[topics["topics"] == topic, "partner"])
    return values


def pillar2_minerals(report):
    """Return the numbers of the chapter on critical minerals."""
    agreements, commitments = _pillar(report, "minerals")
    chosen = ("us_investment_priority", "project_selection", "nonmarket_policies", "stockpiling")
    return {
        **_texts(report, "p2", agreements),
        **_topics(report, "p2", commitments, chosen),
        "p2_deadlines": words.names(report, _deadlines(report, commitments)),
    }


def _deadlines(report, commitments):
    """Yield the deadlines of commitments, in their order."""
    for row in commitments.itertuples():
        if not pd.isna(row.deadline_days):
            yield words.count(report, row.deadline_days, "{n} day", "{n} days").text
        if not pd.isna(row.deadline_months):
            yield words.count(report, row.deadline_months, "{n} month", "{n} months").text


def pillar3_technology(report):
    """Return the numbers of the chapter on advanced technology."""
    agreements, commitments = _pillar(report, "technology")
    protecting = commitments["topics"].map(lambda topics: "tech_protection" in topics)
    others = ~commitments["partner"].isin(commitments["partner"][protecting])
    chosen = ("ai_exports", "ai_standards", "tech_protection", "third_countries", "biotech", "quantum")
    return {
        **_awards(report),
        **_money(report),
        **_texts(report, "p3", agreements),
        **_topics(report, "p3", commitments, chosen),
        "p3_partners_unprotecting": words.names(report, commitments["partner"][others]),
        "p3_lines": words.count(report, len(commitments), "{n} line", "{n} lines"),
        "p3_cooperative": words.count(report, (commitments["modality"] == "cooperate").sum()),
    }


def _awards(report):
    awards = report["awards"]
    recipients = awards["recipients"].explode().dropna().map(report.names("firms"))
    minimum = awards["project_min_usd"].sum()
    return {
        "p3_announcements": words.count(report, len(awards), "{n} announcement", "{n} announcements"),
        "p3_calls": words.count(report, (awards["stage"] == "solicitation").sum()),
        "p3_recipients": words.names(report, recipients),
        "p3_last_on": words.date(report, awards["announced_on"].max()),
        "p3_minimum": Value(int(minimum), report.formats.money(minimum)),
        "p3_minerals": words.count(report, awards["minerals_count"].sum()),
        "p3_capacity": words.count(report, awards["capacity_t_per_year"].sum()),
    }


def _money(report):
    """Return sums of money: grants apart from the rest, fixed amounts apart from ceilings."""
    funding, firms = report["funding"], report.names("firms")
    grant = funding["kind"] == "grant"
    conditional = funding["conditional"].fillna(False).astype(bool)
    chosen = {
        "p3_grants_exact": grant & (funding["qualifier"] == "exact"),
        "p3_grants_up_to": grant & (funding["qualifier"] == "up_to"),
        "p3_other_exact": ~grant & (funding["qualifier"] == "exact"),
        "p3_other_up_to": ~grant & (funding["qualifier"] == "up_to"),
        "p3_conditional": conditional,
        "p3_secured": funding["secured"].fillna(False).astype(bool),
    }
    sums = {name: int(funding["amount_usd"][rows].sum()) for name, rows in chosen.items()}
    return {
        **{name: Value(usd, report.formats.money(usd)) for name, usd in sums.items()},
        "p3_other_kinds": words.labels(report, "funding", "kind", set(funding["kind"][~grant])),
        "p3_conditional_providers": words.names(report, funding["provider"][conditional].map(firms)),
        "p3_conditional_recipients": words.names(report, funding["recipients"][conditional].explode().dropna().map(firms)),
    }
