"""What is charged today on a partner's goods: the duties on goods in general, and those that are the partner's own."""

import pandas as pd

from econsec.report.numbers import phrases

IN_FORCE = "in_force"
GENERAL = {True: "{duty}, since {date} ({goods}; with a list of exceptions of its own)", False: "{duty}, since {date} ({goods})"}
OWN = {
    "added": "{goods} at {rate} % on top of the ordinary duty",
    "floor": "{goods} at {rate} % in all, ordinary duty included",
    "": "{goods} at {rate} %",
}


def charged(report, duties):
    """Return, of duties that are in force, those on goods in general, and those that stand in the place of another; or that none does."""
    now, whole = report.standing("duties").set_index("row")["status"], report.whole["duties"]
    replacing = set(whole.loc[whole["instead_of"].map(len) > 0, "id"])
    duties = duties[duties["id"].map(now) == IN_FORCE]
    general, own = duties[duties["general"].fillna(False).astype(bool)], duties[duties["id"].isin(replacing)]
    return {
        "pt_today": phrases.texts(report, [_general(report, row) for row in general.itertuples()]),
        "pt_own": phrases.texts(report, [_own(report, row) for row in own.itertuples()]),
        "pt_own_none": phrases.count(report, own.empty and not general.empty),
    }


def _general(report, row):
    text = report.gettext(GENERAL[report.partner in row.exceptions_for])
    return text.format(duty=phrases.midsentence(row.title), date=report.formats.date(row.effective_on), goods=phrases.midsentence(row.goods))


def _own(report, row):
    goods = phrases.midsentence(row.goods)
    if pd.isna(row.rate_pct):
        return report.gettext("{goods} at a rate not recorded").format(goods=goods)
    return report.gettext(OWN[row.rate_kind]).format(goods=goods, rate=report.formats.number(row.rate_pct))
