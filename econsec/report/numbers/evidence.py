"""The values of the statistics that stand beside the policy: the goods balance, the tariff added over time."""

import pandas as pd

from econsec.exhibits import Value
from econsec.report import evidence
from econsec.report.numbers import phrases

MILLION, ROUNDED = 10**6, 10**8  # US dollars
LARGEST = 5  # deficits that are summed up
RULING = "ieepa-ruling-2026-02"


def goods(report, prefix):
    """Return how trade in goods stands with the world, where the deficit comes from, and what a later year says."""
    found = evidence.balances(report)
    names = report.names("countries", "iso3")
    world, single = found[found["partner"] == evidence.WORLD], evidence.partners(found)
    largest = single.head(LARGEST)
    single, largest = (frame.assign(name=frame["partner"].map(names)) for frame in (single, largest))
    total = world["balance"].sum()
    share = round(100 * largest["balance"].sum() / total) if total else 0
    again = single.dropna(subset="later")
    return {
        f"{prefix}_goods_year": _year(found["year"]),
        f"{prefix}_goods_imports": _money(report, world["imports_musd"].sum()),
        f"{prefix}_goods_exports": _money(report, world["exports_musd"].sum()),
        f"{prefix}_goods_deficit": _money(report, -total),
        f"{prefix}_goods_partners": phrases.count(report, len(single), "{n} partner", "{n} partners"),
        f"{prefix}_goods_largest": phrases.names(report, largest["name"]),
        f"{prefix}_goods_largest_share": Value(int(share), f"{report.formats.number(int(share))}%"),
        f"{prefix}_goods_largest_agreed": phrases.names(report, largest["name"][largest["agreed"]]),
        f"{prefix}_goods_largest_dealt": phrases.names(report, largest["name"][largest["dealt"]]),
        f"{prefix}_goods_surplus_agreed": phrases.names(report, single["name"][single["agreed"] & (single["balance"] > 0)]),
        f"{prefix}_goods_later_year": _year(found["later_year"]),
        f"{prefix}_goods_narrower": phrases.names(report, again["name"][again["later"] > again["balance"]]),
        f"{prefix}_goods_wider": phrases.names(report, again["name"][again["later"] < again["balance"]]),
    }


def _year(years):
    known = years.dropna()
    return Value(int(known.max()), str(known.max())) if len(known) else Value(None, "–")


def _money(report, musd):
    usd = round(float(musd) * MILLION / ROUNDED) * ROUNDED
    return Value(usd, report.formats.money(usd) if usd >= 0 else f"−{report.formats.money(-usd)}")


def tariffs(report, prefix):
    """Return the highest tariff, and what a ruling and the last days of the path mean for the partners that stand out."""
    rates, names = evidence.added_tariffs(report), report.names("countries", "iso3")
    chosen = evidence.followed(report, rates)
    values = {}
    if len(rates):
        top, sure = evidence.highest(rates), rates.loc[~rates["projected"].astype(bool), "on"].max()
        values |= {
            f"{prefix}_tariff_first_on": phrases.date(report, rates["on"].min()),
            f"{prefix}_tariff_top": _points(report, top["added_tariff_pp"]),
            f"{prefix}_tariff_top_partner": phrases.names(report, [names[top["partner"]]]),
            f"{prefix}_tariff_top_on": phrases.date(report, top["on"]),
            f"{prefix}_tariff_sure_on": phrases.date(report, sure),
            f"{prefix}_tariff_sure": _rates(report, rates, chosen, names, sure),
            f"{prefix}_tariff_median": _points(report, report.tariffs()["estimate"].median()),
        }
    rulings, key = evidence.court_rulings(report), RULING.replace("-", "_")
    for day in rulings.loc[rulings["id"] == RULING, "on"]:
        values[f"{prefix}_tariff_before_{key}"] = _rates(report, rates, chosen, names, day - pd.Timedelta(days=1))
        values[f"{prefix}_tariff_on_{key}"] = _rates(report, rates, chosen, names, day)
    return values


def _points(report, points):
    return Value(float(points), report.formats.points(float(points)))


def _rates(report, rates, chosen, names, day):
    """Return the tariffs of some partners on a day: Malaysia 11.6 and Cambodia 19.7."""
    held = {partner: evidence.rate_on(rates, partner, day) for partner in chosen}
    parts = [f"{names[key]} {report.formats.points(float(points))}" for key, points in held.items() if not pd.isna(points)]
    return phrases.names(report, parts)
