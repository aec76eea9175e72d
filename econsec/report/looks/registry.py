"""Which columns of a table are shown in their own way: looks by table and name."""

from collections.abc import Callable
from dataclasses import dataclass

LOOKS: dict[tuple[str, str], Callable] = {}


@dataclass(frozen=True)
class Look:
    """How a column of an exhibit is headed and what its cells show.

    ``cell`` is a column's name, a function of the row (a mapping), or a tuple of these for one line each; ``parts`` are rows of
    other tables that it shows along: see :mod:`econsec.report.looks.pieces`.
    """

    heading: str
    cell: object
    parts: tuple[str, ...] = ()


def look(table, name):
    """Register a function that makes a look of an edition, of what shows the table's columns, and of the rows."""

    def register(make):
        LOOKS[table, name] = make
        return make

    return register
