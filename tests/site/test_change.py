"""One changed cell of the data: what changes on the pages, all of it and nothing else."""

import re

import pytest
from conftest import PROJECT, copy_data
from pages import contents

from econsec.site.pipeline import build
from econsec.site.plan import Book, chapters


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory):
    """Return the English book, without partners' pages, after Crucible Metals' grant has grown from 210 to 225 million dollars."""
    folder = tmp_path_factory.mktemp("changed")
    data = copy_data(folder / "data")
    text = (data / "funding.csv").read_text(encoding="utf-8")
    assert text.count(",210000000,") == 1
    (data / "funding.csv").write_text(text.replace(",210000000,", ",225000000,"), encoding="utf-8")
    build([Book("en", "en", without=("partners", "sectors"))], folder / "site", str(data), say=lambda line: None)
    return folder / "site"


@pytest.mark.slow  # that no other sentence or exhibit changes, the review's test of the same cell sees
def test_an_awards_amount_changes_its_row_its_mark_the_total_and_the_sentence_and_nothing_else(site, changed_site):
    changes = {}
    for name in chapters(PROJECT):
        before, after = (contents(one / "en" / f"{name}.html") for one in (site, changed_site))
        assert before.keys() == after.keys()
        changes |= {(name, *key): (before[key], after[key]) for key in before if before[key] != after[key]}
    page = "chapters/pillar3_technology"
    assert {key[:3] if key[1] != "sentences" else key[:2] for key in changes} == {
        (page, "row", "award_table-crucible-metals-2025-12"),
        (page, "mark", next(key[2] for key in changes if key[1] == "mark")),
        (page, "drawing", "award_bars"),
        (page, "sentences"),
    }
    for (_, kind, _), (before, after) in changes.items():
        if kind != "sentences":
            assert before.replace("USD 210 million", "USD 225 million").replace("210000000", "225000000") == after
    said = [pair for key, pair in changes.items() if key[1] == "sentences"]
    totals = {"USD 410 million": "USD 425 million", "USD 637 million": "USD 652 million"}  # fixed grants, those awarded
    assert len(said) == len(totals)
    assert {frozenset(_numbers(before) - _numbers(after)) for before, after in said} == {frozenset({one}) for one in totals}
    for before, after in said:
        assert _numbers(after) - _numbers(before) == {totals[one] for one in _numbers(before) - _numbers(after)}


def _numbers(text):
    return set(re.findall(r"USD [\d.,]+ \w+", text))
