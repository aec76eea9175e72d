"""In a real JupyterLab every chapter shows all its exhibits; saved there and put back by ``accept``, it is the same to the byte."""

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time

import nbformat
import pytest
from conftest import PROJECT, ROOT

from econsec.exhibits import RESOURCE, VEGALITE
from econsec.run.notebooks import applicable, clean, dumps

LAB = ROOT / ".venv-lab/bin/jupyter-lab"
CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("*.ipynb"))

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """Return a copy of the project to work in."""
    folder = tmp_path_factory.mktemp("lab") / "project"
    folder.mkdir()
    for name in ("chapters", "data", "locale"):
        shutil.copytree(PROJECT / name, folder / name)
    for name in ("_config.yml", "_toc.yml", "editions.yaml"):
        shutil.copy(PROJECT / name, folder)
    return folder


@pytest.fixture(scope="module")
def lab(project):
    """Return the address of a JupyterLab in the project."""
    assert LAB.exists(), "no JupyterLab: `make .venv-lab/ready` installs it"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--ServerApp.port={port}", "--ServerApp.open_browser=False", "--IdentityProvider.token=", "--ServerApp.root_dir=."]
    options += ["--ServerApp.allow_root=True", "--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(project.parent)}
    server = subprocess.Popen([LAB, *options], cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _answers(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(30)


def _answers(port, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    raise AssertionError("JupyterLab did not start")


def in_language(project, name, lang):
    """Give a chapter another language, as a reader of it does, and empty its outputs."""
    path = project / "chapters" / f"{name}.ipynb"
    notebook = nbformat.reads((PROJECT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8"), as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = re.sub(r'^lang: str = "\w+"', f'lang: str = "{lang}"', cell.source)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(notebook, path)
    return path


def run_all(browser, lab, project, name):
    """Open a chapter, run all its cells, save it, and return how many charts and tables it shows."""
    context = browser.new_context(viewport={"width": 1280, "height": 4000})
    page = context.new_page()
    page.goto(f"{lab}/lab/tree/chapters/{name}.ipynb?reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=90_000)
    page.get_by_text("(ipykernel) | Idle").wait_for(timeout=90_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    path = project / "chapters" / f"{name}.ipynb"
    end = time.monotonic() + 120
    while not _all_run(path):
        assert time.monotonic() < end, "the cells were not all run and saved"
        page.wait_for_timeout(1000)
        page.keyboard.press("Control+s")
    return page, context


def _all_run(path):
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except ValueError:  # it is being written
        return False
    return all(cell["execution_count"] for cell in cells if cell["cell_type"] == "code" and cell["source"])


def drawn(page):
    """Return how many charts and tables a notebook shows as one scrolls through it."""
    shown = {"charts": 0, "tables": 0}
    for cell in page.query_selector_all(".jp-Notebook .jp-CodeCell"):
        cell.scroll_into_view_if_needed()
        shown["charts"] += len(cell.query_selector_all(".jp-OutputArea-output :is(svg.marks, canvas.marks)"))
        shown["tables"] += len(cell.query_selector_all(".jp-OutputArea-output table.exhibit"))
    return shown


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", CHAPTERS)
def test_run_all_shows_every_exhibit_and_leaves_the_same_notebook(browser, lab, project, all_accepted, name, lang):
    path = in_language(project, name, lang)
    page, context = run_all(browser, lab, project, name)
    saved = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    held = [output.data for cell in saved.cells for output in cell.get("outputs", []) if "data" in output]
    assert not [output for cell in saved.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    expected = {
        "charts": sum(VEGALITE in data for data in held),
        "tables": sum("<table" in "".join(data.get("text/html", "")) for data in held if RESOURCE in data),
    }
    end = time.monotonic() + 30
    while (shown := drawn(page)) != expected and time.monotonic() < end:  # JupyterLab draws what comes into view a little later
        page.wait_for_timeout(500)
    context.close()
    assert shown == expected
    if lang == "en":
        assert dumps(clean(applicable(saved, {}))) == (all_accepted / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8")
