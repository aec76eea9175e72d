"""What is due and what became of it, and who takes part in what, as it stood on the edition's day."""

import pandas as pd

from econsec.data import known_by
from econsec.editions import changelog
from econsec.report.columns import readable

DEADLINES, MEMBERS, ARRANGEMENTS = "deadlines", "arrangement_members", "arrangements"
OPEN, UNKNOWN, LATE, MISSED = "open", "unknown", "late", "missed"


def deadlines(report) -> pd.DataFrame:
    """Return what is due, the next first and what has no date last; ``outcome`` is that of the edition's day, ``of`` the row it is due from."""
    rows, today = report[DEADLINES], pd.Timestamp(report.as_of)
    rows = rows.sort_values(["due_on", "id"], kind="stable")
    settled = rows["outcome_on"] <= today
    passed = known_by(rows["due_on"], rows["date_precision"]) < today
    rows["outcome"] = rows["outcome"].where(settled, passed.map({True: UNKNOWN, False: OPEN}))
    rows["outcome_note"] = rows["outcome_note"].where(settled | (rows["outcome"] == UNKNOWN), "")
    found, titles = readable(report, DEADLINES, rows), _titles(report)
    found["of"] = pd.Series([titles.get(pair, "") for pair in zip(found["table"], found["row"])], found.index, dtype=object)
    return found


def _titles(report):
    """Return what the rows are called from which something is due: ``(table, key) -> title``."""
    more = {("events", row.id): row.label for row in report["events"].itertuples()}
    more |= {("provisions", row.id): row.label for row in report["provisions"].itertuples()}
    return changelog.titles(report) | more


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
