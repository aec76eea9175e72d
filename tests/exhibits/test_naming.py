"""No page shows the name of a column: headings, axes, legends and files have words in the edition's language, or a remark says what has none."""

import json

import altair as alt
import pandas as pd
import pytest
from conftest import PROJECT

from econsec import Report
from econsec.exhibits import RESOURCE, VEGALITE, exhibit, exports, unworded
from econsec.exhibits.naming import are_years
from econsec.run import open_points

WORDS = {
    "en": {"direction": "Direction", "announced": "Announced", "amount": "Amount", "kind": "Kind", "rows": "Number of rows", "year": "Year"},
    "ja": {"direction": "方向", "announced": "発表日", "amount": "金額", "kind": "種類", "rows": "件数", "year": "年"},
}


@pytest.fixture(scope="module", params=["en", "ja"])
def report(request):
    return Report(request.param)


@pytest.fixture(scope="module")
def said(report):
    return WORDS[report.lang]


def spec_of(report, chart, rows):
    return exhibit(report, "some", chart, rows=rows)._repr_mimebundle_()[VEGALITE]


def money(report):
    return report.money()[["id", "kind", "kind_label", "stage_label", "amount_usd"]]


def test_a_grouped_table_has_words_for_labels_counts_and_years(report, said):
    measures = report.measures()
    grouped = measures.groupby([measures.announced_on.dt.year.rename("year"), "direction_label"]).size().reset_index(name="count")
    table = exhibit(report, "by_year", grouped, rows=measures)
    assert table.columns == (said["year"], said["direction"], said["rows"])
    assert {row.cells[0].text for row in table.rows} <= {"2024", "2025", "2026"}


def test_a_date_that_became_a_year_keeps_its_words_and_has_no_separator(report, said):
    measures = report.measures()
    table = exhibit(report, "by_year", measures.groupby(measures.announced_on.dt.year).size(), rows=measures)
    assert table.columns == (said["announced"], said["rows"]) and "," not in table.rows[0].cells[0].text
    assert exports.table_grid(table, report.lang).columns == ("id", *table.columns)


def test_a_code_beside_its_words_is_left_out(report, said):
    measures = report.measures()
    table = exhibit(report, "a", measures.groupby(["direction", "direction_label"]).size().reset_index(name="n"), rows=measures)
    assert table.columns == (said["direction"], said["rows"])


def test_the_words_are_those_of_the_tables_of_the_rows(report):
    for table in ("export_controls", "events"):  # which call their columns `kind` and `title` each their own way
        rows = report[table]
        shown = exhibit(report, "a", rows[["title"]].head(), rows=rows)
        assert shown.columns == (report.title(table, f"title_{report.lang}").partition("(")[0].rstrip(),)


def test_an_ordinary_chart_has_words_on_axes_legend_and_in_its_files(report, said):
    chart = alt.Chart(money(report)).mark_bar().encode(x="sum(amount_usd)", y="stage_label", color="kind_label")
    spec = spec_of(report, chart, report.money())
    stage = report.title("awards", "stage")
    assert [spec["encoding"][channel]["title"] for channel in ("x", "y", "color")] == [said["amount"], stage, said["kind"]]
    grid = exports.chart_grid(spec, report.lang)
    assert set(grid.columns) >= {said["amount"], stage, said["kind"]} and len(set(grid.columns)) == len(grid.columns)
    assert not [name for name in grid.columns if "_" in name] and not unworded(spec)


def test_what_is_not_known_is_null(report):
    chart = alt.Chart(money(report)).mark_bar().encode(x="amount_usd", y="kind_label")
    values = spec_of(report, chart, report.money())["data"]["values"]
    assert None in [value["kind"] for value in values] and json.dumps(values, allow_nan=False)


