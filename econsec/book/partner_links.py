"""Ways to the partners' pages: from their names in tables that list partners, and from under charts of partners.

Only a book knows which pages it has, so the chapters' own outputs do not hold these links.
"""

from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book.data_tables import linked, node_of
from econsec.editions import series
from econsec.subject import subject
from econsec.words import translator


def setup(app: Sphinx) -> None:
    """Register the links."""
    app.connect("doctree-resolved", _link, priority=800)  # before the lines under exhibits


def pages(app):
    """Return the partners' pages of the book in the order of its contents: ``code -> docname``."""
    parts = app.config.external_site_map.root.subtrees
    found = [name for part in parts for name in part.items if of_partner(name)]
    return {name.rpartition("_")[2].upper(): name for name in found}


def of_partner(docname):
    """Tell whether a page is a partner's."""
    found = series.of(docname)
    return bool(found) and found.parameter == "partner"


def _link(app, doctree, docname):
    there = pages(app) if app.builder.format == "html" else {}
    if not there or docname in there.values():
        return
    places = {code: app.builder.get_relative_uri(docname, name) for code, name in there.items()}
    for raw in list(doctree.findall(nodes.raw)):
        if "spec" in raw and raw["spec"]["usermeta"]["exhibit"] in subject().partner_exhibits:
            names = {code: app.env.titles[name].astext() for code, name in there.items()}
            line = nodes.raw("", _line(app, places, names), format="html")
            raw.parent.insert(raw.parent.index(raw) + 1, line)
        elif "table" in raw and raw["table"].name in subject().partner_exhibits:
            raw.replace_self(node_of(linked(raw["table"], lambda first: places.get(first.value, ""))))


def _line(app, places, names):
    """Return the line of links for a chart: its own labels are part of a picture, which cannot hold any."""
    links = " · ".join(f'<a href="{escape(places[code])}">{escape(names[code])}</a>' for code in places)
    text = escape(translator(app.config.language)("Pages: {pages}")).format(pages=links)
    return f'<p class="exhibit-source exhibit-pages" data-pagefind-ignore>{text}</p>'
