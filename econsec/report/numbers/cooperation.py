"""The values of the chapters on critical minerals and advanced technology."""

import pandas as pd

from econsec.exhibits import Value
from econsec.report.deadlines import due_days
from econsec.report.numbers import phrases
from econsec.words import localized

QUANTUM = ("chips-quantum-letters-2026-05", "chips-quantum-awards-2026-09", "chips-anderon-award-2026-09")


def _pillar(report, pillar):
    """Return the agreements of a pillar with their partners' names, and the commitments of those whose text was read.

    A commitment has one row an agreement.
    """
    agreements = report["agreements"].loc[lambda rows: rows["pillar"] == pillar]
    agreements["partner"] = agreements["partner"].map(report.names("countries", "iso3"))
    rows = report["provisions"].explode("agreements").rename(columns={"agreements": "agreement"})
    read = agreements[agreements["text_seen"].fillna(False).astype(bool)]
    commitments = rows.merge(read[["id", "partner"]].rename(columns={"id": "agreement"}), on="agreement")
    return agreements, commitments


def _texts(report, prefix, agreements):
    """Return how many agreements there are, with whom, and whose text could be read."""
    seen = agreements[agreements["text_seen"].fillna(False).astype(bool)]
    hidden = agreements[~agreements["text_seen"].fillna(True).astype(bool)]
    dates = [phrases.date(report, row.signed_on, row.date_precision) for row in hidden.itertuples()]
    return {
        f"{prefix}_agreements": phrases.count(report, len(agreements), "{n} agreement", "{n} agreements"),
        f"{prefix}_partners": phrases.names(report, agreements["partner"]),
        f"{prefix}_seen": phrases.count(report, len(seen), "{n} agreement", "{n} agreements"),
        f"{prefix}_seen_partners": phrases.names(report, seen["partner"]),
        f"{prefix}_seen_first": phrases.date(report, seen["signed_on"].min()),
        f"{prefix}_seen_last": phrases.date(report, seen["signed_on"].max()),
        f"{prefix}_hidden_partners": phrases.names(report, hidden["partner"]),
        f"{prefix}_hidden_on": phrases.names(report, [date.text for date in dates if date.raw]),
    }


def _topics(report, prefix, commitments, chosen):
    """Return how many topics commitments have, which of them all partners share, and who takes up the ``chosen``."""
    topics = commitments.explode("topics")
    held = topics.groupby("topics")["partner"].nunique()
    shared = held.index[held == commitments["partner"].nunique()]
    values = {
        f"{prefix}_topics": phrases.count(report, len(held), "{n} topic", "{n} topics"),
        f"{prefix}_shared": phrases.count(report, len(shared)),
        f"{prefix}_shared_topics": phrases.labels(report, "provisions", "topics", set(shared)),
    }
    for topic in chosen:
        values[f"{prefix}_partners_{topic}"] = phrases.names(report, topics.loc[topics["topics"] == topic, "partner"])
    return values


def pillar2_minerals(report):
    """Return the numbers of the chapter on critical minerals."""
    agreements, commitments = _pillar(report, "minerals")
    chosen = ("us_investment_priority", "project_selection", "nonmarket_policies", "stockpiling")
    return {
        **_texts(report, "p2", agreements),
        **_topics(report, "p2", commitments, chosen),
        "p2_deadlines": phrases.names(report, _deadlines(report, commitments)),
        **_due(report, "p2", agreements),
        **_since(report, "p2", agreements),
        **phrases.chosen_events(report, "p2", ("eu-minerals-2026-04", "gallium-decision-2026-07")),
        **_reliance(report),
        **_rare_earths(report),
    }


def _since(report, prefix, agreements):
    """Return what the article does not have: the agreements of the first such day, with whom, in which form, and the last day."""
    later = agreements[agreements["article_ref"] == ""]
    new = later[later["signed_on"] == later["signed_on"].min()]
    formed = new[new["instrument"] != ""]
    return {
        f"{prefix}_new": phrases.count(report, len(new), "{n} agreement", "{n} agreements"),
        f"{prefix}_new_partners": phrases.names(report, new["partner"]),
        f"{prefix}_new_first": phrases.date(report, later["signed_on"].min()),
        f"{prefix}_new_last": phrases.date(report, later["signed_on"].max()),
        f"{prefix}_new_formed": phrases.count(report, len(formed)),
        f"{prefix}_new_formed_partners": phrases.names(report, formed["partner"]),
        f"{prefix}_nonbinding": phrases.names(report, agreements["partner"][agreements["binding"] == "nonbinding"]),
    }


