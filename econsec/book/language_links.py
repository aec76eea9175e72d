"""One book in two languages: the switch, and what search engines are told of it."""

from sphinx.application import Sphinx

from econsec.book import frame, neighbours
from econsec.book.site_address import address
from econsec.words import LANGUAGES


def setup(app: Sphinx) -> None:
    """Register what depends on the language."""
    app.connect("html-page-context", _page)


def _page(app, pagename, templatename, context, doctree):
    language, suffix = app.config.language, context["file_suffix"]
    books = neighbours.languages(app.config)
    place = {book["lang"]: neighbours.address(app.config, pagename, f"{book['place']}/{pagename}{suffix}") for book in books}
    context["other_languages"] = [(code, LANGUAGES[code], href) for code, href in place.items() if code != language]
    if len(place) > 1:
        known = {code: address(app.config, f"{pagename}{suffix}", code) or href for code, href in place.items()}
        frame.add_to_head(context, *(f'<link rel="alternate" hreflang="{code}" href="{href}">' for code, href in known.items()))
