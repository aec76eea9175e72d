"""Marks piled up on a line, and names where they find room: heights above the line, in px."""

from dataclasses import dataclass

import pandas as pd

from econsec.exhibits import LETTER, span

SIDE, STEP, LINE = 9, 9, 12  # px of a mark, from one to the next on it, and of a line of letters
ROOM, LED = 4, 40  # lines of names that may stand over the highest pile, px over which a name is led to its mark
SCALE = 10.5 / 12  # letters beside marks are smaller than those that LETTER measures


@dataclass(frozen=True)
class Pile:
    """A side of a lane: ``frame`` has, by mark, ``at`` and, where it has a name beside it, ``word`` and ``align``; all are heights."""

    frame: pd.DataFrame
    height: int


def pile(marks, x, width, left):
    """Return marks piled up at their places ``x``, and the names that fit between ``left`` and ``width``."""
    tops, at = [0.0] * (int(width) + SIDE), {}
    slots = []
    for key in sorted(marks.index, key=lambda key: x[key]):
        slot = next((place for place, last in enumerate(slots) if x[key] - last >= SIDE), len(slots))
        slots[slot : slot + 1] = [x[key]]
        at[key] = slot * STEP + SIDE / 2 + 2
        _raise(tops, x[key] - SIDE / 2, x[key] + SIDE / 2, (slot + 1) * STEP + 2)
    limit, names = max(tops) + ROOM * LINE, {}
    taken = [False] * len(tops)
    named = marks[marks["label"] != ""].sort_values("weight", ascending=False, kind="stable").drop_duplicates("label")
    for key in named.index:
        names |= _name(key, marks.loc[key, "label"], x[key], at[key], tops, taken, left, width, limit)
    words, sides = ({key: pair[place] for key, pair in names.items()} for place in (0, 1))
    frame = pd.DataFrame({"at": pd.Series(at, dtype=float), "word": pd.Series(words, dtype=float), "align": pd.Series(sides, dtype=object)})
    return Pile(frame.reindex(marks.index), int(max(tops)) + 2)


def _name(key, text, x, at, tops, taken, left, width, limit):
    """Return the height and the side at which a name stands, if it finds room, and take that room."""
    long = span(text) * LETTER * SCALE
    for align, begin in (("left", x - SIDE / 2), ("right", x + SIDE / 2 - long)):
        inside = range(int(begin) - 4, int(begin + long) + 5)
        if begin < left + 2 or begin + long > width - 2 or taken[int(x)]:
            continue
        under = max(tops[place] for place in inside if 0 <= place < len(tops))
        if under + LINE <= min(limit, at + LED):
            for place in inside:
                if 0 <= place < len(tops):
                    tops[place], taken[place] = under + LINE, True
            return {key: (under + LINE / 2 + 1, align)}
    return {}


def _raise(tops, begin, end, height):
    for place in range(max(int(begin), 0), min(int(end) + 1, len(tops))):
        tops[place] = max(tops[place], height)
