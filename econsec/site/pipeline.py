"""Editions become one published folder: check, run the chapters, build the books, publish.

Nothing is published unless everything succeeded. This module plans and waits; what the jobs do, in children of one warm
process, is in :mod:`econsec.site.jobs`, how readers come to see it in :mod:`econsec.site.publishing`.
"""

import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from econsec.editions import series
from econsec.files import disk
from econsec.project import BUILD, project_root
from econsec.run import Died, Job, Warm, claims
from econsec.site import fingerprint, jobs, made_of
from econsec.site.plan import DATA, BuildError, chapters, there
from econsec.site.publishing import SITE, Refused, publication

WARM = ("econsec.site.preload",)
KEPT = "kept"  # the folder, in _build, of what the next build goes on from
DRAWINGS, MOST = "drawn", 2000  # the folder of drawings by their specification, and how many of them are kept
CHAPTERS = ("words", "files", "data", "editions", "exhibits", "run", "report")  # the rooms on which a chapter's outputs rest
CHECK = "data"  # the job that checks the data, beside the others


def build(books, out, data_dir="", say=print, note=lambda made: None, keep=False):
    """Build books, publish them in ``out``, and return how each job went; ``note`` hears the fingerprint of what was made.

    What it takes to make only what is stale the next time is left in the project where it is to be kept. Raises BuildError and
    leaves ``out`` as it was if anything fails.
    """
    root = project_root()
    there(root)
    data = Path(data_dir).resolve() if data_dir else root / "data"
    own = data_dir and str(data)
    with workshop(root, KEPT if keep else "") as work, Warm(WARM) as warm:
        _forget(work / DRAWINGS, fingerprint.code(root))
        check = Job(CHECK, jobs.check, (str(data),))
        (loaded,) = _outcomes(warm, [loading(books, own)])
        if loaded.error:  # the check says better what is wrong with the data
            run(warm, [check], say)
            failed([loaded])
        books = [replace(book, pages=pages) for book, pages in zip(books, loaded.value)]
        outcomes = run(warm, [check, *site_jobs(root, work, books, data, own)], say)
        for line in turned(root, work, books):
            say(line)
        publish(work / "site", Path(out).absolute(), say, note)
    return [loaded, *outcomes]


def turned(root, work, books):
    """Return a line for each claim of the English chapters that does not hold, and whose other wording is shown."""
    lines = []
    for book in (one for one in books if one.lang == "en"):
        for page in chapters(root, book.without):  # those of a series are worded each its own way
            notebook = json.loads((work / book.place / f"{page}.ipynb").read_bytes())
            lines += [f"turned: {book.place}/{page}: “{wording}”: {name} does not hold" for name, wording in claims.turned(notebook).items()]
    return lines


def publish(fresh, out, say=print, note=lambda made: None):
    """Publish a fresh site; raise BuildError where that cannot be."""
    made = fingerprint.of_site(fresh)
    try:
        with publication(out, SITE, say) as put:
            put(fresh)
            note(made)
    except (Refused, OSError) as error:
        raise BuildError(str(error)) from None


@contextlib.contextmanager
def workshop(root, keep=""):
    """Return a folder of its own for one build, gone afterwards; beside the site, so that publishing is a rename.

    With a name to ``keep`` it is the folder of that name, as its last user left it, unless somebody else works there. What a
    build that was killed left goes first. Who lives holds a lock, which tells also between containers.
    """
    with disk.locked(root / BUILD / "workshops"):
        for left in (root / BUILD).glob("work-*"):
            if disk.abandoned(left / disk.LOCK):
                shutil.rmtree(left, ignore_errors=True)
        work, lock = root / BUILD / keep, None
        if keep:
            work.mkdir(exist_ok=True)
            lock = disk.hold(work / disk.LOCK, wait=False)
        if not lock:
            keep, work = "", Path(tempfile.mkdtemp(prefix="work-", dir=root / BUILD))
            lock = disk.hold(work / disk.LOCK)
    try:
        yield work
    finally:
        if not keep:
            shutil.rmtree(work, ignore_errors=True)
        lock.close()


def _forget(drawings, code):
    """Remove the drawings of other code, and all where they have become too many."""
    for folder in drawings.glob("*"):
        if folder.name != code or sum(1 for _ in folder.iterdir()) > MOST:
            shutil.rmtree(folder, ignore_errors=True)


def loading(books, data_dir):
    """Return the job that loads the editions of books for all later jobs; its value are the pages of series of each."""
    editions = tuple((book.lang, book.parameters, book.without) for book in books)
    return Job("editions", jobs.load, (editions, data_dir), here=True)


