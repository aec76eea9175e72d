"""What spreadsheet programs make of tables: other encodings, separators, dates, numbers; said, or put back into form.

Here a package is put back. Files are for :mod:`econsec.data.spreadsheets.reading`, what cells mean for
:mod:`econsec.data.spreadsheets.cell_forms`; what is right for a table is for :mod:`econsec.data.checks`.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path

from econsec.data.spreadsheets import cell_forms, dates, reading
from econsec.data.spreadsheets.cell_forms import form_of
from econsec.data.spreadsheets.reading import rows, unreadable
from econsec.files import save

__all__ = ["form_of", "restored", "rows", "tidy", "unreadable"]


@dataclass
class Restored:
    """A file as it is and as it should be, what was put back in its cells, and a line for each that has no one meaning."""

    path: Path
    before: bytes = b""
    after: bytes = b""
    cells: dict = field(default_factory=lambda: defaultdict(list))  # by column: what stood and what stands in each changed cell
    problems: list = field(default_factory=list)

    def __str__(self):
        told = [f"{name}: {len(found)} cells, such as {found[0][0]!r}, now {found[0][1]}" for name, found in self.cells.items()]
        return f"{self.path.name} ({'; '.join(told)})".replace(" 1 cells", " 1 cell") if told else self.path.name


def tidy(schema):
    """Put the tables that a spreadsheet program saved back into form; return those that changed, and what is still wrong.

    The form: UTF-8, commas, dates such as 2026-02-06, numbers in digits, true and false, lists without blanks. What has more
    than one meaning, or none, stays as it is.
    """
    found = restored(schema)
    changed = [one for one in found if one.after != one.before]
    save({one.path: (one.before, one.after) for one in changed})
    return [str(one) for one in changed], [line for one in found for line in one.problems]


def restored(schema):
    """Return each table of a package put back into form; nothing is written."""
    sheets, found = [], []
    for table in schema.tables:
        path, fields = schema.path(table), cell_forms.fields(schema, table)
        if path.is_file():
            try:
                sheets.append(_Table(reading.read(path, fields), schema, fields))
            except reading.Unreadable as error:
                found.append(Restored(path, problems=[str(error)]))
    shared = _only(sheet.order for sheet in sheets)  # one person saves tables with one program
    return found + [sheet.restored(shared) for sheet in sheets]


class _Table:
    """A table in its file beside what its columns take."""

    def __init__(self, file, schema, fields):
        self.file, dated = file, defaultdict(list)
        self.rows = [
            list(zip_longest(file.names[: len(row)], cell_forms.of_row(schema, fields, file.names, row)[: len(row)], row)) for row in file.rows
        ]
        for name, taker, cell in (one for row in self.rows for one in row):
            if name and cell_forms.taken(taker):
                dated[name].append(cell)
        years = {name: dates.years(cells) for name, cells in dated.items()}
        self.order = _only(dates.order(cells, years[name]) for name, cells in dated.items())
        self.hints = {name: cell_forms.Hints(years.get(name, range(0)), self.order, file.separator == ";") for name in file.names}

    def restored(self, order):
        """Return the file put back into form; ``order`` is the one in the dates of the other tables."""
        found = Restored(self.file.path, self.file.content)
        lines = [[self._put_back(found, number, order, *one) for one in row] for number, row in enumerate(self.rows, start=2)]
        found.after = self.file.text(lines)
        return found

    def _put_back(self, found, number, order, name, field, cell):
        """Return a cell as it should be, and note what was put back or what is wrong with it."""
        if not name:
            where = "beyond the last column" if name is None else "in a column without a name"
            said, meant = cell.strip() and f"{cell!r} stands {where}; right: in a column of the table", [cell]
        else:
            hints = self.hints[name] if self.order else replace(self.hints[name], order=order)
            meant = cell_forms.meanings(cell, field, hints)
            said = cell_forms.wrong(cell, field, meant, self.file.encoding)
        if said:
            found.problems.append(": ".join(filter(None, (f"{found.path.name}:{number}", name, said))))
        if len(meant) == 1 and meant[0] != cell:
            found.cells[name].append((cell, meant[0]))
        return meant[0] if len(meant) == 1 else cell


def _only(orders):
    """Return the order that dates show, where they show one."""
    shown = set(orders) - {""}
    return shown.pop() if len(shown) == 1 else ""
