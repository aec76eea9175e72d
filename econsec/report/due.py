"""What whoever keeps the record has to see to: what passed without an outcome, what nobody confirmed for long, what comes out anew.

A point has a weight by its kind: what may make the report wrong stands first. The command is ``econsec due``.
"""

import pandas as pd

from econsec.data import TABLE as CHANGES
from econsec.data import come_by
from econsec.editions import made_of, profiles
from econsec.report import standings
from econsec.report.addresses import places
from econsec.report.columns import table_title
from econsec.report.entries import titles, touches

DUE = "due"  # no table of the data
OUTCOME, PLAN, LAPSED, CONFIRM, VINTAGE, LOOK = "outcome", "plan", "lapsed", "confirmation", "statistics", "source"
KINDS = {
    OUTCOME: "A deadline has passed, and no outcome is on record",
    PLAN: "A planned day has come, and no source says whether it happened",
    LAPSED: "It has run out, and nothing says what holds since",
    CONFIRM: "Last confirmed more than 90 days ago, or never",
    VINTAGE: "A newer vintage is to be expected",
    LOOK: "Not looked at for a year",
}
COLUMNS = ["id", "kind", "kind_label", "table", "row", "title", "since", "days", "pages", "address"]
AGE, YEAR = pd.Timedelta(days=90), pd.Timedelta(days=365)
# Of statistics by the year: how long after a year's end its figures are expected, by this report's own reckoning; of a path by the day,
# how old its last figure may be.
YEARLY, MONTHS, DAILY = ("goods_trade", "mineral_dependence", "rare_earths"), 3, "added_tariff"


def due(report, on="") -> pd.DataFrame:
    """Return what is due on a day (that of the edition unless something else is said), by weight, what waits longest first.

    ``since`` is the day from which it is due, ``pages`` those that show the row, ``address`` where to look: the official one where it is known.
    """
    on = pd.Timestamp(on or report.as_of)
    found = [*_deadlines(report, on), *_standings(report, on), *_confirmations(report, on), *_statistics(report, on), *_sources(report, on)]
    called, shown, looked = titles(report), pages_of(report), _addresses(report)
    rows = []
    for kind, table, row, since, title in found:
        title = title or called.get((table, row), row)
        days = None if pd.isna(since) else (on - since).days
        key = "/".join(filter(None, (kind, table, row)))
        rows.append(
            (key, kind, report.gettext(KINDS[kind]), table, row, title, since, days, shown.get((table, row), ()), looked.get((table, row), ""))
        )
    made = pd.DataFrame(rows, columns=COLUMNS).astype({"since": "datetime64[ns]", "days": "Int64"})
    order = made["kind"].map([*KINDS].index).astype(int)
    made = made.assign(order=order).sort_values(["order", "since"], kind="stable", na_position="last").drop(columns="order")
    return made_of(made.reset_index(drop=True), DUE)


def _deadlines(report, on):
    for row in report[standings.DEADLINES].to_dict("records"):
        if standings.steps(row, on)[-1][0] == standings.UNKNOWN:
            yield OUTCOME, standings.DEADLINES, row["id"], come_by(row["due_on"], row["date_precision"]) + standings.DAY, ""


def _standings(report, on):
    codes = report.schema.categories(CHANGES, "status")
    for table in report.labels(CHANGES, "table"):
        for one in report.standing(table, on).itertuples():
            if one.certain or pd.isna(one.since):
                continue
            if codes.get(one.status, {}).get("tentative"):
                yield PLAN, table, one.row, one.since, ""
            elif one.until < on:
                yield LAPSED, table, one.row, one.until + standings.DAY, ""


def _confirmations(report, on):
    codes = report.schema.categories(CHANGES, "status")
    ended = {code for code, entry in codes.items() if entry.get("final")}
    for table in report.labels(CHANGES, "table"):
        if "confirmed_on" not in report.schema.fields(table):
            continue
        over = {one.row for one in report.standing(table, on).itertuples() if one.status in ended}
        for row in report[table].to_dict("records"):
            last = row["confirmed_on"] if pd.notna(row["confirmed_on"]) else row["announced_on"]
            if row["id"] not in over and last + AGE < on:
                yield CONFIRM, table, row["id"], last + AGE, ""


def _statistics(report, on):
    for table in YEARLY:
        if len(report[table]):
            expected = pd.Timestamp(f"{report[table]['year'].max() + 2}-01-01") + pd.DateOffset(months=MONTHS)
            if expected <= on:
                yield VINTAGE, table, "", expected, table_title(report, table)
    rates = report[DAILY]
    last = rates.loc[~rates["projected"].astype(bool), "on"].max()
    if last + AGE < on:
        yield VINTAGE, DAILY, "", last + AGE, table_title(report, DAILY)


def _sources(report, on):
    works = report["sources"]
    looked = works["accessed_on"].fillna(works["recorded_on"])
    for row, day in zip(works.to_dict("records"), looked):
        if day + YEAR < on:
            yield LOOK, "sources", row["id"], day + YEAR, row["title"]
    if number := int(looked.isna().sum()):
        text = report.gettext("{n} works without a day on which they were looked at")
        yield LOOK, "sources", "", pd.NaT, text.format(n=report.formats.number(number))


def pages_of(report):
    """Return the pages that show each row, those of partners and sectors among them."""
    own, found = set(profiles(report)), {}
    for key, address in places(report).items():
        found[key] = [address.partition(".html")[0]]
    for key, one in touches(report).items():
        more = [f"partner_{code.lower()}" for code in sorted(own.intersection(one.partners))] + [f"sector_{code}" for code in sorted(one.sectors)]
        found[key] = [*found.get(key, ()), *more]
    return {key: tuple(pages) for key, pages in found.items()}


def _addresses(report):
    """Return where to look for each row: the official address of its first work that has one, else the first address."""
    works = {row["id"]: row for row in report["sources"].to_dict("records")}
    found = {("sources", key): work["official_url"] or work["url"] for key, work in works.items()}
    for table in report.schema.tables:
        if table == "sources" or "source" not in report.schema.fields(table):
            continue
        for row in report[table].to_dict("records"):
            cited = [works[key] for key in row["source"] if key in works]
            known = [work["official_url"] for work in cited if work["official_url"]] or [work["url"] for work in cited if work["url"]]
            found[table, row.get("id", "")] = known[0] if known else ""
    return found
