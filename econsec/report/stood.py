"""What stood when: each row's standing as intervals, and what began, changed and ended between two days."""

import pandas as pd

from econsec.data import TABLE as CHANGES
from econsec.data import come_by
from econsec.data import intervals as turns
from econsec.editions import made_of
from econsec.report import standings
from econsec.report.entries import TABLES, titles

INTERVALS = "intervals"  # the file, and no table of the data
COLUMNS = ["table", "row", "status", "from", "until", "recorded_on", "certain", "change", "since"]
SCHEDULED, CAME, HAPPENED, JOINED = "scheduled", "came", "happened", "joined"
BEGAN, CHANGED, ENDED = "began", "changed", "ended"
WORDS = {
    "": "Announced",
    CAME: "Its day has come",
    HAPPENED: "Happened",
    JOINED: "Joined",
    BEGAN: "Began, or came on record",
    CHANGED: "Changed",
    ENDED: "Ended",
}


def intervals(report) -> pd.DataFrame:
    """Return from when until when each row stood how, as an edition of each day up to this one's says it.

    ``from`` is empty where a row has no day, ``until`` where nothing followed. ``recorded_on`` is the day on which the record took in
    what the interval rests on. Deadlines stand by their outcome, events and members by having happened or joined.
    """
    found = [_of_standing(report, table) if table in report.labels(CHANGES, "table") else _OF[table](report) for table in TABLES]
    columns = {"from": "datetime64[ns]", "until": "datetime64[ns]", "recorded_on": "datetime64[ns]", "since": "datetime64[ns]", "certain": bool}
    return made_of(pd.concat([frame[COLUMNS].astype(columns) for frame in found], ignore_index=True), INTERVALS)


def on_day(rows, day) -> pd.DataFrame:
    """Return the intervals that hold on a day, one a row at most."""
    day = pd.Timestamp(day)
    return rows[~(rows["from"] > day) & ~(rows["until"] < day)]


def compared(report, first, second) -> pd.DataFrame:
    """Return the rows that stood otherwise on the second day than on the first, with ``before`` and ``after`` in words.

    ``what`` is began (not on record before, or only planned), ended (a status that nothing follows, an outcome), or changed. A part
    whose whole is among the rows is left out: it would count twice.
    """
    rows, key = report.intervals(), ["table", "row"]
    first, second = sorted(pd.Timestamp(day) for day in (first, second))
    both = on_day(rows, first).merge(on_day(rows, second), on=key, how="outer", suffixes=("_before", ""), indicator="there")
    same = (both["there"] == "both") & (both["status"] == both["status_before"]) & (both["change"] == both["change_before"])
    both = both[~(same & (both["certain"] == both["certain_before"])) & (both["there"] != "left_only")]
    both["what"] = [_what(status_codes(report), row) for row in both.itertuples()]
    both["before"] = [in_words(report, row.table, row.status_before, row.certain_before) if row.there == "both" else "" for row in both.itertuples()]
    both["after"] = [in_words(report, row.table, row.status, row.certain) for row in both.itertuples()]
    found = report.entries().drop(columns="recorded_on").merge(both, on=key)
    there = set(zip(found["table"], found["row"]))
    single = [(table, whole) not in there for table, whole in zip(found["table"], found["part_of"])]
    found = found.loc[single].rename(columns={"from": "on"}).sort_values("on", ascending=False, kind="stable")
    return made_of(found.reset_index(drop=True), INTERVALS)


def corrected(report, first, second) -> pd.DataFrame:
    """Return the revisions of the data from after the first day to the second that corrected published rows, with what these are ``called``."""
    first, second = sorted(pd.Timestamp(day) for day in (first, second))
    found = report.revisions()
    found = found[(found["on"] > first) & (found["on"] <= second) & (found["corrected"].map(len) > 0)].reset_index(drop=True)
    known = titles(report)
    called = [[known.get(tuple(key.split("/")), key) for key in keys] for keys in found["corrected"]]
    return found.assign(called=pd.Series(called, found.index, dtype=object))


