"""What is due and what became of it, and who takes part in what, as it stood on the edition's day."""

import pandas as pd

from econsec.data import come_by
from econsec.report.columns import readable
from econsec.report.entries import titles

DEADLINES, MEMBERS, ARRANGEMENTS = "deadlines", "arrangement_members", "arrangements"
OPEN, UNKNOWN, LATE, MISSED = "open", "unknown", "late", "missed"
DAY = pd.Timedelta(days=1)
RANKS = {OPEN: 0, UNKNOWN: 1, MISSED: 2, LATE: 3}  # in which order a reader wants them; what was met comes last


def deadlines(report) -> pd.DataFrame:
    """Return what is due, the next first and what has no date last; ``outcome`` is that of the edition's day, ``of`` the row it is due from.

    ``rank`` is the place of the outcome in the order in which readers want them.
    """
    rows, today = report[DEADLINES], pd.Timestamp(report.as_of)
    rows = rows.sort_values(["due_on", "id"], kind="stable")
    rows["outcome"] = pd.Series([steps(row, today)[-1][0] for row in rows.to_dict("records")], rows.index, dtype=object)
    rows["outcome_note"] = rows["outcome_note"].where(rows["outcome"] != OPEN, "")
    rows["rank"] = rows["outcome"].map(RANKS).fillna(len(RANKS)).astype(int)
    found, called = readable(report, DEADLINES, rows), titles(report)
    found["of"] = pd.Series([called.get(pair, "") for pair in zip(found["table"], found["row"])], found.index, dtype=object)
    return found


def due_lanes(report) -> pd.DataFrame:
    """Return deadlines that have a day in the lanes of a time line: ahead, and passed with an outcome on record (``up``) or without one."""
    found, names, word = deadlines(report), report.names("countries", "iso3"), report.gettext
    found = found[found["due_on"].notna()]
    silent, ahead = found["outcome"] == UNKNOWN, found["outcome"] == OPEN
    did = found["outcome_label"].where(ahead, word("An outcome on record")).mask(silent, word("No source found"))
    single = [names[keys[0]] if len(keys) == 1 else "" for keys in found["partners"]]
    lanes = ahead.map({True: word("Ahead"), False: word("Passed")})
    more = {"day": found["due_on"], "precision": found["date_precision"], "until": pd.NaT, "weight": ahead.astype(int)}
    return found.assign(lane=lanes, up=~silent, did=did, label=single, missed=found["outcome"] == MISSED, **more)


def steps(row, today):
    """Return what had become of a deadline, and from which day on, as far as today: open, not known once its day has passed, the outcome."""
    begun, settled = row["announced_on"], row["outcome_on"] <= today
    passed = come_by(row["due_on"], row["date_precision"]) + DAY
    found = [(OPEN, begun)]
    if passed <= today and not (settled and row["outcome_on"] <= passed):
        found.append((UNKNOWN, passed))
    return [*found, (row["outcome"], row["outcome_on"])] if settled else found


def arrangements(report) -> pd.DataFrame:
    """Return the arrangements of several countries by their day, each with its ``members``, those first who joined first."""
    found = readable(report, ARRANGEMENTS, report[ARRANGEMENTS].sort_values("announced_on", kind="stable"))
    inside = members(report)
    found["members"] = pd.Series([tuple(inside.loc[inside["arrangement"] == key, "country"]) for key in found["id"]], found.index, dtype=object)
    return found


def members(report) -> pd.DataFrame:
    """Return who takes part in which arrangement, those first who joined first; ``title`` is what the arrangement is called."""
    found = readable(report, MEMBERS, report[MEMBERS].sort_values(["joined_on", "id"], kind="stable"))
    titles = dict(report[ARRANGEMENTS][["id", "title"]].itertuples(index=False))
    found["title"] = found["arrangement"].map(titles).astype(object)
    return found
