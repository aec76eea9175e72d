"""The PDF of the whole book: what the pages say stands in it, whole, on the page that its contents name."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PROJECT
from pages import fresh, soup
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from econsec.cli import main
from econsec.editions.edition import Report
from econsec.editions.series import pages
from econsec.paper import pdf
from econsec.paper.gathering import DROPPED
from econsec.run.processes import Outcome
from econsec.site import fingerprint
from econsec.site.plan import chapters
from econsec.subject import subject
from econsec.words.texts import translator

LANGS = ("en", "ja")
NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT, pages=pages(Report()))]
FONT = "NotoSansJP-Regular"


def printing(*arguments, **environment):
    """Run `econsec pdf` in a process of its own, for this one may drive a browser already."""
    command = [Path(sys.executable).with_name("econsec"), "pdf", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


@pytest.fixture(scope="module")
def printed(site, tmp_path_factory):
    """Return a copy of the built site with its PDFs; for slow tests."""
    folder = tmp_path_factory.mktemp("print") / "site"
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("pagefind", "exhibits", "notebooks"))
    run = printing("--site", folder)
    assert run.returncode == 0 and "[2/2] " in run.stdout, run.stderr
    return folder


@pytest.fixture(scope="module")
def readers(printed):
    return {lang: PdfReader(printed / pdf.address(lang)) for lang in LANGS}


@pytest.fixture(scope="module")
def lines(printed):
    """Return the lines of each page."""
    files = {lang: PdfDocument(printed / pdf.address(lang)) for lang in LANGS}
    pages = {lang: [page.get_textpage().get_text_range() for page in file] for lang, file in files.items()}
    return {lang: [page.replace("\ufffe", "-").splitlines() for page in found] for lang, found in pages.items()}  # a hyphen at a line's end


@pytest.fixture(scope="module")
def texts(lines):
    """Return the text of each page, without blanks: where lines end is the layout's affair."""
    return {lang: [_close("".join(page)) for page in pages] for lang, pages in lines.items()}


@pytest.fixture(scope="module")
def starts(readers):
    """Return the page on which each chapter begins, counted from 1, as the bookmarks have it."""
    found = {}
    for lang, reader in readers.items():
        marks = [mark for mark in reader.outline if not isinstance(mark, list)]
        found[lang] = [reader.get_destination_page_number(mark) + 1 for mark in marks]
    return found


@pytest.fixture(scope="module")
def articles(site):
    """Return the articles of the built pages in the order of the contents, without what paper leaves out."""
    pages = {lang: [site / lang / "chapters" / f"{name}.html" for name in NAMES] for lang in LANGS}
    found = {lang: [fresh(page).select_one("article") for page in paths] for lang, paths in pages.items()}
    for article in (article for all_of in found.values() for article in all_of):
        for element in article.select(f"{DROPPED}, figure details > :not(summary), .evidence > .hidden"):
            element.decompose()
    return found


def _edition(site, lang):
    """Return what the pages say of their edition."""
    return _says(soup(site / lang / "chapters/summary.html").select_one(".edition"))


def _close(text):
    return "".join(text.split())


def _says(element):
    return _close(element.get_text())


def _pages(texts, *pieces):
    """Return the pages, counted from 1, that hold all of some pieces of text."""
    return [number for number, text in enumerate(texts, 1) if all(piece in text for piece in pieces)]


