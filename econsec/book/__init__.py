"""The Sphinx side of the report: how outputs that are data become pages, and the theme that pages have.

The theme is in ``theme/``, what its templates are told in :mod:`econsec.book.frame`, the contents in
:mod:`econsec.book.contents`, captions and headings in :mod:`econsec.book.headings`, what is folded in
:mod:`econsec.book.folds`. Charts are drawn in :mod:`econsec.book.charts`, exhibits numbered in :mod:`econsec.book.numbering`,
linked by number in :mod:`econsec.book.numbered_links`, looked at in :mod:`econsec.book.doctrees`, given away in
:mod:`econsec.book.exhibit_line` and :mod:`econsec.book.exhibit_files`, long tables on pages of their own in
:mod:`econsec.book.table_pages`, tables of other pages linked in :mod:`econsec.book.table_links`, shown as code in
:mod:`econsec.book.how_made`, notes linked in :mod:`econsec.book.note_links`, values put into prose in
:mod:`econsec.book.glued_text`, languages told apart in :mod:`econsec.book.language_links`, the site's other books found in
:mod:`econsec.book.neighbours`, editions named in :mod:`econsec.book.edition_line`, pages described to machines in
:mod:`econsec.book.metadata`, in a sentence in :mod:`econsec.book.descriptions`, given a card in
:mod:`econsec.book.shared_pages`, placed in :mod:`econsec.book.site_address`, errors reported by
:mod:`econsec.book.error_reports`, the feed offered in :mod:`econsec.book.feed_links`, partners' pages led to in
:mod:`econsec.book.partner_links`, wordings chosen in :mod:`econsec.book.wordings`, what others made named in
:mod:`econsec.book.notices`, terms explained in :mod:`econsec.book.explained_terms`, the finder and the comparison of days
given what they read in :mod:`econsec.book.record_tools`, pages that are read again forgotten in
:mod:`econsec.book.read_anew`, spared copies in :mod:`econsec.book.executed_copies`, written as Markdown in
:mod:`econsec.book.twins`.
"""

from sphinx.application import Sphinx

from econsec.book import (
    charts,
    contents,
    doctrees,
    edition_line,
    error_reports,
    executed_copies,
    exhibit_files,
    exhibit_line,
    explained_terms,
    feed_links,
    folds,
    frame,
    glued_text,
    headings,
    how_made,
    language_links,
    metadata,
    neighbours,
    note_links,
    notices,
    numbered_links,
    numbering,
    partner_links,
    read_anew,
    record_tools,
    shared_pages,
    site_address,
    table_links,
    table_pages,
    twins,
    wordings,
)
from econsec.book.frame import SHEET, STATIC

__all__ = ["SHEET", "STATIC", "setup"]

PARTS = (
    frame,
    charts,
    wordings,
    executed_copies,
    numbering,
    doctrees,
    numbered_links,
    contents,
    exhibit_line,
    exhibit_files,
    how_made,
    folds,
    headings,
    table_pages,
    note_links,
    table_links,
    notices,
    explained_terms,
    glued_text,
    language_links,
    neighbours,
    edition_line,
    site_address,
    metadata,
    shared_pages,
    error_reports,
    partner_links,
    feed_links,
    record_tools,
    read_anew,
    twins,
)


def setup(app: Sphinx) -> dict:
    """Register the theme and everything that makes its pages with Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "2", "parallel_read_safe": True, "parallel_write_safe": True}
