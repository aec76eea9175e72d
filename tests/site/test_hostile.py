"""Bad input: whatever a text cell holds is shown as text – on the page, in charts and tooltips, in every file."""

import csv
import io
import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import copy_data, read, without_partners
from web import compressed, point_at, scroll_through

from econsec.data.checks import check
from econsec.site import Book, build

PAYLOADS = (
    '<script>window.hacked = 1</script></script><img src="x" onerror="window.hacked = 1">',
    "\"double\" 'single' $x^2$ $$y$$ `code` **bold** _em_ # head [link](javascript:hack()) {glue:text}`x` ${1+1} {{7*7}}",
    'id="x" url(#y) <b>&amp; &lt;b&gt; \\n \\u003c %s {0} </table></figure><!-- ]]>',
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 4,
    "right to left שלום עולם 🚢🇯🇵👩🏽‍🚀",
    '"=HYPERLINK(""http://example.org"",""click"")',
    "1-2+3+cmd|' /C calc'!A0",
)
REFUSED = (
    "\u202eright to left",
    "\u200f",
    "a\u2028b",
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A2)",
    "\t=1",
    "＝1",
)
OWN = ("title", "author", "publisher", "legal_ref")  # in the language of what they name
# Texts that stand on a page, cell by cell.
SHOWN = {
    "nss": [("nss_areas", "name_en"), ("nss_areas", "summary_en")],
    "pillar1_agreements": [("export_controls", "title_en"), ("firms", "name_en")],
    "pillar3_technology": [("awards", "title_en"), ("awards", "purpose_en")],
    "outlook": [("rings", "name_en"), ("rings", "policy_en"), ("events", "title_en"), ("events", "label_en")],
    "sources": [("notes", "text_en"), ("sources", "title"), ("sources", "publisher")],
}
PAGES = ["summary", *SHOWN]


