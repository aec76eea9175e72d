"""A cell that the report would read otherwise than it stands, or could not show, is named; what is right passes."""

import pytest
from conftest import read

from econsec.data.checks import check


def only(problems, place):
    """Return what is said of the one cell that is wrong."""
    (problem,) = problems
    assert problem.startswith(place), problem
    return problem.removeprefix(place)


@pytest.fixture
def each(data, change):
    """Return a function that puts values into as many rows of a column, and returns what is said of each: ``value -> text``."""

    def said_of_each(table, column, values):
        filled = [row["id"] for row in read(table, data) if row[column]]
        assert len(filled) >= len(values)
        lines = [change(table, key, column, value) for key, value in zip(filled, values)]
        problems = check(data)
        assert len(problems) == len(values), problems
        return {
            value: only([one for one in problems if f".csv:{line}: " in one], f"{table}.csv:{line}: {column}: ") for line, value in zip(lines, values)
        }

    return said_of_each


@pytest.mark.parametrize(("table", "column"), [("countries", "profile"), ("added_tariff", "projected"), ("funding", "conditional")])
def test_truth_in_another_spelling_is_never_taken_for_unknown(each, table, column):
    for value, said in each(table, column, ["TRUE", "True", "1", "yes", "はい", "0", "FALSE", "t"]).items():
        assert said == f"{value!r} is not true or false"


def test_a_whole_number_in_another_form_is_named(each):
    values = ["1_000", "1e3", "nan", "inf", "-inf", "1e400", "٢٠٢٤", "\uff12\uff10\uff12\uff14"]
    values += ["1,000", "007", "+7", "5.0", "9223372036854775808", " 7", "0x10", "5,000万"]
    for value, said in each("goods_trade", "year", values).items():
        assert said.startswith(f"{value!r} is not a whole number")


def test_a_number_in_another_form_is_named(each):
    for value, said in each("added_tariff", "added_tariff_pp", ["NaN", "Infinity", "1e400", "1_0.5", "12.", ".5", "1,5", "½", "१२"]).items():
        assert said.startswith(f"{value!r} is not a number")


def test_a_date_in_another_form_or_that_never_was_is_named(each):
    values = ["2025-3-5", "2025/03/05", "2025-02-30", "0001-01-01", "9999-12-31", "-2025-01-01", "2025-03-05T00:00", "２０２５-03-05", "46346"]
    for value, said in each("export_controls", "announced_on", values).items():
        assert said == f"{value!r} is not a date such as 2026-02-06"


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("events", "on", "1999-12-31", "minimum 2000-01-01"),
        ("revisions", "on", "2099-01-01", "maximum 2049-12-31"),
        ("goods_trade", "year", "202", "minimum 1990"),
        ("goods_trade", "imports_musd", "413000000", "maximum 10000000"),
        ("mineral_dependence", "net_import_reliance_pct", "-3", "minimum 0"),
        ("export_controls", "quantity", "-5", "minimum 0"),
        ("agreements", "force_after_days", "60000", "maximum 3650"),
    ],
)
def test_a_quantity_or_a_date_out_of_any_range_is_named(data, spoil, table, column, value, said):
    line = spoil(table, column, value)
    assert f"{table}.csv:{line}: {column}: '{value}' does not fit: {said}" in check(data)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("a\x1bb", "holds a control character (U+001B), which nobody sees; right: without it"),
        ("a\x00b", "holds a control character (U+0000)"),
        ("right \u202e left", "holds RIGHT-TO-LEFT OVERRIDE (U+202E)"),
        ("a\u200bb", "holds ZERO WIDTH SPACE (U+200B)"),
        ("a\ufffdb", "has lost a letter (U+FFFD stands for it)"),
        ("one\ntwo", "holds the end of a line; right: one line"),
        ("x" * 2001, "2,001 letters ("),
        ("   ", "holds blanks alone; right: empty where nothing is known"),
        (" text", "' text' begins or ends with a blank"),
        ("TODO", "'TODO' stands for a text that is not there"),
        ("#REF!", "'#REF!' stands for a text that is not there"),
        ("=1+1", "'=1+1' begins with '=', so that a spreadsheet would run it"),
        ("+1", "'+1' begins with '+'"),
        ("@SUM(A1)", "'@SUM(A1)' begins with '@'"),
        ("-2+3", "'-2+3' begins with '-'"),
        ("caf" + "é".encode().decode("cp1252"), "was read in another encoding than it was written in"),
        ("輸出管理", "'輸出管理' holds Japanese ('輸')"),
    ],
)
def test_what_an_english_text_must_not_hold_is_named(data, spoil, value, said):
    line = spoil("events", "title_en", value)
    assert said in only(check(data), f"events.csv:{line}: title_en: ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("Tariffs were announced.", "has no Japanese in it; right: the Japanese"),
        ("関税".encode().decode("cp932", "replace"), "has lost a letter"),
        ("輸出管理を強化する".encode().decode("cp932", "ignore"), "was read in another encoding"),
        ("輸出".encode("iso2022_jp").decode("ascii").replace("\x1b", ""), "was read in another encoding"),
        ("関税".encode().decode("latin-1"), "nobody sees"),
        ("未定", "stands for a text that is not there"),
    ],
)
def test_what_a_japanese_text_must_not_hold_is_named(data, spoil, value, said):
    line = spoil("events", "title_ja", value)
    assert said in only(check(data), f"events.csv:{line}: title_ja: ")


