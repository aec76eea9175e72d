"""What agreements say, line by line: content, subject, deadlines, how firm a line is."""

from dataclasses import replace

import pandas as pd

from econsec.exhibits import NONE, Cell
from econsec.report.deadlines import due_days
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, Show, duration, known, lines, records

IDLE = ("aim", "trigger")  # roles of lines that oblige nobody by themselves


@look("provisions", "content")
def content(report, show, rows):
    """Show the subject of a line and what it says."""
    return Look(report.gettext("Content"), ("label", "text"))


@look("provisions", "commitment")
def commitment(report, show, rows):
    """Show the subject of a line, what it says, and until when."""
    return Look(report.gettext("Content"), ("label", "text", deadline(report)))


@look("provisions", "label")
def subject(report, show, rows):
    """Show the subject of a line."""
    return Look(report.gettext("Subject"), "label")


@look("provisions", "text")
def text(report, show, rows):
    """Show what a line says."""
    return Look(report.gettext("Content"), "text")


@look("provisions", "stands_in_title")
def stands_in(report, show, rows):
    """Show in which agreements a line is found, in which article, and how they stand."""
    return Look(report.gettext("Agreement, article"), ("stands_in_title", "stands") if "stands" in rows else "stands_in_title")


@look("provisions", "deadline")
def due(report, show, rows):
    """Show how long the parties have."""
    return Look(report.gettext("Deadline"), deadline(report))


@look("provisions", "obliged")
def obliged(report, show, rows):
    """Show who acts; of a line that obliges nobody, that there is none."""
    return Look(show.title("obliged"), lambda row: _of_commitment(row, show(row, "obliged")))


@look("provisions", "reach")
def reach(report, show, rows):
    """Show how far a line reaches; one that obliges nobody does not."""
    return Look(show.title("reach"), lambda row: _of_commitment(row, show(row, "reach")))


def _of_commitment(row, cell):
    return NONE if cell == UNKNOWN and row.get("role") in IDLE else cell


@look("provisions", "firmness")
def firmness(report, show, rows):
    """Show how firm a line is; what stands outright in a text that is not known to bind is no must."""
    binding = dict(report["agreements"][["id", "binding"]].itertuples(index=False))
    said = {"nonbinding": report.gettext("the text does not bind"), "": report.gettext("not known whether the text binds")}

    def cell(row):
        held = {binding[key] for key in row["agreements"]}
        firm = show(row, "modality")
        if row["modality"] != "shall" or held == {"binding"}:
            return _of_commitment(row, firm)
        force = said[held.pop() if len(held) == 1 else ""]
        return replace(firm, text=report.gettext("Stated outright"), parts=(Cell(force),))

    return Look(show.title("modality"), cell)


def deadline(report):
    """Return the function that says how long the parties have, counted from what and, where that is known, until when.

    The value is an ISO 8601 duration.
    """
    show, names, due = Show(report, "provisions"), report.names("countries", "iso3"), due_days(report)
    partners = {row["id"]: names[row["partner"]] for row in records(report["agreements"])}

    def until(row, key):
        day = due[row["id"], key]
        text = "{name}: due on {date}" if day >= pd.Timestamp(report.as_of) else "{name}: due on {date}; not on record whether it was kept"
        return Cell(report.gettext(text).format(name=partners[key], date=report.formats.date(day)))

    def cell(row):
        for column, unit in (("deadline_days", "day"), ("deadline_months", "month")):
            if known(row[column]):
                length = Cell(duration(report, row[column], unit), f"P{row[column]}{unit[0].upper()}", css="num")
                days = (until(row, key) for key in row["agreements"] if (row["id"], key) in due)
                return replace(length, css="", parts=lines(show.titled("deadline_from")(row), *days).parts)
        return UNKNOWN

    return cell
