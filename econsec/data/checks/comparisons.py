"""Values that are said to differ from a cell of another table: they still do.

What a column compares, the schema says (``columnOf``, ``valueOf``, ``referenceTable``).
"""

import functools

from econsec.data.checks.lines import quoted


def check(schema, raw, lines):
    """Name the values of a table that are said to differ from a cell which holds just that value.

    ``raw`` are the sound tables as text. A row may have a code that is ``equal``: it speaks of a cell without saying that
    it differs.
    """
    fields = schema.fields(lines.table)
    for name, field in fields.items():
        if "valueOf" in field:
            column = field["valueOf"]
            where = fields[column]["columnOf"]
            key = next(other for other, entry in fields.items() if entry.get("referenceTable") == where)
            _compare(schema, raw, lines, name, (where, key, column))


def _compare(schema, raw, lines, name, place):
    @functools.cache
    def held(table, column):
        return dict(zip(raw[table]["id"], raw[table][column])) if column in raw.get(table, ()) else {}

    for line, row in raw[lines.table].iterrows():
        table, key, column = (row[part] for part in place)
        if held(table, column).get(key) == row[name] and not _may_equal(schema, lines.table, row):
            file = schema.tables[table]["path"]
            lines.add(
                line, name, f"{quoted(row[name])} is what column {column!r} of {key!r} in {file} holds; right is a value that differs, or no row"
            )


def _may_equal(schema, table, row):
    codes = ((schema.categories(table, column), row[column]) for column in schema.fields(table))
    return any(entries.get(cell, {}).get("equal") for entries, cell in codes)
