"""A build that is stopped, or whose chapters misbehave, names what happened, publishes nothing and leaves nothing behind."""

import json
import signal
import subprocess
import sys

import nbformat
import pytest

from conftest import ROOT
from econsec.books import BuildError
from econsec.processes import Job, Outcome, Warm
from econsec.site import CHECK, failed, publish, workshop
from test_processes import gone

CELLS = {
    "endless": "while True: pass",
    "greedy": "held = [bytearray(2**20) for _ in range(8192)]",
    "killed": "import os; os._exit(9)",
    "good": "1 + 1",
}


def test_a_chapter_that_never_ends_wants_too_much_or_dies_is_named_with_its_cell_and_the_others_go_on(tmp_path):
    jobs = []
    for name, source in CELLS.items():
        cells = [nbformat.v4.new_code_cell("import time", id="start"), nbformat.v4.new_code_cell(source, id="the-cell")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
        jobs.append(Job(f"en/{name}", "econsec.notebooks:execute", (str(tmp_path / f"{name}.ipynb"), str(tmp_path / f"out/{name}.ipynb"), {})))
    with Warm(("econsec.notebooks",)) as warm:
        outcomes = warm.run(jobs, time_limit=10, memory=2**30)
    with pytest.raises(BuildError) as stop:
        failed(outcomes)
    assert str(stop.value).splitlines() == [
        "en/endless, cell the-cell: did not end within 10 s",
        "en/greedy, cell the-cell: ChapterError: greedy.ipynb: MemoryError: ",
        "en/killed, cell the-cell: its process ended (exit code 9)",
    ]
    assert (tmp_path / "out/good.ipynb").is_file()


@pytest.mark.parametrize(("how", "said"), [(signal.SIGKILL, ""), (signal.SIGINT, "Stopped.")])
def test_a_build_that_is_stopped_leaves_no_process_and_the_site_as_it_was(tmp_path, how, said):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("before")
    command = [sys.executable, "-u", "-c", "from econsec.cli import main; raise SystemExit(main())", "build", "--lang", "en", "--out", str(tmp_path / "site")]
    build = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while "[ 3/" not in build.stdout.readline():
        assert build.poll() is None
    children = subprocess.run(["pgrep", "-P", str(build.pid)], capture_output=True, text=True).stdout.split()
    jobs = [pid for one in children for pid in subprocess.run(["pgrep", "-P", one], capture_output=True, text=True).stdout.split()]
    assert children and jobs
    build.send_signal(how)
    told = build.communicate(timeout=30)[1]
    assert all(gone(int(pid)) for pid in [*children, *jobs])
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
    assert told.strip() == said
    with workshop(ROOT):
        assert not list((ROOT / "_build").glob(f"work-{build.pid}-*")), "what it left is cleared away by the next"


def test_a_workshop_is_left_to_a_build_that_lives(tmp_path):
    with workshop(tmp_path) as one, workshop(tmp_path) as other:
        assert one.is_dir() and other.is_dir() and one != other
    assert not list((tmp_path / "_build").glob("work-*"))


def test_what_the_check_says_stands_for_all_else():
    found = [Outcome(Job("en/nss", ""), error="no such row"), Outcome(Job(CHECK, ""), error="BuildError: firms.csv:2: wrong"), Outcome(Job("x", ""), left_out=True)]
    with pytest.raises(BuildError, match=r"^firms.csv:2: wrong$"):
        failed(found)


def test_publishing_replaces_the_whole_folder(tmp_path):
    for name, text in (("fresh", "new"), ("site", "old")):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{text}.html").write_text(text)
    publish(tmp_path / "fresh", tmp_path / "site")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_site_holds_what_readers_use_and_nothing_that_was_left_over(site):
    assert {path.name for path in site.iterdir()} == {"404.html", "choose.js", "data", "editions", "en", "index.html", "ja", "pagefind"}
    assert {path.relative_to(site / "editions").as_posix() for path in site.glob("editions/*/*")} == {"article/en", "article/ja"}


def test_the_search_lists_the_languages_in_one_order(site):
    """Pagefind itself writes them in any order, so that two builds of the same pages differed now and then."""
    entry = (site / "pagefind/pagefind-entry.json").read_text(encoding="utf-8")
    assert entry == json.dumps(json.loads(entry), ensure_ascii=False, sort_keys=True)
