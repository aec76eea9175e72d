"""Words for what an exhibit shows: no heading, axis or legend is the name of a column where the schema has words for it.

A chart's words stand in its ``usermeta`` under ``columns``, by what Altair calls a field: ``kind``, ``sum(amount_usd)``, ``count()``.
"""

import re

import pandas as pd

from econsec.editions import titles
from econsec.exhibits.specification import inner, parts

COUNT = "count()"
WORDS = {name: "Number of rows" for name in (COUNT, "count", "n", "size")} | {"year": "Year"}
AGGREGATES = {"mean": "{title}, mean", "average": "{title}, mean", "median": "{title}, median", "min": "{title}, lowest", "max": "{title}, highest"}
RAW = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")  # the name of a column, which no language has for words
AGGREGATED = re.compile(r"(\w+)\((.*)\)")
YEAR = re.compile("(.*_)?year|Year|年|(.*_)?(on|day|since|until|from)")
GUIDES = {"x": "axis", "y": "axis", "row": "header", "column": "header", "facet": "header"}
GUIDES |= dict.fromkeys(("color", "fill", "stroke", "shape", "size", "angle"), "legend")
GUIDES |= dict.fromkeys(("opacity", "fillOpacity", "strokeOpacity", "strokeWidth", "strokeDash"), "legend")
SILENT = ("x2", "y2", "theta2", "radius2", "order", "href", "url", "key", "description")  # channels that a pointer does not name


def words(report, tables, names):
    """Return names of columns with what they are called in the edition's language, as far as that is known."""
    found = {name: _word(report, tables, name) for name in names}
    return {name: word for name, word in found.items() if word}


def _word(report, tables, name):
    known = titles.title(report, tables, name) or (report.gettext(WORDS[name]) if name in WORDS else "")
    if known or not (parted := AGGREGATED.fullmatch(name)):
        return known
    how, column = parted.groups()
    known = _word(report, tables, column) if how in AGGREGATES or how == "sum" else ""
    return report.gettext(AGGREGATES[how]).format(title=known) if known and how in AGGREGATES else known


def agreed(report, whole=False):
    """Return words for columns where it is not known of which table they are: codes, or all with ``whole``, that tables call the same."""
    found = {}
    for table in report.schema.tables:
        for column, field in report.schema.fields(table).items():
            if "categories" in field or whole:
                name = column.removesuffix(f"_{report.lang}")
                found.setdefault(name, set()).add(titles.title(report, (table,), name))
    known = {column: called.pop() for column, called in found.items() if len(called) == 1}
    return known | {f"{column}_label": title for column, title in known.items()}


def raw(names):
    """Return those of the words that an exhibit shows that are none, but names of columns."""
    return [name for name in names if name in WORDS or AGGREGATED.fullmatch(name) or RAW.fullmatch(name)]


def are_years(name, values):
    """Say whether numbers are years, by what their column is called and by where they lie: they are written without a separator."""
    return bool(YEAR.fullmatch(name)) and pd.api.types.is_numeric_dtype(values) and bool(values.dropna().between(1000, 2999).all())


def unworded(spec):
    """Return what a chart shows without words: ``(definition, guide, name, quiet)`` each; only a pointer shows one that is ``quiet``."""
    return [found for view in _views(spec) for found in _of_view(view, by_pointer=not _pointed(spec))]


def _pointed(spec):
    return any("tooltip" in part.get("encoding", {}) for part in parts(spec))


def entitle(spec, known):
    """Give each field that a chart shows without words its words, where they are known.

    An axis writes a year without a separator, and rows are counted in whole numbers.
    """
    for definition, guide, name, quiet in unworded(spec):
        if name in known:
            definition["title"] = known[name]
            if quiet and guide and definition.get(guide, {}) is not None:
                definition[guide] = {"title": None, **definition.get(guide, {})}
        more = {"tickMinStep": 1} if name == COUNT else {"format": "d"} if YEAR.fullmatch(name) else {}
        if more and guide == "axis" and definition.get("type") == "quantitative" and definition.get(guide, {}) is not None:
            definition[guide] = {**more, **definition.get(guide, {})}


def _views(spec):
    """Return the views of a chart, each with what is drawn over each other in it."""
    if "layer" in spec:
        return [parts(spec)]
    return [[spec], *(view for one in inner(spec) for view in _views(one))]


def _of_view(view, by_pointer):
    shown = [(channel, one) for part in view for channel, one in _definitions(part)]
    titled = {where for channel, one in shown if _said(channel, one) for where in (channel, _name(one))}
    for channel, one in shown:
        name, guide, given = _name(one), GUIDES.get(channel), one.get("title")
        if not name or channel in SILENT or given and given != name:
            continue
        said = _said(channel, one) or channel in titled or name in titled
        seen = channel == "tooltip" or guide and not said
        if seen or by_pointer:
            yield one, guide, name, not seen


def _definitions(part):
    for channel, found in {**part.get("encoding", {}), **_facet(part)}.items():
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                conditions = one.get("condition", [])
                for definition in (one, *(conditions if isinstance(conditions, list) else [conditions])):
                    yield channel, definition


def _facet(part):
    facet = part.get("facet", {})
    return {"facet": facet} if "field" in facet else facet


def _said(channel, one):
    """Say whether a guide has a title of its own, or is said to have none."""
    guide = one.get(GUIDES.get(channel), {}) if one.get("scale", "") is not None else None  # a look given as it is has no legend
    own = [place["title"] for place in (one, guide or {}) if "title" in place]
    return guide is None or bool(own) and own[0] != _name(one)


def _name(one):
    """Return what a definition shows, as Altair calls it; nothing where that is no field of its own, as in a repeated view."""
    field, how = one.get("field", ""), one.get("aggregate", "")
    if not isinstance(field, str) or not isinstance(how, str):
        return ""
    return f"{how}({field})" if how else field
