"""The tables of a single partner's page: its agreements, what they say, what is open; others it shares with the chapters."""

from dataclasses import replace

import pandas as pd

from econsec.data import TABLE
from econsec.exhibits import Cell
from econsec.report.deadlines import due_days
from econsec.report.tables.assembly import build, tally
from econsec.report.tables.commitments import commitments, deadline
from econsec.report.tables.show import UNKNOWN, Show, known, lines, records
from econsec.report.tables.standing_cell import standing, with_changes

OPEN = ("framework", "suspended", "contested", "scheduled", "put_off")  # what stands for the time being


def agreement_table(report):
    """Return the agreements one by one: form, binding or not, day, how each stands on the edition's day, text seen or not."""
    _, show = report.gettext, Show(report, "agreements")
    rows = with_changes(report, "agreements", records(report["agreements"]))
    became, now = standing(report, "agreements"), status(report, "agreements")

    def stands(row):
        """Say the standing itself only where no change does."""
        plain = now[row["id"]]["change"] == ""
        return lines(_said(report, now[row["id"]]) if plain else UNKNOWN, became(row))

    columns = {
        _("Agreement"): "title",
        show.title("pillar"): "pillar",
        show.title("instrument", "binding"): ("instrument", "binding", *map(show.titled, ("text_seen", "force_after_days", "exit_notice_days"))),
        show.title("signed_on"): show.date("signed_on"),
        _("How it stands"): stands,
    }
    counts = tally(report, "agreements", "pillar", rows)
    return build(report, "agreement_table", "agreements", rows, columns, counts=counts)


def commitment_table(report):
    """Return what all agreements say, each under its title: who is to act, how firmly, how far."""
    show = Show(report, "provisions")
    columns = {
        show.title("article_no"): "article_no",
        report.gettext("Content"): ("label", "text", deadline(report)),
        show.title("obliged"): "obliged",
        show.title("modality"): _firmness(report, show),
        show.title("reach"): "reach",
    }
    rows = commitments(report, records(report["agreements"]), lambda report, agreement: agreement["title"])
    counts = tally(report, "provisions", "obliged", rows)
    return build(report, "commitment_table", "provisions", rows, columns, counts=counts)


def _firmness(report, show):
    """Return the function that says how firm a line is; what stands outright in a text that is not known to bind is no must."""
    binding = dict(report["agreements"][["id", "binding"]].itertuples(index=False))
    said = {"nonbinding": report.gettext("the text does not bind"), "": report.gettext("not known whether the text binds")}

    def cell(row):
        held = {binding[key] for key in row["agreements"]}
        firm = show(row, "modality")
        if row["modality"] != "shall" or held == {"binding"}:
            return firm
        force = said[held.pop() if len(held) == 1 else ""]
        return replace(firm, text=report.gettext("Stated outright"), parts=(Cell(force),))

    return cell


def open_table(report):
    """Return what is open about the agreements and measures: what may change, is not certain or was not read."""
    _ = report.gettext
    rows = open_points(report)
    columns = {
        _("Agreement or measure"): "title",
        _("How it stands"): lambda row: _said(report, row["now"]),
        _("What is open"): lambda row: lines(*(Cell(point) for point in row["points"])),
    }
    return build(report, "open_table", "agreements", rows, columns, title=_("What is open"))


def open_points(report):
    """Return agreements and measures with the ``points`` that are open about each; what has none is left out."""
    notes, overdue = dict(report["status_changes"][["id", "note"]].itertuples(index=False)), _overdue(report)
    rows = [
        row | {"now": now[row["id"]], "points": [*_points(report, table, row, now[row["id"]], notes), *overdue.get(row["id"], ())]}
        for table, now in ((table, status(report, table)) for table in ("agreements", "export_controls"))
        for row in records(report[table])
    ]
    return [row for row in rows if row["points"]]


def _overdue(report):
    """Return by agreement the deadlines that have passed: the record does not say whether they were kept."""
    labels, found = dict(report["provisions"][["id", "label"]].itertuples(index=False)), {}
    text = report.gettext("{name}: due on {date}; not on record whether it was kept")
    for (row, key), day in due_days(report).items():
        if day < pd.Timestamp(report.as_of):
            found.setdefault(key, []).append(text.format(name=labels[row], date=report.formats.date(day)))
    return found


def _points(report, table, row, now, notes):
    """Return in words what is open about an agreement or a measure: what its last change says, where that is for the time being."""
    _, points = report.gettext, []
    if now["status"] in OPEN:
        points.append(notes.get(now["change"]) or _("may still change"))
    elif not now["certain"]:
        points.append(notes.get(now["change"]) or _("not certain"))
    if table == "agreements":
        points += [] if known(row["text_seen"]) and row["text_seen"] else [_("text not seen")]
        points += [] if row["binding"] else [_("not known whether it binds")]
    return points


def status(report, table):
    """Return how the rows of a table stand on the edition's day, by their keys."""
    return {one["row"]: one for one in records(report.standing(table))}


def _said(report, now):
    return Cell(report.label(TABLE, "status", now["status"]), now["status"]) if now["status"] else UNKNOWN
