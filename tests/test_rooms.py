"""The package's rooms: imports run downwards and through front doors, no two rooms share a module's name, code has its form."""

import ast
import importlib
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "econsec"
ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))
RUFF = Path(sys.executable).with_name("ruff")
LINT = Path(sys.executable).with_name("lint-imports")


def modules():
    """Yield each module of a room: its room, its path."""
    for room in ROOMS:
        yield from ((room, path) for path in sorted((PACKAGE / room).rglob("*.py")))


def past_doors(room, source):
    """Return what a module imports of other rooms past their front doors, or from the whole package."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names = [node.module] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names] if isinstance(node, ast.Import) else []
        for name in filter(None, names):
            package, _, rest = name.partition(".")
            other, _, within = rest.partition(".")
            if package == "econsec" and other in ROOMS and other != room and within:
                found.append(name)
    return found


def test_there_are_few_rooms_and_fewer_modules_beside_them():
    assert len(ROOMS) <= 12
    assert len([path for path in PACKAGE.glob("*.py") if path.name != "__init__.py"]) <= 4


def test_no_two_rooms_share_the_name_of_a_module():
    homes = defaultdict(set)
    for room, path in modules():
        name = path.parent.name if path.name == "__init__.py" else path.stem
        homes[name].add(room)
    assert {name: rooms for name, rooms in homes.items() if len(rooms) > 1} == {}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_is_entered_by_its_front_door(room):
    found = {str(path.relative_to(ROOT)): past_doors(room, path.read_text(encoding="utf-8")) for one, path in modules() if one == room}
    # What the warm process loads beforehand are modules, each for itself.
    assert {path: names for path, names in found.items() if names and not path.endswith("site/preload.py")} == {}


def test_who_goes_past_a_front_door_is_seen():
    assert past_doors("site", "from econsec.data.schema import Schema\nimport econsec.run.engine") == ["econsec.data.schema", "econsec.run.engine"]
    assert past_doors("data", "from econsec.data.schema import Schema\nfrom econsec.words import LANGUAGES") == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_front_door_hands_on_nothing_that_is_not_there(room):
    door = importlib.import_module(f"econsec.{room}")
    assert [name for name in door.__all__ if not hasattr(door, name)] == []


def lint(folder):
    """Hold a folder's package to the contracts about imports; return whether they are kept, and what was said."""
    run = subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"})
    return run.returncode == 0, run.stdout + run.stderr


def test_imports_run_downwards_and_no_room_imports_the_report():
    kept, said = lint(ROOT)
    assert kept, said
    assert "0 broken" in said


SPOILT = {
    "an arrow upwards": ("econsec/words/formats.py", "from econsec import data\n", "Imports run downwards"),
    "a circle hidden in a function": (
        "econsec/files/disk.py",
        "def later():\n    from econsec.site import publishing\n    return publishing\n",
        "Imports run downwards",
    ),
    "the report": ("econsec/book/frame.py", "from econsec.report import numbers\n", "No room imports the report"),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_what_breaks_a_contract_is_named(spoilt, tmp_path):
    path, more, contract = SPOILT[spoilt]
    for file in [*PACKAGE.rglob("*.py"), ROOT / "pyproject.toml"]:
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(file.read_bytes())
    with (tmp_path / path).open("a") as file:
        file.write(more)
    kept, said = lint(tmp_path)
    assert not kept
    assert re.search(rf"{contract}.* BROKEN", said)


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=" ".join)
def test_code_has_the_form_that_ruff_gives_it(arguments):
    run = subprocess.run([RUFF, *arguments, "--no-cache", "."], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
