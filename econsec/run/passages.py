"""Passages that rest on rows: what a chapter tells that no value shows, and whether its rows are still those that were read.

A cell tagged ``rests-on-TABLE/ROW``, once a row, is such a passage; its tag ``read-STAMP`` is a hash of these rows and of what hangs on
them. A passage whose rows are others than were read has to be read again, in both languages; only ``econsec reread`` renews its stamp.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from econsec.data import Schema
from econsec.files import save
from econsec.run.notebooks import dumps_plain
from econsec.run.rests import RESTS, UNBORNE, tagged

READ = "read-"


class UnknownPassage(Exception):
    """A chapter or a passage that is not there; the message says which there are."""


@dataclass(frozen=True)
class Passage:
    """A passage: chapter, cell, the rows it rests on (``TABLE/ROW``), the stamp it was read under and that of today."""

    chapter: str
    cell: str
    rows: tuple
    read: str
    now: str
    missing: tuple = ()
    marked: bool = False

    def said(self) -> str:
        """Return in a line what has to be done; nothing where the rows are those that were read."""
        place = f"chapters/{self.chapter}.ipynb, cell {self.cell}"
        if self.missing and self.marked:
            return ""  # whoever accepted the chapters saw that no page shows it
        if self.missing:
            return f"{place}: rests on {', '.join(self.missing)}, which the data do not have; right: rows that are there"
        if self.read == self.now:
            return ""
        return (
            f"{place}: rests on {', '.join(self.rows)}, which {'changed since it was read' if self.read else 'nobody has read it against'}; "
            f"right: read it in both languages, then econsec reread {self.chapter} {self.cell}"
        )


def passages(folder: Path, data: Path) -> list[Passage]:
    """Return the passages of the chapters in a folder, against the rows of a data package."""
    rows = _rows(Schema(data))
    return [_passage(path.stem, cell, rows) for path in sorted(folder.glob("*.ipynb")) for cell in _cells(path) if tagged(cell, RESTS)]


def to_read_again(folder: Path, data: Path) -> list[str]:
    """Return a line for each passage that has to be read again."""
    return [line for one in passages(folder, data) if (line := one.said())]


def reread(folder: Path, data: Path, chapter: str, passage: str) -> bool:
    """Renew the stamp of a passage; tell whether it was another. Raises UnknownPassage."""
    found = [one for one in passages(folder, data) if one.chapter == chapter and one.cell == passage]
    if not found:
        known = [f"{one.chapter} {one.cell}" for one in passages(folder, data)]
        raise UnknownPassage(f"{chapter} {passage}: no such passage; right: {'; '.join(known) or 'none rests on rows'}")
    (one,) = found
    if one.missing:
        raise UnknownPassage(f"{chapter} {passage}: rests on {', '.join(one.missing)}, which the data do not have; right: rows that are there")
    if one.read == one.now:
        return False
    path = folder / f"{chapter}.ipynb"
    before = path.read_bytes()
    save({path: (before, _stamped(before.decode(), passage, one).encode())})
    return True


def _stamped(text, passage, one):
    """Return a notebook in which only the passage's stamp is another."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell.get("id") == passage:
            tags = [tag for tag in cell["metadata"]["tags"] if not tag.startswith(READ)]
            cell["metadata"]["tags"] = [*tags, f"{READ}{one.now}"]
    return dumps_plain(notebook)


def _cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _passage(chapter, cell, rows):
    names = tagged(cell, RESTS)
    missing = tuple(name for name in names if name not in rows)
    said = [rows.get(name, []) for name in names]
    stamp = hashlib.blake2b(json.dumps(said, ensure_ascii=False).encode(), digest_size=4).hexdigest()
    marked = UNBORNE in cell["metadata"].get("tags", [])
    return Passage(chapter, cell["id"], names, "".join(tagged(cell, READ)), stamp, missing, marked)


def _rows(schema):
    """Return what is read of each row: its filled cells, and those of the rows that hang on it, by ``TABLE/ROW``."""
    rows = {}
    hanging = []
    for table in schema.tables:
        if not schema.path(table).is_file():
            continue
        with schema.path(table).open(encoding="utf-8-sig", newline="") as file:
            for record in csv.DictReader(file):
                key, filled = f"{table}/{record.get('id')}", sorted((name, value) for name, value in record.items() if value)
                rows[key] = [filled]
                if record.get("table") and record.get("row"):
                    hanging.append((f"{record['table']}/{record['row']}", filled))
                if record.get("parent"):
                    hanging.append((f"{table}/{record['parent']}", filled))
    for key, filled in sorted(hanging):
        if key in rows:
            rows[key].append(filled)
    return rows
