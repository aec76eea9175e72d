"""What the fuzzer needs: a small valid package, ways to spoil files, and a second reading of a table to compare the report's with."""

import csv
import io
import json
import os
import shutil
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pandas as pd
import yaml
from conftest import ROOT, read
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

LOADER, DUMPER = getattr(yaml, "CSafeLoader", yaml.SafeLoader), getattr(yaml, "CSafeDumper", yaml.SafeDumper)
FROZEN = ROOT / "tests/data/updated"
TABLES = sorted(path.stem for path in FROZEN.glob("*.csv"))
SOAK = 35  # times as many cases
KEPT = 4  # rows of a table that the small package begins with
NASTY = (
    "", " ", "TRUE", "True", "1", "0", "-1", "true", "false", "yes", "はい", "nan", "NaN", "None", "null", "N/A", "TODO", "inf", "1e400", "1_000", "007",
    "1.0", "１２", "٢٠٢٤", "9223372036854775808", "5,000万", "2025-3-5", "2025/03/05", "Nov-25", "2025-02-30", "0001-01-01", "9999-12-31", "2026-02-06",
    "46346", "令和8年11月20日", "CHN", "China", "CHN;CHN", "CHN; JPN", ";", "a;;b", "=1+1", "+1", "@x", "-x", "-5", "\x1b[31m", "\x00", "\u202e", "\u200b",
    "\ufeff", "\ufffd", "\u2028", "a\nb", "a\r\nb", '"', '""', '"a', 'a"b', "'", ",", "\t", "日本", "輸出管理", "è¼¸å‡º", "Ã©", "繧縺", "https://a b", "https://[::1",
    "http://x\"y", "https://u:p@example.org", "javascript:alert(1)", "../secret", "x" * 3_000, "<script>", "{glue:text}`x`", "%s", "${x}", "\ud7ff", "🚢",
)  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.sampled_from(NASTY), st.dates())
THINGS = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=6)
CELLS = st.one_of(st.sampled_from(NASTY), st.text(max_size=30), st.integers().map(str), st.dates().map(str), st.floats().map(str))


def cases(number):
    """Return the settings of a property that is tried on some cases, or in a soak on many."""
    checks = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large, HealthCheck.large_base_example]
    many = number * SOAK if os.environ.get("ECONSEC_SOAK") else number
    return settings(max_examples=many, deadline=None, derandomize=True, database=None, suppress_health_check=checks)


@contextmanager
def holding(path, content):
    """Have a file hold other bytes while the block runs."""
    before = path.read_bytes()
    path.write_bytes(content)
    try:
        yield
    finally:
        path.write_bytes(before)


def small_package(folder):
    """Make a small package of the frozen one: some rows of each table and whatever these refer to."""
    shutil.copytree(FROZEN, folder)
    package = yaml.safe_load((folder / "datapackage.yaml").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in package["resources"]}
    rows = {table: {row["id"]: row for row in read(table, folder)} for table in schemas}
    kept = {table: set(list(found)[:KEPT]) if table not in ("sources", "differences", "revisions") else set() for table, found in rows.items()}
    waiting = [(table, key) for table, keys in kept.items() for key in keys]
    while waiting:
        table, key = waiting.pop()
        for other, column, items in _references(schemas[table], rows[table][key], table):
            new = {name for name, row in rows[other].items() if row[column] in items} - kept[other]
            kept[other] |= new
            waiting += [(other, name) for name in new]
    for table, found in rows.items():
        names = [field["name"] for field in schemas[table]["fields"]]
        _write(folder / f"{table}.csv", names, [row for key, row in found.items() if key in kept[table]])
    return folder


def _references(schema, row, table):
    """Yield ``(table, column, items)`` for what a row refers to."""
    for key in schema.get("foreignKeys", []):
        yield key["reference"]["resource"] or table, key["reference"]["fields"][0], {row[key["fields"][0]]}
    for field in schema["fields"]:
        if "itemReference" in field:
            other, column = field["itemReference"].split(".")
            yield other, column, set(row[field["name"]].split(";"))
        if "referenceTable" in field:
            yield row[field["referenceTable"]], "id", {row[field["name"]]}


