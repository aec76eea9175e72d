"""The tables of the agreements: what the parties committed themselves to, and which partner agreed on what."""

from collections import Counter
from dataclasses import replace

import pandas as pd

from econsec.exhibits import Cell
from econsec.report.deadlines import due_days
from econsec.report.tables.assembly import attach, build, families, table_title, tally
from econsec.report.tables.show import UNKNOWN, Show, duration, known, lines, records
from econsec.report.tables.standing_cell import standing, with_changes


def clause_table(report):
    """Return the economic-security clauses of the trade agreements, article by article (the article's table 2)."""
    show = Show(report, "provisions")
    columns = {
        show.title("article_no"): "article_no",
        report.gettext("Content"): ("label", "text"),
        **{show.title(column): column for column in ("obliged", "modality", "reach")},
    }
    return _commitment_table(report, "clause_table", "agreements", columns, count="obliged")


def minerals_table(report):
    """Return the commitments on critical minerals, by who shares them (the article's table 4)."""
    _, show = report.gettext, Show(report, "provisions")
    columns = {
        _("Subject"): "label",
        _("Content"): "text",
        show.title("role"): "role",
        _("Deadline"): deadline(report),
    }
    return _commitment_table(report, "minerals_table", "minerals", columns)


def technology_table(report):
    """Return the commitments on advanced technology, partner by partner (the article's table 6)."""
    _, show = report.gettext, Show(report, "provisions")
    columns = {_("Subject"): "label", _("Content"): "text", show.title("topics"): "topics"}
    return _commitment_table(report, "technology_table", "technology", columns)


def coverage_table(report):
    """Return who agreed on what: a row is a partner, a column a pillar; the cells' values are agreements' keys."""
    agreements, show = with_changes(report, "agreements", records(report["agreements"])), _agreement(report)
    countries = attach(records(report["countries"]), "agreements", agreements, "partner", key="iso3")
    rows = [row for row in countries if row["agreements"]]

    def covered(pillar):
        def cell(row):
            found = [one for one in row["agreements"] if one["pillar"] == pillar]
            return lines(*map(show, found), value=";".join(one["id"] for one in found))

        return cell

    pillars = report.labels("agreements", "pillar")
    columns = {
        report.title("agreements", "partner"): lambda row: Cell(row["name"], row["iso3"]),
        **{text: covered(pillar) for pillar, text in pillars.items()},
    }
    title, counts = table_title(report, "agreements"), tally(report, "agreements", "pillar", agreements)
    return build(report, "coverage_table", "countries", rows, columns, title=title, counts=counts)


def _commitment_table(report, name, pillar, columns, count=""):
    """Return a pillar's commitments; the text alternative counts a column's codes, or else the groups' rows."""
    agreements = [row for row in records(report["agreements"]) if row["pillar"] == pillar]
    rows = commitments(report, agreements, _party)
    title = f"{table_title(report, 'provisions')} / {report.label('agreements', 'pillar', pillar)}"
    counts = tally(report, "provisions", count, rows) if count else Counter(row["heading"] for row in rows)
    return build(report, name, "provisions", rows, columns, title=title, counts=counts)


def commitments(report, agreements, named):
    """Return commitments of some agreements, those of the same ones together, parts after what they belong to.

    The heading over them is what ``named`` makes of each agreement.
    """
    agreements = {row["id"]: row for row in agreements}
    rows = [row for row in records(report["provisions"]) if set(row["agreements"]) & set(agreements)]
    place = {shared: n for n, shared in enumerate(dict.fromkeys(row["agreements"] for row in rows))}
    rows.sort(key=lambda row: (place[row["agreements"]], row["order"]))
    parties = {key: named(report, row) for key, row in agreements.items()}
    return [row | {"heading": _heading(report, row["root"], parties)} for row in families(rows)]


def _heading(report, row, parties):
    """Return who shares a commitment and, where it is numbered, the article of the agreement in which it stands."""
    shared = report.formats.join(parties[key] for key in row["agreements"] if key in parties)
    if not row["article_no"]:
        return shared
    article = ".".join(row["article_no"].split(".")[:2])
    return report.gettext("{parties}: Article {number}").format(parties=shared, number=article)


def _party(report, agreement):
    name = report.names("countries", "iso3")[agreement["partner"]]
    day = report.formats.date(agreement["signed_on"], agreement["date_precision"])
    return report.gettext("{name} ({date})").format(name=name, date=day) if day else name


def deadline(report):
    """Return the function that says how long the parties have, counted from what and, where that is known, until when.

    The value is an ISO 8601 duration.
    """
    show, names, due = Show(report, "provisions"), report.names("countries", "iso3"), due_days(report)
    partners = {row["id"]: names[row["partner"]] for row in records(report["agreements"])}

    def until(row, key):
        day = due[row["id"], key]
        text = "{name}: due on {date}" if day >= pd.Timestamp(report.as_of) else "{name}: due on {date}; not on record whether it was kept"
        return Cell(report.gettext(text).format(name=partners[key], date=report.formats.date(day)))

    def cell(row):
        for column, unit in (("deadline_days", "day"), ("deadline_months", "month")):
            if known(row[column]):
                length = Cell(duration(report, row[column], unit), f"P{row[column]}{unit[0].upper()}", css="num")
                days = (until(row, key) for key in row["agreements"] if (row["id"], key) in due)
                return replace(length, css="", parts=lines(show.titled("deadline_from")(row), *days).parts)
        return UNKNOWN

    return cell


def _agreement(report):
    """Return the function that shows an agreement: title, form, day, whether the text was seen, standing."""
    show, became = Show(report, "agreements"), standing(report, "agreements", notes=False)

    def part(one):
        seen = show(one, "text_seen")
        details = (
            show(one, "instrument"),
            show(one, "binding"),
            show.date("signed_on")(one),
            Cell(f"{show.title('text_seen')}: {seen.text}", css=seen.css),
            became(one),
        )
        return Cell(one["title"], one["id"], parts=lines(*details).parts)

    return part
