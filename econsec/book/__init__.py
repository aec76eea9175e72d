"""The Sphinx side of the report: how outputs that are data become pages.

Charts are drawn in :mod:`econsec.book.vega`, exhibits numbered in :mod:`econsec.book.numbering`, given away in
:mod:`econsec.book.exhibit_line`, shown as code in :mod:`econsec.book.how_made`, notes linked in
:mod:`econsec.book.note_links`, values put into prose in :mod:`econsec.book.glued_text`, languages told apart in
:mod:`econsec.book.language_links`, the site's other books found in :mod:`econsec.book.neighbours`, editions named in
:mod:`econsec.book.edition_line`, pages described to machines in :mod:`econsec.book.metadata`, the feed offered in
:mod:`econsec.book.feed_links`, partners' pages led to in :mod:`econsec.book.partner_links`, what pages do not use left out
in :mod:`econsec.book.lean`, wordings chosen in :mod:`econsec.book.wordings`. Here they are put together, and what the theme
does wrong is set right.
"""

from sphinx.application import Sphinx

from econsec.book import (
    edition_line,
    exhibit_line,
    feed_links,
    glued_text,
    how_made,
    language_links,
    lean,
    metadata,
    neighbours,
    note_links,
    numbering,
    partner_links,
    vega,
    wordings,
)
from econsec.book.lean import SHEET, STATIC

__all__ = ["SHEET", "STATIC", "setup"]

THEBE = ("init_thebe_core", "update_thebe_context")


def setup(app: Sphinx) -> dict:
    """Register everything with Sphinx."""
    app.connect("config-inited", _configure, priority=100)
    app.connect("builder-inited", _add_static)
    vega.setup(app)
    wordings.setup(app)
    numbering.setup(app)
    exhibit_line.setup(app)
    how_made.setup(app)
    note_links.setup(app)
    glued_text.setup(app)
    language_links.setup(app)
    neighbours.setup(app)
    edition_line.setup(app)
    metadata.setup(app)
    partner_links.setup(app)
    feed_links.setup(app)
    lean.setup(app)
    app.add_css_file("econsec.css")
    app.add_css_file("print.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _configure(app, config):
    # Without JavaScript a page is light; with it, the frame's first script follows the reader's choice.
    config.html_context.setdefault("default_mode", "light")
    # A second, persistent search field of pydata-sphinx-theme 0.17 shows the dialog's header twice.
    config.html_theme_options["navbar_persistent"] = []
    # sphinx-thebe 0.3 (needed by Jupyter Book 1) puts a script on every page that fails on every page; nothing here is run in the browser.
    for listeners in app.events.listeners.values():
        listeners[:] = [one for one in listeners if getattr(one.handler, "__name__", "") not in THEBE]


def _add_static(app):
    # Not a `_static` folder at the root: Jupyter Book 1.0 would load each file of it on every page.
    app.config.html_static_path.append(str(STATIC))
    app.config.html_favicon = "favicon.svg"
