"""What changed in the world: the day, what happened to what, in which table it is kept; and revisions of the data."""

from econsec.exhibits import Cell
from econsec.report.addresses import places
from econsec.report.columns import table_title
from econsec.report.looks.registry import Look, look
from econsec.report.looks.show import UNKNOWN, date, lines


@look("changes", "day")
def day(report, show, rows):
    """Show a day, month or period."""
    return Look(report.gettext("Day"), lambda row: date(report, row["day"], row["precision"], row["until"]))


@look("changes", "event")
def event(report, show, rows):
    """Show the title, which leads to where the row stands, and what there is to say."""
    addresses = places(report)

    def cell(row):
        link = addresses.get((row["table"], row["row"]), "")
        return Cell(row["title"], row["id"], href=link, parts=(Cell(row["text"]),) if row["text"] else ())

    return Look(report.gettext("What happened"), cell)


@look("changes", "step")
def step(report, show, rows):
    """Show what happened to it, the table in which it is kept, and whether it has come at all."""

    def cell(row):
        return lines(Cell(row["what"]), Cell(row["table_title"]) if row["table_title"] != row["what"] else UNKNOWN, remark(report, row))

    return Look(report.gettext("Step"), cell)


def remark(report, row):
    """Return whether a change is still to come, or nobody knows whether it came; often there is nothing to say."""
    said = "planned" if row["planned"] else "no source says whether it happened" if row["open"] else ""
    return Cell(report.gettext(said), css="standing") if said else UNKNOWN


@look("revisions", "done")
def done(report, show, rows):
    """Show what was done to the data."""
    return Look(report.gettext("What was done"), ("title", "note"))


@look("revisions", "tables")
def tables(report, show, rows):
    """Show the tables that a revision made or changed."""

    def cell(row):
        if not row["tables"]:
            return UNKNOWN
        links = [Cell(table_title(report, name), name, href=f"codebook.html#codebook-{name}") for name in row["tables"]]
        return Cell(parts=tuple(links), between=report.gettext("; "), value=";".join(row["tables"]))

    return Look(show.title("tables"), cell)
