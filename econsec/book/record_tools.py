"""The finder and the comparison of two days: where a page asks for one, and the record that they read, beside the pages.

A chapter asks with a container of that name, in which stands what a reader without scripts is told. What the files hold is the
report's (``book_files`` of its subject); the newest edition alone has them.
"""

import pkgutil
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book import edition_line, feed_links, frame
from econsec.editions import Report
from econsec.files import digest
from econsec.subject import subject

TOOLS = ("finder", "comparison")
FOLDER, SCRIPT = "record", "record.js"


def setup(app: Sphinx) -> None:
    """Register where tools stand and the writing of what they read."""
    app.connect("doctree-read", _ask, priority=900)
    app.connect("doctree-resolved", _equip, priority=900)
    app.connect("build-finished", _write)


def _ask(app, doctree):
    if any(set(TOOLS) & set(one["classes"]) for one in doctree.findall(nodes.container)):
        frame.add_scripts(app, app.env.docname, SCRIPT)


def _equip(app, doctree, docname):
    """Tell a tool where the record lies, and of which data it is."""
    for container in list(doctree.findall(nodes.container)):
        for tool in set(TOOLS) & set(container["classes"]):
            place = f"{'../' * docname.count('/')}{FOLDER}/"
            report = Report(*_edition(app))
            version = digest(*(report.parts.get(table) for table in report.schema.tables))[:8]
            mark = nodes.raw("", f'<div class="record-tool" data-tool="{tool}" data-record="{place}" data-version="{version}"></div>', format="html")
            container.parent.insert(container.parent.index(container), mark)


def _write(app, error):
    if error or app.builder.format != "html" or not feed_links.has_feed(app):
        return
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(exist_ok=True)
    for name, text in pkgutil.resolve_name(subject().record)(*_edition(app)).items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8", newline="\n")


def _edition(app):
    """Return the parameters of the edition that the book shows."""
    config = app.config
    return config.language, config.econsec_as_of, config.econsec_scope, edition_line.schema(app).folder
