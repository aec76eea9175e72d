"""What a pointer finds on a mark, table by table: the fields of its record, each with a heading and a text for each row."""

import pandas as pd

from econsec.editions import tables_of
from econsec.report.forms.channels import heading

MEANING = "meaning"  # the field of what colour means
TITLES = ("title", "name", "label", "mineral")


def dates(report, rows, day, precision="", until=""):
    """Return days in words, as precise as they are known."""
    precise = rows[precision] if precision else ["day"] * len(rows)
    ends = rows[until] if until else [None] * len(rows)
    return [report.formats.date(*known) for known in zip(rows[day], precise, ends)]


def dated(rows, when=""):
    """Return the columns that say when rows are: day, precision and last day, as far as the rows have them."""
    known = {"export_controls": "announced_on", "awards": "announced_on", "events": "on", "agreements": "signed_on", "changes": "day"}
    day = when or next((known[table] for table in tables_of(rows) if table in known), "")
    ends = {"announced_on": "announced_until"}.get(day, "")
    return day, "date_precision" if "date_precision" in rows else "", ends if ends in rows else ""


def measures(report, rows, colour):
    """Return what is said of an export-control measure."""
    firms, countries = report.names("firms"), report.names("countries", "iso3")
    join, title = report.formats.join, report.title
    return {
        "measure": (report.gettext("Measure"), rows["title"]),
        "announced": (title("export_controls", "announced_on"), dates(report, rows, *dated(rows, "announced_on"))),
        MEANING: colour,
        "firms": (title("export_controls", "firms"), [join(firms[key] for key in keys) for keys in rows["firms"]]),
        "destinations": (title("export_controls", "destinations"), [join(countries[key] for key in keys) for keys in rows["destinations"]]),
    }


def others(report, rows, colour, when=""):
    """Return what is said of a row of any other table: what it is called, when it was, what its colour means."""
    tables, called = tables_of(rows), next((name for name in TITLES if name in rows), "")
    day, *more = dated(rows, when)
    found = {called: (heading(report, tables, called), rows[called])} if called else {}
    found |= {"when": (heading(report, tables, day), dates(report, rows, day, *more))} if day else {}
    return found | {MEANING: colour}


def pointed(report, rows, colour, when=""):
    """Return what is said of each row: ``field -> (heading, texts)``; ``colour`` is that of what colour means."""
    if tables_of(rows)[:1] == ("export_controls",) and {"title", "announced_on", "firms", "destinations"} <= set(rows):
        return measures(report, rows, colour)
    return others(report, rows, colour, when)


def areas(report, rows):
    """Return whose reading it is that a pillar serves an area."""
    return {"coded_by": (report.title("nss_areas", "coded_by"), rows["coded_by_label"])}


def clauses(report, rows):
    """Return what a clause says."""
    return {"content": (report.gettext("Content"), rows["text"])}


def agreements(report, rows):
    """Return the title of an agreement and when it was signed."""
    signed = dates(report, rows, "signed_on", "date_precision")
    return {"agreement": (report.gettext("Agreement"), rows["title"]), "signed": (report.title("agreements", "signed_on"), signed)}


# table -> what is said of its rows in a matrix beside their row, column and colour, and the columns that this takes
MORE = {
    "nss_areas": (areas, {"coded_by_label"}),
    "provisions": (clauses, {"text"}),
    "agreements": (agreements, {"title", "signed_on", "date_precision"}),
}


def more(report, rows):
    """Return what is said of each row in a matrix beside its row, its column and its colour."""
    for say, taken in (MORE[table] for table in tables_of(rows) if table in MORE):
        if taken <= set(rows):
            return say(report, rows)
    return {}


def money(report, rows, colour):
    """Return what is said of a sum and its announcement; of other amounts what is said of any row."""
    if not {"title", "announced_on", "recipients", "stage_label", "provider_name"} <= set(rows):
        return others(report, rows, colour)
    firms = report.names("firms")
    return {
        "announcement": (report.gettext("Announcement"), rows["title"]),
        "announced": (report.title("awards", "announced_on"), dates(report, rows, "announced_on")),
        "recipients": (report.title("awards", "recipients"), [report.formats.join(firms[key] for key in keys) for keys in rows["recipients"]]),
        "stage": (report.title("awards", "stage"), rows["stage_label"]),
        "label": (report.title("funding", "amount_usd"), None),
        "provider": (report.title("funding", "provider"), rows["provider_name"]),
    }


def texts(found):
    """Return the fields with their texts, and with their headings."""
    return {field: pd.Series(list(said), dtype=object) for field, (_, said) in found.items()}, {field: title for field, (title, _) in found.items()}
