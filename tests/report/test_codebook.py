"""The codebook says what the schema says, all of it, in both languages; the data lies in the site beside it."""

import csv
import re

import pytest
from bs4 import BeautifulSoup
from conftest import PACKAGE, PROJECT, ROOT, copy_data
from pages import soup
from shown import value

from econsec import Report
from econsec.data.checks import check
from econsec.report.forms.codebook import EVERY

LANGUAGES = ("en", "ja")
TABLES = {table["name"]: table for table in PACKAGE["resources"]}
FIELDS = [(name, field) for name, table in TABLES.items() for field in table["schema"]["fields"]]


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request, site):
    return request.param, soup(site / request.param / "chapters" / "codebook.html").article


def said(thing, name, lang):
    """Return a text of the schema without its marks of code."""
    return thing[name if lang == "en" else f"{name}_{lang}"].replace("`", "")


def row_of(page, table, column):
    """Return the row of a column: its own, or that of what all tables share."""
    return page.find(id=f"codebook-{table}-{column}") or page.find(id=f"codebook-{EVERY}-{column}")


def test_every_table_is_said_with_its_rows_and_its_file(page, site):
    lang, article = page
    report, lines = Report(lang), article.select("table.codebook.tables tbody tr")
    assert len(lines) == len(TABLES)
    for (name, table), line in zip(TABLES.items(), lines):
        title, about, rows, file = (cell.get_text() for cell in line.find_all(["th", "td"]))
        assert (title, about) == (said(table, "title", lang), said(table, "description", lang))
        assert int(rows) == len(report[name]) and file == table["path"]
        assert article.find(id=line.a["href"][1:]).name == "h3"


def test_every_column_is_said_with_its_codes(page):
    lang, article = page
    for name, field in FIELDS:
        row = row_of(article, name, field["name"])
        text = " ".join(row.get_text(" ").split())
        assert row.th.code.string == field["name"] and said(field, "title", lang) in row.th.get_text()
        if "description" in field:
            assert " ".join(said(field, "description", lang).split()) in " ".join(row.get_text().split()), field["name"]
        if "unit" in field:
            assert said(field, "unit", lang) in text
        shown = {item.code.string: item.get_text().split(" ", 1)[1] for item in row.select("li")}
        assert shown == {code["value"]: said(code, "label", lang) for code in field.get("categories", [])}


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("countries", "id", ["text", "names the row", "must be filled", "stands once", "[a-z0-9]+(-[a-z0-9]+)*"]),
        ("agreements", "partner", ["must be filled", "key of “Countries and blocs”: iso3"]),
        ("provisions", "agreements", ["list, joined by ;", "key of “Agreements”: id"]),
        ("provisions", "parent", ["key of “Commitments”: id"]),
        ("provisions", "deadline_days", ["whole number, in days", "at least 1"]),
        ("status_changes", "row", ["key of the table that the column “Table” names"]),
        ("events", "on", ["date (YYYY-MM-DD)"]),
        ("funding", "conditional", ["true or false"]),
    ],
)
def test_rules_are_said(site, table, column, words):
    row = row_of(soup(site / "en/chapters/codebook.html"), table, column)
    rules = " ".join(row.find_all("td")[0].get_text(" ").split())
    assert all(word in rules for word in words), rules


def test_a_column_without_a_rule_has_none(site):
    row = row_of(soup(site / "en/chapters/codebook.html"), "firms", "country")
    assert "must be filled" not in row.get_text() and "stands once" not in row.get_text()


def test_the_rules_of_coding_stand_with_their_columns():
    coded = {("nss_areas", "pillars"), ("events", "pull"), ("rings", "measures"), ("countries", "ring")}
    coded |= {("provisions", column) for column in ("topics", "obliged", "modality", "reach")}
    coded |= {(name, field["name"]) for name, field in FIELDS if field["name"] == "coded_by"}
    for name, field in FIELDS:
        if (name, field["name"]) in coded:
            coded.remove((name, field["name"]))
            assert len(field["description"]) > 60 and re.search("[ぁ-ん]", field["description_ja"]), field["name"]
    assert not coded


