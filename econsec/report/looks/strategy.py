"""Aims and the wider picture: the strategy's areas, the rings of figure 1, the events; and the article's notes."""

from econsec.exhibits import NONE, Cell
from econsec.report.looks.registry import Look, look


@look("nss_areas", "name")
def area(report, show, rows):
    """Show what an area is called."""
    return Look(report.gettext("Area"), "name")


@look("nss_areas", "summary")
def asked(report, show, rows):
    """Show what the strategy asks for."""
    return Look(report.gettext("What it asks for"), "summary")


@look("nss_areas", "pillars")
def pillars(report, show, rows):
    """Show the pillars that serve an area, and say whose reading it is where it is ours throughout."""
    heading = show.title("pillars")
    if len(rows) and (rows["coded_by"] == "report").all():
        heading = report.gettext("{title} (our reading)").format(title=heading)
    return Look(heading, "pillars")


@look("rings", "name")
def ring(report, show, rows):
    """Show what a ring is called."""
    return Look(show.title("ring"), "name")


@look("rings", "countries")
def members(report, show, rows):
    """Show the countries that the article places in a ring."""
    return Look(
        report.gettext("Countries named"),
        lambda row: Cell(row["countries_names"], ";".join(row["countries"])) if row["countries"] else NONE,
    )


@look("rings", "policy")
def policy(report, show, rows):
    """Show what US policy does in a ring."""
    return Look(report.gettext("What US policy does"), "policy")


@look("events", "on")
def when(report, show, rows):
    """Show the day of an event as precisely as it is known."""
    return Look(show.title("on"), show.date("on"))


@look("events", "event")
def event(report, show, rows):
    """Show what an event is called, what it was, its kind, and when it was announced."""
    return Look(report.gettext("Event"), ("label", "title", "kind", show.titled("announced_on")))


@look("notes", "text")
def note(report, show, rows):
    """Show what a note says."""
    return Look(report.gettext("Note"), "text")
