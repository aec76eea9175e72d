"""What stands on a day: how agreements, measures and awards stand, worked out from their changes of standing.

The changes are the rows of ``status_changes``. What a status means beyond its name, its code says in the schema:
``tentative`` (planned, not known to have happened), ``final`` (nothing follows but a new start), ``start`` (a new
start), ``notBefore`` (columns of the row concerned). Which column of a table begins which status, ``stands`` says.
"""

import pandas as pd

TABLE = "status_changes"
COLUMNS = ("row", "status", "since", "until", "certain", "change")
DAY = pd.Timedelta(days=1)


def known_by(days, precision):
    """Return the day by which each date has surely come: a month's last day where only the month is known."""
    return days.where(precision != "month", days + pd.offsets.MonthEnd(0))


def come_by(day, precision):
    """Return the day by which a date has surely come, as :func:`known_by` does for many."""
    return day if precision != "month" or pd.isna(day) else day + pd.offsets.MonthEnd(0)


def appeared_on(frame, columns):
    """Return the day from which each row counts: the first known of ``columns``, at the end of its period.

    ``date_precision`` describes the last of the columns; the others, where known, are days.
    """
    day = frame[columns[-1]]
    if "date_precision" in frame:
        day = known_by(day, frame["date_precision"])
    for column in reversed(columns[:-1]):
        day = frame[column].fillna(day)
    if "announced_until" in frame:
        day = frame["announced_until"].fillna(day)
    return day


def first_on(frame, columns):
    """Return the earliest day on which each row can have been there: the first known of ``columns``, at the beginning of its period."""
    day = frame[columns[0]]
    for column in columns[1:]:
        day = day.fillna(frame[column])
    return day


def stands(schema, tables, table, key, day):
    """Tell whether a row of a table stands on a day: it had appeared, and its status is one that holds (``holds`` of the code).

    A row of which no status is on record stands where its table dates how its rows begin.
    """
    said = schema.tables[table]
    rows = tables[table][tables[table]["id"] == key]
    changes = tables[TABLE][(tables[TABLE]["table"] == table) & (tables[TABLE]["row"] == key)]
    dated = said.get("datedBy") or []
    if dated and (appeared_on(rows, dated) > pd.Timestamp(day)).any():
        return False
    if "announced_on" in changes:
        changes = changes[~(known_on(changes) > pd.Timestamp(day))]
    codes = schema.categories(TABLE, "status")
    found = standing(rows, changes, codes, day, said.get("stands"), (dated or [""])[-1])["status"].iloc[0]
    return bool(codes[found].get("holds") if found else said.get("stands"))


def known_on(changes):
    """Return the day from which each change of standing was known."""
    return changes["announced_on"].fillna(known_by(changes["from"], changes["date_precision"]))


def standing(rows, changes, codes, day, stands=None, dated=""):
    """Return how each of the ``rows`` stands on a day: a frame with a row for each.

    ``since`` and ``until`` are the first and the last day, as far as known, ``change`` the key of the change behind it,
    if any. A status is empty where nothing is on record. It is not ``certain`` where its day is not known, where it was
    only planned and its day has passed, and where it has run out and no change says what came after.
    """
    every, by_row, day = periods_of(rows, changes, stands, dated), {}, pd.Timestamp(day)
    for change in in_order(current(every, codes), codes):
        by_row.setdefault(change.row, []).append(change)
    found = [(key, *on_day(by_row.get(key, ()), codes, day)) for key in rows["id"]]
    types = {"since": "datetime64[ns]", "until": "datetime64[ns]", "certain": bool}
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(types)


def periods_of(rows, changes, stands=None, dated=""):
    """Return what the rows themselves and their changes say of their standing, as :func:`periods`."""
    begun = [beginnings(rows, column, status, column == dated) for column, status in (stands or {}).items()]
    return pd.concat([frame for frame in (*begun, periods(changes)) if len(frame)] or [periods(changes)])


def beginnings(rows, column, status, rough):
    """Return the beginnings that a table's own column states, in the form of changes; ``rough`` ones may be months."""
    rows = rows[rows[column].notna()]
    sure = known_by(rows[column], rows["date_precision"]) if rough and "date_precision" in rows else rows[column]
    never = {"last": pd.NaT, "earliest_last": pd.NaT}
    return pd.DataFrame({"id": "", "row": rows["id"], "status": status, "from": rows[column], "begun": sure, "known": sure, **never})


def periods(changes):
    """Return changes with the day by which each has ``begun``, was ``known``, and its ``last`` day, at the latest and at the earliest."""
    begun = known_by(changes["from"], changes["date_precision"])
    known = changes["announced_on"].fillna(begun) if "announced_on" in changes else begun
    lasts = {
        "last": changes["until"].fillna(_after(begun, changes["duration_months"])),
        "earliest_last": changes["until"].fillna(_after(changes["from"], changes["duration_months"])),
    }
    return changes[["id", "row", "status", "from"]].assign(begun=begun, known=known, **lasts)


def _after(days, months):
    ends = [pd.NaT if pd.isna(day) or pd.isna(count) else day + pd.DateOffset(months=int(count)) - DAY for day, count in zip(days, months)]
    return pd.Series(pd.to_datetime(ends), days.index)


def in_order(changes, codes):
    """Return changes as records, in the order in which they took effect."""
    return ordered(changes.rename(columns={"from": "first"}).itertuples(index=False), codes)


def ordered(records, codes):
    """Return records of changes in the order in which they took effect; of the same day, what happened after what was planned.

    A change of an unknown day stands first, an end of an unknown day last.
    """

    def place(change):
        code = codes.get(change.status, {})
        if pd.isna(change.begun):
            return (2 if code.get("final") else 0, pd.Timestamp.min, 0)
        return (1, change.begun, not code.get("tentative"))

    return sorted(records, key=place)


