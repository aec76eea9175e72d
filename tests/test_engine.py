"""The engine without a kernel gives the outputs of a real one."""

import subprocess
import sys

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

SOURCES = [
    "import sys\nx = 41",
    "x + 1",
    'print("one")\nprint("two", file=sys.stderr)\nprint("three")',
    'from IPython.display import HTML, display\ndisplay(HTML("<b>shown</b>"))\nx',
    'from econsec import glue\nfrom econsec.outputs import Value\nglue({"answer": Value(42, "forty-two")})',
    'x;',
    "_",
    '%%capture held\nprint("kept back")',
    "import pandas as pd\npd.DataFrame({'a': [1]})",
]


def notebook(tmp_path, sources):
    path = tmp_path / "in.ipynb"
    cells = [nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), path)
    return path


def run(path, engine):
    code = (
        "import sys, papermill; papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name=sys.argv[3] or None,"
        " progress_bar=False)"
    )
    out = path.with_name(f"{engine or 'kernel'}.ipynb")
    subprocess.run([sys.executable, "-c", code, path, out, engine], check=True, capture_output=True)
    return [[dict(o) for o in cell.outputs] for cell in nbformat.read(out, as_version=4).cells]


def test_outputs_are_those_of_a_real_kernel(tmp_path):
    path = notebook(tmp_path, SOURCES)
    ours, kernels = run(path, "econsec"), run(path, "")
    for source, left, right in zip(SOURCES, ours, kernels):
        assert _by_stream(left) == _by_stream(right), source


def _by_stream(outputs):
    """Return outputs with each stream as one text: a kernel sends stdout and stderr in no fixed order."""
    texts = {}
    for output in outputs:
        if output["output_type"] == "stream":
            texts[output["name"]] = texts.get(output["name"], "") + output["text"]
    return texts, [output for output in outputs if output["output_type"] != "stream"]


def test_a_failing_cell_stops_the_notebook_and_names_the_error(tmp_path):
    path = notebook(tmp_path, ["1", "1 / 0", 'print("never")'])
    heard = []
    with pytest.raises(PapermillExecutionError, match="division by zero"):
        papermill.execute_notebook(path, None, engine_name="econsec", progress_bar=False, on_cell=heard.append)
    assert heard == ["cell-0", "cell-1"]
