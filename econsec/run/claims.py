"""Which wording a chapter shows: what its claims decide, by the tags of its cells.

A cell tagged ``claim-NAME`` shows where the claim of that name holds, one tagged ``otherwise-NAME`` where it does not. A heading shown in
the place of another keeps that one's anchor. A cell that is tagged ``caption-CELL`` as well is shown as the caption of the exhibit of
that cell; where it claims, the exhibit's own caption, which describes, stands beneath it. A notebook holds all wordings, so that
translations reach them.
"""

import re

from docutils.nodes import make_id

from econsec.exhibits import claims
from econsec.run.rests import borne, tagged

CLAIM, OTHERWISE, CAPTION = "claim-", "otherwise-", "caption-"
HEADING = re.compile(r"^#+ +(.+)$", re.M)


def worded(notebook: dict, within: str = "") -> dict:
    """Return an executed notebook with the wordings that its claims decide, and no other.

    Anchors begin with what they lie ``within``: to Sphinx an anchor is one in the whole book.
    """
    known, kept, captions = claims(notebook), [], {}
    notebook = borne(notebook)
    if not any(tagged(cell, kind) for cell in notebook["cells"] for kind in (CLAIM, OTHERWISE)):
        return notebook
    for cell in notebook["cells"]:
        if not _shown(cell, known):
            continue
        for exhibit in tagged(cell, CAPTION):
            captions[exhibit] = " ".join(_source(cell).split()), bool(tagged(cell, CLAIM))
        if not tagged(cell, CAPTION):
            kept.append(_anchored(cell, _replaced(notebook, cell), within))
    return {**notebook, "cells": [_captioned(cell, *captions.get(cell.get("id"), ("", False))) for cell in kept]}


def _shown(cell, known):
    held = all(known[name].holds for name in tagged(cell, CLAIM) if name in known)
    return held and not any(known[name].holds for name in tagged(cell, OTHERWISE) if name in known)


def _replaced(notebook, cell):
    """Return the first wording of what a cell says otherwise; none for a cell that is the first itself."""
    names = set(tagged(cell, OTHERWISE))
    return next((one for one in notebook["cells"] if names & set(tagged(one, CLAIM)) and HEADING.search(_source(one))), None) if names else None


def _anchored(cell, first, within):
    """Return a cell whose heading is found under the anchor of the heading in whose place it stands."""
    ours = HEADING.search(_source(cell))
    if not ours or first is None:
        return cell
    anchor = f"({within}{make_id(HEADING.search(_source(first))[1])})=\n"
    return {**cell, "source": anchor + _source(cell)}


def _captioned(cell, caption, claims):
    figure = cell["metadata"].get("mystnb", {}).get("figure")
    if not caption or not figure:
        return cell
    shown = f"{caption}\n\n{figure['caption']}" if claims else caption
    about = cell["metadata"]["mystnb"] | {"figure": figure | {"caption": shown}}
    return {**cell, "metadata": cell["metadata"] | {"mystnb": about}}


def _source(cell):
    return cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])


def problems(notebook: dict) -> list[str]:
    """Say what is wrong with a chapter's claims, a line each: names that nothing states, a claim that turned and has no other wording."""
    known, found = claims(notebook), []
    for cell in notebook["cells"]:
        for kind in (CLAIM, OTHERWISE):
            found += [
                f"cell {cell.get('id')}: tag {kind}{name}: the chapter states no such claim; right: {', '.join(known) or 'a claim first'}"
                for name in tagged(cell, kind)
                if name not in known
            ]
    otherwise = {name for cell in notebook["cells"] for name in tagged(cell, OTHERWISE)}
    otherwise |= {name for cell in notebook["cells"] if tagged(cell, CAPTION) for name in tagged(cell, CLAIM)}  # the exhibit's own caption
    for name, wording in turned(notebook).items():
        if name not in otherwise:
            found.append(
                f"“{wording}”: the claim {name} does not hold: {known[name].condition()}; right: another wording, in a cell tagged {OTHERWISE}{name}"
            )
    return found


def turned(notebook: dict) -> dict[str, str]:
    """Return the claims that do not hold, each with the wording that rested on it: its heading, or its first line."""
    lost, found = {name for name, claim in claims(notebook).items() if not claim.holds}, {}
    for cell in borne(notebook)["cells"]:
        names = [name for name in tagged(cell, CLAIM) if name in lost]
        if len(names) == 1:  # of two, another wording stands before this one
            heading = HEADING.search(_source(cell))
            found.setdefault(names[0], heading[1] if heading else _source(cell).splitlines()[0])
    return found
