"""The article edition holds every line of the article, value for value, and no line that the article does not have.

``data/article_lines.csv`` was written from the article alone, line by line, without a look at the tables.
"""

import csv
import re
from collections import Counter

import pandas as pd
import pytest
from conftest import ROOT

from econsec.editions.edition import Report

PILLARS = {"trade": "agreements", "minerals": "minerals", "technology": "technology"}


@pytest.fixture(scope="module")
def tables():
    report = Report(as_of="2026-02-06", scope="article", data_dir=ROOT / "data")
    return {name: report[name] for name in report.schema.tables}


@pytest.fixture(scope="module")
def lines():
    with (ROOT / "tests/data/article_lines.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def rows(tables):
    """Return every data row that stands for a line of the article, in the list's own form."""
    found = {}
    for name in ("nss_areas", "provisions", "export_controls", "awards", "rings", "notes", "agreements"):
        for row in tables[name].to_dict("records"):
            line = LINES[name](row, tables) if name in LINES else {}
            ref = line.pop("article_ref", row["article_ref"].split("; ")[0])
            assert ref not in found, f"two rows for {ref}"
            found[ref] = {"table": name, **{column: "" for column in COMPARED}, **line}
    return found


COMPARED = ("date", "date_until", "precision", "direction", "amounts", "countries")


def test_the_list_is_as_long_as_the_article(lines):
    places = Counter(re.match(r"(?:table|figure) \d|coverage|note", line["article_ref"]).group() for line in lines)
    assert places == {
        "table 1": 6, "table 2": 15, "table 3": 16, "table 4": 21, "table 5": 5, "table 6": 21,
        "figure 1": 4, "coverage": 13, "note": 20,
    }  # fmt: skip


def test_every_line_is_a_row_and_every_row_a_line(lines, rows):
    assert {line["article_ref"] for line in lines} == set(rows)


def test_dates_amounts_directions_and_countries_are_the_articles(lines, rows):
    wrong = []
    for line in lines:
        row = rows[line["article_ref"]]
        for column in COMPARED:
            if line["table"] == "notes":
                continue  # a note's text may name a country; notes.csv has no such column
            listed, held = (sorted(filter(None, value.split(";"))) for value in (line[column], row[column]))
            if listed != held:
                wrong.append(f"{line['article_ref']}: {column}: article {line[column]!r}, data {row[column]!r}")
    assert not wrong, "\n".join(wrong)


def test_directions_count_as_in_the_article(tables):
    measures = tables["export_controls"]
    top = measures[measures["parent"] == ""]
    assert top["direction"].value_counts().to_dict() == {"tighten": 6, "relax": 5, "unclear": 1}
    assert (top["fields"] == ()).sum() == 2


def test_commitments_count_as_in_the_article(tables):
    provisions = tables["provisions"]
    top = provisions[provisions["parent"] == ""]["agreements"].value_counts().to_dict()
    assert top == {
        ("my-trade",): 11, ("my-minerals", "th-minerals"): 7, ("au-minerals", "jp-minerals"): 9,
        ("uk-technology",): 7, ("jp-technology",): 7, ("kr-technology",): 7,
    }  # fmt: skip
    assert (provisions["parent"] == "my-art-5-1-2").sum() == 4
    assert (provisions["topics"] != ()).all()


def test_works_notes_and_agreements_count_as_in_the_article(tables):
    assert list(tables["notes"]["number"]) == list(range(1, 21))
    assert len(tables["sources"]) >= 23
    assert tables["agreements"]["pillar"].value_counts().to_dict() == {"minerals": 5, "agreements": 4, "technology": 4}
    assert tables["agreements"]["partner"].nunique() == 10
    assert list(tables["agreements"].loc[lambda rows: rows["text_seen"].eq(False), "partner"]) == ["SAU", "SAU"]


def _day(value):
    return "" if pd.isna(value) else f"{value:%Y-%m-%d}"


def _measure(row, tables):
    unit = {"years": "year"}.get(row["quantity_unit"], row["quantity_unit"])
    return {
        "date": _day(row["announced_on"]),
        "date_until": _day(row["announced_until"]),
        "precision": row["date_precision"],
        "direction": row["direction"],
        "amounts": f"{row['quantity']:g} {unit}" if unit else "",
        "countries": ";".join(row["destinations"]),
    }


def _provision(row, tables):
    deadlines = {"days": row["deadline_days"], "months": row["deadline_months"]}
    partners = tables["agreements"].set_index("id").loc[list(row["agreements"]), "partner"]
    return {
        "amounts": ";".join(f"{n} {unit}" for unit, n in deadlines.items() if pd.notna(n)),
        "countries": ";".join(partners),
    }


def _award(row, tables):
    money = tables["funding"][tables["funding"]["award"] == row["id"]].to_dict("records")
    said = [
        f"{m['kind']} {m['amount_usd']} {m['qualifier']}{' conditional' if m['conditional'] else ''}{' secured' if m['secured'] is True else ''}"
        for m in money
    ]
    counts = {"project_min {}": "project_min_usd", "{} minerals": "minerals_count", "{} t": "capacity_t_per_year"}
    said += [form.format(row[column]) for form, column in counts.items() if pd.notna(row[column])]
    return {"date": _day(row["announced_on"]), "precision": "day", "amounts": ";".join(said)}


def _agreement(row, tables):
    pillar = next(name for name, code in PILLARS.items() if code == row["pillar"])
    return {
        "article_ref": f"coverage, {pillar}, {row['partner']}",
        "date": _day(row["signed_on"]),
        "precision": row["date_precision"],
        "countries": row["partner"],
    }


LINES = {"export_controls": _measure, "provisions": _provision, "awards": _award, "agreements": _agreement}
