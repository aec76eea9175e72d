"""Put files where they are served: each in one step, and only those that are new."""

from econsec.files import disk


def sync(out, served):
    """Make a served folder like a built one, each file in one step; return the files that changed."""
    there = {path.relative_to(out) for path in out.rglob("*") if path.is_file()}
    changed = [name for name in sorted(there) if put(served / name, (out / name).read_bytes())]
    gone = [path for path in served.rglob("*") if path.is_file() and path.relative_to(served) not in there]
    for path in gone:
        path.unlink()
    return [name.as_posix() for name in changed] + [path.relative_to(served).as_posix() for path in gone]


def put(path, content):
    """Write a file in one step where it is not so already; return whether it was not."""
    if path.is_file() and path.read_bytes() == content:
        return False
    disk.put(path, content)
    return True
