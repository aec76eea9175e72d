"""Jobs for the tests of econsec.run.processes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


def double(number, step):
    step("doubling")
    return number * 2


def keep(word, step, loaded):
    loaded["word"] = word


def tell(step, loaded):
    return loaded["word"]


def write(path, step):
    time.sleep(0.2)
    Path(path).write_text("written")


def exists(path, step):
    return Path(path).is_file()


def fail(step):
    step("cell-a")
    raise ValueError("no such thing")


def hang(path, step):
    step("cell-b")
    started = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    detached = _detached(f"{path}-detached")
    Path(path).write_text(f"{os.getpid()} {started.pid} {detached}")
    time.sleep(600)


def _detached(path):
    """Start a program as daemons start, in a session of its own and nobody's child; return its id."""
    if not os.fork():
        os.setsid()
        if not os.fork():
            Path(f"{path}.part").write_text(str(os.getpid()))
            os.rename(f"{path}.part", path)
            os.execvp("sleep", ["sleep", "600"])
        os._exit(0)
    os.wait()
    while not Path(path).is_file():
        time.sleep(0.01)
    return int(Path(path).read_text())


def detach(path, ends, go="", step=None):
    _detached(path)
    while go and not Path(go).is_file():
        time.sleep(0.01)
    if ends == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if ends == "late":
        time.sleep(600)


def look(path, go, step):
    """Tell whether the process whose id a file holds lives after other jobs have ended; let the one that waits go."""
    time.sleep(1)
    lives = Path("/proc", Path(path).read_text(), "stat").exists()
    Path(go).write_text("")
    return lives


def speak(code, step):
    os.write(1, b"to the first\n")
    subprocess.run(["sh", "-c", "echo to the second >&2"])
    if code:
        os._exit(code)
    return "spoke"


def die(step):
    step("cell-c")
    os._exit(9)


def greedy(step):
    step("cell-d")
    held = []
    while len(held) < 2048:
        held.append(bytearray(2**20))


def count(path, step):
    """Write down that it was done; return what it looked at."""
    with open(path, "a") as file:
        file.write("done\n")
    return ["awards"]


def made_of(path, loaded):
    return loaded.get("code", "first"), loaded.get("tables", {"awards": "x", "events": "y"})


def load(code, tables, step, loaded):
    loaded |= {"code": code, "tables": tables}


def nothing_to_say(path, loaded):
    raise FileNotFoundError(path)


def count_and_fail(path, step):
    count(path, step)
    raise ValueError("no such thing")
