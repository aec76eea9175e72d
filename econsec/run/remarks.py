"""What the committed chapters leave open: exhibits whose works are not known, passages to read again. A line each."""

import json
from pathlib import Path

from econsec.exhibits import RESOURCE, VEGALITE
from econsec.run.passages import to_read_again


def open_points(folder: Path, data: Path) -> list[str]:
    """Return what is open about the chapters in a folder, a line each."""
    return [line for path in sorted(Path(folder).glob("*.ipynb")) for line in _unsourced(path)] + to_read_again(Path(folder), Path(data))


def _unsourced(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            said = _sources(data)
            if said is not None and not said.get("works"):
                right = "exhibit(name, …, rows=…), or rows=[] where it rests on no work"
                yield f"chapters/{path.name}, cell {cell.get('id')}: an exhibit whose sources are not stated; right: {right}"


def _sources(data):
    """Return what an exhibit says of its works; None where it is none, or rests on none."""
    if RESOURCE in data:
        return data[RESOURCE].get("sources")
    if VEGALITE in data:
        meta = data[VEGALITE].get("usermeta", {})
        return meta.get("sources") if "exhibit" in meta else {}
    return None
