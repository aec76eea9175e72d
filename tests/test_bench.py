"""The benchmark's table says what was measured: each ratio is to the cold build, each goal beside its figure."""

import re
import sys

import pytest
from conftest import ROOT

ROWS = {"import": (2.5, 0), "sphinx": (7.5, 0), "cold": (16.0, 2**30), "warm": (2.0, 0), "unchanged": (0.5, 2**20), "stock": (96.0, 2**30)}
FACTS = {"edits": [2.0, 1.9, 2.1], "shares": {"chapters": 10.0, "books": 12.0, "": 12.25}}


@pytest.fixture
def bench(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(ROOT / "bench"), *sys.path])
    import bench

    return bench


def test_the_table_holds_figures_ratios_and_goals(bench):
    text = bench.report(ROWS, FACTS)
    assert "| 16.00 | 1.00 | 1,024 MiB |" in text
    assert "| 96.00 | 6.00 | 1,024 MiB |" in text
    assert "The floor is import and Sphinx: 10.0 s. Cold is 1.60 times the floor" in text
    assert "6.0 times as long as cold" in text
    assert "unchanged: 0.50 s (goal: at most 1.0)." in text
    assert "24.5 s of work in 12.2 s: 2.00 cores busy" in text
    assert "mkdocs" not in text, "what was not measured has no row"


def test_memory_counts_the_whole_tree(bench, tmp_path):
    grows = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; held = bytearray(2**27); time.sleep(1.5)'])"
    run = bench.Measured([sys.executable, "-c", grows], tmp_path)
    assert run.peak > 2**27 and run.seconds > 1.5


def test_a_command_that_fails_is_no_figure(bench, tmp_path):
    with pytest.raises(SystemExit, match="no such thing"):
        bench.Measured([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)


def test_the_committed_results_are_of_this_form_and_the_readme_shows_them():
    text, readme = ((ROOT / name).read_text(encoding="utf-8") for name in ("bench/results.md", "README.md"))
    for words in ("newest edition, both languages", "stock `jupyter-book build .`", "Cold is", "The ten edits took", "mkdocs-jupyter"):
        assert words in text
    rows = re.findall(r"^\| \*\*(cold|warm|unchanged)\*\*.*?\| ([\d.]+) \|", text, re.M)
    assert len(rows) == 3
    for what, seconds in rows:
        assert re.search(rf"^\| {what}: .*\| {float(seconds):.1f} s \|$", readme, re.M), what
