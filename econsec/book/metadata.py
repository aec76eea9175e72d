"""What a page says of itself to machines: description, Open Graph, schema.org, and where it lies when that is known.

A book does not know its address unless ``site_url`` in _config.yml says it; without, no page names one.
"""

import json
import posixpath
import re
from html import escape
from unicodedata import east_asian_width

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book import frame, neighbours
from econsec.book.edition_line import day, schema
from econsec.subject import subject
from econsec.words import localized

LOCALES = {"en": "en_US", "ja": "ja_JP"}
WIDTH = 160  # of a description, in Latin letters; a Japanese one takes the room of two
SUFFIX = ".html"


def setup(app: Sphinx) -> None:
    """Register what the pages' heads say."""
    app.add_config_value("site_url", "", "html")  # where the site will lie, such as https://example.org/report/
    app.connect("config-inited", _name_canonical)
    app.connect("html-page-context", _page, priority=600)


def _name_canonical(app, config):
    if config.site_url:
        config.html_baseurl = address(config)


def address(config, page="", lang=""):
    """Return the absolute address of a page, in another language if one is given; empty where no site is known."""
    if not config.site_url:
        return ""
    place = posixpath.join(posixpath.dirname(config.econsec_place), lang) if lang else config.econsec_place
    return f"{config.site_url.rstrip('/')}/{f'{place}/' if place else ''}{page}"


def _page(app, pagename, templatename, context, doctree):
    package, lang, name = schema(app).package, app.config.language, f"{pagename}{SUFFIX}"
    about = description(doctree) or context.get("about") or shorten(" ".join(package[localized("description", lang)].split()))
    tags = [f'<meta name="description" content="{escape(about)}">']
    if doctree is not None:
        title, picture = app.env.titles[pagename].astext(), _picture(app, doctree)
        tags += _open_graph(app, pagename, title, about, _from_here(app, context, picture))
        report = _report(app, title, about, package)
        known = {"url": address(app.config, name), "image": address(app.config, picture) if picture else ""}
        tags.append(_script(report | {key: value for key, value in known.items() if app.config.site_url and value}))
        if pagename.rpartition("/")[2] == subject().codebook:
            tags.append(_script(_dataset(app, context, package)))
    if context.get("pageurl"):
        tags.append(f'<link rel="canonical" href="{escape(context["pageurl"])}">')
    frame.add_to_head(context, *tags)


def _from_here(app, context, path):
    """Return the address of a file of the book: absolute where the site is known, else from the page."""
    return path and (address(app.config, path) or f"{context.get('content_root', './')}{path}")


def description(doctree):
    """Return a page's first paragraph, its values included and its markers left out, as far as it has room."""
    paragraph = doctree.next_node(nodes.paragraph) if doctree is not None else None
    if paragraph is None:
        return ""
    said = (text for text in paragraph.findall(nodes.Text) if not isinstance(text.parent.parent, nodes.superscript))
    return shorten(" ".join("".join(text.astext() for text in said).split()))


def shorten(text, width=WIDTH):
    """Return a text cut at the end of a word, or in Japanese of a phrase, where it is too long."""
    room, kept = width, ""
    for letter in text:
        room -= 2 if east_asian_width(letter) in "WF" else 1
        if room < 0:
            break
        kept += letter
    if kept == text:
        return text
    whole = re.match(r"(.*[。.!?])(?=\s|$|[^\x00-\x7f])", kept)
    if whole and len(whole[1]) > len(kept) * 2 / 3:
        return whole[1]
    cut = re.match(r"(.*)[\s、。]", kept)
    return f"{(cut[1] if cut and len(cut[1]) > len(kept) / 2 else kept[:-1]).rstrip(' ,;:、。')}…"


def _picture(app, doctree):
    """Return the picture of a page's first chart, or else of the first page's, as it lies in the book."""
    for document in (doctree, app.env.get_doctree(app.config.root_doc)):
        for figure in document.findall(nodes.figure):
            name = next((key for key in figure["ids"] if key.startswith("fig-")), "")
            if name:
                return f"exhibits/{name.removeprefix('fig-').replace('-', '_')}.png"
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
        ("image", picture),
        ("url", address(app.config, f"{pagename}{SUFFIX}")),
    ]
    return [f'<meta property="og:{name}" content="{escape(value)}">' for name, value in said if value]


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
