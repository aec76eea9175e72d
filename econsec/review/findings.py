"""What a review found between two states: what differs, in order of weight, and what could not be compared."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A row by key, and its cells that differ: column, old and new value (None in a row that is not there)."""

    key: str
    cells: tuple


@dataclass(frozen=True)
class TableChange:
    """What differs in one table; ``moved`` counts the rows that only changed places."""

    name: str
    added: tuple = ()
    changed: tuple = ()
    removed: tuple = ()
    columns: tuple = ()
    moved: int = 0


@dataclass(frozen=True)
class Text:
    """A piece of a chapter before and after; None where it is not there."""

    chapter: str
    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class ExhibitChange:
    """An exhibit that differs, the chapters that show it, its differences, and its drawings: ``lang -> (before, after)``."""

    name: str
    kind: str
    chapters: tuple
    differences: tuple
    drawings: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Stale:
    """A message whose translation no longer fits: the English before and after, and the Japanese as it stands."""

    page: str
    why: str
    before: str
    after: str
    japanese: str


@dataclass
class Findings:
    """All that differs between two states, in order of weight, and what could not be compared."""

    before: object
    after: object
    claims: list = field(default_factory=list)
    close: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    schema: list = field(default_factory=list)
    sentences: list = field(default_factory=list)
    exhibits: list = field(default_factory=list)
    code: list = field(default_factory=list)
    prose: list = field(default_factory=list)
    japanese: list = field(default_factory=list)
    stale: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def failed(self):
        """Return the checks of the newer state that found something."""
        return [check for check in self.after.checks if check.found]

    @property
    def changed(self):
        """Tell whether anything differs."""
        return any((self.claims, self.tables, self.schema, self.sentences, self.exhibits, self.code, self.prose, self.japanese, self.stale))

    def sentence(self):
        """Say all of it in one sentence."""
        between = f"between {self.before.name} and {self.after.name}"
        if not (self.before.exists and self.after.exists):
            return f"Nothing could be compared {between}."
        parts = [
            _many(len(self.claims), "claim turned", "claims turned"),
            *self._rows(),
            _many(len(self.schema), "line of the schema", "lines of the schema"),
            _many(len(self.sentences), "sentence with other values", "sentences with other values"),
            _listed("exhibit", "exhibits", [one.name for one in self.exhibits]),
            _many(len(self.code), "code cell", "code cells"),
            _many(len(self.prose), "piece of prose", "pieces of prose"),
            _many(len(self.japanese), "Japanese text", "Japanese texts"),
            _many(len(self.stale), "stale translation", "stale translations"),
        ]
        parts = [part for part in parts if part]
        end = f"; {_many(len(self.failed), 'check fails', 'checks fail')}" if self.failed else ""
        end += f"; {_many(len(self.problems), 'thing', 'things')} could not be compared" if self.problems else ""
        if not parts:
            return f"Nothing changed {between}{end}."
        return f"Changed {between}: {', '.join(parts)}{end}."

    def _rows(self):
        for kind in ("added", "changed", "removed"):
            names = [one.name for one in self.tables if getattr(one, kind)]
            if names:
                count = sum(len(getattr(one, kind)) for one in self.tables)
                yield f"{_many(count, 'row', 'rows')} {kind} in {_names(names)}"
        names = [one.name for one in self.tables if one.columns]
        if names:
            yield f"columns of {_names(names)}"
        names = [one.name for one in self.tables if one.moved]
        if names:
            yield f"the order of rows in {_names(names)}"


def _many(count, one, more):
    return f"{count} {one if count == 1 else more}" if count else ""


def _listed(one, more, names):
    names = list(dict.fromkeys(names))
    return f"{_many(len(names), one, more)} ({_names(names)})" if names else ""


def _names(names, limit=4):
    rest = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {rest} more" if rest > 0 else "")
