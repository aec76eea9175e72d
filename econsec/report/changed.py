"""What changed in the world, as a frame; what counts as a change is for :mod:`econsec.editions.changelog`."""

import pandas as pd

from econsec.editions import changelog, made_of
from econsec.report.columns import table_title

CHANGES = "changes"  # no table of the data
COLUMNS = ["id", "day", "precision", "until", "month", "what", "title", "text", "table", "table_title", "row", "planned", "open", "source"]


def changes(report):
    """Return the changes in the world, the newest first, each with the ``table`` and ``row`` of the data that it is a day of."""
    rows = [_row(report, one) for one in changelog.changes(report)]
    return made_of(pd.DataFrame(rows, columns=COLUMNS).astype({"day": "datetime64[ns]", "until": "datetime64[ns]"}), CHANGES)


def _row(report, one):
    month = report.gettext("Date not known") if pd.isna(one.day) else report.formats.date(one.day, "month")
    said = {name: getattr(one, name) for name in ("day", "precision", "until", "what", "title", "text", "table", "planned", "open")}
    more = {"id": one.key, "month": month, "table_title": table_title(report, one.table), "row": one.row["id"], "source": one.row["source"]}
    return said | more
