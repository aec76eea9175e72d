"""Processes that tests start: with Ctrl-C ignored, and looked after until they are gone."""

import time
from pathlib import Path


def ignoring(command):
    """Return a command as a script starts it in the background: with Ctrl-C ignored."""
    return ["sh", "-c", "trap '' INT; exec \"$@\"", "sh", *command]


def alive(pid):
    """Tell whether a process runs; one that nobody has waited for has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(pid, seconds=10):
    end = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)
