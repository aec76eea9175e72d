"""Editions that are loaded already, while something runs that may ask for them; and which tables it looked at."""

import contextlib
from contextvars import ContextVar

_GIVEN = ContextVar("loaded editions", default=None)


@contextlib.contextmanager
def given(editions):
    """Give loaded editions, by their parameters, to what runs in the block; return the set of tables that it looks at."""
    looked_at = set()
    token = _GIVEN.set((editions, looked_at))
    try:
        yield looked_at
    finally:
        _GIVEN.reset(token)


@contextlib.contextmanager
def unnoted():
    """Look at tables in the block without a note: what comes of it is noted by whoever asks for it."""
    given = _GIVEN.get()
    token = _GIVEN.set(given and (given[0], set()))
    try:
        yield
    finally:
        _GIVEN.reset(token)


def edition(key):
    """Return the loaded edition with these parameters, if there is one."""
    given = _GIVEN.get()
    return given and given[0].get(key)


def look_at(*tables):
    """Note that tables are looked at."""
    if _GIVEN.get():
        _GIVEN.get()[1].update(tables)
