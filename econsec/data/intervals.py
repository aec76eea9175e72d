"""From when until when each row stood how, as far as a day: what :mod:`econsec.data.status` says of every day, told by its turns."""

import pandas as pd

from econsec.data.status import DAY, appeared_on, current, on_day, ordered, periods_of

COLUMNS = ("row", "status", "certain", "change", "since", "from", "until")


def intervals(rows, changes, codes, last, stands=None, dated=()):
    """Return how each of the ``rows`` stood from the day on which it appeared to the ``last``: a frame, row by row, day by day.

    An interval begins where an edition of that day says something else than that of the day before: another status, one that
    is not certain any more, or the same by another ``change``. ``since`` is the day from which the record
    has the status hold, which may lie ahead. ``from`` is empty where a row has no day, ``until`` where nothing followed.
    """
    every = periods_of(rows, changes, stands, (dated or [""])[-1])
    first = appeared_on(rows, dated) if dated else pd.Series(pd.NaT, rows.index)
    planned = set(every["row"][every["status"].map(lambda code: bool(codes.get(code, {}).get("tentative")))])
    plans, records = dict(tuple(every[every["row"].isin(planned)].groupby("row", sort=False))), {}
    for record in every.rename(columns={"from": "first"}).itertuples(index=False):
        records.setdefault(record.row, []).append(record)
    found = []
    for key, day in zip(rows["id"], first):
        found += [(key, *turn) for turn in _turns(records.get(key, ()), plans.get(key), day, codes, pd.Timestamp(last))]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(
        {"from": "datetime64[ns]", "until": "datetime64[ns]", "since": "datetime64[ns]", "certain": bool}
    )


def _turns(records, plans, first, codes, last):
    """Return status, certainty, change, since when by the record, first and last day of each interval of one row; ``plans``: those with a plan."""
    if first > last:
        return []
    days = {one.begun for one in records} | {one.known for one in records if one.id} | {one.last + DAY for one in records}
    days = sorted(day for day in days if pd.notna(day) and day <= last and not day <= first)
    found = []
    for day in [first, *days]:
        on = pd.Timestamp.min if pd.isna(day) else day
        seen = [one for one in records if not (one.id and one.known > on)]  # what the row itself says is known with it
        if plans is not None:
            there = set(current(plans[(plans["id"] == "") | ~(plans["known"] > on)], codes)["id"])
            seen = [one for one in seen if one.id in there]
        status, since, _, certain, change = on_day(ordered(seen, codes), codes, on)
        if not found or found[-1][:3] != (status, certain, change):
            found.append((status, certain, change, since, day))
    ends = [after[-1] - DAY for after in found[1:]] + [pd.NaT]
    return [(*turn, end) for turn, end in zip(found, ends)]
