"""Headings and captions as pages have them: a heading has an id of its own, a caption stands before what it names."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class PageTranslator(HTML5Translator):
    """Sphinx's writer of HTML, but a caption ends before what it names: docutils closes it at the end of the figure."""

    def depart_caption(self, node):
        """End the caption, with what describes the figure inside where there is such a text."""
        super().depart_caption(node)
        if isinstance(node.parent, nodes.figure) and not isinstance(node.next_node(descend=False, siblings=True), nodes.legend):
            self.body.append("</figcaption>\n")

    def visit_legend(self, node):
        """Begin what describes a figure."""
        self.body.append(self.starttag(node, "div", CLASS="legend"))

    def depart_legend(self, node):
        """End what describes a figure, and its caption."""
        self.body.append("</div>\n</figcaption>\n")

    def depart_figure(self, node):
        """End the figure."""
        self.body.append("</figure>\n")


def setup(app: Sphinx) -> None:
    """Register the writer and what it needs of each page."""
    app.set_translator("html", PageTranslator)
    app.connect("doctree-resolved", _arrange, priority=980)  # after all that goes into figures


def _arrange(app, doctree, docname):
    if app.builder.format != "html":
        return
    for figure in doctree.findall(nodes.figure):
        said = [child for child in figure if isinstance(child, nodes.caption | nodes.legend)]
        for place, child in enumerate(said):  # paper breaks such a figure well, and readers who listen hear first what it is
            figure.remove(child)
            figure.insert(place, child)
    for section in doctree.findall(nodes.section):
        for title in section.children[:1]:
            if isinstance(title, nodes.title) and not isinstance(section.parent, nodes.document):
                title["ids"] = [f"{section['ids'][0]}-heading"]  # the search groups what it finds by headings with an id
