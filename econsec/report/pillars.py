"""The three pillars, and the deals that stand beside them: codes of a pillar that are ``aside`` count for none."""

import pandas as pd

from econsec.editions import Report

TABLE, COLUMN = "agreements", "pillar"


def pillars(report: Report) -> dict[str, str]:
    """Return the pillars that agreements serve, with their names."""
    aside = _aside(report)
    return {code: label for code, label in report.labels(TABLE, COLUMN).items() if code not in aside}


def agreements(report: Report) -> pd.DataFrame:
    """Return the agreements under the pillars."""
    rows = report[TABLE]
    return rows[~rows[COLUMN].isin(_aside(report))].reset_index(drop=True)


def deals(report: Report) -> pd.DataFrame:
    """Return the deals outside the pillars."""
    rows = report[TABLE]
    return rows[rows[COLUMN].isin(_aside(report))].reset_index(drop=True)


def _aside(report):
    return {code for code, entry in report.schema.categories(TABLE, COLUMN).items() if entry.get("aside")}
