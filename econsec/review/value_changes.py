"""What differs between two exhibits, value by value, and how people read it."""

import json
from dataclasses import dataclass

from econsec.review.outputs import MARKS

LABEL = 3  # fields of a chart's record that name it at most
MANY = 3  # records that move alike, from which on a review tells them in one line
ALIKE = 0.5  # of its fields, from which on two records are the same one before and after


@dataclass(frozen=True)
class Difference:
    """One value that differs: exhibit, record, field and both values; None where there is no such record or field.

    An added or lost record is one difference, with an empty field. ``look`` tells that no record differs.
    """

    exhibit: str
    record: str
    field: str
    before: object
    after: object
    look: bool = False

    def __str__(self):
        place = ", ".join(part for part in (self.record, self.field) if part)
        if not self.field:
            what, values = ("lost", self.before) if self.after is None else ("added", self.after)
            return f"{self.exhibit}: {place or 'the whole'}: {what}: {shown(values)}"
        before, after = both(self.before, self.after)
        return f"{self.exhibit}: {place}: {before} -> {after}"


def both(before, after, limit=300):
    """Return two values as people read them; of long texts that share most, the parts around what differs."""
    texts = [shown(value, 10**6) for value in (before, after)]
    if max(map(len, texts)) <= limit or before is None or after is None:
        return tuple(shown(text, limit) for text in texts)
    same = next((n for n, pair in enumerate(zip(*texts)) if pair[0] != pair[1]), min(map(len, texts)))
    start = max(0, same - limit // 4)
    return tuple(("…" if start else "") + shown(text[start:], limit) for text in texts)


def shown(value, limit=300):
    """Return a value as people read it in a message."""
    if value is None:
        return "(none)"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def compare(before, after):
    """Return what differs between two exhibits of one name; None stands for one that is not there."""
    if before is None or after is None:
        there = before or after
        what = f"{there.kind} of {there.size} values"
        return [Difference(there.name, "", "", what if before else None, what if after else None)]
    name, found = before.name, []
    if before.kind != after.kind:
        return [Difference(name, "", "kind", before.kind, after.kind)]
    pairs = _paired(before.records, after.records)
    for old, new in pairs:
        label = _label(old, new, before.records, after.records) if before.kind in ("table", "chart") else ""
        if old is None or new is None:
            found.append(Difference(name, label, "", old and _line(old[1]), new and _line(new[1])))
            continue
        found += [Difference(name, label, *change) for change in _changes(old[1], new[1])]
    found += _order(name, before, after, pairs)
    found += [Difference(name, "", place, *values, look=True) for place, *values in _changes(before.look, after.look)]
    return found


def shifts(differences):
    """Return differences for people: where many records moved by the same amount in one field, one line says it."""
    texts = {(one.record, one.field) for one in differences}
    groups = {}
    for one in differences:
        if one.field.endswith(MARKS[0]) and (one.record, one.field.removesuffix(f" {MARKS[0]}")) in texts:
            continue  # what a cell sorts by follows its text
        moved = isinstance(one.before, (int, float)) and isinstance(one.after, (int, float))
        groups.setdefault((one.field, round(one.after - one.before, 9)) if moved and one.field else repr(one), []).append(one)
    told = []
    for key, ones in groups.items():
        if len(ones) < MANY:
            told += ones
        else:
            told.append(Difference(ones[0].exhibit, f"{len(ones)} records", key[0], "as it was", f"moved by {key[1]:+g}"))
    return sorted(told, key=lambda one: one.after is not None and str(one.after).startswith("moved by"))


def _changes(old, new):
    return [(key, old.get(key), new.get(key)) for key in dict.fromkeys([*old, *new]) if _unlike(old, new, key)]


def _unlike(old, new, key):
    if (key in old) != (key in new):
        return True
    # As JSON, for 1, 1.0 and true are not the same to a reader.
    return json.dumps(old[key], sort_keys=True) != json.dumps(new[key], sort_keys=True)


def _paired(before, after):
    """Return pairs of the records before and after; None where there is none."""
    if len(before) == len(after) == 1 and not before[0][0] and not after[0][0]:
        return [(before[0], after[0])]
    if any(key for key, _ in (*before, *after)):
        olds, news = dict(before), dict(after)
        return [((key, olds[key]) if key in olds else None, (key, news[key]) if key in news else None) for key in {**olds, **news}]
    left, right, pairs = list(before), list(after), []
    for old in before:
        same = next((new for new in right if new == old), None)
        if same is not None:
            left.remove(old)
            right.remove(same)
            pairs.append((old, same))
    scores = [(_alike(old[1], new[1]), -abs(i - j), -i, -j) for i, old in enumerate(left) for j, new in enumerate(right)]
    olds, news = dict(enumerate(left)), dict(enumerate(right))
    for score, _, i, j in sorted(scores, reverse=True):
        if score >= ALIKE and -i in olds and -j in news:
            pairs.append((olds.pop(-i), news.pop(-j)))
    return [*pairs, *((old, None) for old in olds.values()), *((None, new) for new in news.values())]


def _alike(old, new):
    names = {*old, *new}
    return sum(not _unlike(old, new, name) for name in names) / (len(names) or 1)


def _order(name, before, after, pairs):
    """Return the one difference of records that only changed places."""
    kept = [(before.records.index(old), after.records.index(new)) for old, new in pairs if old and new]
    places = [new for _, new in sorted(kept)]
    if places == sorted(places):
        return []
    labels = [[_label(record, record, side.records, side.records) for record in side.records] for side in (before, after)]
    return [Difference(name, "", "order", *labels)]


def _label(old, new, before, after):
    """Name a record: its key, or the fewest texts that tell it from the others and that did not change."""
    key, fields = new or old
    if key:
        return key
    others = after if new else before
    texts = [one for one, value in fields.items() if isinstance(value, str) and value and not (old and new and _unlike(old[1], new[1], one))]
    texts.sort(key=lambda one: (-len({str(other.get(one)) for _, other in others}), one))
    chosen = []
    for one in texts[:LABEL]:
        chosen.append(one)
        if sum(all(other.get(name) == fields[name] for name in chosen) for _, other in others) == 1:
            break
    return ", ".join(fields[one] for one in chosen)


def _line(fields):
    return "; ".join(f"{name}: {shown(value, 120)}" for name, value in fields.items() if value not in (None, "") and not name.endswith(MARKS))
