"""Read datapackage.yaml, or say what is wrong with it: its shape (a JSON Schema beside this file), what it refers to, its texts.

A key that nobody reads is refused, so that a misspelt rule cannot pass for a rule.
"""

import functools
import re
from datetime import date
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from econsec.data.checks.lines import listed, meant, quoted
from econsec.data.schema import Schema
from econsec.files import yaml_files
from econsec.project import DESCRIPTOR

PROFILE = Path(__file__).with_name("descriptor.schema.yaml")
MOST = 20  # lines said of it


def read(folder):
    """Return the schema of a data folder, None where tables cannot be read by it, and its problems, a line each."""
    path = folder / DESCRIPTOR
    if not path.is_file():
        return None, [f"{path}: no such file; a data folder holds {DESCRIPTOR} and its CSV files"]
    package, problems = _package(path.read_bytes())
    return (Schema(folder, package) if package else None), list(problems)


@functools.lru_cache(maxsize=8)
def _package(content):
    """Return what a descriptor says, None where nobody can go by it, and what is wrong with it."""
    try:
        package, root = yaml_files.read(content)
    except yaml_files.YamlError as error:
        return None, (f"{DESCRIPTOR}: not a data package: {error}",)
    wrong = list(_validator().iter_errors(package))
    if wrong:
        return None, _short(_shapes(wrong, package, root))
    schema = Schema("", package)
    wrong = [f"{DESCRIPTOR}: {said}" for said in _contradictory(schema)]
    lacking = [f"{DESCRIPTOR}: {said}" for said in (*([] if "as_of" in package else ["no as_of"]), *_untranslated(schema))]
    return (None if wrong else package), _short(wrong + lacking)


def _validator():
    return Draft202012Validator(yaml_files.read(PROFILE.read_bytes())[0])


def _short(problems):
    problems = tuple(dict.fromkeys(problems))
    return problems[:MOST] + ((f"{DESCRIPTOR}: {len(problems) - MOST} more",) if len(problems) > MOST else ())


def _shapes(errors, package, root):
    """Return a line for each part of the file that has not the shape that it must have, in the file's order."""
    found = []
    for error in errors:
        node, value, place = root, package, []
        for step in error.absolute_path:
            node, value = _child(node, step), value[step]
            if isinstance(step, int):
                place.append(str(value.get("name") or value.get("value") or step + 1) if isinstance(value, dict) else f"item {step + 1}")
            elif step not in ("resources", "schema", "fields", "constraints"):
                place.append(str(step))
        line = node.start_mark.line + 1 if node else 1
        found.append((line, f"{DESCRIPTOR}:{line}: {': '.join([*place, _said(error)])}"))
    return [said for _, said in sorted(found)]


def _child(node, step):
    """Return the part of a YAML node that a step leads to; the node itself where it came by a reference."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), node)
    return node


WORDS = {"object": "keys with their values", "array": "a list", "string": "text", "integer": "a whole number", "boolean": "true or false"}


def _said(error):
    """Say what is wrong with the shape of a part of the file."""
    match error.validator:
        case "type":
            kinds = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
            return f"{quoted(error.instance)} is not {' or '.join(WORDS[kind] for kind in kinds)}"
        case "required":
            return f"no {', '.join(name for name in error.validator_value if name not in error.instance)}"
        case "additionalProperties":
            known = error.schema["properties"]
            (unknown, *_) = (str(name) for name in error.instance if name not in known)
            return f"unknown key {quoted(unknown)}{meant(unknown, known)}; right: {listed(known)}"
        case "enum" | "const":
            choices = error.validator_value if error.validator == "enum" else [error.validator_value]
            return f"{quoted(error.instance)} is not one of {listed(map(str, choices))}"
        case "minItems" | "minLength" | "minProperties":
            return "is empty; it must be filled"
        case "uniqueItems":
            return "the same item stands twice"
        case "maxItems":
            return f"{len(error.instance):,} items; at most {error.validator_value}"
    return f"{quoted(error.instance)} does not fit; right: {error.schema.get('description', 'another value')}"


def _contradictory(schema):
    """Return what the parts of a package that have their shape say about each other that cannot be."""
    names = [resource["name"] for resource in schema.package["resources"]]
    yield from (f"{name}: the name of two tables; a table's name stands once" for name in {n for n in names if names.count(n) > 1})
    try:
        date.fromisoformat(schema.package.get("as_of", "2026-02-06"))
    except ValueError:
        yield f"as_of: {schema.package['as_of']!r} is not a date such as 2026-02-06"
    for table, resource in schema.tables.items():
        columns = [field["name"] for field in resource["schema"]["fields"]]
        yield from (f"{table}: {name}: the name of two columns" for name in sorted({n for n in columns if columns.count(n) > 1}))
        if resource["schema"].get("primaryKey", ["id"]) != ["id"] or "id" not in columns:
            yield f"{table}: primaryKey: the key of every table is its column id"
        yield from (f"{table}: {said}" for said in (*_of_table(schema, table, resource), *_of_columns(schema, table)))


def _of_table(schema, table, resource):
    """Return what a table's own keys refer to and is not there."""
    columns = schema.fields(table)
    named = {
        "datedBy": resource.get("datedBy", []),
        "stands": resource.get("stands", {}),
        "calledBy": [name for name in resource.get("calledBy", []) if f"{name}_en" not in columns],
        "uniqueKeys": [name for key in resource["schema"].get("uniqueKeys", []) for name in key],
        "foreignKeys": [key["fields"][0] for key in resource["schema"].get("foreignKeys", [])],
        "follows": [resource["follows"]["column"]] if "follows" in resource else [],
    }
    for key, found in named.items():
        yield from (f"{key}: {name!r} is not a column of the table{meant(name, columns)}" for name in found if name not in columns)
    dates = [name for key in ("datedBy", "stands") for name in named[key] if name in columns and columns[name]["type"] != "date"]
    yield from (f"{name}: a column that dates rows is a date" for name in dates)
    for key in resource["schema"].get("foreignKeys", []):
        target, column = key["reference"]["resource"] or table, key["reference"]["fields"][0]
        yield from (f"foreignKeys: {said}" for said in _lost(schema, f"{target}.{column}"))
    if "follows" in resource:
        yield from (f"follows: {said}" for said in _lost(schema, f"{resource['follows']['table']}.id"))


