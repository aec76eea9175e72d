"""An edition whose tables one can look at, in a notebook: what each method returns is a DataFrame of its own.

Codes and keys stand as they are; beside them is what they mean in the edition's language (``direction`` and
``direction_label``, ``firms`` and ``firms_names``). How an exhibit looks is for :mod:`econsec.report.forms`.
"""

import pandas as pd

from econsec.data import TABLE as CHANGES
from econsec.editions import Report as Edition
from econsec.editions import changelog, made_of, profiles
from econsec.report import changed, commitments, differing, due, entries, evidence, moves, open_points, rates, standings, statistics, stood
from econsec.report.columns import readable
from econsec.report.package import columns_of_the_package, tables_of_the_package, terms_of_the_package


class Report(Edition):
    """The data of one edition; ``report["awards"]`` is a table as it stands, ``report.awards()`` one to read."""

    def measures(self) -> pd.DataFrame:
        """Return the export-control measures and their parts, each with how it stands."""
        return readable(self, "export_controls")

    def agreements(self, deals: bool = False) -> pd.DataFrame:
        """Return the agreements under a pillar, and with ``deals`` those outside the pillars, each with how it stands.

        They say whether it is ``signed``, and the ``day`` of that or of its announcement; ``has_page`` are those of a partner
        with a page of its own.
        """
        found = readable(self, "agreements", evidence.dated_agreements(self, self["agreements"] if deals else None))
        found["has_page"] = found["partner"].isin(profiles(self))
        return found

    def commitments(self, firmest_first: bool = False) -> pd.DataFrame:
        """Return what the agreements say, line by line, parts after what they belong to.

        With ``firmest_first`` the ``group`` says how firm each is, or the firmest of its parts.
        """
        return commitments.by_firmness(self) if firmest_first else commitments.commitments(self)

    def lines(self) -> pd.DataFrame:
        """Return the commitments again, each once for each agreement in which it stands."""
        return commitments.lines(self)

    def awards(self) -> pd.DataFrame:
        """Return the announcements of money in the order of their days, each with how it stands."""
        return readable(self, "awards", self["awards"].sort_values("announced_on", kind="stable"))

    def sums(self) -> pd.DataFrame:
        """Return the sums of money, each with the ``award`` in which it was announced."""
        return readable(self, "funding")

    def money(self) -> pd.DataFrame:
        """Return each announcement with each of its sums, grants first; one without a sum has a row without one.

        ``firm`` are sums that are stated exactly and have no conditions.
        """
        places = {kind: place for place, kind in enumerate(self.labels("funding", "kind"))}
        sums = self.sums().sort_values("kind", key=lambda kind: kind.map(places), kind="stable")
        sums["firm"] = (sums["qualifier"] == "exact") & ~sums["conditional"].astype(bool)
        own = sums.drop(columns=["source", "article_ref"]).rename(
            columns={"id": "sum"} | {name: f"sum_{name}" for name in sums if "recipients" in name}
        )
        found = self.awards().merge(own, how="left", left_on="id", right_on="award")
        return made_of(found, "awards", "funding")

    def events(self) -> pd.DataFrame:
        """Return the events, each with its ``partners``, the countries without the United States; ``at_home`` are those that are about it too."""
        home = set(self["countries"].loc[lambda rows: rows["ring"] == "us", "iso3"])
        found = readable(self, "events")
        found["partners"] = pd.Series([tuple(key for key in keys if key not in home) for keys in found["countries"]], found.index, dtype=object)
        found["at_home"] = pd.Series([not home.isdisjoint(keys) for keys in found["countries"]], found.index, dtype=bool)
        return found

    def areas(self) -> pd.DataFrame:
        """Return the economic areas of the strategy, in its order."""
        return readable(self, "nss_areas", self["nss_areas"].sort_values("rank", kind="stable"))

    def rings(self) -> pd.DataFrame:
        """Return the rings around the United States from the centre outwards, with the ``countries`` placed in each."""
        found, countries = readable(self, "rings", self["rings"].sort_values("order", kind="stable")), self["countries"]
        inside = [countries[countries["ring"] == ring] for ring in found["ring"]]
        found["countries"] = pd.Series([tuple(rows["iso3"]) for rows in inside], found.index, dtype=object)
        found["countries_names"] = pd.Series([self.gettext(", ").join(rows["name"]) for rows in inside], found.index, dtype=object)
        return found

    def statistics(self, name: str) -> pd.DataFrame:
        """Return a table of statistics: goods_trade, mineral_dependence, rare_earths or added_tariff."""
        return statistics.statistics(self, name)

    def balances(self) -> pd.DataFrame:
        """Return the goods balance with each partner and the world (WLD), the largest deficit first, in million US dollars."""
        return statistics.balances(self)

    def tariffs(self) -> pd.DataFrame:
        """Return for each partner the highest, the last and the projected tariff that was added, in percentage points."""
        return statistics.tariffs(self)

    def moves(self, lanes: tuple[str, ...] = tuple(moves.LANES)) -> pd.DataFrame:
        """Return what moved something one of two ways (courts, duties, controls, partners, money), lane by lane and day by day."""
        return moves.moves(self, lanes)

    def changes_of_standing(self) -> pd.DataFrame:
        """Return the changes of standing; ``holds`` are those behind how things stand on the edition's day, ``final`` those that end something."""
        found, codes = readable(self, CHANGES), self.schema.categories(CHANGES, "status")
        now = pd.concat([self.standing(table) for table in self.labels(CHANGES, "table")]).set_index("change")
        found["holds"] = found["id"].isin(now.index)
        found["certain"] = found["id"].map(now["certain"][now.index != ""]).astype("boolean")
        found["final"] = found["status"].map(lambda code: bool(codes[code].get("final"))).astype(bool)
        titles = changelog.titles(self)
        found["title"] = [titles[pair] for pair in zip(found["table"], found["row"])]
        return found

    def duties(self) -> pd.DataFrame:
        """Return the duties in the order of their days, each with how it stands; rates in per cent."""
        return readable(self, "duties", self["duties"].sort_values("announced_on", kind="stable"))

    def rates(self) -> pd.DataFrame:
        """Return the economies that duties of one kind meet at different rates, each with what it agreed (``deal``); rates in per cent."""
        return rates.rates(self)

    def rate_groups(self) -> pd.DataFrame:
        """Return how many of these economies pay which rate, by what they agreed."""
        return rates.rate_groups(self)

    def deadlines(self) -> pd.DataFrame:
        """Return what is due, the next first, and what had become of it by the edition's day; ``of`` is the row it is due from."""
        return standings.deadlines(self)

    def due_lanes(self) -> pd.DataFrame:
        """Return the deadlines that have a day, each with the ``lane`` of a time line in which it stands, and on which side of it (``up``)."""
        return standings.due_lanes(self)

    def arrangements(self) -> pd.DataFrame:
        """Return the arrangements of several countries, each with its ``members``."""
        return standings.arrangements(self)

    def members(self) -> pd.DataFrame:
        """Return who takes part in which arrangement, and since when."""
        return standings.members(self)

    def sectors(self) -> pd.DataFrame:
        """Return the sectors in their order, with the rule of each."""
        return readable(self, "sectors", self["sectors"].sort_values("order", kind="stable"))

    def open_points(self) -> pd.DataFrame:
        """Return the agreements and measures about which something is open, with the ``points``."""
        return open_points.open_points(self)

    def entries(self) -> pd.DataFrame:
        """Return the rows of all tables that apply to somebody, with the sectors, countries and firms that they touch."""
        return entries.entries(self)

    def intervals(self) -> pd.DataFrame:
        """Return from when until when each of these rows stood how, as an edition of each day says it."""
        return stood.intervals(self)

    def compared(self, first: str, second: str) -> pd.DataFrame:
        """Return what began, changed and ended between two days, the newest first, with how it stood before and after."""
        return stood.compared(self, first, second)

    def due(self) -> pd.DataFrame:
        """Return what whoever keeps the record has to see to on this edition's day, what matters most first."""
        return due.due(self)

    def changes(self) -> pd.DataFrame:
        """Return what changed in the world, the newest first: which day of which row of which table."""
        return changed.changes(self)

    def revisions(self) -> pd.DataFrame:
        """Return the revisions of the data, the newest first."""
        rows = self["revisions"][::-1]  # of a day, the last is the newest
        return readable(self, "revisions", rows.sort_values("on", ascending=False, kind="stable"))

    def differences(self) -> pd.DataFrame:
        """Return the cells in which the article and the data differ, what was wrong first."""
        return differing.differences(self)

    def notes(self) -> pd.DataFrame:
        """Return the article's notes in their order."""
        return readable(self, "notes", self["notes"].sort_values("number", kind="stable"))

    def works(self) -> pd.DataFrame:
        """Return the works on which the report rests, by their number."""
        return readable(self, "sources", self["sources"].sort_values("number", kind="stable"))

    def tables(self) -> pd.DataFrame:
        """Return the tables of the data package: what a row is, how many there are, the file."""
        return tables_of_the_package(self)

    def columns(self) -> pd.DataFrame:
        """Return the columns of the data package with their tables, types and units."""
        return columns_of_the_package(self)

    def terms(self) -> pd.DataFrame:
        """Return on what terms the data package may be used."""
        return terms_of_the_package(self)
