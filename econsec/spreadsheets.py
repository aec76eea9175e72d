"""What spreadsheet programs make of a CSV file: other encodings, other separators, nothing at all."""

import csv

SEPARATORS = {";": "semicolons", "\t": "tabs"}


def rows(path):
    """Return the rows of a CSV file as dictionaries; a byte-order mark, which Excel writes, is no part of the first name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def unreadable(path):
    """Say why a file cannot be read as CSV in UTF-8, with the line and what would be right; nothing where it can."""
    content = path.read_bytes()
    try:
        head = content.decode("utf-8-sig").partition("\n")[0]
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"{path.name}:{line}: byte {error.object[error.start]:#04x} is not UTF-8; right: saved as UTF-8 (in Excel: “CSV UTF-8”)"
    if not head.strip():
        return f"{path.name}: empty; right: a line with the names of the columns, and the rows"
    found = next((name for sign, name in SEPARATORS.items() if sign in head and "," not in head), "")
    return f"{path.name}:1: {found} stand between the columns; right: commas (in Excel: “CSV UTF-8 (Comma delimited)”)" if found else ""
