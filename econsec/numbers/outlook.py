"""The values of the outlook and of the page of sources."""

from econsec.numbers import words


def outlook(report):
    """Return the numbers of the outlook."""
    return _coverage(report) | _since(report) | _standing(report) | _rings(report) | _events(report)


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


def _since(report):
    """Return what the article does not have: agreements by pillar, and how far their clauses are known."""
    agreements = report["agreements"]
    agreements["name"] = agreements["partner"].map(report.names("countries", "iso3"))
    trade, new = agreements[agreements["pillar"] == "agreements"], agreements[agreements["article_ref"] == ""]
    secured = trade["security_clauses"].fillna(False).astype(bool)
    values = {
        "ol_new": words.count(report, len(new), "{n} agreement", "{n} agreements"),
        "ol_new_partners": words.count(report, len(set(new["partner"]) - set(agreements["partner"].drop(new.index)))),
        "ol_secured": words.names(report, trade["name"][secured]),
        "ol_unsecured": words.names(report, trade["name"][~secured]),
    }
    for pillar in report.labels("agreements", "pillar"):
        found = new[new["pillar"] == pillar]
        values[f"ol_new_{pillar}"] = words.count(report, len(found))
        values[f"ol_new_{pillar}_partners"] = words.names(report, found["name"])
    return values


def _standing(report):
    """Return with whom agreements stand how on the edition's day, for what is not plain."""
    agreements, names = report["agreements"], report.names("countries", "iso3")
    status = agreements["id"].map(report.standing("agreements").set_index("row")["status"])
    chosen = ("framework", "suspended", "contested")
    held = {f"ol_standing_{one}": words.names(report, agreements["partner"][status == one].map(names)) for one in chosen}
    return {"ol_as_of": words.date(report, report.as_of), **held}


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
    agreed, names = set(report["agreements"]["partner"]), report.names("countries", "iso3")
    for e in events.itertuples():
        if len(agreed.intersection(e.countries)) > 1:
            partners = words.names(report, [names[key] for key in e.countries if key in agreed])
            values[f"ol_{e.id}_partners".replace("-", "_")] = partners
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
    values["src_new"] = words.count(report, (works["article_ref"] == "").sum(), "{n} work", "{n} works")
    for seen in report.labels("sources", "seen"):
        values[f"src_{seen}"] = words.count(report, (works["seen"] == seen).sum())
    return values
