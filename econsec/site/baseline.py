"""The committed state: chapters with their outputs, and every chart as a picture. nbval and reviewers compare with it."""

from pathlib import Path

import nbformat

from econsec.data import Schema, check, relations
from econsec.editions import OWN, SERIES
from econsec.exhibits import VEGALITE, draw
from econsec.files import save
from econsec.project import project_root
from econsec.run import Job, Warm
from econsec.site import citation
from econsec.site.pipeline import WARM, chapter_jobs, loading, run, workshop
from econsec.site.plan import Book, BuildError, chapters
from econsec.words import LANGUAGES

FIGURES = "figures"


def committed(root):
    """Return the chapters that are committed with their outputs, as paths below the root without suffix."""
    return [*chapters(root), *(one.chapter for one in SERIES)]


def in_each_language():
    """Return the books that the committed state shows: the newest edition, with the keys that the notebooks of series name."""
    return [Book(lang, lang, pages=OWN) for lang in LANGUAGES]


def accept(say=print):
    """Run the chapters with their default parameters, refresh figures/, and return the files that changed.

    Raises BuildError where the data is wrong or a chapter fails, NotSaved where a file of these or of the data was saved while
    the chapters ran; no file is changed then.
    """
    root = project_root()
    problems = check(root / "data", accepting=True)
    if problems:
        raise BuildError("\n".join(problems))
    counts = root / "data" / relations.COUNTS
    cited = root / citation.NAME
    there = {path: path.read_bytes() for path in (*(root / "chapters").glob("*.ipynb"), *(root / FIGURES).glob("*.svg"), *root.glob(cited.name))}
    data = {path: path.read_bytes() for path in (root / "data").iterdir() if path.is_file()}
    with workshop(root) as work:
        files = {path: text.encode() for path, text in _made_anew(root, work, say).items()}
    if (root / "_config.yml").is_file():
        files[cited] = citation.text(root, root / "data").encode()
    files[counts] = relations.counted(Schema(root / "data")).encode()
    gone = {path: None for path in there if path.parent.name == FIGURES and path not in files}
    changed = save({path: ((there | data).get(path), content) for path, content in (data | files | gone).items()}, root)
    return sorted(str(path.relative_to(root)) for path in changed)


def _made_anew(root, work, say):
    """Return what the chapters and figures are now: ``file -> text``."""
    books = in_each_language()
    jobs = [job for book in books for job in chapter_jobs(root, work, book, "")]
    with Warm(WARM) as warm:
        outcomes = run(warm, [loading(books, ""), *jobs, *drawing_jobs(work, books, jobs)], say)
    folders = {lang: work / lang / "chapters" for lang in LANGUAGES}
    pictures = [outcome.value for outcome in outcomes[-len(books) :]]
    files = {root / FIGURES / name: svg for made in pictures for name, svg in made.items()}
    for notebook in sorted(folders["en"].glob("*.ipynb")):
        files[root / "chapters" / notebook.name] = notebook.read_text(encoding="utf-8")
    return files


def drawing_jobs(work, books, chapters=()):
    """Return the jobs that draw the charts of each book, once those jobs have ended that run its chapters."""
    return [
        Job(
            f"{book.place}/figures",
            draw_figures,
            (str(work / book.place / "chapters"), book.lang),
            tuple(job.name for job in chapters if job.name.startswith(f"{book.place}/")),
        )
        for book in books
    ]


def draw_figures(folder, lang, step=lambda name: None):
    """Return every chart of executed chapters as SVG: ``NAME.LANG.svg -> text``."""
    pictures = {}
    for path in sorted(Path(folder).glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                spec = output.get("data", {}).get(VEGALITE)
                if spec:
                    step(spec["usermeta"]["exhibit"])
                    pictures[f"{spec['usermeta']['exhibit']}.{lang}.svg"] = draw(spec) + "\n"
    return pictures
