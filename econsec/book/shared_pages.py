"""Which pages have a card, by which others show them, and what it says: those of the site's newest edition, where it knows its address.

The claim is the heading over a page's first chart, or the page's own. How a card looks is for :mod:`econsec.exhibits.cards`.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book import charts, doctrees, edition_line, neighbours
from econsec.book.descriptions import first_paragraph
from econsec.book.exhibit_line import exhibits, source_line, sources
from econsec.book.frame import ink
from econsec.exhibits import as_of, cards
from econsec.subject import subject

FOLDER = "cards"
SIZE = (cards.WIDTH, cards.HEIGHT)
INKS = ("paper", "ink", "soft", "rule")


def setup(app: Sphinx) -> None:
    """Register the drawing of the cards."""
    app.connect("build-finished", _write)


def has_cards(app: Sphinx) -> bool:
    """Tell whether the pages of a book have cards: it stands at the root of a site that knows its address."""
    config, book = app.config, neighbours.own(app.config)
    return bool(config.site_url and not config.econsec_live and book in config.econsec_books and book["place"] == book["lang"])


def place(docname: str) -> str:
    """Return where in the book a page's card lies."""
    return f"{FOLDER}/{docname.rpartition('/')[2]}.png"


def card(app: Sphinx, docname: str) -> cards.Card:
    """Return what is on the card of a page."""
    doctree, title, lang = doctrees.as_read(app, docname), app.env.titles[docname].astext(), app.config.language
    found = list(exhibits(app, doctree, docname))
    drawn = next((one for one in found if one[2] == "figure"), None)
    said = {"title": "", "claim": title, "text": first_paragraph(doctree), "day": edition_line.day(app)}
    if drawn:
        figure, shown, *_, day = drawn
        claim = _heading(figure)
        said = {"title": "" if claim == title else title, "claim": claim, "text": _caption(figure, shown["spec"]), "day": day}
    accent = ink(subject().accents.get(docname, "ink"))
    return cards.Card(
        **said | {"day": as_of(said["day"], lang)},
        source=_source(app, [shown for _, shown, *_ in ([drawn] if drawn else found)]),
        report=app.config.project,
        lang=lang,
        colours={name: ink(name) for name in INKS} | {"accent": accent},
        spec=drawn[1]["spec"] if drawn else None,
    )


def _heading(node):
    """Return the heading under which a node stands."""
    while not isinstance(node, nodes.section):
        node = node.parent
    return node[0].astext()


def _caption(figure, spec):
    """Return what a chart shows, with the units of its axes: these may stand where a card does not show the drawing."""
    views = [view.get("encoding", {}) for view in (spec, *spec.get("layer", ()))]
    axes = [view.get(name, {}).get("axis") or {} for view in views for name in ("x", "y")]
    units = dict.fromkeys(axis["title"] for axis in axes if axis.get("title"))
    said = next(child.astext() for child in figure if isinstance(child, nodes.caption)).rstrip(".。")
    return f"{said} ({', '.join(units)})" if units else said


def _source(app, shown):
    """Return the works behind what is shown, in short."""
    known = [works for one in shown if (works := sources(one)) and works.works]
    texts = {key: text for works in known for key, text, _ in works.works}
    return source_line(app, known[0], list(texts.values())) if known else ""


def _write(app, error):
    if error or app.builder.format != "html" or not has_cards(app):
        return
    folder, kept = Path(app.outdir, FOLDER), charts.drawn(app.config)
    folder.mkdir(exist_ok=True)
    for docname in sorted(app.env.found_docs):
        (Path(app.outdir) / place(docname)).write_bytes(cards.to_png(card(app, docname), kept))
