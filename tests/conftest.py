"""What the tests share: copies of the data to spoil, the built site, a browser."""

import csv
import filecmp
import functools
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from short import TWO_CHAPTERS

from econsec import Report
from econsec.data.schema import Schema
from econsec.data.spreadsheets import restored
from econsec.editions import loaded
from econsec.words import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
LONG = (
    "test_audit",
    "test_live",
    "test_onwards",
    "test_review",
    "test_pdf",
    "test_fuzz",
    "test_hostile",
    "test_notebook_form",
    "test_exports",
    "test_record",
)
PROJECT = ROOT / "tests/project"  # the report over data that do not change with the record
PACKAGE = yaml.load((PROJECT / "data/datapackage.yaml").read_bytes(), yaml.CSafeLoader)


def pytest_configure(config):
    """Work where the frozen data are; not in the process that only hands out tests, for the others begin where it stands."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        os.chdir(PROJECT)


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what is slow
def pytest_collection_modifyitems(items):
    """Begin with the files that take longest, so that no process is left alone with one at the end.

    What is tried in both languages is tried in Japanese, which asks more of words, type and paper; in English, in which
    nbval compares each chapter with every change, by slow tests.
    """
    tried = {lang: {_twin(item) for item in items if _lang(item) == lang} for lang in LANGUAGES}
    for item in items:
        if _lang(item) == "en" and _twin(item) in tried["ja"]:
            item.add_marker(pytest.mark.slow)
    order = {name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: order.get(item.path.stem, len(LONG)))


class Frozen(dict):
    """Editions over the frozen data, each loaded when it is first asked for, once for all tests of a process."""

    def get(self, key, default=None):
        """Return an edition by its parameters; one over other data is not given."""
        if key not in self and key[3] == PROJECT / "data":
            with loaded.given({}):
                self[key] = Report(*key)
        return super().get(key, default)


@pytest.fixture(scope="session", autouse=True)
def frozen():
    """Load the editions over the frozen data once, as a build does."""
    with loaded.given(Frozen()):
        yield


def _lang(item):
    return next((value for value in _parameters(item).values() if _is_language(value)), None)


def _is_language(value):
    return isinstance(value, str) and value in LANGUAGES


def _twin(item):
    """Return what a test has in common with itself in the other language."""
    return item.path, item.originalname, str({name: value for name, value in _parameters(item).items() if not _is_language(value)})


def _parameters(item):
    return item.callspec.params if hasattr(item, "callspec") else {}


@pytest.fixture
def data(tmp_path):
    """Return a copy of the data package, from which rows may go: it does not know how many there were."""
    return copy_data(tmp_path / "data")


def copy_data(folder):
    """Copy the data package into a new folder, in form however a spreadsheet program has saved it; return the folder."""
    folder = Path(shutil.copytree(PROJECT / "data", folder, ignore=shutil.ignore_patterns("row_counts.yaml")))
    for name, content in _in_form().items():
        (folder / name).write_bytes(content)
    return folder


@functools.cache
def _in_form():
    return {one.path.name: one.after for one in restored(Schema(PROJECT / "data")) if one.after}


@pytest.fixture
def change(data):
    """Return a function that changes one cell of the copied data: ``change(table, row, column, value)``."""

    def change_cell(table, key, column, value):
        path = data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names, rows = reader.fieldnames, list(reader)
        (row,) = [row for row in rows if row["id"] == key]
        row[column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return rows.index(row) + 2

    return change_cell


@pytest.fixture
def drop(data):
    """Return a function that takes one row out of the copied data: ``drop(table, row)``."""

    def drop_row(table, key):
        path = data / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        left = [line for line in lines if not line.startswith(f"{key},")]
        assert len(left) == len(lines) - 1
        path.write_text("".join(left), encoding="utf-8")

    return drop_row


@pytest.fixture
def spoil(data, change):
    """Return a function that changes a cell in the first row that fills it: ``spoil(table, column, value)``, which returns its line.

    A function as value makes the new text from the old.
    """

    def spoil_cell(table, column, value):
        row = next(row for row in read(table, data) if row[column])
        return change(table, row["id"], column, value(row[column]) if callable(value) else value)

    return spoil_cell


def read(table, folder=PROJECT / "data"):
    """Return the rows of a table of the data as they are written."""
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def without_partners(data):
    """Take the pages of partners away from a copy of the data: most tests of a changed report do not look at them."""
    path = data / "countries.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",true,", ",false,"), encoding="utf-8")


def made_once(tmp_path_factory, name, make):
    """Return a folder that the first process of a test run makes, and the others wait for."""
    folder = tmp_path_factory.getbasetemp()
    shared = (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / name
    mark = shared.with_name(f"{name}-ready")
    try:
        shared.with_name(f"{name}-started").mkdir()
    except FileExistsError:
        while not mark.exists():
            time.sleep(0.2)
    else:
        try:
            make(shared)
            mark.write_text("made")
        except Exception as error:
            mark.write_text(f"{type(error).__name__}: {error}")
    assert mark.read_text() == "made", mark.read_text()
    return shared


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the site over the frozen data, built once for all processes of a test run."""
    from econsec.site import build, published

    return made_once(tmp_path_factory, "site", lambda folder: build(published(PROJECT), folder))


