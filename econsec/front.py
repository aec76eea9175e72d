"""The site's front page: it leads to the summary in the reader's language, and works without JavaScript."""

from html import escape

from econsec.texts import LANGUAGES, translator

TITLE = "Economic security in US trade policy"
CHOOSE = """\
const wanted = (navigator.languages ?? [navigator.language]).map((one) => one.slice(0, 2));
const links = [...document.querySelectorAll("a[hreflang]")];
const found = wanted.map((lang) => links.find((link) => link.hreflang === lang)).find(Boolean) ?? links[0];
location.replace(found.href);
"""


def write(site, languages):
    """Write ``index.html`` and the script that chooses."""
    lines = "\n".join(
        f'<p lang="{lang}"><a href="{lang}/chapters/summary.html" hreflang="{lang}">'
        f"{escape(translator(lang)(TITLE))} ({LANGUAGES[lang]})</a></p>"
        for lang in languages
    )
    (site / "index.html").write_text(PAGE.format(title=escape(TITLE), lang=languages[0], lines=lines), encoding="utf-8")
    (site / "choose.js").write_text(CHOOSE, encoding="utf-8")


PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; font: 1.25rem/1.6 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic", sans-serif; }}
body {{ max-width: 32rem; margin: 20vh auto; padding: 0 1.5rem; }}
</style>
<script src="choose.js" type="module"></script>
</head>
<body>
<main>
<h1>{title}</h1>
{lines}
</main>
</body>
</html>
"""
