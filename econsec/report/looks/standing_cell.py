"""What became of an agreement, a measure or an award: suspended, ended, in force, with what brought it about."""

from econsec.exhibits import Cell
from econsec.report.looks.show import Show, duration, known, lines, records, titled

UNTIL = {"put_off": "put off, as is said, to {date}"}  # how a status says its last day, where otherwise than "until"


def standing(report, table, notes=True):
    """Return the function that shows a row's changes of standing, and what is open about how it stands now."""
    measures = dict(report["export_controls"][["id", "title"]].itertuples(index=False))
    now = {row["row"]: row for row in records(report.standing(table))}
    shown = (lambda change: change) if notes else (lambda change: change | {"note": ""})
    return lambda row: lines(*(_change(report, shown(change), measures, now[row["id"]]) for change in row["changes"]))


def _change(report, change, measures, now):
    show = Show(report, "status_changes")
    columns = ("status", "from", "until", "duration_months", "date_precision")
    return show.compared(change, columns, lambda change: _in_words(report, show, change, measures, now))


def _in_words(report, show, change, measures, now):
    _ = report.gettext
    months = change["duration_months"]
    since, until = (show.date(column)(change) for column in ("from", "until"))
    pieces = [
        show(change, "status").text,
        _("from {date}").format(date=since.text) if known(change["from"]) else _("date not known"),
        _(UNTIL.get(change["status"], "until {date}")).format(date=until.text) if known(change["until"]) else "",
        _("for {duration}").format(duration=duration(report, months, "month")) if known(months) else "",
    ]
    if now["change"] == change["id"] and not now["certain"] and known(now["since"]):
        planned = report.schema.categories("status_changes", "status")[now["status"]].get("tentative")
        pieces.append(_("no source says whether it happened") if planned else _("what holds since is not settled"))
    text = _(", ").join(piece for piece in pieces if piece)
    return Cell(text, change["status"], css="standing", parts=(*_cause(show, change["caused_by"], measures), *_note(change)))


def _note(change):
    return (Cell(change["note"]),) if change.get("note") else ()


def _cause(show, key, measures):
    """Return the link to the measure that brought a change about; an edition may lack it."""
    if key not in measures:
        return ()
    return (titled(show.title("caused_by"), Cell(measures[key], key, href=f"#control_table-{key}")),)
