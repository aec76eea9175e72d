"""Compare the tables of two states by key, and the schema by line."""

import difflib

import daff

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
        unfit = [f"{side.name}: {name}.csv: {why}; its rows could not be compared" for side in (before, after) if (why := _unfit(side.tables[name]))]
        findings.problems += unfit
        if not unfit and before.tables[name] != after.tables[name]:
            change = _table(name, before.tables[name], after.tables[name])
            findings.tables += [change] if change != TableChange(name) else []


def _unfit(table):
    """Say why rows of a table cannot be told by key."""
    if "id" not in table.columns:
        return "no column `id`"
    if any(len(row) != len(table.columns) for row in table.rows):
        return "rows of another length than the header"
    keys = [row[table.columns.index("id")] for row in table.rows]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    return f"the key {twice[0]!r} is used twice" if twice else ""


def _table(name, before, after):
    """Return what differs between two tables, as daff aligns them by key."""
    flags = daff.CompareFlags()
    flags.addPrimaryKey("id")
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
            found[kind].append(_row(kind, dict(zip(columns, cells)), before, after))
    names = {
        "added": [one for one in after.columns if one not in before.columns],
        "removed": [one for one in before.columns if one not in after.columns],
    }
    told = tuple(f"{one} {kind}" for kind, ones in names.items() for one in ones)
    kept = [one for one in after.columns if one in before.columns]
    if not told and before.columns != after.columns:
        told = (f"now in the order {', '.join(kept)}",)
    return TableChange(name, *(tuple(found[kind]) for kind in ("added", "changed", "removed")), told, _moved(before, after))


def _row(kind, cells, before, after):
    key = cells["id"]
    if kind == "changed":
        told = tuple((name, cell["before"], cell["after"]) for name, cell in cells.items() if isinstance(cell, dict))
    else:
        told = tuple((name, cell, None) if kind == "removed" else (name, None, cell) for name, cell in cells.items() if cell not in ("", None))
    return Row(key, told)


def _moved(before, after):
    """Return how many of the rows that stayed changed places: the fewest that would have to be moved back."""
    orders = [[row[table.columns.index("id")] for row in table.rows] for table in (before, after)]
    kept = set(orders[0]) & set(orders[1])
    old, new = ([key for key in order if key in kept] for order in orders)
    same = sum(block.size for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return len(kept) - same


def schema(findings):
    old, new = (side.schema.splitlines() for side in (findings.before, findings.after))
    findings.schema = [line for line in difflib.unified_diff(old, new, lineterm="", n=0) if line[:1] in "+-" and line[:3] not in ("+++", "---")]
