"""Draw charts on pages: static SVG, for a wide and a narrow place, with Vega on top when one comes into view.

The SVG prints, works without JavaScript and from the file system. Vega's script comes from vl-convert, so that
nothing is fetched from another host.
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from econsec.book.data_tables import name_of, sources_node, unknown_sources
from econsec.editions import Sources
from econsec.exhibits import NARROW, VEGALITE, WIDE, draw, fields, records, script
from econsec.words import Formats, translator

SCRIPT = "vega.js"
SCREEN = 520  # px of height that a phone shows of a chart before it is unfolded


def setup(app: Sphinx) -> None:
    """Register the scripts that wake charts up."""
    app.add_config_value("econsec_drawn", "", "")  # a folder of what was drawn before, if there is one
    app.add_config_value("econsec_code", "", "env")  # of which code it is made: another, and every page is read anew
    app.add_config_value("econsec_vega", "", "html")  # the script that draws, where several books share it
    app.connect("build-finished", _write_script)


def _write_script(app, error):
    if app.builder.format == "html" and not error:
        shared = app.config.econsec_vega
        text = Path(shared).read_text(encoding="utf-8") if shared else script()
        Path(app.outdir, "_static", SCRIPT).write_text(text, encoding="utf-8")


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
    """Return a chart as HTML (two drawings, the specification for the browser), and how high the narrow drawing is."""
    name = spec["usermeta"]["exhibit"]
    drawn_at = {kind: draw(spec, width, kept) for kind, width in (("wide", WIDE), ("narrow", NARROW))}
    height = float(re.search(r'<svg[^>]*? height="([\d.]+)', drawn_at["narrow"])[1])
    drawings = "".join(
        f'<div class="chart-static {kind}" aria-hidden="true">{_own_ids(svg, f"{name}-{kind}")}</div>' for kind, svg in drawn_at.items()
    )
    tall = " tall" if height > SCREEN else ""
    shown = (
        f'<div class="chart{tall}" id="{name}" data-pagefind-ignore><div class="chart-frame" role="img" aria-label="{escape(spec["description"])}">'
        f"{drawings}</div>{_choice(spec)}"
        f'<script type="application/json" class="chart-spec">{_for_script(spec)}</script></div>'
    )
    return shown, height


def _own_ids(svg, prefix):
    """Keep the ids inside a drawing apart from those of the page's other drawings."""

    def rename(tag):  # in tags alone: a text of the data may look like an id
        named = re.sub(r'(?<=\s)id="([^"]+)"', rf'id="{prefix}-\1"', tag.group())
        return re.sub(r'="url\(#([^)"]+)\)"', rf'="url(#{prefix}-\1)"', named)

    return re.sub(r"<[^<>]*>", rename, svg)


def _choice(spec):
    """Return buttons that do what a click on the legend does; they wait until the chart is awake."""
    choice = spec["usermeta"].get("choice")
    if not choice:
        return ""
    labels = (escape(label) for label in choice["labels"])
    buttons = "".join(f'<button type="button" aria-pressed="false">{label}</button>' for label in labels)
    names = f'role="group" aria-label="{escape(choice["heading"])}" data-field="{escape(choice["field"])}"'
    heading = f'<span aria-hidden="true">{escape(choice["heading"])}:</span>'
    return f'<div class="chart-choice" {names}>{heading} {buttons}</div>'


def _for_script(spec):
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
