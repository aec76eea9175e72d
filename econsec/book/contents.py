"""The contents of the book, as every page shows them: parts, pages with their short names, the page that is open."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

from econsec.subject import subject
from econsec.words import translator

FEW = 3  # sections that a page may have without a list of them


@dataclass(frozen=True)
class Entry:
    """A page among the contents: its docname, its short name, the accent of its pillar."""

    name: str
    short: str
    accent: str


@dataclass(frozen=True)
class Part:
    """A part of the contents: its caption, its pages."""

    caption: str
    pages: tuple[Entry, ...]


def setup(app: Sphinx) -> None:
    """Register the lists of contents."""
    app.connect("doctree-resolved", _list_sections, priority=960)
    app.connect("html-page-context", _page)


def parts(app: Sphinx) -> list[Part]:
    """Return the parts of the book; the first begins with the book's first page."""
    root, say = app.config.external_site_map.root, _captions(app)
    found = [[str(name) for name in tree.items if name in app.env.found_docs] for tree in root.subtrees]
    found[0].insert(0, root.docname)
    return [Part(say(tree.caption), tuple(_entry(app, name) for name in names)) for tree, names in zip(root.subtrees, found) if names]


def short_name(app: Sphinx, docname: str) -> str:
    """Return what the contents call a page."""
    said = subject().short_names.get(docname)
    return translator(app.config.language)(said) if said else app.env.titles[docname].astext()


def _entry(app, name):
    return Entry(name, short_name(app, name), subject().accents.get(name, ""))


def _captions(app):
    """Return the function that puts captions into the book's language: Sphinx extracts them but does not apply them."""
    config = app.config
    folders = [str(Path(app.srcdir, folder)) for folder in config.locale_dirs]
    catalogue, found = locale.init(folders, config.language, docname_to_domain(config.root_doc, config.gettext_compact))
    return catalogue.gettext if found else str


def _page(app, pagename, templatename, context, doctree):
    context["contents"] = parts(app)
    context["accent"] = subject().accents.get(context.get("repeats", pagename), "")


def _list_sections(app, doctree, docname):
    """Put the list of a page's sections under its title."""
    first = next(doctree.findall(nodes.section), None)
    sections = [one for one in first.children if isinstance(one, nodes.section)] if first is not None else []
    if app.builder.format != "html" or len(sections) < FEW:
        return
    word = translator(app.config.language)
    lines = "".join(f'<li><a href="#{one["ids"][0]}">{escape(one[0].astext())}</a></li>' for one in sections)
    names = f'class="page-toc" id="page-toc" popover aria-label="{escape(word("On this page"))}" data-pagefind-ignore'
    html = f'<nav {names}><p class="part" aria-hidden="true">{escape(word("On this page"))}</p><ul>{lines}</ul></nav>'
    first.insert(1, nodes.raw("", html, format="html", page_toc=True))
