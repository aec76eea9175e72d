"""What readers take away: each file holds the rows shown, says where they come from and of which day they are."""

import csv
import functools
import io
import json
import re
import struct
import zlib
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
import pytest
import vl_convert
from bs4 import BeautifulSoup
from conftest import PROJECT
from pages import soup, specification
from shown import CHARTS, TABLES, show
from web import until

from econsec import Report
from econsec.exhibits import citations, exports, pictures
from econsec.exhibits.drawing import draw
from econsec.site.plan import chapters

NAMES = [name.rpartition("/")[2] for name in chapters(PROJECT)]
each_language = pytest.mark.parametrize("lang", ["en", "ja"])


@functools.cache
def made(name, lang):
    """Return a table of the package."""
    return show(name, Report(lang))


@functools.cache
def exhibit(name, lang="en"):
    """Return a chart or a table of the package as an exhibit."""
    report, spec = Report(lang), None
    if name in CHARTS:
        spec = show(name, report).to_dict()
        spec.pop("$schema")
        grid = exports.chart_grid(spec, "en")
    else:
        grid = exports.table_grid(made(name, lang), lang)
    return exports.Exhibit(
        name=name,
        number="Table 3",
        title="Measures & costs, 50% of them",
        as_of=report.as_of.isoformat(),
        sources="Source: JETRO, 2026-02-06; 貿易",
        source_line="Source: JETRO, 2026-02-06 and 1 more",
        grid=grid,
        report="Economic security",
        author="The econsec authors",
        lang=lang,
        spec=spec,
    )


