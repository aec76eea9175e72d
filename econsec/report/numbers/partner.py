"""The values of a single partner's page; the report is the edition cut to the rows that concern the partner."""

import pandas as pd

from econsec.exhibits import Value
from econsec.report import evidence, pillars, standings
from econsec.report.numbers import facts, phrases, single
from econsec.report.numbers.duties import charged
from econsec.report.open_points import open_points

MILLION = 10**6
IEEPA_END = "ieepa-duties-end-2026-02"  # from which day no reciprocal tariff is collected
SIGNED = {
    "none": "none of the {all} had been signed",
    "one": "it had been signed",
    "both": "both had been signed",
    "all": "all {all} had been signed",
    "some": "{n} of the {all} had been signed",
}
READ = {
    "none": "no text was seen",
    "one": "the text was seen",
    "both": "both texts were seen",
    "all": "all texts were seen",
    "some": "{n} of the {all} texts could be seen",
}
BINDING = {
    "binding": ("{n} is binding", "{n} are binding"),
    "nonbinding": ("{n} is not binding", "{n} are not binding"),
    "": ("for {n} it is not known", "for {n} it is not known"),
}
ONE_BINDING = {"binding": "it is binding", "nonbinding": "it is not binding", "": "it is not known whether it binds"}
SIDES = {
    "partner": "in {n} {who} alone is to act",
    "us": "in {n} the United States alone is to act",
    "both": "in {n} both are to act",
}
FORCE = {
    "binding": "in a text that is called binding",
    "nonbinding": "in a text that does not bind",
    "": "in a text of which it is not known whether it binds",
}
DIRECTIONS = {"tighten": "{n} tightening", "relax": "{n} easing", "unclear": "{n} of unclear direction"}
PULLS = {
    "towards": "towards the United States in {n}",
    "away": "away from the United States in {n}",
    "neither": "neither way in {n}",
}
BALANCES = {True: "a US surplus of {amount}", False: "a US deficit of {amount}"}


def partner(report):
    """Return the numbers of a partner's page."""
    names = report.names("countries", "iso3")
    values = {
        "pt_name": Value(report.partner, names[report.partner]),
        "pt_who": Value(report.partner, phrases.country(report, names[report.partner])),
        "pt_as_of": phrases.date(report, report.as_of),
        **_agreements(report),
        **_commitments(report),
        **_controls(report),
        **_tariff(report),
        **_goods(report),
        **_rest(report),
        **_unsettled(report),
        "pt_claim": facts.claim(report),
        "pt_fact_deals": facts.deals(report),
        "pt_fact_firmest": facts.firmest(report),
        "pt_fact_next": facts.following(report),
        "pt_fact_unknown": facts.unknown(report),
    }
    values["pt_fact_duty"] = Value(
        values["pt_today"].raw, values["pt_today"].text if values["pt_today"].raw else report.gettext("none on goods in general on record")
    )
    return values | {"pt_record": _record(report, values)}


def _record(report, values):
    """Return what an edition holds on the partner, in words."""
    deals = phrases.count(report, len(pillars.deals(report)), "{n} deal on tariffs or investment", "{n} deals on tariffs or investment")
    agreed, *others = (values[f"pt_{name}"] for name in ("agreements", "commitments", "controls", "events"))
    counts = [agreed, deals, *others]
    held = [count.text for count in counts if count.raw]
    return Value(len(held), report.formats.join(held) or report.gettext("nothing yet"))


def _agreements(report):
    found = evidence.dated_agreements(report)
    served = [text for code, text in pillars.pillars(report).items() if code in set(found["pillar"])]
    force = BINDING if len(found) != 1 else {code: (ONE_BINDING[code],) * 2 for code in BINDING}
    read = found["text_seen"].fillna(False).astype(bool)
    return {
        "pt_agreements": phrases.some(
            report, len(found), "{n} agreement under the three pillars", "{n} agreements under the three pillars", "no agreement"
        ),
        "pt_pillars": phrases.names(report, map(phrases.midsentence, served)),
        "pt_signed": Value(int(found["signed"].sum()), phrases.share_of(report, found["signed"].sum(), len(found), SIGNED)),
        "pt_force": phrases.parts(report, *(((found["binding"] == code).sum(), *texts) for code, texts in force.items())),
        "pt_read": Value(int(read.sum()), phrases.share_of(report, read.sum(), len(found), READ)),
    }


def _commitments(report):
    provisions = report["provisions"]
    found = provisions[provisions["obliged"] != ""]
    values = {
        "pt_provisions": phrases.count(report, len(provisions), "{n} line", "{n} lines"),
        "pt_unobliging": phrases.count(report, len(provisions) - len(found)),
        "pt_commitments": phrases.some(
            report, len(found), "{n} commitment whose content is known", "{n} commitments whose content is known", "no commitment"
        ),
        "pt_sides": _sides(report, found),
        "pt_reach": phrases.parts(
            report,
            (
                (found["reach"] == "all_us_measures").sum(),
                "{n} extends to all US measures of its kind",
                "{n} extend to all US measures of their kind",
            ),
            ((found["modality"] == "").sum(), "for {n} it is not known how firm it is", "for {n} it is not known how firm they are"),
        ),
    }
    return values | _force(report, found[found["modality"] == "shall"])


