"""``econsec serve``: a real browser shows what a real file says, errors come and go, nothing stays behind."""

import functools
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from children import gone, ignoring
from conftest import PROJECT, ROOT, copy_data
from short import CONTENTS, TWO_PAGES
from web import until as wait_until

PAGE = "en/chapters/pillar3_technology.html"
PARTS = ("chapters", "locale", "_config.yml")
SERVE = "from econsec.cli import main; raise SystemExit(main(['serve']))"
SHOWS = "text => Boolean(document.body?.textContent.includes(text))"
QUIET = "() => !document.getElementById('live-problems')"
ERROR = r"[A-Z]\w+(Error|Exception)"  # one of Python
SAYS = "text => document.getElementById('live-problems')?.textContent.includes(text)"


until = functools.partial(wait_until, seconds=60)  # a change may have to wait for all that the one before it set off


class Author:
    """Somebody who writes in a project that is being served."""

    def __init__(self, folder):
        self.folder = folder
        paths = os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])
        self.log = (folder / "log").open("w+")
        command = [sys.executable, "-c", SERVE]
        self.process = subprocess.Popen(
            ignoring(command), cwd=folder, env={**os.environ, "PYTHONPATH": paths}, stdout=self.log, stderr=subprocess.STDOUT
        )
        try:
            self.wait("Serving")
        except BaseException:
            self.process.kill()
            raise
        self.address = re.search(r"http://127\.0\.0\.1:\d+/", self.said())[0]

    def said(self):
        return (self.folder / "log").read_text(encoding="utf-8")

    def wait(self, text, seconds=120):
        end = time.monotonic() + seconds
        while text not in self.said():
            assert time.monotonic() < end and self.process.poll() is None, self.said()
            time.sleep(0.1)

    def replace(self, name, before, after):
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def check(self):
        """Return what ``econsec check`` says."""
        command = [sys.executable, "-c", "from econsec.cli import main; main(['check'])"]
        said = subprocess.run(command, cwd=self.folder, capture_output=True, text=True).stdout
        return "\n".join(line for line in said.splitlines() if not line.startswith("warning: "))


