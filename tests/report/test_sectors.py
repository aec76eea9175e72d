"""The page of a sector: what names it and what concerns goods in general, and no more; a row of sectors.csv that others name makes a page."""

import re

import pandas as pd
import pytest
from conftest import PROJECT, read
from pages import soup
from shown import show

from econsec import Report
from econsec.editions import sectors, series
from econsec.editions.parameters import ParameterError
from econsec.report import numbers
from econsec.run.notebooks import ChapterError, execute
from econsec.words import LANGUAGES

NAMED = [row["id"] for row in read("sectors")]


def naming(table, sector):
    return {row["id"] for row in read(table) if sector in row.get("sectors", "").split(";")}


def wanted(sector):
    """Return the rows that concern a sector, by the exhibit that shows them; read from the files alone."""
    general = {row["id"] for row in read("duties") if row["general"] == "true"}
    ended = {row["row"] for row in read("status_changes") if row["table"] == "duties" and row["status"] == "ended"}
    return {
        "duty_table": (naming("duties", sector) | general) - ended,
        "control_table": naming("export_controls", sector),
        "award_table": naming("awards", sector),
        "deadline_table": naming("deadlines", sector),
    }


@pytest.mark.parametrize("sector", NAMED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cut_holds_what_names_the_sector_and_leaves_the_edition_whole(lang, sector):
    report = Report(lang)
    before = {table: report[table] for table in report.schema.tables}
    cut = report.of(sector=sector)
    for name, keys in wanted(sector).items():
        assert {row.key for row in show(name, cut).rows} == keys, name
    agreed = {key for row in read("provisions") if sector in row["sectors"].split(";") for key in row["agreements"].split(";")}
    assert set(cut["agreements"]["id"]) == agreed and cut.whole is report and (cut.sector, cut.partner) == (sector, "")
    for table, frame in before.items():
        pd.testing.assert_frame_equal(report[table], frame)


def test_a_sector_that_no_row_names_has_no_page(data, change):
    for table in ("export_controls", "awards", "duties", "deadlines", "events", "provisions", "arrangements"):
        for row in read(table):
            if "magnets" in row.get("sectors", ""):
                change(table, row["id"], "sectors", "")
    assert "magnets" in NAMED and "magnets" not in sectors.with_rows(Report("en", data_dir=data))


@pytest.mark.parametrize("sector", ["cheese", "MAGNETS", "JPN"])
def test_a_sector_without_a_page_is_refused(sector):
    with pytest.raises(ParameterError, match=f"sector: '{sector}' is not one of .*sectors.csv"):
        Report("en").of(sector=sector)


def test_the_chapter_refuses_it_too(tmp_path):
    with pytest.raises(ChapterError, match="sector.ipynb: ParameterError: sector: 'cheese' is not one of"):
        execute(PROJECT / "chapters/sector.ipynb", tmp_path / "out.ipynb", {"sector": "cheese"})
    assert not (tmp_path / "out.ipynb").exists()


@pytest.mark.parametrize("sector", NAMED)
def test_what_a_page_counts_is_what_its_tables_show(sector):
    report = Report("en").of(sector=sector)
    values = numbers.sector(report)
    shown = {name: show(name, report).rows for name in wanted(sector)}
    assert values["sc_duties"].raw == len(shown["duty_table"]) and values["sc_due"].raw == len(shown["deadline_table"])
    assert values["sc_controls"].raw == sum(not row.child for row in shown["control_table"]) and values["sc_awards"].raw == len(shown["award_table"])


def test_pages_are_of_series_and_others_are_not():
    assert series.of("chapters/sector_ai-chips").parameter == "sector" and series.of("chapters/partner_jpn").parameter == "partner"
    assert series.of("chapters/sector") is None and series.of("chapters/outlook") is None
    assert series.pages(Report("en"), ("partners",)) == tuple(("sector", key) for key in NAMED)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_sector_has_its_page_in_the_contents_and_the_article_edition_none(site, lang):
    nav = soup(site / lang / "chapters/summary.html").select_one("nav.contents")
    names = {row["id"]: row[f"name_{lang}"] for row in read("sectors")}
    links = {one["href"]: one.get_text(strip=True) for one in nav.select("a") if "sector_" in one["href"]}
    assert links == {f"sector_{key}.html": name for key, name in names.items()}
    for key, name in names.items():
        page = soup(site / lang / f"chapters/sector_{key}.html")
        assert page.select_one("h1 .pasted-text").text == name and len(page.select(".facts p")) == 5
        assert all(f"-sector-{key}-" in one["id"] for one in page.select("article figure[id]"))
        rows = {row["id"].partition("-")[2] for row in page.select("table#control_table tr[id]")}
        assert rows == naming("export_controls", key)
    assert not list((site / "editions/article").rglob("sector_*"))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sector", NAMED)
@pytest.mark.parametrize("day", ["", "2025-11-05"])
def test_no_sentence_counts_nothing(lang, sector, day):
    values = numbers.sector(Report(lang, day).of(sector=sector))
    for name in ("record", "duties_own", "directions", "controls_ended", "firm", "due_states"):
        assert not re.search(r"(?<![\d.,])0(?![\d.,])", values[f"sc_{name}"].text), name
