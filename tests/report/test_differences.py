"""The verification page: every difference stands there once, as a reader reads it, with how each source was seen."""

import re

import pytest
from conftest import read
from pages import soup
from shown import show

from econsec import Report
from econsec.report import numbers
from econsec.report.differing import WEIGHT

LANGUAGES = ("en", "ja")


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request):
    return Report(request.param)


@pytest.fixture(scope="module")
def english():
    return {row.key: row for row in show("difference_table", Report("en")).rows}


@pytest.fixture(scope="module")
def japanese():
    return {row.key: row for row in show("difference_table", Report("ja")).rows}


def flat(cell):
    return [cell.text, *(text for part in cell.parts for text in flat(part))]


def test_what_was_wrong_comes_first(report):
    groups = [row.group for row in show("difference_table", report).rows if row.group]
    assert groups == [report.label("differences", "kind", kind) for kind in WEIGHT]
    assert set(WEIGHT) == set(report.labels("differences", "kind"))


@pytest.mark.parametrize(
    ("key", "article", "here"),
    [
        ("jp-minerals-signed-on", "27 October 2025", "28 October 2025"),
        ("validated-end-users-2025-09-announced-on", "September 2025", "29 August 2025"),
        ("licence-stop-chip-software-announced-on", "May 2025", "May 2025"),
        ("affiliates-rule-suspended-from", "November 2025", "10 November 2025"),
        ("vulcan-elements-loan-amount-usd", "USD 700 million", "USD 620 million"),
        ("vulcan-elements-2025-11-stage", "Announced, stage not stated", "Letter of intent"),
        ("xlight-2025-12-stage", "Announced, stage not stated", "Award"),
        ("usa-rare-earth-loan-kind", "Loan", "Loan guarantee"),
        ("gulf-chip-licences-firms", "Nvidia, Firms in Saudi Arabia and the UAE", "Nvidia, Humain, G42"),
        ("my-trade-binding", "The article does not say", "Binding"),
        ("sa-minerals-date-precision", "Month", "Day"),
    ],
)
def test_values_read_as_on_the_other_pages(english, key, article, here):
    assert [cell.text for cell in english[key].cells[1:3]] == [article, here]


def test_a_text_in_two_languages_stands_once_in_the_page_s_own(english, japanese):
    texts = [row for row in read("differences") if row["column"].endswith(("_en", "_ja"))]
    assert {row["id"][:-3] for row in texts if row["column"].endswith("_ja")} == {row["id"][:-3] for row in texts if row["column"].endswith("_en")}
    for row in texts:
        shown = (english if row["column"].endswith("_en") else japanese)[f"{row['id'][:-3]}-en"]
        assert shown.cells[1].text == row["article_value"] and not shown.cells[1].lang
        assert not re.search("English|英語|Japanese|日本語", " ".join(flat(shown.cells[0])))
    assert not any(key.endswith("-ja") for key in {*english, *japanese})


def test_a_text_that_differs_in_the_other_language_alone_is_shown_in_it(data):
    path = data / "differences.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("mc14-2026-03-title-en,")), encoding="utf-8")
    rows = {row.key: row for row in show("difference_table", Report("en", data_dir=data)).rows}
    row = rows["mc14-2026-03-title-ja"]
    assert [cell.lang for cell in row.cells[1:3]] == ["ja", "ja"]
    assert "Japanese" in " ".join(flat(row.cells[0]))


def test_every_work_says_how_it_was_seen(report):
    seen = {row["number"]: row["seen"] for row in read("sources")}
    count = 0
    for row in show("difference_table", report).rows:
        for part in row.cells[-1].parts:
            assert [one.text for one in part.parts] == [report.label("sources", "seen", seen[part.text])]
            count += 1
    assert count > 100


def test_differences_of_the_same_row_stand_together(report):
    data, whole = {row["id"]: row for row in read("differences")}, None
    for row in show("difference_table", report).rows:
        about = (data[row.key]["kind"], data[row.key]["table"], data[row.key]["row"])
        assert row.child == (about == whole)
        whole = about


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mark_leads_to_its_difference(site, lang):
    there = {row["id"] for row in soup(site / lang / "chapters/verification.html").select("#difference_table tr[id]")}
    marks = 0
    for path in sorted((site / lang / "chapters").glob("*.html")):
        for link in soup(path).select(".differs a"):
            name, _, anchor = link["href"].partition("#")
            assert name == "verification.html" and anchor in there, (path.name, link["href"])
            marks += 1
    assert marks > 50


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_article_edition_has_neither_page_nor_a_link_to_it(site, lang):
    folder = site / f"editions/article/{lang}"
    assert not (folder / "chapters/verification.html").exists() and not (folder / "chapters/changes.html").exists()
    pages = [path.read_text(encoding="utf-8") for path in folder.rglob("*.html")]
    assert len(pages) > 5
    assert not any(re.search(r'href="[^"]*(?<!/latest/)(verification|changes)\.html', page) for page in pages)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_in_the_article_s_scope_the_page_says_why_it_is_empty(lang):
    report = Report(lang, scope="article")
    table = show("difference_table", report)
    assert not table.rows and report.absence() in table.html()
    assert numbers.verification(report)["ver_differences"].raw == 0


def test_counts_are_those_of_the_data():
    values, rows = numbers.verification(Report("en")), read("differences")
    twice = {row["id"] for row in rows if row["column"].endswith("_ja")}
    for kind in WEIGHT:
        assert values[f"ver_{kind}"].raw == sum(row["kind"] == kind and row["id"] not in twice for row in rows)
    assert values["ver_checked"].raw + values["ver_unchecked"].raw == values["ver_rows"].raw
    assert values["ver_corrected_rows"].raw == len({(row["table"], row["row"]) for row in rows if row["kind"] == "corrected"})
    assert values["ver_corrected_rows"].raw <= values["ver_rows"].raw


@pytest.mark.parametrize(("as_of", "awards", "letters"), [("2026-06-01", 1, 3), ("2026-06-02", 2, 2), ("2026-06-03", 3, 1)])
def test_the_awards_stand_at_the_stages_of_the_day(as_of, awards, letters):
    values = numbers.verification(Report("en", as_of=as_of))
    stages = {stage: len(values[f"ver_stage_{stage}_recipients"].raw) for stage in ("award", "letter_of_intent")}
    assert stages == {"award": awards, "letter_of_intent": letters}
