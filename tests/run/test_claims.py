"""A chapter shows the wording that its claims bear, under one anchor, in captions too; what could not be worded is refused."""

from unittest.mock import patch

import nbformat
import pandas as pd
import pytest

from econsec.exhibits import CLAIM, claim, claims
from econsec.run import turned, worded
from econsec.run.claims import problems
from econsec.run.notebooks import ChapterError, execute


def stated(*made):
    """Return the outputs of claims: name, left, relation, right."""
    with patch("econsec.exhibits.conditions.display") as display:
        for one in made:
            claim(*one)
    return [nbformat.v4.new_output("display_data", call.args[0]) for call in display.call_args_list]


def book(made, *cells):
    first = nbformat.v4.new_code_cell("claim(…)", id="claims")
    first.outputs = stated(*made)
    return nbformat.v4.new_notebook(cells=[first, *cells])


def text(source, *tags, id=""):  # noqa: A002, as nbformat calls it
    return nbformat.v4.new_markdown_cell(source, metadata={"tags": list(tags)}, id=id or "-".join(tags) or "a")


HEADINGS = [text("## The list ends with easing\n\nWhy.", "claim-ends", id="one"), text("## The list ends\n\nWhat.", "otherwise-ends", id="two")]


def sources(notebook):
    return [cell["source"] for cell in notebook["cells"][1:]]


def test_where_a_claim_holds_its_own_wording_stands():
    assert sources(worded(book([("ends", 2, ">", 1)], *HEADINGS))) == [HEADINGS[0].source]


def test_where_it_does_not_another_stands_under_the_same_anchor():
    assert sources(worded(book([("ends", 0, ">", 1)], *HEADINGS))) == [f"(the-list-ends-with-easing)=\n{HEADINGS[1].source}"]


def test_of_three_wordings_one_stands():
    cells = [text("Both.", "claim-a"), text("One.", "otherwise-a", "claim-b"), text("None.", "otherwise-a", "otherwise-b")]
    said = {(a, b): sources(worded(book([("a", a, ">", 0), ("b", b, ">", 0)], *cells))) for a in (0, 1) for b in (0, 1)}
    assert said == {(1, 1): ["Both."], (1, 0): ["Both."], (0, 1): ["One."], (0, 0): ["None."]}


def test_a_caption_turns_with_its_claim():
    figure = {"mystnb": {"figure": {"caption": "China's gap shrank.", "name": "fig-gap"}}}
    drawn = nbformat.v4.new_code_cell("exhibit(…)", metadata=figure, id="gap")
    cells = [drawn, text("China's gap\ndid not shrink.", "otherwise-gap", "caption-gap")]
    for held, caption in ((1, "China's gap shrank."), (0, "China's gap did not shrink.")):
        (shown,) = worded(book([("gap", held, ">", 0)], *cells))["cells"][1:]
        assert shown["metadata"]["mystnb"]["figure"] == {"caption": caption, "name": "fig-gap"}


def test_a_caption_that_claims_stands_over_the_one_that_describes():
    figure = {"mystnb": {"figure": {"caption": "Balances by partner.", "name": "fig-gap"}}}
    drawn = nbformat.v4.new_code_cell("exhibit(…)", metadata=figure, id="gap")
    cells = [text("China's gap\nshrank", "claim-gap", "caption-gap"), drawn]
    for held, caption in ((1, "China's gap shrank\n\nBalances by partner."), (0, "Balances by partner.")):
        told = book([("gap", held, ">", 0)], *cells)
        (shown,) = worded(told)["cells"][1:]
        assert shown["metadata"]["mystnb"]["figure"] == {"caption": caption, "name": "fig-gap"}
        assert problems(told) == [], "the caption that describes is the other wording"


def test_a_chapter_without_claims_stays_as_it_is():
    notebook = nbformat.v4.new_notebook(cells=[text("A.")])
    assert worded(notebook) is notebook


