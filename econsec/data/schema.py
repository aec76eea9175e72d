"""The data package's schema: tables, columns, codes with their labels. What a table is stands in ``datapackage.yaml`` and nowhere else."""

import functools
from pathlib import Path

from econsec.files import yaml_files
from econsec.project import DESCRIPTOR
from econsec.words import localized


class Schema:
    """What ``datapackage.yaml`` says: tables, columns, codes with their labels."""

    def __init__(self, folder, package=None):
        self.folder = Path(folder)
        self.package = package or yaml_files.read((self.folder / DESCRIPTOR).read_bytes())[0]
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

    def reference(self, table, column):
        """Return the table and column to which the items of a column refer; None where they refer to nothing."""
        keys = self.tables[table]["schema"].get("foreignKeys", [])
        single = next((key["reference"] for key in keys if key["fields"] == [column]), None)
        if single:
            return single["resource"] or table, single["fields"][0]
        target = self.fields(table)[column].get("itemReference")
        return tuple(target.split(".")) if target else None

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
