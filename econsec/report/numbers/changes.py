"""The values of the page on what changed."""

import pandas as pd

from econsec.editions import changelog as record
from econsec.report import pillars
from econsec.report.numbers import phrases

ABOUT_DATA = ("differences", "former_values", "revisions")


def changes(report):
    """Return how much changed in the world and in the data, between which days, and what of it is open."""
    return _world(report) | _data(report)


def _world(report):
    found = record.changes(report)
    past = [one.day for one in found if pd.notna(one.day) and not one.planned]
    number = phrases.count(report, len(found), "{n} change", "{n} changes")
    return {
        "chg_changes": number,
        "chg_first_on": phrases.date(report, min(past, default=pd.NaT)),
        "chg_last_on": phrases.published(report, record.last_event(report)),
        "chg_last_agreement_on": phrases.newest(report, pillars.agreements(report), "signed_on"),
        "chg_open": phrases.count(report, sum(one.open for one in found)),
        "chg_undated": phrases.count(report, sum(pd.isna(one.day) for one in found)),
        **{f"chg_{table}": phrases.count(report, sum(one.table == table for one in found)) for table in record.WORLD},
    }


def _data(report):
    """Return how many rows come from the article, were were added since, or are statistics."""
    tables = {name: said for name, said in report.schema.tables.items() if name not in ABOUT_DATA}
    statistics = [name for name, said in tables.items() if "vintage" in said]
    facts = [report[name]["article_ref"] for name in tables if name not in statistics]
    return {
        "chg_revisions": phrases.count(report, len(report["revisions"]), "{n} entry", "{n} entries"),
        "chg_article_rows": phrases.count(report, sum((refs != "").sum() for refs in facts), "{n} row", "{n} rows"),
        "chg_new_rows": phrases.count(report, sum((refs == "").sum() for refs in facts), "{n} row", "{n} rows"),
        "chg_statistics": phrases.count(report, len(statistics), "{n} table", "{n} tables"),
        "chg_statistics_rows": phrases.count(report, sum(len(report[name]) for name in statistics), "{n} row", "{n} rows"),
    }
