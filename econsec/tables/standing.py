"""What became of an agreement, a measure or an award: suspended, ended, in force, with what brought it about."""

from econsec.outputs import Cell
from econsec.tables.assembly import attach
from econsec.tables.cells import Show, duration, known, lines, records, titled


def with_changes(report, table, rows):
    """Return the rows of a table with their changes of standing."""
    changes = [change for change in records(report["status_changes"]) if change["table"] == table]
    return attach(rows, "changes", changes, "row")


def standing(report):
    """Return the function that shows a row's changes of standing."""
    measures = dict(report["export_controls"][["id", "title"]].itertuples(index=False))
    return lambda row: lines(*(_change(report, change, measures) for change in row["changes"]))


def _change(report, change, measures):
    _, show = report.gettext, Show(report, "status_changes")
    months = change["duration_months"]
    since, until = (show.date(column)(change) for column in ("from", "until"))
    pieces = [
        show(change, "status").text,
        _("from {date}").format(date=since.text) if known(change["from"]) else _("date not known"),
        _("until {date}").format(date=until.text) if known(change["until"]) else "",
        _("for {duration}").format(duration=duration(report, months, "month")) if known(months) else "",
    ]
    text = _(", ").join(piece for piece in pieces if piece)
    return Cell(text, change["status"], css="standing", parts=_cause(show, change["caused_by"], measures))


def _cause(show, key, measures):
    """Return the link to the measure that brought a change about; an edition may lack it."""
    if key not in measures:
        return ()
    return (titled(show.title("caused_by"), Cell(measures[key], key, href=f"#control_table-{key}")),)
