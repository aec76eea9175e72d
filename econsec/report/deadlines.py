"""When commitments are due: a length of time, counted from the signature of each agreement that holds them."""

import pandas as pd


def due_days(report):
    """Return the last day of each deadline that is counted from a known day: ``(commitment, agreement) -> day``."""
    signed = dict(report["agreements"][["id", "signed_on"]].dropna().itertuples(index=False))
    rows = report["provisions"]
    rows = rows[rows["deadline_from"] == "signature"].explode("agreements")
    return {
        (row.id, row.agreements): signed[row.agreements] + _length(row.deadline_days, row.deadline_months)
        for row in rows.itertuples()
        if row.agreements in signed
    }


def _length(days, months):
    return pd.DateOffset(days=0 if pd.isna(days) else int(days), months=0 if pd.isna(months) else int(months))
