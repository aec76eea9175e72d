"""The user's files are written whole, those of one command all or none, and none that somebody saved meanwhile."""

import errno
import json
import os
import resource
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT
from killing import STEPS, at_every_point, killed

from econsec.cli import main
from econsec.data.schema import Schema
from econsec.data.spreadsheets import tidy
from econsec.files import disk, saving
from econsec.files.saving import NotSaved, mend, save
from econsec.site import baseline, catalogues
from econsec.site.pipeline import workshop

OLD = {"data/a.csv": b"old a", "data/b.csv": b"old b", "gone.svg": b"old"}
NEW = {"data/a.csv": b"new a", "data/b.csv": b"new b", "figures/made.svg": b"new"}
CHANGES = {name: (OLD.get(name), NEW.get(name)) for name in {**OLD, **NEW}}


@pytest.fixture
def root(tmp_path):
    fill(tmp_path / "project")
    return tmp_path / "project"


def fill(root):
    shutil.rmtree(root, ignore_errors=True)
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def write(root):
    return save({root / name: pair for name, pair in CHANGES.items()}, root)


def files(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("exchanged", [True, False])
def test_files_are_changed_made_and_removed_and_nothing_else_is_left(root, monkeypatch, exchanged):
    if not exchanged:
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    assert set(write(root)) == {root / name for name in CHANGES}
    assert files(root) == NEW
    assert list((root / "_build").iterdir()) == []


def test_a_file_keeps_its_mode_and_a_link_its_target(root):
    (root / "data/a.csv").chmod(0o640)
    (root / "kept").mkdir()
    (root / "data/b.csv").rename(root / "kept/b.csv")
    (root / "data/b.csv").symlink_to(root / "kept/b.csv")
    write(root)
    assert stat.S_IMODE((root / "data/a.csv").stat().st_mode) == 0o640
    assert (root / "data/b.csv").is_symlink() and (root / "kept/b.csv").read_bytes() == b"new b"


def test_a_file_that_is_as_it_is_to_be_is_not_touched(root):
    before = (root / "data/a.csv").stat()
    assert save({root / "data/a.csv": (b"old a", b"old a")}, root) == []
    assert (root / "data/a.csv").stat() == before and not (root / "_build").exists()


@pytest.mark.parametrize("name", CHANGES)
def test_where_one_was_saved_meanwhile_it_is_named_and_none_is_written(root, name):
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_bytes(b"by somebody else")
    before = files(root)
    with pytest.raises(NotSaved, match=rf"^{root / name}: was saved by somebody else meanwhile; nothing was changed$"):
        write(root)
    assert files(root) == before


def test_a_file_saved_at_the_very_moment_is_put_back(root, monkeypatch):
    """By an editor that writes between the last look and the exchange."""
    exchange = disk.exchange

    def late(one, other):
        if other.name == "b.csv":
            other.write_bytes(b"by somebody else")
        return exchange(one, other)

    monkeypatch.setattr(disk, "exchange", late)
    with pytest.raises(NotSaved, match="data/b.csv: was saved by somebody else meanwhile"):
        write(root)
    assert files(root) == OLD | {"data/b.csv": b"by somebody else"}


@pytest.mark.parametrize("at", ["exchange", "link", "rename"])
def test_where_one_cannot_be_put_in_its_place_those_before_are_put_back(root, monkeypatch, at):
    def fail(one, other):
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(one))

    monkeypatch.setattr(disk if at == "exchange" else os, at, fail)
    if at == "link":  # where there are no second names, a name is given another way, which fails too
        monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(NotSaved, match="Input/output error; nothing was changed"):
        write(root)
    assert files(root) == OLD


def test_a_file_system_that_knows_neither_exchange_nor_second_names_will_do(root, monkeypatch):
    def unknown(one, other):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    monkeypatch.setattr(os, "link", unknown)
    write(root)
    assert files(root) == NEW


def test_a_full_disk_changes_nothing(root):
    large = {root / name: (before, after and after * 20_000) for name, (before, after) in CHANGES.items()}
    kept = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, kept[1]))
    try:
        with pytest.raises(NotSaved, match="File too large; nothing was changed"):
            save(large, root)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, kept)
    assert files(root) == OLD


