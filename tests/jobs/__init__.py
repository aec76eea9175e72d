"""Jobs for the tests of econsec.processes."""

import os
import subprocess
import sys
import time
from pathlib import Path

KEPT = []


def double(number, step):
    step("doubling")
    return number * 2


def keep(word, step):
    KEPT.append(word)


def tell(step):
    return KEPT[0]


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
    Path(path).write_text(f"{os.getpid()} {started.pid}")
    time.sleep(600)


def die(step):
    step("cell-c")
    os._exit(9)


def greedy(step):
    step("cell-d")
    held = []
    while len(held) < 2048:
        held.append(bytearray(2**20))
