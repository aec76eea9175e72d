"""Tell findings on one HTML page that needs nothing else: no script, no other file."""

import base64
import difflib
import json
import re
from html import escape

from econsec.review.value_changes import both, shifts, shown
from econsec.site import REVIEW
from econsec.words import LANGUAGES

WORDS = re.compile(r"\s+|[\w.,%-]+|.", re.S)  # what is marked as a whole where two texts differ


def render(findings):
    """Return the page."""
    parts = [
        ("What could not be compared", _list(findings.problems)),
        ("Claims that turned", _texts(findings.claims)),
        ("Claims that are close", _list(findings.close)),
        ("Rows", "".join(map(_table, findings.tables)) + _schema(findings.schema)),
        ("Sentences with other values", _texts(findings.sentences)),
        ("Exhibits", "".join(map(_exhibit, findings.exhibits))),
        ("Code and prose", _texts(findings.code, "code") + _texts(findings.prose) + _texts(findings.japanese, lang="ja")),
        ("Translations that became stale", "".join(map(_stale, findings.stale))),
        ("Checks", _checks(findings)),
    ]
    body = "\n".join(f"<section>\n<h2>{title}</h2>\n{content}\n</section>" for title, content in parts if content)
    return PAGE.format(mark=REVIEW.mark, sentence=escape(findings.sentence()), body=body)


def _list(lines):
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>" if lines else ""


def _table(change):
    rows = []
    for kind in ("added", "changed", "removed"):
        for row in getattr(change, kind):
            for number, (column, before, after) in enumerate(row.cells):
                head = f'<th scope="rowgroup" rowspan="{len(row.cells)}">{escape(row.key)}<br><span class="kind">{kind}</span></th>'
                old, new = marked(before, after)
                rows.append(
                    f'<tr class="{kind}">{"" if number else head}<th scope="row">{escape(column)}</th>'
                    f"<td{_lang(column)}>{old}</td><td{_lang(column)}>{new}</td></tr>"
                )
    more = [f"column {one}" for one in change.columns]
    more += [f"{change.moved} row{'s' if change.moved > 1 else ''} in another place"] if change.moved else []
    grid = HEAD.format("Row", "Column") + "".join(rows) + "</tbody></table>" if rows else ""
    return f"<h3>{escape(change.name)}</h3>{_list(more)}{grid}"


def _lang(column):
    return ' lang="ja"' if column.endswith("_ja") else ""


def _schema(lines):
    return f"<h3>datapackage.yaml</h3><pre>{escape(chr(10).join(lines))}</pre>" if lines else ""


def _texts(texts, kind="", lang=""):
    """Return texts before and after, side by side, under the chapters and places they stand in."""
    if not texts:
        return ""
    rows = []
    for text in texts:
        cells = "".join(
            f"<td{f' lang={lang}' if lang else ''}>{f'<pre>{side}</pre>' if kind and side else side}</td>" for side in marked(text.before, text.after)
        )
        rows.append(f'<tr><th scope="row">{escape(text.chapter)}</th><th scope="row">{escape(text.place)}</th>{cells}</tr>')
    return HEAD.format("Chapter", "Place") + "".join(rows) + "</tbody></table>"


def _exhibit(change):
    where = f" in {', '.join(change.chapters)}" if change.chapters else ""
    records = [one for one in change.differences if not one.look]
    looks = [one for one in change.differences if one.look]
    said = [] if records else ["No record differs; it only looks different."]
    rows = _differences(shifts(records), "Record")
    opened, many = "" if records else " open", "s" if len(looks) > 1 else ""
    look = f"<details{opened}><summary>How it is drawn or set: {len(looks)} difference{many}</summary>{_differences(looks, 'Part')}</details>"
    return (
        f"<h3>{escape(change.name)} <span class=kind>{change.kind}{escape(where)}</span></h3>"
        f"{_list(said)}{_drawings(change)}{rows}{look if looks else ''}"
    )


def _differences(differences, heading):
    rows = []
    for one in differences:
        values = (one.before, one.after)
        sides = marked(*([value if value is None else shown(value, 2000) for value in values] if None in values else both(*values, 1000)))
        field = one.field or ("added" if one.before is None else "lost")
        rows.append(
            f'<tr><th scope="row">{escape(one.record)}</th><th scope="row">{escape(field)}</th>{"".join(f"<td>{side}</td>" for side in sides)}</tr>'
        )
    return HEAD.format(heading, "Field") + "".join(rows) + "</tbody></table>" if rows else ""


