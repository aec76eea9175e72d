"""What the machinery has to know of the report that it makes: the one thing that another report would say otherwise.

The report names it in an entry point (group ``econsec.report``, name ``subject``), so that no room imports the report.
"""

import functools
from dataclasses import dataclass, field
from importlib.metadata import entry_points


@dataclass(frozen=True)
class Term:
    """A term in English, what it means, and other forms in which it is written; a catalogue holds name and meaning in Japanese."""

    key: str
    name: str
    meaning: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Command:
    """A command of the report's own: its help, its arguments as argparse takes them, and the function that runs it (``module:function``).

    The function takes the parsed options, with ``today``, and returns the exit status; what is wrong with an argument it raises as a ValueError.
    """

    name: str
    help: str
    arguments: tuple[tuple[tuple[str, ...], dict], ...]
    function: str


@dataclass(frozen=True)
class Subject:
    """What a report is: its title and what it is about in English (catalogues hold both), and the modules its chapters rest on.

    ``sources`` is the page that lists works and notes, seen from a page beside it, ``article`` the key of the work that it begins with,
    ``changes`` the page that the feed leads to, ``codebook`` the page that describes the data, ``notices`` the one that says who may
    use what; ``partner_exhibits`` name partners whose pages they lead to, ``partners_first`` are the codes of those that most readers
    look for. By docname: ``short_names`` of pages in English, and ``accents``, the colour of a page's part of the subject as the theme
    calls it. ``glossary`` are the terms that pages explain, ``commands`` what the report adds to the command ``econsec``,
    ``checked`` a function of a valid package's folder and of today that gives a line for ``econsec check`` to print,
    ``data_files`` what it works out of a data package beside its tables: name -> function (``module:function``) of the package's folder,
    ``book_files`` functions of the newest edition's parameters that give what lies beside its pages: path -> bytes.
    """

    title: str
    about: str
    modules: tuple = ()
    sources: str = ""
    article: str = ""
    changes: str = ""
    codebook: str = ""
    notices: str = ""
    partner_exhibits: tuple = field(default=())
    partners_first: tuple = field(default=())
    short_names: dict = field(default_factory=dict)
    accents: dict = field(default_factory=dict)
    glossary: tuple[Term, ...] = ()
    commands: tuple[Command, ...] = ()
    checked: str = ""
    data_files: dict = field(default_factory=dict)
    book_files: tuple = ()


@functools.cache
def subject():
    """Return what the installed report says of itself."""
    (found,) = entry_points(group="econsec.report", name="subject")
    return found.load()