def test_a_translation_that_equals_its_original_is_named(data):
    row = read("events", data)[0]
    path = data / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(row["title_ja"], f'"{row["title_en"]}"'), encoding="utf-8")
    assert "equals the English; right: the Japanese" in only(check(data), "events.csv:2: title_ja: ")


@pytest.mark.parametrize("name", ["AMD", "G42", "EU"])
def test_a_name_may_stay_as_it_is(data, spoil, name):
    spoil("firms", "name_ja", f"{name} X")
    assert check(data) == []


@pytest.mark.parametrize("value", ["-218800", "-0.5", "– a dash", "日本のみ"])
def test_what_only_looks_like_a_formula_passes(data, spoil, value):
    if value.startswith("-"):
        spoil("goods_trade", "balance_musd", value)
    else:
        spoil("events", "title_ja", f"{value}、関税")
    assert check(data) == []


def test_a_work_has_a_title_in_its_own_language(data, spoil):
    line = spoil("sources", "language", lambda language: "ja" if language != "ja" else "en")
    assert only(check(data), f"sources.csv:{line}: title: ")


def test_an_address_without_a_plain_host_is_named(each):
    values = ["https://user:secret@example.org/", "https://exa mple.org/", "https://a b", "https://[::1", "https://", 'http://x.org/"onclick=1']
    values += ["http://localhost/", "ftp://example.org/", "javascript:alert(1)", "https://example.org:port/", "//example.org/"]
    for said in each("sources", "url", values).values():
        assert said.endswith("right: a text such as https://www.jetro.go.jp/biz/areareports/")


def test_addresses_of_the_web_pass(data, spoil):
    spoil("sources", "url", "https://www.example.co.jp:8080/a/b(c)?d=e&f=g#h%20i~")
    assert check(data) == []


def test_a_date_of_a_work_that_is_none_is_named_without_an_expression(each):
    for value, said in each("sources", "date", ["2025-13", "Nov-25", "2025-11-32", "25", "2025/11"]).items():
        assert said.startswith(f"{value!r} does not fit; right: ") and "2025-11-20" in said and "[" not in said


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda cell: cell.split(";")[0] + ";" + cell.split(";")[0], "stands twice in the list; right: once"),
        (lambda cell: cell.split(";")[0] + "; " + cell.split(";")[0], "has blanks beside ;"),
        (lambda cell: f"{cell};", "has an item without a text"),
        (lambda cell: ";;", "has an item without a text"),
    ],
)
def test_a_list_in_another_form_is_named(data, spoil, how, said):
    line = spoil("events", "countries", how)
    assert said in only(check(data), f"events.csv:{line}: countries: ")


@pytest.mark.parametrize(
    ("table", "column", "value", "meant"),
    [
        ("agreements", "partner", "China", "CHN"),
        ("agreements", "partner", "中国", "CHN"),
        ("agreements", "partner", "CHNX", "CHN"),
        ("agreements", "partner", "chn", "CHN"),
        ("export_controls", "direction", "tigthen", "tighten"),
        ("export_controls", "direction", "Tightening", "tighten"),
    ],
)
def test_a_key_or_code_one_edit_away_is_proposed(data, spoil, table, column, value, meant):
    line = spoil(table, column, value)
    assert only(check(data), f"{table}.csv:{line}: {column}: ").endswith(f"; did you mean {meant}")


def test_nothing_is_proposed_where_nothing_is_near(data, spoil):
    spoil("agreements", "partner", "QQQ")
    assert "did you mean" not in check(data)[0]


def test_a_value_is_shortened(data, spoil):
    spoil("agreements", "partner", "x" * 1999)
    (problem,) = check(data)
    assert len(problem) < 200
