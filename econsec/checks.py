"""Check a data package: frictionless for what Table Schema can say, custom checks for the rest.

Custom: codes of a column (``categories``), keys in list cells (``itemReference``), keys in a table that another
column names (``referenceTable``), the order of dates (``notBefore``), columns that cells name and values for them
(``columnOf``, ``valueOf``), changes of standing that contradict each other. Nothing about a particular table stands here.
"""

import copy
from pathlib import Path

import attrs
import pandas as pd
import yaml
from frictionless import Check, Checklist, Package, errors, system

from econsec import standing
from econsec.data import Schema, read_table, typed
from econsec.project import DESCRIPTOR
from econsec.spreadsheets import rows, unreadable


def check(folder):
    """Return the problems of a data package, one line each; an empty list where it is valid."""
    folder = Path(folder)
    if not (folder / DESCRIPTOR).is_file():
        return [f"{folder / DESCRIPTOR}: no such file; a data folder holds {DESCRIPTOR} and its CSV files"]
    try:
        schema = Schema(folder)
    except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        return [f"{DESCRIPTOR}: not a data package: {' '.join(str(error).split())}"]
    missing = [table for table in schema.tables if not schema.path(table).is_file()]
    problems = [f"{schema.tables[table]['path']}: no such file in {folder.name}" for table in missing]
    broken = {table: said for table in schema.tables if table not in missing and (said := unreadable(schema.path(table)))}
    problems += [*broken.values(), *_untranslated(schema)]
    missing += broken
    present = [table for table in schema.tables if table not in missing]
    keys = {table: _keys(schema.path(table)) for table in present}
    with system.use_context(trusted=True):
        package = Package.from_descriptor(copy.deepcopy(schema.package), basepath=str(folder))
        for table in present:
            checks = Checklist(checks=[CodesAndKeys(schema=schema, table=table, keys=keys)])
            resource = package.get_resource(table)
            # A reference to a table that is not there would hide every other problem of this one.
            resource.schema.foreign_keys = [
                key for key in resource.schema.foreign_keys if key["reference"]["resource"] not in missing
            ]
            report = resource.validate(checks)
            found = [error for task in report.tasks for error in task.errors]
            # Under a wrong header every cell would be reported as wrong.
            headers = [error for error in found if isinstance(error, (errors.LabelError, errors.HeaderError))]
            problems += [_line(schema, table, error) for error in headers or found]
    # What changes of standing mean together can be told only of sound tables.
    sound = {table for table in present if not any(line.startswith(schema.tables[table]["path"]) for line in problems)}
    return list(dict.fromkeys([*problems, *(_contradictions(schema, sound) if standing.TABLE in sound else ())]))


def _contradictions(schema, sound):
    """Return a line for each change of standing that cannot be true together with another, or with its row's dates."""
    changes = read_table(schema, standing.TABLE)
    codes = schema.categories(standing.TABLE, "status")
    tables = {table: read_table(schema, table) for table in sound & set(changes["table"])}
    lines = {key: number for number, key in enumerate(changes["id"], start=2)}
    file = schema.tables[standing.TABLE]["path"]
    return [
        f"{file}:{lines[key]}: {column}: {said}"
        for key, column, said in standing.contradictions(changes, codes, tables)
    ]


def _untranslated(schema):
    """Return a line for each text of the schema that lacks its translation: titles, descriptions, units, codes."""
    yield from _lacking(f"{DESCRIPTOR}:", schema.package)
    for table, resource in schema.tables.items():
        yield from _lacking(f"{DESCRIPTOR}: {table}:", resource)
        for column, field in schema.fields(table).items():
            place = f"{DESCRIPTOR}: {table}: {column}:"
            yield from _lacking(place, field)
            for code in field.get("categories", []):
                yield from (f"{place} code {code['value']!r} has no {name}" for name in ("label", "label_ja") if not code.get(name))


def _lacking(place, thing):
    """Return a line for each text that a table or column must have, or has in one language only."""
    texts = ["title", *(name for name in ("description", "unit") if name in thing or f"{name}_ja" in thing)]
    yield from (f"{place} no {name}" for text in texts for name in (text, f"{text}_ja") if not thing.get(name))


def _keys(path):
    """Return the values of each column of a CSV file."""
    found = rows(path)
    return {name: {row[name] for row in found} for name in (found[0] if found else ())}


