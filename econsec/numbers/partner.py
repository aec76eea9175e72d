"""The values of a single partner's page; the report is the edition cut to the rows that concern the partner."""

from econsec import evidence
from econsec.numbers import words
from econsec.outputs import Value
from econsec.tables.partners import open_points

MILLION = 10**6
BALANCES = {True: "a US surplus of {amount}", False: "a US deficit of {amount}"}


def partner(report):
    """Return the numbers of a partner's page."""
    names = report.names("countries", "iso3")
    return {
        "pt_name": Value(report.partner, names[report.partner]),
        "pt_as_of": words.date(report, report.as_of),
        **_agreements(report),
        **_commitments(report),
        **_controls(report),
        **_tariff(report),
        **_goods(report),
        **_rest(report),
    }


def _some(report, number, one, many, none):
    """Return a count with its noun; none at all has a text of its own."""
    return words.count(report, number, one, many) if number else Value(0, report.gettext(none))


def _agreements(report):
    found = evidence.dated_agreements(report)
    pillars = [text for code, text in report.labels("agreements", "pillar").items() if code in set(found["pillar"])]
    read = found["text_seen"].fillna(False).astype(bool)
    return {
        "pt_agreements": _some(report, len(found), "{n} agreement", "{n} agreements", "no agreement"),
        "pt_agreements_all": words.count(report, len(found)),
        "pt_pillars": words.names(report, map(words.midsentence, pillars)),
        "pt_signed": words.count(report, found["signed"].sum()),
        "pt_binding": words.count(report, (found["binding"] == "binding").sum()),
        "pt_nonbinding": words.count(report, (found["binding"] == "nonbinding").sum()),
        "pt_read": words.count(report, read.sum()),
    }


def _commitments(report):
    provisions = report["provisions"]
    found = provisions[(provisions["parent"] == "") & (provisions["obliged"] != "")]
    values = {
        "pt_provisions": words.count(report, len(provisions)),
        "pt_commitments": _some(report, len(found), "{n} commitment", "{n} commitments", "no commitment"),
        "pt_all_us_measures": words.count(report, (found["reach"] == "all_us_measures").sum()),
        "pt_shall": words.count(report, (found["modality"] == "shall").sum()),
        "pt_strictness_unknown": words.count(report, (found["modality"] == "").sum()),
    }
    for side in report.labels("provisions", "obliged"):
        values[f"pt_obliged_{side}"] = words.count(report, (found["obliged"] == side).sum())
    return values


def _controls(report):
    measures = report["export_controls"].loc[lambda rows: rows["parent"] == ""]
    directions = {
        f"pt_controls_{direction}": words.count(report, (measures["direction"] == direction).sum())
        for direction in report.labels("export_controls", "direction")
    }
    some = _some(report, len(measures), "{n} export-control measure", "{n} export-control measures", "no export-control measure")
    return {"pt_controls": some, **directions}


def _tariff(report):
    rates = evidence.added_tariffs(report)
    if rates.empty:
        return {"pt_tariff": Value(0, report.gettext("none"))}
    rate = rates["added_tariff_pp"].astype(float)
    top, sure = rates.loc[rate.idxmax()], rates[~rates["projected"].astype(bool)]
    last = sure.iloc[-1] if len(sure) else rates.iloc[0]
    return {
        "pt_tariff": words.count(report, len(rates)),
        "pt_tariff_first_on": words.date(report, rates["on"].min()),
        "pt_tariff_top": _points(report, top["added_tariff_pp"]),
        "pt_tariff_top_on": words.date(report, top["on"]),
        "pt_tariff_sure": _points(report, last["added_tariff_pp"]),
        "pt_tariff_sure_on": words.date(report, last["on"]),
    }


def _points(report, points):
    return Value(float(points), report.formats.number(round(float(points), 1)))


def _goods(report):
    """Return the goods trade of the last year that is whole, and the balance of a later one where it is stated."""
    found = evidence.balances(report)
    later = found.dropna(subset="later")
    values = {
        "pt_goods": words.count(report, len(found)),
        "pt_goods_later": words.count(report, len(later)),
    }
    for row in found.itertuples():
        values |= {
            "pt_goods_year": Value(int(row.year), str(row.year)),
            "pt_goods_imports": _money(report, row.imports_musd),
            "pt_goods_exports": _money(report, row.exports_musd),
            "pt_goods_balance": _balance(report, row.balance),
        }
    for row in later.itertuples():
        values["pt_goods_later_year"] = Value(int(row.later_year), str(row.later_year))
        values["pt_goods_later_balance"] = _balance(report, row.later)
    return values


def _money(report, musd):
    usd = round(float(musd) / 100) * 100 * MILLION  # to a tenth of a billion
    return Value(usd, report.formats.money(usd))


def _balance(report, musd):
    amount = _money(report, abs(musd))
    return Value(amount.raw if musd >= 0 else -amount.raw, report.gettext(BALANCES[bool(musd >= 0)]).format(amount=amount.text))


def _rest(report):
    events = report["events"]
    pulls = {f"pt_events_{pull}": words.count(report, (events["pull"] == pull).sum()) for pull in report.labels("events", "pull")}
    return {
        "pt_events": _some(report, len(events), "{n} event", "{n} events", "no event"),
        **pulls,
        "pt_open": words.count(report, len(open_points(report))),
    }
