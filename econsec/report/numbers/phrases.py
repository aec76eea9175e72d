"""How values are put into words: counts, dates, names, labels, statements.

What is counted is for the modules of the chapters.
"""

import re

import pandas as pd

from econsec.exhibits import Value
from econsec.words import formats

RATE = re.compile(r"(\d+(?:\.\d+)?)(?: per cent|%)")
WITH_ARTICLE = ("United ", "European Union", "Cook Islands", "Dominican ", "Philippines", "Bahamas", "Netherlands")


def count(report, number, one="{n}", many="{n}", **more):
    """Return a count with its noun: ``one`` and ``many`` are texts of the package that hold ``{n}``, and what else ``more`` says."""
    number = int(number)
    text = report.gettext(one if number == 1 else many) if one != "{n}" else one
    return Value(number, text.format(n=report.formats.number(number), **more))


def parts(report, *counted, **more):
    """Return counts as the parts of a sentence, each ``(number, one, many)``; what is counted nowhere takes no part."""
    said = [count(report, *one, **more).text for one in counted if one[0]]
    return Value(int(sum(number for number, *_ in counted)), report.formats.join(said) or report.gettext("none"))


def share_of(report, part, whole, texts):
    """Return how many of a whole, by the texts for ``none``, ``one`` of one, ``both``, ``all`` and ``some``."""
    every = {1: "one", 2: "both"}.get(int(whole), "all")
    text = texts["none" if not part else every if part == whole else "some"]
    part, whole = (report.formats.number(int(number)) for number in (part, whole))
    return report.gettext(text).format(n=part, all=whole)


def agreements(report):
    """Return how many agreements an edition holds, and with whom there is no more than a framework for one."""
    found = report["agreements"]
    status = found["id"].map(report.standing("agreements").set_index("row")["status"])
    frames = found["partner"][status == "framework"].map(report.names("countries", "iso3"))
    signed = count(report, len(found) - len(frames), "{n} agreement", "{n} agreements")
    if frames.empty:
        return signed
    text = report.gettext("{agreements} and {n} framework ({names})" if len(frames) == 1 else "{agreements} and {n} frameworks ({names})")
    said = text.format(agreements=signed.text, n=report.formats.number(len(frames)), names=countries(report, frames).text)
    return Value(len(found), said)


def countries(report, found):
    """Return names of countries as a list in a sentence, where English has some of them with an article."""
    return names(report, [country(report, name) for name in found])


def country(report, name):
    """Return the name of a country as it stands in a sentence."""
    return f"the {name}" if report.lang == "en" and name.startswith(WITH_ARTICLE) else name


def names(report, names):
    """Return names as a list in a sentence; no name at all reads as "none"."""
    names = list(dict.fromkeys(names))
    return Value(names, report.formats.join(names) or report.gettext("none"))


def date(report, day, precision="day", until=None):
    """Return a date as precise as it is known; raw it is ISO 8601."""
    if pd.isna(day):
        return Value(None, report.gettext("not known"))
    return Value(f"{day:%Y-%m-%d}", report.formats.date(day, precision, until))


def share(report, pct, qualifier="exact"):
    """Return a share in per cent; raw it is the number, a bound that of the bound."""
    return Value(float(pct), formats.share(report, pct, qualifier))


def published(report, text):
    """Return a date that is written in ISO 8601, and may lack the day or the month or be empty."""
    if not text:
        return date(report, pd.NaT)
    precision = ("year", "month", "day")[text.count("-")]
    return Value(text, text) if precision == "year" else date(report, pd.Timestamp(text), precision)


def events(report, prefix, kinds, partners=()):
    """Return the dates of events of some kinds at home, or with ``partners``, named for the rows."""
    concerned = {*report["countries"].loc[lambda rows: rows["ring"] == "us", "iso3"], *partners}
    found = report["events"].loc[lambda rows: rows["kind"].isin(kinds)].itertuples()
    dates = {row.id: date(report, row.on, row.date_precision) for row in found if not concerned.isdisjoint(row.countries)}
    return {f"{prefix}_event_{key}_on".replace("-", "_"): day for key, day in dates.items()}


def chosen_events(report, prefix, keys):
    """Return of some events the day, the label, and how many economies each concerns, named for the rows."""
    values = {}
    for row in report["events"].itertuples():
        if row.id in keys:
            key = f"{prefix}_event_{row.id}".replace("-", "_")
            values[f"{key}_on"] = date(report, row.on, row.date_precision)
            values[f"{key}_label"] = Value(row.label, row.label)
            values[f"{key}_economies"] = count(report, len(row.countries), "{n} economy", "{n} economies")
            values |= rate(report, key, row)
    return values


def rate(report, key, event):
    """Return the rate that the title of a measure names first; where it names none, it is not known."""
    if event.kind != "measure":
        return {}
    found = RATE.search(event.title)
    if not found:
        return {f"{key}_rate": Value(None, report.gettext("not known"))}
    return {f"{key}_rate": Value(float(found[1]), f"{report.formats.number(float(found[1]))}%")}


def quantities(report, prefix, keys):
    """Return the quantities of some export-control measures, named for the rows."""
    rows = report["export_controls"].loc[lambda rows: rows["id"].isin(keys)].dropna(subset="quantity").itertuples()
    return {f"{prefix}_{row.id}_quantity".replace("-", "_"): count(report, row.quantity) for row in rows}


def changes(report, prefix, rows):
    """Return from when and until when changes of standing of some rows hold, as far as known, named for the changes."""
    values = {}
    for change in report["status_changes"].loc[lambda changes: changes["row"].isin(rows)].to_dict("records"):
        days = {"from": (change["from"], change["date_precision"]), "until": (change["until"], "day")}
        known = {side: day for side, day in days.items() if not pd.isna(day[0])}
        values |= {f"{prefix}_{change['id']}_{side}".replace("-", "_"): date(report, *day) for side, day in known.items()}
    return values


def labels(report, table, column, codes):
    """Return the texts of codes as a list in a sentence, in the schema's order; an item may hold an "and"."""
    texts = [midsentence(text) for code, text in report.labels(table, column).items() if code in codes]
    return Value(texts, report.gettext("; ").join(texts) or report.gettext("none"))


def midsentence(label):
    """Return a label as it stands within a sentence; abbreviations keep their capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def statements(report, chapter, prefix):
    """Return dates and quantities of what the article states in a chapter, and dates of the official papers behind it.

    They are named for the rows, such as ``p1_first_clauses_as_gauge_on`` and ``p1_work_bis_enforcement_2023_on``.
    """
    claims = report["claims"].loc[lambda rows: rows["chapter"] == chapter]
    values = {}
    for claim in claims.itertuples():
        if not pd.isna(claim.on):
            values[f"{prefix}_{claim.id}_on"] = date(report, claim.on, claim.date_precision)
        if not pd.isna(claim.quantity):
            unit = "%" if claim.quantity_unit.startswith("pct") else ""
            shown = f"{report.formats.number(claim.quantity)}{unit}"
            values[f"{prefix}_{claim.id}_quantity"] = Value(float(claim.quantity), shown)
    papers = report["sources"].loc[lambda rows: (rows["kind"] == "government") & (rows["date"] != "")]
    for key, text in zip(papers["id"], papers["date"]):
        if key in set(claims["source"].explode()):
            values[f"{prefix}_work_{key}_on"] = published(report, text)
    return {name.replace("-", "_"): value for name, value in values.items()}
