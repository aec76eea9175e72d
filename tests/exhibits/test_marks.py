"""What the marks of a drawing say: the numbers of their rows, and the rows' texts."""

import json
import re

import altair as alt
import pandas as pd
import pytest
import vl_convert
from shown import CHARTS, show

from econsec import Report
from econsec.exhibits import drawing, marks
from econsec.exhibits.look import CONFIG

FRAME = pd.DataFrame({"name": ["a", "b", "c"], "value": [1, 2500, 3], "on": pd.to_datetime(["2026-01-02", "2026-02-03", "2026-03-04"])})
BARS = alt.Chart(FRAME).mark_bar(tooltip={"content": "encoding"}).encode(x="value:Q", y="name:N")


def numbers(svg):
    return re.findall(r'data-row="(\d+)"', svg)


def spec_of(name, lang="en"):
    return show(name, Report(lang)).to_dict()


@pytest.mark.parametrize("name", CHARTS)
def test_numbers_leave_no_trace_in_a_picture(name):
    spec = spec_of(name)
    alone = vl_convert.vegalite_to_svg(json.dumps(drawing.at_width(spec, drawing.WIDE)), vl_version=drawing.VERSION, config=CONFIG)
    assert drawing.draw(spec) == alone
    assert set(numbers(drawing.draw_numbered(spec))) & {str(number) for number in marks.sayings(spec, "en")["rows"]}


def test_a_mark_has_the_number_of_its_row_and_a_word_that_says_nothing_has_none():
    quiet = BARS.mark_text(tooltip=None).encode(text="name:N")
    assert sorted(numbers(drawing.draw_numbered((BARS + quiet).to_dict()))) == ["0", "1", "2"]


def test_marks_that_sum_rows_up_have_no_number_but_are_drawn():
    for chart in (BARS.encode(x="sum(value):Q"), alt.layer(BARS).encode(x="sum(value):Q"), BARS.mark_line()):
        spec = chart.to_dict()
        plain = vl_convert.vegalite_to_svg(json.dumps(drawing.at_width(spec, 700)), vl_version=drawing.VERSION, config=CONFIG)
        assert drawing.draw_numbered(spec) == plain and "role-mark" in plain


@pytest.mark.parametrize(("lang", "number", "day"), [("en", "2,500", "3 February 2026"), ("ja", "2,500", "2026年2月3日")])
def test_what_a_row_says_is_in_words_and_what_is_not_known_is_left_out(lang, number, day):
    said = marks.sayings(BARS.encode(tooltip=["name:N", "value:Q", alt.Tooltip("on:T", title="Day")]).to_dict(), lang)
    assert said["titles"] == ["name", "value", "Day"]
    assert said["rows"][1] == ["b", number, day]
    assert set(said) == {"titles", "rows"}


def test_rows_that_say_nothing_have_no_place():
    rows = FRAME.assign(value=[1, None, None], on="")
    said = marks.sayings(BARS.properties(data=rows).encode(tooltip=["value:Q", "on:N"]).to_dict(), "en")
    assert said["rows"] == {0: ["1", None]}


def test_rows_of_several_views_have_numbers_of_their_own():
    both = alt.hconcat(BARS, BARS.properties(data=FRAME.assign(name=["d", "e", "f"]))).to_dict()
    said = marks.sayings(both, "en")["rows"]
    assert [texts[1] for texts in said.values()] == ["a", "b", "c", "d", "e", "f"]
    assert sorted(map(int, numbers(drawing.draw_numbered(both)))) == [0, 1, 2, 3, 4, 5]


def test_links_and_groups_are_those_of_the_rows():
    spec = BARS.to_dict() | {"usermeta": {"choice": {"field": "name"}}}
    said = marks.sayings(spec, "en", lambda row: "#b" if row["name"] == "b" else "")
    assert said["links"] == {1: "#b"} and said["groups"] == {0: "a", 1: "b", 2: "c"}


def test_a_reader_finds_each_name_once_at_the_first_row_that_says_something():
    rows = pd.concat([FRAME.assign(value="", name=["b", "", "c"]), FRAME])
    spec = BARS.properties(data=rows).encode(tooltip="value:N").to_dict() | {"usermeta": {"pick": {"field": "name"}}}
    assert marks.picks(spec) == {"a": 3, "b": 4, "c": 5}
    assert marks.picks(BARS.to_dict()) == {}
