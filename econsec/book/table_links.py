"""The role ``{table}`goods_table```: in brackets, the number of a table of any page, which leads there; nothing where no page shows it.

What a page shows itself is named by ``{numref}``.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from econsec.book.exhibit_line import places
from econsec.words import translator


class TableOfAnyPage(SphinxRole):
    """The place of a link, until it is known which pages there are."""

    def run(self):
        """Return the place."""
        return [nodes.inline("", "", table_name=self.text)], []


def setup(app: Sphinx) -> None:
    """Register the role and what it becomes."""
    app.add_role("table", TableOfAnyPage())
    app.connect("doctree-resolved", _lead)


def _lead(app, doctree, docname):
    before, after = translator(app.config.language)(" ({number})").split("{number}")
    for inline in [one for one in doctree.findall(nodes.inline) if "table_name" in one]:
        found = places(app).get(inline["table_name"]) if app.builder.format == "html" else None
        inline.replace_self(_link(app, docname, before, after, *found) if found else [])


def _link(app, docname, before, after, target, anchor, number):
    address = f"{app.builder.get_relative_uri(docname, target)}#{anchor}"
    return [nodes.Text(before), nodes.reference("", number, refuri=address, internal=True), nodes.Text(after)]
