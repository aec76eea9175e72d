"""What a table gets beside its codes and keys so that one can read it: labels, names, how a row stands, wholes and parts."""

import pandas as pd

from econsec.data import TABLE as CHANGES
from econsec.editions import made_of, partners
from econsec.words import localized

STANDS = ("status", "since", "until", "certain", "change")


def readable(report, table, frame=None):
    """Return a table, or rows of it, with all that is beside its codes and keys."""
    frame = (report[table] if frame is None else frame).reset_index(drop=True)
    targets, columns = partners.references(report.schema, table), {}
    for name in frame:
        columns[name] = frame[name]
        field = report.schema.fields(table).get(name, {})
        if "categories" in field:
            columns[f"{name}_label"] = worded(frame[name], lambda code, name=name: report.label(table, name, code), report)
        elif name in targets and f"name_{report.lang}" in report.schema.fields(targets[name][0] or table):
            known = report.names(*targets[name])
            many = field["type"] == "list"
            columns[f"{name}_name{'s' * many}"] = worded(frame[name], known.__getitem__, report)
    return made_of(pd.DataFrame(columns, index=frame.index).assign(**_standing(report, table, frame), **_parts(frame)), table)


def worded(cells, word, report):
    """Return codes or keys in words, those of a cell of many as one text; what is not known is empty."""

    def text(cell):
        if isinstance(cell, tuple):
            return report.gettext(", ").join(map(word, cell))
        return word(cell) if isinstance(cell, str) and cell else ""

    return pd.Series([text(cell) for cell in cells], cells.index, dtype=object)


def _standing(report, table, frame):
    """Return how rows stand on the edition's day, where the table is one whose rows have a standing."""
    if table not in report.labels(CHANGES, "table"):
        return {}
    now = report.standing(table).set_index("row").loc[frame["id"]].reset_index(drop=True)
    labels = now["status"].map(lambda code: report.label(CHANGES, "status", code)).astype(object)
    return {"status": now["status"], "status_label": labels} | {name: now[name] for name in STANDS[1:]}


def _parts(frame):
    """Return of rows that can be parts of others the whole that each belongs to: its own key where it is one."""
    if "parent" not in frame:
        return {}
    parents = dict(zip(frame["id"], frame["parent"]))

    def top(key):
        return top(parents[key]) if parents[key] in parents else key

    return {
        "whole": pd.Series([top(key) for key in frame["id"]], frame.index, dtype=object),
        "is_part": frame["parent"] != "",
        "has_parts": frame["id"].isin(frame["parent"]),
    }


def table_title(report, table):
    """Return what the schema calls a table."""
    return report.schema.tables[table][localized("title", report.lang)]


def families(rows):
    """Return rows, each part right after the row it belongs to; a part whose whole is not among them stands alone."""
    if "parent" not in rows:
        return rows
    there, parts = set(rows["id"]), {}
    for place, (key, parent) in enumerate(zip(rows["id"], rows["parent"])):
        parts.setdefault(parent if parent in there else "", []).append((place, key))

    def walk(parent):
        for place, key in parts.get(parent, ()):
            yield place
            yield from walk(key)

    return rows.iloc[list(walk(""))]
