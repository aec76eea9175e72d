"""The values of the outlook and of the page of sources."""

from econsec.exhibits import Value
from econsec.report import pillars
from econsec.report.numbers import phrases, single, standings
from econsec.report.numbers.agreements import affiliates_rule

STANDINGS = (
    *("arrangements", "pax_silica_members", "due", "due_passed", "due_met", "due_unknown", "in_force", "signed"),
    *("due_late", "due_late_titles", "due_missed", "due_missed_titles"),
    *("rate_economies", "rate_low", "rate_high", "low_signed", "low_dealt", "low_none", "low_excepted", "low_excepted_others"),
)
TRUCE = ("affiliates-suspension-end", "cn-notice-70-end", "cn-notice-72-end")  # days written into the measures that the truce suspends
EVENTS = {
    "reciprocal-tariffs-2025-04": "on",
    "congress-staff-view-2025-04": "on",
    "architecture-view-2025-10": "on",
    "nesting-dolls-view-2025-12": "on",
    "carney-visit-2026-01": "on",
    "greenland-tariffs-2026-01": "on",
    "ieepa-ruling-2026-02": "on",
    "id-clauses-2026-02": "on",
    "ustr-stands-by-2026-02": "on",
    "ieepa-duties-end-2026-02": "on",
    "section-122-surcharge-2026-02": "on",
    "mc14-2026-03": "on",
    "section-301-overcapacity-2026-03": "economies",
    "my-minister-2026-03": "on",
    "mc14-outcome-2026-03": "on",
    "section-122-ruling-2026-05": "on",
    "ustr-reason-2026-06": "names",
    "section-301-brazil-2026-07": "on",
    "section-122-end-2026-07": "on",
    "section-301-duties-10-2026-07": "on economies rate",
    "section-301-duties-12-5-2026-07": "economies rate",
    "section-301-suit-2026-08": "on",
    "usmca-review-2026-07": "on",
    "section-338-canada-2026-08": "on",
    "canada-counter-tariffs-2026-09": "on",
    "section-338-canada-bans-2026-09": "on",
    "truce-extension-2026-09": "on",
    "truce-confirmed-2026-09": "on",
    "overcapacity-action-2026-10": "on",
    "overcapacity-statement-2026-10": "on",
}


def outlook(report):
    """Return the numbers of the outlook."""
    return _coverage(report) | _since(report) | _standing(report) | _rings(report) | _events(report) | _beside(report)


def _beside(report):
    """Return what stands beside the pillars: other deals, what several share, what is due, what duties come to, what is in force."""
    deals, names = pillars.deals(report), report.names("countries", "iso3")
    return {
        "ol_deals": phrases.count(report, len(deals), "{n} such deal", "{n} such deals"),
        "ol_deals_partners": phrases.countries(report, deals["partner"].map(names)),
        **standings.values(report, "ol", STANDINGS),
    }


def _coverage(report):
    agreements, served = pillars.agreements(report), pillars.pillars(report)
    names = agreements["partner"].map(report.names("countries", "iso3"))
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    values = {
        "ol_agreements": phrases.agreements(report),
        "ol_partners": phrases.count(report, len(breadth), "{n} partner", "{n} partners"),
        "ol_partners_one": phrases.count(report, (breadth == 1).sum()),
        "ol_partners_several": phrases.countries(report, names[agreements["partner"].map(breadth) > 1]),
        "ol_partners_all": _all(report, agreements[agreements["partner"].map(breadth) == len(served)]),
        "ol_unread": phrases.count(report, (~agreements["text_seen"].fillna(False).astype(bool)).sum()),
    }
    for pillar in ("agreements", "minerals"):
        values[f"ol_partners_{pillar}"] = phrases.countries(report, names[agreements["pillar"] == pillar])
    shown = (agreements["pillar"] == "technology") & (agreements["article_ref"] != "")
    return values | {"ol_article_technology": phrases.countries(report, names[shown])}


def _all(report, found):
    """Return with whom there are agreements on every part, and on which of them it is no more than a framework; where with nobody, that."""
    if found.empty:
        return Value([], report.gettext("none of them"))
    status, names = report.standing("agreements").set_index("row")["status"], report.names("countries", "iso3")
    served, said = pillars.pillars(report), []
    for partner, rows in found.groupby("partner", sort=False):
        sure = set(rows["pillar"][rows["id"].map(status) != "framework"])
        framed = [phrases.midsentence(label) for code, label in served.items() if code not in sure]
        text = report.gettext("{name} (no more than a framework on: {pillars})") if framed else "{name}"
        said.append(text.format(name=phrases.country(report, names[partner]), pillars=report.formats.join(framed)))
    return Value(list(dict.fromkeys(found["partner"])), report.formats.join(said))


def _since(report):
    """Return what the article does not have: agreements by pillar, and how far their clauses are known."""
    agreements = pillars.agreements(report)
    agreements["name"] = agreements["partner"].map(report.names("countries", "iso3"))
    trade, new = agreements[agreements["pillar"] == "agreements"], agreements[agreements["article_ref"] == ""]
    lines = report["provisions"]
    outright = lines["agreements"][(lines["modality"] == "shall") & lines["obliged"].isin(["partner", "both"])]
    secured = trade["security_clauses"].fillna(False).astype(bool)
    framed = trade["id"].map(report.standing("agreements").set_index("row")["status"]) == "framework"
    clauses, minerals, technology = (new[new["pillar"] == pillar] for pillar in ("agreements", "minerals", "technology"))
    return {
        "ol_new": phrases.count(report, len(new)),
        "ol_new_partners": phrases.count(report, len(set(new["partner"]) - set(agreements["partner"].drop(new.index)))),
        "ol_secured": phrases.countries(report, trade["name"][secured & ~framed]),
        "ol_secured_unsaid": phrases.countries(report, trade["name"][secured & ~framed & ~trade["id"].isin(lines["agreements"].explode())]),
        "ol_outright": phrases.countries(report, trade["name"][(trade["binding"] == "binding") & trade["id"].isin(outright.explode())]),
        "ol_secured_frameworks": phrases.countries(report, trade["name"][secured & framed]),
        "ol_new_agreements": phrases.count(report, len(clauses)),
        "ol_new_agreements_partners": phrases.countries(report, clauses["name"]),
        "ol_new_minerals": phrases.count(report, len(minerals)),
        "ol_new_technology": phrases.count(report, len(technology)),
        "ol_new_technology_partners": phrases.countries(report, technology["name"]),
    }


def _standing(report):
    """Return with whom agreements stand how on the edition's day, for what is not plain."""
    agreements, names = pillars.agreements(report), report.names("countries", "iso3")
    status = agreements["id"].map(report.standing("agreements").set_index("row")["status"])
    return {
        "ol_as_of": phrases.date(report, report.as_of),
        "ol_truce_days": standings.days_passed(report, TRUCE),
        "ol_standing_suspended": phrases.countries(report, agreements["partner"][status == "suspended"].map(names)),
        "ol_standing_framework": phrases.names(report, agreements["title"][status == "framework"]),
        **affiliates_rule(report, "ol"),
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
    """Return what single events are named with, and how many pull which way."""
    events = report["events"]
    values = single.events(report, "ol", EVENTS)
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
