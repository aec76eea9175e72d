"""What the catalogues lack, found without Sphinx: the texts of chapters as they stand, against the catalogues as they are.

A build extracts the messages anew and says the same, a minute later.
"""

import json
from pathlib import Path

from markdown_it import MarkdownIt

from econsec.editions import series
from econsec.site import catalogues
from econsec.site.plan import contents

RIGHT = "right: econsec translate, then the Japanese for it in the file"


def untranslated(root: Path, folder: Path = catalogues.FOLDER) -> list[str]:
    """Return a line for each text of the chapters that has no Japanese, or Japanese of another text: file, line, text, what to do."""
    found, toc = [], contents(root)
    parts = [part["caption"] for part in toc["parts"]] + [one.caption for one in series.SERIES]
    for path in sorted((root / "chapters").glob("*.ipynb")):
        name = f"chapters/{path.stem}"
        own = texts(json.loads(path.read_text(encoding="utf-8"))) + (parts if name == toc["root"] else [])
        found += _problems(root, folder / f"{name}.po", list(dict.fromkeys(own)))
    return found + _problems(root, folder / "econsec.po", None)


def texts(notebook: dict) -> list[str]:
    """Return the texts of a notebook that a catalogue holds, in order: its paragraphs, headings, items and captions."""
    found, reader = [], MarkdownIt("commonmark").enable("table")

    def read(source):
        for token in reader.parse(source):
            if token.type == "inline":
                found.append(" ".join(token.content.split("\n")))
            elif token.type == "fence":  # a directive
                read(token.content)

    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            read("".join(cell["source"]))
        elif caption := cell["metadata"].get("mystnb", {}).get("figure", {}).get("caption"):
            found.append(caption)
    return found


def _problems(root, path, wanted):
    if not path.is_file():
        return [f"{_place(root, path)}: no such catalogue; {RIGHT}"]
    lines = _lines(path)
    return [
        ": ".join([f"{_place(root, path)}{next((f', line {line}' for text, line in lines.items() if text in problem), '')}", f"{problem}; {RIGHT}"])
        for problem in catalogues.problems(path, wanted)
    ]


def _place(root, path):
    return f"locale/{path.relative_to(catalogues.LOCALE).as_posix()}" if path.is_relative_to(catalogues.LOCALE) else str(path.relative_to(root))


def _lines(path):
    """Return the line of each message of a catalogue, by the text as problems name it; of none that cannot be read."""
    try:
        return {catalogues.short(message.id): message.lineno for message in catalogues.read(path) if message.id}
    except Exception:  # the problem says that it is no catalogue
        return {}
