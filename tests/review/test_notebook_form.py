"""Accepting changes no byte where nothing changed: on another day, elsewhere, in another time zone and locale."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import uuid

import nbformat
import pytest
from conftest import PROJECT, ROOT
from jupyterlab import in_jupyterlabs_form

from econsec.run.notebooks import clean, dumps

CLOCK = '''
"""Put the clock of Python elsewhere: what asks for the time hears of a day over a year away."""
import time
SHIFT, now, local, universal = 400 * 86400, time.time, time.localtime, time.gmtime
time.time = lambda: now() + SHIFT
time.time_ns = lambda: int((now() + SHIFT) * 1e9)
time.localtime = lambda seconds=None: local(now() + SHIFT if seconds is None else seconds)
time.gmtime = lambda seconds=None: universal(now() + SHIFT if seconds is None else seconds)
'''
MAIN = "from econsec.cli import main; import sys, time; print(time.time(), file=sys.stderr); raise SystemExit(main(['accept']))"


def copy(accepted, folder):
    """Return a copy of what accept reads and writes."""
    for name in ("data", "chapters", "figures"):
        shutil.copytree(accepted / name, folder / name)
    for name in ("_config.yml", "_toc.yml", "CITATION.cff"):
        shutil.copy(accepted / name, folder / name)
    return folder


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for name in ("chapters", "figures") for path in sorted((folder / name).iterdir())}


def without_outputs(book):
    """Return a chapter as somebody saves it who has cleared it."""
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return json.dumps(book)


def test_the_form_of_every_chapter_is_restored_after_jupyterlab():
    for path in sorted((PROJECT / "chapters").glob("*.ipynb")):
        text = path.read_text(encoding="utf-8")
        saved = in_jupyterlabs_form(nbformat.reads(text, as_version=4))
        assert saved != text
        assert dumps(clean(nbformat.reads(saved, as_version=4))) == text


def test_new_cells_are_named_after_what_they_hold():
    new = [
        nbformat.v4.new_markdown_cell("## Grants are small\n\nText.", id=str(uuid.uuid4())),
        nbformat.v4.new_code_cell('exhibit("award_bars", chart, rows=awards)', id="0a1b2c3d"),
        nbformat.v4.new_markdown_cell("What it shows.", id="1a1b2c3d"),
        nbformat.v4.new_code_cell('exhibit("award_bars", chart, rows=awards)', id="2a1b2c3d"),
    ]
    book = nbformat.v4.new_notebook(cells=new)
    assert [cell.id for cell in clean(book).cells] == ["grants-are-small", "award-bars", "award-bars-reading", "award-bars-2"]


@pytest.mark.slow
@pytest.mark.parametrize(
    # Between these two zones it is never the same day.
    ("zone", "locale"),
    [("Pacific/Kiritimati", "C"), pytest.param("Pacific/Pago_Pago", "ja_JP.UTF-8", marks=pytest.mark.slow)],
)
def test_accept_on_another_day_elsewhere_in_another_zone_and_locale_restores_each_byte_and_says_what_was_not_so(accepted, tmp_path, zone, locale):
    folder = copy(accepted, tmp_path / "another folder, 別の場所")
    (tmp_path / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    before = contents(folder)
    saved, unrun, windows = (folder / "chapters" / f"{name}.ipynb" for name in ("nss", "pillar3_technology", "partner"))
    saved.write_text(in_jupyterlabs_form(nbformat.read(saved, as_version=4)), encoding="utf-8")
    unrun.write_text(without_outputs(nbformat.read(unrun, as_version=4)), encoding="utf-8")
    windows.write_bytes(windows.read_bytes().replace(b"\n", b"\r\n"))
    (folder / "figures/area_matrix.en.svg").unlink()
    (folder / "figures/gone.en.svg").write_text("<svg/>", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONPATH": paths, "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", MAIN], cwd=folder, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    changed = [line for line in run.stdout.splitlines() if line.startswith("changed: ")]
    names = ("chapters/nss.ipynb", "chapters/partner.ipynb", "chapters/pillar3_technology.ipynb", "figures/area_matrix.en.svg", "figures/gone.en.svg")
    assert changed == [f"changed: {name}" for name in names] and "5 files changed." in run.stdout
    assert float(run.stderr.split()[0]) > time.time() + 300 * 86400, "the clock was put elsewhere"
    assert contents(folder) == before


def test_nothing_that_makes_an_output_asks_for_the_time_or_the_locale():
    asks = re.compile(r"\.today\(|\.now\(|utcnow|time\.time\(|localtime|getlocale|setlocale|random\.|uuid")
    rooms = ("words", "data", "editions", "exhibits", "report", "book")
    files = [path for room in rooms for path in (ROOT / "econsec" / room).rglob("*.py") if path.stem != "feed"]  # its ids are worked out
    files += [ROOT / "econsec/run/notebooks.py", ROOT / "econsec/site/baseline.py"]
    assert len(files) > 60
    assert not [str(path) for path in files if asks.search(path.read_text(encoding="utf-8"))]
