"""A site is current only while nothing that it was made of, and nothing of itself, is other than it was."""

import shutil
import subprocess
import sys

import pytest
from conftest import PROJECT

from econsec.cli import main
from econsec.site import fingerprint
from econsec.site.publishing import SITE

REQUEST = [{}, None]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a project with its own package, one library and a site; nothing in it is heavy."""
    for name in ("data", "chapters", "locale"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, tmp_path / name)
    (tmp_path / "package").mkdir()
    (tmp_path / "package/module.py").write_text("ANSWER = 42\n")
    (tmp_path / "libraries/some-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "libraries/some-1.0.dist-info/METADATA").write_text("Name: some\nVersion: 1.0\n")
    (tmp_path / "libraries/some-1.0.dist-info/RECORD").write_text("some.py,sha256=one,10\n")
    (tmp_path / "site/en").mkdir(parents=True)
    (tmp_path / "site/en/summary.html").write_text("<p>Built</p>")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries")])
    return tmp_path


def of(project, request=REQUEST):
    return fingerprint.of(project, project / "data", request)


def append(path, text="\n"):
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "data/funding.csv",
        "data/datapackage.yaml",
        "chapters/nss.ipynb",
        "locale/ja/LC_MESSAGES/chapters/nss.po",
        "locale/ja/LC_MESSAGES/econsec.po",
        "package/module.py",
        "libraries/some-1.0.dist-info/RECORD",
        "_config.yml",
        "_toc.yml",
        "editions.yaml",
    ],
)
def test_a_change_of_contents_is_a_change_and_a_touch_is_none(project, name):
    before = of(project)
    (project / name).touch()
    assert of(project) == before
    append(project / name)
    assert of(project) != before


def test_an_option_a_new_file_and_a_new_name_are_changes(project):
    found = {of(project), of(project, [{"as_of": "2025-12-31"}, None]), of(project, [{}, ["en"]])}
    (project / "package/other.py").write_text("")
    found.add(of(project))
    (project / "package/other.py").rename(project / "package/another.py")
    found.add(of(project))
    assert len(found) == 5


def test_the_code_of_some_rooms_is_that_of_them_and_of_the_modules_beside_them(project):
    def code_after(name):
        append(project / "package" / name, "\nCHANGED = True\n")
        fingerprint.code.cache_clear()
        return fingerprint.code(project, ("data",))

    for name in ("data/room.py", "book/room.py"):
        (project / "package" / name).parent.mkdir()
        (project / "package" / name).write_text("")
    fingerprint.code.cache_clear()
    before = fingerprint.code(project, ("data",))
    assert code_after("book/room.py") == before
    of_the_room = code_after("data/room.py")
    of_a_module = code_after("module.py")
    assert len({before, of_the_room, of_a_module}) == 3


def test_what_python_leaves_behind_is_no_change(project):
    before = of(project)
    (project / "package/__pycache__").mkdir()
    (project / "package/__pycache__/module.pyc").write_bytes(b"compiled")
    assert of(project) == before


def test_a_site_that_was_touched_is_no_longer_what_was_built(project):
    site = project / "site"
    assert fingerprint.noted(project, site) == ""
    fingerprint.note(project, site, "inputs")
    assert fingerprint.noted(project, site) == "inputs"
    page = site / "en/summary.html"
    kept = page.read_text()
    append(page, "<p>Written by hand</p>")
    assert fingerprint.noted(project, site) == ""
    page.write_text(kept)
    assert fingerprint.noted(project, site) == "inputs"
    page.unlink()
    assert fingerprint.noted(project, site) == ""


def test_a_note_that_cannot_be_read_is_none(project):
    fingerprint.note(project, project / "site", "inputs")
    (note,) = (project / "_build/made").iterdir()
    note.write_text("{")
    assert fingerprint.noted(project, project / "site") == ""


def test_a_build_of_what_is_there_says_so_and_touches_nothing(tmp_path, monkeypatch, capsys):
    """Only the first of three builds builds: the second finds nothing new, the third one cell."""
    built = []
    for name in ("data", "chapters", "locale"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, tmp_path / name)

    def build(books, out, data, note, keep):
        out.mkdir(parents=True, exist_ok=True)
        (out / "index.html").write_text(f"{SITE.mark} built {len(built)}")
        built.append(out)
        note(fingerprint.of_site(out))

    monkeypatch.setattr("econsec.site.build", build)
    monkeypatch.chdir(tmp_path)
    assert (main(["build"]), main(["build"])) == (0, 0)
    assert len(built) == 1
    assert "Nothing has changed." in capsys.readouterr().out.splitlines()[-1]
    path = tmp_path / "data/funding.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",50000000,", ",65000000,"), encoding="utf-8")
    assert main(["build"]) == 0 and len(built) == 2
    assert main(["build", "--lang", "en"]) == 0 and len(built) == 3, "another option, another folder"


def test_a_build_during_which_something_changed_is_not_noted(tmp_path, monkeypatch):
    """What was built may be of before, of after, or of both: the next build builds, although all is as it was again."""
    built, path = [], tmp_path / "data/funding.csv"
    shutil.copytree(PROJECT / "data", tmp_path / "data")
    for name in ("_config.yml", "_toc.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, tmp_path / name)
    before = path.read_bytes()

    def build(books, out, data, note, keep):
        built.append(out)
        path.write_bytes(before + b"\n")
        note("what was made")
        path.write_bytes(before)

    monkeypatch.setattr("econsec.site.build", build)
    monkeypatch.setattr(fingerprint, "of_site", lambda site: "what was made")
    monkeypatch.chdir(tmp_path)
    assert (main(["build", "--lang", "en"]), main(["build", "--lang", "en"])) == (0, 0)
    assert len(built) == 2


def test_a_note_counts_for_what_was_made_and_for_nothing_that_another_put_there(project):
    made = fingerprint.of_site(project / "site")
    (project / "site/en/summary.html").write_text("<p>Of another build, which published a moment later")
    fingerprint.note(project, project / "site", "inputs", made)
    assert fingerprint.noted(project, project / "site") == ""


def test_nothing_is_loaded_to_find_that_nothing_changed():
    """Seen in a process of its own: the command's start and the fingerprint import neither pandas nor Sphinx."""
    script = (
        "import sys; from econsec import cli; from econsec.site import fingerprint; from econsec.project import project_root; root = project_root()\n"
        "fingerprint.of(root, root / 'data', []); print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.split()
    assert "econsec" in loaded
    assert not {"pandas", "altair", "sphinx", "IPython", "yaml", "babel", "frictionless"} & set(loaded)