def test_a_count_and_a_mean_have_words(report, said):
    rows = report.money()
    counted = spec_of(report, alt.Chart(money(report)).mark_bar().encode(x="count()", y="mean(amount_usd)"), rows)["encoding"]
    assert counted["x"]["title"] == said["rows"] and counted["x"]["axis"] == {"tickMinStep": 1}
    assert counted["y"]["title"] == report.gettext("{title}, mean").format(title=said["amount"])


def test_what_an_author_said_stays_and_no_title_stays_none(report, said):
    chart = (
        alt.Chart(money(report))
        .mark_bar()
        .encode(x=alt.X("amount_usd", title="Own"), y=alt.Y("kind_label", title=None), color=alt.Color("kind_label", legend=None))
    )
    spec = spec_of(report, chart, report.money())["encoding"]
    assert spec["x"]["title"] == "Own"
    assert spec["y"]["axis"] == {"title": None} and spec["y"]["title"] == said["kind"]  # which a pointer names
    assert spec["color"]["legend"] is None


def test_the_name_of_a_column_as_a_title_is_no_title(report, said):
    chart = alt.Chart(money(report)).mark_bar().encode(x=alt.X("amount_usd", title="amount_usd"))
    assert spec_of(report, chart, report.money())["encoding"]["x"]["title"] == said["amount"]


def test_layers_share_what_one_of_them_says(report):
    base = alt.Chart(money(report)).encode(y="kind_label")
    layered = base.mark_bar().encode(x=alt.X("amount_usd", title=None)) + base.mark_text().encode(x="amount_usd", text="kind_label")
    spec = spec_of(report, layered, report.money())
    assert [part["encoding"]["x"].get("axis", {}).get("title", "") for part in spec["layer"]] == [None, None]


def test_a_year_on_an_axis_has_no_separator(report, said):
    frame = pd.DataFrame({"year": [2024, 2025], "imports_musd": [1, 2]})
    shown = spec_of(report, alt.Chart(frame).mark_line().encode(x="year", y="imports_musd"), report.statistics("goods_trade"))["encoding"]
    assert shown["x"]["axis"]["format"] == "d" and shown["x"]["title"] == said["year"]


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("year", [2024, 2025], True),
        ("announced_on", [2024, None], True),
        ("年", [2025], True),
        ("year", [3, 4], False),
        ("amount", [2024], False),
        ("year", ["2024"], False),
    ],
)
def test_years_are_told_by_name_and_value(name, values, expected):
    assert are_years(name, pd.Series(values)) is expected


def remarks(folder, outputs):
    cells = [
        {"id": f"c{place}", "cell_type": "code", "metadata": {}, "source": "", "outputs": [{"data": data}]} for place, data in enumerate(outputs)
    ]
    (folder / "one.ipynb").write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8")
    return [line for line in open_points(folder, PROJECT / "data") if "a page shows" in line]


def test_what_no_table_has_is_listed_and_nothing_else(tmp_path):
    report = Report("en")
    rows = report.measures()
    grouped = rows.groupby("direction_label").size()
    raw, worded = (exhibit(report, "a", grouped.reset_index(name=name), rows=rows) for name in ("measures", "Measures"))
    frame = pd.DataFrame({"thing": ["a"], "amount_usd": [1]})
    chart = exhibit(report, "b", alt.Chart(frame).mark_bar().encode(x="amount_usd", y="thing"), rows=report.sums())
    outputs = [one._repr_mimebundle_() for one in (raw, worded, chart)]
    assert RESOURCE in outputs[0]
    first, second = remarks(tmp_path, outputs)
    assert first.startswith("chapters/one.ipynb, cell c0: a page shows 'measures'") and '.rename(columns={"measures"' in first
    assert second.startswith("chapters/one.ipynb, cell c2: a page shows 'thing'") and "title=" in second


def test_forms_need_no_words(report):
    from econsec import workbench

    exhibit_, _, forms = workbench(report)
    measures = report.measures()
    chart = exhibit_("t", forms.timeline(measures, lane="fields", colour="direction"), rows=measures)
    assert not unworded(chart.to_dict()) and "columns" not in chart.to_dict()["usermeta"]
