"""The works that an exhibit rests on, as a line names them, and how well they bear what it shows."""

from collections import Counter
from dataclasses import dataclass

from econsec.subject import subject

ARTICLE = "article"  # what nothing but the article says
# From the best to the weakest: how a work was seen -> the mark that stands for it.
MARKS = {"original": "●", "mirror": "◐", "reported": "○", ARTICLE: "◌", "unseen": "–"}
ACCOUNTS = ("press", "brief", "analysis", "interview")  # kinds of works that tell what others did, however they were seen


@dataclass(frozen=True)
class Sources:
    """The line under an exhibit: its heading and the works, each ``(key, text, language)``.

    ``evidence`` counts its rows by how the matter was seen in the best of their works: ``(code, label, count)``, the best first.
    """

    heading: str
    works: tuple[tuple[str, str, str], ...]
    evidence: tuple[tuple[str, str, int], ...] = ()

    def said(self) -> dict:
        """Return them in plain values."""
        more = {"evidence": [list(count) for count in self.evidence]} if self.evidence else {}
        return {"heading": self.heading, "works": [list(work) for work in self.works], **more}

    @classmethod
    def of(cls, said: dict) -> "Sources":
        """Return the sources that plain values say."""
        return cls(said["heading"], tuple(map(tuple, said["works"])), tuple(map(tuple, said.get("evidence", ()))))


def seen(works) -> dict[str, str]:
    """Return how the matter was seen in each work: in the original or a copy, in an account of it, in the article, or not at all."""
    told = {row.id: "reported" if row.kind in ACCOUNTS and row.seen != "unseen" else row.seen for row in works.itertuples()}
    return told | ({subject().article: ARTICLE} if subject().article in told else {})


def best(keys, known: dict[str, str]) -> str:
    """Return how the matter was seen in the best of some works; nothing where none is known."""
    found = {known[key] for key in keys if key in known}
    return next((code for code in MARKS if code in found), "")


def evidence(report, known, frames) -> tuple[tuple[str, str, int], ...]:
    """Return how many rows rest at best on what is ``known`` of their works; of the article's edition nothing, where all is the article's."""
    if report.scope == ARTICLE:
        return ()
    counts = Counter(best(keys, known) for frame in frames for keys in frame["source"])
    return tuple((code, label(report, code), counts[code]) for code in MARKS if counts[code])


def label(report, code: str) -> str:
    """Return what a mark means."""
    return report.gettext("Article only") if code == ARTICLE else report.label("sources", "seen", code)
