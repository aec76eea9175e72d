"""What the jobs of ``econsec serve`` do, in children of its warm process."""

from econsec.book import STATIC
from econsec.editions import given
from econsec.live.served import put
from econsec.site import jobs, lay_out, print_book


def refresh_book(root, work, book, settings, loaded, step=lambda name: None):
    """Print what is new of a book."""
    source, out = work / "books" / book.place, work / "pages" / book.place
    lay_out(root, work / book.place, source, book)
    with given(loaded):
        live = {"econsec_note": jobs.note(book, settings), "econsec_live": True}
        print_book(str(source), str(out), book.lang, settings | live)


def restyle(served, step=lambda name: None):
    """Put the theme's styles and scripts where books are served."""
    for path in STATIC.iterdir():
        if path.is_file():
            put(served / "_static" / path.name, path.read_bytes())
