"""What a table draws: of a column that no row knows anything of one sentence, of all others every cell."""

from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from shown import show

from econsec import Report, workbench
from econsec.exhibits import NONE, UNKNOWN, Cell, Row, Table, exhibit, exports, said_of_gaps
from econsec.exhibits.table import Folds

SAID = {"en": "Left out, as no row has it: Rate and Since.", "ja": "どの行も不明なため省いた列: Rate、Since。"}


def table(*rows, columns=("Name", "Rate", "Since"), **more):
    return Table("a", columns, tuple(Row(str(place), cells, **more) for place, cells in enumerate(rows)), "a")


def drawn(table, lang="en"):
    """Return the headings that a table draws, how many cells each row has, and what it says of gaps."""
    page = BeautifulSoup(said_of_gaps(table, lang).html(folds=Folds()), "html.parser")
    lengths = {len(row.select("th, td")) for row in page.select("tbody tr:not(.group)")}
    return [one.text for one in page.select("thead th")], lengths, [one.text for one in page.select(".exhibit-gaps")]


@pytest.mark.parametrize("lang", SAID)
def test_what_no_row_knows_is_said_once_and_not_drawn(lang):
    blank = table((Cell("x"), UNKNOWN, UNKNOWN), (Cell("y"), UNKNOWN, UNKNOWN))
    assert drawn(blank, lang) == (["Name"], {1}, [SAID[lang]])


def test_one_known_value_keeps_its_column():
    assert drawn(table((Cell("x"), UNKNOWN, UNKNOWN), (Cell("y"), Cell("5"), UNKNOWN))) == (
        ["Name", "Rate"],
        {2},
        ["Left out, as no row has it: Since."],
    )
    assert drawn(table((Cell("x"), Cell("5"), Cell("May")), (Cell("y"), UNKNOWN, UNKNOWN)))[::2] == (["Name", "Rate", "Since"], [])


def test_where_there_is_nothing_to_know_nothing_is_called_unknown():
    reason = Cell("no day was set", css="unknown")  # says more than a dash
    assert drawn(table((Cell("x"), NONE, reason), (Cell("y"), UNKNOWN, reason))) == (["Name", "Rate", "Since"], {3}, [])


def test_a_table_without_rows_has_no_gaps_and_one_that_knows_nothing_stays():
    assert table().unknown() == [] and said_of_gaps(table(), "en").gaps == ""
    assert drawn(table((UNKNOWN, UNKNOWN, UNKNOWN)))[::2] == (["Name", "Rate", "Since"], [])


def test_where_the_first_column_goes_the_next_heads_the_row():
    page = BeautifulSoup(said_of_gaps(table((UNKNOWN, Cell("5"), Cell("May"))), "en").html(), "html.parser")
    assert [one.text for one in page.select("tbody th[scope=row]")] == ["5"] and [one.text for one in page.select("tbody td")] == ["May"]


def test_a_heading_between_rows_is_as_wide_as_what_is_drawn():
    page = BeautifulSoup(said_of_gaps(table((Cell("x"), UNKNOWN, Cell("1")), group="G"), "en").html(), "html.parser")
    assert page.select_one("tr.group th")["colspan"] == "2"


@pytest.mark.parametrize("lang", SAID)
def test_any_frame_is_drawn_so_and_its_files_keep_the_column(lang):
    frame = pd.DataFrame({"what": ["a", "b"], "since": [None, pd.NaT]})
    made = exhibit(Report(lang), "a", frame)
    assert made.unknown() == [1] and "since" in made.gaps and ">since<" not in made.html()
    assert exports.table_grid(made, lang).columns == ("id", "what", "since")
    assert Table.of(made._repr_mimebundle_()["application/vnd.dataresource+json"]) == replace(made, absence="")


def test_an_agreement_without_articles_has_no_column_of_dashes():
    report = Report("en").of("JPN")
    lines = report.commitments()
    made = exhibit(report, "a", _table(report, lines, ["article_no", "label"]), rows=lines)
    assert made.gaps == "Left out, as no row has it: Article." and made.columns[0] == "Article" != made.drawn().columns[0]


def test_aims_oblige_nobody_which_is_not_unknown():
    report = Report("en")
    lines = report.commitments()
    aims = lines[lines.role.isin(["aim", "trigger"])]
    assert len(aims)
    made = exhibit(report, "a", _table(report, aims), rows=aims)
    assert made.gaps == "" or "Who acts" not in made.gaps and "How far" not in made.gaps
    others = lines[~lines.role.isin(["aim", "trigger"])]
    assert {row.cells[1] for row in _table(report, others.assign(obliged="")).rows} == {UNKNOWN}


def _table(report, rows, columns=("label", "obliged", "firmness", "reach")):
    _, _, forms = workbench(report)
    return forms.table(rows, columns)


def test_a_pillar_without_an_agreement_is_not_unknown():
    made = show("coverage_table", Report("en"))
    dashes = [cell for row in made.rows for cell in row.cells if cell.text == "–"]
    assert dashes and set(dashes) == {NONE} and made.gaps == ""
