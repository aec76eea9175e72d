"""The values of the summary and of the chapter on the strategy."""

from econsec.exhibits import Value
from econsec.report import pillars
from econsec.report.numbers import evidence, phrases, single, standings
from econsec.report.numbers.agreements import affiliates_rule, announced, whole_measures
from econsec.report.numbers.technology import chips

STANDINGS = (
    *("arrangements", "arrangements_binding", "in_force", "signed"),
    *("due_passed", "due_met", "due_late", "due_missed", "due_unknown", "due_next", "due_next_on"),
)
EVENTS = {
    "ieepa-ruling-2026-02": "on",
    "ieepa-duties-end-2026-02": "on",
    "section-122-surcharge-2026-02": "on",
    "section-122-end-2026-07": "on",
    "section-301-duties-10-2026-07": "on economies rate",
    "section-301-duties-12-5-2026-07": "economies rate",
}


def summary(report):
    """Return the numbers of the summary."""
    agreements, controls, works = pillars.agreements(report), whole_measures(report), report["sources"]
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    widest = int(breadth.max()) if len(breadth) else 0
    names = report.names("countries", "iso3")
    (awards, _), unseen = chips(report), ~agreements["text_seen"].dropna().astype(bool)
    return {
        "summary_as_of": phrases.date(report, report.as_of),
        "summary_agreements": phrases.agreements(report),
        "summary_unseen": phrases.count(report, unseen.sum()),
        "summary_unstated": phrases.count(report, agreements["text_seen"].isna().sum()),
        "summary_partners": phrases.count(report, len(breadth), "{n} partner", "{n} partners"),
        "summary_widest": phrases.count(report, widest, "{n} pillar", "{n} pillars"),
        "summary_widest_partners": phrases.countries(report, breadth.index[breadth == widest].map(names)),
        "summary_controls_until": announced(report, controls, -1),
        "summary_tighten": phrases.count(report, (controls["direction"] == "tighten").sum()),
        "summary_relax": phrases.count(report, (controls["direction"] == "relax").sum()),
        "summary_awards": phrases.count(report, len(awards), "{n} announcement", "{n} announcements"),
        "summary_awards_until": phrases.date(report, awards["announced_on"].max(), "month"),
        "summary_works": phrases.count(report, len(works), "{n} work", "{n} works"),
        "summary_works_unseen": phrases.count(report, (works["seen"] == "unseen").sum()),
        **single.events(report, "summary_event", EVENTS),
        **affiliates_rule(report, "summary"),
        **standings.values(report, "summary", STANDINGS),
    }


def nss(report):
    """Return the numbers of the chapter on the strategy."""
    areas = report["nss_areas"].sort_values("rank")
    served = areas["pillars"].map(len)
    values = {
        "nss_areas": phrases.count(report, len(areas), "{n} area", "{n} areas"),
        "nss_most_served": phrases.names(report, areas["name"][(served == served.max()) & (served > 0)]),
        "nss_unserved": phrases.names(report, areas["name"][served == 0]),
    }
    for area in areas.itertuples():
        values[f"nss_area_{area.rank}"] = Value(area.name, area.name)
    for pillar in report.labels("nss_areas", "pillars"):
        count = areas["pillars"].map(lambda pillars, pillar=pillar: pillar in pillars).sum()
        values[f"nss_{pillar}_areas"] = phrases.count(report, count, "{n} area", "{n} areas")
    return values | evidence.goods(report, "nss") | single.claims(report, "nss", {"three-points-of-policy": "quantity"})
