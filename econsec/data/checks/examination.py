"""Check a data package: all that can be wrong with it, a line each, before anything is made of it.

``descriptor`` looks at datapackage.yaml, ``files`` at each table's file, ``cells`` at single cells, ``texts`` at what a
text must not hold, ``relations`` at rows together. Each knows the schema and no table by name. ``frictionless validate``
is the stock check; it must refuse nothing that this one accepts (tests/data/test_checks_stock.py).
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from econsec.data.checks import cells, csv_files, descriptor, expected, relations
from econsec.data.checks.lines import Lines
from econsec.data.frames import typed

__all__ = ["Findings", "check", "examine"]


@dataclass(frozen=True)
class Findings:
    """What a check found: ``problems`` make the package invalid, ``warnings`` are only suspicious; a line each."""

    problems: tuple = ()
    warnings: tuple = ()


def check(folder, accepting=False):
    """Return the problems of a data package, one line each; an empty list where it is valid."""
    return list(examine(folder, accepting).problems)


def examine(folder, accepting=False):
    """Return the findings of a data package.

    Who is ``accepting`` its present state means that rows which are gone were deleted.
    """
    folder = Path(folder)
    schema, problems = descriptor.read(folder)
    if schema is None:
        return Findings(tuple(problems))
    raw, said = csv_files.read(schema)
    problems = [*problems, *said]
    found = {table: Lines(schema, table) for table in raw}
    keys = cells.Keys(schema, raw)
    for lines in found.values():
        cells.check(keys, lines)
    # What rows mean together can be told only of sound tables.
    frames = {table: _typed(schema, table, raw[table]) for table in raw if not found[table]}
    warnings = relations.check(schema, raw, frames, found)
    problems += [line for table in schema.tables if table in found for line in found[table].said()]
    if not problems:
        problems += expected.check(schema, frames)
    if not accepting and not problems:
        problems += relations.fallen(schema, frames)
        warnings = [*warnings, *relations.thinner(schema, frames)]
    return Findings(tuple(dict.fromkeys(problems)), tuple(warnings))


def _typed(schema, table, raw):
    """Return a sound table with the types of its columns, as an edition reads them; the index stays."""
    return pd.DataFrame({name: typed(raw[name], field) for name, field in schema.fields(table).items()})
