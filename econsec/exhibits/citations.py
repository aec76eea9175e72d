"""How an exhibit is cited: BibTeX, RIS, a line of text. No address: where it lies is not the report's to say."""

import re

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
TEX |= {character: f"\\{character}" for character in "{}$&#%_"}


def bibtex(exhibit):
    """Return the reference as BibTeX; the edition is the data's day."""
    fields = {
        "author": f"{{{_tex(exhibit.author)}}}",  # in braces of its own: a body, not first and last names
        "title": f"{{{_tex(exhibit.title)}}}",
        "howpublished": _tex(place(exhibit)),
        "edition": _tex(exhibit.dated()),
        "year": exhibit.as_of[:4],
        "language": {"en": "english", "ja": "japanese"}[exhibit.lang],
        "note": _tex(exhibit.sources),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{econsec-{exhibit.name.replace('_', '-')}-{exhibit.lang}-{exhibit.as_of},\n{lines}}}\n"


def ris(exhibit):
    """Return the reference as RIS, a tag a line."""
    tags = (
        ("TY", "FIGURE" if exhibit.spec else "CHART"),  # RIS calls a table a chart
        ("AU", exhibit.author),
        ("TI", exhibit.title),
        ("T2", exhibit.report),
        ("M1", exhibit.number),
        ("ET", exhibit.dated()),
        ("PY", exhibit.as_of[:4]),
        ("DA", exhibit.as_of.replace("-", "/")),
        ("LA", exhibit.lang),
        ("N1", exhibit.sources),
    )
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in tags if value) + "ER  - \r\n"


def plain(exhibit):
    """Return the reference as a line of text in the exhibit's language."""
    text = exhibit.gettext("{author} ({year}): {title}. {place}. {dated}.")
    said = text.format(
        author=exhibit.author,
        year=exhibit.as_of[:4],
        title=exhibit.title,
        place=place(exhibit),
        dated=exhibit.dated(),
    )
    return _line(said) + "\n"


def place(exhibit):
    """Return where the exhibit stands in the report."""
    return exhibit.gettext("{number} in “{report}”").format(number=exhibit.number, report=exhibit.report)


def _tex(text):
    return "".join(TEX.get(character, character) for character in _line(text))


def _line(text):
    """Return a text on one line: a line end would begin another field."""
    return re.sub(r"\s+", " ", text).strip()