@pytest.mark.parametrize(
    ("left", "relation", "right", "holds", "condition", "close"),
    [
        (9, ">", 8, True, "9 > 8", True),
        (9, ">", 4.5, True, "9 > 4.5", False),
        (5, ">", 4.5, True, "5 > 4.5", True),
        (0, "==", 0, True, "0 == 0", True),
        (3, ">=", 1, True, "3 >= 1", False),
        (pd.Timestamp("2026-05-02"), "<", pd.Timestamp("2026-05-01"), False, "2026-05-02 < 2026-05-01", False),
        (pd.NaT, "<", pd.Timestamp("2026-05-01"), False, "not known < 2026-05-01", False),
        (float("nan"), ">", 1, False, "not known > 1", False),
        ("China", "in", {"China", "Japan"}, True, "China in China, Japan", False),
        ("China", "not in", [], True, "China not in none", False),
        (pd.Series([1, 2]).sum(), "==", 3, True, "3 == 3", True),
    ],
)
def test_a_condition_is_recorded_with_its_values(left, relation, right, holds, condition, close):
    (made,) = claims(book([("a", left, relation, right)])).values()
    assert (made.holds, made.condition(), made.close) == (holds, condition, close)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a", 1, "=>", 2), "a: '=>' is no relation; right: <, <=, ==, !=, >, >=, in, not in"),
        (("a", "x", "<", 2), "a: 'x' and '2' cannot be compared by <"),
        (("a", 1, "in", 2), "a: '1' and '2' cannot be compared by in"),
    ],
)
def test_what_is_no_condition_is_refused(arguments, said):
    with pytest.raises(ValueError) as error:
        claim(*arguments)
    assert str(error.value) == said


def test_a_claim_that_turned_is_named_by_its_heading():
    assert turned(book([("ends", 0, ">", 1)], *HEADINGS)) == {"ends": "The list ends with easing"}
    assert turned(book([("ends", 2, ">", 1)], *HEADINGS)) == {}


def test_a_claim_without_another_wording_is_refused_once_it_turned():
    (line,) = problems(book([("ends", 0, ">", 1)], HEADINGS[0]))
    assert line == "“The list ends with easing”: the claim ends does not hold: 0 > 1; right: another wording, in a cell tagged otherwise-ends"
    assert problems(book([("ends", 2, ">", 1)], HEADINGS[0])) == []


def test_a_tag_without_a_claim_is_named():
    (line,) = problems(book([("ends", 2, ">", 1)], text("A.", "claim-end", id="x")))
    assert line == "cell x: tag claim-end: the chapter states no such claim; right: ends"


IMPORT = "from econsec.exhibits import claim, exhibit\nfrom econsec import Report"


def chapter(tmp_path, *cells):
    path = tmp_path / "chapter.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)  # without metadata of a kernel
    return path


def code(source, id, caption=""):  # noqa: A002, as nbformat calls it
    figure = {"mystnb": {"figure": {"caption": caption, "name": f"fig-{id}"}}} if caption else {}
    return nbformat.v4.new_code_cell(source, id=id, metadata=figure)


WRONG = {
    "nothing": ([code("x = 1", "b", "Shown")], "cell b: shows nothing under its caption; right: the exhibit as its last line"),
    "twice": (
        [code(f"exhibit(Report(), 'a', Report()['{table}'][['id']], rows=[])", id) for id, table in (("b", "firms"), ("c", "rings"))],
        "cell c: the exhibit a is in cell b already; right: a name of its own",
    ),
    "turned": ([code("claim('a', 1, '>', 2)", "b"), text("## A heading", "claim-a")], "“A heading”: the claim a does not hold: 1 > 2"),
    "none": ([code("exhibit(Report(), 'a', None)", "b")], "a: NoneType is nothing that an exhibit can show"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_chapter_that_cannot_be_shown_is_one_clear_line(tmp_path, case):
    cells, said = WRONG[case]
    with pytest.raises(ChapterError) as error:
        execute(chapter(tmp_path, code(IMPORT, "imports"), *cells), tmp_path / "out.ipynb", {})
    (line,) = str(error.value).splitlines()
    assert line.startswith("chapter.ipynb: ") and said in line


def test_a_notebook_without_kernel_metadata_runs(tmp_path):
    execute(chapter(tmp_path, code(f"{IMPORT}\nclaim('a', 2, '>', 1)", "imports")), tmp_path / "out.ipynb", {})
    notebook = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert notebook.cells[0].outputs[0].data[CLAIM]["holds"] is True
