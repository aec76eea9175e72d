"""What a reader can take away: the line under each exhibit with its files, and each chapter's notebook.

What the files hold is for :mod:`econsec.exhibits.exports`, :mod:`econsec.exhibits.pictures` and :mod:`econsec.exhibits.citations`; they lie in
``exhibits/`` and ``notebooks/`` of the book, so that no server is needed.
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.osutil import relative_uri

from econsec.book import vega
from econsec.book.edition_line import day as edition_day
from econsec.editions import partners
from econsec.exhibits import Exhibit, as_of, chart_grid, citations, draw, pictures, table_grid, to_csv, to_spec, to_workbook, works_html
from econsec.words import translator

FOLDER, NOTEBOOKS, WORKBOOK = "exhibits", "notebooks", "tables.xlsx"
WORKBOOKS = {True: "All tables (Excel)", False: "All tables of this page (Excel)"}  # in the report's own, in a partner's
MOST = 6  # works that a line names; further ones are folded away
SCREEN = 12  # rows of a table that a screen holds, about
FILES = {
    "figure": {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite", "bib": "BibTeX", "ris": "RIS"},
    "table": {"csv": "CSV", "bib": "BibTeX", "ris": "RIS"},
}


def setup(app: Sphinx) -> None:
    """Register the lines under exhibits, the links to notebooks, and the writing of the files."""
    app.connect("doctree-resolved", _add_lines, priority=900)
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write)


def _exhibits(app, doctree, docname):
    """Yield the exhibits of a page: figure node, the node of what it shows, kind, name, number in words, day."""
    numbers = app.env.toc_fignumbers.get(docname, {})
    for figure in doctree.findall(nodes.figure):
        shown = next((raw for raw in figure.findall(nodes.raw) if "spec" in raw or ("table" in raw and raw["table"].rows)), None)
        if shown is None or not figure["ids"]:
            continue
        kind, name = ("figure" if "spec" in shown else "table"), figure["ids"][0]
        number = ".".join(map(str, numbers.get(kind, {}).get(name, ())))
        day = shown["spec"]["usermeta"].get("as_of", "") if kind == "figure" else shown["table"].as_of
        yield figure, shown, kind, name, app.config.numfig_format[kind] % number, day or edition_day(app)


def _sources(shown):
    """Return the sources of what an exhibit shows."""
    return vega.sources_of(shown["spec"]) if "spec" in shown else shown["table"].sources


def _file(name):
    return re.sub(r"^(fig|tab)-", "", name).replace("-", "_")


def _add_lines(app, doctree, docname):
    if app.builder.format != "html":
        return
    tables = _places(app)
    for figure, shown, kind, name, number, day in list(_exhibits(app, doctree, docname)):
        works = _works(sources := _sources(shown))
        after = [_short(app, works)] if works else []
        after += [escape(sources.heading)] if sources and not works else []
        after.append(escape(as_of(day, app.config.language, app.config.econsec_last_event)))
        if kind == "figure" and (key := shown["spec"]["usermeta"].get("table")) in tables:
            after.append(_link_to_table(app, docname, *tables[key]))
        for said in [raw for raw in figure.findall(nodes.raw) if "sources" in raw]:  # the line says them
            said.parent.remove(said)
        caption = next(place for place, child in enumerate(figure) if isinstance(child, nodes.caption))
        line = _line(app, docname, kind, name, number, after, _folded(app, works))
        figure.insert(caption, nodes.raw("", line, format="html"))
        if kind == "table" and len(shown["table"].rows) > SCREEN:
            figure.insert(0, nodes.raw("", _tools(app, shown["table"], number), format="html"))
    if app.env.doc2path(docname).endswith(".ipynb"):
        doctree.append(nodes.raw("", _notebook_link(app, docname), format="html"))


def _pages(app):
    """Return the pages that exhibits stand on, in the order of the contents."""
    first, *others = app.config.external_site_map
    return [first, *(name for name in others if name in app.env.found_docs)]


def _places(app):
    """Return where each table of the book stands: ``name -> (docname, anchor, number)``; the first place counts."""
    if not hasattr(app, "econsec_tables"):
        app.econsec_tables = {}
        for docname in _pages(app):
            for _, shown, kind, name, number, _ in _exhibits(app, app.env.get_doctree(docname), docname):
                if kind == "table":
                    app.econsec_tables.setdefault(shown["table"].name, (docname, name, number))
    return app.econsec_tables


def _link_to_table(app, docname, target, anchor, number):
    page = "" if target == docname else app.builder.get_relative_uri(docname, target)
    return f'<a class="exhibit-table" href="{page}#{anchor}">{escape(number)}</a>'


def _works(sources):
    """Return the works that an exhibit rests on, each a link, the first after the line's heading."""
    first, *others = works_html(sources) if sources and sources.works else [""]
    return [f"{escape(sources.heading)}: {first}", *others] if first else []


def _short(app, works):
    """Return the names of the first works, and how many more there are."""
    word = translator(app.config.language)
    if len(works) <= MOST:
        return "; ".join(works)
    return word("{works} and {n} more").format(works="; ".join(works[: MOST - 1]), n=len(works) - MOST + 1)


