"""The codebook: what the data package holds, table by table and column by column, as its schema says it.

Nothing about a particular table stands here. How an exhibit shows a value is for :mod:`econsec.report.looks.show`.
"""

import re
from dataclasses import dataclass
from datetime import date
from html import escape

from econsec.project import DESCRIPTOR
from econsec.report.forms.channels import FormError, check
from econsec.report.package import said

DATA = "../data"  # the data package, as a chapter sees it
EVERY = "every"  # in the ids of what all tables share
MANY = 12  # codes that stand openly; longer lists unfold on demand
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "date": "date (YYYY-MM-DD)",
    "list": "list, joined by {delimiter}",
}


@dataclass(frozen=True)
class Codebook:
    """A part of the codebook as HTML, with the line that says what it is."""

    html: str
    summary: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.html, "text/plain": self.summary}


def of(report, rows):
    """Return the part of the codebook that rows are of: tables, their columns, or terms."""
    shown = {"description": tables, "type": columns, "link": terms}
    check("codebook", rows)
    for column, show in shown.items():
        if column in rows:
            return show(report, rows)
    raise FormError("codebook: rows of no part of the codebook; right: report.tables(), report.columns() or report.terms()")


def tables(report, rows):
    """Return tables of the data package: what a row is, how many there are in the edition, the file."""
    _, number = report.gettext, report.formats.number
    lines = [[_link(f"#codebook-{row.table}", row.title), _prose(row.description), number(row.rows), _file(row.file)] for row in rows.itertuples()]
    heads = (_("Table"), _("A row is"), _("Rows in this edition"), _("File"))
    file = f"<p>{escape(_('The schema of all tables:'))} {_file(DESCRIPTOR)}</p>"
    text = _("{title} (rows: {number})").format(title=_("Tables"), number=number(len(lines)))
    return Codebook(f"{_table('codebook tables', heads, lines)}\n{file}", text)


def columns(report, rows):
    """Return columns of the data package, table by table: type, rules, meaning and codes; those of all tables stand first."""
    shared = _shared(report.schema)
    every = _columns_table(report, next(iter(report.schema.tables)), shared, EVERY)
    every = _fold(EVERY, escape(report.gettext("In every table")), every)
    chosen = {table: set(names) for table, names in rows["column"].groupby(rows["table"], sort=False)}
    sections = [every, *(_section(report, name, chosen[name] - set(shared)) for name in chosen)]
    text = report.gettext("{title} (rows: {number})")
    text = text.format(title=report.gettext("Columns"), number=report.formats.number(len(rows)))
    return Codebook("\n".join(sections), text)


def terms(report, rows):
    """Return the terms of the data package, one with several texts in a line each; the last of them is how it is cited."""
    by_term = {}
    for row in rows.itertuples():
        by_term.setdefault(escape(row.term), []).append(_link(row.link, row.text) if row.link else escape(row.text))
    lines = [(term, "<br>".join(texts)) for term, texts in by_term.items()]
    return Codebook(_table("codebook terms", (), lines), rows["text"].iloc[-1])


def _shared(schema):
    """Return the columns that are the same in every table; they are said once."""
    first, *others = (schema.fields(name) for name in schema.tables)
    return [name for name, field in first.items() if all(fields.get(name) == field for fields in others)]


def _section(report, name, chosen):
    _, table = report.gettext, report.schema.tables[name]
    lines = [_prose(said(report, table, "description")), *map(escape, _counting(report, name))]
    count = _("Rows in this edition: {n}").format(n=report.formats.number(len(report[name])))
    lines.append(f"{escape(count)} · {_file(table['path'])}")
    own = [column for column in report.schema.fields(name) if column in chosen]
    body = f"<p>{'<br>'.join(lines)}</p>\n{_columns_table(report, name, own, name)}"
    return _fold(name, escape(said(report, table, "title")), body)


def _fold(name, title, body):
    """Return a table's part of the codebook, folded under its title: the list of tables leads there."""
    return f'<details class="codebook-part">\n<summary><h3 id="codebook-{name}">{title}</h3></summary>\n{body}\n</details>'


def _columns_table(report, name, columns, anchor):
    _, fields = report.gettext, report.schema.fields(name)
    heads = (_("Column"), _("Type and rules"), _("Meaning and codes"))
    rows = [_column(report, name, fields[column]) for column in columns]
    ids = [f"codebook-{anchor}-{column}" for column in columns]
    return _table("codebook columns", heads, rows, ids, label=f"codebook-{anchor}")


