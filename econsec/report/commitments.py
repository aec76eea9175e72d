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


# How firm a line is: code -> words. What was not read in the text is only reported, however firm reports say it is.
FIRMNESS = {
    "must": "Must, in a binding text",
    "stated": "Must, not binding or unknown",
    "cooperate": "Cooperates",
    "consider": "Considers, may",
    "reported": "Reported, text not read",
}
SOFT = {"cooperate": "cooperate", "consider": "consider", "may": "consider", "right": "consider"}


def lines(report):
    """Return what the agreements say, each line once for each agreement in which it stands, with its ``agreement`` and partner.

    ``firmness`` is empty where a line obliges nobody.
    """
    rows = commitments(report).explode("agreements", ignore_index=True).rename(columns={"agreements": "agreement"})
    held = readable(report, "agreements")[["id", "partner", "partner_name", "binding", "text_seen", "signed_on", "title", "status_label"]]
    called = {"id": "agreement", "title": "agreement_title", "status_label": "agreement_standing"}
    found = rows.merge(held.rename(columns=called), on="agreement", how="left", validate="m:1")
    found["firmness"] = pd.Series([_firmness(row) for row in found.itertuples()], found.index, dtype=object)
    found["firmness_label"] = found["firmness"].map(lambda code: report.gettext(FIRMNESS[code]) if code else "").astype(object)
    return made_of(found, "provisions", "agreements")


def by_firmness(report):
    """Return what the agreements say, the firmest first; ``group`` is how firm the firmest line is of what belongs together,
    ``stands`` how its agreement stands."""
    found, firm = commitments(report), lines(report)
    ranks = {code: place for place, code in enumerate([*FIRMNESS, ""])}
    words = [*map(report.gettext, FIRMNESS.values()), report.gettext("Asks nobody to act by itself")]
    rank = found["whole"].map(firm["firmness"].map(ranks).groupby(firm["whole"]).min()).astype(int)
    found["group"] = [words[place] for place in rank]
    stands = dict(readable(report, "agreements")[["id", "status_label"]].itertuples(index=False))
    found["stands"] = [
        report.gettext(", ").join(dict.fromkeys(stands[key] or report.gettext("Not known") for key in keys)) for keys in found["agreements"]
    ]
    return made_of(found.iloc[rank.argsort(kind="stable")].reset_index(drop=True), "provisions", "agreements")


def undertaken(found):
    """Return those lines that oblige the partner or both sides, and are no parts of others."""
    return found[found["firmness"].ne("") & found["obliged"].ne("us") & ~found["is_part"]].reset_index(drop=True)


def _firmness(row):
    if not row.obliged:
        return ""
    if pd.isna(row.text_seen) or not row.text_seen or not row.modality:
        return "reported"
    return SOFT.get(row.modality) or ("must" if row.binding == "binding" else "stated")


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
