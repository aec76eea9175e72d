"""The cells of CONTRIBUTING's guide work as they stand: a chapter made of them alone is built, in both languages."""

import inspect
import re
import shutil

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import PROJECT, ROOT, copy_data, without_partners

from econsec import Report
from econsec.cli import main
from econsec.exhibits import raw
from econsec.report.forms import Forms

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CELLS = dict(re.findall(r"<!-- cell: (\w+) -->\n```python\n(.*?)\n```", TEXT, re.S))
FIGURES = {"chart": "fig-easing-by-instrument", "money": "fig-money-by-stage", "table": "tab-measures-by-year", "form": "tab-court-rulings"}
TAGS = {"parameters": ["parameters", "remove-cell"], "imports": ["remove-cell"], "load": ["remove-cell"], "claim": ["claims", "remove-cell"]}
HEADINGS = {"claim-more-tightening": "More was tightened than eased", "otherwise-more-tightening": "More was eased than tightened"}


def code(name, source):
    figure = {"mystnb": {"figure": {"caption": f"Made by the guide: {name}.", "name": FIGURES[name]}}} if name in FIGURES else {}
    return nbformat.v4.new_code_cell(source, id=name, metadata={"tags": TAGS.get(name, ["remove-input"]), **figure})


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return the pages, by language, of a book whose outlook is made of the guide's cells; two of them bare. Its data are its own: nobody has translated it."""
    folder = tmp_path_factory.mktemp("guide")
    without_partners(copy_data(folder / "data"))
    shutil.copytree(PROJECT / "chapters", folder / "chapters")
    shutil.copytree(PROJECT / "locale", folder / "locale")
    shutil.copy(PROJECT / "_config.yml", folder)
    (folder / "_toc.yml").write_text("{format: jb-book, root: chapters/outlook, parts: [{caption: Behind, chapters: [{file: chapters/sources}]}]}\n")
    (folder / "editions.yaml").write_text(
        "- {name: latest, title: Latest edition, title_ja: 最新版, without: [partners, sectors]}\n", encoding="utf-8"
    )
    first, *others = [code(name, CELLS[name]) for name in ("parameters", "imports", "load", "claim", "chart", "money", "table", "form")]
    title = nbformat.v4.new_markdown_cell("# A chapter of the guide\n\nOne sentence.", id="intro")
    headings = [nbformat.v4.new_markdown_cell(f"## {text}", id=tag, metadata={"tags": [tag]}) for tag, text in HEADINGS.items()]
    bare = [code(f"bare-{name}", re.sub(r"\nexhibit\(.*\)$", f"\n{name}", CELLS[kind])) for kind, name in (("chart", "chart"), ("table", "counted"))]
    book = nbformat.v4.new_notebook(cells=[title, first, *others[:3], *headings, *others[3:], *bare])  # no kernel is named
    nbformat.write(book, folder / "chapters/outlook.ipynb")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert main(["build", "--data", str(folder / "data"), "--out", str(folder / "_build/made")]) == 0
    read = {lang: (folder / "_build/made" / lang / "chapters/outlook.html").read_text(encoding="utf-8") for lang in ("en", "ja")}
    return folder / "_build/made", {lang: BeautifulSoup(text, "html.parser") for lang, text in read.items()}


def test_the_guide_has_a_cell_for_each_thing():
    assert CELLS.keys() == {"chart", "money", "table", "form", "claim", "parameters", "imports", "load"}
    assert all(len(source.splitlines()) <= 10 for source in CELLS.values())


def test_the_table_of_forms_has_each_with_its_arguments():
    said = {name: arguments.split(", ") for name, arguments in re.findall(r"^\| `forms\.(\w+)\(([^)]*)\)` \|", TEXT, re.M)}
    forms = {name: list(inspect.signature(form).parameters)[1:] for name, form in vars(Forms).items() if not name.startswith("_")}
    assert said == forms


def test_what_the_guide_asks_of_an_edition_is_there():
    report = Report("en")
    for call in re.findall(r"`(report\.(?:title|label)\([^`]*\))`", TEXT):
        assert eval(call, {"report": report}), call
    assert all(callable(getattr(report, name)) for name in re.findall(r"`report\.(\w+)\(", TEXT))


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", FIGURES)
def test_each_exhibit_is_on_the_page_with_its_works_its_files_and_how_it_was_made(pages, lang, name):
    site, found = pages
    figure = found[lang].find(id=FIGURES[name])
    assert figure and "Made by the guide" in figure.get_text()
    assert figure.select_one(".chart-static svg, table.exhibit")
    assert figure.select('.exhibit-source a[href^="sources.html#source-"]')
    stem = FIGURES[name].partition("-")[2].replace("-", "_")
    assert (site / lang / "exhibits" / f"{stem}.csv").is_file()
    assert CELLS[name].splitlines()[0] in figure.select_one(".how-made").get_text()


@pytest.mark.parametrize(
    ("lang", "headings", "axes"),
    [
        ("en", ["Year", "Direction", "Number of rows"], {"Number of rows", "USD billion", "Kind"}),
        ("ja", ["年", "方向", "件数"], {"件数", "億ドル", "種類"}),
    ],
)
def test_no_page_or_file_shows_the_name_of_a_column(pages, lang, headings, axes):
    site, found = pages
    table = found[lang].find(id=FIGURES["table"])
    assert [cell.get_text() for cell in table.select("thead th")] == headings
    assert {cell.get_text() for cell in table.select("tbody th")} <= {"2024", "2025", "2026"}
    drawn = {text.get_text() for name in ("chart", "money") for text in found[lang].find(id=FIGURES[name]).select(".chart-static svg text")}
    assert axes <= drawn
    for name in ("easing_by_instrument", "money_by_stage", "measures_by_year"):
        head = (site / lang / "exhibits" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        assert not raw([title for title in head if title != "id"]) and len(set(head)) == len(head)


def test_labels_are_in_the_pages_language(pages):
    texts = {lang: page.find(id=FIGURES["table"]).select_one("tbody").get_text() for lang, page in pages[1].items()}
    assert "強化" in texts["ja"] and "強化" not in texts["en"]


@pytest.mark.parametrize(("lang", "said"), [("en", "Sources not stated"), ("ja", "出所の記載なし")])
def test_a_bare_chart_and_a_bare_frame_are_shown_and_say_what_is_not_known(pages, lang, said):
    page = pages[1][lang]
    assert [line.get_text() for line in page.select(".exhibit-source")].count(said) == 2
    assert len(page.select(".chart")) == 3 and len(page.select("table.exhibit")) == 3


def test_the_heading_that_the_data_bear_is_shown_and_no_other(pages):
    assert [heading.get_text().rstrip("#") for heading in pages[1]["en"].select("h2")][:1] == ["More was tightened than eased"]
    assert "More was eased" not in pages[1]["en"].get_text()
