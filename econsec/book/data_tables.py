"""Tables on pages: made from the records that a chapter's output holds, which stay with the node for whoever comes later."""

import json
import re
from dataclasses import replace

from docutils import nodes

from econsec.editions import Sources
from econsec.exhibits import RESOURCE, Table, said_of_gaps, sources_html
from econsec.words import translator


class DataTable:
    """What myst-nb does with a table of the report."""

    mime_priority_overrides = [("html", RESOURCE, 1), ("dirhtml", RESOURCE, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        """Return the table's nodes; None for anything else."""
        if data.mime_type != RESOURCE or inline:
            return None
        table = Table.of(data.content if isinstance(data.content, dict) else json.loads(data.content))
        if table.sources and not table.sources.heading:  # a bare frame, which left by no door
            lang = renderer.renderer.sphinx_env.config.language
            table = replace(table, name=name_of(data), sources=Sources(unknown_sources(lang)["heading"], ()))
            table = said_of_gaps(table, lang)
        return [node_of(table), *sources_node(table.sources)]


def name_of(data):
    """Return the name of an output that says none of its own: that of its figure, else its cell's place."""
    figure = data.cell_metadata.get("mystnb", {}).get("figure", {})
    return re.sub(r"^(fig|tab)-", "", figure.get("name", f"output-{data.cell_index}")).replace("-", "_")


def unknown_sources(lang):
    """Return what stands where the works of an exhibit are not known, as an exhibit says its sources."""
    return {"heading": translator(lang)("Sources not stated"), "works": []}


def node_of(table, folds=None):
    """Return the node of a table, without its sources; with ``folds`` as a page shows it."""
    html = table.html(sourced=False, folds=folds) + ("\n" if table.rows and table.sources else "")
    return nodes.raw("", html, format="html", table=table, classes=["output", "text_html"])


def linked(table, address):
    """Return a table each of whose rows' headings leads to the address that a function knows for it, if any."""
    rows = []
    for row in table.rows:
        first, *others = row.cells
        rows.append(replace(row, cells=(replace(first, href=address(first)), *others)))
    return replace(table, rows=tuple(rows))


def sources_node(sources):
    """Return the node of the line that names an exhibit's sources, if there are any."""
    return [nodes.raw("", sources_html(sources), format="html", sources=sources)] if sources else []
