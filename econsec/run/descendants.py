"""End what a process started, and what that started, also where it detached itself.

Only Linux lets a process have back what detaches itself below it. Elsewhere what left its group goes on.
"""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

ADOPT = 36  # PR_SET_CHILD_SUBREAPER


def adopt():
    """Become the parent of what detaches itself below this process; only Linux lets a process do that."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(*map(ctypes.c_ulong, (ADOPT, 1, 0, 0, 0)))


def children():
    """Return the ids of this process's children, on Linux."""
    found = set()
    for path in Path("/proc/self/task").glob("*/children"):
        with contextlib.suppress(OSError):  # a thread that has ended
            found.update(map(int, path.read_text().split()))
    return found


def end(spared=frozenset(), seconds=5):
    """Kill this process's children, and theirs, which become its own, but for those that are spared."""
    late = time.monotonic() + seconds
    while (left := children() - spared) and time.monotonic() < late:
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.001)


def kill(process):
    """Kill a child and what it started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # it may not have become a group yet, or be gone
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def die_with(life):
    """End this process and what it started when the warm process is gone."""
    with contextlib.suppress(EOFError, OSError):
        life.recv()
    end()
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
