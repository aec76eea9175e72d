"""Editions become one published folder: check, run the chapters, build the books, publish.

Nothing is published unless everything succeeded; the folder that readers see changes in one step.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import yaml

from econsec import front, partners, policy, processes, sitemap
from econsec.books import Book, BuildError, chapters, contents
from econsec.checks import check
from econsec.data import read_schema
from econsec.editions import Report
from econsec.project import project_root
from econsec.texts import LOCALE

BUILD = "_build"
DATA = "data"  # where in the site the data package lies
WARM = ("econsec.warm",)
EPOCH = "1770336000"  # 2026-02-06: what Sphinx takes for today, so that no page depends on the day it is built


def build(books, out, data_dir="", say=print):
    """Build books and publish them in ``out``; raise BuildError and leave ``out`` as it was if anything fails."""
    root = project_root()
    data = Path(data_dir).resolve() if data_dir else root / "data"
    problems = check(data)
    if problems:
        raise BuildError("\n".join(problems))
    start = processes.context(WARM)
    books = [profiled(book, data) for book in books]
    with workshop(root) as work:
        run(start, [job for book in books for job in chapter_jobs(root, work, book, data_dir and str(data))], say)
        checked = [book for book in books if book.lang != "en" and not book.parameters and not data_dir]
        for book in checked:
            lay_out_messages(root, work, book)
        for book in books:
            lay_out(root, work / book.place, book)
        fresh, places = work / "site", [_place(root, book) for book in books]
        jobs = [book_job(work, fresh, book, places, data) for book in books]
        jobs += [catalogue_job(work, book) for book in checked]
        run(start, jobs, say)
        run(start, [processes.Job("search index", "econsec.site:index", (str(fresh),))], say)
        copy_data(data, fresh / DATA)
        front.write(fresh, [book.lang for book in books if book.place == book.lang], sitemap.site_url(root))
        sitemap.write(fresh, sitemap.site_url(root), places)
        policy.protect(fresh)
        publish(fresh, Path(out))


@contextlib.contextmanager
def workshop(root):
    """Return a folder of its own for one build, gone afterwards; beside the site, so that publishing is a rename."""
    (root / BUILD).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="work-", dir=root / BUILD) as folder:
        yield Path(folder)


def profiled(book, data):
    """Return a book with the partners that have a page in it; an edition can leave them out."""
    if partners.PAGES in book.without:
        return book
    return replace(book, partners=partners.profiles(Report(book.lang, data_dir=str(data), **book.parameters)))


def chapter_jobs(root, work, book: Book, data_dir):
    """Return a job for each chapter of a book, and for each partner one that runs the same notebook."""
    shared = {"lang": book.lang, **book.parameters, **({"data_dir": data_dir} if data_dir else {})}
    runs = [(name, name, shared) for name in chapters(root, book.without)]
    runs += [(partners.CHAPTER, partners.page(one), shared | ({"partner": one} if one else {})) for one in book.partners]
    return [
        processes.Job(
            name=f"{book.place}/{page.rpartition('/')[2]}",
            function="econsec.notebooks:execute",
            arguments=(str(root / f"{name}.ipynb"), str(work / book.place / f"{page}.ipynb"), parameters),
        )
        for name, page, parameters in runs
    ]


def _place(root, book):
    """Return what the site's other books need to know of a book: where it lies, and which pages it has."""
    pages = chapters(root, book.without, book.partners)
    return {"place": book.place, "lang": book.lang, "edition": book.edition, "titles": book.titles, "pages": pages}


def book_job(work, fresh, book, places, data):
    """Return the job that prints a book's executed chapters; ``places`` are all books of the site."""
    settings = {
        "econsec_books": places,
        "econsec_place": book.place,
        "econsec_note": Report(book.lang, data_dir=str(data), **book.parameters).note(),
        "econsec_data": str(data),
        "econsec_data_place": os.path.relpath(DATA, book.place),
        **{f"econsec_{name}": book.parameters[name] for name in ("as_of", "scope") if name in book.parameters},
    }
    return processes.Job(
        name=f"{book.place} (book)",
        function="econsec.site:print_book",
        arguments=(str(work / book.place), str(fresh / book.place), book.lang, settings),
    )


