"""How an exhibit was made: under it, on demand, the cell that made it, with the way to the notebook."""

import json
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book.exhibit_line import LINE, notebook_path
from econsec.words import translator


def setup(app: Sphinx) -> None:
    """Register the folds."""
    app.connect("doctree-resolved", _add, priority=950)  # after the lines under exhibits


def _add(app, doctree, docname):
    if app.builder.format != "html" or not app.env.doc2path(docname).endswith(".ipynb"):
        return
    cells = _cells(app.env.doc2path(docname))
    for figure in doctree.findall(nodes.figure):
        name = next((key for key in figure["ids"] if key in cells), None)
        if name:
            line = next((one for one in figure if LINE in one["classes"]), figure)
            line.append(_fold(app, docname, cells[name]))


def _cells(path):
    """Return the sources of the cells that show an exhibit, by its name."""
    with open(path, encoding="utf-8") as file:
        cells = json.load(file)["cells"]
    named = ((cell["metadata"].get("mystnb", {}).get("figure", {}).get("name"), cell["source"]) for cell in cells)
    return {name: source if isinstance(source, str) else "".join(source) for name, source in named if name}


def _fold(app, docname, source):
    word = translator(app.config.language)
    link = f'<a href="{notebook_path(app, docname)}" download>{escape(word("Download the notebook of this page"))}</a>'
    code = nodes.literal_block(source, source, language="none", classes=["how-made-code"])
    opening = f'<details class="exhibit-menu how-made" data-pagefind-ignore><summary>{escape(word("How this was made"))}</summary>'
    return nodes.container("", nodes.raw("", opening, format="html"), code, nodes.raw("", f"<p>{link}</p></details>", format="html"))
