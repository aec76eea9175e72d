"""Agreements: their form, how they stand, what is open about them; and changes of standing one by one."""

from dataclasses import replace

import pandas as pd

from econsec.data import TABLE
from econsec.exhibits import Cell
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, known, lines
from econsec.report.looks.standing_cell import UNTIL, standing


@look("agreements", "title")
def title(report, show, rows):
    """Show what an agreement is called."""
    return Look(report.gettext("Agreement"), "title")


@look("agreements", "form")
def form(report, show, rows):
    """Show form and force, whether the text was seen, and how long after notice it begins or ends."""
    return Look(
        show.title("instrument", "binding"), ("instrument", "binding", *map(show.titled, ("text_seen", "force_after_days", "exit_notice_days")))
    )


@look("agreements", "signed_on")
def signed(report, show, rows):
    """Show the day of signature as precisely as it is known."""
    return Look(show.title("signed_on"), show.date("signed_on"))


@look("agreements", "standing")
def stands(report, show, rows):
    """Show how an agreement stands, and the changes that brought it there; the standing itself only where no change says it."""
    became = standing(report, "agreements")

    def cell(row):
        return lines(_status(row) if row["change"] == "" else UNKNOWN, became(row), show.titled("confirmed_on")(row))

    return Look(report.gettext("How it stands"), cell, parts=("changes",))


@look("agreements", "agreement")
def agreement(report, show, rows):
    """Show an agreement in one cell: title, form, day, whether the text was seen, how it stands."""
    became = standing(report, "agreements", notes=False)

    def cell(row):
        seen = show(row, "text_seen")
        details = (
            show(row, "instrument"),
            show(row, "binding"),
            show.date("signed_on")(row),
            Cell(f"{show.title('text_seen')}: {seen.text}", css=seen.css),
            became(row),
        )
        return Cell(row["title"], row["id"], parts=lines(*details).parts)

    return Look(report.gettext("Agreement"), cell, parts=("changes",))


@look("open_points", "title")
def subject(report, show, rows):
    """Show what an agreement or a measure is called."""
    return Look(report.gettext("Agreement or measure"), "title")


@look("open_points", "status")
def how(report, show, rows):
    """Show how an agreement or a measure stands."""
    return Look(report.gettext("How it stands"), _status)


@look("open_points", "points")
def points(report, show, rows):
    """Show what is open, a line each."""
    return Look(report.gettext("What is open"), lambda row: lines(*(Cell(point) for point in row["points"])))


def _status(row):
    return Cell(row["status_label"], row["status"]) if row["status"] else UNKNOWN


@look(TABLE, "subject")
def changed(report, show, rows):
    """Show which agreement, measure or award a change is about."""
    return Look(report.gettext("Agreement or measure"), lambda row: lines(Cell(row["title"], row["row"]), show(row, "table")))


@look(TABLE, "status")
def status(report, show, rows):
    """Show a standing, and whether it is certain that it still holds; one whose last day has passed stands as past."""
    today, _ = pd.Timestamp(report.as_of), report.gettext

    def cell(row):
        over, now = row["until"] < today, show(row, "status")
        doubt = _("what holds since is not settled") if over else _("not certain")
        said = replace(now, text=_("{status}, over by its text").format(status=now.text)) if over else now
        return lines(said, UNKNOWN if known(row["certain"]) and row["certain"] else Cell(doubt, css="standing"))

    return Look(show.title("status"), cell)


@look(TABLE, "from")
def begins(report, show, rows):
    """Show the first day of a standing as precisely as it is known."""
    return Look(show.title("from"), show.date("from"))


@look(TABLE, "until")
def ends(report, show, rows):
    """Show the last day of a standing as precisely as it is known; of what was put off the day to which it is said to be."""
    ends = show.date("until")

    def cell(row):
        day = ends(row)
        said = UNTIL.get(row["status"]) if day != UNKNOWN else ""
        return replace(day, text=report.gettext(said).format(date=day.text)) if said else day

    return Look(show.title("until"), cell)


@look(TABLE, "note")
def note(report, show, rows):
    """Show what is noted."""
    return Look(report.gettext("Note"), "note")
