"""Headings and captions as pages have them: a heading has an id of its own, a caption stands before what it names."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator


class PageTranslator(HTML5Translator):
    """Sphinx's writer of HTML, but a caption ends before what it names: docutils closes it at the end of the figure."""

    def depart_caption(self, node):
        """End the caption."""
        super().depart_caption(node)
        if isinstance(node.parent, nodes.figure):
            self.body.append("</figcaption>\n")

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
        caption = next((child for child in figure if isinstance(child, nodes.caption)), None)
        if caption is not None:  # paper breaks such a figure well, and readers who listen hear first what it is
            figure.remove(caption)
            figure.insert(0, caption)
    for section in doctree.findall(nodes.section):
        for title in section.children[:1]:
            if isinstance(title, nodes.title) and not isinstance(section.parent, nodes.document):
                title["ids"] = [f"{section['ids'][0]}-heading"]  # the search groups what it finds by headings with an id
