"""What a page is about in a sentence or two: its first paragraph, whole, or as far as there is room."""

import re
from unicodedata import east_asian_width

from docutils import nodes

WIDTH = 160  # of a description, in Latin letters; a Japanese one takes the room of two


def first_paragraph(doctree):
    """Return a page's first paragraph, its values included and its markers left out; empty where it has none."""
    paragraph = doctree.next_node(nodes.paragraph) if doctree is not None else None
    if paragraph is None:
        return ""
    said = (text for text in paragraph.findall(nodes.Text) if not isinstance(text.parent.parent, nodes.superscript))
    return " ".join("".join(text.astext() for text in said).split())


def description(doctree):
    """Return a page's first paragraph as far as it has room."""
    return shorten(first_paragraph(doctree))


def shorten(text, width=WIDTH):
    """Return a text cut at the end of a word, or in Japanese of a phrase, where it is too long."""
    room, kept = width, ""
    for letter in text:
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            break
        kept += letter
    if kept == text:
        return text
    whole = re.match(r"(.*[。.!?])(?=\s|$|[^\x00-\x7f])", kept)
    if whole and len(whole[1]) > len(kept) * 2 / 3:
        return whole[1]
    cut = re.match(r"(.*)[\s、。]", kept)
    return f"{(cut[1] if cut and len(cut[1]) > len(kept) / 2 else kept[:-1]).rstrip(' ,;:、。')}…"
