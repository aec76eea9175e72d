"""Tables of any DataFrame or Styler: a cell's last line, or what the door is given, becomes a table of the report.

What a frame's columns are called in words, and how a number or a day reads in a language, is known where an edition is; without one
columns keep their names, days are ISO 8601.
"""

import pandas as pd
from pandas.io.formats.style import Styler

from econsec.exhibits.cell import UNKNOWN, Cell, Row
from econsec.exhibits.naming import are_years
from econsec.exhibits.table import Table

BETWEEN = "\x1f"
NAME = "table"  # of a table that nobody has named
COUNT = "n"  # of the values of a Series without a name, as groupby(…).size() makes it
MOST = 2000  # rows of a table that a page can hold


def table_of(frame, name: str = NAME, titles: dict | None = None, formats=None, summary: str = "") -> Table:
    """Return a DataFrame, a Series or a Styler as a table, its index among its columns where it says something.

    ``titles`` are words for columns by name, ``formats`` an edition's wording of numbers and days. Raises ValueError for a frame
    without rows and for one that is too long for a page.
    """
    style = frame if isinstance(frame, Styler) else None
    frame = columns(frame.data if style is not None else frame)
    if not len(frame):
        raise ValueError(f"{name}: a table without rows; right: rows, or a sentence that says why there are none")
    if len(frame) > MOST:
        raise ValueError(f"{name}: a table of {len(frame)} rows; right: at most {MOST}, such as the first ones (head)")
    shown = _as_styled(style) if style is not None else {}
    names = [str(column) for column in frame.columns if column != "source"]
    years = {name for name in frame if are_years(name, frame[name])}
    rows = []
    for place, record in enumerate(frame.to_dict("records")):
        texts = {column: shown.get((place, column)) or (f"{record[column]:.0f}" if column in years else None) for column in frame}
        cells = [_cell(record[column], texts[column], formats) for column in frame.columns if column != "source"]
        key = record.get("id")
        rows.append(Row(key if isinstance(key, str) and key else str(place + 1), tuple(cells)))
    keys = [row.key for row in rows]
    if len(set(keys)) < len(keys):  # an exploded or joined frame has a row's key several times
        rows = [Row(f"{row.key}-{place}", row.cells) for place, row in enumerate(rows, start=1)]
    said = (titles or {}).get
    return Table(name, tuple(said(name, name) for name in names), tuple(rows), summary or f"{name}: {len(rows)}")


def columns(frame):
    """Return a frame whose index, where it is more than a count, stands in columns; several levels of headings become one."""
    frame = frame.to_frame(frame.name or COUNT) if isinstance(frame, pd.Series) else frame
    if not isinstance(frame.index, pd.RangeIndex) and any(name is not None for name in frame.index.names):
        frame = frame.reset_index(allow_duplicates=True)
    if isinstance(frame.columns, pd.MultiIndex):
        frame.columns = [" ".join(str(part) for part in parts if part != "") for parts in frame.columns]
    return frame.set_axis([str(column) for column in frame.columns], axis=1)


def _as_styled(style):
    """Return the texts that a Styler shows, by place of the row and name of the column, as far as its own columns go."""
    lines = style.to_string(delimiter=BETWEEN, sparse_index=False, sparse_columns=False).splitlines()
    data = [line.split(BETWEEN) for line in lines if BETWEEN in line][-len(style.data) :]
    names = [str(column) for column in style.data.columns]
    return {(place, name): text.strip() for place, line in enumerate(data) for name, text in zip(names, line[-len(names) :])}


def _cell(value, shown, formats):
    if isinstance(value, (list, tuple, set, frozenset)):
        text = ", ".join(map(str, value))
        return Cell(shown or text) if value else UNKNOWN
    if value is None or value == "" or pd.isna(value):
        return UNKNOWN
    if isinstance(value, pd.Timestamp):
        day, shown = value.date(), shown if shown != str(value) else None
        return Cell(shown or (formats.date(day) if formats else day.isoformat()), day.isoformat(), css="date")
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return Cell(shown or str(bool(value)).lower())
    if isinstance(value, (int, float)) or hasattr(value, "dtype"):
        plain = int(value) if float(value).is_integer() else round(float(value), 6)
        return Cell(shown or (formats.number(plain) if formats else f"{plain:,}"), plain, css="num")
    return Cell(shown or str(value))
