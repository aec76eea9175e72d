"""The tables of a single partner's page: its agreements, what they say, what is open; others it shares with the chapters."""

from econsec.outputs import Cell
from econsec.standing import TABLE
from econsec.tables.assembly import build, tally
from econsec.tables.cells import UNKNOWN, Show, known, lines, records
from econsec.tables.commitments import commitments
from econsec.tables.standing import standing, with_changes

OPEN = ("framework", "suspended", "contested", "scheduled")  # what stands for the time being


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
        show.title("instrument", "binding"): ("instrument", "binding", show.titled("text_seen")),
        show.title("signed_on"): show.date("signed_on"),
        _("How it stands"): stands,
    }
    counts = tally(report, "agreements", "pillar", rows)
    return build(report, "agreement_table", "agreements", rows, columns, counts=counts)


def commitment_table(report):
    """Return what all agreements say, each under its title: who is obliged, how strictly, how far."""
    show = Show(report, "provisions")
    columns = {
        show.title("article_no"): "article_no",
        report.gettext("Content"): ("label", "text"),
        **{show.title(column): column for column in ("obliged", "modality", "reach")},
    }
    rows = commitments(report, records(report["agreements"]), lambda report, agreement: agreement["title"])
    counts = tally(report, "provisions", "obliged", rows)
    return build(report, "commitment_table", "provisions", rows, columns, counts=counts)


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
    rows = [
        row | {"now": now[row["id"]], "points": _points(report, table, row, now[row["id"]])}
        for table, now in ((table, status(report, table)) for table in ("agreements", "export_controls"))
        for row in records(report[table])
    ]
    return [row for row in rows if row["points"]]


def _points(report, table, row, now):
    """Return in words what is open about an agreement or a measure."""
    _, points = report.gettext, []
    if now["status"] in OPEN:
        points.append(_("may still change"))
    if not now["certain"]:
        points.append(_("not certain"))
    if table == "agreements":
        points += [] if known(row["text_seen"]) and row["text_seen"] else [_("text not seen")]
        points += [] if row["binding"] else [_("not known whether it binds")]
    return points


def status(report, table):
    """Return how the rows of a table stand on the edition's day, by their keys."""
    return {one["row"]: one for one in records(report.standing(table))}


def _said(report, now):
    return Cell(report.label(TABLE, "status", now["status"]), now["status"]) if now["status"] else UNKNOWN
