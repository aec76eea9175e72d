"""What a date, a number, a word for true or false can mean, and what a column says that it takes."""

import pytest
from conftest import PROJECT

from econsec.data.schema import read_schema
from econsec.data.spreadsheets import dates, form_of, numerals

YEARS = range(2024, 2028)
DAY = "2026-11-20"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20", "2026/11/20", "2026.11.20", "2026年11月20日", "２０２６年１１月２０日", "2026年 11月 20日", "2026年11月20日(金)", "2026年11月20日金曜日",
        "2026－11－20", "2026–11–20", "20261120", "令和8年11月20日", "令和８年１１月２０日", "R8.11.20", "r8/11/20", "46346", "４６３４６", "46346.0",
        "20 November 2026", "20-Nov-26", "20 Nov. 2026", "November 20, 2026", "Nov 20 2026", "Friday, November 20, 2026", "20th November 2026",
        "11/20/2026", "20/11/2026", "20.11.2026", "11/20/26", "20/11/26", "26/11/20", "2026-11-20 00:00:00", "2026-11-20T00:00", "2026/11/20 0:00", " 2026/11/20 ",
    ],
)  # fmt: skip
def test_a_day_with_one_meaning(written):
    assert dates.meanings(written, frozenset({"day"}), YEARS) == [DAY]


@pytest.mark.parametrize(
    "written", ["2025-11", "2025/11", "11/2025", "2025年11月", "Nov-25", "Nov 2025", "November 2025", "Nov. 2025", "令和7年11月", "２０２５年１１月"]
)
def test_a_month_with_one_meaning(written):
    assert dates.meanings(written, years=YEARS) == ["2025-11"]
    assert dates.meanings(written, frozenset({"day"}), YEARS) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3/11/2025", ["2025-03-11", "2025-11-03"]), ("3/11/25", ["2025-03-11", "2025-11-03"]), ("26/11/24", ["2024-11-26", "2026-11-24"]),
        ("12/12/2025", ["2025-12-12"]), ("45962", ["2025-11-01", "2025-11"]),
        ("2026-02-30", []), ("2026/13/01", []), ("31/11/2025", []), ("Nov-95", []), ("26/11/35", []), ("25-Nov", []), ("Nov 25", []), ("20 Nov", []),
        ("2026-11-20 14:30", []), ("5.1.2", []), ("12345", []), ("99999", []), ("146346", []), ("2026-11-20 or later", []), ("about 2026", []),
        ("2026-11-20" + " " * 60 + "or so", []), ("", []), ("٢٠٢٦-١١-٢٠", []), ("20261320", []), ("x" * 100_000, []), ("2" * 100_000, []),
    ],
)  # fmt: skip
def test_a_date_with_two_meanings_or_none(written, meant):
    assert dates.meanings(written, years=YEARS) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("令和元年5月1日", ["2019-05-01"]), ("令和元年4月30日", []), ("平成31年4月30日", ["2019-04-30"]), ("平成元年1月", ["1989-01"]), ("昭和64年1月7日", ["1989-01-07"]),
        ("令和0年1月1日", []), ("S50.4.1", ["1975-04-01"]), ("大正5年1月1日", []), ("㋿8年11月20日", [DAY]),
    ],
)  # fmt: skip
def test_japanese_eras(written, meant):
    assert dates.meanings(written) == meant


def test_a_year_of_two_digits_needs_years_in_full_beside_it():
    assert dates.years(["Nov-25", "3/11/2024", "2026", "nonsense"]) == range(2023, 2028)
    assert dates.years(["Nov-25", "26/11/20"]) == range(0) and dates.meanings("Nov-25") == []
    assert dates.meanings("Nov-25", years=range(1920, 2030)) == ["1925-11", "2025-11"]


@pytest.mark.parametrize(
    ("written", "order"),
    [
        (["3/4/2025", "3/14/2025"], "month first"), (["3/4/2025", "14.3.2025"], "day first"), (["25/11/30", "25/11/4"], "year first"),
        (["3/4/2025"], ""), (["3/14/2025", "14/3/2025"], ""), (["2025-03-14"], ""), ([], ""),
    ],
)  # fmt: skip
def test_the_order_that_dates_show(written, order):
    assert dates.order(written, YEARS) == order


