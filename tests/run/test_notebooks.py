"""Executed chapters have one form, and bad chapters and parameters are named."""

import json

import nbformat
import papermill
import pytest
from conftest import PROJECT, ROOT

from econsec.run.claims import CAPTION
from econsec.run.notebooks import ChapterError, clean, dumps, execute

CHAPTERS = sorted((PROJECT / "chapters").glob("*.ipynb"))


def small(**metadata):
    cells = [
        nbformat.v4.new_markdown_cell("Text.", id="text"),
        nbformat.v4.new_code_cell("x", id="chart", metadata=metadata, execution_count=7),
    ]
    cells[1].outputs = [
        nbformat.v4.new_output(
            "execute_result",
            {"application/vnd.vegalite.v5+json": {"data": {"values": [{"a": 1, "b": "x" * 200}, {"a": 2, "b": "y"}]}}},
            execution_count=7,
        )
    ]
    return nbformat.v4.new_notebook(cells=cells, metadata={"papermill": {"start_time": "now"}, "widgets": {}})


def test_nothing_of_the_run_stays():
    notebook = small(tags=["t"], execution={"iopub.execute_input": "now"}, papermill={"duration": 1})
    injected = nbformat.v4.new_code_cell("lang = 'ja'", metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(0, injected)
    cleaned = clean(notebook)
    assert [cell.id for cell in cleaned.cells] == ["text", "chart"]
    assert cleaned.cells[1].metadata == {"tags": ["t"]}
    assert (cleaned.cells[1].execution_count, cleaned.cells[1].outputs[0].execution_count) == (1, 1)
    assert set(cleaned.metadata) == {"kernelspec", "language_info"}
    assert notebook.cells[0] is injected, "the given notebook stays as it was"


def test_each_record_of_a_chart_is_a_line():
    lines = [line.strip().rstrip(",") for line in dumps(small()).splitlines()]
    assert '{"a": 2, "b": "y"}' in lines
    assert any(line.startswith('{"a": 1, "b": "xxx') for line in lines)


def test_the_form_is_the_same_notebook():
    notebook = small()
    assert nbformat.reads(dumps(notebook), as_version=4) == notebook


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_committed_chapters_are_in_the_form(path):
    text = path.read_text(encoding="utf-8")
    assert dumps(clean(nbformat.reads(text, as_version=4))) == text


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapters_are_thin(path):
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(len(cell.source.splitlines()) <= 10 for cell in code)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    assert not any(cell.id.replace("-", "").isalnum() and len(cell.id) == 8 and not cell.id.isalpha() for cell in code)
    assert not any(word in cell.source for cell in code for word in ("def ", "for ", "http", "open(", "Path("))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_claims_over_an_exhibit_names_its_cell(path):
    cells = nbformat.read(path, as_version=4).cells
    drawn = {cell.id for cell in cells if "figure" in cell.metadata.get("mystnb", {})}
    named = [tag.removeprefix(CAPTION) for cell in cells for tag in cell.metadata.get("tags", []) if tag.startswith(CAPTION)]
    assert set(named) <= drawn and len(named) == len(set(named))


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_parameters_can_be_inspected_and_are_the_same_everywhere(path):
    found = {name: (one["inferred_type_name"], one["default"]) for name, one in papermill.inspect_notebook(path).items()}
    wanted = {"lang": ("str", '"en"'), "as_of": ("str", '""'), "scope": ("str", '"all"'), "data_dir": ("str", '""')}
    assert wanted.items() <= found.items()


def test_an_unknown_parameter_is_refused(tmp_path):
    with pytest.raises(ChapterError, match="nss.ipynb: unknown parameter language"):
        execute(PROJECT / "chapters/nss.ipynb", tmp_path / "out.ipynb", {"language": "ja"})


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("lang", "fr", "lang: 'fr' is not one of en, ja"), ("scope", "some", "scope: 'some'"), ("as_of", "soon", "as_of: 'soon'")],
)
def test_a_bad_parameter_is_refused_by_the_chapter(tmp_path, name, value, said):
    with pytest.raises(ChapterError, match=said):
        execute(PROJECT / "chapters/nss.ipynb", tmp_path / "out.ipynb", {name: value})
    assert not (tmp_path / "out.ipynb").exists()


def test_outputs_name_no_folder_and_no_version():
    for path in CHAPTERS:
        outputs = json.dumps([c.get("outputs") for c in nbformat.read(path, as_version=4).cells], ensure_ascii=False)
        assert str(ROOT) not in outputs
        assert "vega.github.io" not in outputs
