"""Amounts and shares in words, and how far a share is certain."""

import pandas as pd

from econsec.editions import tables_of
from econsec.report.forms.channels import heading
from econsec.words import share

WHOLE = 100  # per cent
QUALIFIERS = {"up_to": "up to {amount}", "at_least": "at least {amount}"}


def amounts(report, rows, length):
    """Return amounts in words: of a sum its kind and conditions too; what is not stated says so."""
    if length == "amount_usd" and {"kind_label", "conditional", "qualifier"} <= set(rows):
        return [report.gettext("No sum stated") if pd.isna(row.amount_usd) else sum_of_money(report, row) for row in rows.itertuples()]
    said = report.formats.money if length.endswith("_usd") else report.formats.number
    return ["" if pd.isna(amount) else said(amount) for amount in rows[length]]


def sum_of_money(report, row):
    """Return a sum as its label: Loan, conditional: USD 700 million."""
    kind, amount = row.kind_label, report.formats.money(row.amount_usd)
    if row.conditional:
        kind = report.gettext("{kind}, conditional").format(kind=kind)
    if row.qualifier in QUALIFIERS:
        amount = report.gettext(QUALIFIERS[row.qualifier]).format(amount=amount)
    return report.gettext("{kind}: {amount}").format(kind=kind, amount=amount)


def share_of(report, rows, length, bound="", faint=""):
    """Return shares: of what (``measure``), in words, how far each is certain (``sure``), between what a bound leaves it open."""
    qualifiers = rows[bound] if bound else pd.Series("exact", rows.index)
    guessed = rows[faint].astype(bool) if faint else pd.Series(False, rows.index)
    rough = report.gettext("{value}, estimated")
    values = [_in_words(report, row, length, qualifier) for row, qualifier in zip(rows.itertuples(), qualifiers)]
    low = rows[length].where(qualifiers == "more_than").mask(qualifiers == "less_than", 0)
    high = rows[length].where(qualifiers == "less_than").mask(qualifiers == "more_than", WHOLE)
    return pd.DataFrame(
        {
            "measure": rows["measure_label"] if "measure_label" in rows else heading(report, tables_of(rows), length),
            "value": [rough.format(value=value) if one else value for value, one in zip(values, guessed)],
            "sure": rows[length].where(qualifiers != "less_than"),
            "low": low,
            "high": high,
            "faint": guessed,
        },
        index=rows.index,
    )


def _in_words(report, row, length, qualifier):
    """Return a share in words, that of the largest producer with who it is."""
    pct = getattr(row, length)
    if length != "leading_producer_share_pct":
        return report.gettext("not known") if pd.isna(pct) else share(report, pct, qualifier)
    if not row.leading_producer or pd.isna(pct):
        return report.gettext("not known")
    return report.gettext("{country}, {share}").format(country=row.leading_producer_name, share=share(report, pct))
