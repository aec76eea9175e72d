"""The versions of Python that the project claims are those that are tested, and nothing in the package breaks one of them."""

import ast
import importlib.util
import re
import tomllib

import yaml
from conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKING = ("query", "eval")  # of a frame: they read the caller's names, which ends Python 3.13.0 within a comprehension


def test_what_is_claimed_is_what_is_tested():
    claimed = [one.rpartition(" ")[2] for one in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", one)]
    workflow = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))
    assert claimed == workflow["jobs"]["test"]["strategy"]["matrix"]["python-version"]
    first, last = claimed[0], claimed[-1]
    assert PROJECT["requires-python"] == f">={first},<3.{int(last.partition('.')[2]) + 1}"
    assert f"Python {first} to {last}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_process_makes_a_grammar_of_addresses_before_it_does_anything():
    """What jsonschema imports where it is there; see pyproject.toml, [tool.uv]."""
    assert importlib.util.find_spec("rfc3987_syntax") is None
    assert not [path.name for path in ROOT.glob("**/requirements*.lock") if "rfc3987-syntax==" in path.read_text(encoding="utf-8")]


def test_rows_are_chosen_by_masks():
    assert _asking("frame[frame['a'] == 1].loc[lambda rows: rows['b'] == 2]") == []
    assert _asking("[frame.query('a == 1') for frame in frames]") == ["query"]
    paths = sorted((ROOT / "econsec").rglob("*.py"))
    assert len(paths) > 50
    assert {str(path): found for path in paths if (found := _asking(path.read_text(encoding="utf-8")))} == {}


def _asking(source):
    calls = (node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [call.attr for call in calls if isinstance(call, ast.Attribute) and call.attr in ASKING]
