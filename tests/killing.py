"""Kill a process at every point of what it does: before each line of the modules that write."""

import itertools
import os
import shutil
import signal
import sys

import pytest

from econsec.files import disk, saving
from econsec.site import publishing

STEPS = (5, pytest.param(1, marks=pytest.mark.soak))  # `make test` kills at each fifth point
LINES = {module.__file__ for module in (disk, publishing, saving, shutil)}


def killed(act, number):
    """Do something in a child that kills itself before the numbered line; return whether there was such a line."""
    child = os.fork()
    if not child:
        try:
            sys.settrace(_tracer(number))
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _tracer(number):
    lines = itertools.count(1)

    def trace(frame, event, argument):
        if frame.f_code.co_filename not in LINES:
            return None
        if event == "line" and next(lines) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return trace

    return trace


def at_every_point(act, look, step=1):
    """Kill something at each point, or at each ``step``-th, and look after each kill; return how often it was killed."""
    for count, number in enumerate(itertools.count(1, step)):
        if not killed(act, number):
            return count
        look(number)
