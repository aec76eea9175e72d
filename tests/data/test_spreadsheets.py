"""A table that somebody saved with a spreadsheet program: named with what would be right, or put back to the byte."""

import csv
import io

import pandas as pd
import pytest
import yaml
from conftest import PROJECT, copy_data
from programs import EXCEL, LANGUAGES, libreoffice

from econsec.cli import main
from econsec.data.checks import check
from econsec.data.frames import read_table
from econsec.data.schema import Schema, read_schema
from econsec.data.spreadsheets import restored, tidy, unreadable

UTF8 = "right: saved as UTF-8 (in Excel: “CSV UTF-8”)"
COMMAS = "stand between the columns; right: commas; `make tidy` puts them there"
COLUMNS = {  # of a made table: one of each kind
    "id": {"type": "string"},
    "on": {"type": "date"},
    "seen": {"type": "string", "constraints": {"pattern": r"\d{4}(-\d{2}(-\d{2})?)?"}},
    "amount": {"type": "integer", "constraints": {"minimum": 1}},
    "share": {"type": "number"},
    "known": {"type": "boolean"},
    "tags": {"type": "list", "delimiter": ";"},
    "kind": {"type": "string", "categories": [{"value": "law"}, {"value": "ＡＩ"}]},
    "note": {"type": "string"},
    "place": {"type": "string"},
}
ROWS = [
    "a,2025-11-20,2025-11,50000000,0.5,true,x;y,law,日本の注,",
    'b,2026-02-06,2026-02-06,620000000,67,false,,law,"A note, with a comma",',
    "c,2025-03-04,2026,1,-218800,,x,,,table 2",
]


def table(rows, head=",".join(COLUMNS)):
    """Return a table as it is in form."""
    return "\n".join([head, *rows, ""])


@pytest.fixture
def made(tmp_path):
    """Return a folder with a made package of one table in form."""
    fields = [{"name": name, **field} for name, field in COLUMNS.items()]
    package = {"name": "made", "resources": [{"name": "facts", "path": "facts.csv", "schema": {"primaryKey": ["id"], "fields": fields}}]}
    (tmp_path / "datapackage.yaml").write_text(yaml.safe_dump(package, allow_unicode=True), encoding="utf-8")
    (tmp_path / "facts.csv").write_text(table(ROWS), encoding="utf-8")
    return tmp_path


@pytest.fixture
def record(tmp_path):
    """Return a copy of the record in form, however somebody has saved it."""
    return copy_data(tmp_path / "record")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def tidied(folder, content):
    """Return what tidy makes of a made table, and what it says."""
    path = folder / "facts.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    _, problems = tidy(Schema(folder))
    return path.read_text(encoding="utf-8"), problems


# Files


