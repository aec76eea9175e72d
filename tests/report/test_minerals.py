"""The evidence beside critical minerals: bounds are bounds, estimates are said, and nothing of it is the article's."""

import nbformat
import pytest
from conftest import PROJECT, read
from shown import show

from econsec import Report
from econsec.report import numbers
from econsec.run.notebooks import applicable
from econsec.run.rests import UNBORNE

LANGUAGES = ("en", "ja")
WORDS = {
    "en": {"exact": "{}%", "more_than": "more than {}%", "less_than": "less than {}%", "estimated": "estimated"},
    "ja": {"exact": "{}%", "more_than": "{}%超", "less_than": "{}%未満", "estimated": "推計"},
}
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def marks(chart):
    return chart.to_dict()["data"]["values"]


def drawn(amount, qualifier):
    """Return what a bar may say of an amount: how far it is certain, and between what it is open."""
    return {"exact": (amount, None, None), "more_than": (amount, amount, 100), "less_than": (None, 0, amount)}[qualifier]


@each_language
def test_reliance_has_two_bars_for_each_mineral_the_most_dependent_first(lang):
    found = marks(show("mineral_reliance", Report(lang)))
    lanes = list(dict.fromkeys(mark["lane"] for mark in found))
    ordered = sorted(read("mineral_dependence"), key=lambda row: -float(row["net_import_reliance_pct"]))
    assert lanes == [row[f"mineral_{lang}"] for row in ordered]
    names = Report(lang).names("countries", "iso3")
    for row in ordered:
        reliance, producer = sorted((mark for mark in found if mark["lane"] == row[f"mineral_{lang}"]), key=lambda m: m["y"])
        amount, qualifier = float(row["net_import_reliance_pct"]), row["reliance_qualifier"]
        assert (reliance["sure"], reliance["low"], reliance["high"]) == drawn(amount, qualifier)
        assert reliance["label"].endswith(WORDS[lang][qualifier].format(f"{amount:g}"))
        assert reliance["imports"] == row[f"import_sources_{lang}"]
        if row["leading_producer"]:
            assert producer["sure"] == float(row["leading_producer_share_pct"]) and producer["high"] is None
            assert names[row["leading_producer"]] in producer["label"]
        else:
            assert producer["sure"] is producer["high"] is None
            assert producer["label"].endswith(Report(lang).gettext("not known"))


@each_language
def test_rare_earths_by_year_say_what_is_a_bound_and_what_an_estimate(lang):
    found = {mark["lane"]: mark for mark in marks(show("rare_earth_reliance", Report(lang)))}
    series = [row for row in read("rare_earths") if row["measure"] == "net_import_reliance"]
    assert list(found) == sorted(row["year"] for row in series)
    for row in series:
        mark, amount = found[row["year"]], float(row["quantity"])
        assert (mark["sure"], mark["low"], mark["high"]) == drawn(amount, row["qualifier"])
        assert mark["label"].startswith(WORDS[lang][row["qualifier"]].format(f"{amount:g}"))
        assert mark["faint"] is (WORDS[lang]["estimated"] in mark["label"]) is (row["estimated"] == "true")


def test_a_bound_in_the_data_becomes_one_in_the_chart_and_in_the_count(data, change):
    before = numbers.pillar2_minerals(Report("en"))["p2_reliance_over_half"].raw
    change("mineral_dependence", "dependence-cobalt", "reliance_qualifier", "less_than")
    report = Report("en", data_dir=data)
    (mark,) = [m for m in marks(show("mineral_reliance", report)) if m["lane"] == "Cobalt" and m["high"]]
    assert (mark["sure"], mark["low"], mark["high"]) == (None, 0, 79)
    assert numbers.pillar2_minerals(report)["p2_reliance_over_half"].raw == before - 1


def test_statistics_keep_their_vintage_and_are_not_the_articles():
    early, article = Report("en", as_of="2025-03-01"), Report("en", as_of="2026-02-06", scope="article")
    assert marks(show("mineral_reliance", early)) == marks(show("mineral_reliance", Report("en")))
    assert article["mineral_dependence"].empty and article["rare_earths"].empty
    assert article.absence() in show("mineral_reliance", article).html()


@pytest.mark.parametrize("chapter", ["pillar2_minerals", "pillar3_technology", "outlook", "sources"])
def test_the_article_edition_holds_nothing_of_what_came_after(chapter):
    notebook = nbformat.read(PROJECT / f"chapters/{chapter}.ipynb", as_version=4)
    kept = applicable(notebook, {"scope": "article", "as_of": "2026-02-06"})
    text = "\n".join(cell.source for cell in kept.cells)
    for later in ("Supreme Court", "section 122", "section 301", "FORGE", "USGS", "suspended", "standing_table", "reliance("):
        assert later not in text


@pytest.mark.parametrize("as_of", ["2025-03-01", "2025-10-31", "2025-12-31", "2026-02-06", "2026-02-28", "2026-11-22"])
@pytest.mark.parametrize("chapter", ["pillar2_minerals", "pillar3_technology", "outlook", "sources"])
def test_each_sentence_of_a_day_finds_its_values(chapter, as_of):
    notebook = nbformat.read(PROJECT / f"chapters/{chapter}.ipynb", as_version=4)
    values = getattr(numbers, chapter)(Report("en", as_of=as_of))
    prose = "".join(
        c.source for c in applicable(notebook, {"as_of": as_of}).cells if c.cell_type == "markdown" and UNBORNE not in c.metadata.get("tags", [])
    )
    named = {part.split("`")[0] for part in prose.split("{glue:text}`")[1:]}
    assert named and named <= set(values)


def test_stages_and_money_of_the_awards_are_told_apart():
    values = numbers.pillar3_technology(Report("en"))
    awards = {row["id"]: row for row in read("awards")}
    firms = {row["id"]: row["name_en"] for row in read("firms")}
    for stage in ("letter_of_intent", "award"):
        held = [key for key, row in awards.items() if row["stage"] == stage]
        grants = sum(int(row["amount_usd"]) for row in read("funding") if row["kind"] == "grant" and row["award"] in held)
        recipients = {firms[key] for award in held for key in awards[award]["recipients"].split(";")}
        assert set(values[f"p3_stage_{stage}_recipients"].raw) == recipients != set()
        assert values[f"p3_stage_{stage}_grants"].raw == grants
    assert values["p3_xlight_2025_12_on"].raw == "2025-12-01" and values["p3_xlight_2025_12_article_on"].raw == "2025-12-04"
    article = Report("en", as_of="2026-02-06", scope="article")
    assert {row.recipients for row in article["awards"].itertuples() if row.stage == "letter_of_intent"} == set()


def test_what_stands_is_that_of_the_day():
    def keys(as_of):
        return {row.key for row in show("standing_table", Report("en", as_of=as_of)).rows}

    assert keys("2025-11-30") >= {"affiliates-rule-suspended", "ec-trade-framework", "gt-trade-framework"}
    assert "ec-trade-framework" not in keys("2026-03-13") and "uk-technology-suspended" in keys("2026-03-13")
    assert keys("2026-11-22") >= {"affiliates-rule-put-off", "my-trade-contested", "uk-technology-suspended"}
    assert keys("2026-11-22").isdisjoint({"affiliates-rule-suspended", "affiliates-rule-return"})