def test_a_file_that_is_read_only_is_named(root, monkeypatch):
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.csv" and access(path, mode))  # root may write all
    with pytest.raises(NotSaved, match="a.csv: is read-only; nothing was changed"):
        write(root)
    assert files(root) == OLD


def test_a_folder_where_nothing_can_be_written_is_named(root):
    (root / "_build").write_text("a file in the way")
    with pytest.raises(NotSaved, match="_build.*; nothing was changed"):
        write(root)


def test_a_link_that_leads_nowhere_is_no_place_to_wait_at(root):
    (root / "_build").symlink_to(root / "a disk that is not there")
    with pytest.raises(NotSaved, match="No such file or directory; nothing was changed"):
        write(root)
    assert {name: content for name, content in files(root).items()} == OLD


def whole(root, number):
    """Assert that a kill left no file half or empty; return whether any was written."""
    now = {name: content for name, content in files(root).items() if not name.startswith("_build/")}
    for name, content in now.items():
        if Path(name).name.startswith("."):
            continue
        assert content in (OLD.get(name), NEW.get(name)), (number, name)
    return any(now.get(name) == content for name, content in NEW.items())


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("exchanged", [True, False])
def test_killed_at_any_point_all_files_or_none_are_written_once_the_next_command_began(root, monkeypatch, record_property, exchanged, step):
    if not exchanged:
        monkeypatch.setattr(disk, "exchange", lambda one, other: False)
    seen = []

    def look(number):
        begun = whole(root, number)
        said = mend(root)
        now = files(root)
        assert now in (OLD, NEW), number
        assert (root / "data/a.csv").is_file()
        seen.append((begun, now == NEW, bool(said)))
        assert mend(root) == [] and list((root / "_build").glob("*")) == [], number
        fill(root)

    kills = at_every_point(lambda: write(root), look, step)
    record_property("survived", ("kills, of what tidy, accept and translate write with", kills))
    assert kills > 100 / step and files(root) == NEW
    assert {(False, False, False), (True, False, True), (True, True, False)} <= set(seen), "before, while and after"


def test_a_file_that_was_saved_after_a_kill_is_left_as_it_is_and_named(root):
    def act():
        saving._refuse = lambda changes, why: os._exit(9) if why == saving.MEANWHILE and (root / "figures/made.svg").exists() else None
        write(root)

    assert not killed(act, 10**6), "it ended by itself, all being written but not yet confirmed"
    assert (root / "data/a.csv").read_bytes() == b"new a"
    (root / "data/a.csv").write_bytes(b"by somebody since")
    first, second = mend(root)
    assert first == "What a stopped command had begun to write was put back."
    assert second == f"{root / 'data/a.csv'}: was saved after a command that was stopped had written it, and stays as it is"
    assert files(root) == OLD | {"data/a.csv": b"by somebody since"}