def status_codes(report):
    """Return which statuses are ``planned`` only and which are an ``end``: ``(planned, ends)``."""
    codes = report.schema.categories(CHANGES, "status")
    planned = {code for code, entry in codes.items() if entry.get("tentative")}
    outcomes = set(report.labels(standings.DEADLINES, "outcome")) - {standings.OPEN, standings.UNKNOWN}
    return planned, {code for code, entry in codes.items() if entry.get("final")} | outcomes


def in_words(report, table, status, certain=True):
    """Return a status in words, and where it is not certain, that nobody knows."""
    if status in WORDS:
        text = report.gettext(WORDS[status])
    elif table == standings.DEADLINES:
        text = report.label(table, "outcome", status)
    else:
        text = report.label(CHANGES, "status", status)
    if certain:
        return text
    doubt = "no source says whether it happened" if status in status_codes(report)[0] else "what holds since is not settled"
    return report.gettext("{name} ({details})").format(name=text, details=report.gettext(doubt))


def _what(codes, row):
    planned, ends = codes
    if row.status in ends:
        return ENDED
    fresh = row.there == "right_only" or (row.status_before in planned and row.status not in planned)
    return BEGAN if fresh else CHANGED


def _of_standing(report, table):
    """Return the intervals of a table whose rows have a standing."""
    rows, changes, said = report[table], report[CHANGES], report.schema.tables[table]
    codes = report.schema.categories(CHANGES, "status")
    found = turns(rows, changes[changes["table"] == table], codes, report.as_of, said.get("stands"), said.get("datedBy"))
    own, later = (dict(zip(frame["id"], frame["recorded_on"])) for frame in (rows, changes))
    recorded = [later.get(change, own[key]) for key, change in zip(found["row"], found["change"])]
    return found.assign(table=table, recorded_on=recorded)


def _of_deadlines(report):
    """Return what had become of deadlines when: open, then not known once the day has passed, then the outcome."""
    found = []
    for row in report[standings.DEADLINES].to_dict("records"):
        steps = standings.steps(row, pd.Timestamp(report.as_of))
        ends = [after - standings.DAY for _, after in steps[1:]] + [pd.NaT]
        found += [
            (standings.DEADLINES, row["id"], code, begins, end, row["recorded_on"], True, "", begins) for (code, begins), end in zip(steps, ends)
        ]
    return pd.DataFrame(found, columns=COLUMNS)


def _of_events(report):
    """Return events from the day by which they had happened; of one that was announced for a later day, that this day has come."""
    rows, today = report["events"], pd.Timestamp(report.as_of)
    found = []
    for row in rows.to_dict("records"):
        come = come_by(row["on"], row["date_precision"])
        if row["announced_on"] < row["on"]:
            found.append((row, SCHEDULED, row["announced_on"], come - standings.DAY if come <= today else pd.NaT))
            if come <= today:
                found.append((row, CAME, come, pd.NaT))
        else:
            found.append((row, HAPPENED, row["announced_on"] if pd.notna(row["announced_on"]) else come, pd.NaT))
    made = [("events", row["id"], code, begins, end, row["recorded_on"], True, "", row["on"]) for row, code, begins, end in found]
    return pd.DataFrame(made, columns=COLUMNS)


def _of_members(report):
    """Return who takes part in an arrangement since when, as far as that is known."""
    rows = report[standings.MEMBERS]
    days = [come_by(day, precision) for day, precision in zip(rows["joined_on"], rows["date_precision"])]
    said = {
        "table": standings.MEMBERS,
        "row": rows["id"],
        "status": JOINED,
        "from": days,
        "until": pd.NaT,
        "certain": True,
        "change": "",
        "since": days,
    }
    return pd.DataFrame(said, index=rows.index).assign(recorded_on=rows["recorded_on"])


_OF = {standings.DEADLINES: _of_deadlines, "events": _of_events, standings.MEMBERS: _of_members}
