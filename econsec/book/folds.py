"""What is folded away until a reader asks for it: long tables and charts, and on a phone the end of a long section.

The style sheet folds, where a script can unfold; on paper and without scripts everything is shown.
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from econsec.editions import series
from econsec.exhibits import span
from econsec.words import translator

SHOWN, REST = 300, 200  # letters of prose that a phone shows of a section, and how many more are worth a fold
BRIEF = 120  # letters that it shows under the facts of a page of a series
PHONE = "beyond-phone"  # the class of what is folded away on a phone


def setup(app: Sphinx) -> None:
    """Register the folding of sections."""
    app.connect("doctree-resolved", _fold_sections, priority=970)


def unfolding(target: str, where: str, more: str, less: str) -> nodes.raw:
    """Return the button that unfolds what has an id; ``where`` is ``beyond``, or ``beyond-phone`` for phones alone."""
    said = f'aria-controls="{target}" aria-expanded="false" data-more="{escape(more)}" data-less="{escape(less)}"'
    button = f'<button type="button" class="unfold {where}" {said} data-pagefind-ignore>{escape(more)}</button>'
    return nodes.raw("", button, format="html")


def _fold_sections(app, doctree, docname):
    if app.builder.format != "html" or app.config.econsec_scope == "article" or docname == app.config.root_doc:
        return  # the summary is short, and what readers came for
    word = translator(app.config.language)
    for section in doctree.findall(nodes.section):
        most = BRIEF if series.of(docname) and isinstance(section.parent, nodes.section) else SHOWN
        rest = _rest([one for one in section if isinstance(one, nodes.paragraph)], most)
        for paragraph in rest:
            paragraph["classes"].append(PHONE)
        if rest:
            button = unfolding(section["ids"][0], PHONE, word("Read on in this section"), word("Show its beginning only"))
            section.insert(section.index(rest[-1]) + 1, button)


def _rest(paragraphs, most):
    """Return the paragraphs of a section beyond those with which it begins, where they are worth a fold."""
    shown = 0
    for place, paragraph in enumerate(paragraphs):
        if shown >= most:
            rest = paragraphs[place:]
            return rest if sum(span(one.astext()) for one in rest) >= REST else []
        shown += span(paragraph.astext())
    return []
