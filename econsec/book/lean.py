"""Pages carry only what they use: one style sheet, the report's own scripts, no fonts.

The theme and Jupyter Book's extensions bring 2 MB of scripts, fonts and styles for what a report does not do. The frame
of a page is in ``templates/``, what it does in ``static/page.js``; here the rest is left out.
"""

import hashlib
import re
from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from econsec.book import styles, vega
from econsec.files import digest, remembered

SHEET = "report.css"
BASE = ("basic.css", "styles/pydata-sphinx-theme.css")  # pydata-sphinx-theme 0.17 names these in its own frame
STATIC = Path(__file__).parent / "static"
NAMED = re.compile(r"[\w.-]+\.(?:css|js|json|svg|png|gif|ico|jpg|webp|woff2|pdf)\b")
START = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={start}">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
</head>
<body>
<main><h1><a href="{start}">{title}</a></h1></main>
</body>
</html>
"""
UNREAD = ("searchindex.js", "objects.inv", ".buildinfo")


def setup(app: Sphinx) -> None:
    """Register what leaves things out."""
    app.add_config_value("econsec_live", False, "")  # built again and again while somebody writes: what takes time waits
    app.connect("config-inited", _configure, priority=900)
    app.connect("builder-inited", _without_index)
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])
    app.connect("html-page-context", _choose, priority=900)
    app.connect("build-finished", _finish, priority=900)


def _configure(app, config):
    config.html_use_index = False
    config.html_theme_options["primary_sidebar_end"] = []
    config.html_theme_options["back_to_top_button"] = False


def _without_index(app):
    """Spare Sphinx its own search index: the pages have another, and the page for it is collected with the others."""
    app.builder.search = False  # Sphinx 7.4 has no setting for it


def _choose(app, pagename, templatename, context, doctree):
    """Leave the report's own scripts on a page, and one viewport."""
    context["style_sheet"] = SHEET
    context["script_files"] = [script for script in context["script_files"] if _name(script) in _own()]
    context["metatags"] = re.sub(r'\s*<meta name="viewport"[^>]*>', "", context.get("metatags", ""))
    app.econsec_sheets = [sheet for sheet in context["css_files"] if _name(sheet)]


def _name(asset):
    return str(getattr(asset, "filename", asset) or "").rpartition("/")[2]


def _own():
    return {path.name for path in STATIC.iterdir()}


def _finish(app, error):
    """Write the style sheet, name it on the pages by what is in it, and take away what no page names."""
    if error or app.builder.format != "html" or not hasattr(app, "econsec_sheets"):  # no page was written
        return
    out = Path(app.outdir)
    _lead_on(app, out / "index.html")
    if app.config.econsec_live:
        (out / "_static" / SHEET).write_text(whole_sheet(out / "_static", app.econsec_sheets), encoding="utf-8")
        return
    paths = [path for path in sorted(out.rglob("*.html")) if "_static" not in path.parts]
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    sheet = _sheet(app, out / "_static", pages.values())
    (out / "_static" / SHEET).write_text(sheet, encoding="utf-8")
    version = hashlib.sha256(sheet.encode()).hexdigest()[:8]
    for path, page in pages.items():
        path.write_text(page.replace(f'{SHEET}"', f'{SHEET}?v={version}"'), encoding="utf-8")
    sweep(out, pages.values())


def _lead_on(app, path):
    """Make a whole page of the line that leads from a book's folder to its first page."""
    start = f"{app.config.root_doc}.html"
    if path.stem != app.config.root_doc:
        page = START.format(lang=app.config.language, title=escape(app.config.html_title), start=start)
        path.write_text(page, encoding="utf-8")


def _sources(static, sheets):
    names = [*BASE, *(str(sheet.filename).removeprefix("_static/") for sheet in sheets)]
    return {name: (static / name).read_text(encoding="utf-8") for name in dict.fromkeys(names)}


def whole_sheet(static, sheets):
    """Return the theme's style sheets as they are, then the report's own."""
    return "\n".join(_sources(static, sheets).values())


def _sheet(app, static, pages):
    """Return the theme's style sheets without what nothing matches, then the report's own."""
    known = styles.names(pages, (path.read_text(encoding="utf-8") for path in sorted(STATIC.glob("*.js"))))
    text, kept = _sources(static, app.econsec_sheets), vega.drawn(app.config)

    def purged(sheet):
        return remembered(kept, f"{digest(sorted(known), sheet)}.css", lambda: styles.purge(sheet, known).encode()).decode()

    return "\n".join(sheet if _is_own(name) else purged(sheet) for name, sheet in text.items())


def _is_own(name):
    return name.rpartition("/")[2] in _own()


def sweep(out, pages):
    """Delete the files beside the pages that neither a page nor one of its scripts names."""
    scripts = [path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")]
    named = {name for text in [*pages, *scripts] for name in NAMED.findall(text)}
    for path in sorted((out / "_static").rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.name not in named:
            path.unlink()
    for name in UNREAD:
        (out / name).unlink(missing_ok=True)
