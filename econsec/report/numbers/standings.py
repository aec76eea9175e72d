"""The values on what several countries share, what is due, what duties come to, and what is confirmed in force.

Chapters say which of them they show.
"""

from econsec.exhibits import Value
from econsec.report import evidence, rates, standings
from econsec.report.numbers import phrases

AMONG = {"none": "none of the {all}", "one": "the only one", "both": "both", "all": "all {all}", "some": "{n} of the {all}"}


def values(report, prefix, wanted):
    """Return the values of the names that are ``wanted``, each called after the chapter and its name."""
    found = {**_shared(report), **_due(report), **_worth(report), **_in_force(report)}
    return {f"{prefix}_{name}": found[name] for name in wanted if name in found}


def _shared(report):
    """Return how many arrangements of several countries there are, how many are known to bind, and how many members each has."""
    arrangements, members = report["arrangements"], report["arrangement_members"]
    members = members[members["role"] == "member"]
    counts = {f"{key.replace('-', '_')}_members": (members["arrangement"] == key).sum() for key in arrangements["id"]}
    return {
        "arrangements": phrases.count(report, len(arrangements), "{n} arrangement", "{n} arrangements"),
        "arrangements_binding": phrases.count(report, (arrangements["binding"] == "binding").sum()),
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
        **{f"due_{outcome}": phrases.count(report, (passed["outcome"] == outcome).sum()) for outcome in ("met", "missed", "unknown")},
    }


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
        **{f"low_{group}": Value(int(number), phrases.share_of(report, number, total, AMONG)) for group, (number, total) in counts.items()},
    }


def _in_force(report):
    """Return how many agreements on reciprocal trade are signed, and how many a source confirms in force on both sides."""
    trade = evidence.trade_agreements(report)
    status = trade["id"].map(report.standing("agreements").set_index("row")["status"])
    number = int((status == "in_force").sum())
    return {
        "in_force": Value(number, report.formats.number(number) if number else report.gettext("none")),
        "signed": phrases.count(report, trade["signed"].sum()),
    }
