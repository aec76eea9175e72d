"""Dates against other dates: days that must have come, that cannot precede their row, or a row of another table.

Which columns they are, the schema says (``past``, ``sinceRow``, ``notBeforeOf``).
"""

import pandas as pd

from econsec.data import status
from econsec.data.checks.lines import quoted
from econsec.project import DESCRIPTOR


def check(schema, frames, lines):
    """Name the dates of a table that come too late or too early. ``frames`` are the sound tables, typed."""
    frame, dated = frames[lines.table], schema.tables[lines.table].get("datedBy", [])
    for name, field in schema.fields(lines.table).items():
        if field.get("past"):
            _future(schema, frame[name], lines, name)
        if field.get("sinceRow") and dated:
            first = status.first_on(frame, dated)
            early = frame[name] < first
            lines.add_where(early, frame[name], name, lambda day: f"{_iso(day)!r} is before the row itself; right: a day on or after it, or none")
        if "notBeforeOf" in field:
            _before_its_whole(schema, frames, lines, name)


def _future(schema, days, lines, name):
    as_of = schema.package.get("as_of")
    if as_of:
        said = f"is after the package's day; right: as_of in {DESCRIPTOR} ({as_of}) no earlier than that, or another date"
        lines.add_where(days > pd.Timestamp(as_of), days, name, lambda day: f"{_iso(day)!r} {said}")


def _before_its_whole(schema, frames, lines, name):
    """Name dates that come before a date of the row that another column names."""
    column, date = (schema.fields(lines.table)[name]["notBeforeOf"][key] for key in ("column", "of"))
    reference = schema.reference(lines.table, column)
    frame = frames[lines.table]
    if reference is None or reference[0] not in frames or frame.empty or frames[reference[0]].empty:
        return
    whole = frames[reference[0]].set_index(reference[1])[date]
    last = status.known_by(frame[name], frame["date_precision"]) if "date_precision" in frame else frame[name]
    earlier = last < frame[column].map(whole)
    for line, row in frame[earlier].iterrows():
        said = f"{_iso(row[name])!r} is before {date} {_iso(whole[row[column]])!r} of {quoted(row[column])} in {schema.tables[reference[0]]['path']}"
        lines.add(line, name, f"{said}; it must not be earlier")


def _iso(day):
    return f"{day:%Y-%m-%d}"
