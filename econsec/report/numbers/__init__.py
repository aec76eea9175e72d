"""The values that the prose shows, chapter by chapter: counts, sums, dates, names, worked out from the data.

Each function returns ``name -> Value``; names start with the chapter's short name. Exhibits are elsewhere.
"""

from econsec.report.numbers.agreements import pillar1_agreements
from econsec.report.numbers.changes import changes
from econsec.report.numbers.minerals import pillar2_minerals
from econsec.report.numbers.outlook import outlook, sources
from econsec.report.numbers.package import codebook, colophon
from econsec.report.numbers.partner import partner
from econsec.report.numbers.sector import sector
from econsec.report.numbers.strategy import nss, reading, summary
from econsec.report.numbers.technology import pillar3_technology
from econsec.report.numbers.tools import calendar, compare, finder
from econsec.report.numbers.verification import verification

__all__ = [
    "calendar",
    "changes",
    "codebook",
    "colophon",
    "compare",
    "finder",
    "nss",
    "outlook",
    "partner",
    "pillar1_agreements",
    "pillar2_minerals",
    "pillar3_technology",
    "reading",
    "sector",
    "sources",
    "summary",
    "verification",
]
