"""Each kind of bad data is found and said with file, line, column, value and what would be right."""

import csv

import pytest
import yaml
from conftest import PROJECT, ROOT

from econsec.data.checks import check


def test_the_frozen_data_are_valid():
    assert check(PROJECT / "data") == []


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
        ("provisions", "my-art-5-2-1", "source", "hearsay", "'hearsay' is not an id in sources.csv"),
        ("funding", "vulcan-elements-grant", "amount_usd", "50 million", "'50 million' is not a whole number"),
        ("funding", "vulcan-elements-grant", "amount_usd", "-5", "'-5' does not fit: minimum 1"),
        ("funding", "vulcan-elements-grant", "conditional", "perhaps", "'perhaps' is not true or false"),
        ("status_changes", "affiliates-rule-suspended", "row", "no-rule", "'no-rule' is not an id in export_controls.csv"),
        ("rings", "allies", "name_ja", "", "is empty; it must be filled"),
        (
            "sources",
            "atkinson-essay",
            "url",
            "policyarena.org",
            "'policyarena.org' does not fit; right: a text such as https://www.jetro.go.jp/biz/areareports/",
        ),
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
    package = yaml.safe_load((PROJECT / "data/datapackage.yaml").read_text(encoding="utf-8"))
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    assert all(field["title"] and field["title_ja"] for field in fields)
    codes = [code for field in fields for code in field.get("categories", [])]
    assert codes and all(code["label"] and code["label_ja"] for code in codes)


def add_changes(data, *rows):
    """Give rows of the copied data these changes of standing (key, table, row, status, from, until, precision) alone.

    Returns the lines on which the changes stand.
    """
    path = data / "status_changes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, held = reader.fieldnames, [one for one in reader if one["row"] not in {row[2] for row in rows}]
    columns = ("id", "table", "row", "status", "from", "until", "date_precision")
    held += [dict.fromkeys(names, "") | dict(zip(columns, row)) | {"source": "jetro-article"} for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(held)
    return {row["id"]: line for line, row in enumerate(held, start=2)}


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "said"),
    [
        ("export_controls", "gulf-chip-licences", "effective_on", "2025-01-01", "is before announced_on '2025-11-"),
        ("export_controls", "ethane-butane-licences", "announced_until", "2025-04-30", "'2025-04-30' is before announced_on '2025-05-"),
    ],
)
def test_dates_in_the_wrong_order_are_named(data, change, table, row, column, value, said):
    line = change(table, row, column, value)
    (problem,) = check(data)
    assert problem.startswith(f"{table}.csv:{line}: {column}: '{value}' is before ") and said in problem
    assert problem.endswith("it must not be earlier")


def test_a_change_that_ends_before_it_begins_is_named(data):
    lines = add_changes(data, ("a", "agreements", "kh-trade", "suspended", "2026-02-01", "2026-01-01", "day"))
    assert check(data) == [f"status_changes.csv:{lines['a']}: until: '2026-01-01' is before from '2026-02-01'; it must not be earlier"]


def test_an_end_before_the_day_of_effect_is_named(data, change):
    change("export_controls", "gulf-chip-licences", "effective_on", "2025-12-20")
    lines = add_changes(data, ("a", "export_controls", "gulf-chip-licences", "ended", "2025-12-10", "", "day"))
    (problem,) = check(data)
    assert problem.startswith(f"status_changes.csv:{lines['a']}: from: '2025-12-10' (ended) is before effective_on '2025-12-20' of ")


@pytest.mark.parametrize(
    ("rows", "wrong", "said"),
    [
        (
            [("a", "in_force", "2026-01-01", "2026-06-30"), ("b", "suspended", "2026-03-01", "")],
            "b", "from: '2026-03-01' (suspended) lies within 'in_force' (a), which runs until '2026-06-30'",
        ),
        (
            [("a", "contested", "2026-03-01", ""), ("b", "suspended", "2026-03-01", "")],
            "b", "from: '2026-03-01' (suspended) is the day of 'contested' too (a); one day has one standing",
        ),
        (
            [("a", "ended", "2026-03-01", ""), ("b", "in_force", "2026-05-01", "")],
            "b", "status: 'in_force' follows 'ended' (a); after it only a new start can stand: framework, signed",
        ),
    ],
)  # fmt: skip
def test_changes_that_contradict_each_other_are_named(data, rows, wrong, said):
    lines = add_changes(data, *((key, "agreements", "kh-trade", *rest, "day") for key, *rest in rows))
    (problem,) = check(data)
    assert problem.startswith(f"status_changes.csv:{lines[wrong]}: {said}")


