"""One book in two languages: captions of the contents, the switch, what search engines are told."""

import re
from pathlib import Path

from sphinx import addnodes, locale
from sphinx.application import Sphinx
from sphinx.util.i18n import docname_to_domain

from econsec.book import metadata, neighbours
from econsec.words import LANGUAGES, translator

HEADING = re.compile(r'(<section id="([^"]+)">\s*)<(h[2-4])>')
TEMPLATES = Path(__file__).parent / "templates"


def setup(app: Sphinx) -> None:
    """Register what depends on the language."""
    app.connect("config-inited", _configure)
    app.connect("doctree-read", _translate_captions, priority=400)
    app.connect("html-page-context", _page)
    app.add_js_file("page.js", loading_method="defer")


def _configure(app, config):
    config.templates_path.insert(0, str(TEMPLATES))  # before the theme's, which has some of the same names
    config.html_title = config.project = translator(config.language)(config.html_title)
    config.numfig_format = {kind: translator(config.language)(f"{kind.title()} %s") for kind in ("figure", "table")}
    if len(neighbours.languages(config)) > 1:
        buttons = config.html_theme_options.get("article_header_end", "article-header-buttons.html")
        config.html_theme_options["article_header_end"] = ["language-switch.html", *([buttons] if isinstance(buttons, str) else buttons)]
    config.html_theme_options["search_bar_text"] = translator(config.language)("Search the report")


def _translate_captions(app, doctree):
    """Put the captions of the contents into the book's language: Sphinx 7.4 extracts them but does not apply them."""
    folders = [str(Path(app.srcdir, folder)) for folder in app.config.locale_dirs]
    domain = docname_to_domain(app.env.docname, app.config.gettext_compact)
    catalogue, found = locale.init(folders, app.config.language, domain)
    for contents in doctree.findall(addnodes.toctree) if found else ():
        if contents.get("caption"):
            contents["caption"] = catalogue.gettext(contents["caption"])


def _page(app, pagename, templatename, context, doctree):
    language, suffix = app.config.language, context["file_suffix"]
    books = neighbours.languages(app.config)
    place = {book["lang"]: neighbours.address(app.config, pagename, f"{book['place']}/{pagename}{suffix}") for book in books}
    context["word"] = translator(language)
    context["other_languages"] = [(code, LANGUAGES[code], href) for code, href in place.items() if code != language]
    if len(place) > 1:
        known = {code: metadata.address(app.config, f"{pagename}{suffix}", code) or href for code, href in place.items()}
        links = "".join(f'\n<link rel="alternate" hreflang="{code}" href="{href}">' for code, href in known.items())
        context["metatags"] = context.get("metatags", "") + links
    if doctree is not None:
        context["body"] = HEADING.sub(_name_heading, context["body"])


def _name_heading(match):
    """Give a heading an id of its own: the search groups what it finds by headings that have one."""
    section, name, tag = match.groups()
    return f'{section}<{tag} id="{name}-heading">'