@pytest.fixture(scope="module")
def author(tmp_path_factory, browser):
    """Return somebody who opened a page as soon as the address was said, and what it showed then."""
    folder = tmp_path_factory.mktemp("project")
    copy_data(folder / "data")
    for name in PARTS:
        if (PROJECT / name).is_dir():
            shutil.copytree(PROJECT / name, folder / name)
        else:
            shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(ROOT / "econsec", folder / "econsec", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in (CONTENTS | {"_toc.yml": TWO_PAGES}).items():
        (folder / name).write_text(text, encoding="utf-8")
    found = Author(folder)
    try:
        found.page = browser.new_page()
        found.page.goto(found.address + PAGE)
        found.first = found.page.text_content("body")
        found.wait("Up to date.")
        yield found
    finally:
        found.process.kill()
        found.process.wait()


@pytest.fixture
def page(author):
    until(author.page, SHOWS, "Vulcan Elements")  # it went there by itself
    return author.page


def test_the_address_answers_at_once_and_a_tab_goes_to_its_page_when_that_is_there(author, page):
    assert "The report is being made" in author.first and "Vulcan Elements" not in author.first
    assert page.url == author.address + PAGE and not page.evaluate(SHOWS, "The report is being made")


def test_a_changed_cell_is_on_the_page(author, page):
    author.replace("data/funding.csv", ",50000000,", ",65000000,")
    until(page, SHOWS, "USD 65 million")
    author.replace("data/funding.csv", ",65000000,", ",50000000,")
    until(page, SHOWS, "USD 50 million")


@pytest.mark.slow
def test_a_changed_sentence_and_its_translation_are_on_their_pages(author, page):
    path = author.folder / "chapters/pillar3_technology.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in book["cells"] if cell["cell_type"] == "markdown" and not "".join(cell["source"]).startswith("#"))
    cell["source"] = ["A sentence that an author planted.\n", "\n", *cell["source"]]
    kept = path.read_text(encoding="utf-8")
    path.write_text(json.dumps(book), encoding="utf-8")
    until(page, SHOWS, "A sentence that an author planted.")
    path.write_text(kept, encoding="utf-8")
    until(page, f"text => !({SHOWS})(text)", "A sentence that an author planted.")
    catalogue = "locale/ja/LC_MESSAGES/chapters/pillar3_technology.po"
    said = re.search(r'msgstr "([^"{\[]{12,})"', (author.folder / catalogue).read_text(encoding="utf-8"))[1]
    page.goto(author.address + PAGE.replace("en/", "ja/"))
    author.replace(catalogue, said, f"植えた訳文。{said}")
    until(page, SHOWS, "植えた訳文。")
    page.goto(author.address + PAGE)


def test_a_style_is_on_the_page(author, page):
    path = author.folder / "econsec/book/theme/static/econsec.css"
    path.write_text(path.read_text(encoding="utf-8") + "\nbody { outline: 3px solid rgb(1, 2, 3) }\n", encoding="utf-8")
    until(page, "() => getComputedStyle(document.body).outlineColor === 'rgb(1, 2, 3)'")


def test_an_error_is_what_check_says_and_goes_away_when_mended(author, page):
    author.replace("data/export_controls.csv", ",tighten,", ",tightens,")
    checked = author.check()
    assert "is not one of tighten, relax, unclear" in checked
    until(page, SAYS, checked)
    author.wait(checked)
    tries = author.said().count("data FAILED")
    time.sleep(1)  # the log that grew lies in the project's folder: no reason to try again
    assert author.said().count("data FAILED") <= tries + 1
    author.replace("data/export_controls.csv", ",tightens,", ",tighten,")
    until(page, QUIET)


@pytest.mark.parametrize(
    "name",
    [
        "data/firms.csv",
        *(pytest.param(one, marks=pytest.mark.slow) for one in ("chapters/pillar3_technology.ipynb", "_toc.yml", "data/datapackage.yaml")),
    ],
)
def test_a_file_half_saved_or_gone_is_said_and_then_forgotten(author, page, name):
    path = author.folder / name
    kept = path.read_bytes()
    path.write_bytes(kept[: len(kept) // 2])
    until(page, "() => document.getElementById('live-problems')")
    assert not re.search(ERROR, page.text_content("#live-problems"))
    path.unlink()
    until(page, SAYS, path.name)
    other = path.with_name(f"{path.name}.swp")  # as editors save: beside it, then in its place
    other.write_bytes(kept)
    other.replace(path)
    until(page, QUIET)


@pytest.mark.parametrize("cut", ["letter", *(pytest.param(one, marks=pytest.mark.slow) for one in ("", "row"))])
def test_a_table_half_saved_is_said_as_the_check_says_it(author, page, cut):
    path = author.folder / "data/firms.csv"
    kept = path.read_bytes()
    end = {"": 0, "row": kept.index(b",", kept.index(b"\n", 300)), "letter": kept.index("ファ".encode()) + 1}[cut]
    path.write_bytes(kept[:end])
    checked = author.check()
    assert checked.startswith("firms.csv")
    until(page, SAYS, checked.partition("\n")[0])
    assert not re.search(ERROR, page.text_content("#live-problems"))
    path.write_bytes(kept)
    until(page, QUIET)


@pytest.mark.slow
def test_rapid_changes_end_in_the_last(author, page):
    amounts = [51000000 + n * 1000000 for n in range(8)]
    for before, after in zip([50000000, *amounts], [*amounts, 66000000]):
        author.replace("data/funding.csv", f",{before},", f",{after},")
        time.sleep(0.15)
    until(page, SHOWS, "USD 66 million")


def test_it_listens_on_loopback_only_and_gives_pages_of_the_report_only(author):
    port = int(author.address.rstrip("/").rpartition(":")[2])
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in [one for one in others if not one.startswith("127.")]:
        with pytest.raises(OSError), socket.create_connection((address, port), timeout=2):
            pass
    with socket.create_connection(("127.0.0.1", port)) as link:
        link.sendall(b"GET /../../econsec/cli.py HTTP/1.0\r\n\r\n")
        assert b" 404 " in link.makefile("rb").readline()


def test_ctrl_c_ends_it_and_leaves_nothing(author):
    """Also where it was started with Ctrl-C ignored, as a script does that puts it in the background."""
    children = subprocess.run(["pgrep", "-P", str(author.process.pid)], capture_output=True, text=True).stdout.split()
    assert children
    author.process.send_signal(signal.SIGINT)
    assert author.process.wait(20) == 0
    assert "Traceback" not in author.said()
    assert all(gone(int(pid)) for pid in children)
    assert not list((author.folder / "_build").glob("work-*"))
