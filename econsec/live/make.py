"""Make what is stale of the newest edition, first what browsers show.

What has to run is found from contents, not from events: a chapter runs when its notebook, or a table that it looks at, is
no longer what it was when it last ran; a book is printed when anything under it changed. So rapid or lost events cannot
mislead, and what was overtaken is taken up again.
"""

import hashlib
import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import yaml

from econsec.live import refresh, saved
from econsec.live.served import sync
from econsec.run import Job, Warm
from econsec.site import CHECK, EDITIONS, WARM, BuildError, book_job, chapter_jobs, failed, fingerprint, jobs, loading, place

STYLES = fingerprint.PACKAGE / "book" / "theme" / "static"
LOADING = 0.7  # seconds that a browser has for itself to load a page, before the rest is made
FRAME = (saved.CONFIGURATION, saved.CONTENTS, EDITIONS)


class Live:
    """The newest edition in each language, made anew by ``update`` and served from ``served``."""

    def __init__(self, root, work, say=print):
        self.root, self.work, self.say = root, work, say
        self.served = work / "served"
        self.served.mkdir()
        self.viewed, self.tell = lambda: set(), lambda **news: None
        self.warm = None
        self._forget()

    def _forget(self):
        """Take everything for new."""
        self.books, self.noted = [], {}  # noted: digests of what was taken in, by what it is
        self.unshown = set()  # books that were printed, and not shown yet

    def close(self):
        """End the warm process."""
        if self.warm:
            self.warm.close()
        self.warm = None

    def update(self, overtaken=lambda: False):
        """Make what is stale; return a line for each thing that is wrong, or None when something changed meanwhile."""
        try:
            self._take_in()
            self._restyle()
            first = [job for job in self._chapters() if _page(job) in self.viewed()]
            if first and self._whole(first) and self._run([*self._check(), *first, *self._printing(first)]):
                time.sleep(LOADING)
            rest = self._chapters()
            size = 2 * (os.cpu_count() or 1)
            for start in range(0, len(rest), size):
                if overtaken():
                    return None
                self._run([*self._check(), *rest[start : start + size]])
            if overtaken():
                return None
            self._run([*self._check(), *self._printing()])
        except BuildError as error:
            return str(error).splitlines() if self._seen() == self.seen else None
        except (
            OSError,
            KeyError,
            TypeError,
            AttributeError,
            ValueError,
            yaml.YAMLError,
        ) as error:  # a file half saved, or gone, since it was looked at
            return self._torn(error)
        return []

    def _torn(self, error):
        """Say which file was not whole when it was read again."""
        try:
            saved.books(self.root)
        except BuildError as found:
            return str(found).splitlines()
        name = Path(getattr(error, "filename", None) or "a file").name
        return [f"{name}: changed while it was read; right: saved once more"]

    def index(self):
        """Make the search anew."""
        self._run([Job("search index", jobs.index, (str(self.served),))])

    def _take_in(self):
        """See what changed: the package, the books, the texts, the data."""
        self.seen = self._seen()
        own = _digest(path for path in fingerprint.PACKAGE.rglob("*") if STYLES not in path.parents)
        words = _digest((self.root / "locale").rglob("econsec.po"))
        if not self.warm or self._new("package", own + words):
            self.close()
            self._forget()
            fingerprint.code.cache_clear()
            self.warm = Warm((*WARM, "econsec.data.checks.examination"))
            self.noted["package"] = own + words
        texts, data = self.seen
        if self._new("texts", texts):
            self.books = [replace(book, pages=self._pages(book)) for book in _newest(saved.books(self.root))]
            self.noted["texts"] = texts
        if self._new("data", data):
            self._load()
            self.noted["data"] = data

    def _seen(self):
        """Return digests of what somebody writes beside the chapters: texts, data."""
        texts = _digest((self.root / "locale").rglob("*.po")) + _digest(self.root / name for name in FRAME)
        return texts, _digest((self.root / "data").glob("*"))

    def _new(self, what, digest):
        return self.noted.get(what) != digest

    def _pages(self, book):
        return next((one.pages for one in self.books if one.place == book.place), ())

    def _load(self):
        """Load the data for all that follows."""
        (loaded,) = self.warm.run([loading(self.books, "")])
        if loaded.error:
            self._run([self._checking()])  # which says what is wrong
            raise BuildError(f"data: cannot be read as the report reads it, though the check finds nothing: {loaded.error.partition(': ')[2]}")
        self.books = [replace(book, pages=pages) for book, pages in zip(self.books, loaded.value)]
        published = Job("data", jobs.publish_data, (self.served, self.root / "data"), needs_loaded=True)
        failed(self.warm.run([published]))

    def _check(self):
        """Return the job that checks the data, where it has not been found right as it is."""
        return [self._checking()] if self._new("right", self.noted["data"]) else []

    def _checking(self):
        return Job(CHECK, jobs.check, (str(self.root / "data"),))

    def _chapters(self):
        return [job for book in self.books for job in chapter_jobs(self.root, self.work, book, "")]

    def _whole(self, parts):
        """Tell whether all other chapters of these parts' books have run: a book is printed whole or not at all."""
        places = {job.name.partition("/")[0] for job in parts}
        others = [job for book in self.books if book.place in places for job in chapter_jobs(self.root, self.work, book, "")]
        return all(self.work.joinpath(job.arguments[1]).is_file() for job in others)

    def _printing(self, chapters=()):
        """Return the jobs that print the books; only those of some chapters, after these have run, where any are given."""
        places = [place(self.root, book) for book in self.books]
        parts = []
        for book in self.books:
            after = tuple(job.name for job in chapters if job.name.startswith(f"{book.place}/"))
            if after or not chapters:
                job = book_job(self.root, self.work, book, places, self.root / "data", after)
                parts.append(replace(job, function=refresh.refresh_book))
        if not (self.served / "index.html").is_file():
            made = tuple(job.name for job in parts)
            parts.append(Job("front page", jobs.front_pages, (self.root, self.served, places), made))
        return parts

    def _restyle(self):
        style = _digest(path for path in STYLES.rglob("*") if path.is_file())
        if self._new("style", style):
            if "style" in self.noted:
                parts = [Job(f"{book.place} (style)", refresh.restyle, (self.served / book.place,)) for book in self.books]
                failed(self.warm.run(parts))
                self.tell(pages=["*"])
            self.noted["style"] = style

    def _run(self, parts):
        """Run jobs, show the books that they printed; return whether any was. Raise BuildError with what failed."""
        running = [job for job in parts if job.function is jobs.run_chapter]
        torn = [said for path in sorted({_notebook(job) for job in running}) if (said := saved.notebook(self.root, path))]
        if torn:
            raise BuildError("\n".join(torn))
        outcomes = self.warm.run(parts, progress=self._progress)
        done = {one.job.name: one for one in outcomes if not one.error}
        if CHECK in done:
            self.noted["right"] = self.noted.get("data")
        self.unshown |= {book.place for book in self.books if (one := done.get(f"{book.place} (book)")) and not one.fresh}
        shown = [book for book in self.books if book.place in self.unshown and f"{book.place} (book)" in done and not self._check()]
        for book in shown:  # each was printed after its chapters, and is shown where the data is right
            self.unshown.discard(book.place)
            changed = sync(self.work / "pages" / book.place, self.served / book.place)
            self.tell(pages=[f"{book.place}/{name}" for name in changed if name.endswith(".html")])
        failed(outcomes)
        return bool(shown)

    def _progress(self, outcome, done, total):
        if not outcome.fresh:
            self.say(f"{outcome.job.name}{' FAILED' if outcome.error else ''}")


def _newest(books):
    return [book for book in books if book.edition == books[0].edition]


def _notebook(job):
    return Path(job.arguments[0])


def _page(job):
    """Return the page that a chapter's job makes, below the site."""
    place, _, name = job.name.rpartition("/")
    return f"{place}/chapters/{name}.html"


def _digest(paths):
    found = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in paths if path.is_file() and "__pycache__" not in path.parts):
        with suppress(FileNotFoundError):  # gone since
            content = path.read_bytes()
            found.update(f"{path} {len(content)}\n".encode())
            found.update(content)
    return found.hexdigest()
