"""What the same duty costs whom: economies by what they agreed with the United States, and the rate that meets them."""

import pandas as pd

from econsec.editions import made_of
from econsec.report import evidence, pillars
from econsec.report.columns import worded

RATES = "rates"  # no table of the data
POWER = "s301"  # under which the economies that were investigated together pay at different rates
GROUPS = {"signed": "Signed agreement on reciprocal trade", "dealt": "Another trade deal or framework", "none": "No new trade deal"}
COLUMNS = ["id", "partner", "rate_pct", "rate_kind", "source"]


def rates(report) -> pd.DataFrame:
    """Return the economies that duties of one kind meet at different rates, by rate, each with what it agreed (``deal``)."""
    duties = report["duties"]
    several = duties[(duties["authority"] == POWER) & (duties["partners"].map(len) > 1) & duties["rate_pct"].notna()]
    rows = several.explode("partners").rename(columns={"partners": "partner"})[COLUMNS].sort_values(["rate_pct", "partner"], kind="stable")
    rows["deal"] = rows["partner"].map(_deals(report)).fillna("none").astype(object)
    rows = rows.reset_index(drop=True)
    rows["id"] = rows["partner"].str.lower()
    rows["deal_label"] = worded(rows["deal"], lambda code: report.gettext(GROUPS[code]), report)
    rows["rate_label"] = [report.gettext("{rate} %").format(rate=report.formats.number(rate)) for rate in rows["rate_pct"]]
    rows["partner_name"] = worded(rows["partner"], report.names("countries", "iso3").__getitem__, report)
    return made_of(rows, RATES)


def rate_groups(report) -> pd.DataFrame:
    """Return the same economies together: a row for each rate of those that agreed the same, with ``economies``, how many they are."""
    found, rows = rates(report), []
    for (deal, rate), group in found.groupby(["deal", "rate_pct"], sort=False):
        partners = tuple(sorted(group["partner"]))
        source = tuple(dict.fromkeys(key for keys in group["source"] for key in keys))
        said = {"deal_label": group["deal_label"].iloc[0], "rate_label": group["rate_label"].iloc[0], "economies": len(partners)}
        rows.append({"id": f"{deal}-{rate:g}".replace(".", "-"), "deal": deal, "rate_pct": rate, **said, "partners": partners, "source": source})
    columns = ["id", "deal", "rate_pct", "deal_label", "rate_label", "economies", "partners", "source"]
    made = pd.DataFrame(rows, columns=columns)
    places = {group: place for place, group in enumerate(GROUPS)}
    order = made["deal"].map(places)
    return made_of(made.assign(place=order).sort_values(["place", "rate_pct"]).drop(columns="place").reset_index(drop=True), RATES, "duties")


def _deals(report):
    """Return what each partner agreed with the United States: an agreement that it signed comes before a framework or another deal."""
    trade = evidence.trade_agreements(report)
    others = dict.fromkeys([*trade.loc[~trade["signed"], "partner"], *pillars.deals(report)["partner"]], "dealt")
    return others | dict.fromkeys(trade.loc[trade["signed"], "partner"], "signed")
