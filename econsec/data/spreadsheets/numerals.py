"""Numbers and truth as people and spreadsheet programs write them: what each means, if it means one thing."""

import re
import unicodedata
from decimal import Decimal

JAPANESE = {"兆": 12, "千億": 11, "百億": 10, "億": 8, "千万": 7, "百万": 6, "万": 4, "千": 3}  # powers of ten, the largest first
ENGLISH = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
TRUTH = {"true": "true yes はい 1 wahr vrai".split(), "false": "false no いいえ 0 falsch faux".split()}  # and Excel's in German and French

FIGURE = r"(?:[0-9]{1,3}(?:([ ,'])[0-9]{3})(?:\1[0-9]{3})*|[0-9]+)?(?:\.[0-9]*)?"
ROUNDED = re.compile(r"[-+]?[0-9.,]+e[-+]?[0-9]+", re.I)  # 5.5E+11: how Excel shows what has twelve digits and more


def number(text, whole=False, words=True, decimal_comma=False):
    """Return a number as short as it can be written: no signs between digits, no noughts that say nothing; else nothing.

    ``words`` such as million and 万 count where they may. In files of countries with a ``decimal_comma``, a sign before three
    digits could divide thousands or the rest.
    """
    text = plain(text).replace("’", "'")
    sign = "-" if re.match(r"[-−▲△]", text) or re.fullmatch(r"\(.*\)", text) else ""
    text = re.sub(r"^[-+−▲△(] ?|\)$", "", text)
    if decimal_comma:
        text = "" if re.search(r"[.,].*[.,]|[.,][0-9]{3}(?![0-9])", text) else text.replace(",", ".")
    found = _figure(text) or (_worded(text) if words else "")
    if whole and "." in found:
        return ""
    return sign + found if found.strip("0") else found


def truth(text):
    """Return true or false, or nothing where a text is neither."""
    return next((value for value, said in TRUTH.items() if plain(text).lower() in said), "")


def plain(text):
    """Return a text in letters of usual width, without blanks around it and twice in it."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _figure(text):
    if not re.fullmatch(FIGURE, text) or not re.search("[0-9]", text):
        return ""
    units, _, rest = re.sub("[ ,']", "", text).partition(".")
    return ".".join(filter(None, (units.lstrip("0") or "0", rest.rstrip("0"))))


def _worded(text):
    """Return 50 million, 5,000万 or 5億2,000万 in digits."""
    english = re.fullmatch(rf"(.+?) ?({'|'.join(ENGLISH)})", text, re.I)
    parts = [(english[1], ENGLISH[english[2].lower()])] if english else _japanese(text)
    figures = [_figure(digits) for digits, _ in parts]
    if not parts or not all(figures):
        return ""
    return _figure(f"{sum(Decimal(figure).scaleb(power) for figure, (_, power) in zip(figures, parts)):f}")


def _japanese(text):
    """Return the figures of a Japanese number, each with its power of ten; nothing where their order is another."""
    found = re.fullmatch("".join(rf"(?:([0-9][0-9.,]*) ?{unit})?" for unit in JAPANESE) + "([0-9][0-9.,]*)?", text)
    parts = zip(found.groups(), [*JAPANESE.values(), 0]) if found else ()
    return [(digits, power) for digits, power in parts if digits]
