"""The record as the finder and the comparison of two days read it: entries with what they touch and how they stood when, by sector.

A page that lies in a folder may read nothing but scripts: each file is one. The rule of what stood when is :mod:`econsec.report.stood`'s;
a page filters these intervals and nothing else.
"""

import json

import pandas as pd

from econsec.report import standings
from econsec.report.addresses import places
from econsec.report.entries import TABLES as KINDS
from econsec.report.entries import titles, touches
from econsec.report.readable import Report
from econsec.report.stood import BEGAN, CHANGED, ENDED, HAPPENED, WORDS, corrected, in_words, status_codes

FOLDER, INDEX, NONE = "record", "index", "none"  # where they lie; the files of what all share, and of what names no sector
CLAUSES, CLAUSE = "provisions", "Clause"
DOUBTFUL = ("suspended", "contested", "put_off", standings.UNKNOWN)
NOW, COMING, DOUBT, OVER = "now", "coming", "doubt", "over"
GROUPS = {NOW: "Applies, or announced", COMING: "Planned or due", DOUBT: "Suspended, contested or not known", OVER: "Ended or settled"}
TEXTS = {
    "kind": "Kind",
    "sector": "Sector",
    "home": "Home country",
    "destination": "Destination of exports",
    "firm": "Firm named",
    "on": "On this day",
    "words": "Words in the title",
    "from": "First day",
    "to": "Second day",
    "partner": "Partner",
    "any": "Any",
    "every": "goods in general",
    "everyone": "all countries",
    "since": "since {date}",
    "begins": "from {date} on",
    "due": "due {date}",
    "exporters": "whoever exports",
    "no_sector": "No single sector",
    "no_country": "No single country",
    "rest": "Show the other {n}",
    "confirmed": "last confirmed {date}",
    "sources": "Sources",
    "found": "{n} entries of the record",
    "one": "One entry of the record",
    "nothing": "The record holds nothing on this; that is not the same as nothing applies.",
    "unchanged": "The record holds no change in these days; that is not the same as that nothing changed.",
    "unknown": "The address asks for {value}, which the record does not know. Choose from what there is.",
    "early": "The record begins on {date}; of days before it holds nothing.",
    "csv": "Download this list (CSV)",
    "settled": "Show what has ended or is settled ({n})",
    "was": "{before}, then {after}",
    "visit": "Remember this visit in this browser",
    "since_visit": "New to the record since {date}",
    "forget": "Forget it",
    "advice": "A reading of public sources, no legal advice.",
    "others": "{n} economies",
    "corrected": "Corrections of published rows",
    BEGAN: WORDS[BEGAN],
    CHANGED: WORDS[CHANGED],
    ENDED: WORDS[ENDED],
}


def scripts(*edition):
    """Return the record of an edition, by its parameters, as scripts: ``path in the book -> bytes``, what all share and a file a sector."""
    report = Report(*edition)
    entries = _entries(report)
    found = {INDEX: _shared(report, entries)}
    for sector in (*report["sectors"]["id"], NONE):
        found[sector] = [one for one in entries if sector in (one["sectors"] or [NONE])]
    return {f"{FOLDER}/{name}.js": _script(name, content).encode() for name, content in found.items()}


def _script(name, content):
    return f"(window.econsecRecord ??= {{}})[{json.dumps(name)}] = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"


def _shared(report, entries):
    """Return what there is to choose from, and the words of the pages."""
    used = {kind: {key for one in entries for key in one[kind]} for kind in ("partners", "destinations", "firms")}
    countries, firms = report.names("countries", "iso3"), report.names("firms")
    first = report.intervals()["from"].min()
    return {
        "day": str(report.as_of),
        "first": "" if pd.isna(first) else f"{first:%Y-%m-%d}",
        "sectors": report.names("sectors"),
        "countries": {key: name for key, name in countries.items() if key in used["partners"]},
        "destinations": {key: name for key, name in countries.items() if key in used["destinations"]},
        "firms": {key: firms[key] for key in sorted(used["firms"], key=firms.get)},
        "kinds": {table: report.gettext(kind) for table, kind in (KINDS | {CLAUSES: CLAUSE}).items()},
        "groups": {code: report.gettext(text) for code, text in GROUPS.items()},
        "corrected": _corrected(report),
        "texts": {name: report.gettext(text) for name, text in TEXTS.items()},
    }


