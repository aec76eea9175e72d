"""How values are put into words: counts, dates, names, labels, statements.

What is counted is for the modules of the chapters.
"""

import pandas as pd

from econsec import formats
from econsec.outputs import Value


def count(report, number, one="{n}", many="{n}"):
    """Return a count with its noun: ``one`` and ``many`` are texts of the package that hold ``{n}``."""
    number = int(number)
    text = report.gettext(one if number == 1 else many) if one != "{n}" else one
    return Value(number, text.format(n=report.formats.number(number)))


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
    """Return a work's date, an ISO 8601 text that may lack the day or the month."""
    precision = ("year", "month", "day")[text.count("-")]
    return Value(text, text) if precision == "year" else date(report, pd.Timestamp(text), precision)


def events(report, prefix, kinds, partners=()):
    """Return the dates of events of some kinds at home, or with ``partners``, named for the rows."""
    concerned = {*report["countries"].loc[lambda rows: rows["ring"] == "us", "iso3"], *partners}
    found = report["events"].loc[lambda rows: rows["kind"].isin(kinds)].itertuples()
    dates = {row.id: date(report, row.on, row.date_precision) for row in found if not concerned.isdisjoint(row.countries)}
    return {f"{prefix}_event_{key}_on".replace("-", "_"): day for key, day in dates.items()}


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
