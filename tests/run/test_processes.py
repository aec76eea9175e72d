"""Jobs side by side: values in order; failing, hanging, greedy and dying ones are named and leave nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jobs as work
import pytest
from children import alive, gone

from econsec.run.processes import Died, Job, Warm

TESTS = str(Path(__file__).resolve().parent)


@pytest.fixture
def warm(monkeypatch):
    monkeypatch.setattr(sys, "path", [TESTS, *sys.path])
    with Warm(("jobs",)) as found:
        yield found


def test_values_come_in_the_order_of_the_jobs(warm):
    jobs = [Job(f"{n}", work.double, (n,)) for n in range(5)]
    assert [outcome.value for outcome in warm.run(jobs)] == [0, 2, 4, 6, 8]
    assert [outcome.value for outcome in warm.run(jobs[:2])] == [0, 2], "the warm process goes on"


def test_progress_is_told_for_each_job(warm):
    heard = []
    jobs = [Job(f"{n}", work.double, (n,)) for n in range(3)]
    warm.run(jobs, progress=lambda outcome, done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_what_runs_here_is_there_for_later_jobs(warm):
    kept, told = warm.run([Job("keep", work.keep, ("a word",), here=True), Job("tell", work.tell, after=("keep",), needs_loaded=True)])
    assert told.value == "a word"


def test_a_job_runs_after_those_it_names_and_not_at_all_where_one_failed(warm, tmp_path):
    mark = str(tmp_path / "mark")
    write, look = Job("write", work.write, (mark,)), Job("look", work.exists, (mark,), after=("write",))
    assert warm.run([look, write], workers=2)[0].value is True
    left, failed, other = warm.run([Job("left", work.double, (1,), after=("bad",)), Job("bad", work.fail), Job("good", work.double, (1,))])
    assert (left.left_out, left.error) == (True, "left out, because bad failed")
    assert (failed.left_out, other.value) == (False, 2)


def test_failing_hanging_greedy_and_dying_jobs_are_named_and_the_others_go_on(warm, tmp_path):
    jobs = [Job("hang", work.hang, (str(tmp_path / "pid"),)), *(Job(name, getattr(work, name)) for name in ("fail", "die", "greedy"))]
    hung, failed, died, greedy, doubled = warm.run([*jobs, Job("double", work.double, (4,))], time_limit=3, memory=2**29)
    assert (failed.error, failed.step) == ("ValueError: no such thing", "cell-a")
    assert (hung.error, hung.step) == ("did not end within 3 s", "cell-b")
    assert (died.error, died.step) == ("its process ended (exit code 9)", "cell-c")
    assert (greedy.error, greedy.step) == ("MemoryError: it wanted more than 0.5 GiB", "cell-d")
    assert doubled.value == 8
    assert all(gone(int(pid)) for pid in (tmp_path / "pid").read_text().split()), "neither the job nor what it started is left"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives back what detaches itself")
@pytest.mark.parametrize("ends", ["by itself", "late", "killed"])
def test_what_detaches_itself_ends_with_its_job_and_what_belongs_to_others_goes_on(warm, tmp_path, ends):
    mark, other = tmp_path / "pid", tmp_path / "other"
    running = Job("running", work.detach, (str(other), "by itself", str(tmp_path / "go")))
    jobs = [running, Job("detach", work.detach, (str(mark), ends)), Job("look", work.look, (str(other), str(tmp_path / "go")), after=())]
    outcomes = warm.run(jobs, workers=3, time_limit=3)
    said = {"by itself": "", "late": "did not end within 3 s", "killed": "its process ended (exit code -9)"}[ends]
    assert [outcome.error for outcome in outcomes] == ["", said, ""]
    assert outcomes[2].value is True, "that of the job that was still running lived"
    assert all(gone(int(path.read_text())) for path in (mark, other))


def test_what_a_job_writes_past_python_reaches_no_terminal_and_is_told_where_it_dies(warm, capfd):
    spoke, died = warm.run([Job("speak", work.speak, (0,)), Job("speak and die", work.speak, (6,))])
    assert (spoke.value, died.error) == ("spoke", "its process ended (exit code 6): to the first to the second")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_all_is_for_the_one_that_asked(warm, number):
    """Ctrl-C, or the end of a container, goes to every process; the warm one waits for its pipe to close."""
    os.kill(warm.process.pid, number)
    assert warm.run([Job("double", work.double, (1,))])[0].value == 2


@pytest.mark.parametrize("whom", ["asks", "warm"])
def test_no_process_stays_behind_whoever_is_killed(tmp_path, whom):
    """The one that asked, or the warm process, ends without a word; a job and programs that it started run, one detached."""
    script = (
        "import jobs; from econsec.run import Job, Warm\n"
        f"if __name__ == '__main__':\n    warm = Warm(); print(warm.process.pid, flush=True)\n"
        f"    warm.run([Job('hang', jobs.hang, ({str(tmp_path / 'pid')!r},))])\n"
    )
    (tmp_path / "asks.py").write_text(script, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([TESTS, os.getcwd(), os.environ.get("PYTHONPATH", "")])}
    asks = subprocess.Popen([sys.executable, str(tmp_path / "asks.py")], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    warm = int(asks.stdout.readline())
    while not (tmp_path / "pid").is_file() or len((tmp_path / "pid").read_text().split()) < 3:
        time.sleep(0.05)
    pids = [int(pid) for pid in (tmp_path / "pid").read_text().split()]
    assert all(map(alive, [warm, *pids]))
    os.kill(asks.pid if whom == "asks" else warm, signal.SIGKILL)
    said = asks.communicate(timeout=20)[1]
    assert all(map(gone, [warm, *pids]))
    if whom == "warm":
        assert "the process that runs the jobs ended (exit code -9)" in said


def test_the_end_of_the_warm_process_is_told(warm):
    warm.process.kill()
    with pytest.raises(Died, match=r"the process that runs the jobs ended \(exit code -9\)"):
        warm.run([Job("double", work.double, (1,))])


def test_one_who_stops_listening_is_left_alone(warm, tmp_path):
    """As `econsec build | head` does: what a progress raises is no end of the warm process, and nothing waits for ever."""

    def stop(*_):
        raise BrokenPipeError("nobody listens")

    jobs = [Job("double", work.double, (1,)), Job("hang", work.hang, (str(tmp_path / "pid"),))]
    with pytest.raises(BrokenPipeError, match="nobody listens"):
        warm.run(jobs, progress=stop)
    warm.close()
    assert gone(warm.process.pid)


def noted(path, function=work.count, made_of=work.made_of):
    return Job("noted", function, (str(path),), note=path.with_suffix(".note"), made_of=made_of)


@pytest.mark.skipif(sys.platform == "win32", reason="without fork nothing is kept")
def test_a_job_is_done_again_only_where_what_it_takes_in_or_looked_at_changed(warm, tmp_path):
    path, changed = tmp_path / "log", {"awards": "other", "events": "y"}
    done = []
    for code, tables in [("a", {}), ("a", {}), ("b", {}), ("b", {"awards": "x"}), ("b", {"awards": "x", "events": "z"}), ("b", changed)]:
        outcome = warm.run([Job("load", work.load, (code, tables), here=True), noted(path)])[1]
        assert outcome.value == ["awards"]
        done.append(not outcome.fresh)
    assert done == [True, False, True, True, False, True]
    assert path.read_text() == "done\n" * 4


@pytest.mark.parametrize("job", [{"function": work.count_and_fail}, {"made_of": work.nothing_to_say}], ids=["fails", "of nothing known"])
def test_a_job_that_failed_or_is_of_nothing_known_is_done_each_time(warm, tmp_path, job):
    outcomes = [warm.run([noted(tmp_path / "log", **job)])[0] for _ in range(2)]
    assert [outcome.fresh for outcome in outcomes] == [False, False]
    assert (tmp_path / "log").read_text() == "done\n" * 2


def test_jobs_that_wait_for_each_other_are_named(warm):
    with pytest.raises(Died):
        warm.run([Job("one", work.double, (1,), after=("two",)), Job("two", work.double, (1,), after=("one",))])
