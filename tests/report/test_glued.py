"""A chapter glues what its sentences show, and nothing else: what nobody reads would only lengthen notebooks and their diffs."""

import json
import re

import pytest
from conftest import ROOT, read

from econsec import Report
from econsec.editions.sectors import with_rows
from econsec.exhibits import GLUE, glued
from econsec.report import numbers

CHAPTERS = sorted(path.stem for path in (ROOT / "chapters").glob("*.ipynb"))
PARTNERS = [row["iso3"] for row in read("countries") if row["profile"] == "true"]
ROLE = re.compile(r"\{glue:text\}`([^`]+)`")
SHOWN_WITH = "shown-with-"


def chapter(name):
    return json.loads((ROOT / f"chapters/{name}.ipynb").read_text(encoding="utf-8"))


def shown(cell):
    """Return what the sentences of a cell show, in its text or in the captions of its metadata."""
    text = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
    return set(ROLE.findall(text + json.dumps(cell["metadata"])))


def conditions(cell):
    """Return the values without which a cell does not stand on a partner's page."""
    return {tag.removeprefix(SHOWN_WITH) for tag in cell["metadata"].get("tags", []) if tag.startswith(SHOWN_WITH)}


def differing(cells, values):
    """Return the names of values that no cell needs, and of those that a cell needs and that are not there; ``values`` are raw."""
    named = set().union(*map(shown, cells), *map(conditions, cells))
    standing = [cell for cell in cells if all(values.get(name) for name in conditions(cell))]
    needed = set().union(*map(shown, standing), *map(conditions, cells))
    return values.keys() - named, needed - values.keys()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_glues_what_its_sentences_show(name):
    notebook = chapter(name)
    values = glued(notebook, raw=True)
    assert values and differing(notebook["cells"], values) == (set(), set())


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("code", PARTNERS)
def test_so_does_the_page_of_each_partner(lang, code):
    values = {name: value.raw for name, value in numbers.partner(Report(lang).of(code)).items()}
    assert differing(chapter("partner")["cells"], values) == (set(), set())


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_so_does_the_page_of_each_sector(lang):
    for key in with_rows(Report(lang)):
        values = {name: value.raw for name, value in numbers.sector(Report(lang).of(sector=key)).items()}
        assert differing(chapter("sector")["cells"], values) == (set(), set())


# What finds them


def cells(**values):
    """Return a small chapter that glues ``values`` and shows a, b in a caption, and, where d is anything, c."""
    outputs = [
        {"data": {f"{GLUE}text/plain": str(raw), f"{GLUE}application/json": json.dumps(raw)}, "metadata": {"scrapbook": {"name": name}}}
        for name, raw in values.items()
    ]
    return [
        {"cell_type": "code", "metadata": {}, "source": ["glue(values)"], "outputs": outputs},
        {"cell_type": "markdown", "metadata": {}, "source": ["There are ", "{glue:text}`a`."]},
        {"cell_type": "code", "metadata": {"mystnb": {"figure": {"caption": "Of {glue:text}`b`."}}}, "source": ["'{glue:text}`e`'"], "outputs": []},
        {"cell_type": "markdown", "metadata": {"tags": ["shown-with-d"]}, "source": ["{glue:text}`c` of them."]},
    ]


@pytest.mark.parametrize(
    ("values", "unshown", "missing"),
    [
        ({"a": 1, "b": 2, "c": 3, "d": 4}, set(), set()),
        ({"a": 1, "b": 2, "d": 0}, set(), set()),
        ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, {"e"}, set()),
        ({"a": 1, "b": 2, "d": 4}, set(), {"c"}),
        ({"a": 1, "c": 3}, set(), {"b", "d"}),
    ],
)
def test_one_value_too_many_or_too_few_is_found(values, unshown, missing):
    small = {"cells": cells(**values)}
    assert differing(small["cells"], glued(small, raw=True)) == (unshown, missing)