def _counting(report, name):
    """Return from when, or how long, a row of a table counts in an edition."""
    _, table, fields = report.gettext, report.schema.tables[name], report.schema.fields(name)
    listed = report.gettext(", ").join(said(report, fields[column], "title") for column in table.get("datedBy", ()))
    if listed:
        yield _("A row counts from the first of these days that is known: {columns}.").format(columns=listed)
    if "follows" in table:
        other = said(report, report.schema.tables[table["follows"]["table"]], "title")
        yield _("A row counts while what it belongs to does: {table}.").format(table=other)


def _column(report, table, field):
    kind = report.gettext(TYPES[field["type"]]).format(delimiter=field.get("delimiter", ""))
    if "unit" in field:
        kind = report.gettext("{kind}, in {unit}").format(kind=kind, unit=said(report, field, "unit"))
    meaning = [_prose(said(report, field, "description"))] if "description" in field else []
    return [
        f"<code>{escape(field['name'])}</code><br>{escape(said(report, field, 'title'))}",
        "<br>".join([escape(kind), *_rules(report, table, field)]),
        "<br>".join(meaning) + _codes(report, field),
    ]


def _rules(report, table, field):
    """Return what the schema asks of a column, a line each."""
    _, schema, rules = report.gettext, report.schema.tables[table]["schema"], field.get("constraints", {})
    if schema.get("primaryKey") == [field["name"]]:
        yield escape(_("names the row"))
    if rules.get("required"):
        yield escape(_("must be filled"))
    if rules.get("unique"):
        yield escape(_("stands once"))
    yield from (escape(said) for said in _bounds(report, rules))
    if "pattern" in rules:
        yield f"{escape(_('pattern'))} <code>{escape(rules['pattern'])}</code>"
    for target, column in _references(table, schema, field):
        title = said(report, report.schema.tables[target], "title")
        text = _("key of “{table}”: {column}").format(table=title, column=column)
        place = EVERY if column in _shared(report.schema) else target
        yield _link(f"#codebook-{place}-{column}", text)
    if "referenceTable" in field:
        other = said(report, report.schema.fields(table)[field["referenceTable"]], "title")
        yield escape(_("key of the table that the column “{column}” names").format(column=other))


def _bounds(report, rules):
    """Return the least and the most that a number or a date can be."""
    for bound, day, number in (("minimum", "from {date}", "at least {n}"), ("maximum", "until {date}", "at most {n}")):
        if isinstance(rules.get(bound), str):
            yield report.gettext(day).format(date=report.formats.date(date.fromisoformat(rules[bound])))
        elif bound in rules:
            yield report.gettext(number).format(n=report.formats.number(rules[bound]))


def _references(table, schema, field):
    """Yield table and column of the keys that a column holds."""
    for key in schema.get("foreignKeys", ()):
        if key["fields"] == [field["name"]]:
            yield key["reference"]["resource"] or table, key["reference"]["fields"][0]
    if "itemReference" in field:
        yield tuple(field["itemReference"].split("."))


def _codes(report, field):
    """Return a column's codes with their texts, folded where they are many."""
    codes = field.get("categories", ())
    texts = ((escape(code["value"]), escape(said(report, code, "label"))) for code in codes)
    items = "".join(f"<li><code>{value}</code> {label}</li>" for value, label in texts)
    if len(codes) > MANY:
        text = report.gettext("Codes: {n}").format(n=report.formats.number(len(codes)))
        return f"<details><summary>{escape(text)}</summary><ul>{items}</ul></details>"
    return f"<ul>{items}</ul>" if items else ""


def _table(css, heads, rows, ids=None, label=""):
    """Return rows of HTML as a table, a row a line; the first cell of a row is its heading."""
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in heads)
    head = f"<thead><tr>{head}</tr></thead>\n" if heads else ""
    named = f' aria-labelledby="{label}"' if label else ""
    lines = [f'<table class="{css}"{named}>', f"{head}<tbody>"]
    for place, (first, *others) in enumerate(rows):
        row = f' id="{ids[place]}"' if ids else ""
        lines.append(f'<tr{row}><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>')
    return "\n".join([*lines, "</tbody>", "</table>"])


def _file(path):
    return _link(f"{DATA}/{path}", path)


def _link(address, text):
    return f'<a href="{escape(address)}">{escape(text)}</a>'


def _prose(text):
    """Return a text of the schema as HTML; what stands between backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
