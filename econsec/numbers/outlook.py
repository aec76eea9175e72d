"""The values of the outlook and of the page of sources."""

from econsec.numbers import words


def outlook(report):
    """Return the numbers of the outlook."""
    return _coverage(report) | _rings(report) | _events(report)


def _coverage(report):
    agreements, pillars = report["agreements"], report.labels("agreements", "pillar")
    names = agreements["partner"].map(report.names("countries", "iso3"))
    breadth = agreements.groupby("partner", sort=False)["pillar"].nunique()
    values = {
        "ol_agreements": words.count(report, len(agreements), "{n} agreement", "{n} agreements"),
        "ol_partners": words.count(report, len(breadth), "{n} partner", "{n} partners"),
        "ol_partners_one": words.count(report, (breadth == 1).sum()),
        "ol_partners_several": words.names(report, names[agreements["partner"].map(breadth) > 1]),
        "ol_partners_all": words.count(report, (breadth == len(pillars)).sum()),
        "ol_unread": words.count(report, (~agreements["text_seen"].fillna(False).astype(bool)).sum()),
    }
    for pillar in pillars:
        values[f"ol_partners_{pillar}"] = words.names(report, names[agreements["pillar"] == pillar])
    return values


def _rings(report):
    rings, countries = report["rings"].sort_values("order"), report["countries"]
    favoured = rings["measures"].map(lambda measures: "preferential_treatment" in measures)
    return {
        "ol_rings": words.count(report, len(rings), "{n} ring", "{n} rings"),
        "ol_favoured": words.names(report, rings["name"][favoured].map(words.midsentence)),
        "ol_placed": words.names(report, countries["name"][countries["ring"] != ""]),
    }


def _events(report):
    """Return the events' dates, named for the rows, and how many pull which way."""
    events = report["events"]
    values = {f"ol_{e.id}_on".replace("-", "_"): words.date(report, e.on, e.date_precision) for e in events.itertuples()}
    for pull in report.labels("events", "pull"):
        values[f"ol_{pull}"] = words.count(report, (events["pull"] == pull).sum())
    return values | {
        "ol_events": words.count(report, len(events), "{n} event", "{n} events"),
        "ol_events_coded": words.count(report, (events["coded_by"] == "report").sum()),
    }


def sources(report):
    """Return the numbers of the page of notes and sources."""
    notes, works = report["notes"], report["sources"]
    values = {
        "src_notes": words.count(report, len(notes), "{n} note", "{n} notes"),
        "src_works": words.count(report, len(works), "{n} work", "{n} works"),
        "src_interviews": words.count(report, (works["kind"] == "interview").sum(), "{n} interview", "{n} interviews"),
    }
    for seen in report.labels("sources", "seen"):
        values[f"src_{seen}"] = words.count(report, (works["seen"] == seen).sum())
    return values
