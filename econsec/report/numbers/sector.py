"""The values of a single sector's page; the report is the edition cut to the rows that concern the sector."""

import pandas as pd

from econsec.exhibits import Value
from econsec.report import standings
from econsec.report.numbers import facts, phrases

IN_FORCE, ENDED = "in_force", "ended"
DIRECTIONS = {"tighten": "{n} tightening", "relax": "{n} easing", "unclear": "{n} of unclear direction"}
STATES = (
    ("{n} lies ahead or has no date", "{n} lie ahead or have no date"),
    ("{n} passed, and no source says what came of it", "{n} passed, and no source says what came of them"),
    ("of {n} it is known", "of {n} it is known"),
)
NEWEST = 8  # changes that the page names
INNER = {f"sc_{name}" for name in ("duties_now", "duties_top", "duties_general", "events")}  # in facts alone


def sector(report):
    """Return the numbers of a sector's page."""
    (row,) = report["sectors"].loc[lambda rows: rows["id"] == report.sector].itertuples()
    values = {
        "sc_name": Value(report.sector, row.name),
        "sc_who": Value(report.sector, phrases.midsentence(row.name)),
        "sc_rule": Value(row.rule, row.rule),
        "sc_as_of": phrases.date(report, report.as_of),
        **_duties(report),
        **_controls(report),
        **_agreements(report),
        **_money(report),
        **_due(report),
    }
    box = _facts(report, values)
    return {name: value for name, value in values.items() if name not in INNER} | box


def _count(report, number, one, many):
    return phrases.count(report, number, f"{{n}} {one}", f"{{n}} {many}")


def _duties(report):
    """Return how many duties have not ended, how many of them are the sector's own, and the highest rate of those in force."""
    duties = report.duties().loc[lambda rows: rows["status"] != ENDED]
    own = duties.loc[[report.sector in keys for keys in duties["sectors"]]]
    now = own.loc[own["status"] == IN_FORCE]
    top = now["rate_pct"].max()
    return {
        "sc_duties": _count(report, len(duties), "US duty", "US duties"),
        "sc_duties_own": phrases.some(report, len(own), "{n} duty of its own", "{n} duties of its own", "no duty of its own"),
        "sc_duties_now": phrases.count(report, len(now)),
        "sc_duties_top": Value(None if pd.isna(top) else float(top), "" if pd.isna(top) else report.formats.number(float(top))),
        "sc_duties_general": phrases.count(report, len(duties) - len(own)),
    }


def _controls(report):
    """Return how many measures name the sector, in which direction they go, how many have ended, and which firms they name."""
    measures = report.measures().loc[lambda rows: ~rows["is_part"] | ~rows["whole"].isin(rows["id"])]
    names = report.names("firms")
    return {
        "sc_controls": _count(report, len(measures), "US export-control measure", "US export-control measures"),
        "sc_directions": phrases.parts(report, *(((measures["direction"] == code).sum(), text, text) for code, text in DIRECTIONS.items())),
        "sc_controls_ended": phrases.some(
            report, (measures["status"] == ENDED).sum(), "one of them has ended", "{n} of them have ended", "none of them has ended"
        ),
        "sc_firms": phrases.names(report, [names[key] for keys in measures["firms"] for key in keys]),
    }


def _agreements(report):
    """Return how many agreements have lines on the sector, with how many partners, and which are worded as obligations."""
    lines = report.lines()
    firm = lines[lines["firmness"].isin(["must", "stated"]) & lines["obliged"].isin(["partner", "both"])]
    return {
        "sc_agreements": _count(report, len(report["agreements"]), "US agreement", "US agreements"),
        "sc_partners": _count(report, report["agreements"]["partner"].nunique(), "partner", "partners"),
        "sc_lines": _count(report, len(lines), "line", "lines"),
        "sc_firm": phrases.some(
            report, len(firm), "{n} line is worded as an obligation", "{n} lines are worded as obligations", "no line is worded as an obligation"
        ),
        "sc_firm_partners": phrases.countries(report, firm["partner_name"]),
        "sc_must": phrases.countries(report, firm["partner_name"][firm["firmness"] == "must"]),
        "sc_shared": _count(report, len(report["arrangements"]), "arrangement of several countries", "arrangements of several countries"),
        "sc_shared_titles": phrases.names(report, report["arrangements"]["title"]),
    }


def _money(report):
    awards, names = report["awards"], report.names("firms")
    return {
        "sc_awards": _count(report, len(awards), "announcement of money", "announcements of money"),
        "sc_recipients": phrases.names(report, [names[key] for keys in awards["recipients"] for key in keys]),
    }


def _due(report):
    """Return how much is due, lies ahead, and passed without a known outcome; how much happened."""
    due = standings.deadlines(report)
    return {
        "sc_due": phrases.count(report, len(due)),
        "sc_due_states": phrases.parts(report, *((number, one, many) for number, (one, many) in zip(_states(due["outcome"]), STATES))),
        "sc_events": _count(report, len(report["events"]), "dated event", "dated events"),
        "sc_changes": phrases.count(report, min(NEWEST, len(report.changes()))),
    }


def _states(outcomes):
    """Return how many deadlines lie ahead or have no date, how many passed without a known outcome, how many have one."""
    ahead, unknown = (outcomes == standings.OPEN).sum(), (outcomes == standings.UNKNOWN).sum()
    return ahead, unknown, len(outcomes) - ahead - unknown


def _facts(report, values):
    """Return the lines of the fact box, and what is on record as a whole."""
    _ = report.gettext

    def said(text, *names, **more):
        return _(text).format(**{name: values[f"sc_{name}"].text for name in names}, **more)

    own, top = values["sc_duties_now"].raw, values["sc_duties_top"].raw
    of_own = "{duties_now} in force on its own goods, at up to {duties_top} %" if top is not None else "{duties_now} in force on its own goods"
    duties = [said(of_own, "duties_now", "duties_top") if own else _("none in force on its own goods")]
    duties += [said("{duties_general} on goods in general", "duties_general")] if values["sc_duties_general"].raw else []
    controls = said("{controls}: {directions}", "controls", "directions") if values["sc_controls"].raw else _("none that names it")
    agreements = said("{agreements} with {partners}", "agreements", "partners") if values["sc_agreements"].raw else _("none with a line on it")
    firm = said("{firm}, of {firm_partners}", "firm", "firm_partners") if values["sc_firm"].raw else values["sc_firm"].text
    held = [values[f"sc_{name}"] for name in ("duties_own", "controls", "agreements", "awards", "events")]
    held = [one.text for one in held if one.raw]
    return {
        "sc_fact_duties": Value(own, _("; ").join(duties)),
        "sc_fact_controls": Value(values["sc_controls"].raw, controls),
        "sc_fact_agreements": Value(values["sc_agreements"].raw, _("; ").join([agreements, *([firm] if values["sc_agreements"].raw else [])])),
        "sc_fact_next": facts.following(report),
        "sc_fact_unknown": facts.unknown(report),
        "sc_record": Value(len(held), report.formats.join(held) or _("nothing of its own yet")),
    }
