"""The table of what changed in the data themselves; how many rows a table had on an earlier day is not known."""

from econsec.exhibits import Cell
from econsec.report.tables.assembly import build, table_title
from econsec.report.tables.show import UNKNOWN, Show, records


def revision_table(report):
    """Return the revisions of the data, the newest first, with the tables that each made or changed."""
    _, show = report.gettext, Show(report, "revisions")
    rows = sorted(reversed(records(report["revisions"])), key=lambda row: row["on"], reverse=True)  # of a day, the last is the newest
    columns = {
        show.title("on"): "on",
        _("What was done"): ("title", "note"),
        show.title("kind"): "kind",
        show.title("tables"): lambda row: _tables(report, row["tables"]),
    }
    return build(report, "revision_table", "revisions", rows, columns)


def _tables(report, names):
    if not names:
        return UNKNOWN
    links = [Cell(table_title(report, name), name, href=f"codebook.html#codebook-{name}") for name in names]
    return Cell(parts=tuple(links), between=report.gettext("; "), value=";".join(names))
