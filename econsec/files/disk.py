"""What holds where a process may be killed at any moment: locks, two places exchanged in one step, files replaced whole.

What readers see is for :mod:`econsec.site.publishing`, the user's own files for :mod:`econsec.files.saving`. Imports nothing beyond
the standard library: the command starts with it.
"""

import contextlib
import errno
import os
import sys

try:
    import fcntl
except ImportError:  # no such locks on this system: there, nobody waits for anybody
    fcntl = None

LOCK = "lock"
SWAP = 2  # RENAME_EXCHANGE on Linux, RENAME_SWAP on macOS
HERE = -100  # AT_FDCWD: paths start where the process is
UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)  # what a system says that cannot exchange


@contextlib.contextmanager
def locked(folder, waiting=lambda: None):
    """Hold a folder while the block runs: others wait, and call ``waiting``; it goes with the block unless something is in it.

    The lock is the kernel's: it ends with its holder, however that ends, and holds between containers that share the folder.
    """
    lock = None
    while not lock:
        with contextlib.suppress(FileExistsError):
            folder.mkdir(parents=True)
        try:
            lock = hold(folder / LOCK, wait=False)
            if not lock:
                waiting()
                lock = hold(folder / LOCK)
        except FileNotFoundError:  # its last holder took the folder away, unless a link leads nowhere
            if folder.is_symlink() or not folder.parent.exists():
                raise
    try:
        yield folder
    finally:
        with contextlib.suppress(OSError):
            (folder / LOCK).unlink()
            folder.rmdir()
        lock.close()


def hold(path, wait=True):
    """Return the open file that holds a lock until it is closed; nothing where another holds it and there is no waiting."""
    while True:
        file = path.open("ab")
        try:
            _lock(file, wait)
        except BlockingIOError:
            file.close()
            return None
        except OSError:  # a file system without locks
            return file
        if _is_at(file, path):
            return file
        file.close()


def abandoned(path):
    """Tell whether nobody holds a lock; not where that cannot be known."""
    try:
        with path.open("r+b") as file:
            _lock(file, wait=False)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _lock(file, wait):
    if fcntl:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _is_at(file, path):
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def exchange(one, other):
    """Put two files, or two folders, into each other's place in one step; return whether this system can (Linux and macOS can)."""
    if os.name != "posix":
        return False
    import ctypes  # here, for most commands exchange nothing

    system = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        call, arguments = getattr(system, "renamex_np", None), (*paths, SWAP)
    else:
        call, arguments = getattr(system, "renameat2", None), (HERE, paths[0], HERE, paths[1], SWAP)
    if not call:
        return False
    if call(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def put(path, content):
    """Write a file in one step, whatever was there; nobody else may be writing it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    os.replace(part, path)


def sync(path):
    """See to it that a file, or the names in a folder, outlive a loss of power, where the file system can."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
