"""The engine without a kernel gives the outputs of a real one."""

import subprocess
import sys

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from econsec.run.notebooks import execute
from econsec.run.processes import Job, Warm

SOURCES = [
    "import sys\nx = 41",
    "x + 1",
    'print("one")\nprint("two", file=sys.stderr)\nprint("three")',
    'from IPython.display import HTML, display\ndisplay(HTML("<b>shown</b>"))\nx',
    'from econsec import glue\nfrom econsec.exhibits import Value\nglue({"answer": Value(42, "forty-two")})',
    "x;",
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
    code = "import sys, papermill; papermill.execute_notebook(sys.argv[1], sys.argv[2], engine_name=sys.argv[3] or None, progress_bar=False)"
    out = path.with_name(f"{engine or 'kernel'}.ipynb")
    subprocess.run([sys.executable, "-c", code, path, out, engine], check=True, capture_output=True)
    return [[dict(o) for o in cell.outputs] for cell in nbformat.read(out, as_version=4).cells]


@pytest.mark.slow
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


FAILING = {  # a cell that must fail -> what is said of it
    "import os; os.write(1, b'past'); 1": "WrittenPast: 'past' went to file descriptor 1 or 2; right: print",
    "import os; os.write(2, b'past')": "WrittenPast: 'past' went to file descriptor 1 or 2; right: print",
    "import subprocess; subprocess.run(['echo', 'past'])": r"WrittenPast: 'past\n' went to file descriptor 1 or 2; right: print",
    "import sys; sys.__stdout__.write('past')": "WrittenPast: 'past' went to file descriptor 1 or 2; right: print",
    "import sys; sys.__stderr__.write('x' * 1000000)": f"WrittenPast: '{'x' * 80}' went to file descriptor 1 or 2; right: print",
    "import os\nwhile True: os.write(1, b'x' * 9999)": f"WrittenPast: '{'x' * 80}' went to file descriptor 1 or 2; right: print",
    "raise BlockingIOError('of its own')": "BlockingIOError: of its own",
    "import warnings; warnings.warn('look out'); 1": "UserWarning: look out",
    "import warnings; print('said'); warnings.warn('old', FutureWarning)": "FutureWarning: old",
    "import sys; sys.exit(0)": "SystemExit: 0; right: a chapter runs to its last cell",
    "import sys; sys.exit()": "SystemExit: left; right: a chapter runs to its last cell",
    "import sys; sys.exit('enough')": "SystemExit: enough",
    "exit()": "SystemExit: left; right: a chapter runs to its last cell",
    "raise KeyboardInterrupt": "KeyboardInterrupt: ",
}
PASSING = [
    "import warnings; warnings.simplefilter('ignore'); warnings.warn('nobody hears')",
    "import warnings\nwith warnings.catch_warnings(record=True) as held: warnings.warn('it is kept')",
    "import subprocess; subprocess.run(['echo', 'kept'], capture_output=True).returncode",
    "import sys; print('a page shows it'); print('and it', file=sys.stderr)",
]


def test_a_cell_that_warns_leaves_or_writes_past_its_page_is_an_error_and_reaches_no_terminal(tmp_path, capfd):
    jobs = []
    for number, source in enumerate([*FAILING, *PASSING]):
        path = notebook(tmp_path, ["1 + 1", source, "2 + 2"]).rename(tmp_path / f"{number}.ipynb")
        jobs.append(Job(f"{number}", execute, (str(path), str(tmp_path / f"out/{number}.ipynb"), {})))
    with Warm(("econsec.run.notebooks",)) as warm:
        outcomes = warm.run(jobs, time_limit=60)
    for number, (said, outcome) in enumerate(zip([*FAILING.values(), *("" for _ in PASSING)], outcomes)):
        assert outcome.error == (said and f"ChapterError: {number}.ipynb: {said}"), outcome
        assert outcome.step == ("cell-1" if said else "cell-2")
        assert (tmp_path / f"out/{number}.ipynb").exists() == (not said)
    assert capfd.readouterr() == ("", "")


def test_a_warning_that_is_filtered_in_one_cell_stays_so_in_the_next(tmp_path):
    path = notebook(tmp_path, ["import warnings; warnings.simplefilter('ignore')", "warnings.warn('nobody hears'); 5"])
    assert run(path, "econsec")[1][0]["data"] == {"text/plain": "5"}
