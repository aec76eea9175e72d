"""Files of tables as spreadsheet programs save them: encodings, separators, columns and rows.

What stands in the cells is for :mod:`econsec.data.spreadsheets.cell_forms`.
"""

import codecs
import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from econsec.data.spreadsheets.cell_forms import UTF8
from econsec.data.spreadsheets.numerals import plain

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
NAMES = re.compile(r"[\w\"]+(?:[,;\t][\w\"]*)*", re.ASCII)  # a line of names of columns
HALF_WIDTH = re.compile("[\uff61-\uff9f]")  # what other encodings look like when they are read as cp932
CELL = 131_072  # characters
BLOCK = 16  # rows: Excel leaves the last columns out where they are empty in so many rows together
WRONG = {  # what Python's reader says, and what it means
    "unexpected end": "a quotation mark opens a cell and none closes it; right: a mark before and after the cell",
    "expected after": "a quotation mark stands within a cell; right: two marks for each one in a cell",
    "field larger": f"a cell of more than {CELL:,} characters; right: a shorter one",
}


class Unreadable(ValueError):
    """What is wrong with a file that is no table, in a line."""


@dataclass(frozen=True)
class Sheet:
    """A table as it lies in a file: names of columns, rows, and how the file was written."""

    path: Path
    content: bytes
    names: list
    rows: list
    encoding: str
    separator: str

    def text(self, rows):
        """Return a file in the form of the data: UTF-8, commas, quotation marks where they are needed."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([self.names, *rows])
        return text.getvalue().encode()


def rows(path):
    """Return the rows of a CSV file as dictionaries; a byte-order mark, which Excel writes, is no part of the first name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def unreadable(path):
    """Say why a file cannot be read as CSV in UTF-8, with the line and what would be right; nothing where it can."""
    try:
        found = read(path)
    except Unreadable as error:
        return str(error)
    if found.encoding != "utf-8":
        return f"{path.name}: written in {found.encoding}; right: {UTF8}; `make tidy` puts it into UTF-8"
    if found.separator != ",":
        return f"{path.name}:1: {SEPARATORS[found.separator]} stand between the columns; right: commas; `make tidy` puts them there"
    return ""


def read(path, fields=()):
    """Read a table as it is meant, with the columns of a schema in their order; raise Unreadable with what is wrong."""
    content = path.read_bytes()
    text, encoding = _decoded(path.name, content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    separator = _separator(text)
    names, *found = _cells(path.name, text, separator) or [[]]
    names = [plain(name) for name in names]
    _shorten(names, 0)
    found = [row for row in _blocks_filled(found, names, fields) if any(cell.strip() for cell in row)]
    for row in found:
        _shorten(row, len(names))
    if not names:
        raise Unreadable(f"{path.name}: empty; right: a line with the names of the columns, and the rows")
    places = _places(names, found, fields)
    found = [[row[place] for place in places if place < len(row)] + row[len(names) :] for row in found]
    return Sheet(path, content, [names[place] for place in places], found, encoding, separator)


def _decoded(name, content):
    """Return the text of a file and its encoding, where that is certain."""
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark) or _without_mark(content)
    try:
        return content[len(mark) :].decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"{name}:{line}: byte {error.object[error.start]:#04x} is not {encoding.upper()}; right: {UTF8}") from None


def _without_mark(content):
    for encoding in ("utf-16-le", "utf-16-be"):
        if b"\0" in content[:2] and NAMES.fullmatch(re.split("[\r\n]", content.decode(encoding, "replace"), maxsplit=1)[0]):
            return encoding
    try:
        content.decode()
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content, cp_isolation=["cp932", "euc_jp", "cp1252"]).best()
        if best and best.encoding == "cp932" and not HALF_WIDTH.search(content.decode("cp932", "replace")):
            return "cp932"
    return "utf-8"


def _separator(text):
    head = text.lstrip("\n").partition("\n")[0]
    return max(SEPARATORS, key=lambda sign: (head.count(sign), sign == ","))


def _cells(name, text, separator):
    """Return the lines of a file as lists of cells, without what is empty at its start."""
    csv.field_size_limit(CELL)  # for the whole process, where a library may have set another (frictionless does)
    reader = csv.reader(io.StringIO(text.lstrip("\n"), newline=""), delimiter=separator, strict=True)
    found, line = [], 1 + len(text) - len(text.lstrip("\n"))
    first = line
    try:
        for row in reader:
            found.append(row)
            line = first + reader.line_num
    except csv.Error as error:
        raise Unreadable(f"{name}:{line}: {said_of(error)}") from None
    return found


def said_of(error):
    """Return what an error of Python's reader of CSV means."""
    return next((said for start, said in WRONG.items() if start in str(error)), str(error))


def _shorten(row, width):
    """Take away the empty cells at the end of a row, down to a width."""
    while len(row) > width and not row[-1].strip():
        row.pop()


def _blocks_filled(found, names, fields):
    """Put back the last cells that Excel left out, where all rows of a block lack the same, and they may be empty."""
    for start in range(BLOCK - 1, len(found), BLOCK):  # the first block is the one of the names
        block = found[start : start + BLOCK]
        (width, *others) = {len(row) for row in block if row} or {0}
        lacking = names[width:] if width else []
        if not others and lacking and all(name in fields and not fields[name].get("constraints", {}).get("required") for name in lacking):
            for row in filter(None, block):
                row += [""] * len(lacking)
    return found


def _places(names, found, fields):
    """Return where the columns stand that are kept, in the schema's order if they are all there."""
    filled = {place for row in found for place, cell in enumerate(row) if cell.strip()}
    kept = [place for place, name in enumerate(names) if name or place in filled]
    known = {names[place]: place for place in kept}
    whole = len(known) == len(kept) and set(known) == set(fields) and all(len(row) >= len(names) for row in found)
    return [known[name] for name in fields] if whole else kept
