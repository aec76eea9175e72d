"""One changed cell of the data: what changes on the pages, all of it and nothing else."""

import re

import pytest

from conftest import ROOT
from econsec.cli import main
from econsec.site import chapters
from pages import contents, soup


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory):
    """Return the English site after Vulcan Elements' grant has grown from 50 to 65 million dollars."""
    import shutil

    folder = tmp_path_factory.mktemp("changed")
    data = shutil.copytree(ROOT / "data", folder / "data")
    text = (data / "funding.csv").read_text(encoding="utf-8")
    assert text.count(",50000000,") == 1
    (data / "funding.csv").write_text(text.replace(",50000000,", ",65000000,"), encoding="utf-8")
    assert main(["build", "--lang", "en", "--data", str(data), "--out", str(folder / "site")]) == 0
    return folder / "site"


def test_an_awards_amount_changes_its_row_its_mark_the_total_and_the_sentence_and_nothing_else(site, changed_site):
    changes = {}
    for name in chapters(ROOT):
        before, after = (contents(soup(one / "en" / f"{name}.html")) for one in (site, changed_site))
        assert before.keys() == after.keys()
        changes |= {(name, *key): (before[key], after[key]) for key in before if before[key] != after[key]}
    page = "chapters/pillar3_technology"
    assert {key[:3] if key[1] != "sentences" else key[:2] for key in changes} == {
        (page, "row", "award_table-vulcan-elements-2025-11"),
        (page, "mark", next(key[2] for key in changes if key[1] == "mark")),
        (page, "drawing", "award_bars"),
        (page, "sentences"),
    }
    for (_, kind, _), (before, after) in changes.items():
        if kind != "sentences":
            assert before.replace("USD 50 million", "USD 65 million").replace("50000000", "65000000") == after
    said = [pair for key, pair in changes.items() if key[1] == "sentences"]
    assert said
    for before, after in said:
        assert _numbers(after) - _numbers(before) == {"USD 275 million"}
        assert _numbers(before) - _numbers(after) == {"USD 260 million"}


def _numbers(text):
    return set(re.findall(r"USD [\d.,]+ \w+", text))
