"""Terms explained: where a page first uses one, a link that says what it means; and a page of all of them.

Which terms there are is the subject's affair.
"""

import re
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from econsec.subject import subject
from econsec.words import translator

PAGE = "chapters/glossary"


def setup(app: Sphinx) -> None:
    """Register the page and the links."""
    app.connect("html-collect-pages", _page)
    app.connect("html-page-context", _context)
    app.connect("doctree-resolved", _explain, priority=650)


def _page(app):
    """Yield the page of all terms, in the order of the alphabet of the book's language."""
    if not subject().glossary:
        return
    word = translator(app.config.language)
    terms = sorted(subject().glossary, key=lambda term: word(term.name).lower())
    lines = "".join(f'<dt id="{term.key}">{escape(word(term.name))}</dt><dd>{escape(word(term.meaning))}</dd>' for term in terms)
    title, lead = (escape(word(text)) for text in ("Terms", "What the report calls by a short name, in a sentence or two each."))
    body = f'<section id="terms"><h1>{title}</h1><p>{lead}</p><dl class="terms">{lines}</dl></section>'
    yield (
        PAGE,
        {"title": word("Terms"), "body": body, "about": word("What the report calls by a short name, in a sentence or two each.")},
        "page.html",
    )


def _context(app, pagename, templatename, context, doctree):
    context["glossary"] = PAGE if subject().glossary else ""


def _explain(app, doctree, docname):
    """Make the first mention of each term in a page's prose a link that says what it means."""
    if app.builder.format != "html":
        return
    word, page = translator(app.config.language), app.builder.get_relative_uri(docname, PAGE)
    wanted = {term: _pattern((word(term.name), *term.forms)) for term in subject().glossary}
    for text in list(doctree.findall(nodes.Text)):
        if not wanted or not _is_prose(text):
            continue
        found = [(match, term) for term, pattern in wanted.items() if (match := pattern.search(text))]
        if found:
            match, term = min(found, key=lambda one: one[0].start())
            del wanted[term]
            link = nodes.reference("", match[0], refuri=f"{page}#{term.key}", reftitle=word(term.meaning), internal=True, classes=["term"])
            parts = [nodes.Text(text[: match.start()]), link, nodes.Text(text[match.end() :])]
            text.parent.replace(text, [part for part in parts if part.astext()])


def _pattern(forms):
    """Return what finds a term as a word of its own, in Japanese also within a longer text; acronyms in capitals alone."""
    acronym = all(form == form.upper() for form in forms)
    return re.compile(f"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, forms))})(?![A-Za-z0-9])", 0 if acronym else re.IGNORECASE)


def _is_prose(text):
    """Tell whether a text stands directly in a paragraph of a section: not in a heading, a caption, a link, a value."""
    return isinstance(text.parent, nodes.paragraph) and isinstance(text.parent.parent, (nodes.section, nodes.list_item))
