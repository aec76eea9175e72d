"""The values of the chapter on security clauses and export controls."""

import pandas as pd

from econsec.exhibits import Value
from econsec.report.evidence import trade_agreements
from econsec.report.numbers import evidence, phrases, single

AGREEMENTS = {"my-trade": "force_after_days exit_notice_days", "ec-trade": "on", "gt-trade": "on"}
MEASURES = {
    "entity-list-2025-03": "quantity",
    "entity-list-2025-03-ai": "quantity",
    "ai-diffusion-withdrawal": "on",
    "entity-list-2025-09": "on quantity",
    "entity-list-2025-10": "on quantity",
    "h200-review-2026-01": "on quantity",
}
CHANGES = {
    "affiliates-rule-suspended": "from",
    "chip-software-licences-ended": "from",
    "aircraft-parts-licences-ended": "from",
    "ethane-licences-ended": "from",
}
EVENTS = {
    "us-cn-deal-2025-11": "on",
    "cn-controls-suspended-2025-11": "on",
    "my-suit-2026-01": "on",
    "ieepa-ruling-2026-02": "on",
    "id-clauses-2026-02": "on",
    "ustr-stands-by-2026-02": "on",
    "ieepa-duties-end-2026-02": "on",
    "section-122-surcharge-2026-02": "on",
    "my-minister-2026-03": "on",
    "ustr-reason-2026-06": "on",
    "section-122-end-2026-07": "on",
    "section-301-duties-10-2026-07": "economies rate",
    "section-301-duties-12-5-2026-07": "economies rate",
    "h200-first-deliveries-2026-08": "on",
    "truce-extension-2026-09": "on",
    "truce-confirmed-2026-09": "on",
}
CLAIMS = {"reciprocal-tariffs-announced": "on", "first-clauses-as-gauge": "on", "section-232-chip-tariff": "on quantity"}
WORKS = {"bis-enforcement-2023": "on"}


def pillar1_agreements(report):
    """Return the numbers of the chapter on clauses and export controls."""
    return {
        "p1_as_of": phrases.date(report, report.as_of),
        **_clauses(report),
        **_partners(report),
        **_controls(report),
        **single.measures(report, "p1", MEASURES),
        **single.changes(report, "p1", CHANGES),
        **affiliates_rule(report, "p1"),
        **single.events(report, "p1_event", EVENTS),
        **evidence.tariffs(report, "p1"),
        **single.claims(report, "p1", CLAIMS),
        **single.values("p1_work", report["sources"], WORKS, {"on": _published(report)}),
    }


def _clauses(report):
    agreements = report["agreements"].loc[lambda rows: rows["pillar"] == "agreements"]
    partners = agreements["partner"].map(report.names("countries", "iso3"))
    read = agreements["text_seen"].fillna(False).astype(bool)
    provisions = report["provisions"].loc[lambda rows: (rows["role"] == "commitment") & (rows["parent"] == "")]
    clauses = provisions[provisions["agreements"].map(lambda keys: not set(keys).isdisjoint(agreements["id"])).astype(bool)]
    values = {
        "p1_read_partners": phrases.countries(report, partners[read]),
        "p1_unread_partners": phrases.countries(report, partners[~read]),
        "p1_commitments": phrases.count(report, len(clauses), "{n} commitment", "{n} commitments"),
        "p1_all_us_measures": phrases.count(report, (clauses["reach"] == "all_us_measures").sum()),
        "p1_consider": phrases.names(report, clauses["label"][clauses["modality"] == "consider"].map(phrases.midsentence)),
        "p1_rights": phrases.count(report, (clauses["modality"] == "right").sum()),
        "p1_strictness_unknown": phrases.count(report, (clauses["modality"] == "").sum()),
        "p1_commitments_coded": phrases.count(report, (clauses["coded_by"] == "report").sum()),
    }
    for obliged in report.labels("provisions", "obliged"):
        acting = (clauses["obliged"] == obliged) & (clauses["modality"] != "right")
        values[f"p1_obliged_{obliged}"] = phrases.count(report, acting.sum())
    return values


