"""No copies of notebooks: MyST-NB (1.4) writes each as it was executed, beside the pages, for a role that no page of ours has.

It can go when MyST-NB can be told to leave them out.
"""

from types import SimpleNamespace

import myst_nb.sphinx_
from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Let the copies be empty."""
    myst_nb.sphinx_.nbformat = SimpleNamespace(writes=lambda notebook: "")