@attrs.define(kw_only=True, repr=False)
class CodesAndKeys(Check):
    """Codes in their lists, keys in the tables they name, dates in their order."""

    type = "codes-and-keys"
    Errors = [errors.CellError]
    schema: Schema
    table: str
    keys: dict

    def validate_row(self, row):
        """Yield an error for each code and key of a row that does not exist."""
        for name, field in self.schema.fields(self.table).items():
            cell = row.get(name)
            wrong = self._misplaced(row, field, cell)
            if wrong:
                yield errors.CellError.from_row(row, note=wrong, field_name=name)
            for item in cell if isinstance(cell, list) else [cell] if cell else []:
                wrong = self._wrong(row, field, item)
                if wrong:
                    yield errors.CellError.from_row(row, note=wrong, field_name=name)

    def _misplaced(self, row, field, cell):
        """Say what is wrong with a date, or with a cell about another table's cell."""
        earlier = field.get("notBefore", "")
        if cell and row.get(earlier) and cell < row[earlier]:
            return f"'{cell}' is before {earlier} '{row[earlier]}'; it must not be earlier"
        table = row.get(field.get("columnOf", ""))
        if cell and table in self.schema.tables and cell not in self.schema.fields(table):
            return f"{cell!r} is not a column of {self.schema.tables[table]['path']}"
        if cell and "valueOf" in field:
            return self._unfit(row, self.schema.fields(self.table)[field["valueOf"]], row.get(field["valueOf"]), cell)
        return ""

    def _unfit(self, row, named, column, cell):
        """Say why a text cannot stand in the column of another table that the row names."""
        fields = self.schema.fields(row[named["columnOf"]]) if row.get(named["columnOf"]) in self.schema.tables else {}
        if column not in fields:
            return ""
        field = fields[column]
        try:
            values = typed(pd.Series([cell]), field)
        except ValueError:
            values = pd.Series([None])
        if pd.isna(values[0]) is True:
            return f"{cell!r} is not {_a(TYPES.get(field['type'], field['type']))}, as {column} must be"
        items = values[0] if isinstance(values[0], tuple) else (values[0],)
        return next(filter(None, (self._wrong(row, field, item) for item in items if "referenceTable" not in field)), "")

    def _wrong(self, row, field, item):
        codes = [entry["value"] for entry in field.get("categories", [])]
        if codes and item not in codes:
            return f"{item!r} is not one of {', '.join(codes)}"
        if "names" in field:
            return self._unnamed(field["names"], item)
        target = field.get("itemReference", "")
        if "referenceTable" in field:
            target = f"{row.get(field['referenceTable'])}.id"
        table, _, column = target.partition(".")
        if table in self.keys and item not in self.keys[table].get(column, ()):
            return f"{item!r} is not {_a(column)} in {self.schema.tables[table]['path']}"
        return ""

    def _unnamed(self, kind, item):
        """Say what is wrong with the name of a table, or of any table's row."""
        table, _, key = item.partition("/")
        if kind == "tables":
            return "" if item in self.schema.tables else f"{item!r} is not a table of the package"
        there = key in self.keys.get(table, {}).get("id", ())
        return "" if there else f"{item!r} is not a row such as events/mc14-2026-03"


def _line(schema, table, error):
    """Say one error: file, line, column, value, and what would be right."""
    file = schema.tables[table]["path"]
    place = f"{file}:{error.row_number}" if getattr(error, "row_number", None) else file
    if isinstance(error, errors.ForeignKeyError):
        return _foreign(schema, table, error, place)
    if isinstance(error, errors.PrimaryKeyError):
        cells = dict(zip(schema.fields(table), error.cells))
        return f"{place}: id: {cells['id']!r} is used twice; a key stands once"
    if isinstance(error, (errors.ExtraCellError, errors.MissingCellError)):
        return f"{place}: {len(error.cells)} cells; the header has {len(schema.fields(table))}"
    if isinstance(error, errors.CellError):
        return f"{place}: {error.field_name}: {_cell(schema, table, error)}"
    if isinstance(error, (errors.LabelError, errors.HeaderError)):
        return f"{file}:1: {_header(schema, table, error)}"
    return f"{place}: {error.note or error.message}"


def _header(schema, table, error):
    wanted = list(schema.fields(table))
    unknown = [label for label in error.labels if label not in wanted]
    absent = [name for name in wanted if name not in error.labels]
    said = [f"unknown column {label!r}" for label in unknown] + [f"column {name!r} is missing" for name in absent]
    return f"{'; '.join(said) or 'columns in another order'}; right: {','.join(wanted)}"


def _cell(schema, table, error):
    field, value = schema.fields(table)[error.field_name], error.cell
    if isinstance(error, errors.TypeError):
        return f"{value!r} is not {_a(TYPES.get(field['type'], field['type']))}"
    if isinstance(error, errors.UniqueError):
        return f"{value!r} is used twice; it must be unique"
    if isinstance(error, errors.ConstraintError):
        if not value:
            return "is empty; it must be filled"
        said = ", ".join(f"{key} {rule}" for key, rule in field["constraints"].items() if rule is not True)
        return f"{value!r} does not fit: {said}"
    return error.note


def _foreign(schema, table, error, place):
    for key in schema.tables[table]["schema"]["foreignKeys"]:
        if key["fields"] == list(error.field_names):
            cells = dict(zip(schema.fields(table), error.cells))
            target, (column,) = key["reference"]["resource"] or table, key["reference"]["fields"]
            name = key["fields"][0]
            return f"{place}: {name}: {cells[name]!r} is not {_a(column)} in {schema.tables[target]['path']}"
    return f"{place}: {error.note}"


TYPES = {
    "date": "date such as 2026-02-06",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "list": "list joined by ;",
}


def _a(words):
    return words if words.startswith("true") else f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