def _partners(report):
    """Return with whom trade agreements are signed or only framed, and how some begin and may be left."""
    found = trade_agreements(report)
    found = found.assign(name=found["partner"].map(report.names("countries", "iso3")))
    later, signed = found["article_ref"] == "", found["signed"]
    forms = {
        "on": lambda row: phrases.date(report, row["signed_on"], row["date_precision"]),
        "force_after_days": _days(report, "force_after_days"),
        "exit_notice_days": _days(report, "exit_notice_days"),
    }
    return {
        "p1_article_partners": phrases.countries(report, found["name"][~later]),
        "p1_later_signed": phrases.countries(report, found["name"][later & signed]),
        "p1_later_unsigned": phrases.countries(report, found["name"][later & ~signed]),
        **single.values("p1", found, AGREEMENTS, forms),
    }


def _days(report, column):
    return single.filled(column, lambda row: phrases.count(report, row[column], "{n} day", "{n} days"))


def _published(report):
    return single.filled("date", lambda work: phrases.published(report, work["date"]))


def affiliates_rule(report, prefix):
    """Return the share of ownership from which the rule applies, until when it is suspended and put off, and when it returns."""
    days = {"affiliates-rule-suspended": "until", "affiliates-rule-return": "from", "affiliates-rule-put-off": "until"}
    return single.changes(report, prefix, days) | single.measures(report, prefix, {"affiliates-rule": "quantity"})


def whole_measures(report):
    """Return export-control measures in their order, a measure of several parts once."""
    return report["export_controls"].loc[lambda rows: rows["parent"] == ""].sort_values("announced_on", kind="stable")


def announced(report, measures, position):
    """Return when the first (0) or the last (-1) of some measures was announced."""
    if measures.empty:
        return phrases.date(report, pd.NaT)
    measure = measures.iloc[position]
    return phrases.date(report, measure["announced_on"], measure["date_precision"], measure["announced_until"])


def _controls(report):
    measures = whole_measures(report)
    tighten, relax = (measures[measures["direction"] == direction] for direction in ("tighten", "relax"))
    fields = report.labels("export_controls", "fields")
    by_field = relax["fields"].explode().value_counts().reindex(list(fields), fill_value=0)
    changes = report["status_changes"].loc[lambda rows: (rows["table"] == "export_controls") & rows["status"].isin(["suspended", "ended"])]
    lifted = report["export_controls"].loc[lambda rows: rows["id"].isin(changes["row"]), ["id", "parent"]]
    tightening = tighten["id"].isin({*lifted["id"], *lifted["parent"]})  # a part that was lifted counts for its whole
    return {
        "p1_measures": phrases.count(report, len(measures), "{n} measure", "{n} measures"),
        "p1_tighten": phrases.count(report, len(tighten)),
        "p1_relax": phrases.count(report, len(relax)),
        "p1_unclear": phrases.count(report, (measures["direction"] == "unclear").sum()),
        "p1_tighten_firms": phrases.count(report, (tighten["firms"].map(len) > 0).sum()),
        "p1_tighten_withdrawn": phrases.count(report, tightening.sum()),
        "p1_relax_field": Value(by_field.idxmax(), fields[by_field.idxmax()]),
        "p1_relax_field_count": phrases.count(report, by_field.max()),
        "p1_relax_since": phrases.count(report, (relax["announced_on"] > tighten["announced_on"].max()).sum(), "{n} easing", "{n} easings"),
        "p1_first_on": announced(report, measures, 0),
        "p1_last_on": announced(report, measures, -1),
        "p1_last_tighten_on": announced(report, tighten, -1),
        "p1_day_unknown": phrases.count(report, (measures["date_precision"] != "day").sum()),
    }