@pytest.mark.parametrize(
    "rows",
    [
        [("a", "in_force", "2026-01-01", "", "day"), ("b", "suspended", "2026-03-01", "2026-06-30", "day")],
        [("a", "suspended", "2026-01-01", "2026-06-30", "day"), ("b", "in_force", "2026-07-01", "", "day")],
        [("a", "ended", "2026-03-01", "", "day"), ("b", "signed", "2026-04-01", "", "day"), ("c", "in_force", "2026-05-01", "", "day")],
        [("a", "suspended", "2026-01-01", "2026-06-30", "day"), ("b", "scheduled", "2026-06-01", "", "day")],
        [("a", "scheduled", "2026-06-01", "", "day"), ("b", "in_force", "2026-06-01", "", "day")],
        [("a", "suspended", "2026-01-01", "2026-06-10", "day"), ("b", "in_force", "2026-06-01", "", "month")],
        [("a", "contested", "", "", ""), ("b", "in_force", "2026-06-01", "", "month")],
    ],
)
def test_changes_that_can_all_be_true_pass(data, rows):
    add_changes(data, *((key, "agreements", "kh-trade", *rest) for key, *rest in rows))
    assert check(data) == []


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "named", "cell"),
    [
        ("awards", "xlight-2025-12", "announced_on", "2025-12-04", "xlight-2025-12-announced-on", "announced_on 'xlight-2025-12'"),
        ("differences", "my-trade-binding", "article_value", "binding", "my-trade-binding", "binding 'my-trade'"),
        ("former_values", "xlight-2025-12-stage", "value", "award", "xlight-2025-12-stage", "stage 'xlight-2025-12'"),
    ],
)
def test_a_value_that_is_no_longer_different_is_named(data, change, table, row, column, value, named, cell):
    change(table, row, column, value)
    said = "former_values" if table == "former_values" else "differences"
    with (data / f"{said}.csv").open(encoding="utf-8", newline="") as file:
        line = [one["id"] for one in csv.DictReader(file)].index(named) + 2
    (problem,) = check(data)
    column, key = cell.split()
    assert problem.startswith(f"{said}.csv:{line}: {'value' if said == 'former_values' else 'article_value'}: {value!r} is what")
    assert f"column {column!r} of {key} in" in problem and problem.endswith("right is a value that differs, or no row")


def test_the_articles_value_may_hold_beside_another_or_as_the_same(data, change):
    change("agreements", "jp-minerals", "signed_on", "2025-10-27")
    assert check(data) == []


def test_what_an_article_value_can_be_is_checked(data, change):
    """A difference names a table, a row, a column of the table, and a value that the column can hold."""
    _with_differences(
        data,
        "a,export_controls,affiliates-rule,colour,red,jetro-article",
        "b,export_controls,affiliates-rule,announced_on,in autumn,jetro-article",
        "c,export_controls,affiliates-rule,direction,loosen,jetro-article",
        "d,export_controls,affiliates-rule,destinations,CHN;ZZZ,jetro-article",
        "e,export_controls,affiliates-rule,effective_on,,jetro-article",
    )
    said = [line for line in check(data) if line.startswith("differences.csv")]
    assert said == [
        "differences.csv:2: column: 'colour' is not a column of export_controls.csv",
        "differences.csv:3: article_value: 'in autumn' is not a date such as 2026-02-06, as announced_on must be",
        "differences.csv:4: article_value: 'loosen' is not one of tighten, relax, unclear",
        "differences.csv:5: article_value: 'ZZZ' is not an iso3 in countries.csv",
    ]


def _with_differences(data, *rows):
    """Give the copied data a table of differences of its own."""
    path = data / "datapackage.yaml"
    package = yaml.safe_load(path.read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != "differences"]
    texts = {"title": "T", "title_ja": "題"}
    fields = [
        {"name": "id", "type": "string", **texts},
        {"name": "table", "type": "string", **texts},
        {"name": "row", "type": "string", "referenceTable": "table", **texts},
        {"name": "column", "type": "string", "columnOf": "table", **texts},
        {"name": "article_value", "type": "string", "valueOf": "column", **texts},
        {"name": "source", "type": "list", "delimiter": ";", "itemReference": "sources.id", **texts},
    ]
    resource = {"name": "differences", "path": "differences.csv", "title": "Differences", "title_ja": "相違点", "schema": {"fields": fields}}
    package["resources"].append(resource)
    path.write_text(yaml.safe_dump(package, allow_unicode=True, sort_keys=False), encoding="utf-8")
    header = ",".join(field["name"] for field in fields)
    (data / "differences.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
