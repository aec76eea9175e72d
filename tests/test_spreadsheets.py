"""A table that somebody saved with a spreadsheet program: read where it can be, named with what would be right, or put back."""

import csv
import re

import pandas as pd
import pytest

from econsec.checks import check
from econsec.cli import main
from econsec.data import Schema, read_schema, read_table
from econsec.spreadsheets import tidy, unreadable

UTF8 = "is not UTF-8; right: saved as UTF-8 (in Excel: “CSV UTF-8”)"
COMMAS = "stand between the columns; right: commas; `make tidy` puts them there"


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
    assert line.startswith("datapackage.yaml: not a data package: line 1: byte 0xe9 is not UTF-8")


# Put back into form

COUNTRIES = {  # how Excel writes a date there, and what it puts between columns
    "Japan": (lambda year, month, day: f"{year}/{month}/{day}", ","),
    "United States": (lambda year, month, day: f"{month}/{day}/{year}", ","),
    "United Kingdom": (lambda year, month, day: f"{day:02}/{month:02}/{year}", ","),
    "Germany": (lambda year, month, day: f"{day:02}.{month:02}.{year}", ";"),
}
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def excel(path, dated, separator):
    """Save a table as Excel does: its own dates, TRUE and FALSE, a byte-order mark, Windows' line ends."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows = [[_shown(cell, dated) for cell in row] for row in rows]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator, lineterminator="\r\n").writerows(rows)


def _shown(cell, dated):
    found = ISO.fullmatch(cell)
    return dated(*map(int, found.groups())) if found else cell.upper() if cell in ("true", "false") else cell


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_excel_made_of_dates_truth_and_separators_is_put_back_to_the_byte(data, country):
    before, names = contents(data), ("awards", "countries", "sources")
    for name in names:
        excel(data / f"{name}.csv", *COUNTRIES[country])
    assert {name for name, content in contents(data).items() if content != before[name]} == {f"{name}.csv" for name in names}
    changed, problems = tidy(Schema(data))
    assert sorted(changed) == [f"{name}.csv" for name in names] and not problems
    assert contents(data) == before


def test_tables_that_nobody_saved_are_left_as_they_are(data, capsys):
    before = contents(data)
    assert main(["tidy", "--data", str(data)]) == 0
    assert capsys.readouterr().out == "0 files changed.\n" and contents(data) == before


@pytest.mark.parametrize("written", ["3/11/2025", "2025/02/30", "November 2025"])
def test_what_could_mean_two_days_or_none_stays_and_is_named(data, change, written):
    line = change("awards", "vulcan-elements-2025-11", "announced_on", written)
    assert tidy(Schema(data)) == ([], [])
    assert check(data) == [f"awards.csv:{line}: announced_on: '{written}' is not a date such as 2026-02-06"]


def test_what_is_not_utf_8_is_named_and_left_and_the_rest_put_back(data, capsys):
    saved(data / "firms.csv", encoding="cp932")
    before = contents(data)
    excel(data / "awards.csv", *COUNTRIES["Japan"])
    assert main(["tidy", "--data", str(data)]) == 1
    assert capsys.readouterr().out == f"changed: awards.csv\nfirms.csv:2: byte 0x83 {UTF8}\n1 files changed.\n"
    assert contents(data) == before


def test_a_row_that_is_too_long_or_too_short_and_an_empty_table_lose_nothing(data):
    path = data / "firms.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, first, second, *others = csv.reader(file)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, [*first, "over"], second[:-1], *others])
    (data / "awards.csv").write_text("", encoding="utf-8")
    before = contents(data)
    assert tidy(Schema(data)) == ([], ["awards.csv: empty; right: a line with the names of the columns, and the rows"])
    assert contents(data) == before
