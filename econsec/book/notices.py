"""What ships with the site and is not the report's own: who made it and under which licence, at the end of the page of licences.

The licences' texts are in ``theme/static``: ``notices.txt`` for programs and data, beside the faces for these.
"""

from docutils import nodes
from sphinx.application import Sphinx

from econsec.subject import subject
from econsec.words import translator

TEXTS, FACES = "notices.txt", "fonts/OFL-Newsreader.txt"
# What it is in words, its name, its holder, its licence, and where in `_static` the licence's text stands.
PARTS = (
    ("Drawing of the charts", "Vega, Vega-Lite", "University of Washington Interactive Data Lab", "BSD 3-Clause", TEXTS),
    ("Search", "Pagefind", "CloudCannon", "MIT", TEXTS),
    ("Face of headings and text", "Newsreader", "The Newsreader Project Authors", "SIL OFL 1.1", FACES),
    ("Face of tables and labels", "Libre Franklin", "The Libre Franklin Project Authors", "SIL OFL 1.1", "fonts/OFL-LibreFranklin.txt"),
    ("Face of exported charts and of the PDF", "Noto Sans JP", "Adobe", "SIL OFL 1.1", "fonts/OFL-NotoSansJP.txt"),
    ("Series of added tariffs", "trade-war-redux-2025", "tradewartracker", "MIT", TEXTS),
)


def setup(app: Sphinx) -> None:
    """Register the notices."""
    app.connect("doctree-resolved", _add, priority=700)  # before the list of the page's sections


def _add(app, doctree, docname):
    page = next(doctree.findall(nodes.section), None)
    if app.builder.format != "html" or docname != subject().notices or page is None:
        return
    word, up = translator(app.config.language), "../" * docname.count("/")
    said = word("The text and the data of the report are under CC BY 4.0, its code under the MIT licence. What follows is others' and stays so:")
    items = [_item(word, f"{up}_static/", *part) for part in PARTS]
    title = nodes.title("", word("Made by others, under their own licences"))
    page.append(nodes.section("", title, nodes.paragraph("", said), nodes.bullet_list("", *items), ids=["notices"]))


def _item(word, static, what, name, holder, licence, text):
    link = nodes.reference("", licence, refuri=f"{static}{text}", internal=True)
    return nodes.list_item("", nodes.paragraph("", "", nodes.Text(f"{word(what)}: {name}, © {holder}, "), link))
