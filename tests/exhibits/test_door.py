"""The one door: any chart and any frame becomes an exhibit; what is not known of it is said, what is no exhibit is refused."""

from dataclasses import replace

import altair as alt
import pandas as pd
import pytest

from econsec.editions import Report
from econsec.exhibits import RESOURCE, VEGALITE, Absence, Table, exhibit, exports


@pytest.fixture(scope="module", params=["en", "ja"])
def report(request):
    return Report(request.param)


def measures(report):
    return report["export_controls"]


def bars(frame):
    return alt.Chart(frame).mark_bar().encode(x="count()", y="direction")


def bundle(shown):
    return shown._repr_mimebundle_()


def test_an_ordinary_chart_gets_name_day_works_width_and_a_sentence(report):
    spec = bundle(exhibit(report, "by_direction", bars(measures(report))))[VEGALITE]
    meta = spec["usermeta"]
    assert (meta["exhibit"], meta["as_of"]) == ("by_direction", report.as_of.isoformat())
    assert meta["sources"] == report.cite(measures(report)).said()
    assert spec["width"] and spec["description"] and str(len(measures(report))) in spec["description"]
    assert spec["mark"]["tooltip"] == {"content": "encoding"}


def test_what_the_chart_says_of_itself_stays(report):
    chart = bars(measures(report)).properties(width=300, description="Said").encode(tooltip="title")
    spec = bundle(exhibit(report, "a", chart, rows=measures(report)))[VEGALITE]
    assert (spec["width"], spec["description"]) == (300, "Said") and spec["mark"] == {"type": "bar"}


VIEWS = {
    "layered": lambda frame: alt.layer(bars(frame), bars(frame).mark_text().encode(text="count()")),
    "faceted": lambda frame: alt.Chart(frame).mark_bar().encode(x="count()", y="direction", row="instrument"),
    "concatenated": lambda frame: bars(frame) | bars(frame),
}


@pytest.mark.parametrize("kind", VIEWS)
def test_a_chart_of_several_views_is_an_exhibit_with_files(report, kind):
    frame = measures(report)[["id", "direction", "instrument"]]
    spec = bundle(exhibit(report, kind, VIEWS[kind](frame), rows=measures(report)))[VEGALITE]
    grid = exports.chart_grid(spec, "en")
    assert len(grid.rows) == len(frame) and spec["usermeta"]["exhibit"] == kind


def test_a_grouped_frame_is_a_table_in_the_editions_language(report):
    found = measures(report).groupby("direction").size().reset_index(name="measures")
    table = exhibit(report, "directions", found, rows=measures(report))
    assert isinstance(table, Table) and table.columns == (report.title("export_controls", "direction"), "measures")
    labels = report.labels("export_controls", "direction")
    assert {row.cells[0].text for row in table.rows} <= set(labels.values())
    assert [row.cells[1].value for row in table.rows] == list(found["measures"])
    assert table.sources == report.cite(measures(report))


@pytest.mark.parametrize(
    ("thing", "texts"),
    [
        (pd.Series([2, 1], index=pd.Index(["a", "b"], name="kind")), [("a", "2"), ("b", "1")]),
        (pd.DataFrame({"x": [1.5, None], "y": ["", "b"]}), [("1.5", "–"), ("–", "b")]),
        (pd.DataFrame({"x": [1234.5]}).style.format("{:.2f}"), [("1234.50",)]),
        (pd.DataFrame({"on": [pd.Timestamp("2026-01-02")], "of": [("a", "b")]}), [("2 January 2026", "a, b")]),
    ],
)
def test_a_series_a_frame_and_a_styler_are_tables(thing, texts):
    table = exhibit(Report("en"), "some", thing)
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == texts
    assert table.sources.works == () and "Sources not stated" in table.html()


def test_rows_that_rest_on_no_work_have_no_line_of_sources(report):
    assert exhibit(report, "a", pd.DataFrame({"x": [1]}), rows=[]).sources is None


def test_without_a_row_the_sentence_says_why(report):
    none = measures(report)[:0]
    for thing in (none, bars(none), none.style):
        assert exhibit(report, "a", thing, rows=none) == Absence("a", report.absence())


@pytest.mark.parametrize("thing", [None, "text", [1, 2], {"a": 1}])
def test_what_is_no_exhibit_is_refused(report, thing):
    with pytest.raises(TypeError, match="a: .* is nothing that an exhibit can show; right: a chart, a table or a DataFrame"):
        exhibit(report, "a", thing)


def test_a_table_that_no_page_holds_is_refused(report):
    with pytest.raises(ValueError, match="long: a table of 2001 rows; right: at most 2000"):
        exhibit(report, "long", pd.DataFrame({"x": range(2001)}))


def test_a_table_of_a_frame_comes_back_from_its_record(report):
    table = exhibit(report, "a", measures(report)[["id", "direction", "announced_on"]])
    assert Table.of(bundle(table)[RESOURCE]) == replace(table, absence="")  # which it needs no more


def test_rows_with_the_same_key_keep_their_own(report):
    table = exhibit(report, "a", measures(report).explode("fields")[["id", "fields"]])
    assert len({row.key for row in table.rows}) == len(table.rows)
