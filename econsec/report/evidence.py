"""What the statistics say that stand beside the policy: the balance of goods trade, the tariff added over time.

Statistics keep their vintage whatever the edition's day; the tariff's path ends on that day.
"""

import pandas as pd

from econsec.editions import profiles
from econsec.report import pillars

WORLD = "WLD"  # the sum of all partners, which is not one itself
DEAL = "deal"  # kind of an event: a deal that is none of the agreements


def trade_agreements(report):
    """Return the trade agreements of an edition, whether each is ``signed`` by its day, and when it was, or was announced.

    The ``day`` of a later signing is not this edition's.
    """
    return dated_agreements(report).loc[lambda rows: rows["pillar"] == "agreements"]


def dated_agreements(report, found=None):
    """Return all agreements under a pillar in the same way; ``found`` are others than these."""
    found = pillars.agreements(report) if found is None else found
    signed = found["signed_on"] <= pd.Timestamp(report.as_of)
    return found.assign(signed=signed, day=found["signed_on"].where(signed).fillna(found["announced_on"]))


def pillars_of(report, provisions):
    """Return the pillar to which each line of agreements belongs: that of the agreements in which it stands."""
    served = dict(zip(report["agreements"]["id"], report["agreements"]["pillar"]))
    return pd.Series([served[keys[0]] for keys in provisions["agreements"]], provisions.index, dtype=object)


def balances(report):
    """Return the US goods balance with each partner and the world in million US dollars, the largest deficit first.

    ``balance`` is that of the last year with exports and imports, ``later`` that of ``later_year``, which is only stated.
    ``agreed`` are those with a trade agreement, ``dealt`` those without one that have a deal of another kind.
    """
    trade = report["goods_trade"]
    whole = trade.dropna(subset=["imports_musd", "exports_musd"])
    whole = whole[whole["year"] == whole["year"].max()]
    stated = trade.dropna(subset="balance_musd").sort_values("year").drop_duplicates("partner", keep="last").set_index("partner")
    events = report["events"]
    dealt = {*events.loc[events["kind"] == DEAL, "countries"].explode(), *pillars.deals(report)["partner"]}
    agreed = whole["partner"].isin(trade_agreements(report)["partner"])
    found = whole.assign(
        balance=whole["exports_musd"] - whole["imports_musd"],
        later=whole["partner"].map(stated["balance_musd"]),
        later_year=whole["partner"].map(stated["year"]),
        agreed=agreed,
        dealt=whole["partner"].isin(dealt) & ~agreed,
    )
    return found.sort_values("balance", kind="stable").reset_index(drop=True)


def partners(found):
    """Return the balances with single partners."""
    return found[found["partner"] != WORLD]


def added_tariffs(report):
    """Return the tariff added on each partner's goods, up to the edition's day."""
    rates = report["added_tariff"]
    return rates[rates["on"] <= pd.Timestamp(report.as_of)].sort_values("on", kind="stable")


def highest(rates):
    """Return the row with the highest tariff; a projection only where there is nothing else."""
    sure = rates[~rates["projected"].astype(bool)]
    sure = rates if sure.empty else sure
    return sure.loc[sure["added_tariff_pp"].astype(float).idxmax()]


def rate_on(rates, partner, day, column="partner", rate="added_tariff_pp"):
    """Return the tariff that held on a partner's goods on a day; nothing before the first one."""
    held = rates.loc[(rates[column] == partner) & (rates["on"] <= day), rate]
    return held.iloc[-1] if len(held) else pd.NA


def court_rulings(report):
    """Return the rulings of courts at home, in order; they concern every partner."""
    home = set(report["countries"].loc[lambda rows: rows["ring"] == "us", "iso3"])
    events = report.whole["events"].loc[lambda rows: rows["kind"] == "court"].sort_values("on", kind="stable")
    return events[events["countries"].map(lambda keys: not home.isdisjoint(keys)).astype(bool)]


def followed(report, rates):
    """Return the partners whose tariffs are followed one by one: those with a trade agreement and a page of their own."""
    pages = set(profiles(report)) & set(rates["partner"])
    return [partner for partner in dict.fromkeys(trade_agreements(report)["partner"]) if partner in pages]
