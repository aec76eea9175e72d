"""What an exhibit's files hold: its rows as CSV and Excel, its specification. Pure functions; nothing is written here.

Pictures are for :mod:`econsec.exhibits.pictures`, references for :mod:`econsec.exhibits.citations`, where files lie in a book for
:mod:`econsec.book.exhibit_line`. Every file says where its data comes from and of which day it is.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter

from econsec.exhibits.cell import UNKNOWN
from econsec.exhibits.look import CONFIG, SCREEN_FONTS
from econsec.exhibits.specification import records, told
from econsec.words import Formats, translator

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # a name for programs that read specifications
# Where and how a mark stands, not what it says.
LAYOUT = {"y", "top", "share", "middle", "anchor", "align", "solid", "kind", "look", "ink", "place", "column", "desk", "named"}
FORMULA = "=+-@＝＋－＠"  # what a spreadsheet takes for the beginning of a formula; the wide ones in Japanese
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CELL = 32767  # characters that an Excel cell holds


@dataclass(frozen=True)
class Grid:
    """Columns and rows of plain values; what is not known is None."""

    columns: tuple
    rows: tuple


@dataclass(frozen=True)
class Exhibit:
    """A table or a chart as it stands in a book: ``number`` is said in full (Table 3), ``as_of`` is YYYY-MM-DD.

    ``sources`` names all works, ``source_line`` the first of them and how many more there are: what a picture has room for.

    ``last_event`` is the day of the newest event of the edition in ISO 8601, if there is any.
    """

    name: str
    number: str
    title: str
    as_of: str
    sources: str
    grid: Grid
    report: str
    author: str
    lang: str
    spec: dict | None = None
    last_event: str = ""
    source_line: str = ""

    def gettext(self, text):
        """Return a text of the package in the exhibit's language."""
        return translator(self.lang)(text)

    def heading(self):
        """Return number and title."""
        return self.gettext("{number}. {title}").format(number=self.number, title=self.title)

    def dated(self):
        """Return the data's day in words."""
        return as_of(self.as_of, self.lang, self.last_event)

    def notes(self):
        """Return what every file says of itself: what it is, of which report, from where, of which day."""
        return tuple(line for line in (self.heading(), self.report, self.sources, self.dated()) if line)


def as_of(day, lang, event=""):
    """Return the data's day in words, and that of the last event found, if there is any."""
    text = translator(lang)("Data as of {date} (last event found: {event})" if event else "Data as of {date}")
    return text.format(date=Formats(lang).date(date.fromisoformat(day)), event=Formats(lang).iso(event))


def table_grid(table, lang):
    """Return the rows of a table: their keys, texts, and where they differ from these the cells' values."""
    word, group, rows = translator(lang), "", []
    for row in table.rows:
        group = row.group or group
        rows.append((table.row_id(row).removeprefix(f"{table.name}-"), group, [_text_and_value(cell) for cell in row.cells]))
    columns = [("id", [key for key, _, _ in rows])]
    if group:
        columns.append((word("Group"), [heading for _, heading, _ in rows]))
    for place, title in enumerate(table.columns):
        texts, values = zip(*(cells[place] for *_, cells in rows)) if rows else ((), ())
        columns.append((title, texts))
        if any(value is not None and str(value) != text for text, value in zip(texts, values)):
            columns.append((word("{column} (value)").format(column=title), values))
    return Grid(tuple(title for title, _ in columns), tuple(zip(*(cells for _, cells in columns))))


def _text_and_value(cell):
    """Return a cell's text, a line a line, and its value; a text that is a number is one."""
    value = None if cell.value in (None, "") else cell.value
    if isinstance(value, str) and NUMBER.fullmatch(value):
        value = float(value) if "." in value else int(value)
    text = cell.plain().strip(" \n")
    return (None if text == UNKNOWN.text else text), value


