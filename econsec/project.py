"""Where the project lies. Imports nothing beyond the standard library: the command starts with it."""

import os
from pathlib import Path

DESCRIPTOR = "datapackage.yaml"
BUILD = "_build"


def project_root(start=None):
    """Return the nearest folder upwards that holds ``data/datapackage.yaml``, else the package's own project."""
    here = Path(start or os.getcwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / DESCRIPTOR).is_file():
            return folder
    return Path(__file__).resolve().parent.parent


def revision(folder):
    """Return the commit that is checked out in a folder; empty where git knows of none."""
    import subprocess  # here, for the command starts with this module

    try:
        found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True)
    except OSError:  # no git on this machine
        return ""
    return "" if found.returncode else found.stdout.strip()
