"""Values of single rows of the data: ``{"my-suit-2026-01": "on"}`` of the events gives ``p1_event_my_suit_2026_01_on``.

Chapters say which rows they name, and in which forms. A row that an edition lacks has no value.
"""

import re

import pandas as pd

from econsec.exhibits import Value
from econsec.report.numbers import phrases

RATE = re.compile(r"(\d+(?:\.\d+)?)(?: per cent|%)")


def values(prefix, rows, wanted, forms):
    """Return values of rows, named for row and form: ``wanted`` are the forms by row, ``forms`` make a value, or nothing, of a row."""
    made = {(row["id"], form): forms[form](row) for row in rows.to_dict("records") for form in wanted.get(row["id"], "").split()}
    return {f"{prefix}_{key}_{form}".replace("-", "_"): value for (key, form), value in made.items() if value is not None}


def filled(column, make):
    """Return a form that makes nothing of a row in which a cell is empty."""
    return lambda row: None if pd.isna(row[column]) or row[column] == "" else make(row)


def events(report, prefix, wanted):
    """Return of events the day (``on``), how many ``economies`` they concern, their ``names``, and the ``rate`` of the title."""
    names = report.names("countries", "iso3")
    forms = {
        "on": lambda row: phrases.date(report, row["on"], row["date_precision"]),
        "economies": lambda row: phrases.count(report, len(row["countries"]), "{n} economy", "{n} economies"),
        "names": lambda row: phrases.countries(report, [names[code] for code in row["countries"]]),
        "rate": lambda row: _rate(report, row["title"]),
    }
    return values(prefix, report["events"], wanted, forms)


def _rate(report, title):
    """Return the rate that the title of a measure names first; where it names none, it is not known."""
    found = RATE.search(title)
    if not found:
        return Value(None, report.gettext("not known"))
    return Value(float(found[1]), f"{report.formats.number(float(found[1]))}%")


def changes(report, prefix, wanted):
    """Return ``from`` when and ``until`` when changes of standing hold, as far as known."""
    forms = {
        "from": filled("from", lambda row: phrases.date(report, row["from"], row["date_precision"])),
        "until": filled("until", lambda row: phrases.date(report, row["until"])),
    }
    return values(prefix, report["status_changes"], wanted, forms)


def measures(report, prefix, wanted):
    """Return of export-control measures the day (``on``) and the ``quantity``, as far as known."""
    forms = {
        "on": filled("announced_on", lambda row: phrases.date(report, row["announced_on"], row["date_precision"], row["announced_until"])),
        "quantity": filled("quantity", lambda row: phrases.count(report, row["quantity"])),
    }
    return values(prefix, report["export_controls"], wanted, forms)


def claims(report, prefix, wanted):
    """Return of what the article states the day (``on``) and the ``quantity``, as far as it names them."""
    forms = {
        "on": filled("on", lambda row: phrases.date(report, row["on"], row["date_precision"])),
        "quantity": filled("quantity", lambda row: _quantity(report, row)),
    }
    return values(prefix, report["claims"], wanted, forms)


def _quantity(report, claim):
    unit = "%" if claim["quantity_unit"].startswith("pct") else ""
    return Value(float(claim["quantity"]), f"{report.formats.number(claim['quantity'])}{unit}")