def test_an_order_decides_between_two_meanings_and_against_none():
    assert dates.meanings("3/11/2025", years=YEARS, order="day first") == ["2025-11-03"]
    assert dates.meanings("11/20/2025", years=YEARS, order="day first") == ["2025-11-20"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("50000000", "50000000"), ("50,000,000", "50000000"), ("５０，０００，０００", "50000000"), ("50 000 000", "50000000"), ("50\u202f000\u202f000", "50000000"),
        ("50'000'000", "50000000"), ("5,000万", "50000000"), ("5千万", "50000000"), ("0.5億", "50000000"), ("5億2,000万", "520000000"), ("1兆2億3", "1000200000003"),
        ("50 million", "50000000"), ("1.5 Billion", "1500000000"), ("50000000.0", "50000000"), ("0.00", "0"), ("-0.0", "0"), ("007", "7"), (".5", "0.5"), ("5.", "5"),
        ("-218,800", "-218800"), ("−218,800", "-218800"), ("▲218,800", "-218800"), ("△ 218,800", "-218800"), ("(218,800)", "-218800"), ("+5", "5"), (" 5 ", "5"),
        ("12345678901234567890.10", "12345678901234567890.1"),
    ],
)  # fmt: skip
def test_a_number_with_one_meaning(written, meant):
    assert numerals.number(written) == meant


@pytest.mark.parametrize(
    "written",
    ["", ".", "-", "12,5", "1,00,000", "1_000", "1e5", "5.5E+11", "nan", "inf", "1e400", "٢٠٢٤", "about 5", "$5", "5%", "5-6", "--5", "1000 000", "1,000 000", "2万5億", "万", "million", "1/2"],
)  # fmt: skip
def test_what_is_no_number_or_more_than_one(written):
    assert numerals.number(written) == ""


def test_whole_numbers_words_and_decimal_commas():
    assert (
        numerals.number("12.5", whole=True) == ""
        and numerals.number("12.0", whole=True) == "12"
        and numerals.number("1.5億", whole=True) == "150000000"
    )
    assert numerals.number("5 million", words=False) == "" and numerals.number("5,000", words=False) == "5000"
    said = {"12,5": "12.5", "-0,50": "-0.5", "1,5万": "15000", "12,345": "", "12.345": "", "1.234,5": "", "2,000万": "", "5": "5"}
    assert {one: numerals.number(one, decimal_comma=True) for one in said} == said


def test_words_for_true_and_false():
    assert {numerals.truth(one) for one in ("TRUE", "True", "true", "はい", "yes", "1", "ＴＲＵＥ", " true ", "WAHR")} == {"true"}
    assert {numerals.truth(one) for one in ("FALSE", "False", "いいえ", "no", "0", "FAUX")} == {"false"}
    assert {numerals.truth(one) for one in ("", "perhaps", "2", "truee", "-", "はいいいえ")} == {""}


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ({"type": "date"}, "a day such as 2026-02-06"),
        ({"type": "date", "example": "2026-11-20"}, "a day such as 2026-11-20"),
        ({"type": "string", "constraints": {"pattern": r"\d{4}-\d{2}(-\d{2})?"}}, "a month such as 2025-11 or a day such as 2026-02-06"),
        ({"type": "integer", "constraints": {"minimum": 1}}, "a whole number of at least 1 in digits alone, such as 5000"),
        ({"type": "number", "constraints": {"minimum": 0, "maximum": 100}}, "a number from 0 to 100"),
        ({"type": "boolean"}, "true or false"),
        ({"type": "list", "delimiter": ";"}, "keys joined by ; without blanks"),
        ({"type": "string", "categories": [{"value": "a"}, {"value": "b"}]}, "one of a, b"),
        ({"type": "string", "constraints": {"pattern": "[A-Z]{3}"}, "example": "CHN"}, "a text such as CHN"),
        ({"type": "string", "constraints": {"pattern": "[a-z]+(-[a-z0-9]+)*"}, "description": "Lower case."}, "Lower case"),
        ({"type": "string"}, "a text"),
    ],
)  # fmt: skip
def test_what_a_column_takes_is_said_in_words(field, said):
    assert form_of(field) == said


def test_no_column_of_the_record_says_a_regular_expression():
    schema = read_schema(PROJECT / "data")
    fields = [field for table in schema.tables for field in schema.fields(table).values()]
    patterns = {field["constraints"]["pattern"] for field in fields if "pattern" in field.get("constraints", {})}
    assert patterns and not any(pattern in form_of(field) for field in fields for pattern in patterns)
    assert all(form_of(field) != "a text" for field in fields if "pattern" in field.get("constraints", {}))
