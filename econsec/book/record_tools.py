"""Files that lie beside the pages of the newest edition, and pages that use them: the finder, the comparison of two days, calendars.

A chapter asks for a tool with a container of its name, in which stands what a reader without scripts is told; the role ``{beside}``
leads to a file. What the files hold is the report's (``book_files`` of its subject).
"""

import pkgutil
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from econsec.book import edition_line, feed_links, frame
from econsec.editions import Report, series
from econsec.files import digest
from econsec.subject import subject
from econsec.words import translator

TOOLS = ("finder", "comparison")
FOLDER, SCRIPT = "record", "record.js"


def setup(app: Sphinx) -> None:
    """Register where tools stand and the writing of what they read."""
    app.add_role("beside", Beside())
    app.connect("doctree-read", _ask, priority=900)
    app.connect("doctree-resolved", _equip, priority=900)
    app.connect("build-finished", _write)


class Beside(SphinxRole):
    """A link to a file beside the pages; plain text where the book has none."""

    def run(self):
        """Return the link."""
        if not feed_links.has_feed(self.env.app):
            return [nodes.inline("", self.text)], []
        return [nodes.reference("", self.text, refuri=f"{'../' * self.env.docname.count('/')}{self.text}", internal=True)], []


def _ask(app, doctree):
    if any(set(TOOLS) & set(one["classes"]) for one in doctree.findall(nodes.container)):
        frame.add_scripts(app, app.env.docname, SCRIPT)


def _equip(app, doctree, docname):
    """Tell a tool where the record lies, and of which data it is; lead from the page of a sector or partner to what follows it."""
    if app.builder.format == "html" and series.of(docname) and feed_links.has_feed(app):
        word, name = translator(app.config.language), docname.rpartition("/")[2]
        links = (
            (f"calendars/{name}.ics", word("Calendar of what is due (ICS)")),
            (feed_links.own_feed(docname), word("Feed of what changes (Atom)")),
        )
        text = " · ".join(f'<a href="{"../" * docname.count("/")}{place}">{escape(said)}</a>' for place, said in links)
        doctree.children[-1].append(nodes.raw("", f'<p class="notebook-link" data-pagefind-ignore>{text}</p>', format="html"))
    for container in list(doctree.findall(nodes.container)):
        for one in series.SERIES:
            if f"doors-{one.parameter}" in container["classes"]:
                container.append(nodes.raw("", _doors(app, docname, one), format="html"))
        for tool in set(TOOLS) & set(container["classes"]):
            place = f"{'../' * docname.count('/')}{FOLDER}/"
            report = Report(*_edition(app))
            version = digest(*(report.parts.get(table) for table in report.schema.tables))[:8]
            mark = nodes.raw("", f'<div class="record-tool" data-tool="{tool}" data-record="{place}" data-version="{version}"></div>', format="html")
            container.parent.insert(container.parent.index(container), mark)


def _doors(app, docname, one):
    """Return the links to the pages of a series, in the order of the contents."""
    pages = [name for part in app.config.external_site_map.root.subtrees for name in part.items if series.of(name) is one]
    links = (f'<a href="{app.builder.get_relative_uri(docname, name)}">{escape(app.env.titles[name].astext())}</a>' for name in pages)
    return f'<p class="doors">{" · ".join(links)}</p>'


def _write(app, error):
    if error or app.builder.format != "html" or not feed_links.has_feed(app):
        return
    for function in subject().book_files:
        for name, content in pkgutil.resolve_name(function)(*_edition(app)).items():
            path = Path(app.outdir, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)


def _edition(app):
    """Return the parameters of the edition that the book shows."""
    config = app.config
    return config.language, config.econsec_as_of, config.econsec_scope, edition_line.schema(app).folder
