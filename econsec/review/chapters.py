"""Compare the chapters of two states: code, prose, the values in sentences, exhibits and their drawings."""

import difflib
import re

from econsec.review import outputs, value_changes
from econsec.review.findings import ExhibitChange, Text

VALUE = re.compile(r"\{glue:text\}`([^`]+)`")


def chapters(findings):
    before, after = findings.before, findings.after
    if not (before.chapters and after.chapters):
        findings.problems += [f"{side.name}: it has no chapters; none could be compared" for side in (before, after) if not side.chapters]
        return
    found = []
    for name in dict.fromkeys([*before.chapters, *after.chapters]):
        if any(name in side.unmade and name not in side.chapters for side in (before, after)):
            continue
        old, new = before.chapters.get(name), after.chapters.get(name)
        if old is None or new is None:
            title = _title(old or new)
            findings.prose.append(Text(name, "the chapter", title if old else None, title if new else None))
        made = name not in before.unmade | after.unmade
        _cells(findings, name, old, new, made)
        if made:
            found += [(name, *one) for one in _exhibits(findings, name, old, new)]
    _drawings(findings, _grouped(found))


def _title(book):
    lines = (line for cell in book.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.lstrip("# ") for line in lines if line.startswith("#")), "")


def _cells(findings, name, old, new, made):
    """Compare a chapter's cells by id: code as a whole, prose sentence by sentence."""
    olds, news = _by_id(old), _by_id(new)
    renamed = {one: other for one in olds.keys() - news.keys() for other in news.keys() - olds.keys() if _same(olds[one], news[other])}
    olds = {renamed.get(key, key): cell for key, cell in olds.items()}
    values = [_values(book) if made else None for book in (old, new)]
    used = set()
    for key in dict.fromkeys([*olds, *news]):
        one, other = olds.get(key), news.get(key)
        kind = (other or one).cell_type
        if kind == "markdown":
            used |= set(VALUE.findall(f"{one and one.source}{other and other.source}"))
            _prose(findings, name, key, one, other, values)
        elif (one and one.source) != (other and other.source):
            findings.code.append(Text(name, key, one and one.source, other and other.source))
        if one and other:
            for place in ("tags", "mystnb"):
                texts = [_about(cell, place) for cell in (one, other)]
                if texts[0] != texts[1]:
                    findings.prose.append(Text(name, f"{key}, {'caption' if place == 'mystnb' else place}", *texts))
        elif kind == "code" and _about(other or one, "mystnb"):
            texts = [cell and _about(cell, "mystnb") for cell in (one, other)]
            findings.prose.append(Text(name, f"{key}, caption", *texts))
    kept = [key for key in olds if key in news]
    if kept != [key for key in news if key in olds]:
        findings.prose.append(Text(name, "the order of its cells", ", ".join(kept), ", ".join(key for key in news if key in olds)))
    if made and old and new:
        _unsaid(findings, name, values, used)


def _by_id(book):
    cells = enumerate(book.cells) if book else ()
    return {cell.get("id", str(number)): cell for number, cell in cells if cell.source.strip()}  # editors add empty ones


def _same(one, other):
    return one.cell_type == other.cell_type and one.source == other.source


def _about(cell, place):
    about = cell.metadata.get(place)
    if place == "mystnb" and about:
        return about.get("figure", {}).get("caption") or str(dict(about))
    return ", ".join(about or [])


def _values(book):
    """Return a chapter's glued values: ``name -> text``."""
    found = {}
    for cell in book.cells if book else ():
        for name, exhibit in outputs.read(cell).items():
            if exhibit.kind == "value":
                found[name] = exhibit.records[0][1]["text"]
    return found


def _prose(findings, name, key, old, new, values):
    lines = [cell.source.splitlines() if cell else [] for cell in (old, new)]
    for kind, i, j, k, m in difflib.SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if kind == "equal":
            for line in lines[0][i:j] if values[0] is not None else ():
                said = [_said(line, side) for side in values]
                if said[0] != said[1]:
                    findings.sentences.append(Text(name, key, *said))
            continue
        ours = [[_said(line, side or {}) for line in part if line.strip()] for part, side in ((lines[0][i:j], values[0]), (lines[1][k:m], values[1]))]
        for number in range(max(map(len, ours))):
            findings.prose.append(Text(name, key, *(side[number] if number < len(side) else None for side in ours)))


def _said(line, values):
    """Return a sentence with its values in place."""
    return VALUE.sub(lambda one: values.get(one[1], one[0]), line)


def _unsaid(findings, name, values, used):
    """Add the values that changed although no sentence shows them."""
    old, new = values
    for value in dict.fromkeys([*old, *new]):
        if value not in used and old.get(value) != new.get(value):
            findings.sentences.append(Text(name, f"the value `{value}`, which no sentence shows", old.get(value), new.get(value)))


def _exhibits(findings, name, old, new):
    """Yield an exhibit's name, kind and differences, for each that differs between two versions of a chapter."""
    sides = [_shown(book) for book in (old, new)]
    for exhibit in dict.fromkeys([*sides[0], *sides[1]]):
        one, other = (side.get(exhibit) for side in sides)
        found = value_changes.compare(one, other)
        if found:
            yield exhibit, (other or one).kind, tuple(found)


def _shown(book):
    found = {}
    for cell in book.cells if book else ():
        found |= {name: one for name, one in outputs.read(cell).items() if one.kind not in ("value", "claim")}
    return found


def _grouped(found):
    """Put an exhibit that several chapters show, and that changed alike in them, into one."""
    groups = {}
    for chapter, name, kind, differences in found:
        groups.setdefault((name, kind, repr(differences)), (differences, []))[1].append(chapter)
    return [ExhibitChange(name, kind, tuple(chapters), differences) for (name, kind, _), (differences, chapters) in groups.items()]


def _drawings(findings, changes):
    """Add what changed in the drawings: to the charts that changed, and as charts that only look different."""
    sides = (findings.before, findings.after)
    before, after = (side.figures for side in sides)
    if not before or not after:
        lacking = [side for side in sides if not side.figures and not side.unmade]
        findings.problems += [f"{side.name}: it has no figures; drawings could not be compared" for side in lacking]
        before = after = {}
    unmade = {exhibit for name in sides[0].unmade | sides[1].unmade for side in sides for exhibit in _shown(side.chapters.get(name))}
    changed = {}
    for file in dict.fromkeys([*before, *after]):
        name, lang = file.rsplit(".", 2)[:2]
        if before.get(file) != after.get(file) and name not in unmade:
            changed.setdefault(name, {})[lang] = (before.get(file), after.get(file))
    for change in changes:
        drawings = changed.pop(change.name, {})
        findings.exhibits.append(ExhibitChange(change.name, change.kind, change.chapters, change.differences, drawings))
    for name, drawings in changed.items():
        findings.exhibits.append(ExhibitChange(name, "chart", _showing(findings.after, name), (), drawings))


def _showing(state, exhibit):
    return tuple(name for name, book in state.chapters.items() if exhibit in _shown(book))
