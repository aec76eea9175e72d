"""Cells and rows of tables: what they say, by what they are compared, and how they look as HTML and as plain text."""

from dataclasses import dataclass, replace
from html import escape

FEW = 3  # parts of a block that are listed openly; more unfold on demand


@dataclass(frozen=True)
class Cell:
    """A table cell, or a part of one: ``text`` to read, ``value`` to sort and compare by.

    ``lang`` is the text's language where it is not the page's, ``title`` says more on demand, ``href`` makes the
    text a link, ``mark`` is a remark right after the text, ``parts`` follow with ``between`` (a line end is a new line)
    between them. A ``block`` is a part with lines of its own: its text, then its parts, folded where they are many.
    """

    text: str = ""
    value: object = None
    lang: str = ""
    css: str = ""
    href: str = ""
    title: str = ""
    parts: "tuple[Cell, ...]" = ()
    between: str = "\n"
    mark: "Cell | None" = None
    block: bool = False

    def html(self, tag: str = "td", label: str = "") -> str:
        """Return the cell as HTML; all text is escaped. ``label`` says of which column it is, where rows are read as cards."""
        if self.block:
            return self._block()
        body = _lines(self.text)
        if self.href:
            body = f"<a{attributes(href=self.href, title=self.title)}>{body}</a>"
        if self.mark:
            body = f"{body} {self.mark.html('span')}"
        pieces = [body] if self.text else []
        body = _lines(self.between).join(pieces + [part.html("span") for part in self.parts])
        title = "" if self.href else self.title
        names = {"class": self.css, "lang": self.lang, "title": title, "data-value": self.value, "data-label": label}
        scope = ' scope="row"' if tag == "th" else ""
        return f"<{tag}{scope}{attributes(**names)}>{body}</{tag}>"

    def _block(self):
        """Return the lines; each ends with a line end, which readers do not see and a CSV file keeps."""
        head = Cell(self.text, href=self.href).html("span").removeprefix("<span>").removesuffix("</span>")
        items = [part.html("span") for part in self.parts]
        value = attributes(**{"data-value": self.value})
        if len(items) > FEW:
            return f"<details{value}><summary>{head}<br></summary>{'<br>'.join(items)}<br></details>"
        return f"<div{value}>{'<br>'.join([head, *items])}<br></div>"

    def brief(self) -> "Cell":
        """Return the cell as a row shows it that is folded away: the number of what blocks list, links without what they lead to in words."""
        if any(part.block for part in self.parts) and self.value is not None:
            return replace(self, text=str(self.value), parts=())
        return replace(self, parts=tuple(replace(part.brief(), title="") for part in self.parts))

    def plain(self) -> str:
        """Return the cell's text with that of its mark and its parts."""
        if self.block:
            return "\n".join([self.text, *(part.plain() for part in self.parts), ""])
        own = f"{self.text} {self.mark.plain()}" if self.mark else self.text
        return self.between.join([*([own] if self.text else []), *(part.plain() for part in self.parts)])

    def marks(self) -> list[dict]:
        """Return what the cell and its parts hold beside text, each that holds any: value, language, link and the like."""
        held = {"value": self.value, "lang": self.lang, "css": self.css, "href": self.href, "title": self.title}
        own = {name: str(value) for name, value in held.items() if value not in ("", None)}
        others = [one for part in (*filter(None, [self.mark]), *self.parts) for one in part.marks()]
        return [own, *others] if own else others


UNKNOWN = Cell("–", css="unknown")  # what a table shows of a value that is not known; a cell that says more in words is worded
NONE = Cell("–", css="unknown none")  # where there is nothing to know: a line that obliges nobody, a partner without an agreement


def attributes(**names):
    return "".join(f' {name}="{escape(str(value))}"' for name, value in names.items() if value not in ("", None))


def _lines(text):
    return escape(text).replace("\n", "<br>")


@dataclass(frozen=True)
class Row:
    """A table row: the key of its data row, its cells, whether it is part of the row above, a heading before it."""

    key: str
    cells: tuple[Cell, ...]
    child: bool = False
    group: str = ""
