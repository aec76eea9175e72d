"""Jobs side by side: values in order; failing, hanging and dying ones are named and leave nothing behind."""

import multiprocessing
import sys

import pytest

from econsec.processes import Job, context, run


@pytest.fixture(autouse=True)
def importable(monkeypatch):
    import conftest

    monkeypatch.setattr(sys, "path", [str(conftest.ROOT / "tests"), *sys.path])


def test_values_come_in_the_order_of_the_jobs():
    jobs = [Job(f"{n}", "jobs:double", (n,)) for n in range(5)]
    assert [outcome.value for outcome in run(jobs, context())] == [0, 2, 4, 6, 8]


def test_progress_is_told_for_each_job():
    heard = []
    jobs = [Job(f"{n}", "jobs:double", (n,)) for n in range(3)]
    run(jobs, context(), progress=lambda outcome, done, total: heard.append((done, total)))
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_failing_hanging_and_dying_jobs_are_named_and_the_others_go_on():
    jobs = [Job(name, f"jobs:{name}", ()) for name in ("fail", "hang", "die")] + [Job("double", "jobs:double", (4,))]
    failed, hung, died, doubled = run(jobs, context(), time_limit=3)
    assert (failed.error, failed.step) == ("ValueError: no such thing", "cell-a")
    assert (hung.error, hung.step) == ("did not end within 3 s", "cell-b")
    assert (died.error, died.step) == ("its process ended (exit code 9)", "cell-c")
    assert doubled.value == 8
    assert not multiprocessing.active_children()
