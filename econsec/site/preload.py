"""What the warm process does once, for every chapter and book that is forked from it. Nothing else belongs here.

Importing is most of it; the rest is what libraries put off until they are first used.
"""

import importlib
import sys
from pathlib import Path

sys.modules.setdefault("rfc3987_syntax", None)  # a grammar of addresses that jsonschema 4.26 would build and nobody here asks for

import altair
import babel
import jupyter_book.config
import jupyter_book.sphinx  # noqa: F401
import myst_nb.sphinx_  # noqa: F401
import nbformat.validator
import papermill  # noqa: F401
import sphinx.application
import vl_convert  # noqa: F401

import econsec.book  # noqa: F401
import econsec.run.engine  # noqa: F401
import econsec.run.notebooks  # noqa: F401
import econsec.site.jobs  # noqa: F401
from econsec.subject import subject
from econsec.words import LANGUAGES

altair.Chart(altair.InlineData([])).mark_point().to_dict()  # compiles Vega-Lite's schema
nbformat.validator.get_validator(nbformat.current_nbformat, nbformat.current_nbformat_minor)  # and the notebooks'
for lang in LANGUAGES:
    babel.Locale(lang).months  # noqa: B018, reads the language's data

EXTENSIONS = jupyter_book.config.get_final_config(sourcedir=Path(), cli_config={"latex_individualpages": False}, validate=False)[0]["extensions"]
for name in (*subject().modules, *sphinx.application.builtin_extensions, *EXTENSIONS):
    importlib.import_module(name)
