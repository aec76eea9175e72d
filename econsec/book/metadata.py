"""What a page says of itself to machines: description, Open Graph, schema.org, and where it lies when that is known.

A picture is named by its absolute address, for nobody shows others; so a site that does not know its own address names none.
"""

import json
import posixpath
from html import escape

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book import doctrees, frame, neighbours, shared_pages
from econsec.book.descriptions import description, shorten
from econsec.book.edition_line import day, schema
from econsec.book.exhibit_line import FOLDER, file_name
from econsec.book.site_address import address
from econsec.subject import subject
from econsec.words import localized

LOCALES = {"en": "en_US", "ja": "ja_JP"}
SUFFIX = ".html"


def setup(app: Sphinx) -> None:
    """Register what the pages' heads say."""
    app.connect("html-page-context", _page, priority=600)


def _page(app, pagename, templatename, context, doctree):
    package, lang, name = schema(app).package, app.config.language, f"{pagename}{SUFFIX}"
    about = description(doctree) or context.get("about") or shorten(" ".join(package[localized("description", lang)].split()))
    tags = [f'<meta name="description" content="{escape(about)}">']
    title, picture = app.env.titles[pagename].astext() if doctree is not None else context.get("title"), _picture(app, pagename, doctree)
    if title:
        tags += _open_graph(app, pagename, title, about, picture)
    if doctree is not None:
        known = {"url": address(app.config, name), "image": picture}
        tags.append(_script(_report(app, title, about, package) | {key: value for key, value in known.items() if value}))
        if pagename.rpartition("/")[2] == subject().codebook:
            tags.append(_script(_dataset(app, context, package)))
    if context.get("pageurl"):
        tags.append(f'<link rel="canonical" href="{escape(context["pageurl"])}">')
    frame.add_to_head(context, *tags)


def _picture(app, pagename, doctree):
    """Return the address of a page's card, else of the picture of its first chart, or of the first page's; empty where none is known."""
    if not app.config.site_url:
        return ""
    if shared_pages.has_cards(app):
        return address(app.config, shared_pages.place(pagename if doctree is not None else app.config.root_doc))
    for document in (*([doctree] if doctree is not None else []), doctrees.as_read(app, app.config.root_doc)):
        for figure in document.findall(nodes.figure):
            name = next((key for key in figure["ids"] if key.startswith("fig-")), "")
            if name:
                return address(app.config, f"{FOLDER}/{file_name(name)}.png")
    return ""


def _open_graph(app, pagename, title, about, picture):
    lang = app.config.language
    others = [book["lang"] for book in neighbours.languages(app.config) if book["lang"] != lang]
    said = [
        ("title", title),
        ("description", about),
        ("type", "website" if pagename == app.config.root_doc else "article"),
        ("site_name", app.config.html_title),
        ("locale", LOCALES[lang]),
        *(("locale:alternate", LOCALES[code]) for code in others),
        ("url", address(app.config, f"{pagename}{SUFFIX}")),
        ("image", picture),
    ]
    size = shared_pages.SIZE if shared_pages.has_cards(app) else ()
    said += [(f"image:{name}", str(value)) for name, value in zip(("width", "height"), size)]
    tags = [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in said if value]
    return [*tags, *(['<meta name="twitter:card" content="summary_large_image">'] if size else [])]  # asks for the wide form


def _report(app, title, about, package):
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": title,
        "description": about,
        "inLanguage": app.config.language,
        "datePublished": day(app),
        "license": package["licenses"][0]["path"],
        "isPartOf": {"@type": "CreativeWork", "name": app.config.html_title},
        "author": _authors(package),
    }


def _dataset(app, context, package):
    """Return the data package in schema.org's words; each table is a file to take."""
    lang, tables = app.config.language, schema(app).tables
    place = posixpath.normpath(posixpath.join(app.config.econsec_place or ".", app.config.econsec_data_place))
    root = app.config.site_url and f"{app.config.site_url.rstrip('/')}/{place}"
    root = root or f"{context.get('content_root', './')}{app.config.econsec_data_place}"
    files = [
        {
            "@type": "DataDownload",
            "name": table[localized("title", lang)],
            "description": table[localized("description", lang)],
            "encodingFormat": "text/csv",
            "contentUrl": f"{root}/{table['path']}",
        }
        for table in tables.values()
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": package[localized("title", lang)],
        "description": " ".join(package[localized("description", lang)].split()),
        "version": package["version"],
        "datePublished": day(app),
        "license": package["licenses"][0]["path"],
        "creator": _authors(package),
        "isBasedOn": [source["path"] for source in package["sources"]],
        "distribution": files,
    }


def _authors(package):
    return [{"@type": "Organization", "name": one["title"]} for one in package["contributors"]]


def _script(said):
    """Return structured data as an element that no text of the data can end."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'