def _sides(report, found):
    """Return who is to act in how many commitments, and how many give a right and no duty."""
    rights = found["modality"] == "right"
    counts = {side: (found["obliged"][~rights] == side).sum() for side in SIDES}
    counts = [(number, *(SIDES[side],) * 2) for side, number in counts.items()]
    who = phrases.country(report, report.names("countries", "iso3")[report.partner])
    return phrases.parts(report, *counts, (rights.sum(), "{n} gives a right, not a duty", "{n} give a right, not a duty"), who=who)


def _force(report, lines):
    """Return how many lines say outright what is to be done, and whether the texts in which they stand bind."""
    binding = report["agreements"].set_index("id")["binding"]
    force = lines["agreements"].map(lambda keys: binding[keys[0]])
    codes = [code for code in FORCE if (force == code).any()]
    texts = {code: f"{{n}} {text}" if len(codes) > 1 else text for code, text in FORCE.items()}
    number = phrases.count(report, len(lines), "{n} line says outright what is to be done", "{n} lines say outright what is to be done")
    return {"pt_shall": number, "pt_shall_force": phrases.parts(report, *(((force == code).sum(), text, text) for code, text in texts.items()))}


def _controls(report):
    measures = report["export_controls"].loc[lambda rows: rows["parent"] == ""]
    directions = phrases.parts(report, *(((measures["direction"] == direction).sum(), text, text) for direction, text in DIRECTIONS.items()))
    some = phrases.some(
        report,
        len(measures),
        "{n} export-control measure that names it or a firm of it",
        "{n} export-control measures that name it or a firm of it",
        "no export-control measure",
    )
    return {"pt_controls": some, "pt_controls_directions": directions}


def _tariff(report):
    rates = evidence.added_tariffs(report)
    if rates.empty:
        return {"pt_tariff": Value(0, report.gettext("none")), **_ahead(report, rates)}
    top, sure = evidence.highest(rates), rates[~rates["projected"].astype(bool)]
    last = sure.iloc[-1] if len(sure) else rates.iloc[0]
    return {
        "pt_tariff": phrases.count(report, len(rates)),
        "pt_tariff_top": _points(report, top["added_tariff_pp"]),
        "pt_tariff_top_on": phrases.date(report, top["on"]),
        "pt_tariff_sure": _points(report, last["added_tariff_pp"]),
        "pt_tariff_sure_on": phrases.date(report, last["on"]),
        **_ahead(report, rates[rates["on"] > last["on"]]),
    }


def _ahead(report, projected):
    """Return what the model projects last, and for when."""
    if projected.empty:
        return {"pt_tariff_ahead": Value(0, report.gettext("none")), "pt_tariff_ahead_on": phrases.date(report, pd.NaT)}
    last = projected.iloc[-1]
    return {"pt_tariff_ahead": _points(report, last["added_tariff_pp"]), "pt_tariff_ahead_on": phrases.date(report, last["on"])}


def _points(report, points):
    return Value(float(points), report.formats.points(float(points)))


def _goods(report):
    """Return the goods trade of the last year that is whole, and the balance of a later one where it is stated."""
    found = evidence.balances(report)
    later = found.dropna(subset="later")
    values = {
        "pt_goods": phrases.count(report, len(found)),
        "pt_goods_later": phrases.count(report, len(later)),
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
    events, whole = report["events"], report["duties"]
    duties = whole[whole["id"].isin(report.standing("duties").loc[lambda rows: rows["status"] != "ended", "row"])]
    inside, held = standings.members(report), pillars.deals(report)
    agreed = len(report["agreements"])
    pulls = phrases.parts(report, *(((events["pull"] == pull).sum(), text, text) for pull, text in PULLS.items()))
    deals = held["title"] if len(held) else events["label"][events["kind"] == evidence.DEAL]
    return {
        **charged(report, duties),
        "pt_deals": phrases.names(report, deals) if len(deals) else Value(0, report.gettext("none")),
        "pt_events": phrases.some(report, len(events), "{n} event that concerns it", "{n} events that concern it", "no event"),
        "pt_pulls": pulls,
        "pt_agreed": phrases.count(report, agreed),
        "pt_duties": phrases.count(report, len(duties), "{n} duty", "{n} duties"),
        "pt_duties_named": phrases.count(report, duties["partners"].map(len).gt(0).sum()),
        "pt_shared": phrases.count(report, len(inside), "{n} arrangement", "{n} arrangements"),
        "pt_shared_titles": phrases.names(report, inside["title"]),
        **single.events(report.whole, "pt_event", {IEEPA_END: "on"}),
    }


def _unsettled(report):
    """Return how much is due and how much is open; where that is one agreement or measure alone, which and why, in words."""
    due, points = standings.deadlines(report), open_points(report, noted=False)
    passed = due["outcome"] != standings.OPEN
    only = points if len(points) == 1 else points[:0]
    return {
        "pt_due": phrases.count(report, len(due)),
        "pt_due_open": phrases.count(report, (~passed).sum()),
        "pt_due_passed": phrases.count(report, passed.sum()),
        "pt_open_only": phrases.names(report, [_open(report, row) for row in only.itertuples()]),
        "pt_open_many": phrases.count(report, len(points) if only.empty else 0),
        "pt_unsettled": phrases.count(report, len(due) + len(points)),
    }


def _open(report, row):
    said = filter(None, [phrases.midsentence(row.status_label), *row.points])
    return report.gettext("{name} ({details})").format(name=row.title, details=report.gettext("; ").join(said))
