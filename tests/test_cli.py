"""The command line: exit codes, one clear line for each mistake, nothing published by a failed build."""

import shutil

import nbformat
import pytest
import yaml
from conftest import PROJECT
from fuzzing import FROZEN

from econsec.cli import main
from econsec.site.publishing import SITE


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build", "--langs", "en"], "econsec: unrecognized arguments: --langs en"),
        (["build", "--lang", "fr"], "econsec build: argument --lang: invalid choice: 'fr' (choose from"),
        (["build", "--as-of", "yesterday"], "econsec build: argument --as-of: 'yesterday' is not a date such as 2026-02-06"),
        (["build", "--as-of", "2026-02-30"], "econsec build: argument --as-of: '2026-02-30' is not a date such as"),
        (["build", "--scope", "some"], "econsec build: argument --scope: invalid choice: 'some'"),
        (["chek"], "econsec: argument command: invalid choice: 'chek'"),
        ([], "econsec: the following arguments are required: command"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(capsys, arguments, said):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(said)


def problems(said):
    """Return what was said without the warnings, which depend on the record."""
    return "".join(line for line in said.splitlines(keepends=True) if not line.startswith("warning: "))


def test_check_says_that_the_data_is_valid(capsys):
    assert main(["check", "--data", str(FROZEN)]) == 0
    assert capsys.readouterr().out == "The data package is valid.\n"


def test_check_lists_problems_and_exits_1(capsys, data, change):
    line = change("export_controls", "affiliates-rule", "direction", "loosen")
    assert main(["check", "--data", str(data)]) == 1
    said = f"export_controls.csv:{line}: direction: 'loosen' is not one of tighten, relax, unclear\n"
    assert problems(capsys.readouterr().out) == said


def test_build_refuses_wrong_data_with_the_lines_of_check(capsys, tmp_path, data, change):
    change("export_controls", "affiliates-rule", "direction", "loosen")
    main(["check", "--data", str(data)])
    lines = problems(capsys.readouterr().out)
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text(f"{SITE.mark} as it was")
    assert main(["build", "--data", str(data), "--out", str(out)]) == 1
    assert problems(capsys.readouterr().err) == f"{lines}Nothing was published.\n"
    assert [path.name for path in out.iterdir()] == ["index.html"]
    assert (out / "index.html").read_text() == f"{SITE.mark} as it was"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a copy of the project with few chapters, and work in it."""
    for name in ("data", "chapters"):
        shutil.copytree(PROJECT / name, tmp_path / "project" / name)
    shutil.copy(PROJECT / "_config.yml", tmp_path / "project")
    parts = [{"caption": "Behind the report", "chapters": [{"file": "chapters/sources"}]}]
    toc = {"format": "jb-book", "root": "chapters/verification", "parts": parts}
    (tmp_path / "project/_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    # One edition, the pages of partners left out: what is tested here does not depend on them.
    entry = "- {name: latest, title: Latest edition, title_ja: 最新版, without: [partners, sectors]}\n"
    (tmp_path / "project/editions.yaml").write_text(entry, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "project")
    return tmp_path / "project"


def _spoil(path, source):
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.get("id") == "load").source = source
    nbformat.write(notebook, path)


def test_a_failing_chapter_and_cell_are_named_and_nothing_is_published(capsys, project):
    _spoil(project / "chapters/verification.ipynb", "1 / 0")
    assert main(["build"]) == 1
    said = capsys.readouterr()
    assert "en/verification, cell load: ChapterError: verification.ipynb: ZeroDivisionError: division by zero" in said.err
    assert "en/sources" in said.out, "the other chapters went on"
    assert not (project / "_build/site").exists()


@pytest.mark.slow
def test_a_page_that_warns_is_not_published(capsys, project):
    path = project / "chapters/verification.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].source += "\nThere are {glue:text}`no_such_value`."
    nbformat.write(notebook, path)
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    (first,) = {line for line in said.splitlines() if line.startswith("en (book)")}
    assert f"verification.ipynb, cell 1 ({notebook.cells[0].id}), line " in first
    assert "'no_such_value' is not a value that this chapter glues" in first
    assert not (project / "_build/site").exists()


@pytest.mark.slow
def test_an_exhibit_that_no_cell_makes_is_named_with_the_sentence_that_refers_to_it(capsys, project):
    path = project / "chapters/verification.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (place, made) = next((n, cell) for n, cell in enumerate(notebook.cells) if "figure" in cell.metadata.get("mystnb", {}))
    name = made.metadata["mystnb"]["figure"]["name"]
    place_said, said_by = next((n, cell) for n, cell in enumerate(notebook.cells) if name in cell.source)
    notebook.cells.pop(place)
    nbformat.write(notebook, path)
    assert main(["build"]) == 1
    said = capsys.readouterr().err
    assert f"verification.ipynb, cell {place_said + 1 - (place < place_said)} ({said_by.id}), line " in said and name in said
    assert not (project / "_build/site").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("root: chapters/verification\nparts: [{caption: A, chapters: [{file: chapters/elegy}]}]", "chapters/elegy: no such notebook"),
        ("root: chapters/verification\nparts: 5", "not the contents of a book"),
        ("[1", "not the contents of a book"),
        ("parts: []", "not the contents of a book"),
        ("root: chapters/verification\nparts: [{caption: A, chapters: [{url: x}]}]", "not the contents of a book"),
    ],
)
def test_contents_that_cannot_be_are_one_line(capsys, project, text, said):
    (project / "_toc.yml").write_text(text, encoding="utf-8")
    assert main(["build"]) == 1
    assert f"_toc.yml: {said}" in capsys.readouterr().err.splitlines()[0]