@pytest.fixture(scope="session")
def record_site(tmp_path_factory):
    """Return the newest edition over the record, in both languages; for slow tests."""
    from econsec.site import build, published

    def make(folder):
        books = published(ROOT)
        build([book for book in books if book.edition == books[0].edition], folder, say=lambda line: None)

    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        return made_once(tmp_path_factory, "record-site", make)


@pytest.fixture(scope="session")
def accepted(tmp_path_factory):
    """Return a copy of the project with two of its chapters, which show the frozen data: most tests of accepted chapters need no more."""
    return made_once(tmp_path_factory, "accepted", lambda folder: _accept(folder, TWO_CHAPTERS))


@pytest.fixture(scope="session")
def all_accepted(tmp_path_factory):
    """Return a copy of the project whose chapters and figures show the frozen data; for slow tests."""
    return made_once(tmp_path_factory, "all-accepted", _accept)


def _accept(folder, contents=None):
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns("_build"))
    if contents:
        (folder / "_toc.yml").write_text(contents, encoding="utf-8")
        for path in (folder / "chapters").glob("*.ipynb"):
            if path.stem not in contents and path.stem not in ("partner", "sector"):
                path.unlink()
    for name, content in _in_form().items():
        (folder / "data" / name).write_bytes(content)
    if not contents and not filecmp.dircmp(PROJECT / "data", ROOT / "data").diff_files:  # the committed chapters show the same
        return
    command = [sys.executable, "-c", "from econsec.cli import main; raise SystemExit(main(['accept']))"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def address(host):
    """Return the address at which the site is served on loopback."""
    return host.address


@pytest.fixture(scope="session")
def browser():
    """Return a Chromium: the one CHROMIUM names, or the one that is installed."""
    from playwright.sync_api import sync_playwright

    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert path, "no Chromium: `make test` installs one on Debian; elsewhere set CHROMIUM to its path"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def host(site):
    """Return the site's server, as a static host compresses it."""
    from web import compressed

    with compressed(site) as server:
        yield server


@pytest.fixture
def visit(browser):
    """Return a function that opens a page and tells what it said."""
    from web import SIZES, WATCH

    contexts = []

    def open_page(address, size="desk", **options):
        contexts.append(browser.new_context(**{"viewport": SIZES[size], "locale": "en-GB", **options}))
        page, said = contexts[-1].new_page(), []
        page.add_init_script(WATCH)
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        if not re.split("[?#]", address)[0].endswith(".html"):
            page.wait_for_url("**/chapters/summary.html")
        page.wait_for_load_state("networkidle")
        return page, said

    yield open_page
    for context in contexts:
        context.close()


def pytest_terminal_summary(terminalreporter):
    """Print the figures that tests recorded, with what they may be at most, and how many faults they survived."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind) if one.when == "call"]
    figures = sorted(value for one in reports for name, value in one.user_properties if name == "figure")
    if figures:
        terminalreporter.section("figures of the pages")
        width = max(len(where) for where, *_ in figures)
        for where, what, found, limit in figures:
            terminalreporter.line(f"{where:<{width}}  {what:<18}  {found:>9,}  at most {limit:,}")
    survived = sorted(value for one in reports if one.passed for name, value in one.user_properties if name == "survived")
    if survived:
        terminalreporter.section("what was survived")
        for what, count in survived:
            terminalreporter.line(f"{count:>7,}  {what}")
