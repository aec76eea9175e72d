"""What the committed chapters leave open, a line each: exhibits whose works or words are not known, passages to read again."""

import json
from pathlib import Path

from econsec.exhibits import RESOURCE, VEGALITE, raw, unworded
from econsec.run.passages import to_read_again


def open_points(folder: Path, data: Path) -> list[str]:
    """Return what is open about the chapters in a folder, a line each."""
    return [line for path in sorted(Path(folder).glob("*.ipynb")) for line in _unknown(path)] + to_read_again(Path(folder), Path(data))


def _unknown(path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            said, where = _sources(data), f"chapters/{path.name}, cell {cell.get('id')}"
            if said is not None and not said.get("works"):
                yield f"{where}: an exhibit whose sources are not stated; right: exhibit(name, …, rows=…), or rows=[] where it rests on no work"
            for name in raw(_shown(data)):
                right = 'title=report.gettext("…")' if VEGALITE in data else f'.rename(columns={{"{name}": report.gettext("…")}})'
                yield f"{where}: a page shows {name!r}, the name of a column; right: a column of the tables of rows=…, or {right}"


def _shown(data):
    """Return what an exhibit calls the columns of a table, or the fields of a chart that have no words."""
    if RESOURCE in data:
        return [field["title"] for field in data[RESOURCE]["schema"]["fields"] if "title" in field]
    return list(dict.fromkeys(name for _, _, name, _ in unworded(data[VEGALITE]))) if VEGALITE in data else []


def _sources(data):
    """Return what an exhibit says of its works; None where it is none, or rests on none."""
    if RESOURCE in data:
        return data[RESOURCE].get("sources")
    if VEGALITE in data:
        meta = data[VEGALITE].get("usermeta", {})
        return meta.get("sources") if "exhibit" in meta else {}
    return None
