"""One book in two languages: captions of the contents, the switch, what search engines are told."""

import re
from pathlib import Path

from sphinx import addnodes, locale
from sphinx.util.i18n import docname_to_domain

from econsec.book.metadata import address
from econsec.texts import LANGUAGES, translator

HEADING = re.compile(r'(<section id="([^"]+)">\s*)<(h[2-4])>')
BEHIND = 0.3  # weight in the search of a page that only lists
TEMPLATES = Path(__file__).parent / "templates"


def setup(app):
    """Register what depends on the language."""
    app.add_config_value("econsec_languages", [], "html")
    app.connect("config-inited", _configure)
    app.connect("doctree-read", _translate_captions, priority=400)
    app.connect("html-page-context", _page)
    app.add_js_file("page.js", loading_method="defer")


def _configure(app, config):
    config.templates_path.insert(0, str(TEMPLATES))  # before the theme's, which has some of the same names
    config.html_title = config.project = translator(config.language)(config.html_title)
    config.numfig_format = {kind: translator(config.language)(f"{kind.title()} %s") for kind in ("figure", "table")}
    if len(config.econsec_languages) > 1:
        buttons = config.html_theme_options.get("article_header_end", "article-header-buttons.html")
        config.html_theme_options["article_header_end"] = ["language-switch.html", *([buttons] if isinstance(buttons, str) else buttons)]
    config.html_theme_options["search_bar_text"] = translator(config.language)("Search the report")


def _translate_captions(app, doctree):
    """Put the captions of the contents into the book's language: Sphinx extracts them but does not apply them."""
    folders = [str(Path(app.srcdir, folder)) for folder in app.config.locale_dirs]
    domain = docname_to_domain(app.env.docname, app.config.gettext_compact)
    catalogue, found = locale.init(folders, app.config.language, domain)
    for contents in doctree.findall(addnodes.toctree) if found else ():
        if contents.get("caption"):
            contents["caption"] = catalogue.gettext(contents["caption"])


def _page(app, pagename, templatename, context, doctree):
    language, others = app.config.language, [code for code in app.config.econsec_languages if code in LANGUAGES]
    root = context.get("content_root", "./")
    place = {code: f"{root}../{code}/{pagename}{context['file_suffix']}" for code in others}
    context["word"] = translator(language)
    context["site_root"] = f"{root}../"
    context["other_languages"] = [(code, LANGUAGES[code], place[code]) for code in others if code != language]
    if len(others) > 1:
        known = {code: address(app.config, f"{pagename}{context['file_suffix']}", code) or href for code, href in place.items()}
        links = "".join(f'\n<link rel="alternate" hreflang="{code}" href="{href}">' for code, href in known.items())
        context["metatags"] = context.get("metatags", "") + links
    if doctree is not None:  # what the search index takes in
        body, weight = HEADING.sub(_name_heading, context["body"]), BEHIND if _is_behind(app, pagename) else 1
        context["body"] = f'<div data-pagefind-body data-pagefind-weight="{weight}">{body}</div>'


def _is_behind(app, pagename):
    """Say whether a page stands in the last part of the contents: lists, which name everything that the report tells."""
    *_, last = app.config.external_site_map.root.subtrees
    return pagename in last.items


def _name_heading(match):
    """Give a heading an id of its own: the search groups what it finds by headings that have one."""
    section, name, tag = match.groups()
    return f'{section}<{tag} id="{name}-heading">'
