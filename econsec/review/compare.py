"""Compare two states: rows by key, chapters by cell, exhibits by record, translations by message."""

from econsec.review import chapters, claim_changes, messages, rows
from econsec.review.findings import Findings


def compare(before, after):
    """Return what differs between two states."""
    findings = Findings(before, after, problems=list(dict.fromkeys([*before.problems, *after.problems])))
    if not (before.exists and after.exists):
        return findings
    rows.tables(findings)
    rows.schema(findings)
    claim_changes.compare(findings)
    chapters.chapters(findings)
    messages.translations(findings)
    return findings
