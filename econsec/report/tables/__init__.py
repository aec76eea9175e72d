"""The report's tables, one function each: ``name(report)`` returns a table of the edition.

The codebook (``package_…``) is no exhibit: it says what the tables of the data are.
"""

from econsec.report.tables.changes import change_table
from econsec.report.tables.codebook import package_columns, package_tables, package_terms  # noqa: F401
from econsec.report.tables.commitments import clause_table, coverage_table, minerals_table, technology_table
from econsec.report.tables.differences import difference_table
from econsec.report.tables.evidence import dependence_table, goods_table, rare_earth_table, tariff_table
from econsec.report.tables.measures import award_table, control_table
from econsec.report.tables.notes import notes_table
from econsec.report.tables.profile import agreement_table, commitment_table, open_table
from econsec.report.tables.references import source_table
from econsec.report.tables.revisions import revision_table
from econsec.report.tables.standing import standing_table
from econsec.report.tables.strategy import event_table, nss_table, ring_table

__all__ = [
    "agreement_table",
    "award_table",
    "change_table",
    "clause_table",
    "commitment_table",
    "control_table",
    "coverage_table",
    "difference_table",
    "dependence_table",
    "event_table",
    "goods_table",
    "minerals_table",
    "notes_table",
    "nss_table",
    "open_table",
    "revision_table",
    "rare_earth_table",
    "ring_table",
    "source_table",
    "standing_table",
    "tariff_table",
    "technology_table",
]
