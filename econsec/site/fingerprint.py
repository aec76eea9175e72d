"""Whether a site is what a build would make: one fingerprint of contents, never of times.

Imports nothing beyond the standard library: with nothing to do, a build ends before anything is loaded. Libraries count
by the record of what was installed, which holds the hash of each of their files.
"""

import functools
import hashlib
import json
import sys
from importlib.metadata import distributions
from pathlib import Path

from econsec.files import disk
from econsec.project import BUILD

PARTS = ("_config.yml", "_toc.yml", "editions.yaml", "chapters", "locale")
PACKAGE = Path(__file__).resolve().parents[1]
PASSED_OVER = ("__pycache__", ".ipynb_checkpoints")


def of(root, data, request):
    """Return the fingerprint of all that a build reads: project, package, data, libraries, and what was asked for."""
    found = hashlib.blake2b(json.dumps([request, sys.version, sys.platform]).encode(), digest_size=20)
    for name in PARTS:
        _take(found, root / name)
    _take(found, PACKAGE)
    _take(found, Path(data))
    _take_libraries(found)
    return found.hexdigest()


@functools.lru_cache(maxsize=8)
def code(root, rooms=None):
    """Return the fingerprint of the code as it was when first asked: all, or some rooms with the modules beside them; libraries, its own texts."""
    found = hashlib.blake2b(json.dumps([sys.version, sys.platform]).encode(), digest_size=16)
    beside = sorted(PACKAGE.glob("*.py"))
    for place in [*(PACKAGE / room for room in rooms), *beside] if rooms else [PACKAGE]:
        _take(found, place)
    for path in sorted((root / "locale").rglob("econsec.po")):
        _take(found, path)
    _take_libraries(found)
    return found.hexdigest()


def of_site(site):
    """Return the fingerprint of a site, wherever it lies."""
    found = hashlib.blake2b(digest_size=20)
    _take(found, site, "site")
    return found.hexdigest()


def _take_libraries(found):
    for record in sorted(filter(None, (one.read_text("RECORD") or one.read_text("METADATA") for one in distributions()))):
        found.update(record.encode())


def _take(found, place, called=""):
    """Take in a file, or the files below a folder, with their names and that of the folder."""
    files = [place] if place.is_file() else sorted(path for path in place.rglob("*") if path.is_file())
    for path in files:
        name = path.relative_to(place)
        if not any(part in PASSED_OVER for part in name.parts):
            content = path.read_bytes()
            found.update(f"{called or place.name}/{name.as_posix()} {len(content)}\n".encode())
            found.update(content)


def noted(root, site):
    """Return the fingerprint of the inputs of which a site was built; nothing where it is no longer what was built."""
    try:
        inputs, made = json.loads(_note(root, site).read_text(encoding="utf-8"))
        return inputs if made == of_site(site) else ""
    except (OSError, ValueError):  # none, or a site that another build replaces at this moment
        return ""


def note(root, site, inputs, made=""):
    """Write down of which inputs a site was built, and what that made: where something else lies there, it counts for nothing."""
    disk.put(_note(root, site), json.dumps([inputs, made or of_site(site)]).encode())


def _note(root, site):
    name = hashlib.blake2b(str(Path(site).resolve()).encode(), digest_size=8).hexdigest()
    return root / BUILD / "made" / f"{name}.json"
