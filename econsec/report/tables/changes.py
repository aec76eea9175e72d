"""The table of what changed in the world, month by month, newest first."""

import pandas as pd

from econsec.editions import changes
from econsec.exhibits import Cell
from econsec.report.tables.addresses import places
from econsec.report.tables.assembly import build, table_title
from econsec.report.tables.show import UNKNOWN, date, lines


def change_table(report):
    """Return the changes in the world, the newest first; row ids are ``change-TABLE-KEY-COLUMN``."""
    _, addresses, found = report.gettext, places(report), changes(report)
    rows = [{"id": one.key, "heading": _month(report, one.day), "source": one.row["source"], "change": one} for one in found]
    columns = {
        _("Day"): lambda row: _day(report, row["change"]),
        _("What happened"): lambda row: _event(addresses, row["change"]),
        _("Step"): lambda row: _step(report, row["change"]),
    }
    kinds = [table_title(report, one.table) for one in found]
    counts = {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
    return build(report, "change_table", "events", rows, columns, title=_("What changed"), counts=counts, prefix="change-")


def _month(report, day):
    return report.gettext("Date not known") if pd.isna(day) else report.formats.date(day, "month")


def _day(report, change):
    return date(report, change.day, change.precision, change.until)


def _event(addresses, change):
    """Return the title, which leads to where the row stands, and what there is to say."""
    link = addresses.get((change.table, change.row["id"]), "")
    return Cell(change.title, change.key, href=link, parts=(Cell(change.text),) if change.text else ())


def _step(report, change):
    """Return what happened to it, the table in which it is kept, and whether it has come at all."""
    table = table_title(report, change.table)
    return lines(Cell(change.what), Cell(table) if table != change.what else UNKNOWN, remark(report, change))


def remark(report, change):
    """Return whether a change is still to come, or nobody knows whether it came; often there is nothing to say."""
    said = "planned" if change.planned else "no source says whether it happened" if change.open else ""
    return Cell(report.gettext(said), css="standing") if said else UNKNOWN
