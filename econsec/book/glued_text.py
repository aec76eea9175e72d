"""The role ``{glue:text}``: myst-nb's, made to work in translated sentences too.

Sphinx parses a translation apart from its notebook, where myst-nb 1.4 no longer finds what the notebook glued.
"""

import json

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from econsec.exhibits import glued

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


def setup(app: Sphinx) -> None:
    """Put the role in the place of myst-nb's."""
    app.setup_extension("myst_nb")
    app.add_role_to_domain("glue", "text", GluedText(), override=True)
    app.connect("source-read", _collect)


def _collect(app, docname, source):
    if app.env.doc2path(docname).endswith(".ipynb"):
        app.env.temp_data["econsec_values"] = glued(json.loads(source[0]))
