"""``econsec serve``: the newest edition in the browser, made anew while somebody writes.

What is made anew is for :mod:`econsec.live.make`, what browsers hear for :mod:`econsec.live.server`. Here files are
watched, and one is put to the other until Ctrl-C.
"""

import signal
import threading
from pathlib import Path

from econsec.live.make import FRAME, Live
from econsec.live.server import Server
from econsec.project import project_root
from econsec.run import Died
from econsec.site import fingerprint, workshop

__all__ = ["serve"]

CALM = 50  # ms without a change, after which a change is taken up
IDLE = 3  # seconds without a change, after which the search is made anew
FOLDERS = ("chapters", "data", "locale")


def serve(port=0, say=print):
    """Build the newest edition, serve it on loopback, and follow what changes, until Ctrl-C."""
    root = project_root()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with workshop(root) as work:
        live = Live(root, work, say)
        server = Server(live.served, port, "The data is read.")
        live.viewed, live.tell, live.say = server.pages, server.tell, _making(server, say)
        say(f"Serving {server.address} (Ctrl-C ends it)")
        stop, changed = threading.Event(), threading.Event()
        for paths, names in ((_folders(root), ()), ([root], FRAME)):
            threading.Thread(target=_watch, args=(paths, names, changed, stop), daemon=True).start()
        try:
            _follow(live, server, changed, say)
        except KeyboardInterrupt:
            say("Ended.")
        finally:
            stop.set()
            server.close()
            live.close()


def _making(server, say):
    """Return what says which part was made: in the terminal, and to browsers that wait for the first page."""
    made = []

    def made_one(text):
        say(text)
        made.append(text)
        if server.making:
            server.making = f"Chapters are run, then each book is printed: {len(made)} parts made, the last one {text}."

    return made_one


def _folders(root):
    return [*(root / name for name in FOLDERS), fingerprint.PACKAGE]


def _watch(paths, names, changed, stop):
    """Say when a file below folders changes, or in a folder one that has one of some names; what changed is seen from contents."""
    from watchfiles import DefaultFilter, watch

    ours = DefaultFilter() if not names else lambda _, path: Path(path).name in names
    for _ in watch(*paths, watch_filter=ours, recursive=not names, debounce=400, step=CALM, stop_event=stop, ignore_permission_denied=True):
        changed.set()


def _follow(live, server, changed, say):
    told = None
    while True:
        changed.clear()
        try:
            problems = live.update(changed.is_set)
        except Died as error:
            problems = [str(error)]
            live.close()
        if problems is None:
            continue  # something changed meanwhile
        if problems != told:
            server.tell(problems=problems)
            say("\n".join(problems) if problems else "Up to date.")
        told = problems
        if not problems:
            server.making = ""
        if not problems and not changed.wait(IDLE):
            live.index()
        changed.wait()
