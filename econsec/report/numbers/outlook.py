"""The values of the outlook and of the page of sources."""

from econsec.exhibits import Value
from econsec.report import pillars
from econsec.report.evidence import trade_agreements
from econsec.report.numbers import phrases, single, standings
from econsec.report.numbers.agreements import affiliates_rule

AMONG = {"none": "none is", "one": "the only one is", "both": "both are", "all": "all {all} are", "some": "{n} of the {all} are"}
STANDINGS = (
    *("arrangements", "pax_silica_members", "due", "due_passed", "due_met", "due_missed", "due_unknown", "in_force", "signed"),
    *("rate_economies", "rate_low", "rate_high", "low_signed", "low_dealt", "low_none"),
)
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
    "section-301-overcapacity-2026-03": "on economies",
    "my-minister-2026-03": "on",
    "mc14-outcome-2026-03": "on",
    "section-122-ruling-2026-05": "on",
    "ustr-reason-2026-06": "names",
    "section-301-brazil-2026-07": "on",
    "section-122-end-2026-07": "on",
    "section-301-duties-10-2026-07": "on economies rate",
    "section-301-duties-12-5-2026-07": "economies rate",
    "section-301-suit-2026-08": "on",
    "truce-extension-2026-09": "on",
    "truce-confirmed-2026-09": "on",
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
        "ol_partners_all": _some(report, (breadth == len(served)).sum()),
        "ol_unread": phrases.count(report, (~agreements["text_seen"].fillna(False).astype(bool)).sum()),
    }
    for pillar in served:
        values[f"ol_partners_{pillar}"] = phrases.countries(report, names[agreements["pillar"] == pillar])
    return values


def _some(report, number):
    """Return how many of them; none at all has a text of its own."""
    return phrases.count(report, number, "{n} of them", "{n} of them") if number else Value(0, report.gettext("none of them"))


def _since(report):
    """Return what the article does not have: agreements by pillar, and how far their clauses are known."""
    agreements = pillars.agreements(report)
    agreements["name"] = agreements["partner"].map(report.names("countries", "iso3"))
    trade, new = agreements[agreements["pillar"] == "agreements"], agreements[agreements["article_ref"] == ""]
    secured = trade["security_clauses"].fillna(False).astype(bool)
    framed = trade["id"].map(report.standing("agreements").set_index("row")["status"]) == "framework"
    clauses, minerals = (new[new["pillar"] == pillar] for pillar in ("agreements", "minerals"))
    return {
        "ol_new": phrases.count(report, len(new)),
        "ol_new_partners": phrases.count(report, len(set(new["partner"]) - set(agreements["partner"].drop(new.index)))),
        "ol_secured": phrases.countries(report, trade["name"][secured & ~framed]),
        "ol_secured_frameworks": phrases.countries(report, trade["name"][secured & framed]),
        "ol_new_agreements": phrases.count(report, len(clauses)),
        "ol_new_agreements_partners": phrases.countries(report, clauses["name"]),
        "ol_new_minerals": phrases.count(report, len(minerals)),
    }


def _standing(report):
    """Return with whom agreements stand how on the edition's day, for what is not plain."""
    agreements, names = pillars.agreements(report), report.names("countries", "iso3")
    status = agreements["id"].map(report.standing("agreements").set_index("row")["status"])
    chosen = ("framework", "suspended")
    held = {f"ol_standing_{one}": phrases.countries(report, agreements["partner"][status == one].map(names)) for one in chosen}
    return {"ol_as_of": phrases.date(report, report.as_of), **held, **affiliates_rule(report, "ol")}


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
    values = single.events(report, "ol", EVENTS) | _signed(report)
    for pull in report.labels("events", "pull"):
        values[f"ol_{pull}"] = phrases.count(report, (events["pull"] == pull).sum())
    return values | {
        "ol_events": phrases.count(report, len(events), "{n} event", "{n} events"),
        "ol_events_coded": phrases.count(report, (events["coded_by"] == "report").sum()),
    }


def _signed(report):
    """Return how many of the partners that signed a trade agreement the duties for forced labour concern."""
    trade = trade_agreements(report)
    signed = set(trade.loc[trade["signed"], "partner"])

    def among(event):
        number = len(signed.intersection(event["countries"]))
        return Value(number, phrases.share_of(report, number, len(signed), AMONG))

    return single.values("ol", report["events"], {"section-301-duties-10-2026-07": "signed"}, {"signed": among})


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
