"""From when until when each row stood how, as far as a day: what :mod:`econsec.data.status` says of every day, told by its turns."""

import pandas as pd

from econsec.data.status import DAY, appeared_on, current, in_order, on_day, periods_of

COLUMNS = ("row", "status", "certain", "change", "from", "until")


def intervals(rows, changes, codes, last, stands=None, dated=()):
    """Return how each of the ``rows`` stood from the day on which it appeared to the ``last``: a frame, row by row, day by day.

    An interval begins where an edition of that day says something else than that of the day before: another status, one that
    is not certain any more, or the same by another ``change``. ``from`` is empty where a row has no day, ``until`` where nothing followed.
    """
    every = periods_of(rows, changes, stands, (dated or [""])[-1])
    groups = dict(tuple(every.groupby("row", sort=False)))
    first = appeared_on(rows, dated) if dated else pd.Series(pd.NaT, rows.index)
    found = [(key, *turn) for key, day in zip(rows["id"], first) for turn in _turns(groups.get(key, every[:0]), day, codes, pd.Timestamp(last))]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype({"from": "datetime64[ns]", "until": "datetime64[ns]", "certain": bool})


def _turns(periods, first, codes, last):
    """Return status, certainty, change, first and last day of each interval of one row."""
    known = periods["known"].where(periods["id"] != "")  # what the row itself says is known with it
    if first > last:
        return []
    days = {*known.dropna(), *periods["begun"].dropna(), *(periods["last"].dropna() + DAY)}
    days = sorted(day for day in days if day <= last and not day <= first)
    found = []
    for day in [first, *days]:
        on = pd.Timestamp.min if pd.isna(day) else day
        seen = periods[~(known > on)]
        status, _, _, certain, change = on_day(list(in_order(current(seen, codes), codes)), codes, on)
        if not found or found[-1][:3] != (status, certain, change):
            found.append((status, certain, change, day))
    ends = [after[3] - DAY for after in found[1:]] + [pd.NaT]
    return [(*turn, end) for turn, end in zip(found, ends)]