def _reliance(report):
    """Return how far the United States relies on imported minerals, and which country leads in which of them."""
    minerals, names = report["mineral_dependence"], report.names("countries", "iso3")
    over_half = (minerals["net_import_reliance_pct"] > 50) | (
        (minerals["net_import_reliance_pct"] == 50) & (minerals["reliance_qualifier"] == "more_than")
    )
    over_half &= minerals["reliance_qualifier"] != "less_than"
    values = {
        "p2_reliance_minerals": phrases.count(report, len(minerals)),
        "p2_reliance_over_half": phrases.count(report, over_half.sum()),
        "p2_reliance_year": phrases.names(report, map(str, minerals["year"])),
        **_said(report, "p2_reliance", "mineral_dependence"),
    }
    for row in minerals.itertuples():
        key = f"p2_{row.id}".replace("-", "_")
        values[key] = phrases.share(report, row.net_import_reliance_pct, row.reliance_qualifier)
        values[f"{key}_sources"] = Value(row.import_sources, row.import_sources)
        if row.leading_producer:
            values[f"{key}_producer"] = phrases.names(report, [names[row.leading_producer]])
            values[f"{key}_producer_share"] = phrases.share(report, row.leading_producer_share_pct)
    for country, led in minerals[minerals["leading_producer"] != ""].groupby("leading_producer", sort=False)["mineral"]:
        values[f"p2_led_{country.lower()}"] = phrases.names(report, led.map(phrases.midsentence))
    return values


def _rare_earths(report):
    """Return US reliance on imported rare earths at both ends of the series, and who mines how much of them."""
    figures = report["rare_earths"]
    values = _said(report, "p2_rare_earths", "rare_earths")
    relied = figures[figures["measure"] == "net_import_reliance"].sort_values("year")
    rough = relied["year"][relied["estimated"].astype(bool)]
    values["p2_rare_earths_estimated"] = phrases.names(report, map(str, rough))
    for end, row in zip(("first", "last"), relied.iloc[[0, -1]].itertuples() if len(relied) else ()):
        values[f"p2_rare_earths_{end}"] = phrases.share(report, row.quantity, row.qualifier)
        values[f"p2_rare_earths_{end}_year"] = Value(int(row.year), str(row.year))
    mined = figures[figures["measure"] == "mine_output"]
    values["p2_mined_year"] = phrases.names(report, map(str, mined["year"]))
    for row in mined.itertuples():
        values[f"p2_mined_{row.country.lower()}"] = phrases.count(report, row.quantity, "{n} tonne", "{n} tonnes")
    return values


def _said(report, prefix, table):
    """Return as of when the figures of an evidence table are, and what they cannot show, in the schema's words."""
    said = {name: report.schema.tables[table][localized(name, report.lang)] for name in ("vintage", "caveat")}
    return {f"{prefix}_{name}": Value(text, text) for name, text in said.items()}


def _due(report, prefix, agreements):
    """Return when each deadline that is counted from a signature ends, named for the commitment and the agreement."""
    due, names = due_days(report), set(agreements["id"])
    found = {f"{prefix}_{row}_{key}_due": phrases.date(report, day) for (row, key), day in due.items() if key in names}
    return {name.replace("-", "_"): day for name, day in found.items()}


def _deadlines(report, commitments):
    """Yield the deadlines of commitments, in their order."""
    for row in commitments.itertuples():
        if not pd.isna(row.deadline_days):
            yield phrases.count(report, row.deadline_days, "{n} day", "{n} days").text
        if not pd.isna(row.deadline_months):
            yield phrases.count(report, row.deadline_months, "{n} month", "{n} months").text


def pillar3_technology(report):
    """Return the numbers of the chapter on advanced technology."""
    agreements, commitments = _pillar(report, "technology")
    protecting = commitments["topics"].map(lambda topics: "tech_protection" in topics)
    others = ~commitments["partner"].isin(commitments["partner"][protecting])
    chosen = ("ai_exports", "ai_standards", "tech_protection", "third_countries", "biotech", "quantum")
    return {
        **_awards(report),
        **_stages(report),
        **_money(report),
        **_texts(report, "p3", agreements),
        **_topics(report, "p3", commitments, chosen),
        "p3_partners_unprotecting": phrases.names(report, commitments["partner"][others]),
        "p3_lines": phrases.count(report, len(commitments), "{n} line", "{n} lines"),
        "p3_cooperative": phrases.count(report, (commitments["modality"] == "cooperate").sum()),
        **_standing(report, agreements),
        **phrases.chosen_events(report, "p3", QUANTUM),
    }


