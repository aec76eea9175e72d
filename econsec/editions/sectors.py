"""Single sectors: which rows concern one. A row does because it names the sector, or because it belongs to a row that does."""

TABLE, COLUMN = "sectors", "sectors"


def with_rows(report):
    """Return the keys of the sectors of an edition that some row names, in their order: each of these has a page."""
    named = {key for name in report.schema.tables if COLUMN in report.schema.fields(name) for keys in report[name][COLUMN] for key in keys}
    ordered = report[TABLE].sort_values("order", kind="stable")["id"]
    return tuple(key for key in ordered if key in named)


def concerning(schema, tables, sector):
    """Return the tables, less the rows that could name sectors and do not name this one, and the agreements none of whose lines does.

    What concerns every sector stays (``generalBy``), and so do tables that name none.
    """
    found = {}
    for name, frame in tables.items():
        field = schema.fields(name).get(COLUMN)
        found[name] = frame if field is None else frame.loc[_naming(frame, field, sector)].reset_index(drop=True)
    agreed = {key for keys in found["provisions"]["agreements"] for key in keys}
    found["agreements"] = found["agreements"].loc[lambda rows: rows["id"].isin(agreed)].reset_index(drop=True)
    return found


def _naming(frame, field, sector):
    """Tell of each row whether it names a sector, or concerns every one."""
    every = frame[field["generalBy"]].fillna(False).astype(bool) if "generalBy" in field else [False] * len(frame)
    return [sector in keys or general for keys, general in zip(frame[COLUMN], every)]