def test_the_next_command_puts_back_what_a_killed_one_began_and_says_so(root, monkeypatch, capsys):
    monkeypatch.setattr(saving, "_mend", lambda root, folder: [])
    monkeypatch.setattr(disk, "exchange", lambda one, other: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write(root)
    monkeypatch.undo()
    assert len(files(root)) > len(OLD)
    shutil.copy(PROJECT / "data/datapackage.yaml", root / "data")
    monkeypatch.chdir(root)
    main(["check"])
    assert capsys.readouterr().err == "What a stopped command had begun to write was put back.\n"
    (root / "data/datapackage.yaml").unlink()
    assert files(root) == OLD


def test_where_the_journal_is_not_whole_nothing_had_begun(root):
    (root / "_build/saving").mkdir(parents=True)
    (root / "_build/saving/journal.json").write_text('[["data/a.csv", "12')
    assert mend(root) == ["What a stopped command had begun to write was put back."]
    assert files(root) == OLD


# The commands themselves, on little: what is asked of each is the same.


def a_tidy(root, monkeypatch):
    schema = {"resources": [{"name": n, "path": f"{n}.csv", "schema": {"fields": [{"name": "id"}, {"name": "on", "type": "date"}]}} for n in "ab"]}
    (root / "data/datapackage.yaml").write_text(json.dumps(schema))
    for name in "ab":
        (root / f"data/{name}.csv").write_text("id,on\nx,2026/1/2\n")
    return lambda: tidy(Schema(root / "data"))


def an_accept(root, monkeypatch):
    (root / "chapters").mkdir()
    (root / "figures").mkdir()
    (root / "chapters/one.ipynb").write_text("one")
    (root / "figures/gone.en.svg").write_text("gone")
    made = {root / "chapters/one.ipynb": "another", root / "figures/new.en.svg": "new"}
    monkeypatch.setattr(baseline, "check", lambda data, accepting: [])
    monkeypatch.setattr(baseline, "_made_anew", lambda root, work, say: made)
    return baseline.accept


def a_translation(root, monkeypatch):
    folder = root / "locale"
    (folder / "chapters").mkdir(parents=True)
    for name in ("one", "two"):
        (folder / f"chapters/{name}.po").write_text('msgid "Before."\nmsgstr "前。"\n', encoding="utf-8")
    monkeypatch.setattr(catalogues, "extract", lambda source: {f"chapters/{name}": ["After.", "New."] for name in ("one", "two", "three")})
    return lambda: catalogues.update(root, folder)


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("command", [a_tidy, an_accept, a_translation])
def test_a_command_that_is_killed_leaves_every_file_whole_and_all_or_none_written(root, monkeypatch, record_property, command, step):
    (root / "data/datapackage.yaml").write_text("resources: []")
    monkeypatch.chdir(root)
    act = command(root, monkeypatch)
    before, kept = files(root), root.with_name("kept")
    shutil.copytree(root, kept)
    act()
    after = files(root)
    assert after != before

    def again():
        shutil.rmtree(root)
        shutil.copytree(kept, root)
        os.chdir(root)

    def look(number):
        for name, content in files(root).items():
            if not name.startswith("_build/") and not Path(name).name.startswith("."):
                assert content in (before.get(name), after.get(name)), (number, name)
        mend(root)
        with workshop(root):  # as the next command that runs chapters opens one
            pass
        assert files(root) in (before, after), number
        again()

    again()
    kills = at_every_point(act, look, step)
    record_property("survived", (f"kills, of {command.__name__.rpartition('_')[2].replace('translation', 'translate')}, point by point", kills))
    assert kills > 100 / step and files(root) == after


def test_a_table_that_is_saved_while_it_is_tidied_is_named_and_exit_1(data, monkeypatch, capsys):
    path = data / "funding.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",false,", ",FALSE,").replace(",true,", ",TRUE,"), encoding="utf-8")
    read = Path.read_bytes
    before = files(data)

    def late(one):
        content = read(one)
        if one == path:
            monkeypatch.undo()
            path.write_bytes(content + b"\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", late)
    assert main(["tidy", "--data", str(data)]) == 1
    assert capsys.readouterr().err == f"{path}: was saved by somebody else meanwhile; nothing was changed\n"
    assert files(data) == before | {"funding.csv": before["funding.csv"] + b"\n"}


@pytest.mark.parametrize("name", ["chapters/one.ipynb", "data/a.csv", "figures/gone.en.svg"])
def test_a_file_that_is_saved_while_chapters_are_accepted_is_named_and_exit_1(root, monkeypatch, capsys, name):
    (root / "data/datapackage.yaml").write_text("resources: []")
    monkeypatch.chdir(root)
    an_accept(root, monkeypatch)
    before = files(root)
    made = baseline._made_anew

    def late(*arguments):
        (root / name).write_text("by somebody else")
        return made(*arguments)

    monkeypatch.setattr(baseline, "_made_anew", late)
    assert main(["accept"]) == 1
    assert capsys.readouterr().err == f"{root / name}: was saved by somebody else meanwhile; nothing was changed\n"
    assert files(root) == before | {name: b"by somebody else"}


def test_two_commands_write_one_after_the_other(root):
    script = (
        "import sys; from pathlib import Path; from econsec.files import save\nroot = Path(sys.argv[1])\n"
        "for number in range(60):\n    save({root / f'{sys.argv[2]}-{name}': (str(number - 1).encode() if number else None, str(number).encode()) for name in 'ab'}, root)"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, str(root), name], cwd=PROJECT) for name in ("one", "two")]
    assert [one.wait(60) for one in both] == [0, 0]
    assert {files(root)[f"{one}-{name}"] for one in ("one", "two") for name in "ab"} == {b"59"}
