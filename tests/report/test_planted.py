"""Sixteen changes of the data that each falsify a claim: its wording is on no page, and it is named. Twelve others change no wording."""

import csv
import functools
import json
import re
from unittest.mock import patch

import pytest
from conftest import PROJECT
from shown import cells

from econsec import Report, workbench
from econsec.run import turned, worded

CHAPTERS = ("summary", "nss", "pillar1_agreements", "pillar2_minerals", "pillar3_technology", "outlook")


def alter(table, **columns):
    """Return a change of a table: for each column a function of the row, or a text."""

    def change(data):
        path = data / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names, rows = reader.fieldnames, list(reader)
        for row in rows:
            row |= {name: value(row) if callable(value) else value for name, value in columns.items()}
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    return change


def where(test, column, value):
    """Return what a cell becomes where a row passes a test."""
    return lambda row: value if test(row) else row[column]


def add(into, /, **columns):
    """Return a change that adds a row."""

    def change(data):
        path = data / f"{into}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            names = csv.DictReader(file).fieldnames
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, names, lineterminator="\n").writerow({"source": "jetro-article", **columns})

    return change


def spread(data):
    """Give every partner of one pillar an agreement of another."""
    with (data / "agreements.csv").open(encoding="utf-8", newline="") as file:
        held = {}
        for row in csv.DictReader(file):
            held.setdefault(row["partner"], row["pillar"])
    for number, (partner, pillar) in enumerate(held.items()):
        other = "minerals" if pillar == "agreements" else "agreements"
        add("agreements", id=f"planted-{number}", partner=partner, pillar=other, instrument="agreement", title_en="Planted", title_ja="仮の合意",
            signed_on="2025-10-01", date_precision="day")(data)  # fmt: skip


def lower(row):
    return row["id"] == "section-301-duties-10-2026-07"


FALSE = {
    ("summary", "few-on-several"): spread,
    ("summary", "must-contested"): add("status_changes", id="planted", table="agreements", row="my-trade", status="in_force", date_precision="day",
                                       **{"from": "2026-05-01"}),
    ("summary", "signed-pay-less"): alter("events", countries=where(lower, "countries", "TWN")),
    ("nss", "balance-first"): alter("nss_areas", rank=lambda row: str(7 - int(row["rank"]))),
    ("nss", "few-partners"): alter("goods_trade", imports_musd=where(lambda row: row["partner"] == "WLD", "imports_musd", "9000000")),
    ("pillar1_agreements", "duties-with-partner"): alter("provisions", obliged=where(lambda row: row["obliged"] == "partner", "obliged", "both")),
    ("pillar1_agreements", "ends-with-easing"): alter("export_controls", direction=where(lambda row: row["announced_on"] > "2025-12", "direction", "tighten")),
    ("pillar1_agreements", "few-read"): alter("agreements", text_seen="true"),
    ("pillar1_agreements", "relief"): alter("export_controls", direction=where(lambda row: row["direction"] == "relax", "direction", "unclear")),
    ("pillar2_minerals", "nonmarket-shared"): alter("provisions", topics=lambda row: row["topics"].replace("nonmarket_policies", "recycling")
                                                    if "au-minerals" in row["agreements"] else row["topics"]),
    ("pillar3_technology", "grants-larger"): alter("funding", kind="loan"),
    ("outlook", "rings-differ"): alter("rings", measures="subsidies"),
    ("outlook", "none-shared-binds"): alter("arrangements", binding="binding"),
    ("outlook", "mostly-unknown"): alter("deadlines", outcome=where(lambda row: row["outcome"] == "unknown", "outcome", "met"), outcome_on="2026-11-20"),
    ("outlook", "truce-both-sides"): alter("status_changes", status=where(lambda row: row["row"] == "affiliates-rule", "status", "announced_only")),
    ("outlook", "signed-pay-less"): alter("duties", rate_pct=where(lambda row: row["id"] == "forced-labour-10-added", "rate_pct", "12.5")),
}  # fmt: skip
PREPARED = {("pillar3_technology", "grants-larger"): alter("funding", kind="grant")}  # for what does not hold of the frozen data
TRUE = [
    alter("funding", amount_usd=lambda row: str(int(row["amount_usd"]) + 1)),
    alter("countries", name_en=lambda row: f"{row['name_en']} (renamed)"),
    alter("agreements", title_en="Another title"),
    alter("provisions", label_en="Another label"),
    alter("events", label_en="Another label"),
    alter("export_controls", legal_ref="Another reference"),
    alter("awards", purpose_en="Another purpose"),
    alter("rings", policy_en="Another policy"),
    alter("goods_trade", exports_musd=lambda row: row["exports_musd"] and str(float(row["exports_musd"]) + 1)),
    alter("mineral_dependence", import_sources_en="Other sources"),
    alter("nss_areas", summary_en="Another summary"),
    add("events", id="planted", on="2026-05-01", date_precision="day", countries="JPN", kind="meeting", pull="neither", label_en="A", label_ja="会",
        title_en="A meeting.", title_ja="会合。", coded_by="report"),
]  # fmt: skip


def stated(chapter, report):
    """Return a chapter with the claims that it makes over an edition as its only outputs."""
    notebook = json.loads((PROJECT / f"chapters/{chapter}.ipynb").read_text(encoding="utf-8"))
    exhibit, claim, forms = workbench(report)
    names = {"report": report, "exhibit": exhibit, "claim": claim, "forms": forms}
    for cell in notebook["cells"]:
        cell["outputs"] = []
        if cell["cell_type"] == "code" and "claims" in cell["metadata"].get("tags", []):
            with patch("econsec.exhibits.conditions.display") as display:
                exec(cells(chapter)[cell["id"]], names)
            cell["outputs"] = [{"output_type": "display_data", "data": call.args[0]} for call in display.call_args_list]
    return notebook


def headings(notebook):
    return re.findall(r"^## (.+)$", "\n".join("".join(cell["source"]) for cell in worded(notebook)["cells"] if cell["cell_type"] == "markdown"), re.M)


def some(cases):
    """Return the cases as parameters, every third for each change, the others for slow tests."""
    return [pytest.param(*case, marks=[pytest.mark.slow] * (place % 3 > 0)) for place, case in enumerate(cases)]


@pytest.mark.parametrize(("chapter", "name"), some(FALSE))
def test_a_false_wording_is_on_no_page_and_is_named(data, chapter, name):
    if (chapter, name) in PREPARED:
        PREPARED[chapter, name](data)
    before = stated(chapter, Report(data_dir=data))
    assert name not in turned(before)
    FALSE[chapter, name](data)
    after = stated(chapter, Report(data_dir=data.rename(data.with_name("planted"))))
    wording = turned(after)[name]
    shown = "\n".join("".join(cell["source"]) for cell in worded(after)["cells"])
    assert f"{wording}\n" not in f"{shown}\n"
    assert len(worded(after)["cells"]) == len(worded(before)["cells"]), "another wording stands in its place"


@functools.cache
def unchanged():
    """Return the headings of each chapter over the frozen data."""
    return {chapter: headings(stated(chapter, Report())) for chapter in CHAPTERS}


@pytest.mark.parametrize("number", some(zip(range(len(TRUE)))))
def test_what_falsifies_nothing_changes_no_wording(data, number):
    TRUE[number](data)
    report = Report(data_dir=data.rename(data.with_name("planted")))
    assert {chapter: headings(stated(chapter, report)) for chapter in CHAPTERS} == unchanged()
