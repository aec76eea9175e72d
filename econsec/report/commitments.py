"""The lines of agreements: in what order they stand, and what stands over those of the same agreements."""

import pandas as pd

from econsec.editions import made_of
from econsec.report.columns import families, readable
from econsec.report.evidence import pillars_of


def commitments(report):
    """Return what the agreements say, those of the same agreements together, with the ``pillar`` they belong to.

    ``stands_in`` names the parties, and the article where there is one, ``stands_in_title`` the agreements by their titles.
    """
    agreements, rows = report["agreements"], report["provisions"]
    rows = rows.assign(place=pd.factorize(rows["agreements"])[0]).sort_values(["place", "order"], kind="stable")
    found = readable(report, "provisions", families(rows.drop(columns="place")))
    parties = {row.id: _party(report, row) for row in agreements.itertuples()}
    titles = dict(zip(agreements["id"], agreements["title"]))
    found["pillar"] = pillars_of(report, found)
    found["pillar_label"] = [report.label("agreements", "pillar", code) for code in found["pillar"]]
    wholes = dict(zip(found["id"], found.itertuples()))
    found["stands_in"] = [_heading(report, wholes[key], parties) for key in found["whole"]]
    found["stands_in_title"] = [_heading(report, wholes[key], titles) for key in found["whole"]]
    return made_of(found, "provisions", "agreements")


def lines(report):
    """Return what the agreements say, each line once for each agreement in which it stands, with its ``agreement`` and partner."""
    rows = commitments(report).explode("agreements", ignore_index=True).rename(columns={"agreements": "agreement"})
    held = readable(report, "agreements")[["id", "partner", "partner_name", "binding", "text_seen", "signed_on"]]
    found = rows.merge(held.rename(columns={"id": "agreement"}), on="agreement", how="left", validate="m:1")
    return made_of(found, "provisions", "agreements")


def _heading(report, row, parties):
    """Return who shares a commitment and, where it is numbered, the article of the agreement in which it stands."""
    shared = report.formats.join(parties[key] for key in row.agreements)
    if not row.article_no:
        return shared
    article = ".".join(row.article_no.split(".")[:2])
    return report.gettext("{parties}: Article {number}").format(parties=shared, number=article)


def _party(report, agreement):
    name = report.names("countries", "iso3")[agreement.partner]
    day = report.formats.date(agreement.signed_on, agreement.date_precision)
    return report.gettext("{name} ({date})").format(name=name, date=day) if day else name