def chart_grid(spec, lang):
    """Return the rows behind a chart's marks: their keys, what tooltips say, then what else is drawn.

    Of a chart that draws its key and its names itself, those of the kinds that it says are marks.
    """
    kinds = spec.get("usermeta", {}).get("marks")
    rows = [row for row in records(spec) if not kinds or row.get("kind") in kinds]
    titles = told(spec)
    held = dict.fromkeys(field for row in rows for field in row)
    names = [name for name in ("id",) if name in held] + [name for name in titles if name in held]
    # A notebook keeps a record's fields by the alphabet, in which an end comes before its start.
    others = (name for name in held if name not in names and name not in LAYOUT)
    names += sorted(others, key=lambda name: (name != "start", name))
    cells = tuple(tuple(row.get(name) for name in names) for row in rows)
    words = spec.get("usermeta", {}).get("columns", {}) | {name: title for name, title in titles.items() if title != name}
    called, value = [], translator(lang)("{column} (value)")
    for name in names:
        title = words.get(name, name)
        called.append(title if title not in called else value.format(column=title))  # a code beside its words
    return Grid(tuple(called), cells)


def to_csv(exhibit):
    """Return the rows as CSV; the last lines, each beginning with #, say what they are.

    The mark at the beginning tells Excel that the text is UTF-8. A text that a spreadsheet would take for a
    formula has an apostrophe before it.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_harmless(title) for title in exhibit.grid.columns])
    writer.writerows([_harmless(value) for value in row] for row in exhibit.grid.rows)
    writer.writerows([f"# {line}"] for line in exhibit.notes())
    return "\ufeff" + file.getvalue()


def _harmless(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    risky = value.lstrip()[:1] in tuple(FORMULA) or value[:1] in ("\t", "\r", "\n")
    return f"'{value}" if value.strip() and risky and not NUMBER.fullmatch(value) else value


def to_workbook(exhibits):
    """Return tables as one Excel workbook: a sheet that says what they are, then a sheet a table."""
    file, first = io.BytesIO(), exhibits[0]
    # Texts are texts, whatever they begin with.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        day = datetime.fromisoformat(first.as_of)  # not today: the same data makes the same file
        book.set_properties({"title": first.report, "author": first.author, "comments": first.dated(), "created": day})
        looks = {name: book.add_format({"text_wrap": True, "valign": "top", **look}) for name, look in LOOKS.items()}
        about = book.add_worksheet(first.gettext("About"))
        lines = [(first.report,), (first.author,), (first.dated(),), ()]
        lines += [(one.name, one.heading(), one.sources) for one in exhibits]
        _fill(about, lines, looks["cell"], (24, 70, 90))
        for exhibit in exhibits:
            sheet, grid = book.add_worksheet(exhibit.name[:31]), exhibit.grid
            _fill(sheet, grid.rows, looks["cell"], [_width(grid, n) for n in range(len(grid.columns))], start=1)
            _fill(sheet, [grid.columns], looks["head"])
            sheet.freeze_panes(1, 1)
            for place, line in enumerate(exhibit.notes()):
                sheet.write_string(len(grid.rows) + 2 + place, 0, line[:CELL], looks["note"])
    return file.getvalue()


LOOKS = {"cell": {}, "head": {"bold": True, "bottom": 1}, "note": {"text_wrap": False, "font_color": "#555555"}}


def _fill(sheet, rows, look, widths=(), start=0):
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows, start):
        for column, value in enumerate(row):
            if isinstance(value, bool):
                sheet.write_boolean(line, column, value, look)
            elif isinstance(value, (int, float)):
                sheet.write_number(line, column, value, look)
            elif value:
                sheet.write_string(line, column, value[:CELL], look)


def _width(grid, column):
    return min(60, max([10, *(len(str(row[column] or "")) for row in grid.rows)]))


def to_spec(exhibit):
    """Return a chart's Vega-Lite specification, complete in itself, with what it shows in ``usermeta``."""
    said = {"number": exhibit.number, "title": exhibit.title, "report": exhibit.report, "language": exhibit.lang}
    spec = {"$schema": SCHEMA, **exhibit.spec, "config": {**CONFIG, "font": SCREEN_FONTS}}
    spec["usermeta"] = {**exhibit.spec["usermeta"], **said, "source": exhibit.sources}
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"