def site_jobs(root, work, books, data, own):
    """Return the jobs that make a site in ``work / "site"``: chapters, then books, then what is about all of them."""
    fresh, places = work / "site", [place(root, book) for book in books]
    runs = {book.place: chapter_jobs(root, work, book, own) for book in books}
    names = {place: tuple(job.name for job in ones) for place, ones in runs.items()}
    printed = [book_job(root, work, book, places, data, names[book.place]) for book in books]
    checked = [book for book in books if book.lang != "en" and not book.parameters and not own]
    made = tuple(job.name for job in printed)
    return [
        *(job for ones in runs.values() for job in ones),
        *printed,
        *(catalogue_job(root, work, book, names[book.place]) for book in checked),
        Job("pages", jobs.gather, (work, [book.place for book in books]), made),
        Job("search index", jobs.index, (str(fresh),), ("pages",)),
        Job("data and front page", jobs.finish, (root, fresh, data, places), ("pages",), needs_loaded=True),
    ]


def catalogue_job(root, work, book, after):
    """Return the job that checks a book's catalogues."""
    takes_in = partial(made_of.of_catalogues, fingerprint.code(root))
    note = work / "messages" / f"{book.place}.note"
    return Job(f"{book.place} (catalogues)", jobs.verify, (root, work, book), after, note=note, made_of=takes_in)


def chapter_jobs(root, work, book, data_dir):
    """Return a job for each chapter of a book, and for each page of a series one that runs the same notebook."""
    shared = {"lang": book.lang, **book.parameters, **({"data_dir": data_dir} if data_dir else {})}
    runs = [(name, name, shared) for name in chapters(root, book.without)]
    for parameter, key in book.pages:
        one = series.named(parameter)
        runs.append((one.chapter, one.page(key), shared | ({parameter: key} if key else {})))
    takes_in = partial(made_of.of_chapter, fingerprint.code(root, CHAPTERS))
    return [
        Job(
            name=f"{book.place}/{page.rpartition('/')[2]}",
            function=jobs.run_chapter,
            arguments=(str(root / f"{name}.ipynb"), str(work / book.place / f"{page}.ipynb"), parameters),
            needs_loaded=True,
            note=work / book.place / f"{page}.note",
            made_of=takes_in,
        )
        for name, page, parameters in runs
    ]


def place(root, book):
    """Return what the site's other books need to know of a book: where it lies, and which pages it has."""
    pages = chapters(root, book.without, book.pages)
    return {"place": book.place, "lang": book.lang, "edition": book.edition, "titles": book.titles, "pages": pages}


def book_job(root, work, book, places, data, after=()):
    """Return the job that prints a book's executed chapters; ``places`` are all books of the site."""
    settings = {
        "econsec_books": places,
        "econsec_place": book.place,
        "econsec_data": str(data),
        "econsec_code": fingerprint.code(root),
        "econsec_drawn": str(work / DRAWINGS / fingerprint.code(root)),
        "econsec_data_place": os.path.relpath(DATA, book.place),
        **{f"econsec_{name}": book.parameters[name] for name in ("as_of", "scope") if name in book.parameters},
    }
    return Job(
        name=f"{book.place} (book)",
        function=jobs.make_book,
        arguments=(root, work, book, settings),
        after=after,
        needs_loaded=True,
        note=work / "pages" / f"{book.place}.note",
        made_of=partial(made_of.of_book, fingerprint.code(root)),
    )


def run(warm, jobs, say):
    """Run jobs and return their outcomes; raise BuildError with all that failed, or as soon as the data proves wrong."""

    def progress(outcome, done, total):
        say(f"[{done:>2}/{total}] {outcome.job.name}{' FAILED' if outcome.error else ''}")
        if outcome.job.name == CHECK:
            failed([outcome])
            for warning in outcome.value:
                say(f"warning: {warning}")

    outcomes = _outcomes(warm, jobs, progress)
    failed(outcomes)
    return outcomes


def _outcomes(warm, jobs, progress=None):
    try:
        return warm.run(jobs, progress=progress)
    except Died as error:
        raise BuildError(str(error)) from None


def failed(outcomes):
    """Raise BuildError if jobs failed: with the lines of the check, where it found something, else a line for each job."""
    causes = {one.job.name: one for one in outcomes if one.error and not one.left_out}
    if CHECK in causes:
        raise BuildError(causes[CHECK].error.removeprefix(f"{BuildError.__name__}: "))
    if causes:
        raise BuildError("\n".join(f"{o.job.name}{f', cell {o.step}' if o.step else ''}: {o.error}" for o in causes.values()))
