"""What the jobs of a build do, in children of the warm process: editions loaded, books printed, the site finished.

Which jobs there are, and in which order, is for :mod:`econsec.site`.
"""

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import yaml

from econsec import front, partners, policy, sitemap
from econsec.books import Book, BuildError, chapters, contents
from econsec.data import read_schema
from econsec.editions import Report, preload
from econsec.site import DATA
from econsec.texts import LOCALE

EPOCH = "1770336000"  # 2026-02-06: what Sphinx takes for today, so that no page depends on the day it is built


def load(editions, data_dir, step=lambda name: None):
    """Load editions where they stay loaded; return for each the partners with a page in it, and the tables that changed."""
    read_schema.cache_clear()
    found = []
    for lang, parameters, without in editions:
        report, changed = preload(lang=lang, data_dir=data_dir, **parameters)
        found.append((() if without else partners.profiles(report), changed))
    return found


def check(data, step=lambda name: None):
    """Fail with all that is wrong with a data package; return what is only suspicious."""
    from econsec import checks  # what checks is needed by this job alone

    found = checks.examine(data)
    if found.problems:
        raise BuildError("\n".join(found.problems))
    return found.warnings


def bundle(path, step=lambda name: None):
    """Write the script that draws charts in the browser."""
    from econsec.book import charts

    path.write_text(charts.script(), encoding="utf-8")


def make_book(root, work, book, settings, step=lambda name: None):
    """Print a book from its executed chapters, protect its pages, and put them into the site, without what Sphinx leaves beside them."""
    source, out, site = (work / part / book.place for part in ("books", "pages", "site"))
    lay_out(root, work / book.place, source, book)
    print_book(str(source), str(out), book.lang, settings | {"econsec_note": note(book, settings)})
    policy.protect(out)
    site.parent.mkdir(parents=True, exist_ok=True)
    out.rename(site)


def note(book, settings):
    """Return what each page of a book says of its day."""
    return Report(book.lang, data_dir=settings["econsec_data"], **book.parameters).note()


def verify(root, work, book, step=lambda name: None):
    """Check a book's catalogues against its English messages; they know one page about partners, however many there are."""
    from econsec import translations

    executed, folder = work / book.place, work / "messages" / book.place
    pages = [executed / f"{partners.page(one)}.ipynb" for one in book.partners]
    shutil.copy(pages[0] if pages else root / f"{partners.CHAPTER}.ipynb", executed / f"{partners.CHAPTER}.ipynb")
    lay_out(root, executed, folder, replace(book, partners=(partners.DEFAULT,)))
    translations.verify(folder)


def lay_out(root, executed, folder, book=Book("en", "en")):
    """Put executed chapters into a folder with what the book needs beside them; files that are the same stay untouched."""
    _put(folder / "_config.yml", (root / "_config.yml").read_text(encoding="utf-8"))
    _put(folder / "_toc.yml", yaml.safe_dump(contents(root, book.without, book.partners), sort_keys=False))
    catalogues = {path.relative_to(LOCALE): path.read_text(encoding="utf-8") for path in sorted(LOCALE.rglob("*.po"))}
    for name in chapters(root, book.without):
        _put(folder / f"{name}.ipynb", (executed / f"{name}.ipynb").read_text(encoding="utf-8"))
    for partner in book.partners:
        page = partners.page(partner)
        source, target = executed / f"{page}.ipynb", folder / f"{page}.ipynb"
        if not target.is_file() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            text = source.read_text(encoding="utf-8")
            _put(target, partners.page_notebook(text, partner) if partner else text)
        own = {path: text for path, text in catalogues.items() if path.as_posix().endswith(f"/{partners.CHAPTER}.po")}
        for path, text in own.items():
            _put(folder / "locale" / path.parents[1] / f"{page}.po", partners.own_names(text, partner))
    for path, text in catalogues.items():
        _put(folder / "locale" / path, text)


def _put(path, text):
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


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
    return out


def _plain(text, source):
    """Return what Sphinx warned of, without colours and this machine's folders."""
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).replace(f"{source}/", "")
    lines = [_placed(line, source) for line in text.splitlines() if "WARNING" in line or "ERROR" in line]
    return "\n".join(lines) or text.strip()


def _placed(line, source):
    """Return a line that names the cell of a notebook where Sphinx counts 10,000 lines a cell."""
    said = re.match(r"(\S+\.ipynb):(\d+)(\d{4}):", line)
    if not said:
        return line
    cells, place = json.loads(Path(source, said[1]).read_text(encoding="utf-8"))["cells"], int(said[2]) - 1
    name = f" ({cells[place]['id']})" if place < len(cells) else ""
    return f"{said[1]}, cell {place + 1}{name}, line {int(said[3])}:{line[said.end():]}"


def index(site, step=lambda name: None):
    """Index all books of a site for its search; Pagefind tells the languages apart by the pages' own."""
    command = [sys.executable, "-m", "pagefind", "--site", site, "--silent", "--exclude-selectors", ".headerlink", "--exclude-selectors", "td.sources"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise BuildError(f"the search index failed: {result.stderr.strip() or result.stdout.strip()}")
    entry = Path(site, "pagefind", "pagefind-entry.json")  # in which Pagefind lists the languages in any order
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), ensure_ascii=False, sort_keys=True), encoding="utf-8")


def finish(root, site, data, places, step=lambda name: None):
    """Add to the books what belongs to the whole site: the data, the front page, the site map."""
    (site / DATA).mkdir()
    for path in read_schema(data).files():
        shutil.copy(path, site / DATA)
    front_pages(root, site, places)
    for path in site.glob("*.html"):
        policy.protect_page(path)


def front_pages(root, site, places, step=lambda name: None):
    """Write the front page, the page for what is not there, and the site map."""
    base = sitemap.site_url(root)
    front.write(site, [one["lang"] for one in places if one["place"] == one["lang"]], base)
    sitemap.write(site, base, places)
