"""A book's gathered pages as one document to print: title page, contents, lists of exhibits, chapters.

Gathering the pages is for :mod:`econsec.paper.gathering`, printing the document for :mod:`econsec.paper.pdf`.
"""

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from econsec.book import SHEET, STATIC
from econsec.exhibits import FONT, FONTS
from econsec.paper.gathering import text_of
from econsec.subject import subject
from econsec.words import LANGUAGES, translator

STYLES = (STATIC / SHEET, Path(__file__).with_name("volume.css"))  # of the pages, of the volume
COVERED = ("top-left", "bottom-left", "bottom-right")  # boxes that the title page leaves empty
UNKNOWN = "000"  # where a page number will stand


@dataclass(frozen=True)
class Volume:
    """All that is printed of a language: the gathered pages, and the line that says which edition they show."""

    lang: str
    pages: tuple
    edition: str

    @property
    def title(self):
        """Return the report's title."""
        return translator(self.lang)(subject().title)

    def headings(self):
        """Return the lines of the contents: ``(level, text, id)``, parts without an id."""
        part = ""
        for page in self.pages:
            if page.part not in ("", part):
                part = page.part
                yield 0, part, ""
            for heading in page.article.select("h1, h2"):
                yield int(heading.name[1]), text_of(heading), heading["id"]

    def exhibits(self):
        """Return the tables and figures: ``(number, caption, id)``."""
        for page in self.pages:
            for figure in page.article.select("figure[id]:has(.caption-number)"):
                number, caption = (text_of(figure.select_one(f".caption-{part}")) for part in ("number", "text"))
                yield number, caption, figure["id"]

    def html(self, numbers):
        """Return the document; ``numbers`` are the page numbers by id, as far as they are known."""
        return DOCUMENT.format(
            lang=self.lang,
            title=escape(self.title),
            styles="\n".join(f'<link rel="stylesheet" href="{path.as_uri()}">' for path in STYLES),
            own=self._own_style(),
            cover=self._cover(),
            contents=self._contents(numbers),
            chapters="\n".join(_chapter(page) for page in self.pages),
        )

    def _own_style(self):
        """Return what depends on the book: the font, and what stands above and below each page."""
        face = f'@font-face {{ font-family: "{FONT}"; src: url("{(FONTS / "NotoSansJP-Regular.ttf").as_uri()}"); }}'
        heads = [(f"chapter-{number}", page.title) for number, page in enumerate(self.pages)]
        rules = [f"@page {name} {{ @top-right {{ content: {_css(text)}; }} }}" for name, text in heads]
        rules += [f"#{page.slug} {{ page: chapter-{number}; }}" for number, page in enumerate(self.pages)]
        left = (("top", self.title), ("bottom", self.edition))
        rules.append(f"@page {{ {' '.join(f'@{edge}-left {{ content: {_css(text)}; }}' for edge, text in left)} }}")
        rules.append(f"@page cover {{ {' '.join(f'@{box} {{ content: none; }}' for box in COVERED)} }}")
        return "\n".join([face, *rules]).replace("<", "\\3c ")  # nothing here ends the style element

    def _cover(self):
        say = translator(self.lang)
        lines = [
            self.edition,
            " · ".join(LANGUAGES.values()),
            say("Text and data: CC BY 4.0. Code: MIT. Font: SIL Open Font License."),
        ]
        lines = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
        title, subtitle = escape(self.title), escape(self.pages[0].title)
        return f'<h1>{title}</h1>\n<p class="subtitle">{subtitle}</p>\n<div>{lines}</div>'

    def _contents(self, numbers):
        say = translator(self.lang)
        chapters = [_line(f"level-{level}", escape(text), key, numbers) for level, text, key in self.headings()]
        exhibits = [_line("level-exhibit", f"<b>{escape(number)}</b> {escape(caption)}", key, numbers) for number, caption, key in self.exhibits()]
        lists = ((say("Contents"), chapters), (say("Tables and figures"), exhibits))
        return "\n".join(f"<h1>{escape(title)}</h1>\n<ul>{''.join(lines)}</ul>" for title, lines in lists if lines)


def _line(css, text, key, numbers):
    if not key:
        return f'<li class="{css}">{text}</li>'
    number = f'<span class="page">{numbers.get(key, UNKNOWN)}</span>'
    return f'<li class="{css}"><a href="#{escape(key)}"><span class="entry">{text}</span>{number}</a></li>'


def _chapter(page):
    return f'<section class="chapter" id="{page.slug}">\n{page.article.decode_contents()}\n</section>'


def _css(text):
    """Return a text as a string of CSS."""
    return '"' + re.sub(r'["\\\n]', lambda match: f"\\{ord(match.group()):x} ", text) + '"'


DOCUMENT = """<!doctype html>
<html lang="{lang}" data-theme="light">
<head>
<meta charset="utf-8">
<title>{title}</title>
{styles}
<style>
{own}
</style>
</head>
<body>
<section class="cover">
{cover}
</section>
<section class="contents">
{contents}
</section>
{chapters}
</body>
</html>
"""
