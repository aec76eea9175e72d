"""The role ``{glue:text}``: myst-nb's, made to work in translated sentences too.

Sphinx parses a translation apart from its notebook, where myst-nb no longer finds what the notebook glued.
"""

import json

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from econsec.outputs import GLUE

LOGGER = logging.getLogger(__name__)


class GluedText(SphinxRole):
    """A glued value as text."""

    def run(self):
        """Return the text, or warn that the chapter glues no such value."""
        values = self.env.temp_data.get("econsec_values", {})
        if self.env.app.builder.name == "gettext":  # messages are taken from chapters that need not have run
            return [nodes.inline("", self.text)], []
        if self.text not in values:
            LOGGER.warning("%r is not a value that this chapter glues", self.text, location=self.get_location())
            return [], []
        return [nodes.inline("", values[self.text], classes=["pasted-text"])], []


def setup(app):
    """Put the role in the place of myst-nb's."""
    app.setup_extension("myst_nb")
    app.add_role_to_domain("glue", "text", GluedText(), override=True)
    app.connect("source-read", _collect)


def _collect(app, docname, source):
    if app.env.doc2path(docname).endswith(".ipynb"):
        app.env.temp_data["econsec_values"] = glued(json.loads(source[0]))


def glued(notebook, raw=False):
    """Return what a notebook glues: ``name -> text``, or the raw values."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    found = {}
    for output in outputs:
        name = output.get("metadata", {}).get("scrapbook", {}).get("name")
        if name:
            text = output["data"][f"{GLUE}{'application/json' if raw else 'text/plain'}"]
            text = text if isinstance(text, str) else "".join(text)
            found[name] = json.loads(text) if raw else text
    return found
