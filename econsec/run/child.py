"""A job, how it ended, and the child process in which it is done: watched, limited, ended with all that it started."""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from econsec.files import kept
from econsec.run import descendants

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

    A job with a ``note`` is not done again where all is as it was when it was last done: ``made_of``, called with its arguments
    and ``loaded``, returns a digest of what it takes in, and digests of what it may look at besides, by name; its value then
    names those at which it looked (see :mod:`econsec.files.kept`).
    """

    name: str
    function: Callable
    arguments: tuple = ()
    after: tuple = ()
    here: bool = False
    needs_loaded: bool = False
    note: Path | None = None
    made_of: Callable | None = None


@dataclass(frozen=True)
class Outcome:
    """How a job ended: its value, or the error with the last step before it, or that it was left out; and how long it took.

    ``fresh`` where it was not done, for its value would be the same.
    """

    job: Job
    value: object = None
    error: str = ""
    step: str = ""
    left_out: bool = False
    seconds: float = 0
    fresh: bool = False


def call(job, step, loaded):
    given = {"loaded": loaded} if job.here or job.needs_loaded else {}
    return job.function(*job.arguments, step=step, **given)


class Child:
    def __init__(self, job, time_limit, memory, life, line, loaded, made_of=None):
        self.job, self.time_limit, self.step, self.outcome = job, time_limit, "", None
        self.pipe, theirs = CHILDREN.Pipe(duplex=False)
        self.words = tempfile.TemporaryFile() if FORKS else None
        self.process = CHILDREN.Process(
            target=_work, args=(job, theirs, memory, life, line, self.words, loaded if FORKS else {}, made_of), daemon=True
        )
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


def _work(job, pipe, memory, life, line, words, loaded, made_of=None):
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
        value = call(job, lambda name: pipe.send(("step", name)), loaded)
        if made_of:
            kept.note(job.note, *made_of, value)
        pipe.send(("value", value))
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
