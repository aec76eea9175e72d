"""What spreadsheet programs make of CSV files: other encodings, separators and dates; said, or put back into form."""

import csv
import io
import itertools
import re
from datetime import date

from econsec.saving import save

SEPARATORS = {";": "semicolons", "\t": "tabs"}
YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})")
YEAR_LAST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
MONTH_FIRST, DAY_FIRST = (2, 0, 1), (2, 1, 0)  # where year, month and day stand


def rows(path):
    """Return the rows of a CSV file as dictionaries; a byte-order mark, which Excel writes, is no part of the first name."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def unreadable(path):
    """Say why a file cannot be read as CSV in UTF-8, with the line and what would be right; nothing where it can."""
    found = _undecodable(path) or _empty(path)
    if found:
        return found
    sign = _separator(_head(path))
    if sign != ",":
        return f"{path.name}:1: {SEPARATORS[sign]} stand between the columns; right: commas; `make tidy` puts them there"
    return ""


def tidy(schema):
    """Put the tables that a spreadsheet program saved back into form; return those that changed, and what is still wrong.

    The form: UTF-8, commas, dates such as 2026-02-06, true and false. Dates such as 3/11/2025 stay as they are where no
    other date of the tables tells whether the month or the day comes first.
    """
    paths = {table: schema.path(table) for table in schema.tables if schema.path(table).is_file()}
    read = {table: path.read_bytes() for table, path in paths.items()}
    problems = {table: said for table, path in paths.items() if (said := _undecodable(path) or _empty(path))}
    tables = {table: _cells(path) for table, path in paths.items() if table not in problems}
    order, changes = _order(schema, tables), {}
    for table, (columns, *found) in tables.items():
        types = [_kind(schema.fields(table).get(name, {})) for name in columns]
        text = io.StringIO()
        lines = ([_tidied(cell, kind, order) for cell, kind in itertools.zip_longest(row, types[: len(row)])] for row in found)
        csv.writer(text, lineterminator="\n").writerows([columns, *lines])  # a row longer than the header keeps what is over
        changes[paths[table]] = read[table], text.getvalue().encode()
    return [path.name for path in save(changes)], list(problems.values())


def _undecodable(path):
    try:
        path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return f"{path.name}:{line}: byte {error.object[error.start]:#04x} is not UTF-8; right: saved as UTF-8 (in Excel: “CSV UTF-8”)"
    return ""


def _empty(path):
    return "" if _head(path).strip() else f"{path.name}: empty; right: a line with the names of the columns, and the rows"


def _head(path):
    return path.read_text(encoding="utf-8-sig").partition("\n")[0]


def _separator(head):
    return next((sign for sign in SEPARATORS if sign in head and "," not in head), ",")


def _cells(path):
    """Return the lines of a table as lists, the names of its columns first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=_separator(_head(path))))


def _kind(field):
    """Return the type of a column; one whose rule lets a date pass, beside a month or a year, holds dates, too."""
    pattern = field.get("constraints", {}).get("pattern")
    return "date" if pattern and re.fullmatch(pattern, "2026-02-06") else field.get("type")


def _order(schema, tables):
    """Return where year, month and day stand in dates that end with the year, as far as the tables' own dates tell; else None."""
    months = {True: False, False: False}
    for table, (columns, *found) in tables.items():
        dated = [place for place, name in enumerate(columns) if _kind(schema.fields(table).get(name, {})) == "date"]
        cells = (row[place] for row in found for place in dated if place < len(row))
        for match in filter(None, map(YEAR_LAST.fullmatch, cells)):
            first, second = int(match[1]), int(match[2])
            months[True] |= second > 12  # the month stands first
            months[False] |= first > 12
    return None if months[True] == months[False] else MONTH_FIRST if months[True] else DAY_FIRST


def _tidied(cell, kind, order):
    match kind:
        case "boolean":
            return cell.lower() if cell in ("TRUE", "FALSE") else cell
        case "date":
            return _iso(cell, order)
        case _:
            return cell


def _iso(cell, order):
    first, last = YEAR_FIRST.fullmatch(cell), YEAR_LAST.fullmatch(cell)
    parts = first.groups() if first else [last.groups()[place] for place in order] if last and order else ()
    try:
        return date(*map(int, parts)).isoformat() if parts else cell
    except ValueError:  # 2026-02-30
        return cell
