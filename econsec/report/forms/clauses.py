"""Who takes on what: topics of obligations against partners, the firmest words that each took on as ink.

A dot says that a text was read and has nothing on the topic; where no text was read, an empty place says nothing.
"""

import altair as alt
import pandas as pd

from econsec.report import palette
from econsec.report.commitments import FIRMNESS, undertaken
from econsec.report.forms import keys
from econsec.report.forms.canvas import framed, layer, row_step, side_axis, tally
from econsec.report.forms.channels import Channel, check
from econsec.report.forms.sentences import say
from econsec.report.numbers.phrases import midsentence

LABEL, MOST, HEAD = 26, 16, 180  # letters in a line of a topic, px of a square and of a partner's name at most
DOUBTFUL = ("contested", "suspended", "ended")  # of an agreement: what stands over its partner
NONE = "none"


def clauses(report, lines, row, column):
    """Return topics as rows and partners as columns, a square where a partner, or both sides, took something on.

    ``lines`` are lines of agreements, each once for each agreement; those that oblige nobody or the United States are left out, and
    so are parts of others. The firmest partners and topics come first.
    """
    check("clauses", lines, row, column, "firmness", "firmness_label", "obliged", "is_part", "text_seen", "label", "agreement_standing")
    held = undertaken(lines)
    down, across = (Channel(report, held, name, "clauses") for name in (row, column))
    cells = down.spread(held)
    cells = cells.assign(topic=down.texts(cells), partner=across.texts(cells), rank=cells["firmness"].map([*FIRMNESS].index))
    cells["partner"] = cells["partner"].map(_heads(report, cells))
    topics, partners = (_firmest(cells, name) for name in ("topic", "partner"))
    marks = _marks(report, cells)
    dots = _dots(report, cells, marks, topics, partners)
    marks = pd.concat([marks, dots], ignore_index=True)
    headings = {"topic": down.heading, "partner": across.heading, "firmness": report.gettext("How firm"), "content": report.gettext("Content")}
    text = say(
        report, lines, "clauses",
        partners=tally(report, marks.loc[marks["content"] != "", "partner"], partners),
        firmness=tally(report, marks["firmness"], _words(report).values()),
        shared=report.formats.join(topic for topic in topics if set(cells.loc[cells["topic"] == topic, "partner"]) == set(partners))
        or report.gettext("none"),
    )  # fmt: skip
    height = row_step(topics, LABEL) * max(len(topics), 1)
    return framed(report, _drawn(report, marks, topics, partners, headings, height), text, height, marks=["mark"])


def _heads(report, cells):
    """Return what stands over each partner: its name, and how its agreements stand where that of all of them is in doubt."""
    doubtful = {report.label("status_changes", "status", code) for code in DOUBTFUL}
    heads = {}
    for partner, standings in cells.groupby("partner", sort=False)["agreement_standing"]:
        said = [*dict.fromkeys(standings)]
        details = report.formats.join(midsentence(one) for one in said)
        heads[partner] = report.gettext("{name} ({details})").format(name=partner, details=details) if doubtful.issuperset(said) else partner
    return heads


def _firmest(cells, name):
    """Return the values of a column, those with the firmest words first, then those with the most."""
    counts = pd.crosstab(cells[name], cells["rank"]).reindex(columns=range(len(FIRMNESS)), fill_value=0)
    return sorted(dict.fromkeys(cells[name]), key=lambda value: tuple(-counts.loc[value]))


def _words(report):
    return {code: report.gettext(text) for code, text in (FIRMNESS | {NONE: "Text read, no undertaking"}).items()}


def _marks(report, cells):
    """Return a mark for each topic that a partner took something on: the firmest words, and all that is said."""
    ranked = cells.sort_values("rank", kind="stable")
    found = ranked.groupby(["topic", "partner"], sort=False).agg(firmness=("firmness", "first"), content=("label", _listed(report)))
    found = found.reset_index()
    return found.assign(firmness=found["firmness"].map(_words(report)))


def _listed(report):
    return lambda labels: report.formats.join(dict.fromkeys(labels))


def _dots(report, cells, marks, topics, partners):
    """Return a mark for each topic on which a text that was read has nothing."""
    read = set(cells.loc[cells["text_seen"].astype("boolean").fillna(False), "partner"])
    there = set(zip(marks["topic"], marks["partner"]))
    rows = [(topic, one, _words(report)[NONE], "") for topic in topics for one in partners if one in read and (topic, one) not in there]
    return pd.DataFrame(rows, columns=["topic", "partner", "firmness", "content"])


def _drawn(report, marks, topics, partners, headings, height):
    looks = {text: (palette.FIRMNESS_SHAPE[code], palette.FIRMNESS_INK[code]) for code, text in _words(report).items()}
    marks = marks.assign(kind="mark", look=[looks[text][0] for text in marks["firmness"]], ink=[looks[text][1] for text in marks["firmness"]])
    key, _ = keys.key([[(text, *look) for text, look in looks.items() if text in set(marks["firmness"])]], top=height + 14)
    size = alt.expr(f"pow(min({MOST}, width / {max(len(partners), 1)} - 4), 2)")
    x = alt.X("partner:N", scale=alt.Scale(domain=partners), axis=alt.Axis(title=None, orient="top", labelAngle=-90, labelLimit=HEAD))
    y = alt.Y("topic:N", scale=alt.Scale(domain=topics), axis=side_axis(topics, LABEL, grid=True))
    points = keys.points(alt.Chart().transform_filter("datum.kind == 'mark'"), size=size).encode(x=x, y=y)
    return layer([points, *keys.layers()], pd.concat([marks, key], ignore_index=True).astype(object), headings, sparse=True)
