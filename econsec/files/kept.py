"""What was made once need not be made again: a note beside it says of what it was made, by contents and never by times."""

import hashlib
import json
import os

from econsec.files import disk

MISSING = object()


def digest(*parts):
    """Return a digest of bytes, texts, and of what JSON can say."""
    found = hashlib.blake2b(digest_size=16)
    for part in parts:
        content = part if isinstance(part, bytes) else json.dumps(part, ensure_ascii=False, sort_keys=True, default=str).encode()
        found.update(f"{len(content)} ".encode())
        found.update(content)
    return found.hexdigest()


def held(note, whole, parts):
    """Return what came of a job when it was last done, if it was done with the same; else ``MISSING``, and take the note away.

    ``whole`` is a digest of all that it always takes in, ``parts`` maps what it may look at to digests: only those count at
    which it looked.
    """
    try:
        before, looked_at, value = json.loads(note.read_text(encoding="utf-8"))
        if before == whole and all(parts.get(name) == part for name, part in looked_at.items()):
            return value
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):  # it was never done, or its note is none
        pass
    note.unlink(missing_ok=True)
    return MISSING


def note(path, whole, parts, value):
    """Write down what a job was done with, and what came of it: where it names parts, those at which it looked."""
    looked_at = {name: parts.get(name) for name in value} if isinstance(value, list) else {}
    disk.put(path, json.dumps([whole, looked_at, value], ensure_ascii=False).encode())


def remembered(folder, key, make):
    """Return bytes that ``make`` makes, from a folder that holds what it made before for the same key; without a folder, make them."""
    if not folder:
        return make()
    path = folder / key
    try:
        return path.read_bytes()
    except FileNotFoundError:
        made = make()
        folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{key}.{os.getpid()}")  # others may be making the same
        part.write_bytes(made)
        os.replace(part, path)
        return made
