"""What leaves a chapter: glued numbers, tables, charts. Outputs are data; the book decides how they look.

No output holds a random id, a time, a path or a version, so that two runs over the same data agree to the byte.
"""

import json
import re
from dataclasses import dataclass
from html import escape

import altair as alt
from IPython.display import display

VEGALITE = "application/vnd.vegalite.v6+json"
GLUE = "application/papermill.record/"
NOTHING = re.compile("nan|NaN|NaT|None|<NA>|-?inf")  # what Python writes for a value that is not there
PIECES = re.compile("[,、;]| and ")


@dataclass(frozen=True)
class Value:
    """A number, date or text that the data decides: ``raw`` as it is, ``text`` as a sentence shows it."""

    raw: object
    text: str


def glue(values):
    """Record values by name, so that prose can show them with ``{glue:text}`` and reviewers see them change."""
    for name, value in values.items():
        if not value.text.strip() or any(NOTHING.fullmatch(piece.strip()) for piece in PIECES.split(value.text)):
            raise ValueError(f"{name}: {value.text!r} is nothing that a sentence can show; right: a value, or words that say it is not known")
        bundle = {f"{GLUE}text/plain": value.text, f"{GLUE}application/json": json.dumps(value.raw, ensure_ascii=False, allow_nan=False)}
        display(bundle, raw=True, metadata={"scrapbook": {"name": name, "mime_prefix": GLUE}})


@dataclass(frozen=True)
class Cell:
    """A table cell, or a part of one: ``text`` to read, ``value`` to sort and compare by.

    ``lang`` is the text's language where it is not the page's, ``title`` says more on demand, ``href`` makes the
    text a link, ``mark`` is a remark right after the text, ``parts`` follow with ``between`` (a line end is a new line)
    between them.
    """

    text: str = ""
    value: object = None
    lang: str = ""
    css: str = ""
    href: str = ""
    title: str = ""
    parts: tuple = ()
    between: str = "\n"
    mark: object = None

    def html(self, tag="td"):
        """Return the cell as HTML; all text is escaped."""
        body = _lines(self.text)
        if self.href:
            body = f"<a{_attributes(href=self.href, title=self.title)}>{body}</a>"
        if self.mark:
            body = f"{body} {self.mark.html('span')}"
        pieces = [body] if self.text else []
        body = _lines(self.between).join(pieces + [part.html("span") for part in self.parts])
        title = "" if self.href else self.title
        names = {"class": self.css, "lang": self.lang, "title": title, "data-value": self.value}
        scope = ' scope="row"' if tag == "th" else ""
        return f"<{tag}{scope}{_attributes(**names)}>{body}</{tag}>"


def _attributes(**names):
    return "".join(f' {name}="{escape(str(value))}"' for name, value in names.items() if value not in ("", None))


def _lines(text):
    return escape(text).replace("\n", "<br>")


@dataclass(frozen=True)
class Row:
    """A table row: the key of its data row, its cells, whether it is part of the row above, a heading before it."""

    key: str
    cells: tuple
    child: bool = False
    group: str = ""


@dataclass(frozen=True)
class Sources:
    """The line under an exhibit: its heading and the works, each ``(key, text, language)``."""

    heading: str
    works: tuple

    def html(self):
        """Return the line; each work leads to its entry on the sources page."""
        links = (
            f"<a{_attributes(href=f'sources.html#source-{key}', lang=lang)}>{escape(text)}</a>"
            for key, text, lang in self.works
        )
        return f'<p class="exhibit-source">{escape(self.heading)}: {"; ".join(links)}</p>'


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
    columns: tuple
    rows: tuple
    summary: str
    sources: Sources | None = None
    css: str = ""
    prefix: str | None = None
    absence: str = ""
    as_of: str = ""

    def _repr_mimebundle_(self, include=None, exclude=None):
        if not (self.rows or self.absence):
            raise ValueError(f"{self.name}: a table without rows; right: rows, or a sentence that says why there are none")
        return {"text/html": self.html(), "text/plain": self.summary}

    def row_id(self, row):
        """Return the id of a row."""
        return f"{f'{self.name}-' if self.prefix is None else self.prefix}{row.key}"

    def html(self):
        """Return the table as HTML, one row a line."""
        if not self.rows and self.absence:
            return Absence(self.name, self.absence).html()
        head = "".join(f'<th scope="col">{escape(title)}</th>' for title in self.columns)
        css = f"exhibit {self.css}".strip()
        names = _attributes(**{"class": css, "id": self.name, "data-as-of": self.as_of})
        lines = [f"<table{names}>", f"<thead><tr>{head}</tr></thead>", "<tbody>"]
        for row in self.rows:
            if row.group:
                lines.append(f'<tr class="group"><th scope="colgroup" colspan="{len(self.columns)}">{escape(row.group)}</th></tr>')
            first, *others = row.cells
            css = ' class="child"' if row.child else ""
            cells = first.html("th") + "".join(cell.html() for cell in others)
            lines.append(f'<tr id="{self.row_id(row)}"{css}>{cells}</tr>')
        lines += ["</tbody>", "</table>", *([self.sources.html()] if self.sources else [])]
        return "\n".join(lines)


def _chart_bundle(spec, **_):
    """Return a chart as its Vega-Lite specification and one line of text."""
    if not _has_marks(spec):
        raise ValueError(f"{spec.get('description', 'chart')}: a chart without marks; right: rows, or a sentence that says why there are none")
    spec.pop("$schema", None)  # it names a version; whoever draws the chart knows which it uses
    json.dumps(spec, allow_nan=False)  # a browser cannot read NaN: better no chapter than a page without its chart
    return {VEGALITE: spec, "text/plain": spec["description"]}


def _has_marks(spec):
    """Tell whether any data that a specification brings has a row; what names its data elsewhere is taken to have some."""
    data = spec.get("data") or {}
    parts = [part for key in ("layer", "hconcat", "vconcat", "concat") for part in spec.get(key, ())]
    parts += [spec["spec"]] if isinstance(spec.get("spec"), dict) else []
    own = bool(data.get("values")) or any(map(bool, spec.get("datasets", {}).values())) or bool({"url", "sequence"} & set(data))
    return own or any(map(_has_marks, parts))


alt.theme.enable("none")
alt.renderers.register("econsec", _chart_bundle)
alt.renderers.enable("econsec")
alt.data_transformers.enable("default", consolidate_datasets=False, max_rows=None)
