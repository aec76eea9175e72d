"""The line under each exhibit: its works, its files, its table; and each chapter's way to its notebook.

The files themselves are written in :mod:`econsec.book.exhibit_files`.
"""

import re
import sys
from functools import partial
from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from econsec.book import charts, doctrees, error_reports, feed_links, frame, numbering
from econsec.book.data_tables import node_of
from econsec.book.edition_line import day as edition_day
from econsec.book.folds import PHONE, unfolding
from econsec.editions import MARKS, series
from econsec.exhibits import Folds, as_of, feed, works_html
from econsec.words import Formats, translator

FOLDER, NOTEBOOKS, WORKBOOK = "exhibits", "notebooks", "tables.xlsx"
WORKBOOKS = {True: "All tables (Excel)", False: "All tables of this page (Excel)"}  # in the report's own, in that of a page of a series
MOST = 3  # works that a line names; further ones are folded away
MANY = 40  # works that the fold lists; of more, a list is nothing to read
LINE = "exhibit-line"
SCREEN = 12  # rows of a table that a screen holds, about
PDF = '<li class="exhibit-pdf" hidden></li>'  # the place of the link to the PDF: ``econsec pdf`` puts it there, for a PDF comes after the pages
EVERYTHING = Folds(sys.maxsize, sys.maxsize, sys.maxsize)  # what the article shows is few rows, and all of it is shown
FILES = {
    "figure": {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite", "bib": "BibTeX", "ris": "RIS"},
    "table": {"csv": "CSV", "bib": "BibTeX", "ris": "RIS"},
}


def setup(app: Sphinx) -> None:
    """Register the lines under exhibits and the links to notebooks."""
    app.connect("doctree-resolved", _add_lines, priority=900)


def exhibits(app, doctree, docname):
    """Yield the exhibits of a page: figure node, the node of what it shows, kind, name, number in words, day."""
    for figure in doctree.findall(nodes.figure):
        shown = next((raw for raw in figure.findall(nodes.raw) if "spec" in raw or ("table" in raw and raw["table"].rows)), None)
        if shown is None or not figure["ids"]:
            continue
        kind, name = ("figure" if "spec" in shown else "table"), figure["ids"][0]
        day = shown["spec"]["usermeta"].get("as_of", "") if kind == "figure" else shown["table"].as_of
        yield figure, shown, kind, name, numbering.number(app, docname, name), day or edition_day(app)


def sources(shown):
    """Return the sources of what an exhibit shows."""
    return charts.sources_of(shown["spec"]) if "spec" in shown else shown["table"].sources


def file_name(name):
    """Return the stem of an exhibit's files."""
    return re.sub(r"^(fig|tab)-", "", name).replace("-", "_")


def _add_lines(app, doctree, docname):
    if app.builder.format != "html":
        return
    tables = places(app)
    for figure, shown, kind, name, number, day in list(exhibits(app, doctree, docname)):
        works = _works(rests_on := sources(shown))
        marks, words = _evidence(app, rests_on)
        after = [" · ".join(filter(None, [short(app, works), marks]))] if works else []
        after += [escape(rests_on.heading)] if rests_on and not works else []
        if day != edition_day(app):  # which every page says at its head
            after.append(escape(as_of(day, app.config.language, app.config.econsec_last_event)))
        if kind == "figure" and (key := shown["spec"]["usermeta"].get("table")) in tables:
            after.append(_link_to_table(app, docname, *tables[key]))
        for said in [raw for raw in figure.findall(nodes.raw) if "sources" in raw]:  # the line says them
            said.parent.remove(said)
        figure["classes"] += [f"{kind}-exhibit"]
        if kind == "table":
            _show_table(app, docname, figure, shown, number)
        line = _line(app, docname, kind, name, number, after, _folded(app, works, marks, words))
        figure.append(line)
    for drawn in list(doctree.findall(lambda node: isinstance(node, nodes.raw) and "spec" in node)):
        _show_chart(app, docname, drawn)
    if app.env.doc2path(docname).endswith(".ipynb"):
        doctree.append(nodes.raw("", _notebook_link(app, docname), format="html"))


def _show_table(app, docname, figure, shown, number):
    """Show a table as a page does: folded where it is long, with the place of its filter before it."""
    table, word = shown["table"], translator(app.config.language)
    brief = bool(series.of(docname))  # a page of many short parts, each of which says in a sentence what its table holds
    folds = EVERYTHING if app.config.econsec_scope == "article" else Folds(closed=brief)
    fresh, rows = node_of(table, folds), table.drawn().rows
    folded, less = folds.marks(rows)[-1], word("Show the first rows only")
    shown.replace_self(fresh)
    frame.add_scripts(app, docname, "tables.js")
    if len(table.rows) > SCREEN:
        figure.insert(0, nodes.raw("", _tools(app, table, number), format="html", tools=True))
    if folded:
        more = word("Show all {n} rows").format(n=len(table.rows))
        _add_after(fresh, unfolding(table.name, folded, more, less))
    elif any(folds.long(cell) for row in rows for cell in row.cells):
        _add_after(fresh, unfolding(table.name, PHONE, word("Show the whole text"), word("Show its beginning only")))


def _show_chart(app, docname, shown):
    """Show a chart as a page does: its marks speak, and on a phone it is folded where it is longer than a screen."""
    said, word = shown["spec"]["usermeta"], translator(app.config.language)
    frame.add_scripts(app, docname, "charts.js")
    charts.write_sayings(app, docname, shown, partial(_address, app, docname, said.get("table", "")))
    if shown["tall"]:
        _add_after(shown, unfolding(said["exhibit"], PHONE, word("Show the whole chart"), word("Show its beginning only")))


def _add_after(shown, node):
    shown.parent.insert(shown.parent.index(shown) + 1, node)


def pages(app):
    """Return the pages that exhibits stand on, in the order of the contents."""
    first, *others = app.config.external_site_map
    return [first, *(name for name in others if name in app.env.found_docs)]


def places(app):
    """Return where each table of the book stands: ``name -> (docname, anchor, number)``; the first place counts.

    Where rows stand is kept beside it: ``key -> {table: (docname, id)}``.
    """
    if not hasattr(app, "econsec_tables"):
        app.econsec_tables, app.econsec_rows = {}, {}
        for docname in pages(app):
            for _, shown, kind, name, number, _ in exhibits(app, doctrees.as_read(app, docname), docname):
                if kind == "table":
                    table = shown["table"]
                    app.econsec_tables.setdefault(table.name, (docname, name, number))
                    for row in table.rows:
                        app.econsec_rows.setdefault(row.key, {}).setdefault(table.name, (docname, table.row_id(row)))
    return app.econsec_tables


def _link_to_table(app, docname, target, anchor, number):
    page = "" if target == docname else app.builder.get_relative_uri(docname, target)
    return f'<a class="exhibit-table" href="{page}#{anchor}">{escape(number)}</a>'


def _address(app, docname, table, row):
    """Return where a chart's row is shown in full: in the chart's own table, else in the one table that has a row of that name.

    What pages of series repeat counts where no other page has it.
    """
    places(app)
    held = app.econsec_rows.get(row.get("id"), {})
    others = [place for place in held.values() if not series.of(place[0])]
    found = others or list(held.values())
    known = held.get(table) or (found[0] if len(found) == 1 else None)
    return app.builder.get_relative_uri(docname, known[0]) + f"#{known[1]}" if known else ""


def _works(sources):
    """Return the works that an exhibit rests on, each a link, the first after the line's heading."""
    first, *others = works_html(sources) if sources and sources.works else [""]
    return [f"{escape(sources.heading)}: {first}", *others] if first else []


def _evidence(app, works):
    """Return how many entries rest at best on what, in marks, which say more on demand, and in words."""
    if not works or not works.evidence:
        return "", ""
    word, number = translator(app.config.language), Formats(app.config.language).number
    counts = [(MARKS[code], label, number(count)) for code, label, count in works.evidence]
    words = escape(word("Entries by their best evidence: {counts}").format(counts=" · ".join(map(" ".join, counts))))
    short = " ".join(f"{mark} {count}" for mark, _, count in counts) if len(counts) > 1 else " ".join(counts[0][:2])
    return f'<span class="evidence" title="{words}"><span aria-hidden="true">{short}</span><span class="hidden">{words}</span></span>', words


def source_line(app, sources, works=None):
    """Return what a picture says of its sources: the first works, and how many more there are; ``works`` are their names, where others."""
    names = [text for _, text, _ in sources.works] if works is None else works
    return f"{sources.heading}: {short(app, names)}" if names else ""


def short(app, works):
    """Return the names of the first works, and how many more there are."""
    word = translator(app.config.language)
    if len(works) <= MOST:
        return "; ".join(works)
    return word("{works} and {n} more").format(works="; ".join(works[: MOST - 1]), n=len(works) - MOST + 1)


def _folded(app, works, marks, words):
    """Return all works, folded away, where the line does not name them all."""
    word = translator(app.config.language)
    if len(works) <= MOST:
        return ""
    heading = escape(word("{n} sources").format(n=len(works)))
    said = f"<p>{words}</p>" if words else ""
    if len(works) > MANY:
        named = escape(word("Each row of the table names its own; the files to download list all."))
    else:
        named = "; ".join(works)
    return f'<details class="exhibit-menu exhibit-works" data-pagefind-ignore><summary>{heading} {marks}</summary>{said}<p>{named}</p></details>'


def _line(app, docname, kind, name, number, after, folded=""):
    """Return the quiet line under an exhibit, with its menu: a node to which others may add."""
    word, here = translator(app.config.language), app.builder.get_target_uri(docname)
    stem = relative_uri(here, f"{FOLDER}/{file_name(name)}")
    files = FILES[kind] | {"txt": word("Citation")}
    links = [f'<a href="{stem}.{end}" download>{escape(label)}</a>' for end, label in files.items()]
    tables = relative_uri(here, f"{FOLDER}/{workbook(docname)}")
    place = links.index(next(link for link in links if ".csv" in link)) + 1
    links.insert(place, f'<a href="{tables}" download>{escape(word(WORKBOOKS[workbook(docname) == WORKBOOK]))}</a>')
    links.append(f'<a href="#{name}">{escape(word("Link to this exhibit"))}</a>')
    items = "".join(f"<li>{link}</li>" for link in links) + _beyond(app, docname, name, number)
    works, *others = after or [""]
    lines = [works, " · ".join(others)] if folded else [" · ".join(after)]  # a phone shows the fold alone
    said = folded.join(f'<p class="exhibit-source" data-pagefind-ignore>{line}</p>' if line else "" for line in lines)
    short, long = (escape(word(text).format(number=number)) for text in ("Download, cite", "Download or cite {number}"))
    title = f'<span aria-hidden="true">{short}</span><span class="hidden">{long}</span>'
    menu = f'<details class="exhibit-menu" data-pagefind-ignore><summary>{title}</summary><ul>{items}</ul></details>'
    return nodes.container("", nodes.raw("", f"{said}{menu}", format="html"), classes=[LINE])


def _beyond(app, docname, name, number):
    """Return what a reader may want of more than the exhibit: to follow the report, to have it whole, to correct it."""
    word, config, items = translator(app.config.language), app.config, []
    if feed_links.has_feed(app):
        place = relative_uri(app.builder.get_target_uri(docname), feed.NAME)
        items.append(f'<li><a href="{place}" type="application/atom+xml">{escape(word("Follow changes (Atom feed)"))}</a></li>')
        items.append(PDF)
    if where := error_reports.address(config, docname, name, number):
        items.append(f'<li><a class="report-error" href="{escape(where)}">{escape(word("Report an error in this exhibit"))}</a></li>')
    return "".join(items)


def workbook(docname):
    """Return the workbook in which a page's tables lie: a page of a series, whose rows are other pages' too, has its own."""
    return f"{docname.rpartition('/')[2]}.xlsx" if series.of(docname) else WORKBOOK


def _tools(app, table, number):
    """Return the place of a long table's filter, which a script fills; without one it takes no room."""
    word = translator(app.config.language)
    said = {
        "table": table.name,
        "label": word("Filter the rows of {number}").format(number=number),
        "status": word("{shown} of {total} rows"),
        "originals": word("Originals only"),
    }
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in said.items())
    return f'<div class="table-tools"{data} data-pagefind-ignore></div>'


def notebook_path(app, docname):
    """Return the way from a page to its notebook."""
    return relative_uri(app.builder.get_target_uri(docname), f"{NOTEBOOKS}/{docname.rpartition('/')[2]}.ipynb")


def _notebook_link(app, docname):
    word, path = translator(app.config.language), notebook_path(app, docname)
    text = escape(word("Download the notebook of this page"))
    return f'<p class="notebook-link" data-pagefind-ignore><a href="{path}" download>{text}</a></p>'
