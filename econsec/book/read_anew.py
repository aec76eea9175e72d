"""Pages that are read again are forgotten first, all of them: a name that moved from one to another is no duplicate.

Sphinx 7.4 forgets each page just before it reads it, when the other may still hold the name.
"""

from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Forget before reading."""
    app.connect("env-before-read-docs", _forget)


def _forget(app, env, docnames):
    for docname in set(docnames) & set(env.all_docs):
        app.events.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
