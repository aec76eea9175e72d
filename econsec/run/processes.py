"""Run jobs side by side, each in a clean child of one warm process.

The warm process imports the stack once and forks a child for each job (where there is no fork, children start from
nothing). A job that fails, hangs, dies or wants too much memory is reported and does not take the others with it.
No process outlives the one that asked, however that ends: the warm process hears its pipe close, its children hear theirs.
On Linux that goes for what detaches itself, too: it falls to the job that started it, or to the warm process, which end it.
What a job writes past Python's own streams reaches no terminal; it is told where the job's process dies.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from graphlib import TopologicalSorter
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from econsec.files import kept
from econsec.run import descendants
from econsec.run.child import CHILDREN, FORKS, STOPPING, Child, Job, Outcome, call

TIME_LIMIT = 300  # seconds for one job, on a machine that is busy with others
MEMORY = 4 * 1024**3  # bytes of data that one job may hold
SELDOM = 50_000, 20, 50  # how often children look for what refers to itself alone: they end soon, and a book is large
START = multiprocessing.get_context("spawn")


class Died(Exception):
    """The warm process ended by itself."""


class Warm:
    """A warm process: ``with Warm(modules) as warm: warm.run(jobs)``. It starts importing at once."""

    def __init__(self, modules: Iterable[str] = ()):
        self.pipe, theirs = START.Pipe()
        self.process = START.Process(target=_keep_warm, args=(theirs, tuple(modules)), name="warm")
        with _unheard():
            self.process.start()
        theirs.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End the warm process and whatever runs in it."""
        self.pipe.close()
        self.process.join()

    def run(
        self,
        jobs: Iterable[Job],
        workers: int | None = None,
        time_limit: float = TIME_LIMIT,
        memory: int = MEMORY,
        progress: Callable[[Outcome, int, int], None] | None = None,
    ) -> list[Outcome]:
        """Run all jobs, at most ``workers`` at once, and return their outcomes in the order of the jobs."""
        self._ask(self.pipe.send, (list(jobs), workers or os.cpu_count() or 1, time_limit, memory))
        while True:
            kind, content = self._ask(self.pipe.recv)
            if kind == "all":
                return content
            if progress:
                progress(*content)

    def _ask(self, function, *arguments):
        try:
            return function(*arguments)
        except (EOFError, ConnectionError):
            self.close()
            raise Died(f"the process that runs the jobs ended (exit code {self.process.exitcode})") from None


@contextlib.contextmanager
def _unheard():
    """Start a process that hears no signal to stop before it says what is to come of them; here they wait a moment."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would hear them again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _keep_warm(pipe, modules):
    """Import, then run what comes through the pipe until it closes."""
    for number in STOPPING:  # which are for who asked, and close the pipe
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    descendants.adopt()
    os.environ["PYTHONHASHSEED"] = "0"
    for name in modules:
        importlib.import_module(name)
    gc.freeze()  # children need not look through, or copy, what never goes away
    gc.set_threshold(*SELDOM)
    loaded = {}
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            pipe.send(("all", _run(*pipe.recv(), pipe, loaded)))


def _run(jobs, workers, time_limit, memory, pipe, loaded):
    named, order = {job.name: job for job in jobs}, {job.name: place for place, job in enumerate(jobs)}
    sorter = TopologicalSorter({job.name: [name for name in job.after if name in named] for job in jobs})
    sorter.prepare()
    ready, running, done, stale, own = [], {}, {}, {}, descendants.children()
    life, line = CHILDREN.Pipe(duplex=False)

    def end(outcome):
        done[outcome.job.name] = outcome
        sorter.done(outcome.job.name)
        pipe.send(("one", (outcome, len(done), len(jobs))))

    try:
        while sorter.is_active():
            ready = sorted([*ready, *sorter.get_ready()], key=order.get)
            for job in [named[name] for name in ready]:
                if job.name not in stale and (found := _unless_stale(job, done, loaded, stale)):
                    ready.remove(job.name)
                    end(found)
                elif len(running) < workers:
                    ready.remove(job.name)
                    child = Child(job, time_limit, memory, life, line, loaded, stale[job.name])
                    running[child.pipe] = child
            if not running:
                continue
            pause = max(0, min(child.deadline for child in running.values()) - time.monotonic())
            heard = wait([pipe, *running], timeout=pause)
            if pipe in heard:
                raise EOFError  # who asked is gone: nothing else comes while jobs run
            for child in [running[one] for one in heard] + [c for c in running.values() if c.late]:
                if child.hear():
                    running.pop(child.pipe, None)
                    descendants.end(spared=own | {one.process.pid for one in running.values()})
                    end(child.outcome)
    finally:
        for child in running.values():
            child.stop()
        descendants.end(spared=own)
        life.close()
        line.close()
    return [done[job.name] for job in jobs]


def _unless_stale(job, done, loaded, stale):
    """Return how a job ends that needs no child; None for another, of which ``stale`` then holds what it is made of."""
    failed = next((name for name in job.after if name in done and done[name].error), None)
    if failed:
        return Outcome(job, error=f"left out, because {failed} failed", left_out=True)
    if job.here:
        return _here(job, loaded)
    made_of = None
    if job.note and FORKS:
        try:
            made_of = job.made_of(*job.arguments, loaded=loaded)
        except Exception:  # the job says better what is wrong with what it takes in
            job.note.unlink(missing_ok=True)
            made_of = None
        value = kept.held(job.note, *made_of) if made_of else kept.MISSING
        if value is not kept.MISSING:
            return Outcome(job, value=value, fresh=True)
    stale[job.name] = made_of
    return None


def _here(job, loaded):
    start = time.monotonic()
    try:
        found = Outcome(job, value=call(job, lambda name: None, loaded))
    except Exception as error:
        found = Outcome(job, error=f"{type(error).__name__}: {error}")
    return replace(found, seconds=time.monotonic() - start)
