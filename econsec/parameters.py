"""The parameters of an edition: which there are, and what is wrong with one that no edition can have."""

from datetime import date

SCOPES = ("all", "article")


class ParameterError(ValueError):
    """A parameter that no edition can have."""


def parse_day(text):
    """Return a day from ``YYYY-MM-DD``; anything else is a :class:`ParameterError`."""
    try:
        if len(str(text)) != 10:
            raise ValueError
        return date.fromisoformat(str(text))
    except ValueError:
        raise ParameterError(f"as_of: {text!r} is not a date such as 2026-02-06") from None
