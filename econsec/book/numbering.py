"""Number tables as tables, for myst-nb puts every captioned output into a figure; put captions first."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import NodeMatcher

# On the finished page: docutils 0.21 ends a caption where its figure ends.
FIGURE = re.compile(r"(<figure\b[^>]*>\n?)((?:(?!</figure>).)*?)(<figcaption>.*?</figcaption>\n?)(?=</figure>)", re.DOTALL)


class table_figure(nodes.figure):
    """A captioned output that is a table; counted with the tables."""


def setup(app: Sphinx) -> None:
    """Register the node and the transform that makes it."""
    app.add_enumerable_node(table_figure, "table", _caption, html=(_visit, _depart), gettext=(_pass, _pass))
    app.add_transform(TablesAreTables)
    app.connect("html-page-context", _captions_first)


class TablesAreTables(SphinxTransform):
    """Turn figures named ``tab-…`` into table figures."""

    default_priority = 400

    def apply(self, **kwargs):
        """Replace each figure, and what the document knows about it."""
        for figure in list(self.document.findall(NodeMatcher(nodes.figure))):
            if not any(name.startswith("tab-") for name in figure["names"]):
                continue
            table = table_figure("", *figure.children, **figure.attributes)
            figure.replace_self(table)
            for key in table["ids"]:
                self.document.ids[key] = table


def _captions_first(app, pagename, templatename, context, doctree):
    """Put each caption before what it names: paper breaks such a figure well, and so readers who listen get it."""
    if doctree is not None:
        context["body"] = FIGURE.sub(r"\1\3\2", context["body"])


def _caption(node):
    return next((child.astext() for child in node if isinstance(child, nodes.caption)), "")


def _visit(translator, node):
    translator.visit_figure(node)


def _depart(translator, node):
    translator.depart_figure(node)


def _pass(translator, node):
    pass
