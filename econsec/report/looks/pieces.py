"""Rows of other tables that are shown within a row: its changes of standing, its sums of money. Their sources are among its own."""

from econsec.report.looks.show import records


def attach(report, table, rows, name):
    """Return rows (as records) with their parts under a name; a part's works stand after those of the row."""
    by_row, (column, parts) = {}, PARTS[name](report, table)
    for part in parts:
        by_row.setdefault(part[column], []).append(part)
    joined = (row | {name: by_row.get(row["id"], [])} for row in rows)
    return [row | {"source": merged(row["source"], *(part["source"] for part in row[name]))} for row in joined]


def merged(*lists):
    """Return keys of works, each once."""
    return tuple(dict.fromkeys(item for items in lists for item in items))


def _changes(report, table):
    """Return the changes of standing of a table's rows, less plans that were overtaken."""
    past = report.plans_overtaken()
    return "row", [change for change in records(report["status_changes"]) if change["table"] == table and change["id"] not in past]


def _sums(report, table):
    return "award", records(report["funding"])


PARTS = {"changes": _changes, "sums": _sums}
