"""Tables as outputs, and the sentence that stands where an exhibit has no rows.

An output holds a table as records (:mod:`econsec.exhibits.resource`), which is what the report goes on with, and as HTML with
fixed ids beside them, for whoever opens the notebook.
"""

from dataclasses import dataclass
from html import escape

from econsec.editions import Sources
from econsec.exhibits import resource
from econsec.exhibits.cell import Row, attributes
from econsec.subject import subject

RESOURCE = "application/vnd.dataresource+json"


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

    def html(self, sourced: bool = True) -> str:
        """Return the table as HTML, one row a line; if ``sourced``, with the line of its sources."""
        if not self.rows and self.absence:
            return Absence(self.name, self.absence).html()
        head = "".join(f'<th scope="col">{escape(title)}</th>' for title in self.columns)
        css = f"exhibit {self.css}".strip()
        names = attributes(**{"class": css, "id": self.name, "data-as-of": self.as_of})
        lines = [f"<table{names}>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
        for row in self.rows:
            if row.group:
                lines.append(f'<tr class="group"><th scope="colgroup" colspan="{len(self.columns)}">{escape(row.group)}</th></tr>')
            first, *others = row.cells
            css = ' class="child"' if row.child else ""
            cells = first.html("th") + "".join(cell.html() for cell in others)
            lines.append(f'<tr id="{self.row_id(row)}"{css}>{cells}</tr>')
        lines += ["</tbody>", "</table>", *([sources_html(self.sources)] if self.sources and self.sources.heading and sourced else [])]
        return "\n".join(lines)


def sources_html(sources: Sources) -> str:
    """Return the line of sources."""
    said = ": ".join(filter(None, (escape(sources.heading), "; ".join(works_html(sources)))))
    return f'<p class="exhibit-source">{said}</p>'


def works_html(sources: Sources) -> list[str]:
    """Return the works of a line of sources, each a link to its entry on the page of sources."""
    page = subject().sources
    return [f"<a{attributes(href=f'{page}#source-{key}', lang=lang)}>{escape(text)}</a>" for key, text, lang in sources.works]
