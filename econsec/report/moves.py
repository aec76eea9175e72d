"""What moved something one of two ways, in lanes: partners, duties, rulings on them, export controls, public money.

What is neither is left out; it stands in the tables.
"""

import pandas as pd

from econsec.editions import made_of
from econsec.report.evidence import dated_agreements

MOVES = "moves"  # no table of the data
# lane -> what it is called, and what a row on either side of its line did
LANES = {
    "partners": ("Partners", "Drawn closer", "Pushed away"),
    "duties": ("US tariffs", "New duty or rate", "Exception or end"),
    "courts": ("Courts on tariffs", "Let stand", "Struck down"),
    "controls": ("US export controls", "Tightened", "Eased"),
    "money": ("US public money", "Announced", "Withdrawn"),
}
COLUMNS = ["id", "table", "day", "precision", "until", "lane", "up", "label", "title", "source", "article_ref"]
LOOSER = ("suspended", "contested")  # how an agreement stands that holds a partner no longer, or no longer surely


def moves(report, lanes=tuple(LANES)):
    """Return what moved something, lane by lane and day by day: whether it stands ``up``, above the line, and what it ``did``.

    ``weight`` says which names come first where there is no room for all: what is rare, then what the article has, then agreements.
    """
    made = {"courts": _courts, "duties": _duties, "controls": _controls, "partners": _partners, "money": _money}
    found = pd.concat([_framed(made[lane](report), lane) for lane in lanes], ignore_index=True)
    found = found[found["day"].isna() | (found["day"] <= pd.Timestamp(report.as_of))].reset_index(drop=True)
    words = {lane: [report.gettext(text) for text in texts] for lane, texts in LANES.items()}
    found["lane_label"] = found["lane"].map({lane: texts[0] for lane, texts in words.items()})
    found["did"] = [words[lane][1 if up else 2] for lane, up in zip(found["lane"], found["up"])]
    found["in_article"] = found["article_ref"].ne("").astype(bool)
    found["weight"] = 4 * ~found["up"] + 2 * found["in_article"] + found["table"].eq("agreements")
    return made_of(found, MOVES)


def _framed(rows, lane):
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found.assign(lane=lane).sort_values("day", kind="stable").astype({"day": "datetime64[ns]", "until": "datetime64[ns]", "up": bool})


def _row(row, table, up, day, label, **more):
    """Return what is kept of a row of a table."""
    held = {"id": row.id, "table": table, "day": day, "precision": "day", "up": up, "label": label, "title": row.title}
    return held | {"source": row.source, "article_ref": row.article_ref} | more


def _courts(report):
    found = report["events"][lambda rows: rows["ruling"] != ""]
    return [_row(row, "events", row.ruling == "upheld", row.on, row.label, precision=row.date_precision) for row in found.itertuples()]


def _duties(report):
    """Return duties by the day on which they began or, where that is to come, were announced: new ones, exceptions from them, and ends.

    Whether a new rate is higher than what was there before is not coded.
    """
    duties, today = report.duties(), pd.Timestamp(report.as_of)
    began = duties["effective_on"].where(duties["effective_on"] <= today).fillna(duties["announced_on"])
    rows = [_row(row, "duties", not row.instead_of, day, row.authority_label) for row, day in zip(duties.itertuples(), began)]
    starts = set(zip(duties["authority"], began))
    return rows + [
        _row(row, "duties", False, change["from"], row.authority_label, source=change["source"])
        for row, change in _changed(report, "duties", duties)
        if (change["final"] or change["status"] == "suspended") and (row.authority, change["from"]) not in starts  # else it is replaced
    ]


def _controls(report):
    found = report.measures()
    found = found[~found["is_part"] & found["direction"].isin(["tighten", "relax"])]
    return [
        _row(row, "export_controls", row.direction == "tighten", row.announced_on, row.short, precision=row.date_precision, until=row.announced_until)
        for row in found.itertuples()
    ]


def _partners(report):
    """Return agreements by the day of their signature or announcement, what came loose of them, and events that pull either way."""
    agreements, names = dated_agreements(report), report.names("countries", "iso3")
    precise = agreements["date_precision"].where(agreements["day"] == agreements["signed_on"], "day")
    rows = [_row(row, "agreements", True, row.day, names[row.partner], precision=known) for row, known in zip(agreements.itertuples(), precise)]
    rows += [
        _row(
            row,
            "agreements",
            False,
            change["from"],
            _now(report, names[row.partner], change),
            **{key: change[key] for key in ("source", "article_ref")},
        )
        for row, change in _changed(report, "agreements", agreements)
        if change["status"] in LOOSER
    ]
    events = report["events"]
    events = events[events["pull"] != "neither"]
    return rows + [_row(row, "events", row.pull == "towards", row.on, row.label, precision=row.date_precision) for row in events.itertuples()]


def _money(report):
    found = report.awards()
    rows = [_row(row, "awards", True, row.announced_on, _few(row.recipients_names, row.recipients)) for row in found.itertuples()]
    return rows + [
        _row(row, "awards", False, change["from"], _few(row.recipients_names, row.recipients), source=change["source"])
        for row, change in _changed(report, "awards", found)
        if change["final"]
    ]


def _changed(report, table, rows):
    """Return the rows of a table whose standing changed, each with the change."""
    by_key = {row.id: row for row in rows.itertuples()}
    changes = report.changes_of_standing().to_dict("records")
    return [(by_key[change["row"]], change) for change in changes if change["table"] == table and change["row"] in by_key]


def _now(report, name, change):
    return report.gettext("{title}: {counts}").format(title=name, counts=change["status_label"])


def _few(text, keys):
    """Return names where they are one or two."""
    return text if 0 < len(keys) <= 2 else ""
