"""Keep of a style sheet the rules that something on the pages can match.

What a rule needs are the classes, ids and elements its selectors name; what a page has is read from its markup, what
a script may make from the words in it. Attributes, states and what stands in ``:not()`` or ``:is()`` pass as matching.
"""

import re

import tinycss2

NESTING = ("media", "supports", "layer", "container")
CLASSES = re.compile(r'\b(?:class|id)="([^"]*)"')
ELEMENTS = re.compile(r"<([a-zA-Z][\w-]*)")
WORDS = re.compile(r"[A-Za-z_][\w-]*")


def names(pages, scripts=()):
    """Return the classes, ids and elements that pages have and scripts may make."""
    found = {"html", "body"}
    for page in pages:
        found.update(name for value in CLASSES.findall(page) for name in value.split())
        found.update(element.lower() for element in ELEMENTS.findall(page))
    for script in scripts:
        found.update(WORDS.findall(script))
    return found


def purge(sheet, known):
    """Return a style sheet without rules that need a name which is not known, and without fonts."""
    kept = _rules(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True), known)
    text = "".join(part for part, _ in kept)
    return "".join(part for part, animation in kept if not animation or text.count(animation) > part.count(animation))


def _rules(rules, known):
    """Return the rules that stay, each with the name of the animation it defines, if it does."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [_text(selector) for selector in _split(rule.prelude) if _needs(selector) <= known]
            if selectors:
                kept.append((f"{','.join(selectors)}{{{_text(rule.content)}}}", ""))
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTING and rule.content is not None:
            inner = "".join(part for part, _ in _rules(_parse(rule.content), known))
            if inner:
                kept.append((f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}", ""))
        elif rule.type == "at-rule" and rule.lower_at_keyword not in ("font-face", "import", "charset"):
            animation = _text(rule.prelude) if rule.lower_at_keyword.endswith("keyframes") else ""
            kept.append((tinycss2.serialize([rule]), animation))
    return kept


def _parse(content):
    return tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)


def _text(tokens):
    return tinycss2.serialize([token for token in tokens if token.type != "comment"]).strip()


def _split(prelude):
    """Return the selectors of a list of selectors."""
    selectors = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _needs(selector):
    """Return the classes, ids and elements without which a selector matches nothing."""
    needed, before = set(), None
    for token in selector:
        if token.type == "hash":
            needed.add(token.value)
        elif token.type == "ident" and before != ":":
            needed.add(token.value if before == "." else token.lower_value)
        before = token
    return needed
