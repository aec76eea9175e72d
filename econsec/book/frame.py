"""What the theme's templates are told of each page, and what lies beside the pages.

What a page says of itself in its head comes line by line from those who know it, by :func:`add_to_head`.
"""

import functools
import hashlib
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.editions import series
from econsec.subject import subject
from econsec.words import translator

NAME = "econsec"
THEME = Path(__file__).parent / "theme"
STATIC = THEME / "static"
SHEET = "econsec.css"
ALWAYS = ("page.js",)
UNREAD = ("objects.inv", ".buildinfo")  # what Sphinx writes for other books and for its next run, with this machine's folders
TITLES = {  # for tabs and lists of hits, of pages of series
    "partner": "{name}: agreements with the United States, duties, what is open",
    "sector": "{name}: US duties, export controls, agreements, what is open",
}
START = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="description" content="{about}">
<meta http-equiv="refresh" content="0; url={start}">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
</head>
<body>
<main><h1><a href="{start}">{title}</a></h1></main>
</body>
</html>
"""


def setup(app: Sphinx) -> None:
    """Register the theme, its page of the search, what its templates are told."""
    app.add_config_value("econsec_live", False, "")  # built again and again while somebody writes: what takes time waits
    app.add_html_theme(NAME, str(THEME))
    app.connect("config-inited", _configure)
    app.connect("builder-inited", _without_index)
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])
    app.connect("html-page-context", _page, priority=100)
    app.connect("html-page-context", _name, priority=900)
    app.connect("build-finished", _finish, priority=900)


def add_to_head(context: dict, *lines: str) -> None:
    """Add lines of HTML to the head of a page."""
    context.setdefault("head", []).extend(lines)


@functools.cache
def ink(name: str) -> str:
    """Return a colour of the theme's, as it is by day."""
    sheet = (STATIC / SHEET).read_text(encoding="utf-8")
    return re.search(rf"--{name}: light-dark\((#\w+)", sheet)[1]


def add_scripts(app: Sphinx, docname: str, *names: str) -> None:
    """Say that a page needs scripts of the theme besides those that every page has."""
    needed = app.env.metadata[docname].setdefault("scripts", [])
    needed.extend(name for name in names if name not in needed)


def _configure(app, config):
    config.html_use_index = config.html_copy_source = False
    config.html_permalinks_icon = "#"
    config.html_title = config.project = translator(config.language)(config.html_title)


def _without_index(app):
    app.builder.search = False  # Pagefind's is another; Sphinx 7.4 has no setting for its own


def _page(app, pagename, templatename, context, doctree):
    config, word, notices = app.config, translator(app.config.language), subject().notices
    place = f"{context.get('content_root', './')}_static/"
    context |= {
        "head": [],
        "word": word,
        "sheet": SHEET,
        "scripts": [*ALWAYS, *(app.env.metadata[pagename] if doctree is not None else context).get("scripts", ())],
        "asset": lambda name: f"{place}{name}?v={_version(name)}",
        "report_title": config.html_title,
        "author": config.author,
        "notices": notices if notices in app.env.found_docs else "",
    }


def _name(app, pagename, templatename, context, doctree):
    """Name a page for tabs and lists of hits: its own name first, then the report's."""
    own = app.env.titles[pagename].astext() if doctree is not None else context.get("title") or context["word"]("Search")
    if of := series.of(pagename):
        own = context["word"](TITLES[of.parameter]).format(name=own)
    context["page_title"] = escape(f"{own} – {app.config.html_title}")
    if doctree is not None:
        context["has_sections"] = any(raw.get("page_toc") for raw in doctree.findall(nodes.raw))


@functools.cache
def _version(name):
    """Return what tells a browser that a file is another than the one it keeps."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def _finish(app, error):
    if error or app.builder.format != "html":
        return
    out, start = Path(app.outdir), f"{app.config.root_doc}.html"
    if start != "index.html":
        about = escape(translator(app.config.language)(subject().about))
        page = START.format(lang=app.config.language, title=escape(app.config.html_title), about=about, start=start)
        (out / "index.html").write_text(page, encoding="utf-8")
    for name in UNREAD:
        (out / name).unlink(missing_ok=True)
