"""The parameters of an edition: which there are, and what is wrong with one that no edition can have."""

from datetime import date

from econsec.data import quoted
from econsec.project import DESCRIPTOR

SCOPES = ("all", "article")


class ParameterError(ValueError):
    """A parameter that no edition can have."""


def parse_day(text, last=""):
    """Return a day from ``YYYY-MM-DD``; anything else, or a day after the ``last`` of the data, is a :class:`ParameterError`."""
    try:
        if len(str(text)) != 10:
            raise ValueError
        day = date.fromisoformat(str(text))
    except ValueError:
        raise ParameterError(f"as_of: {quoted(text)} is not a date such as 2026-02-06") from None
    if last and day > date.fromisoformat(last):
        raise ParameterError(f"as_of: {text!r} is after the data's own day, {last} (as_of in {DESCRIPTOR}); right: that day or one before")
    return day
