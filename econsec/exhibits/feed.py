"""The Atom feed: changes in the world and revisions of the data, newest first, the same bytes in every build.

An entry's id depends on nothing but the row and the column that it tells of, so a text may change and readers are not
shown the entry again. Which book has a feed is for :mod:`econsec.book.feed_links`.
"""

import re
import uuid
from datetime import UTC, datetime, time
from html import escape

import pandas as pd
from feedgenerator import Atom1Feed

from econsec.editions import DATA, WORLD, changes

NAME = "feed.xml"
SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "econsec")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML cannot hold


class Feed(Atom1Feed):
    """An Atom feed that never asks the clock: without entries it was updated on the day of the data."""

    def latest_post_date(self):
        """Return when the newest entry was updated."""
        return max((item["updateddate"] for item in self.items), default=self.feed["as_of"])


def write(report, path, title, author, subtitle, page, here=None):
    """Write the feed of an edition.

    ``page(anchor)`` is the address of a place on the page of changes, seen from the feed, ``here`` the feed's own, where
    it is known.
    """
    feed = Feed(
        title=_plain(title),
        link=page(""),
        description=_plain(subtitle),
        language=report.lang,
        author_name=_plain(author),
        feed_url=here,
        feed_guid=identifier("feed", report.lang),
        as_of=_moment(report.as_of),
    )
    for change in entries(report):
        feed.add_item(link=page(_anchor(change)), **_entry(report, change))
    path.write_text(feed.writeString("utf-8") + "\n", encoding="utf-8", newline="\n")


def entries(report):
    """Return what the feed tells, the newest first; what has no day has no place in it."""
    found = [change for change in changes(report, WORLD | DATA) if pd.notna(change.updated_on)]
    return sorted(found, key=lambda change: change.updated_on, reverse=True)


def identifier(*names):
    """Return the lasting id of what ``names`` name."""
    return uuid.uuid5(SPACE, "/".join(names)).urn


def _anchor(change):
    """Return where on the page of changes an entry stands."""
    return f"revision_table-{change.row['id']}" if change.table in DATA else f"change-{change.key}"


def _entry(report, change):
    """Return what an entry says, worked out once for an edition and all its parts."""
    return report.once((NAME, change.key), lambda whole: _said(whole, change))


def _said(report, change):
    note = report.gettext("planned") if change.planned else ""
    what = f"{change.what} ({note})" if note else change.what
    return {
        "title": _plain(f"{what}: {change.title}"),
        "description": _summary(report, change),
        "unique_id": identifier(change.table, change.row["id"], change.column),
        "pubdate": _moment(change.known_on),
        "updateddate": _moment(change.updated_on),
    }


def _summary(report, change):
    """Return the entry's text as HTML: the day, what there is to say, what is open, the works behind it."""
    day = report.formats.date(change.day, change.precision, change.until)
    doubt = report.gettext("no source says whether it happened") if change.open else ""
    works = report.cite(pd.DataFrame([{"source": change.row["source"]}]))
    cited = f"{works.heading}: {'; '.join(text for _, text, _ in works.works)}" if works.works else ""
    return "".join(f"<p>{escape(_plain(text))}</p>" for text in (day, change.text, doubt, cited) if text)


def _plain(text):
    return CONTROL.sub("", text)


def _moment(day):
    """Return the first moment of a day, in universal time: days are all that the data know."""
    return datetime.combine(pd.Timestamp(day).date(), time(), UTC)
