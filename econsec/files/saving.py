"""Write files of the user's: each whole, those of one command all or none, and none that somebody saved meanwhile.

What is new is written beside each file first; then the two change places. A journal says what is under way, so that the
next command puts back what a killed one had begun. Imports nothing beyond the standard library.
"""

import contextlib
import hashlib
import json
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from econsec.files import disk
from econsec.project import BUILD, project_root

FOLDER = "saving"  # in _build, while files are being written
JOURNAL, DONE = "journal.json", "done.json"  # what is under way; what is done but for its old files
MEANWHILE = "was saved by somebody else meanwhile"


class NotSaved(Exception):
    """Files that were not written; the message has a line for each cause."""


@dataclass(frozen=True)
class _Change:
    """A file, and the digests of what was read and what is to be there; None is no file."""

    path: Path
    before: str | None
    after: str | None

    @property
    def new(self):
        """Return where what is new waits, and then what was there."""
        return self.path.with_name(f".{self.path.name}.econsec-new")

    @property
    def held(self):
        """Return a second name of what was there, for systems that cannot exchange two files."""
        return self.path.with_name(f".{self.path.name}.econsec-old")


def save(changes, root=None):
    """Write files, ``path -> (bytes that were read, bytes to be there)``, where None is no file; return those that change.

    Raises NotSaved, with all files as they were, where one is no longer what was read, or one cannot be written.
    """
    root = Path(root or project_root()).resolve()
    contents = {Path(path).resolve(): pair for path, pair in changes.items()}
    known = [_Change(path, _of(before), _of(after)) for path, (before, after) in contents.items()]
    todo = [change for change in known if change.before != change.after]
    try:
        _refuse([change for change in known if _digest(change.path) != change.before], MEANWHILE)
        _refuse([change for change in todo if change.path.exists() and not os.access(change.path, os.W_OK)], "is read-only")
        if todo:
            with disk.locked(root / BUILD / FOLDER) as folder:
                _mend(root, folder)
                try:
                    _write(root, folder, todo, contents)
                finally:
                    _mend(root, folder)
    except OSError as error:
        raise NotSaved(f"{error.filename}: {error.strerror}; nothing was changed") from None
    return [path for path, (before, after) in changes.items() if before != after]


def mend(root):
    """Put back what a killed command had begun to write; return lines that say so, and name what could not be."""
    folder = Path(root) / BUILD / FOLDER
    if not folder.exists():
        return []
    try:
        with disk.locked(folder):
            begun = (folder / JOURNAL).exists()
            problems = _mend(Path(root).resolve(), folder)
    except OSError as error:
        return [f"{error.filename}: {error.strerror}; what a stopped command had begun to write could not be put back"]
    return ["What a stopped command had begun to write was put back.", *problems] if begun else problems


def _refuse(changes, why):
    if changes:
        raise NotSaved("\n".join(f"{change.path}: {why}; nothing was changed" for change in changes))


def _write(root, folder, todo, contents):
    """Write all that is new, then exchange it for what is there; what is not done at the end is to be undone."""
    lines = [[_relative(change.path, root), change.before, change.after] for change in todo]
    (folder / JOURNAL).write_text(json.dumps(lines), encoding="utf-8")
    disk.sync(folder / JOURNAL)
    disk.sync(folder)
    for change in todo:
        if change.after is not None:
            _prepare(change, contents[change.path][1])
    for change in todo:
        _swap(change)
    for parent in {change.path.parent for change in todo}:
        disk.sync(parent)
    _refuse([change for change in todo if change.before and _digest(change.new) != change.before], MEANWHILE)
    os.replace(folder / JOURNAL, folder / DONE)
    disk.sync(folder)


def _relative(path, root):
    """Return a path as it holds wherever the project is mounted."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _prepare(change, content):
    change.path.parent.mkdir(parents=True, exist_ok=True)
    with change.new.open("wb") as file:
        if change.before is not None:
            like = change.path.stat()
            with contextlib.suppress(OSError, AttributeError):  # another's file, in a folder that is ours
                os.fchown(file.fileno(), like.st_uid, like.st_gid)
            os.chmod(change.new, stat.S_IMODE(like.st_mode))
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _swap(change):
    """Put what is new in its place, and what was there in the place of what is new."""
    path, new, held = change.path, change.new, change.held
    if change.after is None:
        os.rename(path, new)
    elif change.before is None:
        _name(new, path)
    elif not disk.exchange(new, path):
        _name(path, held)
        os.replace(new, path)
        os.rename(held, new)


def _name(path, other):
    """Give a file a second name, which must be free; on a file system that knows no second names, another name."""
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except OSError:
        os.rename(path, other)


def _mend(root, folder):
    """Undo what is under way, and remove what is left of what was done; return a line for each file that was saved since."""
    problems = []
    for name in (DONE, JOURNAL):
        if (folder / name).is_file():
            for change in (_Change(root / path, before, after) for path, before, after in _lines(folder / name)):
                if name == JOURNAL and _undo(change):
                    problems.append(f"{change.path}: was saved after a command that was stopped had written it, and stays as it is")
                change.held.unlink(missing_ok=True)
                change.new.unlink(missing_ok=True)
            (folder / name).unlink()
    return problems


def _lines(journal):
    try:
        return json.loads(journal.read_text(encoding="utf-8"))
    except ValueError:  # it is not whole: nothing had begun
        return []


def _undo(change):
    """Put a file back as it was before; return whether it had been written and was saved by somebody since."""
    path, new, held = change.path, change.new, change.held
    if held.exists() and not path.exists():
        os.rename(held, path)
    if held.exists() and not new.exists():
        os.rename(held, new)
    now, other = _digest(path), _digest(new)
    if change.before is None:
        if now == change.after:
            path.unlink()
    elif now == change.after:
        if other not in (None, change.after):
            os.replace(new, path)
    return change.before is not None and now not in (change.before, change.after) and other == change.before


def _digest(path):
    try:
        return _of(path.read_bytes())
    except FileNotFoundError:
        return None


def _of(content):
    return None if content is None else hashlib.blake2b(content, digest_size=20).hexdigest()
