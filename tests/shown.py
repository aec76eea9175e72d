"""What chapters show: the value of a cell, or the exhibit of a name, over any edition."""

import ast
import functools
import json
import re

from conftest import PROJECT

from econsec import workbench

FIRST = ("parameters", "imports", "load")  # cells before what a chapter shows
EXHIBIT = re.compile(r'\bexhibit\(\s*"(\w+)"')
PARTNER, SECTOR = "partner", "sector"
_VALUES = {}


@functools.cache
def cells(chapter):
    """Return the code cells of a chapter after the first ones: ``id -> source``."""
    return {cell["id"]: "".join(cell["source"]) for cell in _code(chapter) if cell["id"] not in FIRST}


@functools.cache
def beyond(chapter):
    """Return the code cells of a chapter that the article's edition leaves out."""
    return {cell["id"] for cell in _code(chapter) if "beyond-article" in cell["metadata"].get("tags", [])}


def _code(chapter):
    notebook = json.loads((PROJECT / f"chapters/{chapter}.ipynb").read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


@functools.cache
def places():
    """Return where each exhibit is shown: ``name -> [(chapter, cell)]``, the pages of partners and sectors last."""
    chapters = sorted((path.stem for path in (PROJECT / "chapters").glob("*.ipynb")), key=lambda name: (name in (PARTNER, SECTOR), name))
    found = {}
    for chapter in chapters:
        for key, source in cells(chapter).items():
            for name in EXHIBIT.findall(source):
                found.setdefault(name, []).append((chapter, key))
    return found


def source_of(name):
    """Return the cell that shows an exhibit."""
    chapter, key = places()[name][0]
    return cells(chapter)[key]


TABLES = sorted(name for name in places() if re.search(r"forms\.(table|cross)\(", source_of(name)))
CHARTS = sorted(set(places()) - set(TABLES))
OF_PARTNERS = {name for name, found in places().items() if {chapter for chapter, _ in found} <= {PARTNER, SECTOR}}  # on no other page


def show(name, report):
    """Return the exhibit of a name as its chapter shows it over an edition; over one cut to a partner or a sector as that page does."""
    found = dict(places()[name])
    own = PARTNER if report.partner else SECTOR if report.sector else ""
    chapter = own if own in found else next(iter(found))
    return value(chapter, found[chapter], report)


def value(chapter, cell, report):
    """Return the value of a cell's last line over an edition; over the frozen data it is made once."""
    key = (chapter, cell, report.lang, report.as_of, report.scope, report.partner, report.sector)
    if report.schema.folder != PROJECT / "data":
        return _made(chapter, cell, report)
    if key not in _VALUES:
        _VALUES[key] = _made(chapter, cell, report)
    return _VALUES[key]


def _made(chapter, cell, report):
    """Return a cell's value; where it takes up what cells before it made, they run too."""
    keys, left_out = list(cells(chapter)), beyond(chapter) if report.scope == "article" else ()
    before = [cells(chapter)[key] for key in keys[: keys.index(cell)] if key not in left_out]
    try:
        return _run([cells(chapter)[cell]], report)
    except NameError:
        return _run([*before, cells(chapter)[cell]], report)


def _run(sources, report):
    """Run cells; return the value of the last line of the last."""
    exhibit, _, forms = workbench(report)
    names, result = {"report": report, "exhibit": exhibit, "forms": forms, "claim": lambda *_, **__: None}, None
    for source in sources:
        lines = ast.parse(source).body
        last = lines.pop() if isinstance(lines[-1], ast.Expr) else None
        exec(compile(ast.Module(lines, []), "cell", "exec"), names)
        result = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None
    return result
