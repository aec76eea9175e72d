"""nbval says what differs: exhibit, record, field and both values; it counts, and forgives nothing."""

import copy
import subprocess
import sys
from importlib.metadata import entry_points

import nbformat
import pytest
from conftest import ROOT

from econsec.exhibits.chart import VEGALITE
from econsec.exhibits.table import RESOURCE, Table
from econsec.exhibits.value import GLUE
from econsec.run.notebooks import clean, execute, write

CELLS = {
    "values": 'from econsec.exhibits import Value, glue\nglue({"total": Value(260, "USD 260 million"), "count": Value(7, "7")})',
    "table": (
        "from econsec.exhibits import Cell, Row, Table\n"
        'rows = [Row(key, (Cell(key), Cell(f"{value:,}", value))) for key, value in {"a": 1000, "b": 2000, "c": 3000}.items()]\n'
        'Table("award_table", ("Award", "Amount"), tuple(rows), "Awards")'
    ),
    "chart": (
        "import altair as alt\nfrom econsec.exhibits import chart\n"
        'points = [{"award": "a", "amount": 1, "on": "2025-11-03"}, {"award": "b", "amount": 2, "on": "2025-12-04"}]\n'
        'alt.Chart(alt.Data(values=points), usermeta={"exhibit": "award_bars"}, description="Awards").mark_bar(color="#111111").encode(x="amount:Q")'
    ),
    "text": 'print("done")',
}


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """Return a small executed chapter with a value, a table, a chart and a line of text."""
    folder = tmp_path_factory.mktemp("small")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source, id=name) for name, source in CELLS.items()])
    write(clean(book), folder / "raw.ipynb")
    execute(folder / "raw.ipynb", folder / "small.ipynb", {})
    return nbformat.read(folder / "small.ipynb", as_version=4)


def nbval(folder, *books):
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "--color=no", *books]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


PLANTED = {
    "table: a number": (
        lambda outputs: records(outputs)[1]["Amount"].update(text="2,500"),
        "award_table: award_table-b, Amount: 2,500 -> 2,000",
    ),
    "table: a lost row": (
        lambda outputs: records(outputs).append({"id": "d", "Award": "d", "Amount": "4"}),
        "award_table: award_table-d: lost: Award: d; Amount: 4",
    ),
    "table: an added row": (
        lambda outputs: records(outputs).pop(),
        "award_table: award_table-c: added: Award: c; Amount: 3,000",
    ),
    "table: a value that only sorts": (
        lambda outputs: records(outputs)[2]["Amount"].update(value=30),
        'award_table: award_table-c, Amount (marks): [{"value": "30"}] -> [{"value": "3000"}]',
    ),
    "table: HTML that its records do not make": (
        lambda outputs: spoil(outputs, "text/html", ">2,000<", ">2,500<"),
        "award_table: html: ",
    ),
    "chart: a moved point": (lambda outputs: points(outputs)[1].update(amount=5), "award_bars: b, amount: 5 -> 2"),
    "chart: a lost point": (
        lambda outputs: points(outputs).append({"award": "c", "amount": 9, "on": "2026-01-01"}),
        "award_bars: c: lost: amount: 9; award: c; on: 2026-01-01",
    ),
    "chart: points in another order": (lambda outputs: points(outputs).reverse(), 'award_bars: order: ["b", "a"] -> ["a", "b"]'),
    "chart: a colour": (
        lambda outputs: outputs[0].data[VEGALITE]["mark"].update(color="#222222"),
        "award_bars: chart.mark.color: #222222 -> #111111",
    ),
    "values: a value": (lambda outputs: spoil(outputs, f"{GLUE}text/plain", "260", "250"), "total: text: USD 250 million -> USD 260 million"),
    "values: the name of a value": (lambda outputs: outputs[0].metadata.scrapbook.update(name="sum"), "sum: the whole: lost: value"),
    "text: a lost output": (
        lambda outputs: outputs.append(nbformat.v4.new_output("display_data", {"text/plain": "more"})),
        "lost: output of 1 values",
    ),
    "text: a printed line": (lambda outputs: outputs[0].update(text="begun\n"), "text: begun -> done"),
}


def spoil(outputs, mime, before, after):
    assert before in outputs[0].data[mime]
    outputs[0].data[mime] = outputs[0].data[mime].replace(before, after)


def records(outputs):
    return outputs[0].data[RESOURCE]["data"]


def points(outputs):
    return outputs[0].data[VEGALITE]["data"]["values"]


def test_every_planted_change_fails_with_exhibit_record_and_both_values(tmp_path, notebook):
    cells = {cell.id: cell for cell in notebook.cells}
    book = nbformat.reads(nbformat.writes(notebook), as_version=4)
    book.cells = []
    for number, (kind, (plant, _)) in enumerate(PLANTED.items()):
        cell = nbformat.from_dict(copy.deepcopy(cells[kind.partition(":")[0]]))
        cell.id = f"planted-{number}"
        plant(cell.outputs)
        if kind.startswith("table") and "HTML" not in kind:  # which its records make
            cell.outputs[0].data["text/html"] = Table.of(cell.outputs[0].data[RESOURCE]).output()
        book.cells.append(cell)
    write(book, tmp_path / "planted.ipynb")
    run = nbval(tmp_path, "planted.ipynb")
    assert run.returncode == 1
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED ")]
    assert len(failed) == len(PLANTED)
    report, _, _ = run.stdout.partition("short test summary info")
    for number, (kind, (_, said)) in enumerate(PLANTED.items()):
        (message,) = [part for part in report.split("\n_____") if f"cell planted-{number}:" in part]
        message = message.partition("\n---")[0]
        assert said in message, (kind, message)
        assert len(message.splitlines()) < 12, "no walls of JSON"


@pytest.mark.slow
def test_an_unspoilt_chapter_passes_one_that_compares_nothing_fails_and_values_are_counted(tmp_path, notebook):
    write(notebook, tmp_path / "small.ipynb")
    book = nbformat.reads(nbformat.writes(notebook), as_version=4)
    for cell in book.cells:
        cell.outputs, cell.execution_count = [], None
    write(book, tmp_path / "unrun.ipynb")
    run = nbval(tmp_path, "small.ipynb", "unrun.ipynb")
    assert run.returncode == 1
    report, _, summary = run.stdout.partition("short test summary info")
    assert "unrun.ipynb: no value was compared" in report
    assert [line for line in summary.splitlines() if "FAILED" in line and "small.ipynb" in line] == []
    assert "nbval compared 15 values; chapters: 2" in run.stdout


def test_the_stock_command_is_covered():
    assert "econsec.review.nbval" in {one.value for one in entry_points(group="pytest11")}
    assert 'pytest11]\n"econsec.review.nbval"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
