"""Ways to the partners' pages: from their names in tables that list partners, and from under charts of partners.

Only a book knows which pages it has, so the chapters' own outputs do not hold these links.
"""

import re
from html import escape

from docutils import nodes

from econsec import partners
from econsec.texts import translator

INDEXES = ("coverage_table", "coverage_matrix")  # the exhibits whose partners lead to their pages
NAMED = re.compile(r'(<th scope="row" data-value="([A-Z]{3})">)([^<]*)(</th>)')


def setup(app):
    """Register the links."""
    app.connect("doctree-resolved", _link, priority=800)  # before the lines under exhibits


def pages(app):
    """Return the partners' pages of the book in the order of its contents: ``code -> docname``."""
    parts = app.config.external_site_map.root.subtrees
    found = [name for part in parts for name in part.items if name.startswith(f"{partners.CHAPTER}_")]
    return {name.rpartition("_")[2].upper(): name for name in found}


def _link(app, doctree, docname):
    there = pages(app) if app.builder.format == "html" else {}
    if not there or docname in there.values():
        return
    places = {code: app.builder.get_relative_uri(docname, name) for code, name in there.items()}
    for raw in list(doctree.findall(nodes.raw)):
        html = raw.astext()
        if "spec" in raw and raw["spec"]["usermeta"]["exhibit"] in INDEXES:
            names = {code: app.env.titles[name].astext() for code, name in there.items()}
            line = nodes.raw("", _line(app, places, names), format="html")
            raw.parent.insert(raw.parent.index(raw) + 1, line)
        elif any(f'id="{name}"' in html for name in INDEXES):
            raw.replace_self(nodes.raw("", NAMED.sub(lambda match: _name(match, places), html), format="html"))


def _name(match, places):
    start, code, name, end = match.groups()
    return f'{start}<a href="{escape(places[code])}">{name}</a>{end}' if code in places else match.group()


def _line(app, places, names):
    """Return the line of links for a chart: its own labels are part of a picture, which cannot hold any."""
    links = " · ".join(f'<a href="{escape(places[code])}">{escape(names[code])}</a>' for code in places)
    text = escape(translator(app.config.language)("Pages: {pages}")).format(pages=links)
    return f'<p class="exhibit-source exhibit-pages" data-pagefind-ignore>{text}</p>'
