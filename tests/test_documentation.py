"""What README and CONTRIBUTING say is so: their commands run, their paths exist, their options are the program's."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from econsec.cli import _parser

PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")}
README = PAGES["README.md"]
COMMANDS = list(dict.fromkeys(line for text in PAGES.values() for line in re.findall(r"^    (\S.*?)(?:\s{2,}#.*)?$", text, re.M)))


@pytest.mark.parametrize("page", PAGES)
def test_every_path_in_it_exists(page):
    paths = re.findall(r"`([\w./-]+/[\w./-]*|[A-Z]+|[\w-]+\.(?:md|yaml|toml|lock|csv))`", PAGES[page])
    paths += re.findall(r"\]\(([\w./-]+)\)", PAGES[page])
    made = ("_build", ".venv")
    kept = [one for one in ROOT.iterdir() if one.name != ".git" and not one.name.startswith(made)]
    there = {name for one in kept for name in (one.name, *(path.name for path in one.rglob("*")))}
    missing = [path for path in paths if not path.startswith(made) and Path(path).name not in there]
    assert paths and not missing


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_in_it_exists(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:`|^    |CHROMIUM=\S+ )make ([a-z-]+)", PAGES[page], re.M))
    assert "test" in targets
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_every_make_target_that_runs_is_phony():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M).group(1).split())
    assert set(re.findall(r"^([a-z-]+):", makefile, re.M)) == phony


OURS = [one for one in COMMANDS if "bin/econsec " in one]
RUN = [one for one in COMMANDS if not one.startswith("make ") and "--nbval" not in one and "CHROMIUM" not in one]


@pytest.mark.parametrize("command", OURS)
def test_the_program_knows_every_option_in_them_and_every_folder_they_read_is_there(command):
    options = vars(_parser().parse_args(shlex.split(command)[1:]))
    assert all((ROOT / options[name]).is_dir() for name in ("data", "data_base", "data_head") if options.get(name))


# Builds and reviews like these run in the tests of building and reviewing; here they run in `make test-all`.
LONG = [one for one in RUN if one in OURS or "jupyter-book" in one or "papermill" in one]


@pytest.mark.parametrize("command", [pytest.param(one, marks=pytest.mark.slow) if one in LONG else one for one in RUN])
def test_every_command_in_them_runs(command):
    program, *arguments = shlex.split(command)
    program = str(Path(sys.executable).with_name(Path(program).name))
    (ROOT / "_build").mkdir(exist_ok=True)
    run = subprocess.run([program, *arguments], cwd=ROOT, capture_output=True, text=True)
    # A review of a working tree with a new table says that it could not compare all.
    fine = run.returncode == 0 or (arguments[0] == "review" and run.returncode == 1 and "could not be compared" in run.stdout)
    assert fine, run.stdout[-2000:] + run.stderr[-2000:]
    if "papermill" in command:
        text = (ROOT / "_build/outlook.ipynb").read_text(encoding="utf-8")
        assert "マレーシア" in text and "同盟国" in text, "Japanese tables and charts"


def test_the_map_of_the_rooms_is_that_of_the_tree():
    table = PAGES["CONTRIBUTING.md"].partition("## The rooms of the code")[2].partition("\n\nNo room")[0]
    named = set(re.findall(r"`([\w.]+)`", "".join(re.findall(r"^\|([^|]*)\|", table, re.M))))
    folders = {path.parent.name for path in (ROOT / "econsec").glob("*/__init__.py")}
    files = {path.name for path in (ROOT / "econsec").glob("*.py")} - {"__init__.py"}
    assert named == folders | files


def test_the_commands_that_others_rely_on_are_those_of_the_program():
    said = PAGES["CONTRIBUTING.md"].partition("## What others rely on")[2].partition(";")[0]
    commands = {name for name in re.findall(r"`(?:econsec )?(\w+)`", said)}
    assert commands == set(_parser()._subparsers._group_actions[0].choices)


def test_the_stock_commands_are_among_them():
    assert {shlex.split(one)[0].rpartition("/")[2] for one in COMMANDS} >= {"make", "econsec", "jupyter-book", "papermill"}
