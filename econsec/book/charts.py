"""Charts on pages: static SVG, for a wide and a narrow place, and beside the page what their marks say.

The SVG prints, works without JavaScript and from the file system. What marks say is a file of its own in ``charts/`` of the book,
a script, for a page that lies in a folder may read nothing else; a page asks for it when its reader first points at a chart.
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book.data_tables import name_of, sources_node, unknown_sources
from econsec.book.frame import ink
from econsec.editions import Sources
from econsec.exhibits import NARROW, VEGALITE, WIDE, draw_numbered, fields, picks, records, sayings
from econsec.files import digest
from econsec.subject import subject
from econsec.words import Formats, translator

FOLDER = "charts"
SCREEN = 520  # px of height that a phone shows of a chart before it is unfolded
MARKS = 'data-marks=""'  # the place of the name of what a chart's marks say, until all tables of the book are known


def setup(app: Sphinx) -> None:
    """Register where charts are kept."""
    app.add_config_value("econsec_drawn", "", "")  # a folder of what was drawn before, if there is one
    app.add_config_value("econsec_code", "", "env")  # of which code it is made: another, and every page is read anew


def write_sayings(app, docname, shown, address):
    """Write what the marks of a chart say, and tell the chart where; ``address`` knows where a row is shown in full."""
    spec = shown["spec"]
    name = f"{docname.rpartition('/')[2]}-{spec['usermeta']['exhibit']}"
    said = sayings(spec, app.config.language, address) | {"more": translator(app.config.language)("Show the entry")}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    path = Path(app.outdir, FOLDER, f"{name}.js")
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"(window.econsecSaid ??= {{}})[{json.dumps(name)}] = {text};\n", encoding="utf-8")
    drawn = shown.astext().replace(MARKS, f'data-marks="{name}" data-version="{digest(text)[:8]}"', 1)
    shown.children[:] = [nodes.Text(drawn)]


class VegaLite:
    """What myst-nb does with a chart: HTML pages draw it, the extraction of texts passes it over."""

    mime_priority_overrides = [("html", VEGALITE, 1), ("dirhtml", VEGALITE, 1), ("gettext", VEGALITE, None)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the chart's node; None for anything else."""
        if data.mime_type != VEGALITE or inline:
            return None
        config = renderer.renderer.sphinx_env.config
        spec = complete(data.content if isinstance(data.content, dict) else json.loads(data.content), name_of(data), config.language)
        shown, height = html(spec, drawn(config))
        return [nodes.raw("", shown, format="html", spec=spec, tall=height > SCREEN), *sources_node(sources_of(spec))]


def drawn(config):
    """Return the folder of what was drawn before, if there is one."""
    return Path(config.econsec_drawn) if config.econsec_drawn else None


def complete(spec, name, lang):
    """Return a chart with what one that did not leave by the door does not say of itself: a name, a text, that its sources are not known."""
    said = spec.get("usermeta", {})
    if "exhibit" in said:
        return spec
    shown = Formats(lang).join(fields(spec).values())
    text = translator(lang)("{title} (rows: {number})").format(title=shown, number=Formats(lang).number(len(records(spec))))
    meta = {"exhibit": name, "sources": unknown_sources(lang)} | said
    return spec | {"usermeta": meta, "description": spec.get("description") or text}


def sources_of(spec):
    """Return the sources that a chart says it rests on, or that they are not known; nothing where it rests on none."""
    said = spec["usermeta"].get("sources")
    return Sources.of(said) if said else None


def html(spec, kept=None):
    """Return a chart as HTML (two drawings, buttons, a list to choose from), and how high the narrow drawing is."""
    name = spec["usermeta"]["exhibit"]
    speaking = sayings(spec, "en")["rows"]
    drawn_at = {kind: _themed(_silenced(draw_numbered(spec, width, kept), speaking)) for kind, width in (("wide", WIDE), ("narrow", NARROW))}
    height = float(re.search(r'<svg[^>]*? height="([\d.]+)', drawn_at["narrow"])[1])
    drawings = "".join(
        f'<div class="chart-static {kind}" aria-hidden="true">{_own_ids(svg, f"{name}-{kind}")}</div>' for kind, svg in drawn_at.items()
    )
    tall = " tall" if height > SCREEN else ""
    frame = f'<div class="chart-frame" role="img" aria-label="{escape(spec["description"])}">{drawings}</div>'
    shown = f'<div class="chart{tall}" id="{name}" {MARKS} data-pagefind-ignore>{frame}{_choice(spec)}{_pick(spec)}</div>'
    return shown, height


def _silenced(svg, speaking):
    """Return a drawing in which only marks have numbers whose rows say something."""
    return re.sub(r' data-row="(\d+)"', lambda number: number[0] if int(number[1]) in speaking else "", svg)


def _themed(svg):
    """Return a drawing whose marks in the colour of a page's part of the subject have it as the theme does, by day and by night."""
    for name in sorted(set(subject().accents.values())):
        svg = svg.replace(f'"{ink(name)}"', f'"var(--{name})"')
    return svg


def _own_ids(svg, prefix):
    """Keep the ids inside a drawing apart from those of the page's other drawings."""

    def rename(tag):  # in tags alone: a text of the data may look like an id
        named = re.sub(r'(?<=\s)id="([^"]+)"', rf'id="{prefix}-\1"', tag.group())
        return re.sub(r'="url\(#([^)"]+)\)"', rf'="url(#{prefix}-\1)"', named)

    return re.sub(r"<[^<>]*>", rename, svg)


def _pick(spec):
    """Return a list from which a reader finds one of many marks; without a script it is not there."""
    names = picks(spec)
    if not names:
        return ""
    heading = escape(spec["usermeta"]["pick"]["heading"])
    options = "".join(f'<option value="{number}">{escape(name)}</option>' for name, number in names.items())
    return f'<label class="chart-choice chart-pick">{heading}: <select><option value="">–</option>{options}</select></label>'


def _choice(spec):
    """Return buttons that show the marks of one kind alone; without a script they are not there."""
    choice = spec["usermeta"].get("choice")
    if not choice:
        return ""
    labels = (escape(label) for label in choice["labels"])
    buttons = "".join(f'<button type="button" aria-pressed="false">{label}</button>' for label in labels)
    names = f'role="group" aria-label="{escape(choice["heading"])}"'
    heading = f'<span aria-hidden="true">{escape(choice["heading"])}:</span>'
    return f'<div class="chart-choice" {names}>{heading} {buttons}</div>'
