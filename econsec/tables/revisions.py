"""The table of what changed in the data themselves."""

from econsec.outputs import Cell
from econsec.tables.assembly import build, table_title
from econsec.tables.cells import UNKNOWN, Show, records


def revision_table(report):
    """Return the revisions of the data, the newest first, with the tables that each made or revised."""
    _, show = report.gettext, Show(report, "revisions")
    rows = sorted(records(report["revisions"]), key=lambda row: row["on"], reverse=True)
    columns = {
        show.title("on"): "on",
        _("What was done"): ("title", "note"),
        show.title("kind"): "kind",
        _("Tables, with their rows in this edition"): lambda row: _tables(report, row["tables"]),
    }
    return build(report, "revision_table", "revisions", rows, columns)


def _tables(report, names):
    if not names:
        return UNKNOWN
    number = report.formats.number
    links = [
        Cell(f"{table_title(report, name)} {number(len(report[name]))}", name, href=f"codebook.html#codebook-{name}") for name in names
    ]
    return Cell(parts=tuple(links), between=report.gettext("; "), value=";".join(names))
