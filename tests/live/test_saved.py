"""Files that somebody is saving while ``econsec serve`` reads them: said in a line, and never an error of Python."""

import shutil

import pytest
from conftest import PROJECT, copy_data

from econsec.live import make, saved
from econsec.run.processes import Outcome
from econsec.site.plan import BuildError

TOC = "_toc.yml: not the contents of a book; right: a root, and parts with chapters, each with its file"
FORM = "half saved, or of another form; right:"


@pytest.fixture
def root(tmp_path):
    """Return a project of files that lay out books, without what they lay out."""
    for name in ("_toc.yml", "_config.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, tmp_path)
    copy_data(tmp_path / "data")
    (tmp_path / "locale").mkdir()
    return tmp_path


def test_whole_files_give_books(root):
    assert {book.lang for book in saved.books(root)} == {"en", "ja"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("_toc.yml", "", f"_toc.yml: {FORM} a root"),
        ("_toc.yml", "root: [", "_toc.yml: half saved, or not YAML: line 2: "),
        ("_toc.yml", "a: 1\nroot: 'ch", "_toc.yml: half saved, or not YAML: line 2: "),
        ("_toc.yml", "root: chapters/summary", TOC),
        ("_toc.yml", "{root: a, parts: }", TOC),
        ("_toc.yml", "{root: a, parts: [{chapters: [{fi: b}]}]}", TOC),
        ("_toc.yml", "{root: a, parts: [{chapters: [{file: 1}]}]}", TOC),
        ("_toc.yml", b"\xff\xfe", "_toc.yml: half saved, or not YAML: line 1: byte 0xff is not UTF-8; right: saved as UTF-8"),
        ("_toc.yml", None, "_toc.yml: no such file"),
        ("_config.yml", "title: A\nsphinx: ext", f"_config.yml: {FORM} names and their values, in sections such as html and sphinx"),
        ("_config.yml", "title", f"_config.yml: {FORM} names"),
        ("editions.yaml", "", "editions.yaml: not a list of editions"),
        ("editions.yaml", "- {name: [a], title: b, title_ja: c}", "editions.yaml: "),
        ("editions.yaml", None, "editions.yaml: "),
    ],
)  # fmt: skip
def test_a_file_half_saved_is_said(root, name, content, said):
    if content is None:
        (root / name).unlink()
    else:
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BuildError) as raised:
        saved.books(root)
    assert str(raised.value).startswith(said) and "Error" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"cells": []}', ""),
        ("", "chapters/a.ipynb:1: half saved: what begins here does not end; right: the whole notebook"),
        ('{\n"cells": [', "chapters/a.ipynb:2: half saved: what begins here does not end; right: the whole notebook"),
        ("[]", "chapters/a.ipynb: no notebook; right: cells"),
        ('{"cells": 1}', "chapters/a.ipynb: no notebook; right: cells"),
        (None, "chapters/a.ipynb: no such file"),
    ],
)  # fmt: skip
def test_a_notebook_half_saved_is_said(tmp_path, content, said):
    path = tmp_path / "chapters/a.ipynb"
    path.parent.mkdir()
    if content is not None:
        path.write_text(content, encoding="utf-8")
    assert saved.notebook(tmp_path, path) == said


@pytest.fixture
def live(root, monkeypatch):
    """Return what makes the report anew, with a warm process that cannot load the data and, meanwhile, does what ``during`` says."""

    class Cold:
        during, found = staticmethod(lambda: None), ""

        def __init__(self, modules):
            pass

        def run(self, jobs, progress=None):
            (job,) = jobs
            if job.name == make.CHECK:
                return [Outcome(job, error=f"BuildError: {Cold.found}" if Cold.found else "")]
            Cold.during()
            return [Outcome(job, error="ValueError: time data 'x' does not match")]

        def close(self):
            pass

    monkeypatch.setattr(make, "Warm", Cold)
    (root / "work").mkdir()
    found = make.Live(root, root / "work", say=lambda text: None)
    found.cold = Cold
    return found


def test_data_that_cannot_be_loaded_is_said_in_the_words_of_the_check(live):
    live.cold.found = "firms.csv:2: kind: 'x' is not one of firm, agency\nfirms.csv:3: empty"
    assert live.update() == ["firms.csv:2: kind: 'x' is not one of firm, agency", "firms.csv:3: empty"]


def test_data_that_was_mended_while_it_was_loaded_is_loaded_again_and_nothing_said(live, root):
    path = root / "data/firms.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[:500])
    live.cold.during = lambda: path.write_bytes(whole)
    assert live.update() is None


def test_data_that_only_the_check_finds_right_is_said_without_an_error_of_python(live):
    (said,) = live.update()
    assert said.startswith("data: cannot be read as the report reads it") and "ValueError" not in said


def test_a_file_that_goes_while_it_is_read_is_said(live, root, monkeypatch):
    monkeypatch.setattr(make, "loading", lambda *_: (root / "gone.yml").read_text())
    assert live.update() == ["gone.yml: changed while it was read; right: saved once more"]
    monkeypatch.setattr(make, "loading", lambda *_: (root / "_toc.yml").unlink() or {}["parts"])
    assert live.update() == ["_toc.yml: no such file"]
