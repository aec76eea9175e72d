"""Rows together: parents in a circle, the same fact twice, works that nothing cites, rows that no edition shows, rows that
are gone, values that no longer differ, changes of standing that contradict each other.
"""

import pandas as pd

from econsec.data import status
from econsec.data.checks import comparisons, days, hosts
from econsec.data.checks.lines import quoted
from econsec.data.frames import parse
from econsec.files import yaml_files
from econsec.project import DESCRIPTOR

COUNTS = "row_counts.yaml"  # beside the tables: how many rows each had when the report was last accepted


def check(schema, raw, frames, found):
    """Say what rows mean together that cannot be; return what is only suspicious. ``frames`` are the sound tables, typed."""
    for table in frames:
        _circles(schema, raw[table], found[table])
        _twice(schema, raw[table], found[table])
        _too_late(schema, frames[table], found[table])
        days.check(schema, frames, found[table])
        hosts.check(schema, {other: raw[other] for other in frames}, found[table])
        if schema.tables[table].get("cited"):
            _uncited(schema, raw, table, found[table])
        comparisons.check(schema, {other: raw[other] for other in frames}, found[table])
    return _standing(schema, frames, found) if status.TABLE in frames else []


def _circles(schema, frame, lines):
    """Name rows whose parents lead back to themselves: they would vanish from every exhibit."""
    for key in schema.tables[lines.table]["schema"].get("foreignKeys", []):
        if key["reference"]["resource"] not in ("", lines.table) or key["reference"]["fields"] != ["id"]:
            continue
        column = key["fields"][0]
        parents = dict(zip(frame["id"], frame[column]))
        for line, row in zip(frame.index, frame["id"]):
            way = [row]
            while parents.get(way[-1]) and len(way) == len(set(way)):
                way.append(parents[way[-1]])
            if way[-1] == row and len(way) > 1:
                lines.add(line, column, f"{quoted(parents[row])} leads back to {row!r} ({' > '.join(way[:5])}); a part is not its own whole")


def _twice(schema, frame, lines):
    """Name facts that stand under two keys: rows alike in all columns that are not unique, or in the schema's unique keys."""
    fields = schema.fields(lines.table)
    every = [name for name, field in fields.items() if name not in ("id", "order") and not field.get("constraints", {}).get("unique")]
    for columns in (every, *schema.tables[lines.table]["schema"].get("uniqueKeys", [])):
        alike = "all else is equal" if columns is every else f"the same {', '.join(columns)}"
        first = {}
        for line, key, *cells in zip(frame.index, frame["id"], *(frame[name] for name in columns)):
            if columns is every or all(cells):
                other = first.setdefault(tuple(cells), key)
                if other != key:
                    lines.add(line, "id", f"{key!r} tells the same fact as {other!r} ({alike}); a fact stands once")


def _too_late(schema, frame, lines):
    """Name rows that count only after the package's day: no edition shows them."""
    dated, as_of = schema.tables[lines.table].get("datedBy"), schema.package.get("as_of")
    if not (dated and as_of):
        return
    days = status.appeared_on(frame, dated)
    for line, day in days[days > pd.Timestamp(as_of)].items():
        shown = next(name for name in dated if pd.notna(frame.loc[line, name]))
        said = f"the row counts from {day:%Y-%m-%d}, after the package's day, so that no page shows it"
        lines.add(line, shown, f"{said}; right: as_of in {DESCRIPTOR} ({as_of}) no earlier than that, or another date")


def _uncited(schema, raw, table, lines):
    """Name rows of a table of works to which no row of another table refers."""
    cited = set()
    for other, frame in raw.items():
        for name, field in schema.fields(other).items():
            if other != table and field.get("itemReference") == f"{table}.id":
                cited |= {item for cell in frame[name] for item in cell.split(field["delimiter"])}
    for line, key in raw[table]["id"].items():
        if key not in cited:
            lines.add(line, "id", f"{key!r} is cited by no row of another table; right: the row that rests on it, or no such work")


def _standing(schema, frames, found):
    """Say which changes of standing cannot all be true; return a line for each plan that a later change has overtaken."""
    changes, lines = frames[status.TABLE], found[status.TABLE]
    codes = schema.categories(status.TABLE, "status")
    place = dict(zip(changes["id"], changes.index))
    for key, column, said in status.contradictions(changes, codes, frames):
        lines.add(place[key], column, said)
    past = status.overtaken(changes, codes)
    return [
        f"{lines.file}:{place[plan]}: status: {plan!r} was overtaken by {later!r} (line {place[later]}); pages of later days leave it out"
        for plan, later in past.items()
    ]


def fallen(schema, frames):
    """Return a line for each table that has lost rows since the report was last accepted."""
    kept = _counts(schema.folder)
    if kept is None:
        return [f"{COUNTS}: not a number of rows for each table; `make accept` writes it anew"]
    return [
        f"{schema.tables[table]['path']}: {len(frame):,} rows; {kept[table]:,} when they were last accepted ({COUNTS}); "
        "right: the rows that are missing, or `make accept` if they were deleted on purpose"
        for table, frame in frames.items()
        if len(frame) < kept.get(table, 0)
    ]


def _counts(folder):
    """Return how many rows each table had when the report was last accepted; None where the file says no such thing."""
    path = folder / COUNTS
    try:
        kept = yaml_files.read(path.read_bytes())[0] if path.is_file() else {}
    except yaml_files.YamlError:
        return None
    return kept if isinstance(kept, dict) and all(type(number) is int for number in kept.values()) else None


def thinner(schema, frames):
    """Return a line for each code of a watched column up to which fewer of the rows have one of the better codes than at the last acceptance.

    The codes of such a column stand in the schema with the best first.
    """
    kept = _counts(schema.folder) or {}
    for table, frame in frames.items():
        for name, field in schema.fields(table).items():
            if field.get("watched"):
                codes = list(schema.categories(table, name))
                before, now = [kept.get(f"{table}.{name}.{code}", 0) for code in codes], [int((frame[name] == code).sum()) for code in codes]
                yield from _thinner(f"{schema.tables[table]['path']}: {name}", codes, before, now)


def _thinner(place, codes, before, now):
    for end in range(1, len(codes)):
        then, today = (100 * sum(counts[:end]) / (sum(counts) or 1) for counts in (before, now))
        if sum(before) and today < then:
            yield f"{place}: {' or '.join(codes[:end])}: {today:.1f} per cent of the rows; {then:.1f} when they were last accepted ({COUNTS})"


def counted(schema):
    """Return the content of the file that keeps how many rows each table has, and each code of a watched column."""
    frames = {table: parse(schema.path(table).read_bytes(), table) for table in schema.tables}
    lines = [f"{table}: {len(frame)}" for table, frame in frames.items()]
    watched = [(table, name) for table in frames for name, field in schema.fields(table).items() if field.get("watched")]
    lines += [f"{table}.{name}.{code}: {(frames[table][name] == code).sum()}" for table, name in watched for code in schema.categories(table, name)]
    return "\n".join(["# Rows a table, written by `make accept`: the check names a table that has lost some.", *lines, ""])
