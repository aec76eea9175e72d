"""What columns are called in an edition's language: a frame says in its ``attrs`` from which tables its columns are, the schema the rest."""

import re

from econsec.data import TABLE as CHANGES
from econsec.words import LANGUAGES

TABLES = "tables"  # what attrs call the tables of a frame, the one whose rows it holds first
BESIDE = re.compile("_(label|names?)$")  # what ends the names of columns that put codes or keys into words
STANDING = {"status": (CHANGES, "status"), "since": (CHANGES, "from"), "until": (CHANGES, "until")}  # of any table whose rows have one


def made_of(frame, *tables):
    """Return a frame that says from which tables its columns are."""
    frame.attrs[TABLES] = tables
    return frame


def tables_of(*frames):
    """Return from which tables the columns of frames are; nothing where they do not say."""
    return tuple(dict.fromkeys(table for frame in frames for table in frame.attrs.get(TABLES, ())))


def title(report, tables, name):
    """Return what the first of the tables that has it calls a column, or the words beside it; empty where none has."""
    plain = BESIDE.sub("", name)
    for table in tables:
        fields = report.schema.fields(table) if table in report.schema.tables else {}
        for known in (name, f"{name}_{report.lang}", plain, f"{plain}_{report.lang}"):
            if known in fields:
                return report.title(table, known).removesuffix(f"({LANGUAGES[report.lang]})").rstrip()  # a text in both languages
    return report.title(*STANDING[plain]) if plain in STANDING else ""
