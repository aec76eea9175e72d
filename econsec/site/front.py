"""The site's front page and its 404 page: both lead to the summary in the reader's language, without JavaScript too."""

from html import escape

from econsec.site.publishing import SITE
from econsec.subject import subject
from econsec.words import LANGUAGES, translator

NOTHING = "There is no page at this address. The report begins here:"
CHOOSE = """\
// No module: browsers load none from the file system.
const wanted = (navigator.languages ?? [navigator.language]).map((one) => one.slice(0, 2));
const links = [...document.querySelectorAll("a[hreflang]")];
const found = wanted.map((lang) => links.find((link) => link.hreflang === lang)).find(Boolean) ?? links[0];
location.replace(found.href);
"""


# A static host shows its 404 page at the address that was asked for, so relative links would start there. Where the
# site's own address is not known, it is what stands before a book's folder, or else the folder that was asked for.
RESCUE = """\
const root = location.pathname.replace(/\\/(?:{books}|editions|data)(?:\\/.*)?$|\\/[^\\/]*$/, "/");
for (const link of document.querySelectorAll("a")) link.href = root + link.getAttribute("href");
"""


def write(site, languages, base=""):
    """Write ``index.html`` with its script, and ``404.html``; ``base`` is the site's address, where known."""
    lines = "\n".join(
        f'<p lang="{lang}"><a href="{lang}/chapters/summary.html" hreflang="{lang}">'
        f"{escape(translator(lang)(subject().title))} ({LANGUAGES[lang]})</a></p>"
        for lang in languages
    )
    title = escape(translator(languages[0])(subject().title))
    about = escape(translator(languages[0])(subject().about))
    head = f'{SITE.mark}\n<meta name="description" content="{about}">\n<script src="choose.js" defer></script>'
    icon = f"{languages[0]}/_static/favicon.svg"
    page = PAGE.format(title=title, lang=languages[0], lines=lines, head=head, icon=icon)
    (site / "index.html").write_text(page, encoding="utf-8")
    (site / "choose.js").write_text(CHOOSE, encoding="utf-8")
    (site / "404.html").write_text(_missing(languages, base), encoding="utf-8")


def _missing(languages, base):
    """Return the page for addresses that lead nowhere, in each language."""
    start = f"{base}/" if base else ""
    lines = "\n".join(
        f'<p lang="{lang}">{escape(translator(lang)(NOTHING))} '
        f'<a href="{start}{lang}/chapters/summary.html" hreflang="{lang}">{escape(translator(lang)(subject().title))}</a></p>'
        for lang in languages
    )
    head = '<meta name="robots" content="noindex">'
    if not base:
        lines += f"\n<script>\n{RESCUE.replace('{books}', '|'.join(LANGUAGES))}</script>"
    icon = f"{base}/{languages[0]}/_static/favicon.svg" if base else "data:,"
    return PAGE.format(title="404", lang=languages[0], lines=lines, head=head, icon=icon)


PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1.25rem/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic", sans-serif; }}
body {{ max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem; }}
</style>
<link rel="icon" href="{icon}">
{head}
</head>
<body>
<main>
<h1>{title}</h1>
{lines}
</main>
</body>
</html>
"""
