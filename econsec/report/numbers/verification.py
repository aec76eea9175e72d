"""The values of the page that holds the article against its sources."""

from econsec.exhibits import Value
from econsec.report.columns import table_title
from econsec.report.differing import WEIGHT, differences
from econsec.report.looks.differences import values
from econsec.report.numbers import phrases
from econsec.report.subject import SUBJECT

ARTICLE = SUBJECT.article
PAIRS = {
    ("my-art-5-1-1", "reach"): "article",
    ("vulcan-elements-loan", "amount_usd"): "article here",
    ("crucible-metals-loan", "amount_usd"): "article",
}


def verification(report):
    """Return how far the article was checked, what differs, and what its most telling values became."""
    rows = differences(report)
    found = rows.to_dict("records")
    return _extent(report, found) | _kinds(report, found) | _pairs(report, rows) | _awards(report) | _reach(report, found)


def _extent(report, found):
    """Return how many of the article's rows could be checked, by table too, and how many of them were wrong."""
    seen = set(report["sources"].loc[lambda rows: rows["seen"] != "unseen", "id"]) - {ARTICLE}
    rows = {table: report[table].loc[lambda rows: rows["article_ref"] != ""] for table in report.labels("differences", "table")}
    checked = {table: sum(not seen.isdisjoint(works) for works in frame["source"]) for table, frame in rows.items()}
    total, known = sum(map(len, rows.values())), sum(checked.values())
    unchecked = {table: len(frame) - checked[table] for table, frame in rows.items()}
    corrected = {(one["table"], one["row"]) for one in found if one["kind"] == "corrected"}
    return {
        "ver_rows": phrases.count(report, total, "{n} row", "{n} rows"),
        "ver_checked": phrases.count(report, known),
        "ver_unchecked": phrases.count(report, total - known),
        "ver_unchecked_tables": _by_table(report, unchecked),
        "ver_due": due_by_kind(report, report.due()),
        "ver_corrected_rows": phrases.count(report, len(corrected)),
        "ver_corrected_tables": _by_table(report, {table: sum(key == table for key, _ in corrected) for table in rows}),
    }


def _by_table(report, counts):
    """Return counts by table as a list in a sentence: commitments (3) and awards (5)."""
    number = report.formats.number
    return phrases.names(
        report,
        [
            report.gettext("{name} ({number})").format(name=phrases.midsentence(table_title(report, table)), number=number(count))
            for table, count in counts.items()
            if count
        ],
    )


def _kinds(report, found):
    """Return how many differences there are, and of which kind."""
    counts = {f"ver_{kind}": phrases.count(report, sum(one["kind"] == kind for one in found)) for kind in WEIGHT}
    return {"ver_differences": phrases.count(report, len(found), "{n} difference", "{n} differences"), **counts}


def _pairs(report, rows):
    """Return the article's value or the one here of some cells, named for row and column."""
    value, held = values(report, rows), {}
    for one in rows.to_dict("records"):
        for end in PAIRS.get((one["row"], one["text"]), "").split():
            text = value(one, article=end == "article").text
            held[f"ver_{one['row']}_{one['text']}_{end}".replace("-", "_")] = Value(text, text)
    return held


def _awards(report):
    """Return how many announcements of support there are, and for whom they stand at which stage."""
    awards, firms = report["awards"].loc[lambda rows: rows["article_ref"] != ""], report.names("firms")
    held = {"ver_awards": phrases.count(report, len(awards), "{n} announcement", "{n} announcements")}
    for stage in ("letter_of_intent", "award"):
        recipients = awards["recipients"][awards["stage"] == stage].explode().dropna()
        held[f"ver_stage_{stage}_recipients"] = phrases.names(report, recipients.map(firms))
    return held


def _reach(report, found):
    """Return how the works behind the differences were seen, and of how many agreements the text was read."""
    cited = {key for one in found for key in one["source"]}
    seen = report["sources"].loc[lambda rows: rows["id"].isin(cited), "seen"]
    agreements = report["agreements"].loc[lambda rows: rows["article_ref"] != ""]
    read = agreements["text_seen"].fillna(False).astype(bool).sum()
    return {
        "ver_works": phrases.count(report, len(seen), "{n} work", "{n} works"),
        **{f"ver_works_{code}": phrases.count(report, (seen == code).sum()) for code in ("original", "mirror", "reported")},
        "ver_agreements": phrases.count(report, len(agreements), "{n} agreement", "{n} agreements"),
        "ver_agreements_unread": phrases.count(report, len(agreements) - read),
    }


DUE = {
    "outcome": ("{n} deadline without an outcome", "{n} deadlines without an outcome"),
    "plan": ("{n} plan whose day has come", "{n} plans whose day has come"),
    "lapsed": ("{n} row whose standing ran out", "{n} rows whose standing ran out"),
    "confirmation": ("{n} row not confirmed for 90 days", "{n} rows not confirmed for 90 days"),
    "statistics": ("{n} table of statistics that is to come out anew", "{n} tables of statistics that are to come out anew"),
    "source": ("{n} point about works not looked at for a year", "{n} points about works not looked at for a year"),
}


def due_by_kind(report, points):
    """Return how much is due to whoever keeps the record, by kind."""
    return phrases.parts(report, *((int((points["kind"] == kind).sum()), *texts) for kind, texts in DUE.items()))
