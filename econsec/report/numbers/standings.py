"""The values on what several countries share, what is due, what duties come to, and what is confirmed in force.

Chapters say which of them they show.
"""

import pandas as pd

from econsec.exhibits import Value
from econsec.report import evidence, rates, standings
from econsec.report.numbers import phrases

DAYS = {"none": "none of the {all} days", "one": "the day", "both": "both days", "all": "all {all} days", "some": "{n} of the {all} days"}
AMONG = {"none": "none of the {all}", "one": "the only one", "both": "both", "all": "all {all}", "some": "{n} of the {all}"}


def values(report, prefix, wanted):
    """Return the values of the names that are ``wanted``, each called after the chapter and its name."""
    found = {**_shared(report), **_due(report), **_worth(report), **_in_force(report)}
    return {f"{prefix}_{name}": found[name] for name in wanted if name in found}


def _shared(report):
    """Return how many arrangements of several countries there are, how many are known to bind, and how many members each has."""
    arrangements, members = report["arrangements"], report["arrangement_members"]
    members, talks = members[members["role"] == "member"], arrangements["kind"] == "talks"
    bound = int((arrangements["binding"] == "binding").sum())
    counts = {f"{key.replace('-', '_')}_members": (members["arrangement"] == key).sum() for key in arrangements["id"]}
    return {
        "arrangements": phrases.count(report, (~talks).sum(), "{n} arrangement", "{n} arrangements"),
        "arrangements_binding": Value(bound, report.formats.number(bound) if bound else report.gettext("not one")),
        **{name: phrases.count(report, number, "{n} member", "{n} members") for name, number in counts.items()},
    }


def _due(report):
    """Return how many deadlines have passed and what is known of them, how many are to come, and which is next."""
    found = standings.deadlines(report)
    coming, passed = (found[(found["outcome"] == standings.OPEN) == still] for still in (True, False))
    coming = coming[coming["due_on"].notna()]
    following = Value(*coming[["id", "title"]].iloc[0]) if len(coming) else Value("", report.gettext("none"))
    return {
        "due": phrases.count(report, len(found), "{n} deadline", "{n} deadlines"),
        "due_passed": phrases.count(report, len(passed)),
        "due_open": phrases.count(report, len(found) - len(passed)),
        "due_next": following,
        "due_next_on": phrases.date(report, coming["due_on"].min()),
        **{f"due_{outcome}": phrases.count(report, (passed["outcome"] == outcome).sum()) for outcome in ("met", "late", "missed", "unknown")},
        **{f"due_{outcome}_titles": _named(report, passed[passed["outcome"] == outcome]) for outcome in (standings.LATE, standings.MISSED)},
    }


def days_passed(report, wanted):
    """Return how many of the days of certain deadlines have passed by the edition's day."""
    days = report["deadlines"].loc[lambda rows: rows["id"].isin(wanted), "due_on"]
    passed = int((days < pd.Timestamp(report.as_of)).sum())
    return Value(passed, phrases.share_of(report, passed, len(days), DAYS))


def _named(report, rows):
    """Return what was due and when, and what became of it, of each of the rows."""
    texts = []
    for row in rows.itertuples():
        day = report.formats.date(row.due_on, row.date_precision)
        text = report.gettext("{title} (due {date}; {note})" if row.outcome_note else "{title} (due {date})")
        texts.append(text.format(title=phrases.midsentence(row.title), date=day, note=phrases.midsentence(row.outcome_note).rstrip(".。")))
    return Value(list(rows["id"]), report.gettext("; ").join(texts) or report.gettext("none"))


def _worth(report):
    """Return the two rates of the duties that meet economies differently, and how many of each group pay the lower one."""
    found = rates.rates(report)
    if found.empty:
        return {}
    low, high = found["rate_pct"].min(), found["rate_pct"].max()
    groups = {group: found[found["deal"] == group]["rate_pct"] for group in rates.GROUPS}
    counts = {group: ((paid == low).sum(), len(paid)) for group, paid in groups.items()}
    return {
        "rate_economies": phrases.count(report, found["partner"].nunique(), "{n} economy", "{n} economies"),
        "rate_low": Value(float(low), report.formats.number(low)),
        "rate_high": Value(float(high), report.formats.number(high)),
        "low_excepted": _excepted(report, found),
        "low_excepted_others": _excepted(report, found, signed=False),
        **{f"low_{group}": Value(int(number), phrases.share_of(report, number, total, AMONG)) for group, (number, total) in counts.items()},
    }


def _excepted(report, rates, signed=True):
    """Return how many of the partners that signed have a list of exceptions of their own; which others have, if not ``signed``."""
    excepted = set(report["duties"]["exceptions_for"].explode().dropna())
    group = rates[(rates["deal"] == "signed") == signed].drop_duplicates("partner")
    there = group[group["partner"].isin(excepted)]
    if not signed:
        return phrases.countries(report, there["partner_name"])
    return Value(len(there), phrases.share_of(report, len(there), len(group), AMONG))


def _in_force(report):
    """Return how many agreements on reciprocal trade are signed, and how many a source confirms in force on both sides."""
    trade = evidence.trade_agreements(report)
    status = trade["id"].map(report.standing("agreements").set_index("row")["status"])
    number = int((status == "in_force").sum())
    return {
        "in_force": Value(number, report.formats.number(number) if number else report.gettext("not one")),
        "signed": phrases.count(report, trade["signed"].sum()),
    }
