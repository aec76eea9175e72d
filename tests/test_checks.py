"""Each kind of bad data is found and said with file, line, column, value and what would be right."""

import pytest
import yaml

from conftest import ROOT
from econsec.checks import check


def test_the_projects_data_is_valid():
    assert check(ROOT / "data") == []


def test_the_updated_example_is_valid():
    assert check(ROOT / "tests/data/updated") == []


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "said"),
    [
        ("export_controls", "affiliates-rule", "direction", "loosen", "'loosen' is not one of tighten, relax, unclear"),
        ("export_controls", "affiliates-rule", "announced_on", "Sept 2025", "'Sept 2025' is not a date such as 2026-02-06"),
        ("export_controls", "affiliates-rule", "announced_on", "", "is empty; it must be filled"),
        ("export_controls", "entity-list-2025-03", "destinations", "CHN;ZZZ", "'ZZZ' is not an iso3 in countries.csv"),
        ("export_controls", "chip-licences-2025-04", "firms", "nvidia;acme", "'acme' is not an id in firms.csv"),
        ("export_controls", "ethane-licences", "parent", "nothing", "'nothing' is not an id in export_controls.csv"),
        ("export_controls", "entity-list-2025-03", "fields", "ai;alchemy", "'alchemy' is not one of ai, ai_chips"),
        ("agreements", "my-trade", "partner", "XXX", "'XXX' is not an iso3 in countries.csv"),
        ("provisions", "my-art-5-1-1", "agreements", "my-trade;no-trade", "'no-trade' is not an id in agreements.csv"),
        ("provisions", "my-art-5-1-1", "source", "hearsay", "'hearsay' is not an id in sources.csv"),
        ("funding", "vulcan-elements-grant", "amount_usd", "50 million", "'50 million' is not a whole number"),
        ("funding", "vulcan-elements-grant", "amount_usd", "-5", "'-5' does not fit: minimum 1"),
        ("funding", "vulcan-elements-grant", "conditional", "perhaps", "'perhaps' is not true or false"),
        ("status_changes", "affiliates-rule-suspended", "row", "no-rule", "'no-rule' is not an id in export_controls.csv"),
        ("rings", "allies", "name_ja", "", "is empty; it must be filled"),
        ("sources", "atkinson-essay", "url", "policyarena.org", "'policyarena.org' does not fit: pattern"),
    ],
)
def test_a_wrong_cell_is_named(data, change, table, row, column, value, said):
    line = change(table, row, column, value)
    (problem,) = check(data)
    assert problem.startswith(f"{table}.csv:{line}: {column}: ")
    assert said in problem


def test_a_key_used_twice_is_named(data):
    path = data / "rings.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1]]), encoding="utf-8")
    assert "rings.csv:6: id: 'us' is used twice; a key stands once" in check(data)


def test_an_unknown_and_a_missing_column_are_named_once(data):
    path = data / "rings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("policy_en", "policy", 1), encoding="utf-8")
    (problem,) = check(data)
    assert problem.startswith("rings.csv:1: unknown column 'policy'; column 'policy_en' is missing; right: id,ring,")


def test_a_row_that_is_too_short_is_named(data):
    with (data / "rings.csv").open("a", encoding="utf-8") as file:
        file.write("fifth,us\n")
    assert any(problem.startswith("rings.csv:6: 2 cells; the header has") for problem in check(data))


def test_a_missing_file_is_named_and_the_rest_is_still_checked(data, change):
    (data / "rings.csv").unlink()
    change("export_controls", "affiliates-rule", "direction", "loosen")
    problems = check(data)
    assert problems[0] == "rings.csv: no such file in data"
    assert len(problems) == 2


def test_all_problems_are_listed_at_once(data, change):
    change("export_controls", "affiliates-rule", "direction", "loosen")
    change("agreements", "my-trade", "partner", "XXX")
    change("funding", "vulcan-elements-grant", "amount_usd", "x")
    assert len(check(data)) == 3


def test_a_folder_without_a_package_is_named(tmp_path):
    (problem,) = check(tmp_path)
    assert "datapackage.yaml: no such file" in problem


def test_a_descriptor_that_is_no_yaml_is_named(data):
    (data / "datapackage.yaml").write_text("resources: [", encoding="utf-8")
    (problem,) = check(data)
    assert problem.startswith("datapackage.yaml: not a data package")


def test_a_code_or_a_heading_without_its_japanese_text_is_named(data):
    path = data / "datapackage.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count('label: "Tightening", label_ja: "強化"') == 1
    path.write_text(text.replace('label: "Tightening", label_ja: "強化"', 'label: "Tightening"'), encoding="utf-8")
    assert check(data) == ["datapackage.yaml: export_controls: direction: code 'tighten' has no label_ja"]


def test_every_code_has_a_text_in_both_languages():
    package = yaml.safe_load((ROOT / "data/datapackage.yaml").read_text(encoding="utf-8"))
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    assert all(field["title"] and field["title_ja"] for field in fields)
    codes = [code for field in fields for code in field.get("categories", [])]
    assert codes and all(code["label"] and code["label_ja"] for code in codes)
