"""Single cells: what their column can hold, the rules of the schema, codes and keys, texts.

What is wrong with a value of a column is worked out once for each value that stands in it.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from econsec.data.checks import wording
from econsec.data.checks.lines import a, kind_of, listed, meant, quoted
from econsec.data.frames import fits
from econsec.data.schema import Schema
from econsec.data.spreadsheets import form_of
from econsec.words import LANGUAGES

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)
UNSAFE = re.compile(r"[\s\"'<>\\^`{|}]")
BESIDE = ("referenceTable", "columnOf", "valueOf", "notBefore", "languageBy")  # properties that name a cell of the same row


def check(keys, lines):
    """Say what is wrong with the cells of a table."""
    schema, table = keys.schema, lines.table
    frame = keys.raw[table]
    for name, column in schema.fields(table).items():
        beside = [column[key] for key in BESIDE if key in column]
        beside += [schema.fields(table)[column["valueOf"]]["columnOf"]] if "valueOf" in column else []
        stem, _, lang = name.rpartition("_")
        beside += [f"{stem}_en"] if stem and lang in LANGUAGES and f"{stem}_en" in frame else []
        said, known, rules = _judge(keys, table, column), {}, column.get("constraints", {})
        seen, unique = set(), name == "id" or rules.get("unique")
        for line, *cells in zip(frame.index, frame[name], *(frame[other] for other in beside)):
            key = tuple(cells)
            if key not in known:
                known[key] = said(*key)
            if known[key]:
                lines.add(line, name, known[key])
            elif unique and key[0] and key[0] in seen:
                lines.add(line, name, f"{quoted(key[0])} is used twice; {'a key stands once' if name == 'id' else 'it must be unique'}")
            seen.add(key[0])


def _judge(keys, table, column):
    """Return the function that says what is wrong with a value of a column, given the cells beside it that matter."""
    rules = column.get("constraints", {})
    required = rules.get("required") or column["name"] == "id"
    chooser = _chooser(keys, table, column)
    free = column["type"] == "string" and (chooser is None or "valueOf" in column)
    lang = column["name"].rpartition("_")[2] if f"{column['name'].rpartition('_')[0]}_en" in keys.raw[table] else ""
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None

    def judge(value, *beside):
        if value == "":
            return "is empty; it must be filled" if required else ""
        said = wording.unfit(value) or (wording.wrong(value) if free else "")
        if said:
            return said
        if not fits(value, column):
            return f"{quoted(value)} is not {kind_of(column)}"
        if pattern and not pattern.fullmatch(value):
            return f"{quoted(value)} does not fit; right: {form_of(column)}"
        if column.get("format") == "uri" and not _is_address(value):
            return f"{quoted(value)} is no address; right: {form_of(column)}"
        return (
            _out_of_range(value, column, rules)
            or _early(value, column, beside)
            or _list(value, column)
            or _choice(value, column, chooser, beside)
            or _language(value, column, lang, beside)
        )

    return judge


def _is_address(text):
    """Tell whether a text is an address on the web: a host, no user, nothing that would have to be escaped."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    sound = parts.scheme in ("http", "https") and not UNSAFE.search(text) and "@" not in parts.netloc and port != 0
    return sound and HOST.fullmatch(parts.hostname or "") is not None


def _out_of_range(value, column, rules):
    number = value if column["type"] == "date" else float(value) if column["type"] in ("integer", "number") else None
    if number is None:
        return ""
    for key in ("minimum", "maximum"):
        if key in rules and (number < rules[key] if key == "minimum" else number > rules[key]):
            return f"{quoted(value)} does not fit: {key} {rules[key]}"
    return ""


def _early(value, column, beside):
    earlier = beside[0] if "notBefore" in column else ""
    if earlier and fits(earlier, column) and value < earlier:
        return f"{value!r} is before {column['notBefore']} {earlier!r}; it must not be earlier"
    return ""


def _list(value, column):
    if column["type"] != "list":
        return ""
    items = value.split(column["delimiter"])
    if any(item != item.strip() for item in items):
        return f"{quoted(value)} has blanks beside ;; right: none (`make tidy` takes them out)"
    if "" in items:
        return f"{quoted(value)} has an item without a text; right: items joined by one ;"
    twice = next((item for item in items if items.count(item) > 1), None)
    return f"{quoted(twice)} stands twice in the list; right: once" if twice else ""


