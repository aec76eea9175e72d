"""A book's folder as Jupyter Book reads it: executed chapters, contents and catalogues, of partners' pages each its own."""

import json

import yaml

from econsec import exhibits
from econsec.editions import partners
from econsec.site.plan import Book, chapters, contents
from econsec.words import LOCALE


def lay_out(root, executed, folder, book=Book("en", "en")):
    """Put executed chapters into a folder with what the book needs beside them; files that are the same stay untouched."""
    _put(folder / "_config.yml", (root / "_config.yml").read_text(encoding="utf-8"))
    _put(folder / "_toc.yml", yaml.safe_dump(contents(root, book.without, book.partners), sort_keys=False))
    catalogues = {path.relative_to(LOCALE): path.read_text(encoding="utf-8") for path in sorted(LOCALE.rglob("*.po"))}
    for name in chapters(root, book.without):
        _put(folder / f"{name}.ipynb", (executed / f"{name}.ipynb").read_text(encoding="utf-8"))
    for partner in book.partners:
        page = partners.page(partner)
        source, target = executed / f"{page}.ipynb", folder / f"{page}.ipynb"
        if not target.is_file() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            text = source.read_text(encoding="utf-8")
            _put(target, _page_notebook(text, partner) if partner else text)
        own = {path: text for path, text in catalogues.items() if path.as_posix().endswith(f"/{partners.CHAPTER}.po")}
        for path, text in own.items():
            _put(folder / "locale" / path.parents[1] / f"{page}.po", partners.own_names(text, partner))
    for path, text in catalogues.items():
        _put(folder / "locale" / path, text)


def _put(path, text):
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _page_notebook(text, partner):
    """Return the executed notebook as a partner's page: exhibits under its own names, no part that has nothing to show."""
    notebook = json.loads(partners.own_names(text, partner))
    values = exhibits.glued(notebook, raw=True)
    notebook["cells"] = [cell for cell in notebook["cells"] if all(values.get(name) for name in _needed(cell))]
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _needed(cell):
    tags = cell["metadata"].get("tags", [])
    return [tag.removeprefix(partners.SHOWN_WITH) for tag in tags if tag.startswith(partners.SHOWN_WITH)]
