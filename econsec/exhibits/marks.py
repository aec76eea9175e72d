"""What the marks of a drawing say: each knows the number of the row that it shows, and of each row what a reader is told.

Numbers are put into a drawing as the marks' labels, for which Vega has a channel, and taken out of a picture to take away.
"""

import copy
import re
from datetime import date

from econsec.exhibits.specification import inner, parts, told
from econsec.words import Formats

SINGLE = {"bar", "rect", "point", "circle", "square", "tick", "rule", "text", "arc", "image"}  # kinds of marks that show a row each
ROW = "_row"  # the field that numbers the rows while they are drawn
NUMBER = "data-row"  # what a mark has in a drawing
LABEL = re.compile(r'aria-label="(\d+)" role="graphics-symbol" aria-roledescription="[^"]*"')
LABELLED = re.compile(r'(<g class="mark-(?!text|group)[a-z]+ role-mark[^"]*" role="graphics-)object"')  # what stands around marks with labels
DAY = re.compile(r"(\d{4}-\d\d-\d\d)T00:00:00(\.0+)?")  # as Altair writes a day


def numbered(spec: dict) -> dict:
    """Return a specification whose rows have numbers, and whose marks have these for labels where they have something to say."""
    made, count = copy.deepcopy(spec), 0
    for rows in _rows(made):
        rows[:] = [row | {ROW: count + place} if isinstance(row, dict) else row for place, row in enumerate(rows)]
        count += len(rows)
    _label(made)
    return made


def _label(part, shared=()):
    """Give a view's marks their rows' numbers for labels: but not those that sum rows up, which the numbers would take apart."""
    channels = [*shared, *part.get("encoding", {}).values()]
    mark = part.get("mark") or {}
    mark = {"type": mark} if isinstance(mark, str) else mark
    summed = any(isinstance(channel, dict) and {"aggregate", "bin", "timeUnit"} & set(channel) for channel in channels)
    silent = mark.get("tooltip", True) is None or part.get("encoding", {}).get("tooltip") == {"value": None}
    if mark.get("type") in SINGLE and not silent and not summed:
        part["mark"] = mark | {"aria": True}
        part["encoding"] = part.get("encoding", {}) | {"description": {"field": ROW}}
    for one in inner(part):
        _label(one, channels)


def with_numbers(svg: str) -> str:
    """Return a drawing whose marks have their rows' numbers in place of labels."""
    return LABELLED.sub(r'\1symbol"', LABEL.sub(rf'{NUMBER}="\1"', svg))


def without_numbers(svg: str) -> str:
    """Return a drawing whose marks have no numbers."""
    return re.sub(rf' {NUMBER}="\d+"', "", svg)


def sayings(spec: dict, lang: str, address=lambda row: "") -> dict:
    """Return what marks say: ``titles``, and ``rows`` with their texts, by number; ``links`` and ``groups`` where there are any.

    ``address`` knows where a row is shown in full, a group is what the chart's buttons choose by; ``bands`` are what a drawing shows
    alone of each group, where it can.
    """
    choice = spec.get("usermeta", {}).get("choice", {})
    titles, chosen = told(spec), choice.get("field")
    rows = [row for rows in _rows(spec) for row in rows]
    texts = {number: [_text(row.get(field), lang) for field in titles] for number, row in enumerate(rows) if isinstance(row, dict)}
    texts = {number: said for number, said in texts.items() if any(said)}
    found = {"titles": list(titles.values()), "rows": texts}
    links = {number: link for number in texts if (link := address(rows[number]))}
    groups = {number: rows[number][chosen] for number in texts if rows[number].get(chosen)} if chosen else {}
    more = {"links": links, "groups": groups, "bands": choice.get("bands"), "axis": choice.get("axis")}
    return found | {name: value for name, value in more.items() if value}


def picks(spec: dict) -> dict:
    """Return what a reader may look for in a chart, each with the number of the first row that has it and says something."""
    field = spec.get("usermeta", {}).get("pick", {}).get("field")
    said = sayings(spec, "en")["rows"] if field else {}
    rows = [row for rows in _rows(spec) for row in rows]
    found = {}
    for number in said:
        if name := rows[number].get(field):
            found.setdefault(name, number)
    return found


def _rows(spec):
    """Return the lists of rows that a specification brings, in the order in which they are numbered."""
    given = [part["data"]["values"] for part in parts(spec) if isinstance((part.get("data") or {}).get("values"), list)]
    return [*given, *spec.get("datasets", {}).values()]


def _text(value, lang):
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Formats(lang).number(value)
    day = DAY.fullmatch(value) if isinstance(value, str) else None
    return Formats(lang).date(date.fromisoformat(day[1])) if day else str(value)