def _choice(value, column, chooser, beside):
    """Say which code, key or name of a column is not there."""
    items = value.split(column["delimiter"]) if column["type"] == "list" else [value]
    return next(filter(None, (chooser(item, *beside) for item in items)), "") if chooser else ""


def _language(value, column, lang, beside):
    """Say why a text is not in the language of its column, or of the row's own column of languages."""
    if "languageBy" in column:
        return wording.wrong_language(value, beside[0]) if beside[0] else ""
    return wording.wrong_language(value, lang, beside[-1] if lang != "en" else None, column.get("properName")) if lang else ""


@dataclass(frozen=True)
class Keys:
    """What stands in the columns of all tables that could be read: asked for keys, and for keys that may have been meant."""

    schema: Schema
    raw: dict
    sets: dict = field(default_factory=dict)

    def missing(self, target, item):
        """Say that an item is not in ``TABLE.COLUMN``; nothing where it is, or where the table could not be read."""
        table, _, column = target.partition(".")
        if table not in self.raw or item in self.values(table, column):
            return ""
        near = meant(item, self.values(table, column), self._named(table, column))
        return f"{quoted(item)} is not {a(column)} in {self.schema.tables[table]['path']}{near}"

    def values(self, table, column):
        """Return what stands in a column."""
        if (table, column) not in self.sets:
            self.sets[table, column] = set(self.raw[table][column])
        return self.sets[table, column]

    def _named(self, table, column):
        """Return the values of a column by the names of their rows, in each language."""
        frame = self.raw[table]
        names = [name for name in frame if name.startswith(("name", "label", "title"))]
        return {name: value for each in names for name, value in zip(frame[each], frame[column])}


def _chooser(keys, table, column):
    """Return the function that says what is wrong with an item of a column, given the cells that decide; None where any item may stand."""
    schema = keys.schema
    codes = {entry["value"]: entry.get("label", "") for entry in column.get("categories", [])}
    single = {key["fields"][0]: key["reference"] for key in schema.tables[table]["schema"].get("foreignKeys", [])}
    if codes:
        labels = {label: code for code, label in codes.items()}
        return lambda item, *_: "" if item in codes else f"{quoted(item)} is not one of {listed(codes)}{meant(item, codes, labels)}"
    if "referenceTable" in column:
        return lambda item, other: keys.missing(f"{other}.id", item)
    if "itemReference" in column:
        return lambda item, *_: keys.missing(column["itemReference"], item)
    if column["name"] in single:
        reference = single[column["name"]]
        return lambda item, *_: keys.missing(f"{reference['resource'] or table}.{reference['fields'][0]}", item)
    if "columnOf" in column:
        return lambda item, other: _no_column(schema, other, item)
    if "valueOf" in column:
        return lambda item, name, other: _unfit(keys, other, name, item)
    if "names" in column:
        return lambda item, *_: _unnamed(keys, column["names"], item)
    return None


def _no_column(schema, table, item):
    fields = schema.fields(table) if table in schema.tables else {item: {}}
    return "" if item in fields else f"{quoted(item)} is not a column of {schema.tables[table]['path']}{meant(item, fields)}"


def _unfit(keys, table, name, item):
    """Say why a text cannot stand in a column of another table."""
    column = keys.schema.fields(table).get(name) if table in keys.schema.tables else None
    if not column:
        return ""
    if not fits(item, column):
        return f"{quoted(item)} is not {kind_of(column)}, as {name} must be"
    if {"referenceTable", "columnOf", "valueOf"} & set(column):  # what it can hold depends on cells beside it
        return ""
    return _choice(item, column, _chooser(keys, table, column), ())


def _unnamed(keys, kind, item):
    """Say what is wrong with the name of a table, or of any table's row."""
    table, _, key = item.partition("/")
    tables = keys.schema.tables
    if kind == "tables":
        return "" if item in tables else f"{quoted(item)} is not a table of the package{meant(item, tables)}"
    there = (table in keys.raw and key in keys.values(table, "id")) or (table in tables and table not in keys.raw)
    return "" if there else f"{quoted(item)} is not a row such as events/mc14-2026-03"
