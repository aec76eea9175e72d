"""Tables as outputs, and the sentence that stands where an exhibit has no rows.

An output holds a table as records (:mod:`econsec.exhibits.resource`), which is what the report goes on with, and as HTML with
fixed ids beside them, for whoever opens the notebook.
"""

from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate

from econsec.editions import Sources
from econsec.exhibits import resource
from econsec.exhibits.cell import NONE, UNKNOWN, Cell, Row, attributes
from econsec.exhibits.lettering import span
from econsec.subject import subject
from econsec.words import Formats, translator

RESOURCE = "application/vnd.dataresource+json"
BEYOND = "beyond"  # the class of rows that only the unfolded table shows
CARD = 48  # letters in a line of a card, about
# JupyterLab sets every table to the right, in cells that break after any letter.
STYLE = "<style scoped>.exhibit.exhibit :is(td, th) { text-align: start; vertical-align: top; overflow-wrap: break-word; min-width: 4em; }</style>"


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
    """How much of a table a page shows before it is unfolded: rows beside a text, and on a phone lines of cards and of each cell.

    The first card is always shown, unless several are ``closed``; so few further rows or lines as ``slack`` are shown at once.
    """

    desk: int = 6
    phone: int = 9
    cell: int = 3
    slack: int = 2
    closed: bool = False

    def long(self, cell: Cell) -> bool:
        """Say whether a phone shows of a cell its beginning alone."""
        return cell_lines(cell) > self.cell + self.slack

    def marks(self, rows: "tuple[Row, ...]") -> list[str]:
        """Return how each row is marked: ``beyond`` where only the unfolded table shows it, ``beyond-phone`` where so on a phone."""
        down_to = list(accumulate(self._card(row) for row in rows))
        few = 0 if self.closed and len(rows) > 1 else max(1, sum(lines <= self.phone for lines in down_to))
        desk = self.desk if len(rows) > self.desk + self.slack else len(rows)
        return ["" if place < min(few, desk) else "beyond-phone" if place < desk else BEYOND for place in range(len(rows))]

    def _card(self, row):
        """Return about how many lines a row takes as a card; what is not known takes none, and two that are short share one."""
        first, *others = row.cells
        lines = [cell_lines(cell) for cell in others if cell not in (UNKNOWN, NONE)]
        short = lines.count(1)
        return 2 + cell_lines(first) + sum(min(count, self.cell) for count in lines) - short // 2


def cell_lines(cell: Cell) -> int:
    """Return about how many lines a cell takes on a phone."""
    return sum(-(-span(line) // CARD) or 1 for line in cell.plain().splitlines())


@dataclass(frozen=True)
class Table:
    """A table as one HTML table with fixed ids, a row a line; the first cell of a row is its heading.

    A row's id is its key after ``prefix``, which is the table's name unless something else is said. Without rows it
    is the sentence ``absence``, where there is one. ``as_of`` is the data's day, YYYY-MM-DD. Columns of which no row
    knows anything are not drawn where the sentence ``gaps`` names them.
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
    gaps: str = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        if not (self.rows or self.absence):
            raise ValueError(f"{self.name}: a table without rows; right: rows, or a sentence that says why there are none")
        return {RESOURCE: resource.to_resource(self), "text/html": self.output(), "text/plain": self.summary}

    @classmethod
    def of(cls, record: dict) -> "Table":
        """Return the table that a Tabular Data Resource was made from."""
        return cls(**resource.from_resource(record))

    def row_id(self, row: Row) -> str:
        """Return the id of a row."""
        return f"{f'{self.name}-' if self.prefix is None else self.prefix}{row.key}"

    def unknown(self) -> list[int]:
        """Return the places of the columns whose value no row knows; none where that would leave nothing."""
        found = [place for place in range(len(self.columns)) if self.rows and all(row.cells[place] == UNKNOWN for row in self.rows)]
        return found if len(found) < len(self.columns) else []

    def drawn(self) -> "Table":
        """Return the table without the columns that the sentence ``gaps`` names."""
        if not self.gaps:
            return self
        gone = set(self.unknown())

        def kept(items):
            return tuple(item for place, item in enumerate(items) if place not in gone)

        return replace(self, columns=kept(self.columns), rows=tuple(replace(row, cells=kept(row.cells)) for row in self.rows))

    def output(self) -> str:
        """Return the table as HTML for whoever opens the notebook, where no page says how it looks."""
        return f"{STYLE}\n{self.html()}"

    def html(self, sourced: bool = True, folds: Folds | None = None) -> str:
        """Return the table as HTML, one row a line; if ``sourced``, with the line of its sources.

        With ``folds`` it is a page's: cells are labelled for cards, the only row of a table is one on every screen, rows and long
        cells of which only the unfolded table shows all are marked, and rows of which that is so on every screen are brief: what they
        leave out the table's own page has.
        """
        if not self.rows and self.absence:
            return Absence(self.name, self.absence).html()
        drawn = self.drawn()
        columns, rows = drawn.columns, drawn.rows
        head = "".join(f'<th scope="col">{escape(title)}</th>' for title in columns)
        css = _classes("exhibit", self.css, "one" if folds and len(rows) == 1 else "")
        names = attributes(**{"class": css, "id": self.name, "data-as-of": self.as_of})
        lines = [f"<table{names}>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
        for row, beyond in zip(rows, folds.marks(rows) if folds else [""] * len(rows), strict=True):
            if row.group:
                group = f'<th scope="colgroup" colspan="{len(columns)}">{escape(row.group)}</th>'
                lines.append(f'<tr class="{_classes("group", beyond)}">{group}</tr>')
            long = folds.long if folds and not beyond else lambda cell: False
            shown = [cell.brief() for cell in row.cells] if beyond == BEYOND else row.cells
            first, *others = (replace(cell, css=_classes(cell.css, "long")) if long(cell) else cell for cell in shown)
            labels = columns[1:] if folds else [""] * len(others)
            cells = first.html("th") + "".join(cell.html(label=label) for cell, label in zip(others, labels, strict=True))
            lines.append(f"<tr{attributes(id=self.row_id(row), **{'class': _classes('child' if row.child else '', beyond)})}>{cells}</tr>")
        said = [f'<p class="exhibit-gaps">{escape(self.gaps)}</p>'] if self.gaps else []
        works = [sources_html(self.sources)] if self.sources and self.sources.heading and sourced else []
        return "\n".join([*lines, "</tbody>", "</table>", *said, *works])


def said_of_gaps(table: Table, lang: str) -> Table:
    """Return a table that names in words, once, the columns of which no row knows anything."""
    titles = [table.columns[place] for place in table.unknown()]
    said = translator(lang)("Left out, as no row has it: {columns}.")
    return replace(table, gaps=said.format(columns=Formats(lang).join(titles))) if titles else table


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