def overtaken(changes, codes):
    """Return the plans that a later change about the same row has overtaken: ``key of the plan -> key of that change``.

    A fact that was known no earlier than a plan overtakes it where it begins on the plan's day or later, or holds on that
    day; a plan overtakes the plans that were known before it.
    """
    found = {}
    for _, group in periods(changes).assign(table=changes.get("table", "")).groupby(["table", "row"], sort=False):
        found |= _overtaken(group, codes)
    return found


def _overtaken(group, codes):
    planned = group["status"].map(lambda status: bool(codes.get(status, {}).get("tentative")))
    if not planned.any():
        return {}
    found = {}
    for plan in group[planned].itertuples():
        facts, plans = group[~planned], group[planned]
        settled = (facts["known"] >= plan.known) & (facts["begun"] >= plan.begun)
        settled |= (facts["known"] > plan.known) & (facts["begun"] <= plan.begun) & (facts["earliest_last"] >= plan.begun)
        later = [*facts["id"][settled], *plans["id"][plans["known"] > plan.known]]
        if later:
            found[plan.id] = later[0]
    return found


def current(changes, codes):
    """Return the changes of several rows without the plans that were overtaken."""
    gone = {key for _, group in changes[_several(changes, codes)].groupby("row", sort=False) for key in _overtaken(group, codes)}
    return changes[~changes["id"].isin(gone) | (changes["id"] == "")]


def _several(changes, codes):
    """Tell of each change whether its row has a plan, which others may have overtaken."""
    return changes["row"].isin(changes["row"][changes["status"].map(lambda status: bool(codes.get(status, {}).get("tentative")))])


def on_day(changes, codes, day):
    """Return status, first day, last day, certainty and change that hold on a day."""
    begun = [change for change in changes if pd.isna(change.begun) or change.begun <= day]
    if begun:
        change = begun[-1]
        planned = bool(codes.get(change.status, {}).get("tentative"))
        certain = not (planned or pd.isna(change.begun) or change.last < day)
        return change.status, change.first, change.last, certain, change.id
    coming = [change for change in changes if change.begun > day]
    if coming:  # known already, its day is still to come
        planned = next((status for status, entry in codes.items() if entry.get("tentative")), "")
        return planned, coming[0].first, coming[0].last, True, coming[0].id
    return "", pd.NaT, pd.NaT, True, ""


def contradictions(changes, codes, tables):
    """Yield ``(key of a change, column, what is wrong)`` for changes of standing that cannot all be true.

    ``tables`` holds, by name, the frames of the rows whose standing changes.
    """
    found = {}
    for change in in_order(periods(changes).assign(table=changes["table"]), codes):
        found.setdefault((change.table, change.row), []).append(change)
    known = {table: frame.set_index("id") for table, frame in tables.items() if table in set(changes["table"])}
    for (table, key), group in changes.groupby(["table", "row"], sort=False):
        if table in known and key in known[table].index:
            yield from _too_early(group, codes, table, known[table].loc[key])
        ordered = found[table, key]
        facts = [one for one in ordered if not codes.get(one.status, {}).get("tentative")]
        for plan in ordered:
            if plan not in facts:
                yield from _unsettled(plan, facts)
        for position, later in enumerate(facts):
            for earlier in facts[:position]:
                wrong = _contradiction(earlier, later, codes, following=facts[position - 1] is earlier)
                if wrong:
                    yield (later.id, *wrong)
                    break


def _unsettled(plan, facts):
    """Yield what is wrong with a plan whose day lies within a period that was known together with it: nobody can tell which holds."""
    for fact in facts:
        if fact.known == plan.known and fact.begun < plan.begun <= fact.earliest_last:
            yield (
                plan.id,
                "from",
                (
                    f"{_iso(plan.first)!r} ({plan.status}) lies within {fact.status!r} ({fact.id}), which runs until {_iso(fact.earliest_last)!r}; "
                    "right: another day, or announced_on, which says what was known later"
                ),
            )


def _too_early(changes, codes, table, row):
    for change in changes.itertuples():
        first = changes.loc[change.Index, "from"]
        for column in codes.get(change.status, {}).get("notBefore", ()):
            day = row.get(column)
            if not pd.isna(day) and come_by(first, change.date_precision) < day:
                said = f"{_iso(first)!r} ({change.status}) is before {column} {_iso(day)!r} of {change.row!r} in {table}"
                yield change.id, "from", f"{said}; it must not be earlier"


def _contradiction(earlier, later, codes, following):
    """Return the column and what is wrong, where two facts about the same row contradict each other."""
    if earlier.status == later.status:
        return None
    if following and codes.get(earlier.status, {}).get("final") and not codes.get(later.status, {}).get("start"):
        starts = [status for status, entry in codes.items() if entry.get("start")]
        return "status", (f"{later.status!r} follows {earlier.status!r} ({earlier.id}); after it only a new start can stand: {', '.join(starts)}")
    if pd.isna(earlier.begun) or pd.isna(later.begun):
        return None
    same_day = earlier.first == later.first and earlier.begun == later.begun
    if same_day:
        return "from", (f"{_iso(later.first)!r} ({later.status}) is the day of {earlier.status!r} too ({earlier.id}); one day has one standing")
    if later.begun <= earlier.earliest_last:
        return "from", (
            f"{_iso(later.first)!r} ({later.status}) lies within {earlier.status!r} ({earlier.id}), "
            f"which runs until {_iso(earlier.earliest_last)!r}; periods of one row must not overlap"
        )
    return None


def _iso(day):
    return f"{day:%Y-%m-%d}"
