"""A book's folder as Jupyter Book reads it: executed chapters, contents and catalogues, of pages of series each its own."""

import json

import yaml

from econsec import exhibits
from econsec.editions import series
from econsec.site.plan import Book, chapters, contents
from econsec.words import LOCALE


def lay_out(root, executed, folder, book=Book("en", "en")):
    """Put executed chapters into a folder with what the book needs beside them; files that are the same stay untouched."""
    _put(folder / "_config.yml", (root / "_config.yml").read_text(encoding="utf-8"))
    _put(folder / "_toc.yml", yaml.safe_dump(contents(root, book.without, book.pages), sort_keys=False))
    catalogues = {path.relative_to(LOCALE): path.read_text(encoding="utf-8") for path in sorted(LOCALE.rglob("*.po"))}
    for name in chapters(root, book.without):
        _put(folder / f"{name}.ipynb", (executed / f"{name}.ipynb").read_text(encoding="utf-8"))
    for parameter, key in book.pages:
        one = series.named(parameter)
        page = one.page(key)
        source, target = executed / f"{page}.ipynb", folder / f"{page}.ipynb"
        if not target.is_file() or target.stat().st_mtime_ns < source.stat().st_mtime_ns:
            text = source.read_text(encoding="utf-8")
            _put(target, _page_notebook(text, one, key) if key else text)
        own = {path: text for path, text in catalogues.items() if path.as_posix().endswith(f"/{one.chapter}.po")}
        for path, text in own.items():
            _put(folder / "locale" / path.parents[1] / f"{page}.po", one.own_names(text, key))
    for path, text in catalogues.items():
        _put(folder / "locale" / path, text)


def _put(path, text):
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _page_notebook(text, one, key):
    """Return the executed notebook as the page of a key: exhibits under its own names, no part that has nothing to show."""
    notebook = json.loads(one.own_names(text, key))
    values = exhibits.glued(notebook, raw=True)
    notebook["cells"] = [cell for cell in notebook["cells"] if all(values.get(name) for name in _needed(cell))]
    return json.dumps(notebook, ensure_ascii=False, sort_keys=True) + "\n"


def _needed(cell):
    tags = cell["metadata"].get("tags", [])
    return [tag.removeprefix(series.SHOWN_WITH) for tag in tags if tag.startswith(series.SHOWN_WITH)]
