"""A page a partner: who has one, what it holds, how readers come to it; a new one takes a word in countries.csv."""

import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
import yaml
from conftest import PROJECT, read
from pages import soup, specification
from shown import show

from econsec import Report
from econsec.editions.parameters import ParameterError
from econsec.editions.series import named
from econsec.report import numbers
from econsec.run.notebooks import ChapterError, execute
from econsec.site import layout
from econsec.site.pipeline import build
from econsec.site.plan import Book
from econsec.subject import subject

LANGUAGES = ("en", "ja")


PARTNER = named("partner")
PROFILED = {row["iso3"]: row for row in read("countries") if row["profile"] == "true"}
EVERY = pytest.mark.parametrize(("lang", "code"), [(lang, code) for lang in LANGUAGES for code in PROFILED])


def page(folder, code):
    return soup(folder / f"chapters/partner_{code.lower()}.html")


def listed(text):
    return set(filter(None, text.split(";")))


def wanted(code):
    """Return the rows that concern a partner, by the exhibit that shows them; read from the files alone."""
    firms = {row["id"] for row in read("firms") if row["country"] == code}
    agreements = {row["id"] for row in read("agreements") if row["partner"] == code}
    controls = (row for row in read("export_controls") if code in listed(row["destinations"]) or listed(row["firms"]) & firms)
    return {
        "agreement_table": agreements,
        "commitment_table": {row["id"] for row in read("provisions") if listed(row["agreements"]) & agreements},
        "control_table": {row["id"] for row in controls},
        "event_table": {row["id"] for row in read("events") if code in listed(row["countries"])},
    }


# The edition cut to a partner


@pytest.mark.parametrize("code", PROFILED)
def test_a_cut_holds_what_names_the_partner_and_leaves_the_edition_whole(code):
    report = Report("en")
    before = {table: report[table] for table in report.schema.tables}
    cut = report.of(code)
    for name, keys in wanted(code).items():
        assert {row.key for row in show(name, cut).rows} == keys, name
    assert cut.whole is report and cut.partner == code
    for table, frame in before.items():
        pd.testing.assert_frame_equal(report[table], frame)


@pytest.mark.parametrize("code", ["XYZ", "CHN", "USA", "mys", ""])
def test_a_partner_without_a_page_is_refused(code):
    with pytest.raises(ParameterError, match=f"partner: '{code}' is not one of MYS, "):
        Report("en").of(code)


def test_the_chapter_refuses_it_too(tmp_path):
    with pytest.raises(ChapterError, match="partner.ipynb: ParameterError: partner: 'XYZ' is not one of"):
        execute(PROJECT / "chapters/partner.ipynb", tmp_path / "out.ipynb", {"partner": "XYZ"})
    assert not (tmp_path / "out.ipynb").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", PROFILED)
def test_before_the_first_row_there_is_nothing_but_statistics(lang, code):
    report = Report(lang, as_of="2020-01-01").of(code)
    values = numbers.partner(report)
    assert [values[f"pt_{name}"].raw for name in ("agreements", "commitments", "controls", "events", "unsettled", "tariff")] == [0] * 6
    for name in wanted(code):
        table = show(name, report)
        assert not table.rows and PROFILED[code][f"name_{lang}"] in table.absence


@pytest.mark.parametrize("code", PROFILED)
def test_what_a_page_counts_is_what_its_table_shows(code):
    """Read from the files: lines of the partner's agreements, parts among them, by who is to act and how firmly."""
    values = numbers.partner(Report("en").of(code))
    binding = {row["id"]: row["binding"] for row in read("agreements") if row["partner"] == code}
    lines = [row for row in read("provisions") if listed(row["agreements"]) & set(binding)]
    obliging = [row for row in lines if row["obliged"]]
    assert values["pt_provisions"].raw == len(lines) and values["pt_unobliging"].raw == len(lines) - len(obliging)
    assert values["pt_commitments"].raw == values["pt_sides"].raw == len(obliging)
    rights = [row for row in obliging if row["modality"] == "right"]
    acting = Counter(row["obliged"] for row in obliging if row not in rights)
    said = {"partner": f"{values['pt_who'].text} alone is to act", "us": "the United States alone is to act", "both": "both are to act"}
    for side, text in said.items():
        assert (f"in {acting[side]} {text}" in values["pt_sides"].text) == (acting[side] > 0), "what counts nothing is left out"
    assert ("a right, not a duty" in values["pt_sides"].text) == (len(rights) > 0)
    duties = [row for row in obliging if row["modality"] == "shall"]
    force = [binding[key] for row in duties for key in listed(row["agreements"]) & set(binding)]
    assert values["pt_shall"].raw == values["pt_shall_force"].raw == len(duties) == len(force)
    rows = show("commitment_table", Report("en").of(code)).rows
    assert {row.key for row in rows} == {row["id"] for row in lines}


