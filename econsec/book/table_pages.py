"""A page of its own for each table that is longer than a screen: all its rows, with filter, order and files.

The table's fold in the chapter leads there. An edition that shows all rows in place has no such pages. They repeat what chapters hold,
so that neither the search nor the site map lists them.
"""

from html import escape
from posixpath import dirname, join

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book.edition_line import leading_to_data
from econsec.book.exhibit_line import EVERYTHING, LINE, SCREEN, file_name
from econsec.book.numbering import number
from econsec.words import translator

PREFIX = "rows_"
PAGE = """<section id="all-rows">
<h1><span class="caption-number">{number}</span>{title}</h1>
<p>{lead}</p>
<figure class="table-exhibit" id="{name}">
{tools}
<div class="output text_html">{table}</div>
<div class="exhibit-line">{files}</div>
</figure>
</section>"""


def setup(app: Sphinx) -> None:
    """Register the pages and the ways to them."""
    app.connect("builder-inited", _begin)
    app.connect("doctree-resolved", _collect, priority=990)  # when all else about exhibits is there
    app.connect("html-collect-pages", lambda app: app.econsec_table_pages)


def _begin(app):
    app.econsec_table_pages = []  # of the chapters that are written in this run


def _collect(app, doctree, docname):
    if app.builder.format != "html" or app.config.econsec_scope == "article":
        return
    for figure in doctree.findall(nodes.figure):
        shown = next((raw for raw in figure.findall(nodes.raw) if "table" in raw), None)
        if shown is not None and len(shown["table"].rows) > SCREEN:
            page = join(dirname(docname), PREFIX + file_name(figure["ids"][0]))
            app.econsec_table_pages.append((page, _context(app, docname, page, figure, shown["table"]), "page.html"))
            shown.parent.insert(shown.parent.index(shown) + 2, _way(app, docname, page))  # after the button of its fold


def _way(app, docname, page):
    text = escape(translator(app.config.language)("Table on a page of its own"))
    link = f'<a href="{app.builder.get_relative_uri(docname, page)}">{text}</a>'
    return nodes.raw("", f'<span class="own-page no-paper" data-pagefind-ignore>{link}</span>', format="html")


def _context(app, docname, page, figure, table):
    """Return what the page of a table is made of; ``repeats`` says a part of which page it is."""
    word, name = translator(app.config.language), figure["ids"][0]
    numbered, title, rows = number(app, docname, name), figure[0].astext().rstrip(".。"), len(table.rows)
    link = f'<a href="{app.builder.get_relative_uri(page, docname)}#{name}">{escape(numbered)}</a>'
    lead = escape(word("All {n} rows of {number}, from the page “{page}”."))
    body = PAGE.format(
        number=escape(numbered),
        title=escape(title),
        lead=lead.format(n=rows, number=link, page=escape(app.env.titles[docname].astext())),
        name=name,
        tools=next(raw for raw in figure.findall(nodes.raw) if "tools" in raw).astext(),
        table=leading_to_data(app, page, table.html(sourced=False, folds=EVERYTHING)),
        files=next(one for one in figure if LINE in one.get("classes", ()))[0].astext(),
    )
    about = word("All {n} rows of {number}, to filter, to sort and to take away: {title}.").format(n=rows, number=numbered, title=title)
    heading = word("{number}. {title}").format(number=numbered, title=title)
    return {"title": heading, "body": body, "about": about, "repeats": docname, "scripts": ["tables.js"]}
