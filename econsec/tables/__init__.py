"""The report's tables, one function each: ``name(report)`` returns a table of the edition.

The codebook (``package_…``) is no exhibit: it says what the tables of the data are.
"""

from econsec.tables.codebook import package_columns, package_tables, package_terms  # noqa: F401
from econsec.tables.commitments import clause_table, coverage_table, minerals_table, technology_table
from econsec.tables.measures import award_table, control_table
from econsec.tables.notes import notes_table
from econsec.tables.references import source_table
from econsec.tables.strategy import event_table, nss_table, ring_table

__all__ = [
    "award_table",
    "clause_table",
    "control_table",
    "coverage_table",
    "event_table",
    "minerals_table",
    "notes_table",
    "nss_table",
    "ring_table",
    "source_table",
    "technology_table",
]
