"""Glued values: what the data decides in a sentence, recorded by name in a chapter's outputs."""

import json
import re
from dataclasses import dataclass

from IPython.display import display

GLUE = "application/papermill.record/"
NOTHING = re.compile("nan|NaN|NaT|None|<NA>|-?inf")  # what Python writes for a value that is not there
PIECES = re.compile("[,、;]| and ")


@dataclass(frozen=True)
class Value:
    """A number, date or text that the data decides: ``raw`` as it is, ``text`` as a sentence shows it."""

    raw: object
    text: str


def glue(values: dict[str, Value]) -> None:
    """Record values by name, so that prose can show them with ``{glue:text}`` and reviewers see them change."""
    for name, value in values.items():
        if not value.text.strip() or any(NOTHING.fullmatch(piece.strip()) for piece in PIECES.split(value.text)):
            raise ValueError(f"{name}: {value.text!r} is nothing that a sentence can show; right: a value, or words that say it is not known")
        bundle = {f"{GLUE}text/plain": value.text, f"{GLUE}application/json": json.dumps(value.raw, ensure_ascii=False, allow_nan=False)}
        display(bundle, raw=True, metadata={"scrapbook": {"name": name, "mime_prefix": GLUE}})


def glued(notebook: dict, raw: bool = False) -> dict[str, object]:
    """Return what a notebook glues: ``name -> text``, or the raw values."""
    outputs = (output for cell in notebook["cells"] for output in cell.get("outputs", []))
    found = {}
    for output in outputs:
        name = output.get("metadata", {}).get("scrapbook", {}).get("name")
        if name:
            text = output["data"][f"{GLUE}{'application/json' if raw else 'text/plain'}"]
            text = text if isinstance(text, str) else "".join(text)
            found[name] = json.loads(text) if raw else text
    return found
