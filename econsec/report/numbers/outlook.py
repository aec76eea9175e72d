"""The values of the outlook and of the page of sources."""

from econsec.exhibits import Value
from econsec.report.evidence import trade_agreements
from econsec.report.numbers import phrases

AMONG = {"none": "none is", "one": "the only one is", "both": "both are", "all": "all {all} are", "some": "{n} of the {all} are"}


def outlook(report):
    """Return the numbers of the outlook."""
    return _coverage(report) | _since(report) | _standing(report) | _rings(report) | _events(report)


def _coverage(report):
    agreements, pillars = report["agreements"], report.labels("agreements", "pillar")
    names = agreements["partner"].map(report.names("countries", "iso3"))
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    values = {
        "ol_agreements": phrases.agreements(report),
        "ol_partners": phrases.count(report, len(breadth), "{n} partner", "{n} partners"),
        "ol_partners_one": phrases.count(report, (breadth == 1).sum()),
        "ol_partners_several": phrases.countries(report, names[agreements["partner"].map(breadth) > 1]),
        "ol_partners_all": _some(report, (breadth == len(pillars)).sum()),
        "ol_unread": phrases.count(report, (~agreements["text_seen"].fillna(False).astype(bool)).sum()),
    }
    for pillar in pillars:
        values[f"ol_partners_{pillar}"] = phrases.countries(report, names[agreements["pillar"] == pillar])
    return values


def _some(report, number):
    """Return how many of them; none at all has a text of its own."""
    return phrases.count(report, number, "{n} of them", "{n} of them") if number else Value(0, report.gettext("none of them"))


def _since(report):
    """Return what the article does not have: agreements by pillar, and how far their clauses are known."""
    agreements = report["agreements"]
    agreements["name"] = agreements["partner"].map(report.names("countries", "iso3"))
    trade, new = agreements[agreements["pillar"] == "agreements"], agreements[agreements["article_ref"] == ""]
    secured = trade["security_clauses"].fillna(False).astype(bool)
    framed = trade["id"].map(report.standing("agreements").set_index("row")["status"]) == "framework"
    values = {
        "ol_new": phrases.count(report, len(new)),
        "ol_new_partners": phrases.count(report, len(set(new["partner"]) - set(agreements["partner"].drop(new.index)))),
        "ol_secured": phrases.countries(report, trade["name"][secured & ~framed]),
        "ol_secured_frameworks": phrases.countries(report, trade["name"][secured & framed]),
    }
    for pillar in report.labels("agreements", "pillar"):
        found = new[new["pillar"] == pillar]
        values[f"ol_new_{pillar}"] = phrases.count(report, len(found))
        values[f"ol_new_{pillar}_partners"] = phrases.countries(report, found["name"])
    return values


def _standing(report):
    """Return with whom agreements stand how on the edition's day, for what is not plain."""
    agreements, names = report["agreements"], report.names("countries", "iso3")
    status = agreements["id"].map(report.standing("agreements").set_index("row")["status"])
    chosen, measures = ("framework", "suspended", "contested"), set(report["export_controls"]["id"])
    held = {f"ol_standing_{one}": phrases.countries(report, agreements["partner"][status == one].map(names)) for one in chosen}
    return {
        "ol_as_of": phrases.date(report, report.as_of),
        **held,
        **phrases.changes(report, "ol", measures),
        **phrases.quantities(report, "ol", measures),
    }


def _rings(report):
    rings, countries = report["rings"].sort_values("order"), report["countries"]
    favoured = rings["measures"].map(lambda measures: "preferential_treatment" in measures)
    return {
        "ol_rings": phrases.count(report, len(rings), "{n} ring", "{n} rings"),
        "ol_favoured": phrases.names(report, rings["name"][favoured].map(phrases.midsentence)),
        "ol_placed": phrases.countries(report, countries["name"][countries["ring"] != ""]),
    }


def _events(report):
    """Return the events' dates, named for the rows, and how many pull which way."""
    events = report["events"]
    values = {f"ol_{e.id}_on".replace("-", "_"): phrases.date(report, e.on, e.date_precision) for e in events.itertuples()}
    names, trade = report.names("countries", "iso3"), trade_agreements(report)
    signed = set(trade.loc[trade["signed"], "partner"])
    for e in events.itertuples():
        key = f"ol_{e.id}".replace("-", "_")
        if len(e.countries) > 1:
            values[f"{key}_names"] = phrases.countries(report, [names[code] for code in e.countries])
            values[f"{key}_economies"] = phrases.count(report, len(e.countries), "{n} economy", "{n} economies")
            values |= phrases.rate(report, key, e)
            among = len(signed.intersection(e.countries))
            values[f"{key}_signed"] = Value(among, phrases.share_of(report, among, len(signed), AMONG))
    for pull in report.labels("events", "pull"):
        values[f"ol_{pull}"] = phrases.count(report, (events["pull"] == pull).sum())
    return values | {
        "ol_events": phrases.count(report, len(events), "{n} event", "{n} events"),
        "ol_events_coded": phrases.count(report, (events["coded_by"] == "report").sum()),
    }


def sources(report):
    """Return the numbers of the page of notes and sources."""
    notes, works = report["notes"], report["sources"]
    values = {
        "src_notes": phrases.count(report, len(notes), "{n} note", "{n} notes"),
        "src_works": phrases.count(report, len(works), "{n} work", "{n} works"),
        "src_interviews": phrases.count(report, (works["kind"] == "interview").sum(), "{n} interview", "{n} interviews"),
    }
    values["src_new"] = phrases.count(report, (works["article_ref"] == "").sum(), "{n} work", "{n} works")
    for seen in report.labels("sources", "seen"):
        values[f"src_{seen}"] = phrases.count(report, (works["seen"] == seen).sum())
    return values
