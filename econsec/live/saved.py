"""Files that somebody is writing: read where they are whole, or said to be half saved or gone, in a line each.

Tables are for :mod:`econsec.data.checks`.
"""

import json

from econsec.files import yaml_files
from econsec.site import CONTENTS, BuildError, published

CONFIGURATION = "_config.yml"
FORMS = {
    CONTENTS: "a root, and parts with chapters, each with its file",
    CONFIGURATION: "names and their values, in sections such as html and sphinx",
}
SECTIONS = ("execute", "html", "latex", "launch_buttons", "parse", "repository", "sphinx")  # of the configuration


def books(root):
    """Return the books that editions.yaml names; raise BuildError with what is wrong with the files that lay them out."""
    for name in FORMS:
        _mapping(root, name)
    return published(root)


def _mapping(root, name):
    try:
        found, _ = yaml_files.read((root / name).read_bytes())
    except FileNotFoundError:
        raise BuildError(f"{name}: no such file") from None
    except yaml_files.YamlError as error:
        raise BuildError(f"{name}: half saved, or not YAML: {error}") from None
    if not isinstance(found, dict) or not all(isinstance(found.get(one, {}), dict) for one in SECTIONS):
        raise BuildError(f"{name}: half saved, or of another form; right: {FORMS[name]}")


def notebook(root, path):
    """Say what is wrong with a chapter's file; nothing where it is whole."""
    place = path.relative_to(root).as_posix()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return f"{place}: no such file"
    except UnicodeDecodeError:
        return f"{place}: not UTF-8; right: saved as UTF-8"
    except json.JSONDecodeError as error:
        return f"{place}:{error.lineno}: half saved: what begins here does not end; right: the whole notebook"
    return "" if isinstance(found, dict) and isinstance(found.get("cells"), list) else f"{place}: no notebook; right: cells"
