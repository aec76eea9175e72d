"""The rows of whatever table that apply to somebody or not: what each is called, and which sectors, countries and firms it touches."""

from dataclasses import dataclass

import pandas as pd

from econsec.editions import changelog, made_of, partners

ENTRIES = "entries"  # no table of the data
# table -> what one of its rows is called
TABLES = {
    "duties": "Duty",
    "export_controls": "Export control",
    "agreements": "Agreement",
    "awards": "Support",
    "arrangement_members": "Member",
    "deadlines": "Deadline",
    "events": "Event",
}
HOME = "us"  # the ring of the country whose policy this is
COLUMNS = [
    "table", "row", "kind", "title", "part_of", "sectors", "partners", "destinations", "firms", "everyone", "general", "recorded_on", "source",
]  # fmt: skip


@dataclass
class Touched:
    """Whom a row concerns: keys of sectors, countries and firms; ``everyone`` where it names no country and so means all.

    ``general`` is what concerns the goods of every sector.
    """

    sectors: frozenset = frozenset()
    partners: frozenset = frozenset()
    destinations: frozenset = frozenset()
    firms: frozenset = frozenset()
    everyone: bool = False
    general: bool = False

    def __or__(self, other):
        """Return what concerns either."""
        return Touched(
            self.sectors | other.sectors,
            self.partners | other.partners,
            self.destinations | other.destinations,
            self.firms | other.firms,
            self.everyone and other.everyone,
            self.general or other.general,
        )


def entries(report) -> pd.DataFrame:
    """Return the rows of all tables that apply to somebody, table by table, with what they touch; ``part_of`` is the whole of a part.

    ``partners`` are the countries named, or those of the firms named; ``destinations`` those of export controls alone.
    """
    called, touched = titles(report), touches(report)
    found = []
    for table, kind in TABLES.items():
        for row in report[table].to_dict("records"):
            one = touched[table, row["id"]]
            sets = (tuple(sorted(keys)) for keys in (one.partners, one.destinations, one.firms))
            sectors = tuple(key for key in report["sectors"]["id"] if key in one.sectors)
            found.append(
                (table, row["id"], report.gettext(kind), called[table, row["id"]], row.get("parent") or "")
                + (sectors, *sets, one.everyone, one.general, row["recorded_on"], row["source"])
            )
    return made_of(pd.DataFrame(found, columns=COLUMNS), ENTRIES)


def titles(report):
    """Return what rows are called, of all tables that apply to somebody: ``(table, key) -> title``."""
    found = changelog.titles(report)
    for table, column in (("events", "label"), ("provisions", "label"), ("deadlines", "title")):
        found |= {(table, row["id"]): row[column] for row in report[table].to_dict("records")}
    names, arrangements = report.names("countries", "iso3"), dict(zip(report["arrangements"]["id"], report["arrangements"]["title"]))
    said = report.gettext("{country} in {arrangement}")
    for row in report["arrangement_members"].to_dict("records"):
        found["arrangement_members", row["id"]] = said.format(country=names[row["country"]], arrangement=arrangements[row["arrangement"]])
    return found


def touches(report):
    """Return whom each row concerns: ``(table, key) -> Touched``; what a row does not say itself, the row it hangs on says."""
    home = set(report["countries"].loc[lambda rows: rows["ring"] == HOME, "iso3"])
    seats = dict(zip(report["firms"]["id"], report["firms"]["country"]))
    found = {}
    for table in ("agreements", "provisions", "arrangements", *TABLES):
        targets = partners.references(report.schema, table)
        fields = report.schema.fields(table)
        open_to_all = [name for name in targets if fields[name].get("everyone")]
        general = fields.get("sectors", {}).get("generalBy", "")
        for row in report[table].to_dict("records"):
            found[table, row["id"]] = _own(row, targets, seats, home, open_to_all, general)
    for key in report["export_controls"].loc[lambda rows: rows["firms"].map(len) == 0, "id"]:
        found["export_controls", key].everyone = True  # whoever exports
    for row in report["provisions"].itertuples():
        for key in row.agreements:
            found["agreements", key] |= Touched(found["provisions", row.id].sectors)
            found["provisions", row.id].partners |= found["agreements", key].partners
    for row in report["arrangement_members"].itertuples():
        found["arrangement_members", row.id] |= Touched(found["arrangements", row.arrangement].sectors)
    for row in report["funding"].itertuples():
        found["awards", row.award] |= _own(row._asdict(), {"recipients": partners.FIRMS}, seats, home)
    for row in report["deadlines"].itertuples():
        own, of = found["deadlines", row.id], found.get((row.table, row.row), Touched())
        named = Touched(of.sectors, of.partners if not own.partners else frozenset(), of.destinations, of.firms)
        found["deadlines", row.id] = own | named
        found["deadlines", row.id].everyone = own.everyone and of.everyone
    return found


def _own(row, targets, seats, home, open_to_all=(), general=""):
    """Return whom a row names in its own columns."""

    def keys(*wanted):
        cells = [row[column] for column, target in targets.items() if target in wanted and row[column]]
        return frozenset(key for cell in cells for key in (cell if isinstance(cell, tuple) else (cell,)))

    firms = keys(partners.FIRMS)
    named = keys(partners.COUNTRIES) | {seats[firm] for firm in firms if seats.get(firm)}
    destinations = frozenset(row.get("destinations") or ())
    everyone = bool(open_to_all) and not any(row[column] for column in open_to_all)
    return Touched(keys(("sectors", "id")), frozenset(named - home), destinations - home, firms, everyone, row.get(general) is True)
