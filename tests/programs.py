"""What spreadsheet programs make of a table that is opened and saved: models of them, and the real LibreOffice."""

import csv
import re
import shutil
import subprocess
from dataclasses import dataclass
from decimal import Decimal

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(r"(\d{4})-(\d\d)")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
BLOCK = 16  # rows in which Excel leaves out the last columns if they are empty


@dataclass(frozen=True)
class Excel:
    """Excel with the settings of a country: how it shows a day, what it puts between columns, how it encodes a file."""

    day: str = "{month}/{day}/{year}"
    separator: str = ","
    encoding: str = "utf-8-sig"

    def save(self, path):
        """Open a table and save it."""
        with path.open(encoding="utf-8", newline="") as file:
            rows = [[self._shown(cell) for cell in row] for row in csv.reader(file)]
        rows = [row for start in range(0, len(rows), BLOCK) for row in _cut(rows[start : start + BLOCK])]
        with path.open("w", encoding=self.encoding, errors="replace", newline="") as file:
            csv.writer(file, delimiter=self.separator, lineterminator="\r\n").writerows(rows)

    def _shown(self, cell):
        """Return a cell as it is shown, which is what a CSV file gets."""
        if day := DAY.fullmatch(cell):
            return self.day.format(year=day[1], month=int(day[2]), day=int(day[3]))
        if month := MONTH.fullmatch(cell):
            return f"{NAMES[int(month[2]) - 1]}-{month[1][2:]}"
        if NUMBER.fullmatch(cell):
            number = Decimal(cell).normalize()
            return f"{number:.5E}" if abs(number) >= 10**11 else f"{number:f}"
        return cell.upper() if cell in ("true", "false") else cell


def _cut(rows):
    width = max(place for row in rows for place, cell in enumerate(["x", *row]) if cell)
    return [row[:width] for row in rows]


EXCEL = {
    "United States": Excel(),
    "United Kingdom": Excel("{day:02}/{month:02}/{year}"),
    "Germany": Excel("{day:02}.{month:02}.{year}", ";"),
    "Japan": Excel("{year}/{month}/{day}"),
    "Japan, as “CSV”": Excel("{year}/{month}/{day}", encoding="cp932"),
    "Japan, as “Unicode text”": Excel("{year}/{month}/{day}", "\t", "utf-16"),
}
LANGUAGES = {"en": 1033, "ja": 1041}  # as LibreOffice counts them


def libreoffice(folder, lang, special=False):
    """Open the tables of a folder in LibreOffice and save them; ``special``: it takes what looks like a date for one."""
    program = shutil.which("soffice")
    assert program, "no LibreOffice: `make test-all` installs Debian's; elsewhere put its program soffice on the PATH"
    saved = folder.parent / f"{folder.name}-saved"
    reading = f"44,34,76,1,,{LANGUAGES[lang]},false,{str(special).lower()}"
    command = [program, f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}", "--headless", "--norestore"]
    command += [f"--infilter=Text - txt - csv (StarCalc):{reading}", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true"]
    subprocess.run([*command, "--outdir", str(saved), *map(str, sorted(folder.glob("*.csv")))], check=True, capture_output=True, timeout=300)
    for path in folder.glob("*.csv"):
        path.write_bytes((saved / path.name).read_bytes())
