"""A build that is stopped, or whose chapters misbehave, names what happened, publishes nothing and leaves nothing behind."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from children import gone, ignoring
from conftest import PROJECT

from econsec.cli import main
from econsec.files.disk import LOCK, abandoned
from econsec.run.notebooks import execute
from econsec.run.processes import Job, Outcome, Warm
from econsec.site.pipeline import CHECK, failed, workshop
from econsec.site.plan import BuildError
from econsec.site.publishing import SITE

CELLS = {
    "endless": "while True: pass",
    "greedy": "held = [bytearray(2**20) for _ in range(8192)]",
    "killed": "import os; os._exit(9)",
    "good": "1 + 1",
}


@pytest.mark.slow
def test_a_chapter_that_never_ends_wants_too_much_or_dies_is_named_with_its_cell_and_the_others_go_on(tmp_path):
    jobs = []
    for name, source in CELLS.items():
        cells = [nbformat.v4.new_code_cell("import time", id="start"), nbformat.v4.new_code_cell(source, id="the-cell")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / f"{name}.ipynb")
        jobs.append(Job(f"en/{name}", execute, (str(tmp_path / f"{name}.ipynb"), str(tmp_path / f"out/{name}.ipynb"), {})))
    with Warm(("econsec.run.notebooks",)) as warm:
        outcomes = warm.run(jobs, time_limit=10, memory=2**30)
    with pytest.raises(BuildError) as stop:
        failed(outcomes)
    assert str(stop.value).splitlines() == [
        "en/endless, cell the-cell: did not end within 10 s",
        "en/greedy, cell the-cell: ChapterError: greedy.ipynb: MemoryError: ",
        "en/killed, cell the-cell: its process ended (exit code 9)",
    ]
    assert (tmp_path / "out/good.ipynb").is_file()


@pytest.mark.parametrize(
    ("how", "said", "status"),
    [
        (signal.SIGINT, "Stopped.", 130),
        pytest.param(signal.SIGKILL, "", -9, marks=pytest.mark.slow),
        pytest.param(signal.SIGTERM, "Stopped.", 143, marks=pytest.mark.slow),
    ],
)
def test_a_build_that_is_stopped_leaves_no_process_and_the_site_as_it_was(tmp_path, how, said, status):
    """Also where it was started with Ctrl-C ignored, as a script does that puts it in the background."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text(f"{SITE.mark} before")
    command = [
        sys.executable,
        "-u",
        "-c",
        "from econsec.cli import main; raise SystemExit(main())",
        "build",
        "--lang",
        "en",
        "--out",
        str(tmp_path / "site"),
    ]
    build = subprocess.Popen(ignoring(command), cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        while "[ 3/" not in build.stdout.readline():
            assert build.poll() is None
        children = subprocess.run(["pgrep", "-P", str(build.pid)], capture_output=True, text=True).stdout.split()
        jobs = [pid for one in children for pid in subprocess.run(["pgrep", "-P", one], capture_output=True, text=True).stdout.split()]
        assert children and jobs
        build.send_signal(how)
        told = build.communicate(timeout=30)[1]
    finally:
        build.kill()
    assert build.returncode == status
    assert all(gone(int(pid)) for pid in [*children, *jobs])
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["index.html"]
    assert told.strip() == said
    with workshop(PROJECT):
        assert all(not abandoned(left / LOCK) for left in (PROJECT / "_build").glob("work-*")), "what it left is cleared away by the next"


def test_a_build_whose_warm_process_dies_says_so_and_publishes_nothing(tmp_path, monkeypatch, capsys):
    def die(modules):
        warm = Warm(modules)
        warm.process.kill()
        return warm

    monkeypatch.setattr("econsec.site.pipeline.Warm", die)
    monkeypatch.chdir(PROJECT)
    assert main(["build", "--lang", "en", "--out", str(tmp_path / "site")]) == 1
    said = "the process that runs the jobs ended (exit code -9)\nNothing was published.\n"
    assert capsys.readouterr().err == said and not (tmp_path / "site").exists()


def test_what_signals_do_is_as_before_once_a_command_has_ended(capsys):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]
    main(["check"])
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before


def test_a_workshop_is_left_to_a_build_that_lives(tmp_path):
    with workshop(tmp_path) as one, workshop(tmp_path) as other:
        assert one.is_dir() and other.is_dir() and one != other
    assert list((tmp_path / "_build").iterdir()) == []


def test_a_workshop_is_left_to_a_build_that_lives_elsewhere_and_cleared_where_it_was_killed(tmp_path):
    """In another container a process has another number, or the number of another: a lock tells who lives."""
    script = "import sys, time; from pathlib import Path; from econsec.site import workshop\nwith workshop(Path(sys.argv[1])) as work:\n    print(work, flush=True); time.sleep(600)"
    numbers = (
        ["unshare", "--fork", "--pid", "--kill-child"]
        if subprocess.run(["unshare", "--pid", "--fork", "true"], capture_output=True).returncode == 0
        else []
    )
    other = subprocess.Popen([*numbers, sys.executable, "-c", script, str(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    try:
        there = Path(other.stdout.readline().strip())
        with workshop(tmp_path) as own:
            assert there.is_dir() and own != there
        assert there.is_dir()
    finally:
        other.kill()
    other.wait()
    (tmp_path / "_build/work-1-earlier").mkdir()  # of a version without locks
    end = time.monotonic() + 10
    while there.is_dir() and time.monotonic() < end:  # its process ends when its parent has
        with workshop(tmp_path):
            pass
    assert list((tmp_path / "_build").iterdir()) == []


def test_workshops_that_open_and_close_at_once_leave_each_other_alone(tmp_path):
    script = (
        "import sys; from pathlib import Path; from econsec.site import workshop\n"
        "for number in range(100):\n    with workshop(Path(sys.argv[1])) as work:\n        (work / 'page').write_text('x'); assert (work / 'page').read_text()"
    )
    both = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], cwd=PROJECT) for _ in range(3)]
    assert [one.wait(60) for one in both] == [0, 0, 0]
    assert list((tmp_path / "_build").iterdir()) == []


def test_what_the_check_says_stands_for_all_else():
    found = [
        Outcome(Job("en/nss", print), error="no such row"),
        Outcome(Job(CHECK, print), error="BuildError: firms.csv:2: wrong"),
        Outcome(Job("x", print), left_out=True),
    ]
    with pytest.raises(BuildError, match=r"^firms.csv:2: wrong$"):
        failed(found)


def test_the_site_holds_what_readers_use_and_nothing_that_was_left_over(site):
    assert {path.name for path in site.iterdir()} == {
        "404.html",
        "CITATION.cff",
        "choose.js",
        "data",
        "editions",
        "en",
        "index.html",
        "ja",
        "pagefind",
    }
    assert {path.name for path in site.iterdir()} <= SITE.tops, "a site with more at its top would not be replaced by the next"
    assert SITE.mark in (site / "index.html").read_text(encoding="utf-8")
    assert {path.relative_to(site / "editions").as_posix() for path in site.glob("editions/*/*")} == {"article/en", "article/ja"}


def test_the_search_lists_the_languages_in_one_order(site):
    """Pagefind itself writes them in any order, so that two builds of the same pages differed now and then."""
    entry = (site / "pagefind/pagefind-entry.json").read_text(encoding="utf-8")
    assert entry == json.dumps(json.loads(entry), ensure_ascii=False, sort_keys=True)
