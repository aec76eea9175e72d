"""Dates as people and spreadsheet programs write them: what each can mean.

A meaning is ISO 8601: a year, a month or a day. Which of them a column takes is for :mod:`econsec.data.spreadsheets.cell_forms`.
"""

import re
import unicodedata
from datetime import date, timedelta

ERAS = {"令和": date(2019, 5, 1), "平成": date(1989, 1, 8), "昭和": date(1926, 12, 25)}  # and their first days
ERAS |= {letter: ERAS[name] for letter, name in zip("RHS", tuple(ERAS))}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SERIALS = range(18264, 73051)  # the days of 1950 to 2099, as Excel counts them
ZERO = date(1899, 12, 30)  # where Excel's count begins, seen from after February 1900, which it takes for a leap year's
LONGEST = 60  # letters that a date can have
PRECISIONS = {4: "year", 7: "month", 10: "day"}  # by length of the ISO text

NAME = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
SINGLE = [  # year, month and day each say which they are
    r"(?P<y>\d{4})年?",
    r"(?P<y>\d{4})[-/](?P<m>\d\d?)",
    r"(?P<y>\d{4})(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)",
    r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
    r"(?P<y>\d{4})年(?P<m>\d\d?)月(?:(?P<d>\d\d?)日)?",
    r"(?P<m>\d\d?)/(?P<y>\d{4})",
    r"(?P<era>令和|平成|昭和)(?P<y>\d\d?|元)年(?:(?P<m>\d\d?)月(?:(?P<d>\d\d?)日)?)?",
    r"(?P<era>令和|平成|昭和|[rhs])(?P<y>\d\d?|元)(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)",
    rf"{NAME},?[- ](?P<y>\d{{4}})",
    rf"{NAME}-(?P<y>\d\d)",  # Nov-25: how Excel shows a month
    rf"(?P<d>\d\d?)(?:st|nd|rd|th)?[- ]{NAME},?[- ](?P<y>\d{{4}}|\d\d)",
    rf"{NAME} (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>\d{{4}})",
]
ORDERED = {  # only a custom says which is which
    "month first": r"(?P<m>\d\d?)(?P<sign>[-/.])(?P<d>\d\d?)(?P=sign)(?P<y>\d{4}|\d\d)",
    "day first": r"(?P<d>\d\d?)(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<y>\d{4}|\d\d)",
    "year first": r"(?P<y>\d\d)(?P<sign>[-/.])(?P<m>\d\d?)(?P=sign)(?P<d>\d\d?)",
}
SINGLE = [re.compile(one, re.ASCII) for one in SINGLE]
ORDERED = {order: re.compile(one, re.ASCII) for order, one in ORDERED.items()}


def meanings(text, takes=frozenset(PRECISIONS.values()), years=range(0), order=""):
    """Return what a date can mean, of the precisions that ``takes`` names, as ISO texts; one where it is clear.

    A year of two digits is the one that lies in ``years``; ``order`` is the one of other dates beside it, where they show one.
    """
    text = _plain(text)
    found = [one for form in SINGLE if (match := form.fullmatch(text)) for one in _iso(match, years)] + _serial(text)
    ordered = {name: _iso(match, years) for name, form in ORDERED.items() if (match := form.fullmatch(text))}
    found += ordered.get(order) or [one for ones in ordered.values() for one in ones]
    return list(dict.fromkeys(one for one in found if PRECISIONS[len(one)] in takes))


def order(texts, years=range(0)):
    """Return the order in which the numbers of dates stand, as far as some dates make sense in that one alone; else nothing."""
    shown = set()
    for text in map(_plain, texts):
        orders = [name for name, form in ORDERED.items() if (match := form.fullmatch(text)) and _iso(match, years)]
        shown |= set(orders) if len(orders) == 1 else set()
    return shown.pop() if len(shown) == 1 else ""


def years(texts):
    """Return the years that dates written in full lie in, and one before and after."""
    found = [int(one[:4]) for text in texts for one in meanings(text)]
    return range(min(found) - 1, max(found) + 2) if found else range(0)


def _plain(text):
    """Return a date in letters of usual width, without blanks, day of the week and midnight that say nothing more."""
    if len(text.strip()) > LONGEST:
        return ""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    text = re.sub(r"[‐‑‒–−ー]", "-", text)
    text = re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
    text = re.sub(r"[t ]0?0:00(:00(\.0+)?)?$", "", text)
    text = re.sub(r"日\(?[月火水木金土日](曜日?)?\)?$", "日", text)
    return re.sub(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? ", "", text)


def _iso(match, years):
    """Return what a match can mean, none where there is no such day."""
    parts = match.groupdict()
    month = parts.get("m") or (MONTHS.index(parts["name"][:3]) + 1 if parts.get("name") else None)
    numbers = [int(one) for one in (month, parts.get("d")) if one]
    found = []
    for year in _years(parts, years):
        try:
            day = date(year, *numbers, *([1] * (2 - len(numbers))))
        except ValueError:  # 2026-02-30
            continue
        text = day.isoformat()[: 4 + 3 * len(numbers)]
        if not parts.get("era") or text >= _first(parts).isoformat()[: len(text)]:
            found.append(text)
    return found


def _years(parts, years):
    written = parts["y"]
    if parts.get("era"):
        return [_first(parts).year + (1 if written == "元" else int(written)) - 1]
    return [int(written)] if len(written) == 4 else [year for year in (1900 + int(written), 2000 + int(written)) if year in years]


def _first(parts):
    return ERAS[parts["era"].upper()]


def _serial(text):
    """Return the day that Excel counts with a number; a first of a month may have been that month."""
    match = re.fullmatch(r"(\d{5})(\.0+)?", text, re.ASCII)
    if not match or int(match[1]) not in SERIALS:
        return []
    day = (ZERO + timedelta(int(match[1]))).isoformat()
    return [day, day[:7]] if day.endswith("-01") else [day]