def _folded(app, works):
    """Return all works, folded away, where the line does not name them all."""
    word = translator(app.config.language)
    if len(works) <= MOST:
        return ""
    heading = escape(word("All {n} works").format(n=len(works)))
    return f'<details class="exhibit-menu exhibit-works"><summary>{heading}</summary><p>{"; ".join(works)}</p></details>'


def _line(app, docname, kind, name, number, after, folded=""):
    """Return the quiet line under an exhibit and its menu."""
    word, here = translator(app.config.language), app.builder.get_target_uri(docname)
    stem = relative_uri(here, f"{FOLDER}/{_file(name)}")
    files = FILES[kind] | {"txt": word("Citation")}
    links = [f'<a href="{stem}.{end}" download>{escape(label)}</a>' for end, label in files.items()]
    workbook = relative_uri(here, f"{FOLDER}/{_workbook(docname)}")
    place = links.index(next(link for link in links if ".csv" in link)) + 1
    links.insert(place, f'<a href="{workbook}" download>{escape(word(WORKBOOKS[_workbook(docname) == WORKBOOK]))}</a>')
    links.append(f'<a href="#{name}">{escape(word("Link to this exhibit"))}</a>')
    items = "".join(f"<li>{link}</li>" for link in links)
    title = escape(word("Download or cite {number}").format(number=number))
    return (
        f'<div class="exhibit-line" data-pagefind-ignore><p class="exhibit-source">{" · ".join(after)}</p>{folded}'
        f'<details class="exhibit-menu"><summary>{title}</summary><ul>{items}</ul></details></div>'
    )


def _workbook(docname):
    """Return the workbook in which a page's tables lie: a partner's page, whose rows are other pages' too, has its own."""
    return f"{docname.rpartition('/')[2]}.xlsx" if docname.startswith(f"{partners.CHAPTER}_") else WORKBOOK


def _tools(app, table, number):
    """Return the place of a long table's filter, which a script fills; without one it takes no room."""
    word = translator(app.config.language)
    said = {
        "table": table.name,
        "label": word("Filter the rows of {number}").format(number=number),
        "status": word("{shown} of {total} rows"),
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


def _add_scripts(app, pagename, templatename, context, doctree):
    """Load the scripts that a page needs on that page."""
    for mark, script in (('class="table-tools"', "tables.js"), ('class="chart-choice"', "legend.js")):
        if mark in context.get("body", ""):
            app.add_js_file(script, loading_method="defer")


def _write(app, error):
    if app.builder.format != "html" or error or app.config.econsec_live:
        return
    found, books = [], {}
    for docname in sorted(app.env.found_docs):
        path, doctree = app.env.doc2path(docname), app.env.get_doctree(docname)
        if path.endswith(".ipynb"):
            _put(app, f"{NOTEBOOKS}/{Path(path).name}", _notebook(path, app.config.language))
        exhibits = [_exhibit(app, *one) for one in _exhibits(app, doctree, docname)]
        books.setdefault(_workbook(docname), []).extend(one for one in exhibits if not one.spec)
        found += exhibits
    for exhibit in found:
        for end, content in _files(exhibit, vega.drawn(app.config)).items():
            _put(app, f"{FOLDER}/{exhibit.name}.{end}", content)
    for name, tables in books.items():
        tables.sort(key=lambda one: [int(digits) for digits in re.findall(r"\d+", one.number)])
        if tables:
            _put(app, f"{FOLDER}/{name}", to_workbook(tables))


def _exhibit(app, figure, shown, kind, name, number, day):
    lang, sources, spec = app.config.language, _sources(shown), shown.get("spec")
    return Exhibit(
        name=_file(name),
        number=number,
        title=next(child.astext() for child in figure if isinstance(child, nodes.caption)).rstrip(".。"),
        as_of=day,
        sources=f"{sources.heading}: {'; '.join(text for _, text, _ in sources.works)}" if sources else "",
        grid=chart_grid(spec) if spec else table_grid(shown["table"], lang),
        report=app.config.project,
        author=app.config.author,
        lang=lang,
        spec=spec,
        last_event=app.config.econsec_last_event,
    )


def _files(exhibit, kept):
    """Return the files of an exhibit by their ending."""
    files = {
        "csv": to_csv(exhibit),
        "bib": citations.bibtex(exhibit),
        "ris": citations.ris(exhibit),
        "txt": citations.plain(exhibit),
    }
    if exhibit.spec:
        svg = pictures.to_svg(exhibit, draw(exhibit.spec, kept=kept))
        files |= {"svg": svg, "png": pictures.to_png(exhibit, svg, kept), "vl.json": to_spec(exhibit)}
    return files


def _notebook(path, lang):
    """Return an executed chapter with the language it was executed in as its parameter."""
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if "parameters" in cell["metadata"].get("tags", []):
            cell["source"] = [re.sub(r'^lang: str = "\w+"', f'lang: str = "{lang}"', line) for line in cell["source"]]
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _put(app, name, content):
    path = Path(app.outdir, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
