"""What the warm process imports once, for every chapter and book that is forked from it. Nothing else belongs here."""

import babel.dates  # noqa: F401
import jupyter_book.sphinx  # noqa: F401
import myst_nb.sphinx_  # noqa: F401
import papermill  # noqa: F401
import sphinx_book_theme  # noqa: F401
import vl_convert  # noqa: F401

import econsec.book  # noqa: F401
import econsec.charts  # noqa: F401
import econsec.engine  # noqa: F401
import econsec.notebooks  # noqa: F401
import econsec.numbers  # noqa: F401
import econsec.tables  # noqa: F401
