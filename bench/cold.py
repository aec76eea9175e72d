"""One process for each figure that `bench.py` takes: what is imported, what Sphinx does, what a build does."""

import importlib
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from econsec.editions import partners
from econsec.project import project_root
from econsec.run.processes import Warm
from econsec.site import pipeline
from econsec.site.plan import published


def newest():
    """Return the newest edition in each language, without the pages of partners."""
    books = published(project_root())
    return [replace(book, without=(*book.without, partners.PAGES)) for book in books if book.edition == books[0].edition]


def sphinx(work):
    """Time Sphinx reading and writing the pages of both languages, one after another, in a process that has imported."""
    for name in pipeline.WARM:
        importlib.import_module(name)
    from econsec.live.refresh import refresh_book

    root, books = project_root(), newest()
    places = [pipeline.place(root, book) for book in books]
    start = time.monotonic()
    for book in books:
        child = os.fork()
        if not child:
            _, _, _, settings = pipeline.book_job(root, work, book, places, root / "data").arguments
            refresh_book(root, work, book, settings, {})
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            raise SystemExit("Sphinx failed")
    return time.monotonic() - start


def prepare(work):
    """Run the chapters of the newest edition."""
    with Warm(pipeline.WARM) as warm:
        jobs = [job for book in newest() for job in pipeline.chapter_jobs(project_root(), work, book, "")]
        pipeline.run(warm, jobs, lambda line: None)


def build(out):
    """Build the newest edition; return the seconds of its jobs by kind."""
    shares = {}
    start = time.monotonic()
    for one in pipeline.build(newest(), out, say=lambda line: None):
        name = one.job.name
        kind = next((kind for mark, kind in KINDS.items() if mark in name), "chapters")
        shares[kind] = shares.get(kind, 0) + one.seconds
    return shares | {"": time.monotonic() - start}


KINDS = {
    "editions": "loading the data",
    "(book)": "books, with figures and files to take away",
    "(catalogues)": "check of the catalogues",
    "search": "search index",
    "front": "data and front page",
    "data": "check of the data",
}

if __name__ == "__main__":
    what, folder = sys.argv[1], Path(sys.argv[2])
    print(json.dumps({"sphinx": sphinx, "prepare": prepare, "build": build}[what](folder)))
