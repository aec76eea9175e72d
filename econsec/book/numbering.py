"""Numbers of exhibits: by chapter in the report ("Exhibit 2.3"), by name on any other page ("Exhibit Japan 2").

Charts and tables count together. Sphinx counts figures through the whole book; what it says of them to captions and references
(``toc_fignumbers``) is told otherwise here, each number as the words a reader sees.
"""

from sphinx.application import Sphinx

from econsec.book.contents import short_name
from econsec.words import translator

KIND = "figure"


def setup(app: Sphinx) -> None:
    """Register the counting."""
    app.connect("config-inited", _configure)
    app.connect("env-get-updated", _give_back, priority=400)
    app.connect("env-get-updated", _count, priority=600)


def number(app: Sphinx, docname: str, key: str) -> str:
    """Return the number of an exhibit, in words; empty where it has none."""
    return "".join(app.env.toc_fignumbers.get(docname, {}).get(KIND, {}).get(key, ()))


def _configure(app, config):
    config.numfig, config.numfig_format = True, {KIND: "%s"}


def _give_back(app, env):
    """Let Sphinx compare its own numbers with its own, or each build would write every page."""
    env.toc_fignumbers = getattr(env, "econsec_fignumbers", {})
    return []


def _count(app, env):
    """Return the pages whose numbers are others than before."""
    env.econsec_fignumbers, before = env.toc_fignumbers, getattr(env, "econsec_numbers", {})
    own = {name: list(found.get(KIND, ())) for name, found in env.econsec_fignumbers.items()}  # in the order of the page
    env.toc_fignumbers = env.econsec_numbers = {name: {KIND: _numbers(app, name, keys)} for name, keys in own.items()}
    return [name for name, found in env.econsec_numbers.items() if found != before.get(name)]


def _numbers(app, docname, keys):
    """Return the numbers of a page's exhibits, a tuple each, as Sphinx keeps them: ``key -> (words,)``."""
    chapters, word = [str(name) for name in app.config.external_site_map.root.subtrees[0].items], translator(app.config.language)
    within = f"{chapters.index(docname) + 1}." if docname in chapters else ""
    text = word("Exhibit {number}") if within else word("Exhibit {page} {number}")
    return {key: (text.format(page=short_name(app, docname), number=f"{within}{place}"),) for place, key in enumerate(keys, start=1)}
