"""The whole report as a PDF in each language: printed by Chromium from the built pages, and linked from the site.

What is printed is put together in :mod:`econsec.paper.volume`. Page numbers of the contents are read from a first print, for
Chromium cannot refer to them.
"""

import io
import os
import re
import shutil
import tempfile
from html import escape
from pathlib import Path

from econsec.files import disk
from econsec.paper.gathering import GatherError, first_page, gather
from econsec.paper.volume import Volume
from econsec.project import project_root
from econsec.run import Job, Warm
from econsec.site import fingerprint, publication, workshop
from econsec.words import LANGUAGES, translator

FOLDER = "pdf"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-background-networking", "--disable-component-update")
MOST = 4  # prints until the page numbers hold
COLUMN = {"width": 657, "height": 960}  # px of the text on an A4 page, as volume.css lays it out
# Chromium takes a glyph for the first of its characters: figure dash for en dash, hyphenation point for middle dot.
MEANT = {b"<2012>": b"<2013>", b"<2027>": b"<30FB>"}
TAKEN = re.compile(rb"^(<[0-9A-F]{4}> )(" + b"|".join(MEANT) + rb")$", re.MULTILINE)
SLOT = re.compile(r'<li class="exhibit-pdf".*?</li>')  # in the menu of an exhibit, with the link or without
FIT = """() => {
  for (const table of document.querySelectorAll("table"))
    if (table.scrollWidth > table.parentElement.clientWidth + 1) table.classList.add("too-wide");
  return document.documentElement.scrollWidth;
}"""


class PdfError(Exception):
    """A PDF that could not be made."""


def write(site, languages=(), say=print, note=lambda made: None):
    """Write the PDFs of a built site, in all its languages unless some are named; return them and link them.

    Readers see all of it at once; ``note`` hears the fingerprint of the site as it then is.
    """
    site = Path(site).resolve()
    built = [lang for lang in LANGUAGES if (site / lang / "index.html").is_file()]
    missing = [lang for lang in languages if lang not in built]
    if not built or missing:
        raise PdfError(f"{site}: no built book{f' in {missing[0]}' if built else ''}; `make book` builds it")
    before = fingerprint.of_site(site)
    jobs = [Job(lang, print_one, (site, lang)) for lang in (languages or built)]
    with Warm((__name__,)) as warm:
        outcomes = warm.run(jobs, progress=lambda one, done, total: say(f"[{done}/{total}] {one.job.name}{' FAILED' if one.error else ''}"))
    errors = dict.fromkeys(one.error.removeprefix(f"{PdfError.__name__}: ") for one in outcomes if one.error)
    if errors:
        raise PdfError("\n".join(errors))
    with workshop(project_root()) as work, publication(site, None, say) as put:
        if fingerprint.of_site(site) != before:
            raise PdfError(f"{site}: was built anew meanwhile; right: printed again")
        fresh = shutil.copytree(site, work / "site", copy_function=_link)
        for job, outcome in zip(jobs, outcomes):
            disk.put(fresh / address(job.name), outcome.value)
            offer(fresh, job.name)
        made = fingerprint.of_site(fresh)
        put(fresh)
        note(made)
    return [site / address(job.name) for job in jobs]


def _link(source, target):
    """Give a file of the site a second name; what is put in its place then is no change of the first."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without second names
        shutil.copy2(source, target)


def print_one(site, lang, step=lambda name: None):
    """Return the PDF of a built book."""
    try:
        one = Volume(lang, *gather(site / lang))
    except GatherError as error:
        raise PdfError(str(error)) from None
    return finish(_print(one), one)


def address(lang):
    """Return where a language's PDF lies in the site."""
    return f"{FOLDER}/econsec-{lang}.pdf"


