"""What a chapter's cells put out, taken apart into records, and what differs between two of them.

An exhibit is a glued value, a table, a chart or any other output. Its records are table rows (by key) or chart
records (which have none: those that share most are the same); all else of it is its look. Reviews and the
comparison behind nbval both rest on this, so that they agree on what a change is.
"""

import json
from dataclasses import dataclass, field

from bs4 import BeautifulSoup

from econsec.exhibits import CLAIM, GLUE, RESOURCE, VEGALITE, Table

MARKS = ("(marks)", "(row)")  # fields of a table's row that hold what is not text: links, titles, values to sort by


@dataclass(frozen=True)
class Exhibit:
    """One output: its name, its kind (value, table, chart, output), its records and its look.

    ``records`` are pairs of a key (empty in charts) and ``field -> value``; ``look`` is ``place -> value``.
    """

    name: str
    kind: str
    records: tuple
    look: dict = field(default_factory=dict)

    @property
    def size(self):
        """Return how many values the exhibit holds: a glued value is one, so is each cell of a table and each field of a record."""
        if self.kind == "value":
            return 1
        return sum(not field.endswith(MARKS) for _, fields in self.records for field in fields)


def read(cell):
    """Return what a code cell puts out: ``name -> Exhibit``."""
    found = {}
    for output in cell.get("outputs", []):
        exhibit = _exhibit(output, cell.get("id", "output"))
        name, number = exhibit.name, 1
        while name in found:
            number += 1
            name = f"{exhibit.name} ({number})"
        found[name] = Exhibit(name, exhibit.kind, exhibit.records, exhibit.look)
    return found


def _exhibit(output, fallback):
    data = output.get("data", {})
    about = {"output": {key: value for key, value in output.items() if key not in ("data", "execution_count")}}
    name = output.get("metadata", {}).get("scrapbook", {}).get("name")
    if name and f"{GLUE}text/plain" in data:
        parts = {mime.removeprefix(GLUE): value for mime, value in data.items()}
        text, raw = parts.pop("text/plain"), parts.pop("application/json", None)
        return Exhibit(name, "value", (("", {"text": _joined(text), "value": _joined(raw)}),), _flat({**about, **parts}))
    if CLAIM in data:
        made = data[CLAIM]
        return Exhibit(made["name"], "claim", (("", {key: str(value) for key, value in made.items() if key != "name"}),), _flat(about))
    if VEGALITE in data:
        return _chart(data, about, fallback)
    if RESOURCE in data:
        return _resource(data, about)
    if "<table" in _joined(data.get("text/html", "")):
        return _table(data, about, fallback)
    said = {key: about["output"].pop(key) for key in ("text", "ename", "evalue") if key in about["output"]}
    about["output"].pop("traceback", None)  # it names this machine's folders
    return Exhibit(fallback, "output", (("", {mime: _joined(value) for mime, value in {**said, **data}.items()}),), _flat(about))


def _chart(data, about, fallback):
    spec = json.loads(json.dumps(data[VEGALITE]))  # a copy, plain
    name = spec.get("usermeta", {}).get("exhibit") or fallback
    records = spec.get("data", {}).pop("values", []) if isinstance(spec.get("data"), dict) else []
    rest = {mime: _joined(value) for mime, value in data.items() if mime not in (VEGALITE, "image/png")}  # JupyterLab adds its own drawing
    flat = [record if isinstance(record, dict) else {"value": record} for record in records]
    return Exhibit(name, "chart", tuple(("", record) for record in flat), _flat({**about, **rest, "chart": spec}))


def _table(data, about, fallback):
    """Return the tables of an output as one exhibit; what is around them is its look."""
    page = BeautifulSoup(_joined(data["text/html"]), "html.parser")
    tables = page.find_all("table")
    rows = [row for table in tables for row in _rows(table)]
    look = {"columns": [_heads(table) for table in tables], "tables": [dict(sorted(table.attrs.items())) for table in tables]}
    name = str(tables[0].get("id", fallback))
    for table in tables:
        table.extract()
    rest = {mime: _joined(value) for mime, value in data.items() if mime != "text/html"}
    around = {"around": " ".join(str(page).split())}
    return Exhibit(name, "table", tuple(_told_apart(rows)), _flat({**about, **rest, **look, **around}))


def _resource(data, about):
    """Return a table of the report by its records; the HTML beside them is told only where it is not what they make."""
    said = json.loads(json.dumps(data[RESOURCE]))
    table = Table.of(said)
    rest = {mime: _joined(value) for mime, value in data.items() if mime not in (RESOURCE, "text/html")}
    html = _joined(data.get("text/html", ""))
    look = {**{key: value for key, value in said.items() if key != "data"}, **({} if html == table.output() else {"html": html})}
    return Exhibit(table.name, "table", tuple(_told_apart(_records(table))), _flat({**about, **rest, **look}))


def _records(table):
    for row in table.rows:
        if row.group:
            yield row.group, {"heading": row.group}
        fields = dict(zip(table.columns, ((" / ".join(filter(None, map(str.strip, cell.plain().splitlines())))) for cell in row.cells)))
        marks = {f"{name} (marks)": cell.marks() for name, cell in zip(table.columns, row.cells)}
        marks |= {"(row)": {"child": True}} if row.child else {}
        yield table.row_id(row), fields | {name: json.dumps(value, ensure_ascii=False, sort_keys=True) for name, value in marks.items() if value}


def _heads(table):
    return [head.get_text(" ", strip=True) for head in table.select("thead th")]


def _rows(table):
    heads = _heads(table)
    for number, row in enumerate(table.select("tbody tr"), start=1):
        cells = row.find_all(["th", "td"], recursive=False)
        names = heads if len(cells) == len(heads) else [f"cell {place}" for place in range(1, len(cells) + 1)]
        title = row.find("th", recursive=False) or row
        key = row.get("id") or _cell(title) or f"row {number}"
        yield key, {**dict(zip(names, map(_cell, cells))), **_marks(row, cells, names)}


def _told_apart(rows):
    """Return rows with a key each: those that share one are numbered."""
    seen = {}
    for key, fields in rows:
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key} ({seen[key]})"), fields


def _cell(cell):
    return " / ".join(line.strip() for line in cell.get_text("\n").splitlines() if line.strip())


def _marks(row, cells, names):
    """Return what of a row is not text, where there is any: classes, links, titles, values to sort by."""
    marks = {"(row)": {key: value for key, value in row.attrs.items() if key != "id"}}
    for name, cell in zip(names, cells):
        attributes = [{key: value for key, value in one.attrs.items() if key != "scope"} for one in [cell, *cell.find_all(True)]]
        marks[f"{name} (marks)"] = [one for one in attributes if one]
    return {name: json.dumps(value, ensure_ascii=False, sort_keys=True) for name, value in marks.items() if value}


def _joined(value):
    return "".join(value) if isinstance(value, list) and all(isinstance(line, str) for line in value) else value


def _flat(value, path=""):
    """Return a nested value as ``path -> value``."""
    if isinstance(value, dict) and value:
        return {place: leaf for key, item in value.items() for place, leaf in _flat(item, f"{path}.{key}" if path else str(key)).items()}
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return {place: leaf for number, item in enumerate(value) for place, leaf in _flat(item, f"{path}[{number}]").items()}
    return {path: value}