def _drawings(change):
    found = []
    for lang, sides in sorted(change.drawings.items()):
        pictures = "".join(_picture(svg, f"{change.name}, {word}", word) for svg, word in zip(sides, ("before", "after")))
        pair = f'<div class="pair" lang="{escape(lang)}">{pictures}</div>'
        found.append(pair if lang == "en" else f"<details><summary>{LANGUAGES.get(lang, escape(lang))}</summary>{pair}</details>")
    return "".join(found)


def _picture(svg, alt, word):
    if svg is None:
        return f"<figure><p>(none)</p><figcaption>{word}</figcaption></figure>"
    data = base64.b64encode(svg.encode()).decode()
    return f'<figure><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{data}"><figcaption>{word}</figcaption></figure>'


def _stale(stale):
    old, new = marked(stale.before or None, stale.after or None)
    japanese = f'<tr><th scope="row">Japanese as it stands</th><td colspan="2" lang="ja">{escape(stale.japanese)}</td></tr>' if stale.japanese else ""
    return (
        f"<h3>{escape(stale.page)}: {escape(stale.why)}</h3>"
        f'<table><thead><tr><th></th><th scope="col" class="side">Before</th><th scope="col" class="side">After</th></tr></thead><tbody>'
        f'<tr><th scope="row">English</th><td>{old}</td><td>{new}</td></tr>{japanese}</tbody></table>'
    )


def _checks(findings):
    rows = []
    for state in (findings.before, findings.after):
        for check in state.checks:
            result = f"<strong>{len(check.found)} found</strong>{_list(check.found)}" if check.found else "yes"
            rows.append(f'<tr><th scope="row">{escape(state.name)}</th><th scope="row">{escape(check.name)}</th><td>{result}</td></tr>')
    return f"<table><tbody>{''.join(rows)}</tbody></table>" if rows else ""


def marked(before, after):
    """Return two texts as HTML in which the words that differ are marked."""
    if before is None or after is None or not isinstance(before, str) or not isinstance(after, str):
        return tuple("" if text is None else f"<{tag}>{escape(_text(text))}</{tag}>" for text, tag in ((before, "del"), (after, "ins")))
    words = [WORDS.findall(text) for text in (before, after)]
    sides = ["", ""]
    for kind, i, j, k, m in difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        for side, part, tag in ((0, words[0][i:j], "del"), (1, words[1][k:m], "ins")):
            text = escape("".join(part))
            sides[side] += text if kind == "equal" or not text else f"<{tag}>{text}</{tag}>"
    return tuple(sides)


def _text(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


SIDES = '<th scope="col" class="side">Before</th><th scope="col" class="side">After</th>'
HEAD = f'<table><thead><tr><th scope="col">{{}}</th><th scope="col">{{}}</th>{SIDES}</tr></thead><tbody>'
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{mark}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Review</title>
<style>
:root {{ color-scheme: light dark; --line: light-dark(#ccd, #445); --old: light-dark(#fde3e0, #572b28); --new: light-dark(#dcf3e3, #1e4a30);
  font: 1rem/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", "Yu Gothic", sans-serif; }}
body {{ max-width: 80rem; margin: 2rem auto; padding: 0 1rem; }}
.sentence {{ font-size: 1.25rem; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; margin: .5rem 0 1.5rem; }}
th, td {{ border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; white-space: pre-line; }}
th {{ width: 14%; }}
th.side {{ width: 36%; }}
tbody th {{ font-weight: 500; }}
pre {{ white-space: pre-wrap; margin: 0; }}
del {{ background: var(--old); text-decoration: none; }}
ins {{ background: var(--new); text-decoration: none; }}
.kind {{ font-weight: normal; font-size: .85rem; opacity: .75; }}
.pair {{ display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }}
figure {{ margin: 0; }}
img {{ width: 100%; background: #fff; }}
@media (max-width: 50rem) {{ .pair {{ grid-template-columns: 1fr; }} }}
</style>
</head>
<body>
<main>
<h1>Review</h1>
<p class="sentence">{sentence}</p>
{body}
</main>
</body>
</html>
"""
