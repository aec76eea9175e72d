"""The tables of aims and of the wider picture: the strategy's areas, the rings of figure 1, the events."""

from econsec.exhibits import Cell
from econsec.report.tables.assembly import build, tally
from econsec.report.tables.show import UNKNOWN, Show, records


def nss_table(report):
    """Return the areas of the National Security Strategy (the article's table 1)."""
    _, show = report.gettext, Show(report, "nss_areas")
    rows = sorted(records(report["nss_areas"]), key=lambda row: row["rank"])
    pillars = show.title("pillars")
    if rows and all(row["coded_by"] == "report" for row in rows):
        pillars = _("{title} (our reading)").format(title=pillars)
    columns = {show.title("rank"): "rank", _("Area"): "name", _("What it asks for"): "summary", pillars: "pillars"}
    return build(report, "nss_table", "nss_areas", rows, columns, counts=tally(report, "nss_areas", "pillars", rows))


def ring_table(report):
    """Return the rings of figure 1, from the centre outwards, with the countries that the article places in them."""
    _, show = report.gettext, Show(report, "rings")
    rows = sorted(records(report["rings"]), key=lambda row: row["order"])
    countries = records(report["countries"])

    def members(row):
        inside = [country for country in countries if country["ring"] == row["ring"]]
        names = report.gettext(", ").join(country["name"] for country in inside)
        return Cell(names, ";".join(country["iso3"] for country in inside)) if inside else UNKNOWN

    columns = {
        show.title("order"): "order",
        show.title("ring"): "name",
        _("Countries named"): members,
        _("What US policy does"): "policy",
        show.title("measures"): "measures",
    }
    return build(report, "ring_table", "rings", rows, columns)


def event_table(report):
    """Return the outlook's events and views in the order of their days."""
    show = Show(report, "events")
    rows = sorted(records(report["events"]), key=lambda row: row["on"])
    columns = {
        show.title("on"): show.date("on"),
        report.gettext("Event"): ("label", "title", "kind", show.titled("announced_on")),
        show.title("countries"): "countries",
        show.title("pull"): "pull",
    }
    return build(report, "event_table", "events", rows, columns, counts=tally(report, "events", "pull", rows))
