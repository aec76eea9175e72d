"""Compare the catalogues of two states: translations whose English changed, and Japanese that changed by itself."""

import difflib
import re

from econsec.review.findings import Stale, Text

# What MyST leaves out of a message: the marks of headings, list items and quotations.
MARK = re.compile(r"^(#+|[-*]|\d+\.|>)\s+")


def plain(text):
    """Return a block of Markdown as the catalogues have it."""
    return " ".join(MARK.sub("", text.strip()).split())


def blocks(book):
    """Return a chapter's texts that are translated, with the cell of each: ``text -> cell``."""
    found = {}
    for cell in book.cells if book else ():
        if cell.cell_type == "markdown":
            found |= {plain(block): cell.get("id", "") for block in re.split(r"\n\s*\n", cell.source)}
        caption = cell.metadata.get("mystnb", {}).get("figure", {}).get("caption")
        if caption:
            found[plain(caption)] = cell.get("id", "")
    return found


def translations(findings):
    """Find the messages whose English changed without the Japanese, and the Japanese that changed by itself."""
    before, after = findings.before, findings.after
    if bool(before.catalogues) != bool(after.catalogues):
        lacking = after if before.catalogues else before
        findings.problems.append(f"{lacking.name}: it has no catalogues in locale/; translations could not be compared")
        return
    for page in dict.fromkeys([*before.catalogues, *after.catalogues]):
        old, new = ({plain(one): message for one, message in side.catalogues.get(page, {}).items()} for side in (before, after))
        name = page.rpartition("/")[2]
        texts = [blocks(side.chapters.get(name)) for side in (before, after)]
        stale = _stale(page, old, new, *texts)
        findings.stale += stale
        told = {one.after for one in stale} | {one.before for one in stale}
        findings.japanese += [one for one in _japanese(page, old, new) if one.place not in told]


def _stale(page, old, new, before, after):
    found = []
    fresh = [text for text in after if text not in before and text not in new]
    gone = [text for text in before if text not in after and text in new]
    for text in fresh:
        near = difflib.get_close_matches(text, [one for one in gone if before[one] == after[text]] or gone, 1, 0.3)
        if near:
            gone.remove(near[0])
        japanese = str(new[near[0]].string) if near else ""
        found.append(Stale(page, "its English changed" if near else "not translated", near[0] if near else "", text, japanese))
    found += [Stale(page, "its English is gone", text, "", str(new[text].string)) for text in gone]
    for text, message in new.items():
        was = old.get(text)
        if message.fuzzy and not (was and was.fuzzy):
            found.append(Stale(page, "marked fuzzy", "", text, str(message.string)))
        elif not message.string and (was is None or was.string):
            found.append(Stale(page, "not translated", "", text, ""))
    return found


def _japanese(page, old, new):
    """Return the Japanese texts that changed; a text whose English was reworded is held against the text that is gone."""
    gone = {text: message for text, message in old.items() if text not in new}
    for text, message in new.items():
        was = old.get(text)
        if was is None:
            near = difflib.get_close_matches(text, list(gone), 1, 0.3)
            was = gone.pop(near[0]) if near else None
        texts = [one and str(one.string) for one in (was, message)]
        if texts[0] != texts[1]:
            yield Text(page, text, *texts)
    for text, message in gone.items():
        yield Text(page, text, str(message.string), None)
