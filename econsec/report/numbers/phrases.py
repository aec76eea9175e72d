"""How values are put into words: counts, dates, names, labels.

What is counted is for the modules of the chapters.
"""

import pandas as pd

from econsec.exhibits import Value
from econsec.report import pillars
from econsec.words import formats

WITH_ARTICLE = ("United ", "European Union", "Cook Islands", "Dominican ", "Philippines", "Bahamas", "Netherlands")


def count(report, number, one="{n}", many="{n}", **more):
    """Return a count with its noun: ``one`` and ``many`` are texts of the package that hold ``{n}``, and what else ``more`` says."""
    number = int(number)
    text = report.gettext(one if number == 1 else many) if one != "{n}" else one
    return Value(number, text.format(n=report.formats.number(number), **more))


def some(report, number, one, many, none):
    """Return a count with its noun; none at all has a text of its own."""
    return count(report, number, one, many) if number else Value(0, report.gettext(none))


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


def agreements(report, found=None):
    """Return how many agreements an edition holds, or are ``found``, and how many of them are no more than a framework for one."""
    found = pillars.agreements(report) if found is None else found
    frames = int((found["id"].map(report.standing("agreements").set_index("row")["status"]) == "framework").sum())
    signed = count(report, len(found) - frames, "{n} agreement", "{n} agreements")
    if not frames:
        return signed
    more = count(report, frames, "{n} framework or action plan", "{n} frameworks or action plans")
    return Value(len(found), report.formats.join([signed.text, more.text]))


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


def texts(report, found):
    """Return texts, which may hold an "and", as a list in a sentence; no text at all reads as "none"."""
    return Value(list(found), report.gettext("; ").join(found) or report.gettext("none"))


def date(report, day, precision="day", until=None):
    """Return a date as precise as it is known; raw it is ISO 8601."""
    if pd.isna(day):
        return Value(None, report.gettext("not known"))
    return Value(f"{day:%Y-%m-%d}", report.formats.date(day, precision, until))


def newest(report, rows, column):
    """Return the latest date of a column, as precise as its row says."""
    rows = rows.dropna(subset=column).sort_values(column, kind="stable")
    return date(report, *rows[[column, "date_precision"]].iloc[-1]) if len(rows) else date(report, pd.NaT)


def share(report, pct, qualifier="exact"):
    """Return a share in per cent; raw it is the number, a bound that of the bound."""
    return Value(float(pct), formats.share(report, pct, qualifier))


def published(report, text):
    """Return a date that is written in ISO 8601, and may lack the day or the month or be empty."""
    if not text:
        return date(report, pd.NaT)
    precision = ("year", "month", "day")[text.count("-")]
    return Value(text, text) if precision == "year" else date(report, pd.Timestamp(text), precision)


def labels(report, table, column, codes):
    """Return the texts of codes as a list in a sentence, in the schema's order; an item may hold an "and"."""
    texts = [midsentence(text) for code, text in report.labels(table, column).items() if code in codes]
    return Value(texts, report.gettext("; ").join(texts) or report.gettext("none"))


def midsentence(label):
    """Return a label as it stands within a sentence; abbreviations keep their capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
