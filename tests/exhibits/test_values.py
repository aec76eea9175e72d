"""What leaves a chapter is something: no value, table or chart that holds nothing passes for one."""

import json

import altair as alt
import pandas as pd
import pytest

from econsec.exhibits import VEGALITE
from econsec.exhibits.table import Table
from econsec.exhibits.value import Value, glue


@pytest.mark.parametrize("text", ["", " ", "nan", "None", "NaT", "<NA>", "nan, None", "Japan and nan", "1、None", "inf"])
def test_a_value_that_is_none_cannot_be_glued(text):
    with pytest.raises(ValueError, match="p1_x: .* is nothing that a sentence can show"):
        glue({"p1_x": Value(None, text)})


@pytest.mark.parametrize("value", [Value(0, "0"), Value(None, "not known"), Value([], "none"), Value("a", "Financial dominance, Nantes and Ninfa")])
def test_what_is_zero_or_said_to_be_unknown_can(value, capsys):
    glue({"p1_x": value})


def test_a_raw_value_that_json_lacks_cannot_be_glued():
    with pytest.raises(ValueError, match="not JSON compliant"):
        glue({"p1_x": Value(float("nan"), "some")})


def test_a_table_without_rows_gives_its_reason():
    with pytest.raises(ValueError, match="a_table: a table without rows; right: rows, or a sentence that says why there are none"):
        Table("a_table", ("A",), (), "Nothing")._repr_mimebundle_()
    assert "Nothing was announced." in Table("a_table", ("A",), (), "Nothing", absence="Nothing was announced.")._repr_mimebundle_()["text/html"]


def bare(rows):
    return alt.Chart(pd.DataFrame(rows, columns=["a", "b"])).mark_point().encode(x="a:Q", y="b:Q").properties(description="Points")


@pytest.mark.parametrize("chart", [bare([]), alt.layer(bare([]), bare([])), alt.hconcat(bare([]), bare([]))])
def test_a_chart_without_marks_gives_its_reason(chart):
    with pytest.raises(ValueError, match="a chart without marks"):
        chart._repr_mimebundle_()


@pytest.mark.parametrize("chart", [bare([(1, 2)]), alt.layer(bare([]), bare([(1, 2)]), description="Points")])
def test_a_chart_with_a_mark_is_one(chart):
    assert chart._repr_mimebundle_()


def test_a_chart_writes_whole_numbers_as_a_browser_does():
    spec = alt.Chart(pd.DataFrame({"x": [1.0, 2.5], "y": [-3.0, 4.0]})).mark_bar().encode(x="x:Q", y="y:Q")._repr_mimebundle_()[VEGALITE]
    assert json.dumps(spec["data"]["values"]) == '[{"x": 1, "y": -3}, {"x": 2.5, "y": 4}]'
