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
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from multiprocessing import resource_tracker
from multiprocessing.connection import wait

from econsec.run import descendants

TIME_LIMIT = 300  # seconds for one job, on a machine that is busy with others
MEMORY = 4 * 1024**3  # bytes of data that one job may hold
START = multiprocessing.get_context("spawn")
FORKS = "fork" in multiprocessing.get_all_start_methods()
CHILDREN = multiprocessing.get_context("fork" if FORKS else "spawn")
STOPPING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
WORDS = 200  # characters of what a process wrote before it died


@dataclass(frozen=True)
class Job:
    """A function of a module to call in a child, its arguments, and the name people see.

    The function gets a further keyword ``step``: it calls it with what it is about to do. ``after`` names jobs that must
    have succeeded. A job that runs ``here`` runs in the warm process itself; it gets a keyword ``loaded``, a mapping into
    which it puts what later children are to have. Who ``needs_loaded`` gets the same keyword.
    """

    name: str
    function: Callable
    arguments: tuple = ()
    after: tuple = ()
    here: bool = False
    needs_loaded: bool = False


@dataclass(frozen=True)
class Outcome:
    """How a job ended: its value, or the error with the last step before it, or that it was left out; and how long it took."""

    job: Job
    value: object = None
    error: str = ""
    step: str = ""
    left_out: bool = False
    seconds: float = 0


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
    loaded = {}
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            pipe.send(("all", _run(*pipe.recv(), pipe, loaded)))


def _run(jobs, workers, time_limit, memory, pipe, loaded):
    waiting, running, done, own = list(jobs), {}, {}, descendants.children()
    life, line = CHILDREN.Pipe(duplex=False)
    try:
        while waiting or running:
            for job in [job for job in waiting if all(name in done for name in job.after)]:
                failed = next((name for name in job.after if done[name].error), None)
                if not (failed or job.here) and len(running) >= workers:
                    continue
                waiting.remove(job)
                if failed:
                    done[job.name] = Outcome(job, error=f"left out, because {failed} failed", left_out=True)
                elif job.here:
                    done[job.name] = _here(job, loaded)
                else:
                    child = _Child(job, time_limit, memory, life, line, loaded)
                    running[child.pipe] = child
                    continue
                pipe.send(("one", (done[job.name], len(done), len(jobs))))
            if not running:
                continue
            pause = max(0, min(child.deadline for child in running.values()) - time.monotonic())
            ready = wait([pipe, *running], timeout=pause)
            if pipe in ready:
                raise EOFError  # who asked is gone: nothing else comes while jobs run
            for child in [running[one] for one in ready] + [c for c in running.values() if c.late]:
                if child.hear():
                    running.pop(child.pipe, None)
                    done[child.job.name] = child.outcome
                    descendants.end(spared=own | {one.process.pid for one in running.values()})
                    pipe.send(("one", (child.outcome, len(done), len(jobs))))
    finally:
        for child in running.values():
            child.stop()
        descendants.end(spared=own)
        life.close()
        line.close()
    return [done[job.name] for job in jobs]


def _here(job, loaded):
    start = time.monotonic()
    try:
        found = Outcome(job, value=_call(job, lambda name: None, loaded))
    except Exception as error:
        found = Outcome(job, error=f"{type(error).__name__}: {error}")
    return replace(found, seconds=time.monotonic() - start)


def _call(job, step, loaded):
    given = {"loaded": loaded} if job.here or job.needs_loaded else {}
    return job.function(*job.arguments, step=step, **given)


class _Child:
    def __init__(self, job, time_limit, memory, life, line, loaded):
        self.job, self.time_limit, self.step, self.outcome = job, time_limit, "", None
        self.pipe, theirs = CHILDREN.Pipe(duplex=False)
        self.words = tempfile.TemporaryFile() if FORKS else None
        self.process = CHILDREN.Process(target=_work, args=(job, theirs, memory, life, line, self.words, loaded if FORKS else {}), daemon=True)
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
                self.outcome = Outcome(self.job, error=f"its process ended (exit code {content}){self._last_words()}", step=self.step)
            case "error":
                self.outcome = Outcome(self.job, error=content, step=self.step)
            case "value":
                self.outcome = Outcome(self.job, value=content, step=self.step)
        self.outcome = replace(self.outcome, seconds=time.monotonic() - self.deadline + self.time_limit)
        self.stop()
        return True

    def _last_words(self):
        """Return the end of what the process wrote past its pipe: why it died, as a rule."""
        if not self.words:
            return ""
        size = os.fstat(self.words.fileno()).st_size
        said = os.pread(self.words.fileno(), WORDS, max(0, size - WORDS)).decode("utf-8", "replace")
        return f": {' '.join(said.split())}" if said.strip() else ""

    def stop(self):
        descendants.kill(self.process)
        self.process.join()
        self.pipe.close()
        if self.words:
            self.words.close()


def _work(job, pipe, memory, life, line, words, loaded):
    """Do one job in the child and send what comes of it."""
    line.close()  # from here on only the warm process holds that end
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    for number in STOPPING[1:]:  # what the job starts is to hear them
        signal.signal(number, signal.SIG_DFL)
    descendants.adopt()
    if words:
        os.dup2(words.fileno(), 1)
        os.dup2(words.fileno(), 2)
    threading.Thread(target=descendants.die_with, args=(life,), daemon=True).start()
    _limit(memory)
    try:
        pipe.send(("value", _call(job, lambda name: pipe.send(("step", name)), loaded)))
    except MemoryError:
        pipe.send(("error", f"MemoryError: it wanted more than {memory / 1024**3:.1f} GiB"))
    except BaseException as error:  # whatever it is, the warm process has to hear of it
        pipe.send(("error", f"{type(error).__name__}: {error}"))
    finally:
        sys.stdout.flush()
        pipe.close()


def _limit(memory):
    try:
        import resource
    except ImportError:  # no such thing on this system
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
