"""Publish a folder: readers see the old one or the new one, and no file of anybody else's is lost for it.

A published folder bears a mark in its ``index.html``. What is not empty and bears none, and is no site of an earlier
version either, is left alone.
"""

import contextlib
import errno
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from econsec.files import disk
from econsec.project import BUILD
from econsec.words import LANGUAGES

MARK = '<meta name="generator" content="{}">'
SEEN = 4096  # bytes of a page in which its mark stands
PASSED_OVER = {".DS_Store", "desktop.ini", "Thumbs.db"}  # what systems leave in folders that somebody looked at


class Refused(Exception):
    """A folder that must not be published to; the message says why, and what would be right."""


@dataclass(frozen=True)
class Kind:
    """What is published: what it is, by what it is marked, what lies at its top, and what of that earlier versions had."""

    what: str
    name: str
    tops: frozenset
    earlier: tuple

    @property
    def mark(self):
        """Return the element that marks its first page."""
        return MARK.format(self.name)


# What lies at the top of a site, with what `econsec pdf` and a site's address add.
TOPS = {"index.html", "choose.js", "404.html", "sitemap.xml", "robots.txt", "CITATION.cff", "data", "editions", "pagefind", "pdf", *LANGUAGES}
SITE = Kind("site", "econsec", frozenset(TOPS), ("index.html", "pagefind"))
REVIEW = Kind("review", "econsec review", frozenset({"index.html", "review.md"}), ("index.html", "review.md"))


def target(out, kind, root, *sources):
    """Return where a folder is to be published; raise Refused where that would cost anybody a file, or cannot be.

    ``sources`` are the folders, beside the project, that the published folder is made from.
    """
    try:
        path = Path(out).absolute()
        path = path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name
        _of_place(path, root, sources)
        _of_contents(path, kind)
        _of_neighbour(path)
    except (OSError, ValueError, RuntimeError) as error:  # too long a name, links in a circle
        raise Refused(f"{out}: {getattr(error, 'strerror', None) or error}") from None
    return path


def _of_place(path, root, sources):
    """Refuse a place that belongs to what the folder is made from, or where no folder can be replaced."""
    right = f"right: a folder in {BUILD}, or one outside the project"
    for source in map(Path, (*sources, root)):
        if _within(source.resolve(), path):
            raise Refused(f"{path}: is or holds {source}, which the report is made from; {right}")
        if _within(path, source.resolve()) and not (source == root and _within(path.parent, root / BUILD)):
            raise Refused(f"{path}: lies in {source}, which the report is made from; {right}")
    if os.path.ismount(path):
        raise Refused(f"{path}: another file system begins there, so that it cannot be replaced; right: a folder in it")
    above = next(folder for folder in path.parents if folder.exists())
    if not above.is_dir():
        raise Refused(f"{path}: {above} is a file; right: a folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise Refused(f"{path}: nothing can be written in {above}")


def _within(path, folder):
    """Tell whether a path is a folder or lies in it, whatever the two are called."""
    return any(one == folder or _same(one, folder) for one in (path, *path.parents))


def _same(one, other):
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _of_contents(path, kind):
    """Refuse what is there and was not published by this project."""
    if path.is_symlink():
        raise Refused(f"{path}: is a link; right: the folder that it leads to")
    if _is_folder(path) is False:
        raise Refused(f"{path}: is a file; right: a folder")
    there = set(_names(path)) - PASSED_OVER
    strange = sorted(there - kind.tops)
    if strange:
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise Refused(f"{path}: holds {strange[0]}{more}, which was not published there; right: a new or an empty folder")
    if there and not _is_ours(path, kind):
        raise Refused(f"{path}: is not empty, and no {kind.what} of this report; right: a new or an empty folder")


def _is_ours(path, kind):
    page = path / "index.html"
    if page.is_file():
        with page.open("rb") as file:
            if kind.mark.encode() in file.read(SEEN):
                return True
    return all((path / name).exists() for name in kind.earlier)


def _beside(out):
    """Return the folder, beside a published one, where that is made ready and set aside."""
    return out.with_name(f".{out.name}.econsec")


def _of_neighbour(out):
    beside = _beside(out)
    if _is_folder(beside) is False or not set(_names(beside)) <= {disk.LOCK, "new", "old"}:
        raise Refused(f"{beside}: is in the way; right: moved elsewhere")


def _is_folder(path):
    """Tell whether a path is a folder and no link; nothing where it is not there. Another publication may take it away at any moment."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return None


def _names(folder):
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def mend(out):
    """Put right what a killed publication left, if one did."""
    if _beside(out).exists():
        with publication(out):
            pass


@contextlib.contextmanager
def publication(out, kind=SITE, say=print):
    """Hold the place of a published folder, mended; return the function that puts a fresh folder there.

    That takes the fresh folder away; without a kind, it has to hold all that is there. Where a system can exchange two
    folders, the place is never empty; elsewhere it is for a moment, and where the process is killed in that moment,
    whoever comes next mends it.
    """
    beside = _beside(out)
    _of_neighbour(out)
    with disk.locked(beside, lambda: say(f"Waiting until {out} has been published by another.")):
        _mend(out, beside)
        try:
            yield lambda fresh: _publish(fresh, out, beside, kind)
        finally:
            _mend(out, beside)


def _publish(fresh, out, beside, kind):
    if kind:
        _of_contents(out, kind)
    new, old = beside / "new", beside / "old"
    try:
        os.rename(fresh, new)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copytree(fresh, new, symlinks=True)
    if not out.exists():
        os.rename(new, out)
    elif not disk.exchange(new, out):
        os.rename(out, old)
        os.rename(new, out)


def _mend(out, beside):
    """Leave the old folder or the new one in its place, and nothing beside it."""
    new, old = beside / "new", beside / "old"
    if old.exists() and not out.exists():
        os.rename(old, out)
    shutil.rmtree(new, ignore_errors=True)
    if old.exists():
        os.rename(old, new)  # so that what is half removed is never taken for the old one
        shutil.rmtree(new, ignore_errors=True)
