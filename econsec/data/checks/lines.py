"""How problems are said: file, line, column, value, and what would be right; one line a cell, values shortened."""

MOST = 50  # lines said of one table: beyond, they have one cause
LONGEST = 60  # letters of a value that a line repeats


class Lines:
    """The problems of one table, at most one a cell; empty where nothing is wrong."""

    def __init__(self, schema, table):
        self.file, self.columns = schema.tables[table]["path"], list(schema.fields(table))
        self.table, self.found = table, {}

    def __len__(self):
        return len(self.found)

    def add(self, line, column, said):
        """Say what is wrong with a cell, unless something has been said of it; without a column, of a row as a whole."""
        self.found.setdefault((int(line), column), said)

    def add_where(self, wrong, values, column, say):
        """Say what is wrong with each cell of ``values`` (index: lines) where ``wrong`` is true."""
        for line, value in values[wrong].items():
            self.add(line, column, say(value))

    def said(self):
        """Return the lines, in the order of the file."""
        order = {column: place for place, column in enumerate(self.columns)}
        found = sorted(self.found.items(), key=lambda item: (item[0][0], order.get(item[0][1], -1)))
        lines = [f"{self.file}:{line}: {f'{column}: ' if column else ''}{said}" for (line, column), said in found[:MOST]]
        return lines + ([f"{self.file}: {len(found) - MOST:,} more"] if len(found) > MOST else [])


def quoted(value):
    """Return a value in quotes, shortened, without characters that a terminal would obey."""
    text = str(value)
    return repr(text if len(text) <= LONGEST else f"{text[:LONGEST]}…")


def plain(text, most=200):
    """Return a text of somebody's as part of a line: shortened, without characters that a terminal would obey."""
    shown = "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in str(text))
    return shown if len(shown) <= most else f"{shown[:most]}…"


def listed(items, most=40):
    """Return items as a list in a line, shortened."""
    items = list(items)
    return ", ".join(items[:most]) + (f" and {len(items) - most:,} more" if len(items) > most else "")


KINDS = {
    "date": "a date such as 2026-02-06",
    "integer": "a whole number such as 540000",
    "number": "a number such as 10.5",
    "boolean": "true or false",
    "list": "a list joined by ;",
}


def kind_of(field):
    """Return what a column takes, in an analyst's words, with its article."""
    return KINDS.get(field["type"], f"a {field['type']}")


def a(word):
    """Return a word with its article."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def meant(item, choices, names=None):
    """Return ``; did you mean X`` for choices that are one edit away, or of which the item is the name; else nothing.

    ``names`` are names of choices: ``name -> choice``.
    """
    named = (names or {}).get(item)
    near = [named] if named else [choice for choice in sorted(choices) if _one_edit(item, choice)]
    return f"; did you mean {' or '.join(near[:3])}" if near else ""


def _one_edit(one, other):
    """Tell whether a letter added, dropped, changed, or two swapped, or another case, make one text the other."""
    if one.casefold() == other.casefold():
        return True
    short, long = sorted((one, other), key=len)
    start = next((place for place, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    a, b = short[start:], long[start:]
    if len(short) == len(long):
        return a[1:] == b[1:] or (len(a) > 1 and a[:2] == b[1::-1] and a[2:] == b[2:])
    return len(long) - len(short) == 1 and a == b[1:]
