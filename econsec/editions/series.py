"""Chapters that become a page for each of several keys: one notebook, run once for each partner, or for each sector.

What a page holds is in the notebook; which rows concern its key, the schema says. Nothing about a particular table stands here.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from econsec.editions import partners, sectors

DEFAULT = ""  # stands for the notebook's own key, whose page is the notebook itself
SHOWN_WITH = "shown-with-"  # tag of a cell that stands only where the value it names is anything


@dataclass(frozen=True)
class Series:
    """A chapter that is run with each key of an edition as its ``parameter``.

    ``pages`` is what editions.yaml calls its pages, to leave them out, ``caption`` heads their part of the contents, ``keys`` are those
    of a report, in its order.
    """

    parameter: str
    pages: str
    caption: str
    keys: Callable

    @property
    def chapter(self):
        """Return the notebook, as a path below the root without suffix."""
        return f"chapters/{self.parameter}"

    def page(self, key):
        """Return the page of a key, as a path below the root without suffix."""
        return f"{self.chapter}_{key.lower()}" if key else self.chapter

    def own_names(self, text, key):
        """Return a text in which the names of exhibits are those of a key's page."""
        return re.sub(rf"\b(fig|tab)-{self.parameter}-(?=[a-z])", rf"\1-{self.parameter}-{key.lower()}-", text) if key else text


SERIES = (Series("sector", "sectors", "Sectors", sectors.with_rows), Series("partner", "partners", "Partners", partners.profiles))
OWN = tuple((one.parameter, DEFAULT) for one in SERIES)  # the notebooks' own keys


def named(parameter):
    """Return the series of a parameter."""
    return next(one for one in SERIES if one.parameter == parameter)


def pages(report, without=()):
    """Return what pages of series an edition has: ``(parameter, key)``, series by series."""
    return tuple((one.parameter, key) for one in SERIES if one.pages not in without for key in one.keys(report))


def of(docname):
    """Return the series of which a page of a book is, or None."""
    return next((one for one in SERIES if docname.startswith(f"{one.chapter}_")), None)
