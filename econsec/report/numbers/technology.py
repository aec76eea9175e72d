"""The values of the chapter on advanced technology."""

from econsec.exhibits import Value
from econsec.report.numbers import cooperation, phrases, single, standings

AWARDS = {
    "xlight-2025-12": "on equity",
    "vulcan-elements-2025-11": "equity",
    "usa-rare-earth-2026-01": "shares_count warrants_count",
    "rd-call-2025-09": "open_until",
    "d-wave-2026-05": "shares_count",
    "rigetti-2026-05": "shares_count",
}
AWARDED = {"xlight-2025-12-awarded": "from", "usa-rare-earth-2026-01-awarded": "from"}
SUMS = {
    "vulcan-elements-loan": "amount",
    "crucible-metals-loan": "amount",
    "usa-rare-earth-loan": "amount",
    "reelement-loan": "amount",
    "ibm-quantum-grant": "amount",
    "micron-grant": "amount",
}
EVENTS = {"chips-quantum-letters-2026-05": "on", "chips-quantum-awards-2026-09": "on", "chips-anderon-award-2026-09": "on"}


def pillar3_technology(report):
    """Return the numbers of the chapter on advanced technology."""
    agreements, commitments = cooperation.of_pillar(report, "technology")
    protecting = commitments["topics"].map(lambda topics: "tech_protection" in topics)
    others = ~commitments["partner"].isin(commitments["partner"][protecting])
    read, _ = cooperation.by_text(agreements)
    chosen = ("ai_exports", "ai_standards", "tech_protection", "third_countries", "biotech", "quantum")
    return {
        **_awards(report),
        **_stages(report),
        **_chosen_awards(report),
        **_money(report),
        **cooperation.texts(report, "p3", agreements),
        "p3_added": phrases.countries(report, agreements["partner"][agreements["article_ref"] == ""]),
        **standings.values(report, "p3", ("pax_silica_members",)),
        **single.values("p3", report["deadlines"], {"ai-exports-bids-2026-06": "due"}, {"due": lambda row: phrases.date(report, row["due_on"])}),
        **single.events(report, "p3", {"ai-exports-2025-10": "on"}),
        "p3_seen_partners": phrases.names(report, read["partner"]),
        **cooperation.topics(report, "p3", commitments, chosen),
        "p3_partners_unprotecting": phrases.countries(report, commitments["partner"][others]),
        "p3_lines": phrases.count(report, len(commitments), "{n} line", "{n} lines"),
        "p3_cooperative": phrases.count(report, (commitments["modality"] == "cooperate").sum()),
        **_standing(report, agreements),
        **single.events(report, "p3_event", EVENTS),
    }


def _standing(report, agreements):
    """Return with whom and from when an agreement is suspended, and when its talks began again."""
    partners, suspended = agreements.set_index("id")["partner"], "uk-technology-suspended"
    forms = {"partner": lambda change: phrases.countries(report, [partners[change["row"]]])}
    return {
        **single.values("p3", report["status_changes"], {suspended: "partner"}, forms),
        **single.changes(report, "p3", {suspended: "from"}),
        **single.events(report, "p3", {"uk-technology-restart-2026-02": "on"}),
    }


def chips(report):
    """Return the announcements under the CHIPS and Science Act, and the sums in them."""
    awards, funding = report["awards"], report["funding"]
    awards = awards[awards["programme"] == "chips_act"].reset_index(drop=True)
    return awards, funding[funding["award"].isin(awards["id"])].reset_index(drop=True)


def _awards(report):
    awards, _ = chips(report)
    recipients = awards["recipients"].explode().dropna().map(report.names("firms"))
    minimum = awards["project_min_usd"].sum()
    return {
        "p3_announcements": phrases.count(report, len(awards), "{n} announcement", "{n} announcements"),
        "p3_calls": phrases.count(report, (awards["stage"] == "solicitation").sum()),
        "p3_recipients": phrases.names(report, recipients),
        "p3_last_on": phrases.date(report, awards["announced_on"].max()),
        "p3_minimum": _usd(report, minimum),
        "p3_minerals": phrases.count(report, awards["minerals_count"].sum()),
        "p3_capacity": phrases.count(report, awards["capacity_t_per_year"].sum()),
    }


def _stages(report):
    """Return for whom announcements stand at which stage, and the grants in them."""
    (awards, funding), firms = chips(report), report.names("firms")
    grants = funding.loc[lambda rows: rows["kind"] == "grant"].groupby("award")["amount_usd"].sum()
    values = {}
    for stage in ("letter_of_intent", "award"):
        held = awards[awards["stage"] == stage]
        values[f"p3_stage_{stage}_recipients"] = phrases.names(report, held["recipients"].explode().dropna().map(firms))
        values[f"p3_stage_{stage}_grants"] = _usd(report, grants.reindex(held["id"]).fillna(0).sum())
    return values


def _chosen_awards(report):
    """Return of single announcements what the government takes for its grants, what it lends, and days that matter."""
    forms = {
        "on": lambda row: phrases.date(report, row["announced_on"]),
        "equity": single.filled("equity_usd", lambda row: _usd(report, row["equity_usd"])),
        "shares_count": single.filled("shares_count", lambda row: phrases.count(report, row["shares_count"])),
        "warrants_count": single.filled("warrants_count", lambda row: phrases.count(report, row["warrants_count"])),
        "open_until": single.filled("open_until", lambda row: phrases.date(report, row["open_until"])),
    }
    return {
        **single.values("p3", report["awards"], AWARDS, forms),
        **single.changes(report, "p3", AWARDED),
        **_article_day(report, "xlight-2025-12"),
        **single.values("p3", report["funding"], SUMS, {"amount": lambda row: _usd(report, row["amount_usd"])}),
    }


def _article_day(report, award):
    """Return when an announcement was made by the article, where that is another day."""
    rows = report["differences"].loc[lambda rows: (rows["row"] == award) & (rows["column"] == "announced_on")]
    return {f"p3_{award}_article_on".replace("-", "_"): phrases.published(report, day) for day in rows["article_value"] if day}


def _usd(report, amount):
    return Value(int(amount), report.formats.money(amount))


def _money(report):
    """Return sums of money: grants apart from the rest, fixed amounts apart from ceilings."""
    (_, funding), firms = chips(report), report.names("firms")
    grant, old = funding["kind"] == "grant", funding["converted"].fillna(False).astype(bool)
    conditional = funding["conditional"].fillna(False).astype(bool)
    chosen = {
        "p3_grants_exact": grant & (funding["qualifier"] == "exact"),
        "p3_grants_up_to": grant & (funding["qualifier"] == "up_to"),
        "p3_other_exact": ~grant & ~old & (funding["qualifier"] == "exact"),
        "p3_other_up_to": ~grant & ~old & (funding["qualifier"] == "up_to"),
        "p3_converted": old,
        "p3_conditional_lent": conditional & ~grant,
        "p3_secured": funding["secured"].fillna(False).astype(bool),
    }
    sums = {name: funding["amount_usd"][rows].sum() for name, rows in chosen.items()}
    return {
        **{name: _usd(report, usd) for name, usd in sums.items()},
        "p3_other_kinds": phrases.labels(report, "funding", "kind", set(funding["kind"][~grant & ~old])),
        "p3_conditional_providers": phrases.names(report, funding["provider"][conditional & ~grant].map(firms)),
        "p3_conditional_recipients": phrases.names(report, funding["recipients"][conditional & ~grant].explode().dropna().map(firms)),
        "p3_conditional_granted": phrases.names(report, funding["recipients"][conditional & grant].explode().dropna().map(firms)),
    }
