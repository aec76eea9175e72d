"""The files that a reader can take away: those of each exhibit, the workbooks, the notebooks.

They lie in ``exhibits/`` and ``notebooks/`` of the book, so that no server is needed. What they hold is for
:mod:`econsec.exhibits.exports`, :mod:`econsec.exhibits.pictures` and :mod:`econsec.exhibits.citations`.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book import charts, doctrees
from econsec.book.exhibit_line import FOLDER, NOTEBOOKS, exhibits, file_name, pages, source_line, sources, workbook
from econsec.exhibits import Exhibit, chart_grid, citations, draw, pictures, table_grid, to_csv, to_spec, to_workbook


def setup(app: Sphinx) -> None:
    """Register the writing of the files."""
    app.connect("build-finished", _write)


def _write(app, error):
    if app.builder.format != "html" or error or app.config.econsec_live:
        return
    found, books = [], {}
    for docname in [*pages(app), *sorted(app.env.found_docs - set(pages(app)))]:
        path, doctree = app.env.doc2path(docname), doctrees.as_read(app, docname)
        if path.endswith(".ipynb"):
            _put(app, f"{NOTEBOOKS}/{Path(path).name}", _notebook(path, app.config.language))
        here = [_exhibit(app, *one) for one in exhibits(app, doctree, docname)]
        books.setdefault(workbook(docname), []).extend(one for one in here if not one.spec)
        found += here
    for exhibit in found:
        for end, content in _files(exhibit, charts.drawn(app.config)).items():
            _put(app, f"{FOLDER}/{exhibit.name}.{end}", content)
    for name, tables in books.items():
        if tables:
            _put(app, f"{FOLDER}/{name}", to_workbook(tables))


def _exhibit(app, figure, shown, kind, name, number, day):
    lang, works, spec = app.config.language, sources(shown), shown.get("spec")
    return Exhibit(
        name=file_name(name),
        number=number,
        title=next(child.astext() for child in figure if isinstance(child, nodes.caption)).rstrip(".。"),
        as_of=day,
        sources=f"{works.heading}: {'; '.join(text for _, text, _ in works.works)}" if works else "",
        source_line=source_line(app, works) if works else "",
        grid=chart_grid(spec, lang) if spec else table_grid(shown["table"], lang),
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
    """Return an executed chapter with the language it was executed in as its parameter, which is the first thing of that name."""
    return re.sub(r'"lang: str = \\"\w+\\"', rf'"lang: str = \\"{lang}\\"', Path(path).read_text(encoding="utf-8"), count=1)


def _put(app, name, content):
    path = Path(app.outdir, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
