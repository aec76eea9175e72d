"""The record and what the report says of it: no claim of the newest edition has turned, and every heading is under test or says nothing of data."""

import json
import re

import pytest
from conftest import ROOT

from econsec.exhibits import claims
from econsec.run import turned
from econsec.run.claims import CAPTION, CLAIM, OTHERWISE, tagged

COVERED = ("summary", "nss", "pillar1_agreements", "pillar2_minerals", "pillar3_technology", "outlook", "partner")
NO_CLAIM = "no-claim"


def book(name):
    return json.loads((ROOT / "chapters" / f"{name}.ipynb").read_text(encoding="utf-8"))


def headings(name):
    """Return the headings of a chapter with their cells' tags."""
    for cell in book(name)["cells"]:
        for heading in re.findall(r"^## (.+)$", "".join(cell["source"]), re.M) if cell["cell_type"] == "markdown" else ():
            yield heading, cell["metadata"].get("tags", [])


@pytest.mark.parametrize("name", COVERED)
def test_no_claim_of_the_newest_edition_has_turned(name):
    assert turned(book(name)) == {}, "its author has to decide: another first wording, or another condition"


@pytest.mark.parametrize("name", COVERED)
def test_each_heading_is_under_test_or_says_nothing_of_the_data(name):
    unclear = [heading for heading, tags in headings(name) if not any(tag.startswith((CLAIM, OTHERWISE)) or tag == NO_CLAIM for tag in tags)]
    assert unclear == []


@pytest.mark.parametrize("name", COVERED)
def test_each_claim_is_used_and_has_another_wording(name):
    cells, made = book(name)["cells"], set(claims(book(name)))
    used = {kind: {one for cell in cells for one in tagged(cell, kind)} for kind in (CLAIM, OTHERWISE)}
    captions = {one for cell in cells if tagged(cell, CAPTION) for one in tagged(cell, CLAIM)}  # beneath stands the caption that describes
    assert made == used[CLAIM] and used[CLAIM] - captions <= used[OTHERWISE] <= used[CLAIM]


def test_headings_under_test_outnumber_those_that_say_nothing():
    kinds = [NO_CLAIM in tags for name in COVERED for _, tags in headings(name)]
    assert kinds.count(False) > kinds.count(True)
