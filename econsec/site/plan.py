"""The books of the site: which editions are published, where each lies, which chapters it has.

What an edition holds is for :mod:`econsec.editions.edition`; how books are built, for :mod:`econsec.site.pipeline`.
"""

import re
from dataclasses import dataclass, field

import yaml

from econsec.data import plain, quoted
from econsec.editions import SCOPES, ParameterError, parse_day, series
from econsec.files import yaml_files
from econsec.subject import subject
from econsec.words import LANGUAGES, localized

EDITIONS = "editions.yaml"
CONTENTS = "_toc.yml"
DATA = "data"  # where in the site the data package lies


class BuildError(Exception):
    """A build that published nothing; the message has a line for each cause."""


@dataclass(frozen=True)
class Book:
    """One edition in one language: where it lies in the site, its parameters, its name, the chapters it leaves out.

    ``pages`` are those of series that it has, each the series' parameter and a key.
    """

    place: str
    lang: str
    parameters: dict = field(default_factory=dict)
    edition: str = "edition"
    titles: dict = field(default_factory=dict)
    without: tuple = ()
    pages: tuple = ()


def contents(root, without=(), pages=()):
    """Return the table of contents, less the chapters that an edition leaves out; the pages of series precede the last part,
    partners most looked for first."""
    toc = _contents(root)
    parts = [part | {"chapters": [entry for entry in part["chapters"] if _stem(entry["file"]) not in without]} for part in toc["parts"]]
    parts = [part for part in parts if part["chapters"]]
    looked_for = {code: place for place, code in enumerate(subject().partners_first)}
    more = []
    for one in series.SERIES:
        keys = sorted((key for parameter, key in pages if parameter == one.parameter), key=lambda key: looked_for.get(key, len(looked_for)))
        more += [{"caption": one.caption, "chapters": [{"file": one.page(key)} for key in keys]}] if keys else []
    return toc | {"parts": [*parts[:-1], *more, *parts[-1:]]}


def _contents(root):
    """Return what the table of contents says; raise BuildError where it is none, or names a chapter that is not there."""
    try:
        toc, _ = yaml_files.read((root / CONTENTS).read_bytes())
        named = [toc["root"], *(entry["file"] for part in toc["parts"] for entry in part["chapters"])]
        if not all(isinstance(name, str) for name in named):
            raise TypeError
    except (OSError, yaml_files.YamlError) as error:
        raise BuildError(f"{CONTENTS}: not the contents of a book: {' '.join(str(error).split())}") from None
    except (KeyError, TypeError, AttributeError):
        raise BuildError(f"{CONTENTS}: not the contents of a book; right: a root, and parts with chapters, each with its file") from None
    return toc


def chapters(root, without=(), pages=()):
    """Return the chapters of the table of contents, as paths below the root without suffix."""
    toc = contents(root, without, pages)
    return [toc["root"], *(entry["file"] for part in toc["parts"] for entry in part["chapters"])]


def there(root):
    """Raise BuildError where the table of contents names chapters that are not there."""
    absent = [name for name in chapters(root) if not (root / f"{name}.ipynb").is_file()]
    if absent:
        raise BuildError("\n".join(f"{CONTENTS}: {name}: no such notebook" for name in absent))


def _stem(name):
    return name.rpartition("/")[2]


def published(root):
    """Return the books that editions.yaml names: each edition in each language, the first at the site's root.

    Raises BuildError with a line for each thing that is wrong with the file.
    """
    try:
        # Every value as text: what is a date is checked here, with a message of our own.
        entries, _ = yaml_files.read((root / EDITIONS).read_bytes(), yaml.BaseLoader)
    except (OSError, yaml_files.YamlError) as error:
        raise BuildError(f"{EDITIONS}: {' '.join(str(error).split())}") from None
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise BuildError(f"{EDITIONS}: not a list of editions, each with a name and its titles")
    problems = [f"{EDITIONS}: {problem}" for problem in _mistakes(entries, root)]
    if problems:
        raise BuildError("\n".join(problems))
    return [_book(entry, lang, "" if entry is entries[0] else f"editions/{entry['name']}/") for entry in entries for lang in LANGUAGES]


def _book(entry, lang, folder):
    parameters = {name: entry[name] for name in ("as_of", "scope") if entry.get(name)}
    titles = {code: entry[localized("title", code)] for code in LANGUAGES}
    return Book(f"{folder}{lang}", lang, parameters, entry["name"], titles, tuple(entry.get("without", ())))


def _mistakes(entries, root):
    """Say what is wrong with the editions that are to be published."""
    needed = ("name", *(localized("title", lang) for lang in LANGUAGES))
    known = (*needed, "as_of", "scope", "without")
    names = [entry.get("name", "") for entry in entries]
    _, *others = (*(_stem(name) for name in chapters(root)), *(one.pages for one in series.SERIES))
    for number, entry in enumerate(entries, start=1):
        name = entry.get("name")
        place = name if isinstance(name, str) and name.isprintable() and 0 < len(name) <= 60 else f"edition {number}"
        yield from (f"{place}: no {key}" for key in needed if not entry.get(key))
        yield from (f"{place}: unknown key {quoted(key)}; right: {', '.join(known)}" for key in entry if key not in known)
        nested = [key for key in (*needed, "as_of", "scope") if not isinstance(entry.get(key, ""), str)]
        yield from (f"{place}: {key}: {plain(repr(entry[key]))} is not a text" for key in nested)
        if nested:
            continue
        if entry.get("name") and not re.fullmatch("[a-z0-9-]+", entry["name"]):
            yield f"{place}: name: {quoted(entry['name'])} is not made of a-z, 0-9 and hyphens"
        if entry.get("name") and names.index(entry["name"]) < number - 1:
            yield f"{place}: the name is used twice; an edition's name stands once"
        if entry.get("scope", "all") not in SCOPES:
            yield f"{place}: scope: {quoted(entry['scope'])} is not one of {', '.join(SCOPES)}"
        if "as_of" in entry:
            yield from (f"{place}: {problem}" for problem in _bad_day(entry["as_of"]))
        without = entry.get("without", [])
        if not isinstance(without, list):
            yield f"{place}: without: {plain(repr(without))} is not a list of chapters"
        else:
            yield from (f"{place}: without: {quoted(name)} is not one of {', '.join(others)}" for name in without if name not in others)


def _bad_day(text):
    try:
        parse_day(text)
    except ParameterError as error:
        yield str(error)
