"""Compare the tables of two states by key, and the schema by line.

A table's key is its primary key in the schema; a file that the schema does not name is told by the fewest of its leading columns that
tell its rows apart.
"""

import difflib

import daff
import yaml

from econsec.review.findings import Row, TableChange


def tables(findings):
    before, after = findings.before, findings.after
    if not (before.tables and after.tables):
        findings.problems += [f"{side.name}: it has no table; rows could not be compared" for side in (before, after) if not side.tables]
        return
    for name in dict.fromkeys([*before.tables, *after.tables]):
        lacking = [side for side in (before, after) if name not in side.tables]
        if lacking:
            rows = len((before.tables.get(name) or after.tables[name]).rows)
            findings.problems.append(f"{lacking[0].name}: it has no {name}.csv; the {rows} rows of the other state could not be compared")
            continue
        key = _key(name, before, after)
        found = ((side, _unfit(side.tables[name], key)) for side in (before, after))
        unfit = [f"{side.name}: {name}.csv: {why}; its rows could not be compared" for side, why in found if why]
        findings.problems += unfit
        if not unfit and before.tables[name] != after.tables[name]:
            change = _table(name, before.tables[name], after.tables[name], key)
            findings.tables += [change] if change != TableChange(name) else []


def _key(name, *states):
    """Return the columns that tell the rows of a table apart, of the newest state that says so."""
    for state in reversed(states):
        if key := _primary_keys(state.schema).get(name):
            return key
    tables = [state.tables[name] for state in states]
    columns = [one for one in tables[-1].columns if all(one in table.columns for table in tables)]
    leading = (columns[:count] for count in range(1, len(columns) + 1))
    return next((key for key in leading if not any(_twice(table, key) for table in tables)), columns)


def _primary_keys(schema):
    """Return the primary keys of a schema's tables; nothing where it cannot be read, which the checks say."""
    try:
        tables = yaml.safe_load(schema)["resources"]
        return {table["name"]: [key] if isinstance(key, str) else key for table in tables if (key := table["schema"].get("primaryKey"))}
    except (yaml.YAMLError, TypeError, KeyError, AttributeError):
        return {}


def _keys(table, key):
    """Return the key of each row as text."""
    places = [table.columns.index(column) for column in key]
    return [", ".join(row[place] for place in places if place < len(row)) for row in table.rows]


def _twice(table, key):
    keys = _keys(table, key)
    return sorted({one for one in keys if keys.count(one) > 1}) if len(set(keys)) < len(keys) else []


def _unfit(table, key):
    """Say why rows of a table cannot be told by key."""
    lacking = [column for column in key if column not in table.columns]
    if lacking or not key:
        return f"no column `{lacking[0]}`" if lacking else "no column"
    if any(len(row) != len(table.columns) for row in table.rows):
        return "rows of another length than the header"
    twice = _twice(table, key)
    return f"the key {twice[0]!r} is used twice" if twice else ""


def _table(name, before, after, key):
    """Return what differs between two tables, as daff aligns them by key."""
    flags = daff.CompareFlags()
    for column in key:
        flags.addPrimaryKey(column)
    flags.show_unchanged_columns, flags.unchanged_context = True, 0
    sides = [daff.PythonTableView([table.columns, *table.rows]) for table in (before, after)]
    difference, rows = daff.TableDiff(daff.Coopy.compareTables(*sides, flags).align(), flags), daff.PythonTableView([])
    difference.setCellBuilder(daff.NestedCellBuilder())
    difference.hilite(rows)
    found, columns = {"added": [], "changed": [], "removed": []}, []
    for tag, *cells in rows.data:
        if tag == "@@":
            columns = cells
        elif tag in ("+++", "---") or ">" in (tag or ""):
            kind = {"+++": "added", "---": "removed"}.get(tag, "changed")
            found[kind].append(_row(kind, dict(zip(columns, cells)), key))
    names = {
        "added": [one for one in after.columns if one not in before.columns],
        "removed": [one for one in before.columns if one not in after.columns],
    }
    told = tuple(f"{one} {kind}" for kind, ones in names.items() for one in ones)
    kept = [one for one in after.columns if one in before.columns]
    if not told and before.columns != after.columns:
        told = (f"now in the order {', '.join(kept)}",)
    return TableChange(name, *(tuple(found[kind]) for kind in ("added", "changed", "removed")), told, _moved(before, after, key))


def _row(kind, cells, key):
    if kind == "changed":
        told = tuple((name, cell["before"], cell["after"]) for name, cell in cells.items() if isinstance(cell, dict))
    else:
        told = tuple((name, cell, None) if kind == "removed" else (name, None, cell) for name, cell in cells.items() if cell not in ("", None))
    return Row(", ".join(cells[column] for column in key), told)


def _moved(before, after, key):
    """Return how many of the rows that stayed changed places: the fewest that would have to be moved back."""
    orders = [_keys(table, key) for table in (before, after)]
    kept = set(orders[0]) & set(orders[1])
    old, new = ([one for one in order if one in kept] for order in orders)
    same = sum(block.size for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return len(kept) - same


def schema(findings):
    old, new = (side.schema.splitlines() for side in (findings.before, findings.after))
    findings.schema = [line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:1] in "+-" and line[:3] not in ("+++", "---")]
