"""Statistics that stand beside the policy, in the order in which readers look at them: the largest first, years in order."""

import pandas as pd

from econsec.editions import made_of
from econsec.report import evidence
from econsec.report.columns import readable, worded

TARIFFS = "tariffs"  # what the estimates of a partner come to; no table of the data
DEALS = {"agreed": "New trade agreement", "dealt": "New deal of another kind", "none": "No new trade deal on record"}


def statistics(report, name):
    """Return a table of statistics; the tariff's path ends on the edition's day."""
    known = {
        "goods_trade": _goods,
        "mineral_dependence": _minerals,
        "rare_earths": _rare_earths,
        "added_tariff": lambda report: readable(report, "added_tariff", evidence.added_tariffs(report)),
    }
    if name not in known:
        raise ValueError(f"statistics: {name!r} is none of the tables of statistics; right: {', '.join(known)}")
    return known[name](report)


def _goods(report):
    """Return trade in goods, the partner with the largest deficit first, its later years as parts of its first."""
    places = {partner: place for place, partner in enumerate(evidence.balances(report)["partner"])}
    found = readable(report, "goods_trade", report["goods_trade"].sort_values("year", kind="stable"))
    order = found["partner"].map(lambda partner: places.get(partner, len(places))).astype(int)
    found = found.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    found["whole"] = found["id"].groupby(found["partner"]).transform("first")
    found["is_part"] = found["whole"] != found["id"]
    return made_of(found, "goods_trade")


def _minerals(report):
    found = report["mineral_dependence"].sort_values("net_import_reliance_pct", ascending=False, kind="stable")
    return readable(report, "mineral_dependence", found)


def _rare_earths(report):
    places = {code: place for place, code in enumerate(report.labels("rare_earths", "measure"))}
    rows = report["rare_earths"]
    rows = rows.assign(place=rows["measure"].map(places)).sort_values(["place", "year"], kind="stable").drop(columns="place")
    return readable(report, "rare_earths", rows)


def balances(report):
    """Return the goods balance with each partner and the world: see :func:`econsec.report.evidence.balances`.

    ``deal`` is ``agreed`` with a trade agreement, ``dealt`` with a deal of another kind alone, else ``none``.
    """
    found = evidence.balances(report)
    found["deal"] = ["agreed" if agreed else "dealt" if dealt else "none" for agreed, dealt in zip(found["agreed"], found["dealt"])]
    found["deal_label"] = worded(found["deal"], lambda code: report.gettext(DEALS[code]), report)
    found["partner_name"] = worded(found["partner"], report.names("countries", "iso3").__getitem__, report)
    return made_of(found, "goods_trade")


def tariffs(report):
    """Return for each partner the highest estimate of the added tariff, the last one and the last projection, with their days."""
    rates, countries = evidence.added_tariffs(report), report["countries"].set_index("iso3")
    rows = []
    for partner, path in rates.groupby("partner", sort=False):
        projected = path["projected"].astype(bool)
        at = {
            "highest": path.loc[[evidence.highest(path).name]],
            "estimate": path[~projected].tail(1),
            "projection": path[projected].tail(1),
        }
        country = countries.loc[partner]
        found = {"id": country["id"], "partner": partner, "partner_name": country["name"]}
        for name, row in at.items():
            found |= {name: float(row["added_tariff_pp"].iloc[0]) if len(row) else None, f"{name}_on": row["on"].iloc[0] if len(row) else pd.NaT}
        rows.append(found | {"source": tuple(dict.fromkeys(key for keys in path["source"] for key in keys))})
    columns = ["id", "partner", "partner_name", "highest", "highest_on", "estimate", "estimate_on", "projection", "projection_on", "source"]
    found = pd.DataFrame(rows, columns=columns)
    largest = found["estimate"].fillna(found["highest"]).astype(float)
    return made_of(found.iloc[(-largest).argsort(kind="stable")].reset_index(drop=True), TARIFFS, "added_tariff")