def test_aims_and_triggers_are_coded_as_the_rule_says():
    """The rules are true: what the codebook says of empty codes holds in the data."""
    with (PROJECT / "data/provisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            empty = {column: row[column] == "" for column in ("obliged", "modality", "reach")}
            if row["article_ref"]:  # of what other sources report, the wording is often not known
                assert set(empty.values()) == {row["role"] in ("aim", "trigger")}, row["id"]
                if row["agreements"].endswith("-technology"):
                    assert row["modality"] in ("cooperate", "consider"), row["id"]


def test_links_of_the_codebook_lead_to_what_they_name(page):
    _, article = page
    links = [link["href"] for link in article.select(".codebook a, h3 + p a")]
    anchors = [link[1:] for link in links if link.startswith("#")]
    assert len(anchors) > len(TABLES) and all(article.find(id=anchor) for anchor in anchors)


def test_the_site_holds_the_data_that_was_built(site):
    files = {"datapackage.yaml", *(table["path"] for table in TABLES.values())}
    assert {path.name for path in (site / "data").iterdir()} == files | {"intervals.csv"}
    for name in files:
        assert (site / "data" / name).read_bytes() == (PROJECT / "data" / name).read_bytes()
    for lang in LANGUAGES:
        links = {a["href"] for a in soup(site / lang / "chapters/codebook.html").article.select('a[href*="/data/"]')}
        assert links == {f"../../data/{name}" for name in files}


def test_terms_name_licence_version_and_day(page):
    lang, article = page
    terms = article.select_one("table.terms")
    assert terms.a["href"] == PACKAGE["licenses"][0]["path"]
    cited = terms.find_all("td")[-1].get_text()
    assert PACKAGE["version"] in cited and said(PACKAGE, "title", lang) in cited
    assert {"en": "22 November 2026", "ja": "2026年11月22日"}[lang] in cited


def test_an_edition_counts_its_own_rows():
    shown = value("codebook", "package-tables", Report("en", as_of="2025-06-30")).html
    rows = {line.a["href"]: line.find_all("td")[1].get_text() for line in BeautifulSoup(shown, "html.parser").select("tbody tr")}
    early, late = (len(Report("en", as_of=day)["export_controls"]) for day in ("2025-06-30", ""))
    assert rows["#codebook-export_controls"] == str(early) != str(late)


def test_texts_of_the_schema_are_never_markup(tmp_path):
    data = copy_data(tmp_path / "data")
    path = data / "datapackage.yaml"
    hostile = "<img src=x onerror=alert(1)>"
    text = path.read_text(encoding="utf-8").replace('label: "Tightening"', f'label: "{hostile}"')
    path.write_text(text.replace("Where the article says it", hostile), encoding="utf-8")
    html = value("codebook", "package-columns", Report("en", data_dir=data)).html
    assert "<img" not in html and html.count("&lt;img") == 2


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ('          description_ja: "1が中心。"\n', "datapackage.yaml: rings: order: no description_ja"),
        ("          unit_ja: トン/年\n", "datapackage.yaml: awards: capacity_t_per_year: no unit_ja"),
        ('          description: "1 is the centre."\n', "datapackage.yaml: rings: order: no description"),
        ("    title_ja: 図1の輪\n", "datapackage.yaml: rings: no title_ja"),
    ],
)
def test_a_text_of_the_schema_in_one_language_only_is_named(data, old, said):
    path = data / "datapackage.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, ""), encoding="utf-8")
    assert check(data) == [said]


def test_the_updated_example_has_the_same_schema():
    here, there = ((ROOT / folder / "datapackage.yaml").read_text(encoding="utf-8") for folder in ("data", "tests/data/updated"))
    different = [(one, other) for one, other in zip(here.splitlines(), there.splitlines()) if one != other]
    assert len(here.splitlines()) == len(there.splitlines())
    assert [one.split(":")[0] for one, _ in different] == ["as_of"]
