"""Which cells and rows an edition holds: the article's values, and what cells held before."""

from econsec.data import read_table

DIFFERENCES = "differences"
FORMER = "former_values"


def article_values(schema):
    """Return the article's values where the data differ: by table, ``(key of a row, column, text)``; often there are none."""
    if DIFFERENCES not in schema.tables:
        return {}
    cells = read_table(schema, DIFFERENCES)[["table", "row", "column", "article_value"]]
    return {table: list(rows.itertuples(index=False, name=None)) for table, rows in cells.set_index("table").groupby("table")}


def former_values(schema, there):
    """Return what cells held before changes of standing that are not ``there`` yet: by table, ``(key of a row, column, text)``."""
    if FORMER not in schema.tables:
        return {}
    cells = read_table(schema, FORMER)
    cells = cells.loc[~cells["change"].isin(there), ["table", "row", "column", "value"]]
    return {table: list(rows.itertuples(index=False, name=None)) for table, rows in cells.set_index("table").groupby("table")}
