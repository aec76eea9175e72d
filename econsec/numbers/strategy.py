"""The values of the summary and of the chapter on the strategy."""

from econsec.numbers import evidence, words
from econsec.numbers.agreements import announced, whole_measures
from econsec.outputs import Value

FORCED_LABOUR = ("section-301-duties-10-2026-07", "section-301-duties-12-5-2026-07")


def summary(report):
    """Return the numbers of the summary."""
    agreements, controls, works = report["agreements"], whole_measures(report), report["sources"]
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    widest = int(breadth.max()) if len(breadth) else 0
    names = report.names("countries", "iso3")
    awards, unseen = report["awards"], ~agreements["text_seen"].dropna().astype(bool)
    return {
        "summary_as_of": words.date(report, report.as_of),
        "summary_agreements": words.agreements(report),
        "summary_unseen": words.count(report, unseen.sum()),
        "summary_unstated": words.count(report, agreements["text_seen"].isna().sum()),
        "summary_partners": words.count(report, len(breadth), "{n} partner", "{n} partners"),
        "summary_widest": words.count(report, widest, "{n} pillar", "{n} pillars"),
        "summary_widest_partners": words.countries(report, breadth.index[breadth == widest].map(names)),
        "summary_controls_until": announced(report, controls, -1),
        "summary_tighten": words.count(report, (controls["direction"] == "tighten").sum()),
        "summary_relax": words.count(report, (controls["direction"] == "relax").sum()),
        "summary_awards": words.count(report, len(awards), "{n} announcement", "{n} announcements"),
        "summary_awards_until": words.date(report, awards["announced_on"].max(), "month"),
        "summary_works": words.count(report, len(works), "{n} work", "{n} works"),
        "summary_works_unseen": words.count(report, (works["seen"] == "unseen").sum()),
        **words.events(report, "summary", ("court", "measure")),
        **words.changes(report, "summary", {"affiliates-rule"}),
        **words.quantities(report, "summary", {"affiliates-rule"}),
        **words.chosen_events(report, "summary", FORCED_LABOUR),
    }


def nss(report):
    """Return the numbers of the chapter on the strategy."""
    areas = report["nss_areas"].sort_values("rank")
    served = areas["pillars"].map(len)
    values = {
        "nss_areas": words.count(report, len(areas), "{n} area", "{n} areas"),
        "nss_most_served": words.names(report, areas["name"][(served == served.max()) & (served > 0)]),
        "nss_unserved": words.names(report, areas["name"][served == 0]),
    }
    for area in areas.itertuples():
        values[f"nss_area_{area.rank}"] = Value(area.name, area.name)
    for pillar in report.labels("nss_areas", "pillars"):
        count = areas["pillars"].map(lambda pillars, pillar=pillar: pillar in pillars).sum()
        values[f"nss_{pillar}_areas"] = words.count(report, count, "{n} area", "{n} areas")
    return values | evidence.goods(report, "nss") | words.statements(report, "nss", "nss")