def read(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@each_language
@pytest.mark.parametrize("name", TABLES)
def test_a_csv_holds_exactly_the_rows_shown(name, lang):
    table, found = made(name, lang), read(exports.to_csv(exhibit(name, lang)))
    head, rows = found[0], [row for row in found[1:] if not row[0].startswith("# ")]
    assert [row[0] for row in rows] == [f"{table.prefix or ''}{row.key}" for row in table.rows]
    assert [title for title in table.columns if title not in head] == []
    for number, title in enumerate(table.columns):
        for row, shown in zip(rows, table.rows):
            cell = BeautifulSoup(shown.cells[number].html(), "html.parser").get_text(" ", strip=True)
            assert "".join(row[head.index(title)].split()) == ("" if cell == "–" else "".join(cell.split()))


@pytest.mark.parametrize("name", CHARTS)
def test_a_charts_csv_has_a_row_for_each_record_and_nothing_of_the_layout(name):
    spec, found = exhibit(name).spec, read(exports.to_csv(exhibit(name)))
    rows = [row for row in found[1:] if not row[0].startswith("# ")]
    kinds = spec["usermeta"].get("marks")  # other rows are words and keys
    drawn = [row for row in spec["data"]["values"] if not kinds or row["kind"] in kinds]
    assert len(rows) == len(drawn) > 0
    assert not exports.LAYOUT & set(found[0])
    assert {field["title"] for field in spec["encoding"]["tooltip"] if any(field["field"] in row for row in drawn)} <= set(found[0])


@each_language
@pytest.mark.parametrize("name", ["control_table", "control_timeline"])
def test_every_file_carries_its_sources_and_its_day(name, lang):
    one = exhibit(name, lang)
    texts = {"csv": exports.to_csv(one), "bib": citations.bibtex(one), "ris": citations.ris(one)}
    if one.spec:
        svg = pictures.to_svg(one, draw(one.spec))
        texts |= {"svg": svg, "spec": exports.to_spec(one)}
        texts["png"] = "".join(text for _, text in chunks(pictures.to_png(one, svg)))
    else:
        book = openpyxl.load_workbook(io.BytesIO(exports.to_workbook([one])))
        for sheet in book:
            texts[sheet.title] = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    for kind, text in texts.items():
        assert one.sources in text.replace("\\_", "_"), kind
        assert one.dated() in text or one.as_of in text, kind


def chunks(png):
    """Return the text chunks of a PNG; a wrong checksum is an error."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    place, found = 8, []
    while place < len(png):
        (size,) = struct.unpack(">I", png[place : place + 4])
        body = png[place + 4 : place + 8 + size]
        assert struct.unpack(">I", png[place + 8 + size : place + 12 + size])[0] == zlib.crc32(body)
        if body.startswith(b"iTXt"):
            key, _, text = body[4:].partition(b"\0\0\0\0\0")
            found.append((key.decode(), text.decode()))
        place += 12 + size
    return found


def test_files_are_the_same_byte_for_byte():
    one, table = exhibit("area_matrix"), exhibit("award_table")
    for make in (
        lambda: exports.to_workbook([table]),
        lambda: pictures.to_png(one, pictures.to_svg(one, draw(one.spec))),
        lambda: exports.to_spec(one),
    ):
        assert make() == make()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", " =1", "\t=1", "=1", "-2+3"])
def test_a_text_that_begins_like_a_formula_is_kept_from_being_one(text):
    grid = exports.Grid(("id", text), (("a", text),))
    one = replace(exhibit("award_table"), grid=grid)
    rows = read(exports.to_csv(one))
    assert rows[0][1] == rows[1][1] == f"'{text}"
    book = openpyxl.load_workbook(io.BytesIO(exports.to_workbook([one])))
    assert [cell.data_type for cell in book["award_table"][2]] == ["s", "s"]
    assert book["award_table"]["B2"].value == text


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), ("-5.5", "-5.5"), ("–", "–"), (None, ""), (True, "true"), ("a=b", "a=b")])
def test_other_cells_stay_as_they_are(value, cell):
    one = replace(exhibit("award_table"), grid=exports.Grid(("id", "x"), (("a", value),)))
    assert read(exports.to_csv(one))[1][1] == cell


def test_numbers_are_numbers_and_too_long_a_text_is_not_dropped():
    one = replace(exhibit("award_table"), grid=exports.Grid(("id", "x"), (("a", 7), ("b", "x" * 40000))))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.to_workbook([one])))["award_table"]
    assert sheet["B2"].value == 7 and len(sheet["B3"].value) == exports.CELL


def test_the_specification_stands_by_itself():
    spec = json.loads(exports.to_spec(exhibit("control_timeline")))
    assert spec["$schema"].endswith("/v6.json") and spec["usermeta"]["as_of"]
    assert vl_convert.vegalite_to_svg(spec).startswith("<svg")


def test_a_picture_says_in_its_metadata_what_it_shows():
    one = exhibit("area_matrix", "ja")
    root = ElementTree.fromstring(pictures.to_svg(one, draw(one.spec)))
    said = {child.tag.rpartition("}")[2]: child.text for child in root.iter() if child.text}
    assert said["title"] == one.heading() and said["desc"] == one.spec["description"]
    assert (said["date"], said["language"], said["source"]) == (one.as_of, "ja", one.sources)


def test_a_picture_shows_its_first_works_alone_and_is_no_longer_for_many():
    works = [f"Work {number}" for number in range(90)]
    one = replace(exhibit("area_matrix"), sources=f"Source: {'; '.join(works)}", source_line="Source: Work 0 and 89 more")
    root = ElementTree.fromstring(pictures.to_svg(one, draw(one.spec)))
    drawn = "".join(text for element in root.iter("{http://www.w3.org/2000/svg}text") for text in element.itertext())
    assert one.source_line in drawn and "Work 1" not in drawn
    few = ElementTree.fromstring(pictures.to_svg(exhibit("area_matrix"), draw(one.spec)))
    assert root.get("height") == few.get("height")


@each_language
def test_a_citation_names_the_exhibit_and_the_edition_and_makes_up_no_address(lang):
    one = exhibit("control_table", lang)
    for text in (citations.bibtex(one), citations.ris(one), citations.plain(one)):
        assert all(part in text for part in ("Table 3", one.dated(), "2026", "The econsec authors"))
        assert "http" not in text
    assert citations.plain(one).count("\n") == 1
    assert r"Measures \& costs, 50\% of them" in citations.bibtex(one)


def test_a_line_end_or_a_brace_begins_no_other_field():
    one = replace(exhibit("control_table"), title="A}\nER  - \n@misc{x, {")
    assert citations.ris(one).count("\nER  - ") == 1
    text = re.sub(r"\\[{}]", "", citations.bibtex(one))
    assert text.count("{") == text.count("}") and "\n@" not in text


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_of_a_chart_holds_the_rows_of_its_marks(name):
    report = Report("en")
    table = BeautifulSoup(show(exhibit(name).spec["usermeta"]["table"], report).html(), "html.parser")
    held = {row["id"].partition("-")[2] for row in table.select("tr[id]")}
    held |= {key for cell in table.select("[data-value]") for key in cell["data-value"].split(";")}
    marks = [record["id"] for record in exhibit(name).spec["data"]["values"] if record.get("id")]
    elsewhere = {"pull_timeline": ("agreements", "duties", "export_controls", "awards"), "obligations": ("provisions",)}  # in chapters' tables
    others = {key for table in elsewhere.get(name, ()) for key in report[table]["id"]}
    assert set(marks) - others <= held
    # A mark there is a topic, or a point of a path that the table sums up, not a row.
    assert marks or name in ("obligation_matrix", "minerals_matrix", "technology_matrix", "added_tariff_path", "partner_tariff_path")


# In the site


@each_language
@pytest.mark.parametrize("name", NAMES)
def test_every_exhibit_has_its_line_and_its_files(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    for figure in page.select("article figure:has(table[data-as-of], .chart)"):
        line = figure.select_one(".exhibit-line")
        assert (line.select(".exhibit-source") or name == "sources") and not figure.select(".output .exhibit-source")
        files = [link["href"] for link in line.select(".exhibit-menu:not(.exhibit-works, .how-made) a") if not link["href"].startswith("#")]
        endings = {href.rpartition("/")[2].partition(".")[2] for href in files}
        chart = figure.select_one(".chart")
        assert endings == {"csv", "xlsx", "bib", "ris", "txt", "xml"} | ({"svg", "png", "vl.json"} if chart else set())
        assert all((site / lang / "chapters" / href).is_file() for href in files)
        assert line.select_one(f'a[href="#{figure["id"]}"]')
        assert bool(line.select_one(".exhibit-table")) == bool(chart)


@each_language
@pytest.mark.parametrize("name", NAMES)
def test_every_chapter_offers_its_executed_notebook_in_its_language(site, lang, name):
    page = soup(site / lang / "chapters" / f"{name}.html")
    path = site / lang / "chapters" / page.select_one(".notebook-link a")["href"]
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert any(cell.get("outputs") for cell in cells)
    (parameters,) = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    assert f'lang: str = "{lang}"' in parameters


@each_language
def test_the_workbook_has_a_sheet_for_each_table_of_the_book(site, lang):
    book = openpyxl.load_workbook(site / lang / "exhibits" / "tables.xlsx")
    pages = [soup(site / lang / "chapters" / f"{name}.html") for name in NAMES]
    shown = sum(len(page.select("figure table[data-as-of]")) for page in pages)
    assert len(book.sheetnames) == shown + 1


# In the browser


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield lambda path: page.goto(f"{address}/{path}") and page
    page.close()


def rows(page, table):
    """Return the ids of the rows that are to be seen, in their order."""
    return page.eval_on_selector_all(f"#{table} tbody tr[id]", "all => all.filter(r => !r.hidden).map(r => r.id)")


def test_a_long_table_sorts_by_keyboard_and_comes_back(page):
    page = page("en/chapters/sources.html")
    first = rows(page, "source_table")
    button = page.locator("#source_table thead button").nth(1)
    orders = []
    for _ in range(3):
        button.focus()
        page.keyboard.press("Enter")
        orders.append((button.locator("..").get_attribute("aria-sort"), rows(page, "source_table")))
    assert [way for way, _ in orders] == ["ascending", "descending", None]
    assert orders[0][1] != first and sorted(orders[0][1]) == sorted(first)
    assert orders[2][1] == first


def test_sorting_compares_values_and_keeps_parts_with_their_whole(page):
    page = page("en/chapters/pillar1_agreements.html")
    for _ in range(2):
        page.click("#control_table thead th:nth-child(1) button")
    lines = page.eval_on_selector_all(
        "#control_table tbody tr[id]",
        "all => all.map(r => [r.classList.contains('child'), r.cells[0].dataset.value])",
    )
    days = [value for child, value in lines if not child]
    assert days == sorted(days, reverse=True)
    parent = None
    wanted = {row["id"]: row["parent"] for row in Report("en")["export_controls"].to_dict("records")}
    for key in (row.removeprefix("control_table-") for row in rows(page, "control_table")):
        if wanted[key]:
            assert wanted[key] == parent
        else:
            parent = key


def test_a_long_table_filters_with_its_headings_and_says_how_many(page):
    page = page("en/chapters/pillar2_minerals.html")
    everything = rows(page, "minerals_table")
    page.fill(".table-tools input", "recycling")
    kept = rows(page, "minerals_table")
    assert 0 < len(kept) < len(everything)
    assert page.text_content(".table-tools [role=status]") == f"{len(kept)} of {len(everything)} rows"
    page.fill(".table-tools input", "no such word")
    assert rows(page, "minerals_table") == []
    assert page.eval_on_selector_all("#minerals_table tr.group", "all => all.every(r => r.hidden)")
    page.fill(".table-tools input", "")
    assert rows(page, "minerals_table") == everything


def test_a_short_table_has_no_tools(site):
    tools = soup(site / "en" / "chapters" / "nss.html").select(".table-tools")
    assert "nss_table" not in {one["data-table"] for one in tools}


def test_buttons_narrow_a_chart_by_keyboard(page, site, chart="control_timeline"):
    page, path = page("en/chapters/pillar1_agreements.html"), site / "en/chapters/pillar1_agreements.html"
    page.locator(f"#{chart}").scroll_into_view_if_needed()
    page.wait_for_selector(f"#{chart} .chart-choice.ready")
    marks = f"[...document.querySelectorAll('#{chart} .wide .mark-symbol [data-row]')]"
    count = f"{marks}.filter((one) => one.checkVisibility({{ visibilityProperty: true }})).length"
    whole = page.evaluate(count)
    button = page.locator(f"#{chart} .chart-choice button").first
    button.focus()
    page.keyboard.press("Enter")
    until(page, f"{count} < {whole}")
    word = button.text_content()
    records = specification(path, soup(path).find(id=chart))["data"]["values"]
    assert page.evaluate(count) == sum(record["meaning"] == word for record in records)
    assert button.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Enter")
    until(page, f"{count} === {whole}")
    assert button.get_attribute("aria-pressed") == "false"