def _corrected(report):
    """Return the revisions that corrected published rows: the day, what was done, and the titles of the rows."""
    return [[_iso(row.on), row.title, row.called] for row in corrected(report, pd.Timestamp.min, report.as_of).itertuples()]


def _entries(report):
    """Return what can be looked up, clauses among it; of a clause, how the agreement stood that holds it."""
    stood, where, called, touched = _stood(report), places(report), titles(report), touches(report)
    numbers, confirmed = dict(zip(report["sources"]["id"], report["sources"]["number"])), _confirmed(report)
    due = {("deadlines", row.id): _due(report, row) for row in report["deadlines"].itertuples()}
    found = []
    for row in report.entries().to_dict("records"):
        key = (row["table"], row["row"])
        row["due"] = due.get(key, "")
        found.append(_entry(row, where.get(key, ""), stood[key], numbers, confirmed.get(key)))
    for row in report["provisions"].to_dict("records"):
        for agreement in row["agreements"]:
            one, whole = touched[CLAUSES, row["id"]], touched["agreements", agreement]
            clause = {
                "table": CLAUSES,
                "row": row["id"] if len(row["agreements"]) == 1 else f"{row['id']}@{agreement}",
                "kind": report.gettext(CLAUSE),
                "title": report.gettext("{name} ({details})").format(name=row["label"], details=called["agreements", agreement]),
                "part_of": "",
                "sectors": sorted(one.sectors),
                "partners": sorted(whole.partners),
                "destinations": (),
                "firms": (),
                "everyone": False,
                "general": False,
                "recorded_on": row["recorded_on"],
                "source": row["source"],
            }
            key = ("agreements", agreement)
            found.append(_entry(clause, where.get((CLAUSES, row["id"]), ""), stood[key], numbers, confirmed.get(key)))
    return found


def _entry(row, address, stood, numbers, confirmed):
    """Return an entry as pages read it; texts are in the edition's language."""
    return {
        "table": row["table"],
        "row": row["row"],
        "kind": row["kind"],
        "title": row["title"],
        "whole": row["part_of"],
        "address": address,
        **{name: list(row[name]) for name in ("sectors", "partners", "destinations", "firms")},
        "everyone": bool(row["everyone"]),
        "general": bool(row["general"]),
        "recorded": _iso(row["recorded_on"]),
        "confirmed": _iso(confirmed),
        "due": row.get("due", ""),
        "sources": [[int(numbers[key]), key] for key in row["source"] if key in numbers],
        "stood": stood,
    }


def _stood(report):
    """Return of each row its intervals as pages read them: days, status in words, group, planned only, an end, when recorded, from when on."""
    planned, ends = status_codes(report)
    found = {}
    for row in report.intervals().rename(columns={"from": "first"}).itertuples():
        group = OVER if row.status in ends or row.status == HAPPENED else _group(row, planned)
        said = [_iso(row.first), _iso(row.until), in_words(report, row.table, row.status, row.certain), group]
        found.setdefault((row.table, row.row), []).append(
            [*said, int(row.status in planned), int(row.status in ends), _iso(row.recorded_on), _iso(row.since)]
        )
    return found


def _group(row, planned):
    if row.status in DOUBTFUL or not row.certain:
        return DOUBT
    return COMING if row.status in planned or row.status == standings.OPEN else NOW


def _due(report, row):
    return report.formats.date(row.due_on, row.date_precision) if pd.notna(row.due_on) else row.undated


def _confirmed(report):
    """Return when rows were last confirmed, where their table says so."""
    tables = [name for name in report.schema.tables if "confirmed_on" in report.schema.fields(name)]
    return {(name, row.id): row.confirmed_on for name in tables for row in report[name].itertuples()}


def _iso(day):
    return "" if day is None or pd.isna(day) else f"{day:%Y-%m-%d}"
