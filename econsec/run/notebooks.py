"""Run chapters for an edition, and bring notebooks into the one form that is committed.

That form depends on code and data alone: no times, paths, random ids; one table row, one chart record a line.
"""

import copy
import json
import re
from pathlib import Path

import nbformat
import papermill
from nbformat.v4.rwbase import split_lines
from papermill.exceptions import PapermillExecutionError

from econsec.data import read_schema
from econsec.editions import WRITTEN, loaded, series
from econsec.exhibits import RESOURCE, VEGALITE
from econsec.project import project_root
from econsec.run import claims, rests

ENGINE = "econsec"
PARAMETERS = ("lang", "as_of", "scope", "data_dir")
RANDOM = re.compile(r"(?=.*\d)[0-9a-f]{8}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")  # ids by nbformat, by JupyterLab
CALL, HEADING = re.compile(r'^exhibit\(\s*"(\w+)"', re.M), re.compile(r"^#+ +(.+)$", re.M)
LINE = 110  # characters up to which a JSON value stays on one line


class ChapterError(Exception):
    """A chapter that failed: the message names chapter, cell and error."""


def execute(chapter, output, parameters, step=lambda name: None, editions=None):
    """Run one chapter with parameters and write the executed, clean notebook; return the tables that it looked at.

    ``editions`` are loaded already. Raises ChapterError where a cell fails, and for parameters that chapters do not have.
    """
    unknown = sorted(set(parameters) - {*PARAMETERS, *(one.parameter for one in series.SERIES)})
    if unknown:
        raise ChapterError(f"{Path(chapter).name}: unknown parameter {', '.join(unknown)}")
    try:
        with loaded.given(editions or {}) as looked_at:
            notebook = papermill.execute_notebook(
                chapter, None, parameters, engine_name=ENGINE, kernel_name="python3", language="python", progress_bar=False, on_cell=step
            )
    except PapermillExecutionError as error:
        raise ChapterError(f"{Path(chapter).name}: {error.ename}: {error.evalue}") from None
    for output in (output for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"):
        # papermill 2.7 takes it for a success
        raise ChapterError(f"{Path(chapter).name}: {output.ename}: {output.evalue or 'left'}; right: a chapter runs to its last cell")
    wrong = [*_exhibits(notebook), *claims.problems(notebook)]
    if wrong:
        raise ChapterError("\n".join(f"{Path(chapter).name}: {line}" for line in wrong))
    Path(output).parent.mkdir(parents=True, exist_ok=True)
    write(about(clean(applicable(notebook, parameters)), parameters), output)
    return sorted(looked_at | {f"{table}{WRITTEN}" for table in rests.tables(notebook.cells)})


def _exhibits(notebook):
    """Say which exhibits a page could not show: a caption over nothing, a name used twice."""
    places = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.metadata.get("mystnb", {}).get("figure") and not cell.outputs:
            yield f"cell {cell.get('id')}: shows nothing under its caption; right: the exhibit as its last line"
        for name in filter(None, map(_exhibit_name, cell.get("outputs", []))):
            if name in places:
                yield f"cell {cell.get('id')}: the exhibit {name} is in cell {places[name]} already; right: a name of its own"
            places[name] = cell.get("id")


def _exhibit_name(output):
    data = output.get("data", {})
    if RESOURCE in data:
        return data[RESOURCE]["name"] if data[RESOURCE].get("as_of") else ""
    return data.get(VEGALITE, {}).get("usermeta", {}).get("exhibit", "")


def applicable(notebook, parameters):
    """Return the notebook without the prose that does not hold in an edition.

    Prose that holds from a day on is tagged ``from-YYYY-MM-DD``, prose beyond the article ``beyond-article``, a passage that rests on
    a row ``rests-on-TABLE/ROW``: where the data lack the row it stays, for its text is to be translated, and no page shows it.
    """
    schema = read_schema(parameters.get("data_dir") or project_root() / "data")
    as_of = parameters.get("as_of") or schema.package["as_of"]
    rests.mark(schema, notebook.cells)
    notebook.cells = [
        cell
        for cell in notebook.cells
        if not any(tag.startswith("from-") and tag[5:] > as_of for tag in cell.metadata.get("tags", []))
        and not (parameters.get("scope") == "article" and "beyond-article" in cell.metadata.get("tags", []))
    ]
    return notebook


def about(notebook, parameters):
    """Return the notebook with the key of its series as its own: whoever runs it again gets the page that it made."""
    for cell in (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])):
        for name in (one.parameter for one in series.SERIES if one.parameter in parameters):
            cell.source = re.sub(rf'^{name}: str = "[\w-]*"', f'{name}: str = "{parameters[name]}"', cell.source, flags=re.M)
    return notebook


def clean(notebook):
    """Return the notebook without anything that differs between two runs over the same data."""
    notebook = copy.deepcopy(notebook)
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    notebook.nbformat_minor = nbformat.current_nbformat_minor
    notebook.cells = [c for c in notebook.cells if "injected-parameters" not in c.metadata.get("tags", []) and c.source.strip()]
    _name_cells(notebook.cells)
    count = 0
    for cell in notebook.cells:
        cell.metadata = {key: cell.metadata[key] for key in ("tags", "mystnb") if cell.metadata.get(key)}
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = count
                if VEGALITE in output.get("data", {}):
                    output.data.pop("image/png", None)  # JupyterLab adds its own drawing
    return notebook


def _name_cells(cells):
    """Give cells that an editor numbered by chance the name of their heading, of their exhibit or of the cell before."""
    taken, before = {cell.get("id") for cell in cells}, "start"
    for cell in cells:
        if RANDOM.fullmatch(cell.get("id", "")) or not cell.get("id"):
            said = CALL.search(cell.source) if cell.cell_type == "code" else HEADING.search(cell.source)
            name = re.sub(r"[^a-z0-9]+", "-", said[1].lower()).strip("-")[:40].strip("-") if said else f"{before}-reading"
            cell.id = next(one for number in range(1, len(cells) + 2) if (one := name if number == 1 else f"{name}-{number}") not in taken)
            taken.add(cell.id)
        before = cell.id


def write(notebook, path):
    """Write a notebook in the committed form."""
    Path(path).write_text(dumps(notebook), encoding="utf-8", newline="\n")


def dumps(notebook):
    """Return the notebook as JSON that reads, and differs, line by line."""
    return dumps_plain(split_lines(copy.deepcopy(notebook)))


def dumps_plain(notebook):
    """Return a notebook that was read as plain JSON in that form."""
    return _json(notebook, "") + "\n"


def _json(value, indent, record=False):
    flat = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if not isinstance(value, (dict, list)) or len(flat) + len(indent) <= LINE or record or _is_record(value):
        return flat
    inner = indent + " "
    if isinstance(value, dict):
        items = (
            f"{json.dumps(key, ensure_ascii=False)}: {_lines(value[key], inner) if key == 'data' else _json(value[key], inner)}"
            for key in sorted(value)
        )
        opening, closing = "{}"
    else:
        items, (opening, closing) = (_json(item, inner) for item in value), "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(items) + f"\n{indent}{closing}"


def _lines(value, indent):
    """Return the records of a table, a line each; of other data, what it is."""
    if not isinstance(value, list) or not value:
        return _json(value, indent)
    inner = indent + " "
    return f"[\n{inner}" + f",\n{inner}".join(_json(item, inner, record=True) for item in value) + f"\n{indent}]"


def _is_record(value):
    """Tell whether a value is a chart's record: a flat mapping, a line however long."""
    return isinstance(value, dict) and not any(isinstance(item, (dict, list)) for item in value.values())