def _free(field):
    """Tell whether a column takes any text at all."""
    plain = field["type"] == "string" and not {"categories", "referenceTable", "itemReference"} & set(field)
    rules = field.get("constraints", {})
    named = field["name"] in ("article_no", "article_ref")
    return plain and not named and not {"pattern", "unique", "enum"} & set(rules)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """Return a data package each of whose free texts is hostile, and these texts: ``(table, column) -> {id: text}``."""
    folder = tmp_path_factory.mktemp("hostile") / "data"
    copy_data(folder)
    package = yaml.safe_load((folder / "datapackage.yaml").read_text(encoding="utf-8"))
    without_partners(folder)
    texts = {}
    for resource in package["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        foreign = {name for key in resource["schema"].get("foreignKeys", []) for name in key["fields"]}
        columns = [name for name, field in fields.items() if _free(field) and name not in foreign]
        columns = [name for name in columns if name.endswith("_en") or name in OWN]
        path = folder / resource["path"]
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for row in rows:
            row |= {"official_url": ""} if "official_url" in row else {}  # whose it is, a hostile publisher would deny
        for place, column in enumerate(columns):
            for number, row in enumerate(rows):
                if row[column]:
                    own = " 関税" if column == "title" and row.get("language") == "ja" else ""  # a title is in its work's language
                    row[column] = f"{PAYLOADS[(number + place) % len(PAYLOADS)]} {number}{own}"
                    texts.setdefault((resource["name"], column), {})[row["id"]] = row[column]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    assert not check(folder)
    return folder, texts


@pytest.fixture(scope="module")
def book(spoilt, tmp_path_factory):
    """Return the English book of the hostile data."""
    out = tmp_path_factory.mktemp("site") / "site"
    build([Book("en", "en", without=("partners", "sectors"))], out, str(spoilt[0]), say=lambda line: None)
    return out / "en"


@pytest.fixture(scope="module")
def visit(book, browser):
    """Return a function that opens a page of the book and points at its charts."""
    with compressed(book) as server:

        def open_page(name):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            wrong = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
            page.goto(f"{server.address}/chapters/{name}.html")
            scroll_through(page)
            return page, wrong

        yield open_page


def _squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


def wanted(spoilt, name):
    """Return the hostile texts that a page must show."""
    return [text for key in SHOWN[name] for text in spoilt[1][key].values()]


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.slow
def test_a_page_shows_hostile_texts_as_text(book, spoilt, name):
    page = BeautifulSoup((book / "chapters" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    shown = _squeezed(" ".join(table.get_text() for table in page.select("table.exhibit")))
    named = {row["id"] for row in page.select("table.exhibit tr[id]")}
    expected = [text for text in wanted(spoilt, name) if _squeezed(text) in shown]
    missing = [text for text in wanted(spoilt, name) if _squeezed(text) not in shown]
    assert expected and named
    if "firms" in {table for table, _ in SHOWN[name]}:  # not every firm is in a measure
        missing = [text for text in missing if text not in spoilt[1]["firms", "name_en"].values()]
    assert not missing


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.slow
def test_nothing_of_it_becomes_markup(book, name):
    page = BeautifulSoup((book / "chapters" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
    data = ("application/json", "application/ld+json")
    scripts = [script for script in page.select("script") if script.get("type") not in data]
    assert not [script for script in scripts if "hack" in script.get_text()]
    assert not page.select("[onerror], img[src=x], a[href^=javascript], mjx-container, .math")
    assert not page.select(":is(table.exhibit, .chart) :is(b, strong, code)")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.slow
def test_nothing_of_it_runs_fails_or_pushes_anything_off_the_page(visit, name):
    page, wrong = visit(name)
    assert page.evaluate("window.hacked") is None
    assert not wrong
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0, width
    page.close()


@pytest.mark.slow
def test_charts_hold_the_texts_as_they_are_and_draw_them_as_text(book, visit, spoilt):
    page, _ = visit("outlook")
    names = set(spoilt[1]["rings", "name_en"].values())
    chart = page.query_selector("#rings")
    spec = json.loads((book / "exhibits/rings.vl.json").read_text(encoding="utf-8"))
    assert {record["ring"] for record in spec["data"]["values"]} == names
    for part in (".wide", ".narrow"):
        drawn = "".join("".join(text.text_content().split()) for text in chart.query_selector_all(f"{part} svg text"))
        assert all("".join(name.split()) in drawn for name in names), part  # in one line or several
    assert not chart.query_selector_all("svg :is(script, img, image, foreignObject, b)")
    page.close()


@pytest.mark.slow
def test_tooltips_show_the_texts_as_text(visit, spoilt):
    page, _ = visit("nss")
    titles = {_squeezed(text) for text in spoilt[1]["nss_areas", "name_en"].values()}
    seen = set()
    frame = page.query_selector("#area_matrix .chart-frame")
    for number in range(len(frame.query_selector_all(".wide [data-row]"))):
        tip = point_at(page, frame, number)
        assert not tip.query_selector_all("img, script, b b, i")
        seen |= {title for title in titles if title in _squeezed(tip.text_content())}
    assert len(seen) > 3
    page.close()


@pytest.mark.slow
def test_no_csv_cell_can_become_a_formula_and_no_text_is_lost(book, spoilt):
    cells = {}
    for path in sorted((book / "exhibits").glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        cells[path.stem] = [cell for row in rows for cell in row]
    every = [cell for found in cells.values() for cell in found]
    assert not [cell for cell in every if cell[:1] in "=+-@" and cell and not re.fullmatch(r"-?\d+(\.\d+)?", cell)]
    plain = {_squeezed(cell.removeprefix("'")) for cell in cells["nss_table"]}
    assert {_squeezed(text) for text in spoilt[1]["nss_areas", "name_en"].values()} <= plain


@pytest.mark.slow
def test_no_cell_of_the_workbook_is_a_formula_or_a_link(book, spoilt):
    workbook = openpyxl.load_workbook(book / "exhibits" / "tables.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink]
    values = {_squeezed(str(cell.value)) for cell in cells}
    assert {_squeezed(text) for text in spoilt[1]["nss_areas", "name_en"].values()} <= values


@pytest.mark.slow
def test_pictures_and_references_stay_what_they_are(book):
    pictures, sources = list((book / "exhibits").glob("*.svg")), []
    for path in pictures:
        root = ElementTree.parse(path).getroot()  # well formed, whatever the texts
        tags = {one.tag.rpartition("}")[2] for one in root.iter()}
        assert not tags & {"script", "img", "image", "foreignObject", "a"}
        sources.append(root)
    assert pictures and sources
    for path in (book / "exhibits").glob("*.ris"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines) and lines[-1] == "ER  - "
    for path in (book / "exhibits").glob("*.bib"):
        text = path.read_text(encoding="utf-8")
        bare = re.sub(r"\\[{}]", "", text)
        assert bare.count("{") == bare.count("}") and text.count("\n@") == 0


@pytest.mark.parametrize("text", REFUSED)
def test_a_text_that_would_run_or_that_nobody_sees_is_refused(data, change, text):
    line = change("nss_areas", read("nss_areas", data)[0]["id"], "summary_en", text)
    assert [problem.split(": ")[0] for problem in check(data)] == [f"nss_areas.csv:{line}"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,<script>", "//example.org", "ftp://example.org"])
def test_an_address_that_is_not_of_the_web_is_refused(data, change, address):
    line = change("sources", "jetro-article", "url", address)
    assert any(problem.startswith(f"sources.csv:{line}: url:") for problem in check(data))