def _print(one):
    """Return a volume as Chromium prints it; nothing is asked of the network."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise PdfError("no Playwright: `make pdf` works in an environment that has it") from None
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        raise PdfError("no Chromium: `make pdf` installs one on Debian; elsewhere set CHROMIUM to its path")
    try:
        with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])
            context = chromium.new_context(viewport=COLUMN, offline=True)
            return _settled(context, one, Path(folder, f"{one.lang}.html"))
    except Error as error:
        raise PdfError(f"Chromium ({path}) failed: {error.message.splitlines()[0]}") from None


def _settled(context, one, file):
    """Print a volume until the page numbers in its contents are those of its headings."""
    numbers = {}
    for _ in range(MOST):
        file.write_text(one.html(numbers), encoding="utf-8")
        data = _press(context, file, tagged=bool(numbers))  # the first print only counts
        found = places(data)
        if found == numbers:
            return data
        numbers = found
    raise PdfError(f"{one.lang}: the page numbers of the contents did not settle")


def _press(context, file, tagged):
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="light")
    page.goto(file.as_uri())
    width = page.evaluate(FIT)
    if width > COLUMN["width"]:  # Chromium would shrink every page
        raise PdfError(f"{file.stem}: something is {width - COLUMN['width']} px wider than the paper")
    data = page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged)
    page.close()
    return data


def places(data):
    """Return the page of everything that is linked to within a PDF: ``id -> number``."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    found = reader.named_destinations
    return {name.removeprefix("/"): reader.get_destination_page_number(place) + 1 for name, place in found.items()}


def finish(data, one):
    """Return a PDF with its title and bookmarks, and without a word on when and with what it was printed."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject

    printed = PdfReader(io.BytesIO(data))
    writer = PdfWriter(clone_from=printed)
    writer.pdf_header = printed.pdf_header
    writer.metadata = {"/Title": one.title, "/Subject": one.pages[0].title}
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    _bookmark(writer, printed, one)
    _mean(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _bookmark(writer, printed, one):
    """Add the chapters and their sections; Chromium's own bookmarks say headings twice and run words together."""
    from pypdf.generic import Fit

    places, chapter = printed.named_destinations, None
    for level, text, key in one.headings():
        if key:
            place = places[f"/{key}"]
            number, above = printed.get_destination_page_number(place), None if level == 1 else chapter
            item = writer.add_outline_item(title=text, page_number=number, parent=above, fit=Fit.xyz(top=place.top))
            chapter = item if level == 1 else chapter


def _mean(writer):
    """Make the text that readers search and copy the text of the pages, where one glyph serves two characters."""
    fonts = [font.get_object() for page in writer.pages for font in page["/Resources"].get("/Font", {}).values()]
    for names in {font.raw_get("/ToUnicode").idnum: font["/ToUnicode"] for font in fonts}.values():
        names.set_data(TAKEN.sub(lambda match: match.group(1) + MEANT[match.group(2)], names.get_data()))


def offer(site, lang):
    """Link a language's PDF from the front page, from the book's first page, and from the menu of each exhibit."""
    size = f"{(site / address(lang)).stat().st_size / 1e6:.1f}"
    words = escape(translator(lang)("The whole report as a PDF ({size} MB)").format(size=size))
    first = site / lang / first_page(site / lang)
    _insert(site / "index.html", "</main>", lang, f'<a href="{address(lang)}">{words}</a>')
    _insert(first, "</article>", lang, f'<a href="{_way(site, lang, first)}">{words}</a>')
    for page in sorted((site / lang).rglob("*.html")):
        before = page.read_text(encoding="utf-8")
        after = SLOT.sub(f'<li class="exhibit-pdf"><a href="{_way(site, lang, page)}">{words}</a></li>', before)
        if after != before:
            disk.put(page, after.encode())


def _way(site, lang, page):
    return os.path.relpath(site / address(lang), page.parent).replace(os.sep, "/")


def _insert(path, before, lang, link):
    """Put a link at the end of a page's text, in the place of an earlier one."""
    line = f'<p class="whole-pdf no-paper" lang="{lang}">{link}</p>\n'
    text = re.sub(rf'<p class="whole-pdf [^>]*lang="{lang}">.*?</p>\n', "", path.read_text(encoding="utf-8"))
    start, end, rest = text.rpartition(before)
    disk.put(path, f"{start}{line}{end}{rest}".encode())
