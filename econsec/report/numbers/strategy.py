"""The values of the summary and of the chapter on the strategy."""

from econsec.exhibits import Value
from econsec.report import pillars
from econsec.report.numbers import evidence, facts, phrases, single, standings
from econsec.report.numbers.agreements import affiliates_rule, whole_measures

STANDINGS = ("in_force", "signed", "due_passed", "due_unknown")
EVENTS = {
    "ieepa-ruling-2026-02": "on",
    "ieepa-duties-end-2026-02": "on",
    "section-301-duties-10-2026-07": "on economies rate",
    "section-301-duties-12-5-2026-07": "economies rate",
}


def summary(report):
    """Return the numbers of the summary."""
    agreements, controls = pillars.agreements(report), whole_measures(report)
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    widest = int(breadth.max()) if len(breadth) else 0
    names = report.names("countries", "iso3")
    unseen = ~agreements["text_seen"].dropna().astype(bool)
    return {
        "summary_as_of": phrases.date(report, report.as_of),
        "summary_agreements": phrases.agreements(report),
        "summary_unseen": phrases.count(report, unseen.sum()),
        "summary_partners": phrases.count(report, len(breadth), "{n} partner", "{n} partners"),
        "summary_widest": phrases.count(report, widest, "{n} pillar", "{n} pillars"),
        "summary_widest_partners": phrases.countries(report, breadth.index[breadth == widest].map(names)),
        "summary_tighten": phrases.count(report, (controls["direction"] == "tighten").sum()),
        "summary_relax": phrases.count(report, (controls["direction"] == "relax").sum()),
        **_today(report, controls),
        **single.events(report, "summary_event", EVENTS),
        **affiliates_rule(report, "summary"),
        **standings.values(report, "summary", STANDINGS),
    }


def _today(report, controls):
    """Return what applies today, what nobody knows, what comes next, and what the record has that is newest."""
    duties, ended = report.duties(), report.standing("export_controls").loc[lambda rows: rows["status"] == "ended", "row"]
    now = duties[duties["status"] == "in_force"]
    stand = report.agreements(deals=True)["status"].isin(["signed", "in_force"]).sum()
    return {
        "summary_duties_now": phrases.count(report, len(now), "{n} US duty", "{n} US duties"),
        "summary_duties_general": phrases.count(report, now["general"].fillna(False).astype(bool).sum()),
        "summary_controls_now": phrases.count(
            report, (~controls["id"].isin(ended)).sum(), "{n} US export-control measure", "{n} US export-control measures"
        ),
        "summary_signed_now": phrases.count(report, stand, "{n} US agreement", "{n} US agreements"),
        "summary_unknown": facts.unknown(report),
        "summary_next_three": facts.following(report, 3),
        "summary_newest": facts.newest(report, 2),
    }


def reading(report):
    """Return the numbers of the page on how to read the record."""
    works = report["sources"]
    return {
        "rd_works": phrases.count(report, len(works), "{n} work", "{n} works"),
        "rd_works_unseen": phrases.count(report, (works["seen"] == "unseen").sum()),
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
