"""The lines of a fact box: what comes next, what nobody knows, the firmest line; of a page's edition, cut to a partner or a sector."""

import pandas as pd

from econsec.editions import changelog
from econsec.exhibits import Value
from econsec.report import standings
from econsec.report.numbers import phrases

DUTIES = "duties"
FIRMEST = ("must", "stated", "cooperate", "consider", "reported")  # how firm lines are, the firmest first


def following(report, most=1):
    """Return the next dates with what is due, and all of the same day; that there is none, where the record has no day ahead.

    A day on which something takes effect counts where no deadline of that day does: a duty in place of a general one has none of its own.
    """
    due = standings.deadlines(report)
    due = due[(due["outcome"] == standings.OPEN) & due["due_on"].notna()]
    coming = [(row.due_on, row.id, _dated(report, row, "{date}: {title}")) for row in due.itertuples()]
    days, text = set(due["due_on"]), report.gettext("{date}: {title}")
    for one in changelog.changes(report):
        if one.planned and one.table == DUTIES and one.day not in days:
            coming.append((one.day, one.key, text.format(date=report.formats.date(one.day, one.precision), title=one.title)))
    coming.sort(key=lambda one: one[0])
    shown = [one for one in coming if one[0] <= max(day for day, *_ in coming[:most])]
    return Value([key for _, key, _ in shown], report.gettext("; ").join(said for *_, said in shown) or report.gettext("no date on record"))


def newest(report, most):
    """Return what happened last in the world, with its day; not what was only foreseen for a day that has come."""
    found = [one for one in changelog.changes(report) if pd.notna(one.day) and not one.planned and not one.foreseen][:most]
    said = [report.gettext("{date}: {title}").format(date=report.formats.date(one.day, one.precision), title=one.title) for one in found]
    return Value([one.key for one in found], report.gettext("; ").join(said) or report.gettext("nothing yet"))


def unknown(report):
    """Return the last deadline that passed without a known outcome, on a partner's page one that names it first; or that there is none."""
    due = standings.deadlines(report)
    passed = due[due["outcome"] == standings.UNKNOWN]
    passed = passed.assign(own=passed["partners"].map(len).gt(0) & bool(report.partner)).sort_values(["own", "due_on"], kind="stable").tail(1)
    said = [_dated(report, row, "{title} (due {date}): no source says what came of it") for row in passed.itertuples()]
    return Value(list(passed["id"]), *said or [report.gettext("no deadline without a known outcome")])


def firmest(report):
    """Return the firmest line that asks the partner, or both sides, to act, with the agreement and how firm it is."""
    lines = report.lines()
    lines = lines[lines["obliged"].isin(["partner", "both"]) & lines["firmness"].isin(FIRMEST) & ~lines["is_part"]]
    first = lines.assign(rank=lines["firmness"].map(FIRMEST.index)).sort_values("rank", kind="stable").head(1)
    said = [
        report.gettext("{label} ({agreement}): {firmness}").format(label=row.label, agreement=row.agreement_title, firmness=_how_firm(report, row))
        for row in first.itertuples()
    ]
    return Value(list(first["id"]), *said or [report.gettext("no line on record asks it to act")])


def _how_firm(report, row):
    if row.firmness == "stated":
        force = "“must”, in a text that does not bind" if row.binding == "nonbinding" else "“must”, in a text not known to bind"
        return report.gettext(force)
    return phrases.midsentence(row.firmness_label)


def deals(report, most=4):
    """Return the agreements with how each stands, the first few where there are many."""
    found = report.agreements(deals=True)
    said = [
        report.gettext("{name} ({details})").format(name=row.title, details=phrases.midsentence(row.status_label or report.gettext("Not known")))
        for row in found.head(most).itertuples()
    ]
    more = [report.gettext("{n} more").format(n=report.formats.number(len(found) - most))] if len(found) > most else []
    return Value(list(found["id"]), report.gettext("; ").join([*said, *more]) or report.gettext("none on record"))


def claim(report):
    """Return in a few words how a partner stands to the United States: by the best standing of its agreements."""
    found = report.agreements(deals=True)["status"]
    for status, text in CLAIMS.items():
        if (found == status).any():
            return Value(status, report.gettext(text))
    return Value("", report.gettext("Agreements whose standing is not known" if len(found) else "No agreement on record"))


CLAIMS = {
    "in_force": "At least one agreement is in force",
    "contested": "Whether its agreement still holds is contested",
    "signed": "Signed, and nothing confirmed in force",
    "suspended": "An agreement, suspended",
    "framework": "A framework, and no agreement yet",
    "announced_only": "Announced, and nothing signed",
}


def _dated(report, row, text):
    return report.gettext(text).format(date=report.formats.date(row.due_on, row.date_precision), title=row.title)
