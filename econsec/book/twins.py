"""Each page of the newest edition again as Markdown, for machines: its headings, sentences, tables with all rows, charts in words.

It is written from the same tree as the page, before tables are folded and lines are added; ``llms.txt`` lists the pages.
"""

from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from econsec.book import doctrees, feed_links, frame, numbering
from econsec.book.descriptions import first_paragraph
from econsec.subject import subject
from econsec.words import translator

LIST = "llms.txt"
MARKED = {nodes.strong: "**", nodes.emphasis: "*", nodes.literal: "`"}


def setup(app: Sphinx) -> None:
    """Register the writing of twins, the line that leads to each, and the list of them."""
    app.connect("doctree-resolved", _write, priority=850)  # after all links, before the lines under exhibits
    app.connect("html-page-context", _lead, priority=700)
    app.connect("build-finished", _list)


def _write(app, doctree, docname):
    if app.builder.format == "html" and feed_links.has_feed(app):
        path = Path(app.outdir, f"{docname}.md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(_blocks(app, doctree, docname)) + "\n", encoding="utf-8", newline="\n")


def _lead(app, pagename, templatename, context, doctree):
    if doctree is not None and pagename in app.env.found_docs and feed_links.has_feed(app):
        place = f"{context.get('content_root', './')}{pagename}.md"
        frame.add_to_head(context, f'<link rel="alternate" type="text/markdown" href="{place}">')


def _list(app, error):
    """List the pages with their first sentences, part by part, as the proposal llms.txt has it."""
    if error or app.builder.format != "html" or not feed_links.has_feed(app):
        return
    word, root = translator(app.config.language), app.config.root_doc
    lines = [f"# {app.config.html_title}", "", f"> {word(subject().about)}", ""]
    lines += [word("A reading of public sources, no legal advice."), "", *_entries(app, [root]), ""]
    for part in doctrees.as_read(app, root).findall(addnodes.toctree):
        lines += [f"## {part['caption']}", "", *_entries(app, [name for _, name in part["entries"]]), ""]
    Path(app.outdir, LIST).write_text("\n".join(lines), encoding="utf-8", newline="\n")


def _entries(app, names):
    there = (name for name in names if name in app.env.found_docs)
    return [f"- [{app.env.titles[name].astext()}]({name}.md): {first_paragraph(doctrees.as_read(app, name))}" for name in there]


def _blocks(app, tree, docname, level=0):
    """Yield the blocks of a part of a page, in its order."""
    for node in tree.children:
        if isinstance(node, nodes.section):
            yield from _blocks(app, node, docname, level + 1)
        elif isinstance(node, nodes.title):
            yield f"{'#' * level} {_inline(node)}"
        elif isinstance(node, nodes.figure):
            yield from _exhibit(app, node, docname)
        elif isinstance(node, nodes.paragraph):
            yield _inline(node)
        elif isinstance(node, nodes.bullet_list | nodes.enumerated_list):
            yield "\n".join(f"- {' '.join(_inline(part) for part in item.children)}" for item in node.children)
        elif isinstance(node, nodes.raw):
            yield from _shown(node)
        elif isinstance(node, nodes.Element) and not isinstance(node, nodes.Invisible | nodes.target):
            yield from _blocks(app, node, docname, level)


def _exhibit(app, figure, docname):
    """Yield an exhibit: its number and caption, then what it shows."""
    number = numbering.number(app, docname, figure["ids"][0]) if figure["ids"] else ""
    said = [_inline(one) for one in figure.findall(nodes.caption)] + [_inline(one) for one in figure.findall(nodes.legend)]
    yield f"**{': '.join(filter(None, [number, *said]))}**"
    for raw in figure.findall(nodes.raw):
        yield from _shown(raw)


def _shown(raw):
    """Yield a table with all its rows, or a chart in words."""
    if "table" in raw and raw["table"].rows:
        table = raw["table"]
        lines = [f"| {' | '.join(map(_cell, table.columns))} |", f"|{' --- |' * len(table.columns)}"]
        for row in table.rows:
            lines += [f"| **{_cell(row.group)}** |{' |' * (len(table.columns) - 1)}"] if row.group else []
            lines.append(f"| {' | '.join(_cell(cell.plain()) for cell in row.cells)} |")
        yield "\n".join(lines)
    elif "spec" in raw:
        yield str(raw["spec"].get("description", ""))


def _cell(text):
    return " ".join(str(text).replace("|", "\\|").split())


def _inline(node):
    """Return a block's text in one line, with its marks and links."""
    if isinstance(node, nodes.Text):
        return node.astext()
    text = "".join(map(_inline, node.children))
    if isinstance(node, nodes.reference) and node.get("refuri") and text:
        return f"[{text}]({node['refuri'].replace('.html', '.md') if node.get('internal') else node['refuri']})"
    mark = next((mark for kind, mark in MARKED.items() if isinstance(node, kind)), "")
    text = f"{mark}{text}{mark}" if text else ""
    return " ".join(text.split()) if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline) else text