def _heads(text, lines):
    """Tell whether a heading stands among lines, on one of its own or on several."""
    return any(text == _close("".join(lines[at : at + size])) for at in range(len(lines)) for size in (1, 2, 3))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_title_page_names_the_report_its_edition_and_its_licence(site, texts, readers, lang):
    title, edition = translator(lang)(subject().title), _edition(site, lang)
    assert all(piece in texts[lang][0] for piece in (_close(title), edition, "CCBY4.0"))
    assert readers[lang].metadata.title == title
    assert readers[lang].metadata.creation_date is None
    assert readers[lang].root_object["/Lang"] == lang


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_the_contents_name_the_pages_where_headings_and_exhibits_stand(lines, texts, articles, starts, lang):
    first = starts[lang][0]
    contents, body = "".join(texts[lang][1 : first - 1]), texts[lang][first - 1 :]
    at, before = 0, 0
    for start, article in zip(starts[lang], articles[lang]):
        for text in map(_says, article.select("h1, h2")):
            later = enumerate(lines[lang][max(before, start) - 1 :], max(before, start))
            number = next(page for page, on in later if _heads(text, on))
            at = contents.find(f"{text}{number}", at)
            assert at >= 0, f"{text} stands on page {number}, and the contents say something else"
            before = number
    captions = [_says(caption) for article in articles[lang] for caption in article.select("figure[id] figcaption > p")]
    assert len(captions) > 20
    for caption in captions:
        (number,) = _pages(body, caption)
        assert f"{caption}{number + first - 1}" in contents


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_page_but_the_first_says_its_chapter_its_number_and_its_edition(site, texts, articles, starts, lang):
    report, edition = _close(translator(lang)(subject().title)), _edition(site, lang)
    for number, text in enumerate(texts[lang][1:], 2):
        past = [article for article, start in zip(articles[lang], starts[lang]) if start <= number]
        chapter = _says(past[-1].h1) if past else ""
        assert text.startswith(f"{report}{chapter}{edition}{number}"), number
    assert not texts[lang][0].startswith(f"{report}{report}"), "the title page has no header"


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_no_row_is_cut_and_every_page_of_a_table_repeats_its_head(texts, articles, lang):
    rows, longest = 0, 0
    for article in articles[lang]:
        for table in article.select("table"):
            heads, on = [_says(head) for head in table.select("thead th")], set()
            for row in table.select("tbody tr"):
                found = _pages(texts[lang], *filter(None, map(_says, row.select("th, td"))))
                assert found, f"cut or missing: {row.get_text(' ')}"
                rows, on = rows + 1, on | (set(found) if len(found) == 1 else set())
            longest = max(longest, len(on))
            assert all(head in texts[lang][page - 1] for page in on for head in heads), table
    assert rows > 300 and longest > 2


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_a_chart_stands_on_one_page_with_its_caption_and_its_source(texts, articles, lang):
    charts = [figure for article in articles[lang] for figure in article.select("figure:has(.chart)")]
    assert len(charts) > 8
    for figure in charts:
        labels = [_says(label) for label in figure.select(".wide text") if _says(label)]
        assert labels and len(_pages(texts[lang], *labels, _says(figure.figcaption))) == 1, figure["id"]
        assert _pages(texts[lang], *labels, _says(figure.select_one(".exhibit-source"))), figure["id"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_of_the_pages_is_in_the_text(texts, articles, lang):
    all_of = "".join(texts[lang])
    missing = []
    for article in articles[lang]:
        for paragraph in article.select("section > p"):
            sentences = [part for part in paragraph.get_text().replace("。", "。\n").splitlines() if part.strip()]
            missing += [part for part in sentences if not _broken(_close(part), texts[lang], all_of)]
    assert not missing


def _broken(text, pages, all_of):
    """Tell whether a text is there, in one piece or broken once between two pages."""
    if text in all_of:
        return True
    cuts = range(1, len(text))
    return any(one.endswith(text[:cut]) and text[cut:] in other for cut in cuts for one, other in zip(pages, pages[1:]))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_all_type_is_the_repositorys_font_and_embedded(readers, lang):
    fonts = {}
    for page in readers[lang].pages:
        for font in page["/Resources"].get("/Font", {}).values():
            fonts[font.get_object()["/BaseFont"]] = font.get_object()
    assert {name.partition("+")[2] for name in fonts} == {FONT}
    for font in fonts.values():
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_links_lead_to_places_in_the_document_or_to_other_hosts(readers, lang):
    places, inside, outside = readers[lang].named_destinations, 0, set()
    for page in readers[lang].pages:
        for note in page.get("/Annots", []):
            note = note.get_object()
            if "/Dest" in note:
                assert note["/Dest"] in places, note["/Dest"]
                inside += 1
            elif "/A" in note:
                outside.add(note["/A"]["/URI"])
    assert inside > 300
    assert outside and all(link.startswith(("https://", "http://")) for link in outside)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
def test_bookmarks_are_the_chapters_and_their_sections(readers, articles, lang):
    marks = readers[lang].outline
    titles = [_close(mark.title) for mark in marks if not isinstance(mark, list)]
    assert titles == [_says(article.h1) for article in articles[lang]]
    sections = [_close(mark.title) for part in marks if isinstance(part, list) for mark in part]
    assert sections == [_says(heading) for article in articles[lang] for heading in article.select("h2")]


@pytest.mark.slow
def test_the_sheets_are_a4_and_the_files_small(printed, readers):
    for lang, reader in readers.items():
        assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {(595, 842)}
        assert (printed / pdf.address(lang)).stat().st_size < 10_000_000


@pytest.mark.slow
def test_the_front_page_and_the_summaries_link_the_pdf(printed, site):
    links = [link["href"] for link in soup(printed / "index.html").select(".whole-pdf a")]
    assert links == [pdf.address(lang) for lang in LANGS]
    for lang in LANGS:
        summary = printed / lang / "chapters/summary.html"
        (link,) = soup(summary).select(".whole-pdf a")
        assert (summary.parent / link["href"]).resolve() == (printed / pdf.address(lang)).resolve()
    assert "whole-pdf" not in (site / "index.html").read_text(encoding="utf-8"), "no PDF, no link"


@pytest.mark.slow
def test_the_pdf_is_in_reach_of_every_exhibit_of_its_language(printed):
    for lang in LANGS:
        assert not [path for path in (printed / lang).rglob("*.html") if 'class="exhibit-pdf" hidden' in path.read_text(encoding="utf-8")]
        path = printed / lang / "chapters/outlook.html"
        for exhibit in soup(path).select(".exhibit-line"):
            (link,) = exhibit.select(".exhibit-pdf a")
            assert (path.parent / link["href"]).resolve() == (printed / pdf.address(lang)).resolve()


@pytest.mark.slow
def test_a_second_run_prints_the_same_bytes_and_links_once(printed):
    before = (printed / pdf.address("en")).read_bytes()
    assert printing("--site", printed, "--lang", "en").returncode == 0
    assert (printed / pdf.address("en")).read_bytes() == before
    assert len(soup(printed / "index.html").select(".whole-pdf")) == len(LANGS)
    assert len(soup(printed / "en/chapters/summary.html").select_one(".exhibit-line").select(".exhibit-pdf a")) == 1


LEADS = '<meta http-equiv="Refresh" content="0; url=chapters/summary.html">'
PAGE = '<main><p class="edition">An edition</p><article><h1>A page</h1></article></main>'


def test_a_site_that_is_none_or_not_whole_is_one_line(tmp_path, capsys):
    (tmp_path / "en").mkdir()
    (tmp_path / "en/index.html").write_text(LEADS)
    cases = [
        ([tmp_path / "none"], "none: no built book; `make book` builds it"),
        ([tmp_path, "--lang", "ja"], "no built book in ja; `make book` builds it"),
        ([tmp_path], "en/chapters/summary.html: not there; `make book` builds the site"),
    ]
    for arguments, said in cases:
        assert main(["pdf", "--site", *map(str, arguments)]) == 1
        (line,) = capsys.readouterr().err.splitlines()
        assert line.endswith(said)


@pytest.mark.parametrize("lang", LANGS)
def test_a_page_is_printed_with_the_chromium_that_is_there(browser, tmp_path, lang):
    (tmp_path / lang / "chapters").mkdir(parents=True)
    (tmp_path / "index.html").write_text("<main></main>")
    (tmp_path / lang / "index.html").write_text(LEADS)
    (tmp_path / lang / "chapters/summary.html").write_text(PAGE)
    run = printing("--site", tmp_path, "--lang", lang)
    assert run.returncode == 0, run.stderr
    reader = PdfReader(tmp_path / pdf.address(lang))
    assert "A page" in "".join(page.extract_text() for page in reader.pages) and reader.root_object["/Lang"] == lang


@pytest.mark.slow
def test_a_browser_that_is_not_there_or_is_none_is_one_line(tmp_path):
    (tmp_path / "en/chapters").mkdir(parents=True)
    (tmp_path / "en/index.html").write_text(LEADS)
    (tmp_path / "en/chapters/summary.html").write_text(PAGE)
    none = "no Chromium: `make pdf` installs one on Debian; elsewhere set CHROMIUM to its path"
    wrong = tmp_path / "en/index.html"
    for environment, said in [({"PATH": str(tmp_path), "CHROMIUM": ""}, none), ({"CHROMIUM": str(wrong)}, f"Chromium ({wrong}) failed: ")]:
        run = printing("--site", tmp_path, "--lang", "en", **environment)
        (line,) = run.stderr.splitlines()
        assert run.returncode == 1 and line.startswith(said)


@pytest.fixture
def little(tmp_path, monkeypatch):
    """Return a site of two pages, of which somebody else prints a PDF: what that does stands in ``meanwhile``."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/datapackage.yaml").write_text("resources: []")
    site = tmp_path / "_build/site"
    (site / "en/chapters").mkdir(parents=True)
    (site / "index.html").write_text("<main></main>")
    (site / "en/index.html").write_text('<meta http-equiv="Refresh" content="0; url=chapters/summary.html">')
    (site / "en/chapters/summary.html").write_text("<article></article>")
    (site / "CNAME").write_text("put there by somebody")
    monkeypatch.setattr(pdf, "Warm", Printer)
    Printer.meanwhile = lambda: None
    return site


class Printer:
    def __init__(self, modules):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def run(self, jobs, progress):
        Printer.meanwhile()
        return [Outcome(job, value=b"%PDF") for job in jobs]


def test_readers_see_the_pdf_and_its_links_at_once_and_all_else_stays(little):
    fingerprint.note(little.parents[1], little, "inputs")
    old = little.stat().st_ino
    assert main(["pdf"]) == 0
    assert little.stat().st_ino != old, "another folder took its place"
    assert (little / "pdf/econsec-en.pdf").read_bytes() == b"%PDF" and (little / "CNAME").is_file()
    assert "pdf/econsec-en.pdf" in (little / "index.html").read_text() and "pdf/econsec-en.pdf" in (little / "en/chapters/summary.html").read_text()
    assert fingerprint.noted(little.parents[1], little) == "inputs", "a build still has nothing to do"
    assert {path.name for path in little.parent.iterdir()} == {"site", "made"}


def test_a_site_that_is_built_anew_while_it_is_printed_gets_no_pdf_of_the_old(little, capsys):
    Printer.meanwhile = lambda: (little / "en/chapters/summary.html").write_text("<article>New</article>")
    assert main(["pdf"]) == 1
    assert capsys.readouterr().err == f"{little}: was built anew meanwhile; right: printed again\n"
    assert not (little / "pdf").exists() and (little / "index.html").read_text() == "<main></main>"