@pytest.mark.parametrize("encoding", ["cp932", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends_are_put_back(made, encoding, sign, end):
    rows = list(csv.reader(io.StringIO(table(ROWS * 3))))
    text = io.StringIO()
    csv.writer(text, delimiter=sign, lineterminator=end).writerows(rows)
    assert tidied(made, text.getvalue().encode(encoding)) == (table(ROWS * 3), [])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (table(ROWS).encode("euc_jp"), f"facts.csv:2: byte 0xc6 is not UTF-8; {UTF8}"),
        (table(["a,,,,,,,,Café,", "b,,,,,,,,Résumé,"]).encode("cp1252"), f"facts.csv:2: byte 0xe9 is not UTF-8; {UTF8}"),
        (table(ROWS).encode() + ROWS[0].encode("cp932"), f"facts.csv:5: byte 0x93 is not UTF-8; {UTF8}"),
        (table(ROWS).encode()[: table(ROWS).encode().index("注".encode()) + 2], f"facts.csv:2: byte 0xe6 is not UTF-8; {UTF8}"),
        (table(ROWS).encode("utf-16")[:-1], f"facts.csv:4: byte 0x0a is not UTF-16-LE; {UTF8}"),
        (b"\n\n", "facts.csv: empty; right: a line with the names of the columns, and the rows"),
        (b"", "facts.csv: empty; right: a line with the names of the columns, and the rows"),
        (b",,,\n,,,\n", "facts.csv: empty; right: a line with the names of the columns, and the rows"),
        (table([*ROWS[:2], 'd,,,,,,,,"open,', *ROWS[2:]]), "facts.csv:4: a quotation mark opens a cell and none closes it; right: a mark before and after the cell"),
        (table([*ROWS[:2], 'd,,,,,,,,"two" words,']), "facts.csv:4: a quotation mark stands within a cell; right: two marks for each one in a cell"),
        (table([f"d,,,,,,,,{'x' * 140_000},"]), "facts.csv:2: a cell of more than 131,072 characters; right: a shorter one"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_certain_is_named_and_left(made, content, said):
    csv.field_size_limit(2**31 - 1)  # as a library may leave it
    content = content if isinstance(content, bytes) else content.encode()
    (made / "facts.csv").write_bytes(content)
    assert tidy(Schema(made)) == ([], [said])
    assert (made / "facts.csv").read_bytes() == content and unreadable(made / "facts.csv") == said


def test_columns_and_rows_of_nothing_go_and_blank_lines_with_them(made):
    rows = list(csv.reader(io.StringIO(table(ROWS))))
    wide = [[*row, "", " "] for row in rows[:2]] + [[""] * 12, rows[2] + [""], [], rows[3], [""] * 10, [""]]
    text = io.StringIO()
    csv.writer(text).writerows([[], *([*row[:3], "", *row[3:]] if row else row for row in wide)])
    assert tidied(made, text.getvalue()) == (table(ROWS), [])


def test_cells_without_a_column_are_named_and_kept(made):
    head = ",".join(COLUMNS)
    found, problems = tidied(made, table([ROWS[0], ROWS[1] + ",over", ROWS[2]]))
    assert "over" in found and problems == ["facts.csv:3: 'over' stands beyond the last column; right: in a column of the table"]
    found, problems = tidied(made, table([ROWS[0], "stray," + ROWS[1], "," + ROWS[2]], f",{head}"))
    assert "stray" in found and "facts.csv:3: 'stray' stands in a column without a name; right: in a column of the table" in problems


def test_columns_that_were_moved_go_back_and_unknown_ones_stay(made):
    rows = list(csv.reader(io.StringIO(table(ROWS))))
    text = io.StringIO()
    csv.writer(text).writerows([row[3:] + row[:3] for row in rows])
    assert tidied(made, text.getvalue()) == (table(ROWS), [])
    other = text.getvalue().replace("share", "part").replace("\r\n", "\n")
    assert tidied(made, other) == (other, [])


def test_last_cells_that_excel_left_out_of_sixteen_rows_are_put_back_and_others_are_not(made):
    rows = [f"k{number},,,,,,,,note," for number in range(40)]
    left_out = [row if number < 15 else row[:-1] for number, row in enumerate(rows)]
    assert tidied(made, table(left_out)) == (table(rows), [])
    for short in ([*rows[:20], rows[20][:-1], *rows[21:]], [*rows[:3], rows[3][:-1]]):
        assert tidied(made, table(short)) == (table(short), [])


def test_quotation_marks_that_nobody_needs_go(made):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(csv.reader(io.StringIO(table(ROWS))))
    assert tidied(made, text.getvalue()) == (table(ROWS), [])


# Cells


@pytest.mark.parametrize(
    ("column", "written", "meant"),
    [
        ("on", "2026/11/20", "2026-11-20"), ("on", "２０２６年１１月２０日", "2026-11-20"), ("on", "46346", "2026-11-20"),
        ("on", "26/11/20", "2026-11-20"), ("seen", "Nov-25", "2025-11"), ("seen", "令和8年11月", "2026-11"), ("seen", "2026年", "2026"),
        ("amount", "５０，０００，０００", "50000000"), ("amount", "5,000万", "50000000"), ("amount", "1.5 billion", "1500000000"),
        ("share", "12.50", "12.5"), ("share", "▲218,800", "-218800"), ("known", "TRUE", "true"), ("known", "いいえ", "false"),
        ("tags", "x; y；z;", "x;y;z"), ("kind", " law ", "law"), ("id", "ｄ ", "d"), ("known", " ", ""),
        ("note", " 2026/11/20 ", " 2026/11/20 "), ("note", "ＡＩ", "ＡＩ"), ("note", "TRUE", "TRUE"),
    ],
)  # fmt: skip
def test_a_cell_with_one_meaning_is_put_back_and_free_text_is_left(made, column, written, meant):
    def row(cell):
        return ",".join(cell if name == column else "d" if name == "id" else "" for name in COLUMNS)

    quoted = f'"{written}"' if "," in written else written
    assert tidied(made, table([*ROWS, row(quoted)])) == (table([*ROWS, row(meant)]), [])


@pytest.mark.parametrize(
    ("column", "written", "said"),
    [
        ("on", "3/11/2025", "'3/11/2025' can mean 2025-03-11 or 2025-11-03; right: a day such as 2026-02-06"),
        ("on", "26/11/24", "'26/11/24' can mean 2024-11-26 or 2026-11-24; right: a day such as 2026-02-06"),
        ("on", "Nov-25", "'Nov-25' is not a day such as 2026-02-06"),
        ("on", "2025/02/30", "'2025/02/30' is not a day such as 2026-02-06"),
        ("seen", "Nov-95", "'Nov-95' is not a year such as 2026, a month such as 2025-11 or a day such as 2026-02-06"),
        ("seen", "45962", "'45962' can mean 2025-11-01 or 2025-11; right: a year such as 2026, a month such as 2025-11 or a day such as 2026-02-06"),
        ("amount", "5.5E+11", "'5.5E+11' was rounded by a spreadsheet program; right: all its digits"),
        ("amount", "1_000", "'1_000' is not a whole number of at least 1 in digits alone, such as 5000"),
        ("share", '"12,5"', "'12,5' is not a number in digits alone, such as 5000"),
        ("share", "٢٠٢٤", "'٢٠٢٤' is not a number in digits alone, such as 5000"),
        ("known", "perhaps", "'perhaps' is not true or false"),
        ("note", "########", "'########' is what a spreadsheet program shows in place of a value; right: a text"),
        ("note", "#NAME?", "'#NAME?' is what a spreadsheet program shows in place of a value; right: a text"),
        ("note", "????????", f"'????????': ? may stand for letters that were lost when it was saved; right: the text, {UTF8.removeprefix('right: ')}"),
    ],
)  # fmt: skip
def test_a_cell_with_no_meaning_or_two_is_named_and_left(made, column, written, said):
    row = ",".join(written if name == column else "d" if name == "id" else "" for name in COLUMNS)
    assert tidied(made, table([*ROWS, row])) == (table([*ROWS, row]), [f"facts.csv:5: {column}: {said}"])


def test_other_dates_of_a_table_or_else_of_the_package_tell_the_order(made):
    rows = [f"k{number},{day},,,,,,,," for number, day in enumerate(["3/4/2025", "11/20/2025"])]
    assert tidied(made, table(rows)) == (table(["k0,2025-03-04,,,,,,,,", "k1,2025-11-20,,,,,,,,"]), [])
    path = made / "datapackage.yaml"
    package = yaml.safe_load(path.read_text(encoding="utf-8"))
    package["resources"].append({**package["resources"][0], "name": "more", "path": "more.csv"})
    path.write_text(yaml.safe_dump(package), encoding="utf-8")
    (made / "more.csv").write_text(table(["k,20/11/2025,,,,,,,,"]), encoding="utf-8")
    assert tidied(made, table(rows[:1]))[0] == table(["k0,2025-04-03,,,,,,,,"])
    (made / "more.csv").write_text(table(["k,20/11/2025,,,,,,,,"]), encoding="utf-8")
    assert tidied(made, table(rows))[0] == table(["k0,2025-03-04,,,,,,,,", "k1,2025-11-20,,,,,,,,"])


def test_two_orders_in_one_table_tell_nothing(made):
    rows = [f"k{number},{day},,,,,,,," for number, day in enumerate(["3/4/2025", "11/20/2025", "20/11/2025"])]
    found, problems = tidied(made, table(rows))
    assert "3/4/2025" in found and found.count("2025-11-20") == 2
    assert problems == ["facts.csv:2: on: '3/4/2025' can mean 2025-03-04 or 2025-04-03; right: a day such as 2026-02-06"]


def test_a_comma_divides_the_whole_from_the_rest_only_where_semicolons_divide_columns(made):
    head, row = ";".join(COLUMNS), "a;2025-11-20;;;{};;;;;"
    assert tidied(made, table([row.format("0,5")], head)) == (table(["a,2025-11-20,,,0.5,,,,,"]), [])
    said = ["facts.csv:2: share: '12.345' is not a number in digits alone, such as 5000"]
    assert tidied(made, table([row.format("12.345")], head)) == (table(["a,2025-11-20,,,12.345,,,,,"]), said)


def test_all_is_worked_out_before_anything_is_written(made, monkeypatch):
    (made / "facts.csv").write_bytes(table(ROWS).encode("utf-8-sig"))
    before = contents(made)
    (found,) = restored(Schema(made))
    assert (found.before, found.after) == (before["facts.csv"], table(ROWS).encode()) and contents(made) == before


# The command, and the record


def test_the_command_says_what_it_changed_and_what_it_could_not(made, capsys):
    text = table(ROWS).replace("2025-11-20", "2025/11/20").replace("2025-03-04", "Mar-25").replace(",67,", ",about 67,")
    (made / "facts.csv").write_text(text, encoding="utf-8")
    assert main(["tidy", "--data", str(made)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "changed: facts.csv (on: 1 cell, such as '2025/11/20', now 2025-11-20)",
        "facts.csv:3: share: 'about 67' is not a number in digits alone, such as 5000",
        "facts.csv:4: on: 'Mar-25' is not a day such as 2026-02-06",
        "1 files changed.",
    ]
    assert (made / "facts.csv").read_text(encoding="utf-8") == text.replace("2025/11/20", "2025-11-20")


def test_tables_that_nobody_saved_are_left_as_they_are(made, capsys):
    before = contents(made)
    assert main(["tidy", "--data", str(made)]) == 0
    assert capsys.readouterr().out == "0 files changed.\n" and contents(made) == before


@pytest.mark.parametrize("country", EXCEL)
def test_what_excel_makes_of_every_column_of_the_record_is_put_back_to_the_byte(record, country):
    encoding, before = EXCEL[country].encoding, contents(record)
    lost = {name for name, content in before.items() if encoding == "cp932" and b"?" in content.decode().replace("?", "").encode(encoding, "replace")}
    for path in record.glob("*.csv"):
        EXCEL[country].save(path)
    assert all(content != before[name] for name, content in contents(record).items())
    _, problems = tidy(Schema(record))
    assert {name for name, content in contents(record).items() if content != before[name]} == lost
    assert {line.partition(":")[0] for line in problems} == lost and all("letters that were lost" in line for line in problems)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_libreoffice_makes_of_every_column_of_the_record_is_put_back_to_the_byte(record, lang):
    before = contents(record)
    libreoffice(record, lang)
    assert all(content != before[name] for name, content in contents(record).items())
    assert tidy(Schema(record))[1] == [] and contents(record) == before


@pytest.mark.slow
def test_the_record_reads_the_same_before_and_after(record):
    for name in read_schema(record).tables:
        pd.testing.assert_frame_equal(read_table(Schema(record), name), read_table(Schema(PROJECT / "data"), name))


# The check


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"encoding": "cp932"}, "facts.csv: written in cp932; right: saved as UTF-8 (in Excel: “CSV UTF-8”); `make tidy` puts it into UTF-8"),
        ({"encoding": "utf-16"}, "facts.csv: written in utf-16-le; right: saved as UTF-8 (in Excel: “CSV UTF-8”); `make tidy` puts it into UTF-8"),
        ({"sign": ";"}, f"facts.csv:1: semicolons {COMMAS}"),
        ({"sign": "\t"}, f"facts.csv:1: tabs {COMMAS}"),
    ],
)  # fmt: skip
def test_the_check_says_what_another_program_made_of_a_table(made, how, said):
    (made / "facts.csv").write_bytes(table(ROWS).replace(",", how.get("sign", ",")).encode(how.get("encoding", "utf-8")))
    assert [line for line in check(made) if line.startswith("facts.csv")] == [said]


def test_excels_csv_utf_8_is_read_as_it_is_meant(data):
    before = read_table(read_schema(data), "firms")
    path = data / "firms.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(data) == []
    pd.testing.assert_frame_equal(read_table(read_schema(data), "firms"), before)


def test_a_description_that_is_not_utf_8_is_named(data):
    (data / "datapackage.yaml").write_bytes("title: é".encode("latin-1"))
    (line,) = check(data)
    assert line.startswith("datapackage.yaml: not a data package: line 1: byte 0xe9 is not UTF-8")