def test_commitments_stand_under_how_firm_they_are_the_firmest_first():
    rows, groups = show("commitment_table", Report("en").of("MYS")).rows, []
    for row in rows:
        groups.append(row.group or groups[-1])
    assert list(dict.fromkeys(groups)) == ["Must, in a binding text", "Cooperates", "Considers, may", "Asks nobody to act by itself"]
    held = {row.key: group for row, group in zip(rows, groups)}
    assert held["my-art-5-2-1"] == "Must, in a binding text" and len({row.group for row in rows if row.group}) == len(
        [row for row in rows if row.group]
    )
    assert not any(row.group for row in rows if row.child), "a part stands under what it belongs to"


def test_a_duty_in_a_text_that_does_not_bind_says_so():
    def said(code, key):
        cells = {row.key: row.cells for row in show("commitment_table", Report("en").of(code)).rows}
        return [cells[key][2].text, *(part.text for part in cells[key][2].parts)]

    assert said("JPN", "minerals-au-jp-1") == ["Stated outright", "the text does not bind"]
    assert said("MYS", "my-art-5-2-1") == ["Must"], "Malaysia's trade agreement is called binding"


@pytest.mark.parametrize("code", PROFILED)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_counts_nothing(lang, code):
    values = numbers.partner(Report(lang).of(code))
    for name in ("record", "signed", "force", "read", "sides", "reach", "shall_force", "controls_directions", "pulls"):
        assert not re.search(r"(?<![\d.,])0(?![\d.,])", values[f"pt_{name}"].text), name


def test_what_is_open_is_named():
    def points(code, key):
        return {row.key: row.cells[2] for row in show("open_table", Report("en").of(code)).rows}[key].parts

    (contested,) = points("MYS", "my-trade")
    assert all(word in contested.text for word in ("19 January 2026", "ratified", "no longer valid"))
    overdue = [point.text for point in points("JPN", "jp-minerals")]
    assert any("due on 28 April 2026; not on record whether it was kept" in text for text in overdue)
    assert any("due on 26 April 2026" in text for text in overdue)


def test_a_deal_that_is_no_agreement_is_named():
    deals = {code: numbers.partner(Report("en").of(code))["pt_deals"] for code in ("JPN", "MYS")}
    assert (deals["JPN"].raw, deals["MYS"].raw) == (["Japan deal"], 0)


# A page made of the executed notebook


def notebook(**values):
    glued = [
        {"data": {"application/papermill.record/application/json": json.dumps(raw)}, "metadata": {"scrapbook": {"name": name}}}
        for name, raw in values.items()
    ]
    tagged = {"metadata": {"tags": ["shown-with-pt_goods"]}, "source": "{numref}`tab-partner-goods`"}
    return json.dumps({"cells": [{"metadata": {}, "source": "load", "outputs": glued}, tagged]})


def test_a_part_stands_only_where_it_has_something_to_show():
    kept = json.loads(layout._page_notebook(notebook(pt_goods=1), PARTNER, "JPN"))
    assert [cell["source"] for cell in kept["cells"]] == ["load", "{numref}`tab-partner-jpn-goods`"]
    for values in ({"pt_goods": 0}, {"pt_goods": []}, {}):
        assert len(json.loads(layout._page_notebook(notebook(**values), PARTNER, "JPN"))["cells"]) == 1


def test_the_notebooks_own_page_keeps_its_names():
    assert PARTNER.own_names("{numref}`fig-partner-x`", "") == "{numref}`fig-partner-x`"
    assert PARTNER.own_names("`fig-partner-x` `tab-partners`", "GBR") == "`fig-partner-gbr-x` `tab-partners`"


# On the pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_profile_has_its_page_in_the_contents_those_most_looked_for_first(site, lang):
    nav = soup(site / lang / "chapters/summary.html").select_one("nav.contents")
    captions = [one.get_text(strip=True) for one in nav.select("p.part")]
    assert captions[-2] == {"en": "Partners", "ja": "相手国・地域"}[lang]
    links = [(one["href"], one.get_text(strip=True)) for one in nav.select("a") if "partner_" in one["href"]]
    first = [code for code in subject().partners_first if code in PROFILED]
    codes = [*first, *(code for code in PROFILED if code not in first)]
    assert links == [(f"partner_{code.lower()}.html", PROFILED[code][f"name_{lang}"]) for code in codes] and first


