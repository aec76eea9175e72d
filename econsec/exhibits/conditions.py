"""Claims: what a heading, a caption or a sentence says of the data, as a condition that the data decide.

A chapter states the condition; an output records whether it holds and on which values. Which wording a page shows follows from it
(:mod:`econsec.run.claims`).
"""

import operator
from dataclasses import asdict, dataclass
from numbers import Integral

import pandas as pd
from IPython.display import display

CLAIM = "application/vnd.econsec.claim+json"
RELATIONS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "in": lambda one, many: one in many,
    "not in": lambda one, many: one not in many,
}


@dataclass(frozen=True)
class Claim:
    """A condition and its values as text: ``left relation right``; ``close`` tells whether one row more or less would turn it."""

    name: str
    left: str
    relation: str
    right: str
    holds: bool
    close: bool

    def condition(self) -> str:
        """Return the condition with its values: 9 > 8."""
        return f"{self.left} {self.relation} {self.right}"


def claim(name: str, left, relation: str, right) -> None:
    """State what a heading, a caption or a sentence rests on: ``claim("mostly-firms", named, ">", len(tightening) / 2)``.

    What is not known (no date, no number) makes no condition hold. Raises ValueError for a relation that is none and for values that
    cannot be compared.
    """
    if relation not in RELATIONS:
        raise ValueError(f"{name}: {relation!r} is no relation; right: {', '.join(RELATIONS)}")
    try:
        holds = _holds(left, relation, right)
    except TypeError:
        raise ValueError(f"{name}: {_plain(left)!r} and {_plain(right)!r} cannot be compared by {relation}") from None
    made = Claim(name, _plain(left), relation, _plain(right), holds, _close(left, relation, right, holds))
    said = f"{name}: {'holds' if holds else 'does not hold'} ({made.condition()})"
    display({CLAIM: asdict(made), "text/plain": said}, raw=True)


def claims(notebook: dict) -> dict[str, Claim]:
    """Return the claims that a notebook's outputs record, by name."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    said = [output["data"][CLAIM] for output in outputs if CLAIM in output.get("data", {})]
    return {one["name"]: Claim(**one) for one in said}


def _holds(left, relation, right):
    if not _known(left) or not _known(right):
        return False
    return bool(RELATIONS[relation](_value(left), _value(right)))


def _close(left, relation, right, holds):
    """Tell whether a count that were one more or one less would turn a claim that compares counts."""
    counts = [side for side in (left, right) if isinstance(side, Integral) and not isinstance(side, bool)]
    if relation in ("in", "not in") or not counts:
        return False
    near = [(left + step, right) for step in (-1, 1) if isinstance(left, Integral) and left + step >= 0]
    near += [(left, right + step) for step in (-1, 1) if isinstance(right, Integral) and not isinstance(left, Integral)]
    return any(_holds(one, relation, other) != holds for one, other in near)


def _value(side):
    """Return a side to compare by: texts and collections as they are, a Series as the tuple of its values."""
    return tuple(side) if isinstance(side, (pd.Series, pd.Index, list)) else side


def _known(side):
    return not pd.api.types.is_scalar(side) or not pd.isna(side)


def _plain(side):
    """Return a value in words that are the same on every machine."""
    if isinstance(side, (list, tuple, set, frozenset, pd.Series, pd.Index)):
        items = map(_plain, side)
        return ", ".join(sorted(items) if isinstance(side, (set, frozenset)) else items) or "none"
    if not _known(side) or side == "":
        return "not known"
    if isinstance(side, pd.Timestamp):
        return side.date().isoformat()
    if isinstance(side, float) or type(side).__name__.startswith("float"):
        return f"{round(float(side), 4):g}"
    return str(side)
