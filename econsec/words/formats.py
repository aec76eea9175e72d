"""How numbers, money and dates read in a language; Babel does what it can, the rest is here.

Axes of charts name months and years themselves: their patterns are texts of the package's catalogue (``%b``, ``%Y``).
"""

import pandas as pd
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

DAY = {"en": "d MMMM y", "ja": "y年M月d日"}
MONTH = {"en": "MMMM y", "ja": "y年M月"}
MONEY_UNIT = {"en": (10**9, "#,##0.0"), "ja": (10**8, "#,##0")}
MINUS = "\u2212"


class Formats:
    """Number and date formats of one language."""

    def __init__(self, lang):
        self.lang = lang

    def number(self, value):
        """Return a number with grouped digits: 540,000."""
        return format_decimal(value, locale=self.lang)

    def points(self, value):
        """Return percentage points to a tenth: 37.0."""
        return format_decimal(value, "#,##0.0", locale=self.lang)

    def date(self, day, precision="day", until=None):
        """Return a day, a month or a range of months, as precise as it is known; unknown is empty."""
        if pd.isna(day):
            return ""
        within = not pd.isna(until) and (day.year, day.month) == (until.year, until.month)
        if precision == "range" and not pd.isna(until) and not within:
            return self._months(day, until)
        return format_date(day, (DAY if precision == "day" else MONTH)[self.lang], locale=self.lang)

    def iso(self, text):
        """Return a date that is written in ISO 8601, to the day or the month."""
        return self.date(pd.Timestamp(text), "day" if text.count("-") == 2 else "month") if text else ""

    def _months(self, first, last):
        if self.lang == "ja":
            same = "M月" if first.year == last.year else "y年M月"
            return f"{format_date(first, 'y年M月', locale='ja')}~{format_date(last, same, locale='ja')}"
        start = "MMMM" if first.year == last.year else "MMMM y"
        return f"{format_date(first, start, locale='en')} to {format_date(last, 'MMMM y', locale='en')}"

    def money(self, usd):
        """Return US dollars as a newspaper would: USD 1.3 billion, 13億ドル."""
        return self._yen_style(int(usd)) if self.lang == "ja" else self._english(int(usd))

    def _english(self, usd):
        for size, word in ((10**9, "billion"), (10**6, "million")):
            if usd >= size:
                return f"USD {format_decimal(usd / size, '#,##0.##', locale='en')} {word}"
        return f"USD {format_decimal(usd, locale='en')}"

    def _yen_style(self, usd):
        """Return 1億5,000万ドル: Japanese groups by ten thousands, which Babel does not write."""
        parts = []
        for size, unit in ((10**12, "兆"), (10**8, "億"), (10**4, "万"), (1, "")):
            count, usd = divmod(usd, size)
            if count:
                parts.append(f"{format_decimal(count, locale='ja')}{unit}")
        return "".join(parts or ["0"]) + "ドル"

    @property
    def money_unit(self):
        """Return how many US dollars the unit of a column or an axis is: a billion, in Japanese 1億, which is a tenth of it."""
        return MONEY_UNIT[self.lang][0]

    def short_money(self, usd):
        """Return US dollars in the unit of a column or an axis: 295.4; in Japanese 2,954."""
        digits = MONEY_UNIT[self.lang][1]
        return format_decimal(usd / self.money_unit, digits, locale=self.lang).replace("-", MINUS)

    def join(self, items):
        """Return items as a list in a sentence: a, b and c."""
        items = list(items)
        if self.lang == "ja":
            return "、".join(items)
        return format_list(items, style="standard", locale="en_GB") if items else ""


SHARES = {"exact": "{number}%", "more_than": "more than {number}%", "less_than": "less than {number}%"}


def share(report, pct, qualifier="exact"):
    """Return a share in per cent in the words of an edition; a bound is said to be one."""
    return report.gettext(SHARES[qualifier]).format(number=report.formats.number(pct))