def _standing(report, agreements):
    """Return from when and with whom an agreement's standing changed, and when something happened to partners alone."""
    changes, events = report["status_changes"].loc[lambda rows: rows["table"] == "agreements"], report["events"]
    partners = agreements.set_index("id")["partner"]
    values = {}
    for change in changes[changes["row"].isin(partners.index)].rename(columns={"from": "since"}).itertuples():
        key = f"p3_{change.id}".replace("-", "_")
        values[f"{key}_partner"] = phrases.names(report, [partners[change.row]])
        values[f"{key}_from"] = phrases.date(report, change.since, change.date_precision)
    keys = set(report["agreements"].set_index("id").loc[agreements["id"], "partner"])
    only = events["countries"].map(lambda countries: countries != () and keys.issuperset(countries))
    for event in events[only].itertuples():
        values[f"p3_{event.id}_on".replace("-", "_")] = phrases.date(report, event.on, event.date_precision)
    return values


def _awards(report):
    awards = report["awards"]
    recipients = awards["recipients"].explode().dropna().map(report.names("firms"))
    minimum = awards["project_min_usd"].sum()
    return {
        "p3_announcements": phrases.count(report, len(awards), "{n} announcement", "{n} announcements"),
        "p3_calls": phrases.count(report, (awards["stage"] == "solicitation").sum()),
        "p3_recipients": phrases.names(report, recipients),
        "p3_last_on": phrases.date(report, awards["announced_on"].max()),
        "p3_minimum": Value(int(minimum), report.formats.money(minimum)),
        "p3_minerals": phrases.count(report, awards["minerals_count"].sum()),
        "p3_capacity": phrases.count(report, awards["capacity_t_per_year"].sum()),
    }


def _stages(report):
    """Return how many announcements stand at which stage, for whom, and what the government takes for its grants."""
    awards, firms = report["awards"], report.names("firms")
    grants = report["funding"].loc[lambda rows: rows["kind"] == "grant"].groupby("award")["amount_usd"].sum()
    values = {}
    for stage in report.labels("awards", "stage"):
        held = awards[awards["stage"] == stage]
        money = int(grants.reindex(held["id"]).fillna(0).sum())
        values[f"p3_stage_{stage}"] = phrases.count(report, len(held))
        values[f"p3_stage_{stage}_recipients"] = phrases.names(report, held["recipients"].explode().dropna().map(firms))
        values[f"p3_stage_{stage}_grants"] = Value(money, report.formats.money(money))
    values |= phrases.changes(report, "p3", set(awards["id"]))
    for row in awards.itertuples():
        key = f"p3_{row.id}".replace("-", "_")
        values[f"{key}_on"] = phrases.date(report, row.announced_on)
        if pd.notna(row.equity_usd):
            values[f"{key}_equity"] = Value(int(row.equity_usd), report.formats.money(row.equity_usd))
        for column in ("shares_count", "warrants_count"):
            if pd.notna(getattr(row, column)):
                values[f"{key}_{column}"] = phrases.count(report, getattr(row, column))
        if pd.notna(row.open_until):
            values[f"{key}_open_until"] = phrases.date(report, row.open_until)
    differences = report["differences"]
    dated = (differences["table"] == "awards") & (differences["column"] == "announced_on") & (differences["article_value"] != "")
    for row in differences[dated].itertuples():
        values[f"p3_{row.row}_article_on".replace("-", "_")] = phrases.published(report, row.article_value)
    for row in report["funding"].loc[lambda rows: rows["kind"] != "grant"].itertuples():
        values[f"p3_{row.id}_amount".replace("-", "_")] = Value(int(row.amount_usd), report.formats.money(row.amount_usd))
    return values


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
        "p3_other_kinds": phrases.labels(report, "funding", "kind", set(funding["kind"][~grant])),
        "p3_conditional_providers": phrases.names(report, funding["provider"][conditional].map(firms)),
        "p3_conditional_recipients": phrases.names(report, funding["recipients"][conditional].explode().dropna().map(firms)),
    }
