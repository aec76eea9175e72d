"""Rows of two states are told apart by their table's key, whatever it is; what has none is said."""

import pytest

from econsec.review.findings import Findings, Row
from econsec.review.rows import tables
from econsec.review.states import State, Table

SCHEMA = "resources: [{name: rates, schema: {primaryKey: [country, day]}}, {name: firms, schema: {primaryKey: id}}]"
COLUMNS = ["table", "row", "day", "stands"]
OLD = [["agreements", "my-trade", "2025-10-25", "false"], ["agreements", "my-trade", "2025-10-26", "true"]]


def compared(name, before, after, schema=SCHEMA):
    sides = [State(side, {name: Table(*table)}, schema) for side, table in (("base", before), ("head", after))]
    findings = Findings(*sides)
    tables(findings)
    return findings


def test_a_file_that_the_schema_does_not_name_is_told_by_its_leading_columns():
    new = [OLD[1], [*OLD[0][:3], "true"], ["awards", "vulcan", "2026-01-02", "true"]]
    findings = compared("expected_state", (COLUMNS, OLD), (COLUMNS, new))
    (change,) = findings.tables
    assert not findings.problems and change.moved == 1
    assert change.changed == (Row("agreements, my-trade, 2025-10-25", (("stands", "false", "true"),)),)
    assert [row.key for row in change.added] == ["awards, vulcan, 2026-01-02"] and not change.removed


def test_a_key_of_several_columns_is_the_schemas():
    head = ["pct", "country", "day"]
    before, after = [["1", "JPN", "2026-01-01"], ["2", "JPN", "2026-02-01"]], [["1", "JPN", "2026-01-01"], ["3", "JPN", "2026-02-01"]]
    findings = compared("rates", (head, before), (head, after))
    assert not findings.problems and findings.tables[0].changed == (Row("JPN, 2026-02-01", (("pct", "2", "3"),)),)


@pytest.mark.parametrize(
    ("name", "before", "after", "schema", "said"),
    [
        ("firms", (["name"], [["a"]]), (["name"], [["b"]]), SCHEMA, "no column `id`"),
        ("firms", (["id"], [["a"], ["a"]]), (["id"], [["a"]]), SCHEMA, "the key 'a' is used twice"),
        ("rates", (["country", "day"], [["a"]]), (["country", "day"], []), SCHEMA, "rows of another length than the header"),
        ("other", (["id"], [["a"], ["a"]]), (["id"], [["b"]]), "resources: [", "the key 'a' is used twice"),
        ("other", (["a"], [["1"]]), (["b"], [["1"]]), "", "no column"),
    ],
)
def test_what_has_no_key_is_said(name, before, after, schema, said):
    findings = compared(name, before, after, schema)
    assert findings.problems and not findings.tables
    assert all(line.endswith(f"{name}.csv: {said}; its rows could not be compared") for line in findings.problems)
