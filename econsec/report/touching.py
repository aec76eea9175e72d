"""What hangs on a row of the data, before an analyst changes or settles it: the command ``econsec touches``."""

import sys

from econsec.editions import partners
from econsec.project import project_root
from econsec.report.addresses import PLACES, WITHIN
from econsec.report.due import pages_of
from econsec.report.entries import titles
from econsec.report.readable import Report
from econsec.report.upkeep import CHAPTERS, lines_of
from econsec.run import passages

MOST = 6  # pages that a line names


def run(options):
    """Print what hangs on a row; raise ValueError where there is none, or several of the name."""
    report = Report(options.lang)
    table, key = found(report, options.row)
    sys.stdout.write(as_text(report, table, key, _passages(project_root())))
    return 0


def found(report, text):
    """Return the table and key of a row that is named ``TABLE/KEY``, or by its key alone; raise ValueError where that is no one row."""
    table, _, key = text.rpartition("/")
    if table and table not in report.schema.tables:
        raise ValueError(f"{text}: {table!r} is not one of {', '.join(report.schema.tables)}")
    tables = [name for name in ([table] if table else report.schema.tables) if key in set(report[name]["id"])]
    if not tables:
        where = f"data/{table}.csv has no row" if table else "no table has a row"
        raise ValueError(f"{text}: {where} {key!r}; right: TABLE/KEY, such as agreements/{report['agreements']['id'].iloc[0]}")
    if len(tables) > 1:
        raise ValueError(f"{text}: {len(tables)} tables have a row {key!r}; right: {' or '.join(f'{name}/{key}' for name in tables)}")
    return tables[0], key


def hanging(report, table, key):
    """Return the rows that name a row, or what hangs on it, each once, as ``(table, key)``."""
    known, open_rows = {(table, key)}, [(table, key)]
    while open_rows:
        fresh = [pair for pair in dict.fromkeys(one for row in open_rows for one in _naming(report, *row)) if pair not in known]
        known.update(fresh)
        open_rows = [pair for pair in fresh if pair[0] not in ("countries", "firms", "sectors")]
    return [*(known - {(table, key)})]


def _naming(report, table, key):
    """Yield the rows that name a row in one of their columns."""
    row = report[table].set_index("id", drop=False).loc[key]
    for other in report.schema.tables:
        frame, fields = report[other], report.schema.fields(other)
        for column, (target, by) in partners.references(report.schema, other).items():
            if target == table and column in frame:
                wanted = row[by]
                there = [wanted in cell if isinstance(cell, tuple) else cell == wanted for cell in frame[column]]
                yield from ((other, one) for one in frame["id"][there])
        for column, field in fields.items():
            if "referenceTable" in field:
                there = (frame[field["referenceTable"]] == table) & (frame[column] == key)
                yield from ((other, one) for one in frame["id"][there])


def _passages(root):
    """Return the passages of the chapters, if there are chapters."""
    folder = root / CHAPTERS
    return passages.passages(folder, root / "data") if folder.is_dir() else []


def as_text(report, table, key, read):
    """Return in words what hangs on a row: rows, passages that rest on them, exhibits and pages that show them."""
    _, number = report.gettext, report.formats.number
    rows, called, shown = hanging(report, table, key), titles(report), pages_of(report)
    lines, order = lines_of(report, [(table, key), *rows]), [*report.schema.tables]
    rows.sort(key=lambda pair: (order.index(pair[0]), int(lines[pair] or 0)))

    def line(pair):
        title, pages = called.get(pair, ""), shown.get(pair, ())
        where = _("shown on {pages}").format(pages=", ".join(pages[:MOST]) + " …" * (len(pages) > MOST)) if pages else ""
        return "; ".join(filter(None, (f"data/{pair[0]}.csv{_(', line {line}, {key}').format(line=lines[pair], key=pair[1])}", title, where)))

    every = {(table, key), *rows}
    resting = [one for one in read if every.intersection(tuple(row.split("/", 1)) for row in one.rows)]
    tables = {one for one, _ in every} | {WITHIN[one][0] for one, _ in every if one in WITHIN}
    exhibits = [f"{name} ({page})" for name, (page, of, *_more) in PLACES.items() if of in tables]
    parts = (
        ("Rows that hang on it", [line(pair) for pair in rows]),
        ("Passages that rest on them", [f"chapters/{one.chapter}.ipynb, cell {one.cell}" for one in resting]),
        ("Exhibits that may show them", exhibits),
    )
    text = [f"# {table}/{key}", "", line((table, key)), ""]
    for heading, said in parts:
        text += [f"## {_(heading)} ({number(len(said))})", "", *(f"- {one}" for one in said), ""] if said else []
    return "\n".join(text)
