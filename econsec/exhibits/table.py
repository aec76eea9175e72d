"""Tables as outputs, and the sentence that stands where an exhibit has no rows.

An output holds a table as records (:mod:`econsec.exhibits.resource`), which is what the report goes on with, and as HTML with
fixed ids beside them, for whoever opens the notebook.
"""

from dataclasses import dataclass
from html import escape
from itertools import accumulate

from econsec.editions import Sources
from econsec.exhibits import resource
from econsec.exhibits.cell import Row, attributes
from econsec.exhibits.lettering import span
from econsec.subject import subject

RESOURCE = "application/vnd.dataresource+json"
CARD = 34  # letters in a line of a card, about


@dataclass(frozen=True)
class Absence:
    """An exhibit without rows: a sentence in its place that says why."""

    name: str
    sentence: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html(), "text/plain": self.sentence}

    def html(self):
        """Return the sentence, under the exhibit's id."""
        return f'<p class="exhibit-absence" id="{self.name}">{escape(self.sentence)}</p>'


@dataclass(frozen=True)
class Folds:
    """How much of a table a page shows before it is unfolded: rows beside a text, and on a phone lines of cards.

    The first card is always shown; so few further rows as ``slack`` are shown at once.
    """

    desk: int = 6
    phone: int = 13
    slack: int = 2

    def marks(self, rows: "tuple[Row, ...]") -> list[str]:
        """Return how each row is marked: ``beyond`` where only the unfolded table shows it, ``beyond-phone`` where so on a phone."""
        down_to = list(accumulate(map(card_lines, rows)))
        few = max(1, sum(lines <= self.phone for lines in down_to))
        desk = self.desk if len(rows) > self.desk + self.slack else len(rows)
        return ["" if place < min(few, desk) else "beyond-phone" if place < desk else "beyond" for place in range(len(rows))]


def card_lines(row: Row) -> int:
    """Return about how many lines a row takes as a card; what is not known takes none."""
    first, *others = row.cells
    shown = [cell for cell in others if "unknown" not in cell.css]
    lines = sum(-(-span(line) // CARD) or 1 for cell in shown for line in cell.plain().splitlines())
    return 2 + -(-span(first.plain()) // CARD) + lines


@dataclass(frozen=True)
class Table:
    """A table as one HTML table with fixed ids, a row a line; the first cell of a row is its heading.

    A row's id is its key after ``prefix``, which is the table's name unless something else is said. Without rows it
    is the sentence ``absence``, where there is one. ``as_of`` is the data's day, YYYY-MM-DD.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    summary: str
    sources: Sources | None = None
    css: str = ""
    prefix: str | None = None
    absence: str = ""
    as_of: str = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        if not (self.rows or self.absence):
            raise ValueError(f"{self.name}: a table without rows; right: rows, or a sentence that says why there are none")
        return {RESOURCE: resource.to_resource(self), "text/html": self.html(), "text/plain": self.summary}

    @classmethod
    def of(cls, record: dict) -> "Table":
        """Return the table that a Tabular Data Resource was made from."""
        return cls(**resource.from_resource(record))

    def row_id(self, row: Row) -> str:
        """Return the id of a row."""
        return f"{f'{self.name}-' if self.prefix is None else self.prefix}{row.key}"

    def html(self, sourced: bool = True, folds: Folds | None = None) -> str:
        """Return the table as HTML, one row a line; if ``sourced``, with the line of its sources.

        With ``folds`` it is a page's: cells are labelled for cards, and rows that only the unfolded table shows are marked.
        """
        if not self.rows and self.absence:
            return Absence(self.name, self.absence).html()
        head = "".join(f'<th scope="col">{escape(title)}</th>' for title in self.columns)
        css = f"exhibit {self.css}".strip()
        names = attributes(**{"class": css, "id": self.name, "data-as-of": self.as_of})
        lines = [f"<table{names}>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
        for row, beyond in zip(self.rows, folds.marks(self.rows) if folds else [""] * len(self.rows), strict=True):
            if row.group:
                group = f'<th scope="colgroup" colspan="{len(self.columns)}">{escape(row.group)}</th>'
                lines.append(f'<tr class="{_classes("group", beyond)}">{group}</tr>')
            first, *others = row.cells
            labels = self.columns[1:] if folds else [""] * len(others)
            cells = first.html("th") + "".join(cell.html(label=label) for cell, label in zip(others, labels, strict=True))
            lines.append(f"<tr{attributes(id=self.row_id(row), **{'class': _classes('child' if row.child else '', beyond)})}>{cells}</tr>")
        lines += ["</tbody>", "</table>", *([sources_html(self.sources)] if self.sources and self.sources.heading and sourced else [])]
        return "\n".join(lines)


def _classes(*names):
    return " ".join(filter(None, names))


def sources_html(sources: Sources) -> str:
    """Return the line of sources."""
    said = ": ".join(filter(None, (escape(sources.heading), "; ".join(works_html(sources)))))
    return f'<p class="exhibit-source">{said}</p>'


def works_html(sources: Sources) -> list[str]:
    """Return the works of a line of sources, each a link to its entry on the page of sources."""
    page = subject().sources
    return [f"<a{attributes(href=f'{page}#source-{key}', lang=lang)}>{escape(text)}</a>" for key, text, lang in sources.works]
