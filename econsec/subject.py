"""What the machinery has to know of the report that it makes: the one thing that another report would say otherwise.

The report names it in an entry point (group ``econsec.report``, name ``subject``), so that no room imports the report.
"""

import functools
from dataclasses import dataclass, field
from importlib.metadata import entry_points


@dataclass(frozen=True)
class Subject:
    """What a report is: its title and what it is about in English (catalogues hold both), and the modules its chapters rest on.

    ``sources`` is the page that lists works and notes, seen from a page beside it, ``changes`` the page that the feed leads
    to, ``codebook`` the page that describes the data; ``partner_exhibits`` name partners whose pages they lead to.
    """

    title: str
    about: str
    modules: tuple = ()
    sources: str = ""
    changes: str = ""
    codebook: str = ""
    partner_exhibits: tuple = field(default=())


@functools.cache
def subject():
    """Return what the installed report says of itself."""
    (found,) = entry_points(group="econsec.report", name="subject")
    return found.load()
