"""Jobs for the tests of econsec.processes."""

import os
import time


def double(number, step):
    step("doubling")
    return number * 2


def fail(step):
    step("cell-a")
    raise ValueError("no such thing")


def hang(step):
    step("cell-b")
    time.sleep(600)


def die(step):
    step("cell-c")
    os._exit(9)
