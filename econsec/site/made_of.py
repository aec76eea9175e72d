"""Of what chapters, books and the rest are made: what tells whether they have to be made again, by contents alone.

Each function returns a digest of all that a job takes in, and the digests of what it may look at besides. Whether a job is
stale is asked where jobs run (:mod:`econsec.run.processes`), by ``econsec build`` and ``econsec serve`` alike.
"""

import json
from pathlib import Path

from econsec import editions
from econsec.files import digest
from econsec.project import revision
from econsec.site.plan import CONTENTS, chapters
from econsec.words import LOCALE


def of_chapter(code, chapter, output, parameters, loaded):
    """Return what a chapter is made of: its notebook, its parameters, the code, and the tables that it may look at."""
    report = _report(loaded, **parameters)
    return digest(Path(chapter).read_bytes(), parameters, code, report.schema.package, str(report.as_of)), report.parts


def of_book(code, root, work, book, settings, loaded):
    """Return what a book is made of: its executed chapters, its edition's tables, texts, settings, the code and the commit."""
    report = _report(loaded, book.lang, **book.parameters)
    executed = [path.read_bytes() for path in _executed(root, work, book)]
    tables = {table: report.parts.get(table) for table in report.schema.tables}
    said = [code, _portable(settings, root, work), book.lang, revision(root), report.note(), report.schema.package, tables]
    return digest(*said, *_texts(root), *executed), {}


def of_catalogues(code, root, work, book, loaded):
    """Return what a check of catalogues looks at: prose and captions, and the catalogues."""
    said = []
    for path in _executed(root, work, book):
        cells = json.loads(path.read_bytes())["cells"]
        said.append([cell.get("source") if cell["cell_type"] == "markdown" else cell["metadata"].get("mystnb") for cell in cells])
    return digest(code, said, *_texts(root)), {}


def _report(loaded, lang="en", as_of="", scope="all", data_dir="", **key):
    return loaded[editions.key_of(lang, as_of, scope, data_dir)]


def _executed(root, work, book):
    return [work / book.place / f"{page}.ipynb" for page in chapters(root, book.without, book.pages)]


def _texts(root):
    return [path.read_bytes() for path in (root / "_config.yml", root / CONTENTS, *sorted(LOCALE.rglob("*.po")))]


def _portable(settings, root, work):
    """Return settings without where on this machine the project and its workshop lie."""
    text = json.dumps(settings, ensure_ascii=False, sort_keys=True, default=str)
    return text.replace(str(work), "").replace(str(root), "")
