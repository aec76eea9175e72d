"""The pages of a built book, gathered for paper: in their order, with ids of their own and links among themselves.

What paper has no use for (scripts, buttons, menus, links to files) is left out. The document that they become is
for :mod:`econsec.paper.volume`.
"""

import re
from dataclasses import dataclass
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

ROOT = re.compile(r"url=([\w/.-]+)", re.IGNORECASE)
WITHIN = re.compile(r"url\(['\"]?#([^)'\"]+)['\"]?\)")  # how a drawing refers to its own parts
DROPPED = (
    "script, template, noscript, nav, button, form, input, select, iframe, .headerlink, .exhibit-menu, .no-paper, "
    ".toctree-wrapper, .chart-static.narrow, .chart-choice, .table-tools, .notebook-link"
)
NAMING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
OUTER = ("http", "https", "mailto")
READING = '<p class="exhibit-source"><span class="reading">{}</span></p>'


class GatherError(Exception):
    """A site that is not one, or not all there."""


@dataclass(frozen=True)
class Page:
    """A page of the book: its address below the language's folder, its id in the volume, its part, its article."""

    address: str
    slug: str
    part: str
    article: BeautifulSoup

    @property
    def title(self):
        """Return the page's heading."""
        return text_of(self.article.h1)


def gather(folder):
    """Return the pages of a built book in the order of its contents, and the line that says which edition they show."""
    try:
        parts = _order(folder, first_page(folder))
        texts = {address: (folder / address).read_text(encoding="utf-8") for address in parts}
    except OSError as error:
        raise GatherError(f"{error.filename}: not there; `make book` builds the site") from None
    pages = tuple(Page(address, _slug(address), parts[address], _article(text)) for address, text in texts.items())
    lines = {text_of(line) for text in texts.values() for line in BeautifulSoup(text, "html.parser").select(".edition")}
    if len(lines) != 1:
        raise GatherError(f"{folder}: pages that say of what edition they are: {'; '.join(sorted(lines)) or 'none'}")
    _join(pages, folder)
    return pages, lines.pop()


def first_page(folder):
    """Return the page to which a book's own address leads."""
    found = ROOT.search((folder / "index.html").read_text(encoding="utf-8"))
    if not found:
        raise GatherError(f"{folder / 'index.html'}: leads to no page")
    return normpath(found.group(1))


def _order(folder, root):
    """Return the pages in the order of the contents, each with the part it belongs to."""
    parts, part = {root: ""}, ""
    for entry in _soup(folder / root).select(".contents :is(.part, a[href]:not(.aside))"):
        if entry.name == "p":
            part = text_of(entry)
        elif not entry["href"].startswith("#"):  # the open page itself
            parts.setdefault(normpath(join(dirname(root), unquote(entry["href"]))), part)
    return parts


def _soup(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def _slug(address):
    return re.sub(r"\W+", "-", address.rpartition(".")[0].removeprefix("chapters/"))


def text_of(element):
    return " ".join(element.get_text().split())


def _article(text):
    """Return a page's article as paper takes it."""
    article = BeautifulSoup(text, "html.parser").select_one("article")
    for element in article.select(DROPPED):
        element.decompose()
    for folded in article.select("details"):
        folded["open"] = ""
        if folded.find_parent("figure"):  # in a table's cell it would outgrow the page: its heading tells its length
            for part in folded.select(":scope > :not(summary)"):
                part.decompose()
    for table in article.select("table:has(.reading[title])"):  # what the screen says on demand
        table.insert_after(BeautifulSoup(READING.format(escape(table.select_one(".reading")["title"])), "html.parser"))
    return article


def _join(pages, folder):
    """Make the ids of each page its own, and links from page to page links within the volume."""
    for page in pages:
        for number, heading in enumerate(page.article.select("h1, h2")):
            heading["id"] = heading.get("id") or f"heading-{number}"
        for element in page.article.find_all(True):
            _own(element, page.slug)
    slugs = {page.address: page.slug for page in pages}
    known = {element["id"] for page in pages for element in page.article.select("[id]")} | set(slugs.values())
    for page in pages:
        for link in page.article.select("a[href]"):
            _lead(link, page.address, slugs, known)
        for image in page.article.select("img[src]"):
            image["src"] = (folder / dirname(page.address) / unquote(urlsplit(image["src"]).path)).resolve().as_uri()


def _own(element, slug):
    """Put the page's name before an element's id and before what refers to ids of the same page."""
    for name, value in list(element.attrs.items()):
        if name == "id":
            element[name] = f"{slug}--{value}"
        elif name in NAMING:
            keys = value if isinstance(value, list) else value.split()
            element[name] = " ".join(f"{slug}--{key}" for key in keys)
        elif element.name != "a" and name in ("href", "xlink:href") and value.startswith("#"):
            element[name] = f"#{slug}--{value[1:]}"
        elif isinstance(value, str) and "url(" in value:
            element[name] = WITHIN.sub(rf"url(#{slug}--\1)", value)


def _lead(link, address, slugs, known):
    """Turn a link to a page into one within the volume; what leads to neither a page nor another host is text."""
    target = urlsplit(link["href"])
    if target.scheme in OUTER:
        return
    slug = slugs.get(normpath(join(dirname(address), unquote(target.path))) if target.path else address)
    key = f"{slug}--{unquote(target.fragment)}" if target.fragment else slug
    if not target.scheme and not target.netloc and key in known:
        link["href"] = f"#{key}"
    else:
        del link["href"]
