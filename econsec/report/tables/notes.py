"""The table of the article's notes."""

from econsec.report.tables.assembly import build
from econsec.report.tables.show import Show, records


def notes_table(report):
    """Return the article's notes; the row of note 7 has the id ``note-7``."""
    show = Show(report, "notes")
    rows = sorted(records(report["notes"]), key=lambda row: row["number"])
    rows = [row | {"id": f"note-{row['number']}"} for row in rows]
    columns = {show.title("number"): "number", report.gettext("Note"): "text", show.title("sources"): "sources"}
    return build(report, "notes_table", "notes", rows, columns, prefix="")
