"""Read a state of the report: of a revision what it committed, of the working tree or a data folder what comes of it now.

Nothing of a revision is executed. What cannot be read is said in ``problems``; the rest is there to compare.
"""

import csv
import io
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from babel.messages.pofile import PoFileError, read_po

from econsec.data import checks
from econsec.project import DESCRIPTOR
from econsec.run import notebooks, passages, processes
from econsec.site import WARM, chapter_jobs, committed, drawing_jobs, in_each_language, loading, workshop
from econsec.site import problems as open_points

PARTS = ("data", "chapters", "figures", "locale")
TREE = "the working tree"
FILTER = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Python before 3.11.4 knows none


@dataclass(frozen=True)
class Table:
    """A table as its file has it: the columns and the rows, all text."""

    columns: list
    rows: list


@dataclass(frozen=True)
class Checked:
    """A check that was run on a state, and what it found."""

    name: str
    found: tuple = ()


@dataclass
class State:
    """One state of the report.

    ``tables`` has a :class:`Table` a file, ``chapters`` a notebook a name, ``figures`` an SVG a file, ``catalogues`` a
    mapping ``English -> message`` a page. ``unmade`` names chapters whose outputs could not be made.
    """

    name: str
    tables: dict = field(default_factory=dict)
    schema: str = ""
    chapters: dict = field(default_factory=dict)
    figures: dict = field(default_factory=dict)
    catalogues: dict = field(default_factory=dict)
    checks: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    unmade: set = field(default_factory=set)
    exists: bool = True


def from_revision(root, revision):
    """Return what a git revision committed."""
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode or not revision:
        why = found.stderr.decode(errors="replace").strip().removeprefix("fatal: ").splitlines()
        reason = why[0] if why else "git knows no such revision (a shallow clone may have to fetch it)"
        return State(f"revision {revision!r}", exists=False, problems=[f"{revision}: {reason}"])
    commit = found.stdout.decode().strip()
    title = _git(root, "log", "-1", "--format=%h “%s”", commit).stdout.decode("utf-8", "replace").strip()
    with tempfile.TemporaryDirectory() as folder:
        there = _git(root, "ls-tree", "--name-only", commit, *PARTS).stdout.decode().split()
        if there:
            archive = _git(root, "archive", "--format=tar", commit, *there).stdout
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, **FILTER)
        return _committed(Path(folder), title)


def _git(root, *arguments):
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True)
    except FileNotFoundError:
        return subprocess.CompletedProcess(arguments, 127, b"", b"git is not installed")


def _committed(folder, name):
    state = State(name)
    _read_data(state, folder / "data")
    for path in sorted((folder / "chapters").glob("*.ipynb")):
        _read_chapter(state, path)
    state.figures = _figures(folder / "figures")
    _read_catalogues(state, folder)
    _check_data(state, folder / "data")
    _check_form(state, folder)
    return state


def from_tree(root, say=print):
    """Return what the present data, chapters and code make; where they make nothing, the chapters as they are."""
    state = State(TREE)
    _read_data(state, root / "data")
    _read_catalogues(state, root)
    valid = _check_data(state, root / "data")
    as_saved = {}
    for name in committed(root):
        path = root / f"{name}.ipynb"
        _read_chapter(state, path)
        if path.is_file():
            as_saved[path.stem] = path.read_bytes()
    _execute(state, root, "", valid, say)
    figures = _figures(root / "figures")
    if valid:
        aged = {name: _aged(text, state.chapters[name]) for name, text in as_saved.items() if name not in state.unmade}
        stale = [f"{name}.ipynb: {why}" for name, why in aged.items() if why]
        drawn = {name for name in {*figures, *state.figures} if figures.get(name) != state.figures.get(name)}
        stale += [f"figures/{name}: not what the present data and code draw" for name in sorted(drawn)] if not state.unmade else []
        state.checks.append(Checked("no passage has to be read again", tuple(passages.to_read_again(root / "chapters", root / "data"))))
        state.checks.append(Checked("chapters/ and figures/ are what `econsec accept` writes", tuple(stale)))
    else:
        _check_form(state, root)
    return state


def from_data(root, folders, say=print):
    """Return what the present chapters and code make of each data folder; nothing is made where one of them is not valid."""
    states, sound = [State(f"data in {folder}") for folder in folders], []
    for state, folder in zip(states, map(Path, folders)):
        _read_data(state, folder)
        sound.append(_check_data(state, folder))
        for name in committed(root):
            _read_chapter(state, root / f"{name}.ipynb")
    for state, folder, valid in zip(states, folders, sound):
        if valid and not all(sound):
            state.unmade = set(state.chapters)
        else:
            _execute(state, root, str(Path(folder).resolve()), valid, say)
    return states


