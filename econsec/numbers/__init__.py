"""The values that the prose shows, chapter by chapter: counts, sums, dates, names, worked out from the data.

Each function returns ``name -> Value``; names start with the chapter's short name. Exhibits are elsewhere.
"""

from econsec.numbers.agreements import pillar1_agreements
from econsec.numbers.changes import changes
from econsec.numbers.cooperation import pillar2_minerals, pillar3_technology
from econsec.numbers.outlook import outlook, sources
from econsec.numbers.package import codebook, colophon
from econsec.numbers.partner import partner
from econsec.numbers.strategy import nss, summary
from econsec.numbers.verification import verification

__all__ = [
    "changes",
    "codebook",
    "colophon",
    "nss",
    "outlook",
    "partner",
    "pillar1_agreements",
    "pillar2_minerals",
    "pillar3_technology",
    "sources",
    "summary",
    "verification",
]
