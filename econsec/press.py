"""What the jobs of a build do, in children of the warm process: editions loaded, books printed, the site finished.

Which jobs there are, and in which order, is for :mod:`econsec.site`.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import yaml

from econsec import front, partners, policy, sitemap
from econsec.books import Book, BuildError, contents
from econsec.data import read_schema
from econsec.editions import Report, preload
from econsec.site import DATA
from econsec.texts import LOCALE

EPOCH = "1770336000"  # 2026-02-06: what Sphinx takes for today, so that no page depends on the day it is built


def load(editions, data_dir, step=lambda name: None):
    """Load editions where they stay loaded; return for each the partners that have a page in it."""
    found = []
    for lang, parameters, without in editions:
        report = preload(lang=lang, data_dir=data_dir, **parameters)
        found.append(() if without else partners.profiles(report))
    return found


def check(data, step=lambda name: None):
    """Return what is wrong with a data package."""
    from econsec import checks  # what checks is needed by this job alone

    return checks.check(data)


def bundle(path, step=lambda name: None):
    """Write the script that draws charts in the browser."""
    from econsec.book import charts

    path.write_text(charts.script(), encoding="utf-8")


def make_book(root, work, book, settings, step=lambda name: None):
    """Print a book from its executed chapters, and protect its pages."""
    source = work / "books" / book.place
    shutil.copytree(work / book.place, source)
    lay_out(root, source, book)
    note = Report(book.lang, data_dir=settings["econsec_data"], **book.parameters).note()
    out = work / "site" / book.place
    print_book(str(source), str(out), book.lang, settings | {"econsec_note": note}, step)
    policy.protect(out)


def verify(root, work, book, step=lambda name: None):
    """Check a book's catalogues against its English messages; they know one page about partners, however many there are."""
    from econsec import translations

    folder = work / "messages" / book.place
    shutil.copytree(work / book.place, folder)
    pages = [folder / f"{partners.page(one)}.ipynb" for one in book.partners]
    shutil.copy(pages[0] if pages else root / f"{partners.CHAPTER}.ipynb", folder / f"{partners.CHAPTER}.ipynb")
    for page in pages:
        page.unlink()
    lay_out(root, folder, replace(book, partners=(partners.DEFAULT,)))
    translations.verify(folder)


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


def finish(root, site, data, places, step=lambda name: None):
    """Add to the books what belongs to the whole site: the data, the front page, the site map."""
    (site / DATA).mkdir()
    for path in read_schema(data).files():
        shutil.copy(path, site / DATA)
    base = sitemap.site_url(root)
    front.write(site, [one["lang"] for one in places if one["place"] == one["lang"]], base)
    sitemap.write(site, base, places)
    for path in site.glob("*.html"):
        policy.protect_page(path)
