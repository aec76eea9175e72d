"""Whole commands killed at random moments lose nothing, leave no process behind, and the next one needs no cleaning."""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import nbformat
import psutil
import pytest
from conftest import PROJECT, ROOT
from short import CONTENTS

from econsec.site import fingerprint

pytestmark = pytest.mark.soak
KILLS = 15  # of each command
PARTS = ("data", "chapters", "figures", "locale")
BUILD = ("build", "--lang", "en")
MAIN = "from econsec.cli import main; raise SystemExit(main())"


class Project:
    """A copy of the project with few chapters, and a command in it that is killed."""

    def __init__(self, folder):
        self.folder, self.mark = folder, str(uuid.uuid4())
        for name in (*PARTS, "econsec"):
            shutil.copytree((ROOT if name == "econsec" else PROJECT) / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(PROJECT / "_config.yml", folder)
        for name, text in CONTENTS.items():
            (folder / name).write_text(text, encoding="utf-8")

    def start(self, *command):
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "ECONSEC_SOAK": self.mark}
        return subprocess.Popen(
            [sys.executable, "-c", MAIN, *command],
            cwd=self.folder,
            env=environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *command):
        started = time.monotonic()
        process = self.start(*command)
        told = process.communicate(timeout=600)[1]
        return process.returncode, told, time.monotonic() - started

    def orphans(self):
        return [one.pid for one in psutil.process_iter() if self._is_ours(one)]

    def _is_ours(self, one):
        try:
            return one.status() != psutil.STATUS_ZOMBIE and one.environ().get("ECONSEC_SOAK") == self.mark
        except psutil.Error:
            return False

    def files(self):
        """Return the user's files, what is under way left out."""
        paths = (path for name in PARTS for path in (self.folder / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}

    def restore(self, files):
        for name in self.files().keys() - files.keys():
            (self.folder / name).unlink()
        for name, content in files.items():
            (self.folder / name).write_bytes(content)

    def site(self):
        return fingerprint.of_site(self.folder / "_build/edition")

    def left(self):
        """Return what lies in the project and in _build beside what a command made."""
        hidden = [path.name for name in PARTS for path in (self.folder / name).rglob(".*")]
        return hidden + [path.name for path in (self.folder / "_build").glob("*") if path.name not in ("edition", "made")]


def spoil_tables(folder):
    for path in (folder / "data").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(\d{4})-(\d\d)-(\d\d)", r"\1/\2/\3", text).replace(",true,", ",TRUE,"), encoding="utf-8-sig")


def change_amount(folder):
    path = folder / "data/funding.csv"
    text = path.read_text(encoding="utf-8")
    before, after = (",50000000,", ",65000000,") if ",50000000," in text else (",65000000,", ",50000000,")
    path.write_text(text.replace(before, after), encoding="utf-8")


def change_sentences(folder):
    for path in (folder / "chapters").glob("*.ipynb"):
        book = nbformat.read(path, as_version=4)
        book.cells[0].source += "\n\nA sentence that an author added."
        nbformat.write(book, path)


@pytest.mark.parametrize(("command", "change"), [("tidy", spoil_tables), ("accept", change_amount), ("translate", change_sentences)])
def test_files_are_whole_and_all_or_none_written_whenever_a_command_is_killed(tmp_path, record_property, command, change):
    project, chance = Project(tmp_path / "project"), random.Random(command)
    change(project.folder)
    before = project.files()
    status, told, seconds = project.run(command)
    after = project.files()
    assert status == 0 and sum(before.get(name) != after.get(name) for name in {*before, *after}) > 1, told
    for number in range(KILLS):
        project.restore(before)
        kill(project, chance, seconds, project.folder / "_build/saving", command)
        for name, content in project.files().items():
            assert Path(name).name.startswith(".") or content in (before.get(name), after.get(name)), (number, name)
        project.run("check")
        assert project.files() in (before, after), number
    project.restore(before)
    assert project.run(command)[:2] == (0, "") and project.files() == after and project.left() == []
    record_property("survived", (f"kills, of {command}, at random", KILLS))


def test_the_site_is_the_old_one_or_the_new_one_whenever_a_build_is_killed(tmp_path, record_property):
    project, chance, sites = Project(tmp_path / "project"), random.Random("build"), set()
    for _ in range(2):
        status, told, seconds = project.run(*BUILD)
        assert status == 0, told
        sites.add(project.site())
        change_amount(project.folder)
    assert len(sites) == 2
    for number in range(KILLS):
        kill(project, chance, seconds, project.folder / "_build/.edition.econsec", *BUILD)
        assert project.site() in sites, number
        change_amount(project.folder)
    project.run(*BUILD)
    change_amount(project.folder)
    before = project.site()
    assert project.run(*BUILD)[:2] == (0, "") and project.site() in sites - {before} and project.left() == []
    record_property("survived", ("kills, of build, at random", KILLS))


def kill(project, chance, seconds, writing, *command):
    """Kill a command at a random moment: of all its time, or of the time in which it writes; it alone or all its group."""
    process = project.start(*command)
    late = time.monotonic() + (chance.uniform(0, seconds) if chance.random() < 0.5 else 10 * seconds)
    while time.monotonic() < late and process.poll() is None and not writing.exists():
        time.sleep(0.0002)
    if writing.exists():
        time.sleep(chance.uniform(0, 0.3))
    if chance.random() < 0.5:
        process.kill()
    elif process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    end = time.monotonic() + 10
    while (orphans := project.orphans()) and time.monotonic() < end:
        time.sleep(0.05)
    assert not orphans
