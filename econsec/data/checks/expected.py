"""What must stand on a day: row-days that somebody worked out by hand, compared with what the rules of status say.

The file is optional: ``expected_state.csv`` beside the tables, with a table, a row, a day, whether it must stand then, and why.
"""

import csv
from datetime import date

from econsec.data import status
from econsec.data.checks.lines import listed, quoted

FILE = "expected_state.csv"
COLUMNS = ("table", "row", "day", "stands", "why")
ANSWERS = {"true": True, "false": False}


def check(schema, frames):
    """Return a line for each expectation that does not hold, or that cannot be read. ``frames`` are the sound tables, typed."""
    path = schema.folder / FILE
    if not path.is_file() or status.TABLE not in frames:
        return []
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            return [f"{FILE}:1: columns {listed(reader.fieldnames or ())}; right: {', '.join(COLUMNS)}"]
        rows = [(reader.line_num, row) for row in reader]
    return [f"{FILE}:{line}: {said}" for line, row in rows if (said := _wrong(schema, frames, row))]


def _wrong(schema, frames, row):
    table, key = row["table"], row["row"]
    if table not in frames or "stands" not in schema.tables[table] and table not in schema.categories(status.TABLE, "table"):
        return f"table: {quoted(table)} is not a table whose rows have a standing"
    if key not in set(frames[table]["id"]):
        return f"row: {quoted(key)} is not an id in {schema.tables[table]['path']}"
    if row["stands"] not in ANSWERS:
        return f"stands: {quoted(row['stands'])} is not true or false"
    try:
        day = date.fromisoformat(row["day"])
    except ValueError:
        return f"day: {quoted(row['day'])} is not a date such as 2026-02-06"
    found = status.stands(schema, frames, table, key, day)
    if found == ANSWERS[row["stands"]]:
        return ""
    return f"stands: by the data {quoted(key)} {'stands' if found else 'does not stand'} on {day}; the file expects {row['stands']} ({row['why']})"
