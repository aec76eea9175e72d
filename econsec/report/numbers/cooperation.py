"""The values that the chapters on critical minerals and on advanced technology have in common."""

from econsec.report.numbers import phrases


def of_pillar(report, pillar):
    """Return the agreements of a pillar with their partners' names, and the commitments of those whose text was read.

    A commitment has one row an agreement.
    """
    agreements = report["agreements"].loc[lambda rows: rows["pillar"] == pillar]
    agreements["partner"] = agreements["partner"].map(report.names("countries", "iso3"))
    rows = report["provisions"].explode("agreements").rename(columns={"agreements": "agreement"})
    read = agreements[agreements["text_seen"].fillna(False).astype(bool)]
    commitments = rows.merge(read[["id", "partner"]].rename(columns={"id": "agreement"}), on="agreement")
    return agreements, commitments


def texts(report, prefix, agreements):
    """Return of how many agreements the text could be read, from when they are, and with whom the others are."""
    seen, hidden = by_text(agreements)
    return {
        f"{prefix}_seen": phrases.count(report, len(seen), "{n} agreement", "{n} agreements"),
        f"{prefix}_seen_first": phrases.date(report, seen["signed_on"].min()),
        f"{prefix}_seen_last": phrases.date(report, seen["signed_on"].max()),
        f"{prefix}_hidden_partners": phrases.names(report, hidden["partner"]),
    }


def by_text(agreements):
    """Return the agreements whose text could be read, and those whose could not; of some neither is known."""
    read = agreements["text_seen"]
    return agreements[read.fillna(False).astype(bool)], agreements[~read.fillna(True).astype(bool)]


def topics(report, prefix, commitments, chosen):
    """Return how many topics commitments have, which of them all partners share, and who takes up the ``chosen``."""
    lines = commitments.explode("topics")
    held = lines.groupby("topics")["partner"].nunique()
    shared = held.index[held == commitments["partner"].nunique()]
    values = {
        f"{prefix}_topics": phrases.count(report, len(held), "{n} topic", "{n} topics"),
        f"{prefix}_shared": phrases.count(report, len(shared)),
        f"{prefix}_shared_topics": phrases.labels(report, "provisions", "topics", set(shared)),
    }
    for topic in chosen:
        values[f"{prefix}_partners_{topic}"] = phrases.names(report, lines.loc[lines["topics"] == topic, "partner"])
    return values
