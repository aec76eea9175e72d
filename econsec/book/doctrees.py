"""Pages as they were read, to be looked at alone: each is read from its file once a run.

Sphinx reads a page again each time that something asks for it: for each link by number, for each table led to, for each file.
"""

from docutils import nodes
from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Forget what was kept when a run begins to write."""
    app.connect("env-updated", _forget)


def _forget(app, env):
    vars(app).pop("econsec_doctrees", None)


def as_read(app: Sphinx, docname: str) -> nodes.document:
    """Return a page as it was read; nobody may change it."""
    kept = vars(app).setdefault("econsec_doctrees", {})
    if docname not in kept:
        kept[docname] = app.env.get_doctree(docname)
    return kept[docname]