def catalogue_job(work, book):
    """Return the job that checks a book's catalogues against its English messages."""
    return processes.Job(
        name=f"{book.place} (catalogues)",
        function="econsec.translations:verify",
        arguments=(str(_messages(work, book)),),
    )


def lay_out_messages(root, work, book):
    """Lay out the chapters of a book as catalogues know them: one about partners, however many pages it makes."""
    folder = shutil.copytree(work / book.place, _messages(work, book))
    pages = [folder / f"{partners.page(one)}.ipynb" for one in book.partners]
    shutil.copy(pages[0] if pages else root / f"{partners.CHAPTER}.ipynb", folder / f"{partners.CHAPTER}.ipynb")
    for page in pages:
        page.unlink()
    lay_out(root, folder, replace(book, partners=(partners.DEFAULT,)))


def _messages(work, book):
    return work / "messages" / book.place


def run(start, jobs, say):
    """Run jobs and return their outcomes; raise BuildError with all that failed."""
    outcomes = processes.run(jobs, start, progress=lambda outcome, done, total: say(_progress(outcome, done, total)))
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed:
        raise BuildError("\n".join(f"{o.job.name}{f', cell {o.step}' if o.step else ''}: {o.error}" for o in failed))
    return outcomes


def _progress(outcome, done, total):
    return f"[{done:>2}/{total}] {outcome.job.name}{' FAILED' if outcome.error else ''}"


def lay_out(root, folder, book=Book("en", "en")):
    """Put what the book needs beside its executed chapters."""
    shutil.copy(root / "_config.yml", folder / "_config.yml")
    toc = contents(root, book.without, book.partners)
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc, sort_keys=False), encoding="utf-8")
    shutil.copytree(LOCALE, folder / "locale", dirs_exist_ok=True)
    for partner in filter(None, book.partners):
        path = folder / f"{partners.page(partner)}.ipynb"
        path.write_text(partners.page_notebook(path.read_text(encoding="utf-8"), partner), encoding="utf-8")
        for catalogue in (folder / "locale").glob(f"*/LC_MESSAGES/{partners.CHAPTER}.po"):
            text = partners.own_names(catalogue.read_text(encoding="utf-8"), partner)
            (catalogue.parents[1] / f"{partners.page(partner)}.po").write_text(text, encoding="utf-8")


def copy_data(folder, target):
    """Put the data package into the site, for readers to take."""
    target.mkdir()
    for path in read_schema(folder).files():
        shutil.copy(path, target)


def print_book(source, out, lang, settings=None, step=lambda name: None, builder="html"):
    """Build one Jupyter Book, or with another of Sphinx's builders what that makes of it; any warning is an error.

    ``settings`` are what the extension cannot know from the chapters: edition, place of book and data.
    """
    from jupyter_book.sphinx import build_sphinx

    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        result = build_sphinx(
            source,
            out,
            path_config=Path(source, "_config.yml"),
            confoverrides={
                "language": lang,
                "latex_individualpages": False,
                **(settings or {}),
            },
            builder=builder,
            doctreedir=Path(source, f".doctrees-{builder}"),
            warningiserror=True,
            keep_going=True,
            noconfig=True,
        )
    if result:
        raise BuildError(_plain(said.getvalue(), source) or str(result))
    for stray in (".buildinfo", "objects.inv"):
        Path(out, stray).unlink(missing_ok=True)
    return out


def _plain(text, source):
    """Return what Sphinx warned of, without colours and this machine's folders."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).replace(f"{source}/", "")
    lines = [line for line in text.splitlines() if "WARNING" in line or "ERROR" in line]
    return "\n".join(lines) or text.strip()


def index(site, step=lambda name: None):
    """Index all books of a site for its search; Pagefind tells the languages apart by the pages' own."""
    command = [sys.executable, "-m", "pagefind", "--site", site, "--silent", "--exclude-selectors", ".headerlink"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise BuildError(f"the search index failed: {result.stderr.strip() or result.stdout.strip()}")


def publish(fresh, out):
    """Put a new site in the place of the old one, in one step as far as file systems can."""
    out.parent.mkdir(parents=True, exist_ok=True)
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
