"""From a row to its sources and back: both ways, on the built pages, in both languages."""

import functools

import pytest
from conftest import copy_data, read
from pages import soup
from shown import show

from econsec import Report
from econsec.exhibits.cell import FEW
from econsec.report.addresses import PLACES, WITHIN, places

LANGUAGES = ("en", "ja")
HIDDEN = {"added_tariff", "firms", "claims", "former_values", "sectors", "hosts"}  # tables whose rows no page shows one by one


class Pages(dict):
    """The pages of a language by their file names, and what stands at the anchors of each; ``works`` is that of all sources."""

    @functools.cached_property
    def anchors(self):
        """Return what stands at each anchor: ``file name -> id -> element``."""
        return {name: {element["id"]: element for element in page.find_all(id=True)} for name, page in self.items()}


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request, site):
    """Return the pages of a language by their file names."""
    # Rows on a partner's page are those of other pages, to which the works lead.
    paths = (path for path in (site / request.param / "chapters").glob("*.html") if not path.stem.startswith("rows_"))  # which repeat rows
    found = Pages({path.name: soup(path) for path in paths if not path.name.startswith(("partner_", "sector_"))})
    found.works = soup(site / request.param / "chapters/rows_source_table.html")
    return found


@pytest.fixture(scope="module")
def report():
    return Report("en")


def find(pages, address, here="sources.html"):
    """Return what an address leads to."""
    name, _, anchor = address.partition("#")
    return pages.anchors[name or here][anchor]


def test_every_exhibit_stands_on_the_page_that_is_declared(pages):
    for exhibit, (page, *_) in PLACES.items():
        assert pages[f"{page}.html"].select_one(f"table#{exhibit}"), exhibit


def test_every_table_of_the_package_has_a_place_or_is_known_to_have_none(report):
    placed = {table for _, table, *_ in PLACES.values()} | set(WITHIN) | {"status_changes"}
    assert placed | HIDDEN == set(report.schema.tables) and not placed & HIDDEN


def test_every_row_that_is_shown_is_where_it_is_said_to_be(pages, report):
    found = places(report)
    for (table, key), address in found.items():
        row = find(pages, address)
        assert row.name == "tr", (table, key)
    whole = {table for _, table, *_ in PLACES.values()} - {"countries"} | set(WITHIN) | {"status_changes"}
    for table in whole:
        left_out = report.plans_overtaken() if table == "status_changes" else set()
        assert {key for name, key in found if name == table} == set(report[table]["id"]) - left_out, table


def resting(pages):
    """Return the rows that the page of the table of sources lists under each work: ``work -> cell``."""
    rows = pages.works.select("#source_table tbody tr")
    return {row["id"].removeprefix("source-"): row.find_all("td")[-1] for row in rows}


def test_every_work_leads_to_the_rows_that_rest_on_it(pages, report):
    addresses, wanted = places(report), {}
    for table in report.schema.tables:
        columns = [name for name, field in report.schema.fields(table).items() if field.get("itemReference") == "sources.id"]
        for row in report[table].to_dict("records"):
            for key in {key for column in columns for key in row[column]}:
                csv_file = f"../../data/{report.schema.tables[table]['path']}"
                wanted.setdefault(key, set()).add(addresses.get((table, row["id"]), csv_file))
    shown = {key: {a["href"] for a in cell.select("a")} for key, cell in resting(pages).items()}
    assert shown == {key: wanted.get(key, set()) for key in shown} and len(shown) == len(report["sources"])


def test_the_rows_lead_back_to_the_work(pages):
    back = 0
    for key, cell in resting(pages).items():
        for link in cell.select('a:not([href*="/data/"])'):
            row = find(pages, link["href"])
            if row["id"].startswith("source-"):
                continue  # a work's own entry says where it is known from only in the data
            assert f"sources.html#source-{key}" in {a["href"] for a in row.select("td.sources a")}, (key, link["href"])
            back += 1
    assert back > 100


def test_every_source_of_a_row_has_an_entry_that_leads_to_the_row(pages):
    cells, links = resting(pages), 0
    first = set(PLACES)  # other exhibits show rows that stand in these
    for name, page in pages.items():
        for row in page.select("table.exhibit tr[id]"):
            for link in row.select("td.sources a") if row.find_parent("table")["id"] in first else ():
                key = link["href"].removeprefix("sources.html#source-")
                assert f"{name}#{row['id']}" in {a["href"] for a in cells[key].select("a")}, (row["id"], key)
                links += 1
    assert links > 100


def test_entries_say_kind_how_seen_publisher_date_and_address(pages, site):
    rows = pages["sources.html"].select("#source_table tbody tr")
    works = {work["id"]: work for work in read("sources")}
    for row in rows:
        work = works[row["id"].removeprefix("source-")]
        assert work["title"] in row.get_text() and work["publisher"] in row.get_text()
        assert row.select_one(f'[data-value="{work["kind"]}"]') and row.select_one(f'[data-value="{work["seen"]}"]')
        assert bool(row.select(".address")) == bool(work["url"])
        if work["date"]:
            assert row.select_one(".date")["data-value"] == work["date"]


def test_long_lists_are_folded_and_short_ones_are_not(pages):
    cells = resting(pages).values()
    folded = [len(one.select("span > a")) for cell in cells for one in cell.select("details")]
    opened = [len(one.select("span > a")) for cell in cells for one in cell.find_all("div")]
    assert folded and opened and min(folded) > FEW >= max(opened)
    assert all(one.summary.get_text(strip=True) for cell in cells for one in cell.select("details"))


def test_a_row_that_the_edition_lacks_is_not_linked(change, data):
    change("export_controls", "affiliates-rule", "announced_on", "2027-01-01")
    report = Report("en", data_dir=data)
    assert ("export_controls", "affiliates-rule") not in places(report)
    assert "control_table-affiliates-rule" not in show("source_table", report).html()


def test_an_empty_edition_has_works_without_rows(tmp_path):
    data = copy_data(tmp_path / "data")
    for path in data.glob("*.csv"):
        if path.stem != "sources":
            path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    report = Report("en", data_dir=data)
    assert {table for table, _ in places(report)} == {"sources"}
