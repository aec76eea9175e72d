"""What the jobs of a build do, in children of the warm process: chapters run, books printed, the site finished.

Which jobs there are, and in which order, is for :mod:`econsec.site.pipeline`, whose process imports this module: what is heavy
is named by its room, and imported where a job uses it.
"""

import json
import pkgutil
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from econsec import data as package
from econsec import editions as dated
from econsec import run
from econsec.site import catalogues, citation, csp, front, layout, printing, sitemap
from econsec.site.plan import DATA, BuildError
from econsec.subject import subject


def load(editions, data_dir, loaded, step=lambda name: None):
    """Load editions for all later jobs; return for each the pages of series in it."""
    package.read_schema.cache_clear()
    reports = [(dated.preload(loaded, lang=lang, data_dir=data_dir, **parameters), without) for lang, parameters, without in editions]
    for report, _ in reports:
        for table in report.schema.tables:  # for all that are forked from here
            report.parts.get(table)
        for table in report.labels(package.TABLE, "table"):
            report.standing(table)
    return [dated.series.pages(report, without) for report, without in reports]


def run_chapter(chapter, output, parameters, loaded, step=lambda name: None):
    """Run a chapter over loaded editions; return the tables that it looked at."""
    return run.execute(chapter, output, parameters, step, loaded)


def check(data, step=lambda name: None):
    """Fail with all that is wrong with a data package; return what is only suspicious."""
    found = package.examine(data)
    if found.problems:
        raise BuildError("\n".join(found.problems))
    return found.warnings


def make_book(root, work, book, settings, loaded, step=lambda name: None):
    """Print a book from its executed chapters and protect its pages; Sphinx reads again what changed, and writes each page."""
    source, out, pages = (work / part / book.place for part in ("books", "printed", "pages"))
    shutil.rmtree(out, ignore_errors=True)
    layout.lay_out(root, work / book.place, source, book)
    with dated.given(loaded):
        printing.print_book(str(source), str(out), book.lang, settings | {"econsec_note": note(book, settings)})
    csp.protect(out)
    shutil.rmtree(pages, ignore_errors=True)
    pages.parent.mkdir(parents=True, exist_ok=True)
    out.rename(pages)


def gather(work, places, step=lambda name: None):
    """Put the pages of all books into a fresh site."""
    shutil.rmtree(work / "site", ignore_errors=True)
    for place in places:
        shutil.copytree(work / "pages" / place, work / "site" / place)


def note(book, settings):
    """Return what each page of a book says of its day."""
    return dated.Report(book.lang, data_dir=settings["econsec_data"], **book.parameters).note()


def verify(root, work, book, step=lambda name: None):
    """Check a book's catalogues against its English messages; they know one page of a series, however many there are."""
    executed, folder = work / book.place, work / "messages" / book.place
    for one in dated.series.SERIES:
        pages = [executed / f"{one.page(key)}.ipynb" for parameter, key in book.pages if parameter == one.parameter]
        shutil.copy(pages[0] if pages else root / f"{one.chapter}.ipynb", executed / f"{one.chapter}.ipynb")
    layout.lay_out(root, executed, folder, replace(book, pages=dated.series.OWN))
    catalogues.verify(folder)


def index(site, step=lambda name: None):
    """Index all books of a site for its search; Pagefind tells the languages apart by the pages' own."""
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        site,
        "--silent",
        "--exclude-selectors",
        ".headerlink",
        "--exclude-selectors",
        "td.sources",
    ]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise BuildError(f"the search index failed: {result.stderr.strip() or result.stdout.strip()}")
    entry = Path(site, "pagefind", "pagefind-entry.json")  # in which Pagefind 1.5 lists the languages in any order
    entry.write_text(json.dumps(json.loads(entry.read_text(encoding="utf-8")), ensure_ascii=False, sort_keys=True), encoding="utf-8")


def finish(root, site, data, places, loaded, step=lambda name: None):
    """Add to the books what belongs to the whole site: the data, the front page, the site map."""
    publish_data(site, data, loaded)
    front_pages(root, site, places)
    (site / citation.NAME).write_text(citation.text(root, data), encoding="utf-8", newline="\n")
    for path in site.glob("*.html"):
        csp.protect_page(path)


def publish_data(site, data, loaded, step=lambda name: None):
    """Put a data package into a site, with the files that the report works out from it."""
    (site / DATA).mkdir(exist_ok=True)
    for path in package.read_schema(data).files():
        shutil.copy(path, site / DATA)
    with dated.given(loaded):
        for name, function in subject().data_files.items():
            text = pkgutil.resolve_name(function)(data)
            (site / DATA / name).write_text(text, encoding="utf-8", newline="\n")


def front_pages(root, site, places, step=lambda name: None):
    """Write the front page, the page for what is not there, and the site map."""
    base = sitemap.site_url(root)
    front.write(site, [one["lang"] for one in places if one["place"] == one["lang"]], base)
    sitemap.write(site, base, places)