def _aged(text, made):
    """Say what an accept would do to a chapter; nothing where it would leave every byte."""
    if text == notebooks.dumps(made).encode():
        return ""
    try:
        now = notebooks.clean(nbformat.reads(text.decode("utf-8"), as_version=4))
    except (ValueError, nbformat.ValidationError):
        return "not a notebook"
    if notebooks.dumps(now) == notebooks.dumps(made):
        return "saved in another form than `econsec accept` writes"
    return "its committed outputs are not those of the present data and code"


def _execute(state, root, data_dir, valid, say):
    """Run the chapters in both languages and draw their charts; chapters that fail are named and left without outputs."""
    if not valid:
        state.unmade = set(state.chapters)
        state.problems.append(f"{state.name}: its exhibits and the values in its sentences could not be made, because its data is not valid")
        return
    books = in_each_language()
    with workshop(root) as work, processes.Warm(WARM) as warm:

        def run(jobs):
            return warm.run(jobs, progress=lambda one, done, total: say(f"[{done:>2}/{total}] {state.name}: {one.job.name}"))

        _, *outcomes = run([loading(books, data_dir), *(job for book in books for job in chapter_jobs(root, work, book, data_dir))])
        for outcome in outcomes:
            if outcome.error:
                state.unmade.add(Path(outcome.job.arguments[0]).stem)
                cell = f", cell {outcome.step}" if outcome.step else ""
                state.problems.append(f"{state.name}: {outcome.job.name}{cell}: {outcome.error}")
        for path in sorted((work / "en" / "chapters").glob("*.ipynb")):
            if path.stem not in state.unmade:
                state.chapters[path.stem] = nbformat.read(path, as_version=4)
        for outcome in run(drawing_jobs(work, books)):
            if outcome.error:
                state.problems.append(f"{state.name}: {outcome.job.name}: {outcome.error}")
            else:
                state.figures |= outcome.value
    made = tuple(dict.fromkeys(f"{o.job.name}: {o.error}" for o in outcomes if o.error))
    state.checks.append(Checked(f"{len(outcomes)} chapters run, in both languages", made))


def _read_data(state, folder):
    if not folder.is_dir():
        state.problems.append(f"{state.name}: it has no data/")
    for path in sorted(folder.glob("*.csv")):
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                columns, *rows = list(csv.reader(file)) or [[]]
        except (UnicodeDecodeError, csv.Error) as error:
            state.problems.append(f"{state.name}: {path.name} could not be read: {error}")
            continue
        state.tables[path.stem] = Table(columns, rows)
    schema = folder / DESCRIPTOR
    state.schema = schema.read_text(encoding="utf-8", errors="replace") if schema.is_file() else ""


def _check_data(state, folder):
    """Check the data; return whether it is valid."""
    if not folder.is_dir():
        return False
    try:
        found = checks.check(folder)
    except Exception as error:  # an older package may not even be one that the present checks can read
        found = [f"the present checks cannot read it: {type(error).__name__}: {error}"]
    state.checks.append(Checked("the data package is valid", tuple(found)))
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        state.problems.append(f"{state.name}: its data is not valid: {found[0]}{more}")
    return not found


def _read_chapter(state, path):
    try:
        state.chapters[path.stem] = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        state.problems.append(f"{state.name}: {path.name} could not be read: {' '.join(str(error).split())[:200]}")
        state.unmade.add(path.stem)


def _figures(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.svg"))}


def _read_catalogues(state, root):
    folder = root / "locale" / "ja" / "LC_MESSAGES"
    found = []
    for path in sorted(folder.rglob("*.po")):
        page = path.relative_to(folder).with_suffix("").as_posix()
        try:
            with path.open("rb") as file:
                state.catalogues[page] = {one.id: one for one in read_po(file, locale="ja", abort_invalid=True) if one.id}
        except (PoFileError, ValueError) as error:
            state.problems.append(f"{state.name}: {page}.po could not be read: {error}")
            continue
        found += [f"{page}.po: {problem}" for problem in open_points(path)]
    if state.catalogues:
        state.checks.append(Checked("every message of the catalogues is translated and keeps its values", tuple(found)))


def _check_form(state, root):
    paths = sorted((root / "chapters").glob("*.ipynb"))
    found = []
    for path in paths:
        book = state.chapters.get(path.stem)
        if book is not None and notebooks.dumps(notebooks.clean(book)).encode() != path.read_bytes():
            found.append(f"{path.name}: saved in another form than `econsec accept` writes")
    if paths:
        state.checks.append(Checked("chapters are in the form that `econsec accept` writes", tuple(found)))
