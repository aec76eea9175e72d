"""A passage is to be read again when a row that it rests on, or what hangs on it, is another; only ``reread`` says that it was."""

import csv
import json
import shutil

import nbformat
import pytest
from conftest import PROJECT, ROOT

from econsec.cli import main
from econsec.run.passages import UnknownPassage, passages, reread, to_read_again

ROW = "export_controls/affiliates-rule"


@pytest.fixture
def project(tmp_path, data, monkeypatch):
    """Return a project whose one chapter has one passage, read against the data."""
    (tmp_path / "chapters").mkdir()
    cell = nbformat.v4.new_markdown_cell("What holds today is not known.", id="affiliates", metadata={"tags": [f"rests-on-{ROW}"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "chapters/outlook.ipynb")
    for name in ("_toc.yml", "_config.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(project):
    return to_read_again(project / "chapters", project / "data")


def read(project):
    return reread(project / "chapters", project / "data", "outlook", "affiliates")


def add(project, into, **cells):
    path = project / "data" / f"{into}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        names = csv.DictReader(file).fieldnames
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, lineterminator="\n").writerow(cells)


def test_a_passage_that_was_read_is_quiet(project):
    (line,) = lines(project)
    assert line == (
        f"chapters/outlook.ipynb, cell affiliates: rests on {ROW}, which nobody has read it against; "
        "right: read it in both languages, then econsec reread outlook affiliates"
    )
    assert read(project) is True and lines(project) == []
    assert read(project) is False, "a second time there is nothing to renew"


@pytest.mark.parametrize(
    "other",
    [
        lambda project: add(project, "status_changes", id="back", table="export_controls", row="affiliates-rule", status="in_force"),
        lambda project: add(project, "export_controls", id="part", parent="affiliates-rule"),
    ],
    ids=["a successor", "a part"],
)
def test_a_row_that_hangs_on_it_is_a_reason_to_read(project, other):
    read(project)
    other(project)
    (line,) = lines(project)
    assert "which changed since it was read" in line


def test_a_changed_cell_is_a_reason_to_read_and_another_row_is_none(project, change):
    read(project)
    change("export_controls", "entity-list-2025-03", "legal_ref", "another")
    assert lines(project) == []
    change("export_controls", "affiliates-rule", "legal_ref", "another")
    assert len(lines(project)) == 1


def test_the_stamp_is_renewed_and_nothing_else(project):
    path = project / "chapters/outlook.ipynb"
    before = json.loads(path.read_text())
    read(project)
    after = json.loads(path.read_text())
    (tag,) = [tag for tag in after["cells"][0]["metadata"]["tags"] if tag.startswith("read-")]
    after["cells"][0]["metadata"]["tags"].remove(tag)
    assert after == before and len(tag) == len("read-") + 8


def test_what_is_not_there_is_named(project):
    with pytest.raises(UnknownPassage, match="outlook nothing: no such passage; right: outlook affiliates"):
        reread(project / "chapters", project / "data", "outlook", "nothing")
    text = (project / "chapters/outlook.ipynb").read_text().replace(ROW, "export_controls/nothing")
    (project / "chapters/outlook.ipynb").write_text(text)
    (line,) = lines(project)
    assert "rests on export_controls/nothing, which the data do not have" in line
    with pytest.raises(UnknownPassage, match="which the data do not have"):
        read(project)


def test_the_command_says_what_it_did(project, capsys):
    assert main(["reread", "outlook", "affiliates"]) == 0 and "renewed" in capsys.readouterr().out
    assert main(["reread", "outlook", "affiliates"]) == 0 and "already" in capsys.readouterr().out
    assert main(["reread", "outlook", "nothing"]) == 1 and "no such passage" in capsys.readouterr().err


def test_the_check_lists_passages_without_failing(project, capsys):
    assert main(["check"]) == 0
    assert "warning: chapters/outlook.ipynb, cell affiliates: rests on" in capsys.readouterr().out


def test_every_passage_of_the_report_names_rows_that_are_there():
    assert [one for one in passages(ROOT / "chapters", ROOT / "data") if one.missing] == []