def _write(path, names, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@st.composite
def spoilt_table(draw, content):
    """Draw what may have become of a table's bytes: cells, rows and columns changed, or the bytes themselves."""
    text = content.decode("utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(draw(st.integers(1, 3))):
        rows = draw(st.sampled_from(ROW_CHANGES))(draw, rows)
    text = _csv(
        rows, draw(st.sampled_from([{}, {}, {}, {"quoting": csv.QUOTE_ALL}, {"lineterminator": "\r\n"}, {"delimiter": ";"}, {"delimiter": "\t"}]))
    )
    return draw(st.sampled_from(BYTE_CHANGES))(draw, text)


def _csv(rows, form):
    text = io.StringIO()
    csv.writer(text, **{"lineterminator": "\n"} | form).writerows(rows)
    return text.getvalue()


def _cell(draw, rows):
    if len(rows) > 1 and rows[0]:
        row = rows[draw(st.integers(0 if draw(st.integers(0, 9)) == 0 else 1, len(rows) - 1))]
        if row:
            row[draw(st.integers(0, len(row) - 1))] = draw(CELLS)
    return rows


def _swap(draw, rows):
    if len(rows) > 2:
        one, other = rows[draw(st.integers(1, len(rows) - 1))], rows[draw(st.integers(1, len(rows) - 1))]
        place = draw(st.integers(0, max(0, min(len(one), len(other)) - 1)))
        if one and other:
            one[place], other[place] = other[place], one[place]
    return rows


def _beside(draw, rows):
    if len(rows) > 1:
        row = rows[draw(st.integers(1, len(rows) - 1))]
        if len(row) > 1:
            place = draw(st.integers(0, len(row) - 2))
            row[place], row[place + 1] = row[place + 1], row[place]
    return rows


def _again(draw, rows):
    row = list(rows[draw(st.integers(0, len(rows) - 1))]) if rows else []
    if row and draw(st.booleans()):
        row[0] = "another-key"
    rows.insert(draw(st.integers(0, len(rows))), row)
    return rows


def _gone(draw, rows):
    if rows:
        rows.pop(draw(st.integers(0, len(rows) - 1)))
    return rows


def _longer(draw, rows):
    if rows:
        row = rows[draw(st.integers(0, len(rows) - 1))]
        row.append(draw(CELLS))
    return rows


def _columns(draw, rows):
    width = min(map(len, rows), default=0)
    if width > 1:
        place = draw(st.integers(0, width - 2))
        for row in rows:
            row[place], row[place + 1] = row[place + 1], row[place]
    return rows


ROW_CHANGES = (_cell, _cell, _cell, _cell, _cell, _swap, _beside, _again, _gone, _longer, _columns)


def _as_it_is(draw, text):
    return text.encode("utf-8", "surrogatepass")


def _cut(draw, text):
    content = _as_it_is(draw, text)
    return content[: draw(st.integers(0, len(content)))]


def _flipped(draw, text):
    content = bytearray(_as_it_is(draw, text))
    for _ in range(draw(st.integers(1, 3))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255)) if content else 0
    return bytes(content)


def _encoded(draw, text):
    return text.encode(draw(st.sampled_from(["utf-8-sig", "cp932", "utf-16", "latin-1", "iso2022_jp", "euc_jp"])), "replace")


def _inserted(draw, text):
    place = draw(st.integers(0, len(text)))
    return (text[:place] + draw(st.sampled_from(['"', "\n", ",", "\r", ";", "\x00", "\n\n", '""', "\ufeff"])) + text[place:]).encode(
        "utf-8", "replace"
    )


BYTE_CHANGES = (_as_it_is,) * 6 + (_cut, _encoded, _inserted)


@st.composite
def spoilt_yaml(draw, text):
    """Draw what may have become of a YAML file: a part of it changed, gone, doubled, or its text cut."""
    if draw(st.integers(0, 4)) == 0:
        return _inserted(draw, text) if draw(st.booleans()) else _cut(draw, text)
    thing = yaml.load(text, Loader=LOADER)
    for _ in range(draw(st.integers(1, 2))):
        node, way = thing, draw(st.integers(1, 6))
        for step in range(way):
            keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if step == way - 1 or not isinstance(node[key], (dict, list)) or not node[key]:
                _change(draw, node, key)
                break
            node = node[key]
    plain = json.loads(json.dumps(thing, default=str))  # without references, as a program would write it
    return yaml.dump(plain, Dumper=DUMPER, allow_unicode=True, sort_keys=False).encode("utf-8", "replace")


def _change(draw, node, key):
    match draw(st.integers(0, 3)):
        case 0:
            node.pop(key)
        case 1:
            node[key] = draw(THINGS)
        case 2 if isinstance(node, dict):
            node[draw(st.text(min_size=1, max_size=8))] = node.pop(key)
        case _:
            node[key] = draw(st.sampled_from(NASTY))


def read_otherwise(schema, table, frame):
    """Return the cells that a table as the report reads it (``frame``) shows otherwise than they stand in its file."""
    path = Path(schema.path(table))
    rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    if len(rows) != len(frame):
        return [f"{table}: {len(rows)} rows, read {len(frame)}"]
    return [
        f"{table}: {name}: {row[name]!r} read as {value!r}"
        for name, field in schema.fields(table).items()
        for row, value in zip(rows, frame[name])
        if not _same(row[name], value, field["type"])
    ]


def _same(cell, value, kind):
    if kind == "list":
        return cell == ";".join(value)
    if kind == "string":
        return cell == value
    if cell == "" or pd.isna(value):
        return cell == "" and pd.isna(value)
    match kind:
        case "boolean":
            return cell == str(bool(value)).lower()
        case "date":
            return cell == f"{value:%Y-%m-%d}"
        case "integer":
            return cell == str(int(value))
        case _:
            return abs(Decimal(cell) - Decimal(repr(float(value)))) < Decimal("1e-6")