@EVERY
def test_a_page_is_named_for_its_partner_and_shows_its_rows(site, lang, code):
    found = page(site / lang, code)
    name = PROFILED[code][f"name_{lang}"]
    assert found.select_one("h1").find(string=True, recursive=False) is None and found.select_one("h1 .pasted-text").text == name
    assert found.title.text.startswith(f"{name}: ") and "–" in found.title.text
    for exhibit, keys in wanted(code).items():
        rows = {row["id"].removeprefix(f"{exhibit}-") for row in found.select(f"table#{exhibit} tr[id]")}
        assert rows == keys, exhibit
    (chart,) = found.select(".chart")
    marks = [one for one in specification(site / lang / f"chapters/partner_{code.lower()}.html", chart)["data"]["values"] if one["part"] == "path"]
    rates = sorted((row["on"], float(row["added_tariff_pp"])) for row in read("added_tariff") if row["partner"] == code)
    assert [(one["start"], one["points"]) for one in marks] == rates
    assert not found.select(".exhibit-absence")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_exhibits_are_each_pages_own_and_their_files_are_there(site, lang):
    seen = []
    for code in PROFILED:
        figures = [one["id"] for one in page(site / lang, code).select("article figure[id]")]
        assert figures and all(f"-partner-{code.lower()}-" in one for one in figures)
        for name in figures:
            file = name.partition("-")[2].replace("-", "_")
            assert (site / lang / f"exhibits/{file}.csv").stat().st_size > 10
        seen += figures
        assert (site / lang / f"exhibits/partner_{code.lower()}.xlsx").exists()
    assert len(seen) == len(set(seen))


def test_a_reader_gets_the_partners_own_notebook(site):
    for code in PROFILED:
        text = (site / f"ja/notebooks/partner_{code.lower()}.ipynb").read_text(encoding="utf-8")
        assert f'partner: str = \\"{code}\\"' in text and 'lang: str = \\"ja\\"' in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_names_of_the_matrix_lead_to_the_pages(site, lang):
    outlook = soup(site / lang / "chapters/outlook.html")
    pages = {code: f"partner_{code.lower()}.html" for code in PROFILED}
    rows = {row.th["data-value"]: row.th for row in outlook.select("#coverage_table tbody tr[id]")}
    assert {code: cell.a["href"] for code, cell in rows.items() if cell.a} == {code: pages[code] for code in rows.keys() & pages}
    figure = soup(site / lang / "chapters/summary.html").select_one("#obligations").find_parent("figure")
    links = {one["href"]: one.text for one in figure.select(".exhibit-pages a")}
    assert links == {pages[code]: row[f"name_{lang}"] for code, row in PROFILED.items()}
    for place in links:
        assert (site / lang / "chapters" / place).exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_article_edition_has_none(site, lang):
    folder = site / "editions/article" / lang
    assert not list(folder.rglob("partner_*"))
    outlook = soup(folder / "chapters/outlook.html")
    assert outlook.select("#coverage_table tr[id]") and not outlook.select('.exhibit-pages, a[href*="partner_"]')
    (switch,) = page(site / lang, next(iter(PROFILED))).select("a.edition-switch")
    assert switch["href"].endswith(f"editions/article/{lang}/chapters/summary.html")


def test_charts_of_chapters_lead_to_tables_of_chapters(site):
    for path in (site / "en/chapters").glob("[!p]*.html"):
        assert not soup(path).select('a.exhibit-table[href*="partner_"]'), path.name


# A partner more


@pytest.fixture
def project(tmp_path, data, change, monkeypatch):
    """Return a small project: few chapters, and two partners of whom nothing but countries.csv says that they have pages."""
    for code, row in PROFILED.items():
        change("countries", row["id"], "profile", str(code == "MYS").lower())
    change("countries", "canada", "profile", "true")
    root = tmp_path / "project"
    shutil.copytree(PROJECT / "chapters", root / "chapters")
    shutil.copytree(data, root / "data")
    shutil.copy(PROJECT / "_config.yml", root)
    parts = [{"caption": "Behind the report", "chapters": [{"file": "chapters/sources"}]}]
    toc = {"format": "jb-book", "root": "chapters/verification", "parts": parts}
    (root / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


@pytest.mark.slow
def test_a_word_in_the_data_adds_a_page_and_its_place(project):
    day = yaml.safe_load((project / "data/datapackage.yaml").read_text(encoding="utf-8"))["as_of"]
    out = project / "out"
    build([Book("ja", "ja", {"as_of": day})], Path(out), say=lambda line: None)
    links = soup(out / "ja/chapters/verification.html").select('nav.contents a[href*="partner_"]')
    wanted = [("partner_can.html", "カナダ"), ("partner_mys.html", "マレーシア")]  # Canada is more looked for
    assert [(one["href"], one.get_text(strip=True)) for one in links] == wanted
    canada = page(out / "ja", "CAN")
    assert canada.select_one("h1 .pasted-text").text == "カナダ"
    # No agreement is on record: no part about agreements stands.
    assert not canada.select("#agreement_table") and canada.select("#event_table tr[id]")
    assert not canada.select('a[href*="goods_table"]'), "no page of this book shows that table"
    assert canada.select_one(".exhibit-absence") is None


def test_the_next_date_is_that_of_a_duty_of_its_own_where_no_deadline_comes_before(data, change):
    before = numbers.partner(Report(data_dir=data).of("JPN"))["pt_fact_next"]
    change("duties", "s232-cars-japan", "effective_on", "2026-11-24")
    after = numbers.partner(Report(data_dir=data.rename(data.with_name("planted"))).of("JPN"))["pt_fact_next"]
    assert after.text.startswith("24 November 2026: ") and "duties-s232-cars-japan-effective_on" in after.raw
    assert after.raw != before.raw
