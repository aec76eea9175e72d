"""What a column takes, in words, and what a cell of it can mean."""

import re
from dataclasses import dataclass

from econsec.data.spreadsheets import dates, numerals

SAMPLES = {"year": "2026", "month": "2025-11", "day": "2026-02-06"}
PLACEHOLDER = re.compile(r"#{3,}|#(?:NAME|REF|VALUE|DIV/0|N/A|NUM|NULL|SPILL)[?!]?")
LOST, REPLACED = re.compile(r"\?{3}|^\?\?$|\ufffd"), re.compile(r"\w\?[\w.,;)]")  # what is left of letters that an encoding lacks
UTF8 = "saved as UTF-8 (in Excel: “CSV UTF-8”)"
LONGEST = 60  # letters of a value that a line shows
CODED = ("key", "categories", "itemReference", "referenceTable", "names", "columnOf")  # a text that is one of some


@dataclass(frozen=True)
class Hints:
    """What the other cells of a column, and its file, tell of one: plausible years, the order in dates, the decimal sign."""

    years: range = range(0)
    order: str = ""
    decimal_comma: bool = False


def form_of(field):
    """Return what a column takes, such as "a month such as 2025-11 or a day such as 2025-11-20"."""
    kind, rules = field.get("type"), field.get("constraints", {})
    if field.get("categories"):
        codes = ", ".join(str(entry["value"]) for entry in field["categories"])
        return f"codes joined by {_joint(field)}: {codes}" if kind == "list" else f"one of {codes}"
    if kind in ("integer", "number"):
        return f"a {'whole ' * (kind == 'integer')}number{_bounds(rules)}"
    if kind == "list":
        return f"keys joined by {_joint(field)} without blanks"
    if kind == "boolean":
        return "true or false"
    if taken(field):
        return _or([f"a {one} such as {field['example'] if _fits(field, one) else SAMPLES[one]}" for one in SAMPLES if one in taken(field)])
    if field.get("example"):
        return f"a text such as {field['example']}"
    return field["description"].rstrip(".") if rules.get("pattern") and field.get("description") else "a text"


def _joint(field):
    return field.get("delimiter", ",")


def _bounds(rules):
    low, high = rules.get("minimum"), rules.get("maximum")
    if low is not None and high is not None:
        return f" from {low} to {high}"
    bound = f" of at least {low}" if low is not None else f" of at most {high}" if high is not None else ""
    return f"{bound} in digits alone, such as 5000"


def _fits(field, precision):
    return len(str(field.get("example", ""))) == len(SAMPLES[precision])


def _or(said):
    return " or ".join(filter(None, (", ".join(said[:-1]), said[-1])))


def taken(field):
    """Return which of year, month and day a column of dates takes; none for one of anything else."""
    if field.get("type") == "date":
        return frozenset({"day"})
    pattern = field.get("constraints", {}).get("pattern", "")
    if field.get("type") != "string" or not pattern or re.fullmatch(pattern, "a-key-2"):
        return frozenset()
    return frozenset(one for one, sample in SAMPLES.items() if re.fullmatch(pattern, sample))


def fields(schema, table):
    """Return the columns of a table, by name, with a mark on those that hold keys."""
    rules = schema.tables[table]["schema"]
    named = [rules.get("primaryKey", []), *(key["fields"] for key in rules.get("foreignKeys", []))]
    keys = {name for one in named for name in ([one] if isinstance(one, str) else one)}
    return {name: {**field, "key": name in keys} for name, field in schema.fields(table).items()}


def of_row(schema, fields, names, row):
    """Return what each cell of a row takes: its column's, or that of the cell elsewhere whose value it holds."""
    cells = dict(zip(names, row))
    return [_elsewhere(schema, fields, cells, fields[name]) if "valueOf" in fields.get(name, {}) else fields.get(name, {}) for name in names]


def _elsewhere(schema, fields, cells, field):
    column = field["valueOf"]
    table = cells.get(fields[column]["columnOf"], "")
    return schema.fields(table).get(cells.get(column), {}) if table in schema.tables else {}


def meanings(cell, field, hints=Hints()):
    """Return what a cell of a column can mean, in the form of the data; one text where it is clear, none where it is nothing."""
    kind, pattern = field.get("type", "string"), field.get("constraints", {}).get("pattern", "")
    coded, short = any(field.get(name) for name in CODED), numerals.plain(cell)
    if not short and (coded or pattern or kind != "string"):
        return [""]
    if kind in ("integer", "number"):
        words = not any(word in field.get("unit", "") for word in numerals.ENGLISH)  # 5 million in a column of millions
        return _one(numerals.number(cell, kind == "integer", words, hints.decimal_comma))
    if kind == "boolean":
        return _one(numerals.truth(cell))
    if kind == "list":
        return [_joint(field).join(filter(None, (item.strip() for item in short.split(_joint(field)))))]
    if taken(field):
        return dates.meanings(cell, taken(field), hints.years, hints.order)
    fits = coded or (pattern and re.fullmatch(pattern, short) and not re.fullmatch(pattern, cell))
    return [short if fits else cell]


def _one(text):
    return [text] if text else []


def wrong(cell, field, found, encoding="utf-8"):
    """Say what is wrong with a cell that has lost its value, or means nothing, or more than one thing; else nothing."""
    shown = repr(cell if len(cell) <= LONGEST else f"{cell[:LONGEST]}…")
    if PLACEHOLDER.fullmatch(cell.strip()):
        return f"{shown} is what a spreadsheet program shows in place of a value; right: {form_of(field)}"
    if LOST.search(cell) or (encoding == "cp932" and REPLACED.search(cell) and "://" not in cell):
        return f"{shown}: ? may stand for letters that were lost when it was saved; right: the text, {UTF8}"
    if len(found) > 1:
        return f"{shown} can mean {_or(found)}; right: {form_of(field)}"
    if not found and numerals.ROUNDED.fullmatch(cell.strip()):
        return f"{shown} was rounded by a spreadsheet program; right: all its digits"
    return "" if found else f"{shown} is not {form_of(field)}"
