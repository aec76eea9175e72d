"""Which book has a feed, where pages say so, and the role ``{feed}`` that leads to it.

What the feed holds is for :mod:`econsec.exhibits.feed`.
"""

from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from econsec.book import edition_line, frame, neighbours
from econsec.book.site_address import address
from econsec.editions import Report, series
from econsec.exhibits import feed
from econsec.subject import subject
from econsec.words import localized


def setup(app: Sphinx) -> None:
    """Register the role, the line in the pages' heads, the writing."""
    app.add_role("feed", FeedLink())
    app.connect("html-page-context", _page, priority=700)
    app.connect("build-finished", _write)


def has_feed(app):
    """Tell whether a book has a feed: it stands at the site's root, or alone, and tells what changed."""
    book = neighbours.own(app.config)
    return subject().changes in app.env.found_docs and book["place"] == book["lang"]


class FeedLink(SphinxRole):
    """A link to the feed of the book; plain text where the book has none."""

    def run(self):
        """Return the link."""
        if not has_feed(self.env.app):
            return [nodes.inline("", self.text)], []
        up = "../" * self.env.docname.count("/")
        return [nodes.reference("", self.text, refuri=f"{up}{feed.NAME}", internal=True)], []


def _page(app, pagename, templatename, context, doctree):
    if has_feed(app):
        place = f"{context.get('content_root', './')}{feed.NAME}"
        kind = f'rel="alternate" type="application/atom+xml" title="{escape(app.config.html_title)}"'
        frame.add_to_head(context, f'<link {kind} href="{place}">')


def _write(app, error):
    if error or app.builder.format != "html" or app.config.econsec_live or not has_feed(app):
        return
    schema, config = edition_line.schema(app), app.config
    report = Report(config.language, config.econsec_as_of, config.econsec_scope, schema.folder)
    page, subtitle = f"{subject().changes}.html", " ".join(schema.package[localized("description", config.language)].split())

    def write(report, name, title):
        """Write the feed of an edition, or of a part of it."""
        path = Path(app.outdir, name)
        path.parent.mkdir(exist_ok=True)
        there = address(config, page) or f"{'../' * name.count('/')}{page}"
        anchored = lambda anchor: f"{there}{f'#{anchor}' if anchor else ''}"  # noqa: E731
        feed.write(report, path, title=title, author=config.author, subtitle=subtitle, page=anchored, here=address(config, name) or None)

    write(report, feed.NAME, config.html_title)
    for docname in app.env.found_docs:
        if of := series.of(docname):
            key = next(key for key in of.keys(report) if of.page(key) == docname)
            write(report.of(**{of.parameter: key}), own_feed(docname), f"{app.env.titles[docname].astext()} – {config.html_title}")


def own_feed(docname):
    """Return where the feed of a page of a series lies."""
    return f"feeds/{docname.rpartition('/')[2]}.xml"
