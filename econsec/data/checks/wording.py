"""What a text must not hold: signs that nobody sees, blanks at its ends, stand-ins for a text, a spreadsheet's formulas,
letters that another encoding made, the other language.
"""

import re
import unicodedata

from econsec.data.checks.lines import quoted

LONGEST = 2_000  # letters of a cell: longer ones cannot be drawn
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ue000-\uf8ff]")
STAND_INS = frozenset(
    "todo tbd tba tbc n/a na n.a. nan none null nil unknown xxx xx ? ?? ??? - -- – — … ... . x "
    "#n/a #ref! #value! #name? #div/0! #num! #null! 未定 不明 なし 未記入 要確認 該当なし ー".split()
)
FORMULA = re.compile(r"[=+@＝＋＠]|[-－](?!(?:[0-9]+(?:\.[0-9]+)?)$)")
KANA = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9d]")  # Chinese shares the other letters of Japanese
JAPANESE = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9d]")
LATIN = re.compile(r"[A-Za-z]")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
CODECS = ("cp1252", "latin-1", "cp932", "mac-roman", "iso8859-15")  # in which UTF-8 is read by mistake
ESCAPED = re.compile(r"\$B[!-~]{2,}\(B")  # ISO-2022-JP without its escape characters


def unfit(text):
    """Say why no cell can hold a text: signs that nobody sees, too many letters; nothing where one can."""
    unseen = UNSEEN.search(text)
    if unseen:
        return _unseen(unseen[0], text)
    if len(text) > LONGEST:
        return f"{len(text):,} letters ({quoted(text[:20])}); at most {LONGEST:,}"
    return ""


def wrong(text):
    """Say what is wrong with a text whatever its language; nothing where it is right."""
    if not text.strip():
        return "holds blanks alone; right: empty where nothing is known"
    if text != text.strip():
        return f"{quoted(text)} begins or ends with a blank; right: without it"
    if text.casefold() in STAND_INS:
        return f"{quoted(text)} stands for a text that is not there; right: empty where nothing is known"
    if FORMULA.match(text):
        return f"{quoted(text)} begins with {text[0]!r}, so that a spreadsheet would run it; right: words"
    if mangled(text):
        return f"{quoted(text)} was read in another encoding than it was written in; right: the text as it was"
    return ""


def _unseen(sign, text):
    if sign == "\ufffd":
        return f"{quoted(text)} has lost a letter (U+FFFD stands for it); right: the letter"
    if sign in "\r\n":
        return "holds the end of a line; right: one line"
    return f"holds {unicodedata.name(sign, 'a control character')} (U+{ord(sign):04X}), which nobody sees; right: without it"


def mangled(text):
    """Tell whether a text is UTF-8 or ISO-2022-JP that was read as something else."""
    if ESCAPED.search(text):
        return True
    return any(_turns_back(run[0], codec) for run in FOREIGN.finditer(text) for codec in CODECS if len(run[0]) > 1)


def _turns_back(text, codec):
    try:
        return text.encode(codec).decode("utf-8") != text
    except UnicodeError:
        return _partly(text) if codec == "cp932" else False


def _partly(text):
    """Tell whether a run holds the letters with which cp932 shows the first bytes of kana, more than once."""
    return sum(text.count(sign) for sign in "縺繧繝") > 1


def wrong_language(text, lang, other=None, proper=False):
    """Say what is wrong with a text as one of its language; ``other`` is its counterpart, ``proper`` says that it is a name."""
    if lang != "ja":
        found = (KANA if lang == "zh" else JAPANESE).search(text)
        return f"{quoted(text)} holds Japanese ({found[0]!r}); right: the text in its own language" if found else ""
    if proper:
        return ""
    if other and text == other:
        return f"{quoted(text)} equals the English; right: the Japanese"
    if LATIN.search(text) and not JAPANESE.search(text):
        return f"{quoted(text)} has no Japanese in it; right: the Japanese"
    return ""
