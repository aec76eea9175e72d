"""What search engines are told of the site: ``sitemap.xml`` and ``robots.txt``, where its address is known.

Both must name absolute addresses, so a site without ``site_url`` in _config.yml has neither.
"""

from html import escape

import yaml


def site_url(root):
    """Return where the site will lie, without a slash at the end; empty where that is not known."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return (config["sphinx"]["config"].get("site_url") or "").rstrip("/")


def write(site, base, books):
    """Write both files; without the site's address, none. ``books`` are dicts of place, lang, edition and pages."""
    if not base:
        return
    entries = [_entry(base, book, books, name) for book in books for name in book["pages"]]
    text = "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {SPACES}>", *entries, "</urlset>\n"])
    (site / "sitemap.xml").write_text(text, encoding="utf-8")
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n", encoding="utf-8")


SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def _entry(base, book, books, name):
    """Return a page's entry, with the same page in each language of its edition."""
    edition = [one for one in books if one["edition"] == book["edition"]]
    pages = [(one["lang"], _address(base, one, name)) for one in edition]
    links = "".join(f'<xhtml:link rel="alternate" hreflang="{lang}" href="{page}"/>' for lang, page in pages)
    return f"<url><loc>{_address(base, book, name)}</loc>{links if len(edition) > 1 else ''}</url>"


def _address(base, book, name):
    return escape(f"{base}/{book['place']}/{name}.html")
