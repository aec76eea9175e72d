"""Claims in a review: which turned, and which one row more or less would turn."""

from econsec.exhibits import claims
from econsec.review.findings import Text


def compare(findings):
    """Add the claims whose truth changed, and those of the newer state that are close."""
    before, after = findings.before, findings.after
    for name, book in after.chapters.items():
        if name in before.unmade | after.unmade:
            continue
        old, new = (claims(side) if side else {} for side in (before.chapters.get(name), book))
        for key, made in new.items():
            was = old.get(key)
            if was and was.holds != made.holds:
                findings.claims.append(Text(name, key, _said(was), _said(made)))
            if made.close and (was is None or was.condition() != made.condition()):
                findings.close.append(f"{name}, {key}: {_said(made)}; one row more or less would turn it")


def _said(claim):
    return f"{'holds' if claim.holds else 'does not hold'}: {claim.condition()}"
