"""The other books of the site: where a page lies in another language or edition, and what an edition says of itself."""

import posixpath
from html import escape

from sphinx.application import Sphinx

BEHIND = 0.3  # weight in the search of a page that lists what the chapters tell


def setup(app: Sphinx) -> None:
    """Register the site's books, and what each page says of its own."""
    app.add_config_value("econsec_books", [], "html")  # place, lang, edition, titles by language, pages
    app.add_config_value("econsec_place", "", "html")  # where in the site the book lies, such as en
    app.add_config_value("econsec_note", "", "html")
    app.connect("html-page-context", _page)


def own(config):
    """Return the book that is being printed; a book printed by itself has no site around it."""
    alone = {"place": config.language, "lang": config.language, "edition": "", "titles": {}, "pages": []}
    return next((book for book in config.econsec_books if book["place"] == config.econsec_place), alone)


def address(config, pagename, place):
    """Return the address of a place in the site, seen from a page of this book."""
    return posixpath.relpath(place, posixpath.dirname(f"{own(config)['place']}/{pagename}"))


def languages(config):
    """Return the books of this edition, one a language."""
    return [book for book in config.econsec_books if book["edition"] == own(config)["edition"]]


def other_editions(config):
    """Return the books of the other editions in this language."""
    book = own(config)
    return [one for one in config.econsec_books if one["lang"] == book["lang"] and one["edition"] != book["edition"]]


def _page(app, pagename, templatename, context, doctree):
    config, book, suffix = app.config, own(app.config), context["file_suffix"]
    own_page = context.get("repeats", pagename)  # the page of a table is in other editions a part of the chapter's
    context["site_root"] = f"{address(config, pagename, '.')}/"
    context["edition_name"], context["edition_note"] = book["edition"], config.econsec_note
    context["other_editions"] = [
        (one["titles"][book["lang"]], address(config, pagename, f"{one['place']}/{page}{suffix}"), page == own_page)
        for one in other_editions(config)
        for page in [_same(one, own_page, book)]
    ]
    if doctree is not None or context.get("about") and "repeats" not in context:  # what the search index takes in, told apart by edition
        weight = 1 if doctree is not None and _is_told(app, pagename) else BEHIND
        context["indexed"] = f'data-pagefind-body data-pagefind-weight="{weight}" data-pagefind-filter="edition:{escape(book["edition"])}"'


def _is_told(app, pagename):
    """Say whether a page is one of the report's own, in the first part of the contents: all others repeat or list."""
    contents = app.config.external_site_map.root
    return pagename == contents.docname or pagename in contents.subtrees[0].items


def _same(book, pagename, own):
    """Return the same page in another book, or its first where it leaves that page out."""
    return pagename if pagename in book["pages"] or pagename not in own["pages"] else book["pages"][0]