def _of_columns(schema, table):
    """Return what a table's columns refer to and is not there, and rules that cannot be applied."""
    columns = schema.fields(table)
    for name, field in columns.items():
        for key in ("referenceTable", "notBefore", "columnOf", "valueOf", "languageBy", "generalBy"):
            other = field.get(key)
            if other is not None and other not in columns:
                yield f"{name}: {key}: {other!r} is not a column of the table{meant(other, columns)}"
        if "valueOf" in field and "columnOf" not in columns.get(field["valueOf"], {}):
            yield f"{name}: valueOf: {field['valueOf']!r} does not say of which table it names a column (columnOf)"
        yield from (
            f"{name}: ownedBy: {other!r} is not a column of the table{meant(other, columns)}"
            for other in field.get("ownedBy", [])
            if other not in columns
        )
        if "notBeforeOf" in field:
            yield from (f"{name}: notBeforeOf: {said}" for said in _unplaced(schema, table, columns, field["notBeforeOf"]))
        if "itemReference" in field:
            yield from (f"{name}: itemReference: {said}" for said in _lost(schema, field["itemReference"]))
        codes = [entry["value"] for entry in field.get("categories", [])]
        yield from (f"{name}: code {code!r} stands twice" for code in sorted({c for c in codes if codes.count(c) > 1}))
        rules = field.get("constraints", {})
        if "pattern" in rules:
            try:
                re.compile(rules["pattern"])
            except re.error as error:
                yield f"{name}: pattern: {rules['pattern']!r} is no regular expression: {error}"
        for key in ("minimum", "maximum"):
            if key in rules and isinstance(rules[key], str) != (field["type"] == "date"):
                yield f"{name}: {key}: {rules[key]!r} is not of the column's type, {field['type']}"


def _unplaced(schema, table, columns, rule):
    """Return why the date of another row cannot be found by a column."""
    if rule["column"] not in columns:
        yield f"{rule['column']!r} is not a column of the table{meant(rule['column'], columns)}"
    elif schema.reference(table, rule["column"]) is None:
        yield f"{rule['column']!r} refers to no row of another table"
    else:
        yield from _lost(schema, f"{schema.reference(table, rule['column'])[0]}.{rule['of']}")


def _lost(schema, target):
    table, _, column = target.partition(".")
    if table not in schema.tables:
        yield f"{table!r} is not a table of the package{meant(table, schema.tables)}"
    elif column not in schema.fields(table):
        yield f"{column!r} is not a column of {table}{meant(column, schema.fields(table))}"


def _untranslated(schema):
    """Return a line for each text of the schema that lacks its translation: titles, descriptions, units, codes."""
    yield from _lacking("", schema.package)
    for table, resource in schema.tables.items():
        yield from _lacking(f"{table}: ", resource)
        for column, field in schema.fields(table).items():
            place = f"{table}: {column}: "
            yield from _lacking(place, field)
            for code in field.get("categories", []):
                yield from (f"{place}code {code['value']!r} has no {name}" for name in ("label", "label_ja") if not code.get(name))


def _lacking(place, thing):
    """Return a line for each text that a table or column must have, or has in one language only."""
    texts = ["title", *(name for name in ("description", "unit") if name in thing or f"{name}_ja" in thing)]
    yield from (f"{place}no {name}" for text in texts for name in (text, f"{text}_ja") if not thing.get(name))
