"""Run jobs side by side, each in a clean child of one warm process.

The standard library's ``forkserver`` imports the stack once and forks a child for each job (``spawn`` where
there is no fork). A job that fails, hangs or dies is reported and does not take the others with it.
"""

import importlib
import multiprocessing
import os
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import wait

TIME_LIMIT = 300  # seconds for one job, on a machine that is busy with others


@dataclass(frozen=True)
class Job:
    """A function to call in a child: ``"module:function"``, its arguments, and the name people see.

    The function gets a further keyword ``step``: it calls it with what it is about to do.
    """

    name: str
    function: str
    arguments: tuple


@dataclass(frozen=True)
class Outcome:
    """How a job ended: its value, or the error with the last step before it."""

    job: Job
    value: object = None
    error: str = ""
    step: str = ""


def context(preload=()):
    """Return the way children are started; ``preload`` names modules that the warm process imports."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([*preload])
    return forks


def run(jobs, start, workers=None, time_limit=TIME_LIMIT, progress=None):
    """Run all jobs, at most ``workers`` at once, and return their outcomes in the order of the jobs.

    No child outlives this call, however it ends.
    """
    waiting, running, done = list(jobs), {}, {}
    try:
        while waiting or running:
            while waiting and len(running) < (workers or os.cpu_count() or 1):
                child = _Child(waiting.pop(0), start, time_limit)
                running[child.pipe] = child
            pause = max(0, min(child.deadline for child in running.values()) - time.monotonic())
            ready = wait(running, timeout=pause)
            for child in [running[pipe] for pipe in ready] + [c for c in running.values() if c.late]:
                if child.hear():
                    running.pop(child.pipe, None)
                    done[id(child.job)] = child.outcome
                    if progress:
                        progress(child.outcome, len(done), len(jobs))
    finally:
        for child in running.values():
            child.stop()
    return [done[id(job)] for job in jobs]


class _Child:
    def __init__(self, job, start, time_limit):
        self.job, self.time_limit, self.step, self.outcome = job, time_limit, "", None
        self.pipe, theirs = start.Pipe(duplex=False)
        self.process = start.Process(target=_work, args=(job, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.deadline = time.monotonic() + time_limit

    @property
    def late(self):
        return time.monotonic() >= self.deadline

    def hear(self):
        """Take in one message; return whether the job has ended."""
        if self.outcome:
            return True
        try:
            kind, content = self.pipe.recv() if self.pipe.poll() else ("late", None)
        except EOFError:
            self.process.join()
            kind, content = "died", self.process.exitcode
        match kind:
            case "step":
                self.step = content
                return False
            case "late":
                self.outcome = Outcome(self.job, error=f"did not end within {self.time_limit} s", step=self.step)
            case "died":
                self.outcome = Outcome(self.job, error=f"its process ended (exit code {content})", step=self.step)
            case "error":
                self.outcome = Outcome(self.job, error=content, step=self.step)
            case "value":
                self.outcome = Outcome(self.job, value=content, step=self.step)
        self.stop()
        return True

    def stop(self):
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _work(job, pipe):
    """Do one job in the child and send what comes of it."""
    os.environ["PYTHONHASHSEED"] = "0"
    module, function = job.function.split(":")
    try:
        value = getattr(importlib.import_module(module), function)(*job.arguments, step=lambda s: pipe.send(("step", s)))
        pipe.send(("value", value))
    except BaseException as error:  # whatever it is, the parent has to hear of it
        pipe.send(("error", f"{type(error).__name__}: {error}"))
    finally:
        sys.stdout.flush()
        pipe.close()
