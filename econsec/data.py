"""Read the data package: its schema and its tables, typed.

What a table is stands in ``datapackage.yaml`` and nowhere else. This module reads; whether the data is
right is for :mod:`econsec.checks`, which part of it an edition shows is for :mod:`econsec.editions`.
"""

import functools
import io
from pathlib import Path

import pandas as pd
import yaml

from econsec.project import DESCRIPTOR
from econsec.texts import localized

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same in C, ten times as fast, where PyYAML has it


class Schema:
    """What ``datapackage.yaml`` says: tables, columns, codes with their labels."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.package = yaml.load((self.folder / DESCRIPTOR).read_text(encoding="utf-8"), Loader=LOADER)
        self.tables = {resource["name"]: resource for resource in self.package["resources"]}

    def path(self, table):
        """Return the CSV file of a table."""
        return self.folder / self.tables[table]["path"]

    def files(self):
        """Return the files of the package: its descriptor and its tables."""
        return [self.folder / DESCRIPTOR, *map(self.path, self.tables)]

    def fields(self, table):
        """Return the columns of a table, by name."""
        return {field["name"]: field for field in self.tables[table]["schema"]["fields"]}

    def categories(self, table, column):
        """Return the codes of a column in their order, each with ``label`` and ``label_ja``."""
        return {entry["value"]: entry for entry in self.fields(table)[column].get("categories", [])}

    def label(self, table, column, code, lang):
        """Return the text of a code; the empty code has an empty label."""
        if not isinstance(code, str) or not code:
            return ""
        return self.categories(table, column)[code][localized("label", lang)]

    def title(self, table, column, lang):
        """Return the heading of a column."""
        return self.fields(table)[column][localized("title", lang)]


@functools.cache
def read_schema(folder):
    """Read a data folder's schema once."""
    return Schema(folder)


def read_table(schema, table, instead=()):
    """Read one table with the types of its schema.

    Text is ``str`` (empty where unknown), lists are tuples, dates ``datetime64``, whole numbers ``Int64``,
    truth ``boolean``. ``instead`` holds cells to be read in place of the file's: ``(key of a row, column, text)``.
    """
    return _typed(schema, table, schema.path(table).read_bytes(), tuple(instead)).copy()


@functools.lru_cache(maxsize=100)
def _typed(schema, table, content, instead):
    """Return a table from the bytes of its file: editions in several languages rest on the same."""
    raw = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8")
    for key, column, text in instead:
        raw.loc[raw["id"] == key, column] = text
    return pd.DataFrame({name: typed(raw[name], field) for name, field in schema.fields(table).items()})


def typed(column, field):
    """Return a column of text with the type of its field."""
    known = column.where(column != "")
    match field["type"]:
        case "integer":
            return pd.to_numeric(known).astype("Int64")
        case "number":
            return pd.to_numeric(known).astype("Float64")
        case "boolean":
            return known.map({"true": True, "false": False}).astype("boolean")
        case "date":
            return pd.to_datetime(known, format="%Y-%m-%d")
        case "list":
            return column.map(lambda cell: tuple(cell.split(field["delimiter"])) if cell else ())
        case _:
            return column.astype(object)
