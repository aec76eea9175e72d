"""Which edition a book prints: its line on every page, its data beside it, the revision it was built from.

What the pages say of themselves to machines is for :mod:`econsec.book.metadata`.
"""

import shutil
from datetime import date
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from econsec.data import read_schema
from econsec.editions import Report, last_event
from econsec.project import project_root, revision
from econsec.words import Formats, translator

ALONE = "data"  # where the data lies in a book that is no part of a site
IN_CHAPTERS = "../data/"  # how a chapter leads to it


def setup(app: Sphinx) -> None:
    """Register the role, the line, the way to the data."""
    app.add_config_value("econsec_as_of", "", "html")  # the data's day; empty: the data package's own
    app.add_config_value("econsec_scope", "all", "html")
    app.add_config_value("econsec_data", "", "html")  # folder of the data package; empty: the project's
    app.add_config_value("econsec_data_place", ALONE, "html")  # where its files lie, from the book's root
    app.add_config_value("econsec_last_event", "", "html")  # the day of the newest event; worked out from the data
    app.add_role("revision", Revision())
    app.connect("config-inited", _find_last_event)
    app.connect("doctree-resolved", _lead_to_data, priority=990)  # after all that makes links
    app.connect("html-page-context", _page)
    app.connect("build-finished", _copy_data)


def schema(app):
    """Return the schema of the data that the book shows."""
    return read_schema(Path(app.config.econsec_data or project_root(app.srcdir) / "data"))


def day(app):
    """Return the day of the data, YYYY-MM-DD."""
    return app.config.econsec_as_of or schema(app).package["as_of"]


def _find_last_event(app, config):
    """Say in the configuration what every page shows, so that all pages are printed anew when it changes."""
    config.econsec_last_event = last_event(Report(config.language, config.econsec_as_of, config.econsec_scope, schema(app).folder))


def line(app):
    """Return what every page says of its edition."""
    config, formats = app.config, Formats(app.config.language)
    word = translator(config.language)
    event = formats.iso(config.econsec_last_event) or word("none")
    said = word("Data as of {date} · last event found: {event}").format(date=formats.date(date.fromisoformat(day(app))), event=event)
    return f"{said} · {word('only what the article shows')}" if config.econsec_scope == "article" else said


class Revision(SphinxRole):
    """The revision of text and code: the only fact of a page that the build decides and not the data."""

    def run(self):
        """Return the commit, or that it is not known."""
        if self.env.app.builder.name == "gettext":  # messages do not change with the commit
            return [nodes.inline("", self.text)], []
        commit = revision(project_root(self.env.srcdir))
        unknown = translator(self.config.language)("not known")
        return [nodes.literal("", commit, classes=["revision"]) if commit else nodes.inline("", unknown)], []


def _lead_to_data(app, doctree, docname):
    """Let links to the data lead to where it lies: beside a book that stands alone, once for all books of a site."""
    if app.builder.format == "html":
        place = _place_of_data(app, docname)
        for link in doctree.findall(nodes.reference):
            if link.get("refuri", "").startswith(IN_CHAPTERS):
                link["refuri"] = f"{place}{link['refuri'].removeprefix(IN_CHAPTERS)}"
        for raw in doctree.findall(nodes.raw):  # the codebook's own
            if f'href="{IN_CHAPTERS}' in (said := raw.astext()):
                raw.clear()
                raw += nodes.Text(leading_to_data(app, docname, said))


def leading_to_data(app: Sphinx, pagename: str, html: str) -> str:
    """Return HTML of a page whose links to the data lead to where it lies."""
    return html.replace(f'href="{IN_CHAPTERS}', f'href="{_place_of_data(app, pagename)}')


def _place_of_data(app, pagename):
    return f"{'../' * pagename.count('/')}{app.config.econsec_data_place}/"


def _page(app, pagename, templatename, context, doctree):
    context["edition"] = line(app)


def _copy_data(app, error):
    """Put the data into a book that stands alone; a site has it once for all its books."""
    if error or app.builder.format != "html" or app.config.econsec_data_place != ALONE:
        return
    folder = Path(app.outdir, ALONE)
    folder.mkdir(exist_ok=True)
    for path in schema(app).files():
        shutil.copy(path, folder)
