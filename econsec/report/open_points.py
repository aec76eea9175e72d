"""What is open about agreements and measures: what may still change, is not certain, was not read, or was due."""

import pandas as pd

from econsec.editions import made_of
from econsec.report.columns import readable
from econsec.report.deadlines import due_days

OPEN = "open_points"  # no table of the data
PASSING = ("framework", "suspended", "contested", "scheduled", "put_off")  # what stands for the time being
COLUMNS = ["id", "table", "title", "status", "status_label", "since", "until", "certain", "points", "source"]


def open_points(report, noted=True):
    """Return agreements and measures with the ``points`` that are open about each; what has none is left out.

    Unless ``noted``, a point is said without what its last change says of it.
    """
    notes = dict(report["status_changes"][["id", "note"]].itertuples(index=False)) if noted else {}
    overdue = _overdue(report)
    rows = [
        row | {"table": table, "points": (*_points(report, table, row, notes), *overdue.get(row["id"], ()))}
        for table in ("agreements", "export_controls")
        for row in readable(report, table).to_dict("records")
    ]
    return made_of(pd.DataFrame([row for row in rows if row["points"]], columns=COLUMNS), OPEN)


def _overdue(report):
    """Return by agreement the deadlines that have passed: the record does not say whether they were kept."""
    labels, found = dict(report["provisions"][["id", "label"]].itertuples(index=False)), {}
    text = report.gettext("{name}: due on {date}; not on record whether it was kept")
    for (row, key), day in due_days(report).items():
        if day < pd.Timestamp(report.as_of):
            found.setdefault(key, []).append(text.format(name=labels[row], date=report.formats.date(day)))
    return found


def _points(report, table, row, notes):
    """Return in words what is open about an agreement or a measure: what its last change says, where that is for the time being."""
    _, points = report.gettext, []
    if row["status"] in PASSING:
        points.append(notes.get(row["change"]) or _("may still change"))
    elif not row["certain"]:
        points.append(notes.get(row["change"]) or _("not certain"))
    if table == "agreements":
        points += [] if pd.notna(row["text_seen"]) and row["text_seen"] else [_("text not seen")]
        points += [] if row["binding"] else [_("not known whether it binds")]
    return points
