"""Links by number, which take long: for each of them Sphinx (7.4) reads the whole page it leads to again from its file.

Here a page is read once a run. It can go when Sphinx keeps what it has read.
"""

from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain

from econsec.book import doctrees


def setup(app: Sphinx) -> None:
    """Put the domain in the place of Sphinx's own."""
    app.add_domain(NumberedLinks, override=True)


class NumberedLinks(StandardDomain):
    """Sphinx's standard domain, but for how often it reads a page."""

    def _resolve_numref_xref(self, env, *where):
        return super()._resolve_numref_xref(_Remembering(env), *where)


class _Remembering:
    """An environment that remembers the pages it was asked for; to be looked at alone."""

    def __init__(self, env):
        self.env = env

    def __getattr__(self, name):
        return getattr(self.env, name)

    def get_doctree(self, docname):
        return doctrees.as_read(self.env.app, docname)
