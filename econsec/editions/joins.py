"""What is left of tables that were cut: rows that follow, or refer to, rows that are not there go, and so do items of lists."""

from collections.abc import Callable, Mapping

import pandas as pd


def joined(schema, tables: Mapping[str, pd.DataFrame], before: Mapping[str, pd.DataFrame] | None = None) -> dict[str, pd.DataFrame]:
    """Return tables without what hangs on rows that are not there; of what was joined ``before`` only lost rows are looked for."""
    found = dict(tables)

    def less(table):
        return before is None or len(found[table]) < len(before[table])

    for step in (_following, _referring):
        for table in schema.tables:
            found[table] = step(schema, found, table, less)
    return found


def _following(schema, tables, table, less: Callable[[str], bool]):
    """Drop rows whose parent is not there."""
    frame, follows = tables[table], schema.tables[table].get("follows")
    if not follows or not less(follows["table"]):
        return frame
    kept = set(tables[follows["table"]]["id"])
    column = frame[follows["column"]]
    if column.map(type).eq(tuple).any():
        frame = frame.assign(**{follows["column"]: column.map(lambda keys: tuple(key for key in keys if key in kept))})
        return frame[frame[follows["column"]] != ()].reset_index(drop=True)
    return frame[column.isin(kept)].reset_index(drop=True)


def _referring(schema, tables, table, less: Callable[[str], bool]):
    """Drop what refers to rows that are not there: items of lists, and rows that are about such a row."""
    frame = tables[table]
    for name, field in schema.fields(table).items():
        target, _, key = field.get("itemReference", "").partition(".")
        if target and less(target):
            kept = set(tables[target][key])
            frame = frame.assign(**{name: frame[name].map(lambda items, kept=kept: tuple(item for item in items if item in kept))})
        if "referenceTable" in field and any(map(less, others := set(frame[field["referenceTable"]]))):
            kept = {(other, key) for other in others for key in tables[other]["id"]}
            there = [pair in kept for pair in zip(frame[field["referenceTable"]], frame[name])]
            frame = frame[pd.Series(there, frame.index, dtype=bool)].reset_index(drop=True)
    return frame
