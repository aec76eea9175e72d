"""What stands today, where that is not plain from a row's own dates: agreements, measures, awards."""

import pandas as pd

from econsec.data import TABLE
from econsec.exhibits import Cell
from econsec.report.tables.assembly import build, tally
from econsec.report.tables.show import Show, lines, records


def standing_table(report):
    """Return what is suspended, contested, planned or less than it seems on the edition's day; what has ended is left out."""
    _, show = report.gettext, Show(report, TABLE)
    now = {row["change"]: row for table in report.labels(TABLE, "table") for row in records(report.standing(table))}
    codes = report.schema.categories(TABLE, "status")
    rows = [row for row in records(report[TABLE]) if row["id"] in now and not codes[row["status"]].get("final")]
    titles = {(table, row["id"]): row["title"] for table in report.labels(TABLE, "table") for row in records(report[table])}

    def subject(row):
        return lines(Cell(titles[row["table"], row["row"]], row["row"]), show(row, "table"))

    def status(row):
        doubt = (
            Cell()
            if now[row["id"]]["certain"]
            else Cell(_("what holds since is not settled") if row["until"] < pd.Timestamp(report.as_of) else _("not certain"), css="standing")
        )
        return lines(show(row, "status"), *([doubt] if doubt.text else []))

    columns = {
        _("Agreement or measure"): subject,
        show.title("status"): status,
        show.title("from"): show.date("from"),
        show.title("until"): show.date("until"),
        _("Note"): "note",
    }
    return build(report, "standing_table", TABLE, rows, columns, counts=tally(report, TABLE, "status", rows))
