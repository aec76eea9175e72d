"""The values of the chapter on critical minerals."""

from itertools import product

import pandas as pd

from econsec.exhibits import Value
from econsec.report.deadlines import due_days
from econsec.report.numbers import cooperation, phrases, single, standings
from econsec.words import localized

DUE = tuple(product(("minerals-au-jp-2-b", "minerals-au-jp-2-d"), ("au-minerals", "jp-minerals")))  # commitments of agreements
EVENTS = {"eu-minerals-2026-04": "on", "gallium-decision-2026-07": "on", "cn-rare-earth-licences-2025-04": "on"}
NOTICES = ("cn-notice-70-end", "cn-notice-72-end")
SET = ("s232-minerals-180-days", *NOTICES, "truce-end-2027-01", "eu-minerals-30-days", "polysilicon-start")
DEPENDENCE = {"dependence-rare-earths": "sources", "dependence-cobalt": "producer producer_share", "dependence-gallium": "sources"}
MINERS = ("CHN", "USA", "MMR", "WLD")


def pillar2_minerals(report):
    """Return the numbers of the chapter on critical minerals."""
    agreements, commitments = cooperation.of_pillar(report, "minerals")
    _, hidden = cooperation.by_text(agreements)
    days = [phrases.date(report, row.signed_on, row.date_precision) for row in hidden.itertuples()]
    chosen = ("us_investment_priority", "project_selection", "nonmarket_policies", "stockpiling")
    return {
        "p2_agreements": phrases.agreements(report, agreements),
        **cooperation.texts(report, "p2", agreements),
        "p2_hidden_on": phrases.names(report, [day.text for day in days if day.raw]),
        **cooperation.topics(report, "p2", commitments, chosen),
        "p2_deadlines": phrases.names(report, _deadlines(report, commitments)),
        **_due(report),
        **_since(report, agreements),
        **single.values("p2", report["deadlines"], dict.fromkeys(SET, "due"), {"due": lambda row: phrases.date(report, row["due_on"])}),
        **single.events(report, "p2_event", EVENTS),
        "p2_as_of": phrases.date(report, report.as_of),
        "p2_truce_days": standings.days_passed(report, NOTICES),
        **_reliance(report),
        **_dependence(report),
        **_rare_earths(report),
    }


def _due(report):
    """Return when deadlines that are counted from a signature end, named for the commitment and the agreement."""
    due = due_days(report)
    return {f"p2_{'_'.join(one)}_due".replace("-", "_"): phrases.date(report, due[one]) for one in DUE if one in due}


def _deadlines(report, commitments):
    """Yield the deadlines of commitments, in their order."""
    for row in commitments.itertuples():
        if not pd.isna(row.deadline_days):
            yield phrases.count(report, row.deadline_days, "{n} day", "{n} days").text
        if not pd.isna(row.deadline_months):
            yield phrases.count(report, row.deadline_months, "{n} month", "{n} months").text


def _since(report, agreements):
    """Return what the article does not have: the agreements of the day that has most of them, with whom, in which form, and the last day."""
    later = agreements[agreements["article_ref"] == ""]
    days = later["signed_on"].value_counts().sort_index(kind="stable")
    most = days.idxmax() if len(days) else pd.NaT
    new = later[later["signed_on"] == most]
    formed = new[new["instrument"] != ""]
    return {
        "p2_new": phrases.count(report, len(new), "{n} agreement", "{n} agreements"),
        "p2_new_partners": phrases.names(report, new["partner"]),
        "p2_new_first": phrases.date(report, most),
        "p2_new_last": phrases.newest(report, later, "signed_on"),
        "p2_new_formed": phrases.count(report, len(formed)),
        "p2_new_formed_partners": phrases.names(report, formed["partner"]),
        "p2_nonbinding": phrases.names(report, agreements["title"][agreements["binding"] == "nonbinding"]),
    }


def _reliance(report):
    """Return how far the United States relies on imported minerals, in how many by more than half."""
    minerals = report["mineral_dependence"]
    over_half = (minerals["net_import_reliance_pct"] > 50) | (
        (minerals["net_import_reliance_pct"] == 50) & (minerals["reliance_qualifier"] == "more_than")
    )
    over_half &= minerals["reliance_qualifier"] != "less_than"
    return {
        "p2_reliance_minerals": phrases.count(report, len(minerals)),
        "p2_reliance_over_half": phrases.count(report, over_half.sum()),
        "p2_reliance_year": phrases.names(report, map(str, minerals["year"])),
        **_said(report, "p2_reliance", "mineral_dependence"),
    }


def _dependence(report):
    """Return from where some minerals come, who mines most of them, and in which minerals China leads."""
    minerals, names = report["mineral_dependence"], report.names("countries", "iso3")
    forms = {
        "sources": lambda row: Value(row["import_sources"], row["import_sources"]),
        "producer": single.filled("leading_producer", lambda row: phrases.names(report, [names[row["leading_producer"]]])),
        "producer_share": single.filled("leading_producer", lambda row: phrases.share(report, row["leading_producer_share_pct"])),
    }
    values = single.values("p2", minerals, DEPENDENCE, forms)
    led = minerals[minerals["leading_producer"] != ""]
    china = led["leading_producer"] == "CHN"
    if china.any():
        values["p2_led_chn"] = phrases.names(report, led["mineral"][china].map(phrases.midsentence))
    values["p2_led"] = phrases.count(report, len(led), "{n} mineral", "{n} minerals")
    values["p2_led_elsewhere"] = phrases.count(report, (~china).sum())
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
    for row in mined[mined["country"].isin(MINERS)].itertuples():
        values[f"p2_mined_{row.country.lower()}"] = phrases.count(report, row.quantity, "{n} tonne", "{n} tonnes")
    return values


def _said(report, prefix, table):
    """Return as of when the figures of an evidence table are, and what they cannot show, in the schema's words."""
    said = {name: report.schema.tables[table][localized(name, report.lang)] for name in ("vintage", "caveat")}
    return {f"{prefix}_{name}": Value(text, text) for name, text in said.items()}
