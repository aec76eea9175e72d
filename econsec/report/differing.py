"""Where the article and the data differ: the cells, by what became of them, and the values of both."""

import pandas as pd

from econsec.data import typed
from econsec.editions import made_of
from econsec.words import LANGUAGES

WEIGHT = ("corrected", "changed", "kept", "sharpened", "added")  # what was wrong comes first


def differences(report):
    """Return the differences by kind, then in the order of the data; a text in two languages counts once.

    ``is_part`` are those about the same row as the difference above; ``text`` is a column without its language.
    """
    found = paired(report["differences"], report.lang)
    order = found["kind"].map(lambda kind: WEIGHT.index(kind) if kind in WEIGHT else len(WEIGHT)).astype(int)
    found = found.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    found = found.assign(id=found["key"], kind_label=[report.label("differences", "kind", code) for code in found["kind"]])
    about = list(zip(found["kind"], found["table"], found["row"]))
    found["is_part"] = pd.Series([one == before for one, before in zip(about, [None, *about])], found.index, dtype=bool)
    found["whole"] = found["id"].mask(found["is_part"]).ffill()
    return made_of(found.drop(columns="key"), "differences")


def paired(frame, lang):
    """Return differences, of a text in two languages the one in ``lang`` where it differs there too.

    ``text`` is the column without its language, ``key`` what :func:`shared_keys` says.
    """
    frame = frame.assign(text=frame["column"].map(_without_language), key=frame["id"].map(shared_keys(frame)))
    elsewhere = (frame["column"] != frame["text"]) & (frame["column"] != frame["text"] + f"_{lang}")
    chosen = frame.assign(elsewhere=elsewhere).sort_values("elsewhere", kind="stable").drop_duplicates("key")
    return chosen.sort_index().drop(columns="elsewhere")


def shared_keys(frame):
    """Return by key of a difference the key that it is shown under: that of the first language of the same text."""
    cells = [(row.table, row.row, _without_language(row.column)) for row in frame.itertuples()]
    first = dict(zip(reversed(cells), reversed(list(frame["id"]))))
    return {key: first[cell] for key, cell in zip(frame["id"], cells)}


def of_table(report, table):
    """Return where rows of a table are compared with the article: by key of the row, by column; nowhere in the article's scope."""
    if report.scope == "article" or "differences" not in report.schema.tables:
        return {}
    report.look("differences")
    return report.once("differences", _by_cell).get(table, {})


def _by_cell(report):
    """Return the differences by table, by key of the row, by column."""
    found = {}
    for one in paired(report["differences"], report.lang).itertuples():
        if one.column in (one.text, f"{one.text}_{report.lang}"):
            found.setdefault(one.table, {}).setdefault(one.row, {})[one.text] = one
    return found


def held(report, rows):
    """Return what cells hold of which differences speak: by table and key of a row our record of it, and the article's values."""
    tables = dict.fromkeys(rows["table"])
    ours = {(table, row["id"]): row for table in tables for row in report.raw(table).to_dict("records")}
    theirs = {}
    for row in rows.itertuples():
        field = report.schema.fields(row.table)[row.column]
        cell = typed(pd.Series([row.article_value], dtype=object), field)[0]
        theirs.setdefault((row.table, row.row), {})[row.column] = cell
    return ours, theirs


def _without_language(column):
    return next((column.removesuffix(f"_{code}") for code in LANGUAGES if column.endswith(f"_{code}")), column)
