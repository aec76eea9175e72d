"""What is due, outside the pages: the command ``econsec due``, as text or as rows for a spreadsheet, and the line that the check prints."""

import sys
from pathlib import Path

import pandas as pd

from econsec.editions import ParameterError, parse_day
from econsec.project import project_root
from econsec.report.due import KINDS, due
from econsec.report.numbers.verification import due_by_kind
from econsec.report.readable import Report
from econsec.run import passages

CHAPTERS, READ = "chapters", "A passage rests on rows that changed since it was read"
FEW = 6  # pages that a line names


def run(options):
    """Print what is due on a day, today unless another is given; raise ValueError where there is no such day, or it lies before the record's."""
    report = Report(options.lang)
    on = _day(options.on, report) if options.on else max(options.today, report.as_of)
    found, lines = due(report, on), _to_read(project_root())
    sys.stdout.write(as_csv(report, found, lines) if options.format == "csv" else as_text(report, found, lines, on))
    return 0


def counted(data_dir, today):
    """Return in a line how many points are due today, by kind."""
    report = Report(data_dir=data_dir)
    found = due(report, max(today, report.as_of))
    return f"Due: {due_by_kind(report, found).text}; econsec due lists them." if len(found) else "Due: nothing."


def _day(text, report):
    try:
        day = parse_day(text)
    except ParameterError as error:
        raise ValueError(str(error).removeprefix("as_of: ")) from None
    if day < report.as_of:
        raise ValueError(f"--on: {text} lies before {report.as_of}, the day of the data; right: that day or a later one")
    return day


def _to_read(root):
    """Return the passages that have to be read again, each with the command that says so."""
    folder = root / CHAPTERS
    return passages.to_read_again(folder, root / "data") if folder.is_dir() else []


def as_csv(report, found, lines):
    """Return the points as CSV; pages apart by semicolons."""
    rows = found.assign(pages=found["pages"].map(";".join), since=found["since"].dt.strftime("%Y-%m-%d"), line=_lines(report, found))
    more = [{"id": f"passage/{number}", "kind": "passage", "kind_label": report.gettext(READ), "title": line} for number, line in enumerate(lines, 1)]
    return pd.concat([pd.DataFrame(more, columns=rows.columns), rows]).to_csv(index=False, lineterminator="\n")


def as_text(report, found, lines, on):
    """Return the points in words, by kind: what, since when, in which row, where it shows, where to look."""
    _, number = report.gettext, report.formats.number
    text = [f"# {_('Due on {date}: {n} points').format(date=report.formats.date(on), n=number(len(found) + len(lines)))}", ""]
    if lines:
        text += [f"## {_(READ)} ({number(len(lines))})", "", *(f"- {line}" for line in lines), ""]
    places = dict(zip(found["id"], _lines(report, found)))
    for kind, said in KINDS.items():
        rows = found[found["kind"] == kind]
        if len(rows):
            text += [f"## {_(said)} ({number(len(rows))})", "", *(_line(report, row, places[row.id]) for row in rows.itertuples()), ""]
    return "\n".join(text)


def _line(report, row, line):
    _ = report.gettext
    where = f"data/{row.table}.csv" + (_(", line {line}, {key}").format(line=line, key=row.row) if row.row else "")
    since = _("since {date}").format(date=report.formats.date(row.since)) if pd.notna(row.since) else ""
    shown = _("shown on {pages}").format(pages=", ".join(row.pages[:FEW]) + " …" * (len(row.pages) > FEW)) if row.pages else ""
    look = _("look at {address}").format(address=row.address) if row.address else ""
    return f"- {row.title}\n  {'; '.join(filter(None, (since, where, shown, look)))}"


def _lines(report, found):
    pairs = list(zip(found["table"], found["row"]))
    at = lines_of(report, pairs)
    return [at[pair] for pair in pairs]


def lines_of(report, pairs):
    """Return the line of each row, ``(table, key)``, in its file, as an editor counts; empty for a table as a whole."""
    at = {}
    for table in dict.fromkeys(table for table, _ in pairs):
        text = Path(report.schema.folder, f"{table}.csv").read_text(encoding="utf-8-sig").splitlines()
        at |= {(table, line.partition(",")[0]): str(number) for number, line in enumerate(text, 1)}
    return {pair: at.get(pair, "") for pair in pairs}
