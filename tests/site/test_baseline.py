"""nbval guards the committed chapters: what the data says now must be what was accepted."""

import re
import shutil
import subprocess
import sys

import nbformat
import pytest
from conftest import ROOT, copy_data

CHAPTERS = sorted((ROOT / "chapters").glob("*.ipynb"))


def test_every_chapter_compares_at_least_one_output():
    assert CHAPTERS
    for path in CHAPTERS:
        cells = nbformat.read(path, as_version=4).cells
        assert any(cell.get("outputs") for cell in cells), path.name
        tags = {tag for cell in cells for tag in cell.metadata.get("tags", [])}
        assert not tags & {"nbval-ignore-output", "nbval-skip", "raises-exception"}, path.name
        assert not any("NBVAL_" in cell.source for cell in cells), path.name


@pytest.mark.slow
def test_a_changed_cell_that_nobody_accepted_fails_in_the_chapter_that_shows_it(accepted, tmp_path):
    copy_data(tmp_path / "data")
    shutil.copytree(accepted / "chapters", tmp_path / "chapters")
    path = tmp_path / "data" / "funding.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(",50000000,") == 1
    path.write_text(text.replace(",50000000,", ",51000000,"), encoding="utf-8")
    books = [f"chapters/{name}.ipynb" for name in ("pillar3_technology", "nss")]
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "-q", *books]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 1
    failed = set(re.findall(r"^FAILED (?:chapters/)?(\w+)\.ipynb", run.stdout, re.M))
    assert failed == {"pillar3_technology"}, run.stdout[-2000:]
