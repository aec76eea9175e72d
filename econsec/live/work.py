"""What the jobs of ``econsec serve`` do, in children of its warm process."""

from econsec import press
from econsec.book.lean import SHEET, STATIC
from econsec.live.files import put


def refresh_book(root, work, book, settings, step=lambda name: None):
    """Print what is new of a book."""
    source, out = work / "books" / book.place, work / "pages" / book.place
    press.lay_out(root, work / book.place, source, book)
    live = {"econsec_note": press.note(book, settings), "econsec_live": True}
    press.print_book(str(source), str(out), book.lang, settings | live)


def restyle(out, served, step=lambda name: None):
    """Put the report's own styles and scripts where books are served."""
    for path in STATIC.iterdir():
        put(served / "_static" / path.name, path.read_bytes())
    sheets = [path.name for path in STATIC.glob("*.css")]
    sheet = (out / "_static" / SHEET).read_text(encoding="utf-8")
    for name in sheets:  # the sheet ends with the report's own, one after another
        sheet = sheet.replace((out / "_static" / name).read_text(encoding="utf-8"), (STATIC / name).read_text(encoding="utf-8"))
    put(served / "_static" / SHEET, sheet.encode())
