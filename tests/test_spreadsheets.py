"""A table that somebody saved with a spreadsheet program: read where it can be, else named with what would be right."""

import pandas as pd
import pytest

from econsec.checks import check
from econsec.data import read_schema, read_table
from econsec.spreadsheets import unreadable

UTF8 = "is not UTF-8; right: saved as UTF-8 (in Excel: “CSV UTF-8”)"
COMMAS = "stand between the columns; right: commas (in Excel: “CSV UTF-8 (Comma delimited)”)"


def saved(path, encoding="utf-8", before="", after="", end="\n"):
    """Save a table as another program would."""
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.replace(before, after).replace("\n", end).encode(encoding))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"encoding": "cp932"}, f"firms.csv:2: byte 0x83 {UTF8}"),
        ({"encoding": "utf-16", "before": ",", "after": "\t"}, f"firms.csv:1: byte 0xff {UTF8}"),
        ({"before": ",", "after": ";"}, f"firms.csv:1: semicolons {COMMAS}"),
        ({"before": ",", "after": "\t"}, f"firms.csv:1: tabs {COMMAS}"),
    ],
)
def test_what_another_program_made_of_a_table_is_one_line_that_says_what_would_be_right(data, how, said):
    saved(data / "firms.csv", **how)
    assert check(data) == [said]


def test_an_empty_file_is_one_line(data):
    (data / "firms.csv").write_text("\n", encoding="utf-8")
    assert check(data) == ["firms.csv: empty; right: a line with the names of the columns, and the rows"]


def test_a_file_cut_within_a_letter_is_named_with_its_line(data):
    content = (data / "firms.csv").read_bytes()
    cut = content.index("エヌビディア".encode()) + 1
    (data / "firms.csv").write_bytes(b"\xef\xbb\xbf" + content[:cut])
    line = content.count(b"\n", 0, cut) + 1
    assert unreadable(data / "firms.csv") == f"firms.csv:{line}: byte 0xe3 {UTF8}"


def test_excels_csv_utf_8_is_read_as_it_is_meant(data):
    table = read_table(read_schema(data), "firms")
    saved(data / "firms.csv", encoding="utf-8-sig", end="\r\n")
    assert (data / "firms.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert check(data) == []
    pd.testing.assert_frame_equal(read_table(read_schema(data), "firms"), table)


def test_a_description_that_is_not_utf_8_is_named(data):
    (data / "datapackage.yaml").write_bytes("title: é".encode("latin-1"))
    (line,) = check(data)
    assert line.startswith("datapackage.yaml: not a data package: 'utf-8' codec can't decode byte 0xe9")
