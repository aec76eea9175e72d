"""Which wordings a page shows: what the chapter's claims decide, before Sphinx reads it. Another heading has the first one's anchor.

Texts for translation are taken from all wordings.
"""

import json

from docutils import nodes
from docutils.nodes import make_id
from sphinx.application import Sphinx

from econsec.run import worded

MARK = "-anchor-"  # between a page and an anchor on it


def setup(app: Sphinx) -> None:
    """Choose wordings as each chapter is read."""
    app.connect("source-read", _choose, priority=100)
    app.connect("doctree-read", _anchor, priority=100)  # before contents are taken from it


def _choose(app, docname, source):
    if app.builder.name != "gettext" and app.env.doc2path(docname).endswith(".ipynb"):
        notebook = json.loads(source[0])
        chosen = worded(notebook, f"{make_id(docname)}{MARK}")
        if chosen is not notebook:
            source[0] = json.dumps(chosen, ensure_ascii=False)


def _anchor(app, doctree):
    """Give a section that stands under the anchor of another wording that anchor alone."""
    sections = {name: section for section in doctree.findall(nodes.section) for name in section["ids"]}
    for target in list(doctree.findall(nodes.target)):  # it stands at the end of the section before
        section = sections.get(target.get("refid"))
        if section is not None:
            section["ids"] = [target["refid"].rpartition(MARK)[2]]
            target.parent.remove(target)
