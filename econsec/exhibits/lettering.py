"""How wide texts run, and where lines of them end: labels of charts, titles of pictures."""

import re
from unicodedata import east_asian_width

LINE, LETTER = 14, 5.8  # px from one line of text to the next, and of a Latin letter

# Where a line may end: after blanks and hyphens; in Japanese before a word that follows kana or a mark,
# where the script changes, and before a bracket.
BREAKS = re.compile(
    r"(?<=[ -])(?=\S)|(?<=[ぁ-ん、・)])(?=[^ぁ-ん、。・)ー ])|(?<=[ァ-ヶー])(?=[一-龯])|(?<=[一-龯])(?=[ァ-ヶ])|(?<=[ぁ-んァ-ヶー一-龯])(?=\()"
)

LATER = "ァィゥェォッャュョンーぁぃぅぇぉっゃゅょん、。・)"  # no line of Japanese begins with them


def span(text):
    """Return how wide a text runs, in Latin letters; a Japanese character takes two."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text, limit):
    """Return a text as lines of about ``limit`` Latin letters; Japanese without a place to break is cut."""
    lines = []
    for line in text.split("\n"):
        lines.append("")
        for piece in (part for whole in BREAKS.split(line) for part in _parts(whole, limit)):
            if lines[-1] and span(lines[-1] + piece.rstrip()) > limit:
                lines.append("")
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def wrap_evenly(text, limit):
    """Return a text as no more lines than at ``limit``, but of about the same width: no word is left alone at the end."""
    lines, whole = wrap(text, limit), max(span(piece) for piece in BREAKS.split(text))
    while len(lines) > 1 and whole < limit and len(narrower := wrap(text, limit - 1)) == len(lines):
        lines, limit = narrower, limit - 1
    return lines


def _parts(piece, limit):
    """Cut a piece that is too wide: Japanese anywhere, another word only where it would take the plot's place."""
    wide = span(piece) == 2 * len(piece)
    size = limit // 2 if wide else limit
    if span(piece) <= (limit if wide else 3 * limit):
        return [piece]
    if len(piece) % size == 1:  # no line of a single character
        size -= 1
    found = []
    while len(piece) > size:
        cut = next((at for at in range(size, 1, -1) if piece[at] not in LATER), size)
        found.append(piece[:cut])
        piece = piece[cut:]
    return [*found, piece]
