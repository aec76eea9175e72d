"""Tell findings in at most 60 lines of Markdown, for where the page cannot go: a job's summary, a comment, a terminal."""

import re

from econsec.review.value_changes import both, shifts, shown

LINES = 60
WIDTH = 240  # characters of a line
NAME = re.compile(r"\*\*(\S+)\*\* \(")  # of an exhibit, where its lines begin


def render(findings):
    """Return the Markdown; what does not fit is counted and left to the page."""
    parts = [(title, lines) for title, lines in _parts(findings) if lines]
    # The title, the sentence and what surrounds them; then for each part a heading with blank lines around, and what is left out.
    room = LINES - 4 - 4 * len(parts)
    shares = _shares([len(lines) for _, lines in parts], room)
    text = ["# Review", "", _safe(findings.sentence(), 1000), ""]
    for (title, lines), share in zip(parts, shares):
        text += [f"## {title}", "", *(f"- {line}" for line in lines[:share])]
        text += [_rest(lines[share:])] if len(lines) > share else []
        text += [""]
    return "\n".join(text).rstrip("\n") + "\n"


def _rest(lines):
    """Say how much is left to the page, and of which exhibits."""
    names = [found[1] for line in lines if (found := NAME.match(line))]
    return f"- … and {len(lines)} more on the page" + (f": {', '.join(names)}" if names else "")


def _shares(wanted, room):
    """Return how many lines each part gets: an even share, and what others leave to the first."""
    shares = [min(one, room // len(wanted)) for one in wanted]
    for number, one in enumerate(wanted):
        shares[number] += min(one - shares[number], room - sum(shares))
    return shares


def _parts(findings):
    yield "What could not be compared", [_safe(one) for one in findings.problems]
    yield "Claims that turned", [_change(f"{one.chapter}, {one.place}", one.before, one.after) for one in findings.claims]
    yield "Claims that are close", [_safe(line) for line in findings.close]
    yield "Rows", [line for change in findings.tables for line in _rows(change)] + [f"datapackage.yaml: `{_code(one)}`" for one in findings.schema]
    yield "Sentences with other values", [_change(f"{one.chapter}, {one.place}", one.before, one.after) for one in findings.sentences]
    yield "Exhibits", [line for change in findings.exhibits for line in _exhibit(change)]
    texts = [*findings.code, *findings.prose, *findings.japanese]
    yield "Code and prose", [_change(f"{one.chapter}, {shown(one.place, 60)}", one.before, one.after) for one in texts]
    yield "Translations that became stale", [_safe(f"{one.page}: {one.why}: {one.after or one.before}") for one in findings.stale]
    yield "Checks", list(_checks(findings))


def _rows(change):
    for kind in ("added", "changed", "removed"):
        for row in getattr(change, kind):
            if kind == "changed":
                yield from (_change(f"{change.name}, {row.key}, {column}", before, after) for column, before, after in row.cells)
            else:
                cells = "; ".join(f"{column}: {before or after}" for column, before, after in row.cells if column != "id")
                yield f"**{kind}** " + _safe(f"{change.name}, {row.key}: {cells}")
    yield from (_safe(f"{change.name}: column {one}") for one in change.columns)
    if change.moved:
        yield _safe(f"{change.name}: {change.moved} row{'s' if change.moved > 1 else ''} in another place")


def _exhibit(change):
    records = [one for one in change.differences if not one.look]
    where = f"({', '.join(change.chapters)}): " if change.chapters else ""
    looks = len(change.differences) - len(records)
    drawn = f"; drawings in {' and '.join(sorted(change.drawings))} differ" if change.drawings else ""
    drawn += f"; {looks} part{'s' if looks > 1 else ''} set otherwise" if looks else ""
    yield f"**{_safe(change.name)}** " + _safe(f"{where}{len(records) or 'no'} difference{'s' if len(records) != 1 else ''} in its records{drawn}")
    for one in shifts(records):
        if one.field:
            yield _change(", ".join(part for part in (one.record, one.field) if part), one.before, one.after)
        else:
            yield _safe(str(one).partition(": ")[2])


def _checks(findings):
    for state in (findings.before, findings.after):
        passed = [check.name for check in state.checks if not check.found]
        yield from (
            f"{_safe(state.name)}: {_safe(one.name)}: **{len(one.found)} found**: {_safe('; '.join(one.found))}" for one in state.checks if one.found
        )
        if passed:
            yield _safe(f"{state.name}: passed: {'; '.join(passed)}")


def _change(place, before, after):
    if before is not None and after is not None:
        before, after = both(before, after, 100)
    sides = [shown(one, 110) if one not in (None, "") else "(none)" for one in (before, after)]
    return f"{_safe(place)}: {_safe(sides[0])} → {_safe(sides[1])}"


def _safe(text, width=WIDTH):
    """Return text that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", shown(text, width)).replace("://", ":\u200b//")


def _code(text):
    return text.replace("`", "'")
