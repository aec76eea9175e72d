"""Rows that only the unfolded table shows are brief; what they leave out the table's own page has."""

from econsec.exhibits import Cell, Folds, Row, Table

LINKS = Cell(parts=(Cell("7", href="sources.html#source-a", title="A long title"),), between=" ", title="Original", css="sources", value="a")
LISTED = Cell(
    value="2", parts=(Cell("Events: 2", "2", parts=(Cell("Summit", href="x.html#summit"), Cell("Ruling", href="x.html#ruling")), block=True),)
)


def rows(count):
    return tuple(Row(f"r{number}", (Cell(f"Row {number}"), LISTED, LINKS)) for number in range(count))


def table(count=12):
    return Table("t", ("Row", "Rests on it", "Sources"), rows(count), "t (rows: 12)")


def html_rows(html):
    return [line for line in html.splitlines() if line.startswith("<tr id=")]


def test_rows_in_sight_say_all_and_rows_beyond_the_fold_say_how_much_there_is():
    first, *_, last = html_rows(table().html(folds=Folds()))
    assert "A long title" in first and "Summit" in first and 'class="beyond"' not in first
    assert 'class="beyond"' in last and "A long title" not in last and "Summit" not in last
    assert '<td data-value="2" data-label="Rests on it">2</td>' in last
    assert 'title="Original"' in last and 'href="sources.html#source-a"' in last


def test_a_page_of_its_own_paper_and_the_notebook_have_all_of_every_row():
    every = Folds(10**6, 10**6, 10**6)
    for html in (table().html(folds=every), table().html()):
        assert html.count("A long title") == html.count("Summit") == 12


def test_what_a_phone_alone_folds_is_whole():
    html = table(count=5).html(folds=Folds())
    assert "beyond-phone" in html and html.count("A long title") == 5


def test_closed_tables_show_no_card_on_a_phone_but_that_of_a_single_row():
    assert Folds(closed=True).marks(rows(3)) == ["beyond-phone"] * 3
    assert Folds(closed=True).marks(rows(1)) == [""]
    assert Folds(closed=True).marks(rows(12))[6:] == ["beyond"] * 6
