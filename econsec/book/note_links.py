"""The role ``{note}`7```: a marker that leads to the article's note on the sources page, and back from there."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from econsec.book.data_tables import linked, node_of
from econsec.subject import subject


class Note(SphinxRole):
    """A raised number that leads to a note."""

    def run(self):
        """Return the marker; its id lets the note lead back."""
        link = nodes.reference("", self.text, refuri=f"{subject().sources}#note-{self.text}", internal=True)
        return [nodes.superscript("", "", link, classes=["note-marker"])], []


def setup(app: Sphinx) -> None:
    """Register the role and the way back."""
    app.add_role("note", Note())
    app.connect("doctree-read", _remember)
    app.connect("env-purge-doc", lambda app, env, docname: _places(env).pop(docname, None))
    app.connect("doctree-resolved", _lead_back)


def _places(env):
    """Return the notes each page cites: ``docname -> numbers``."""
    env.econsec_notes = getattr(env, "econsec_notes", {})
    return env.econsec_notes


def _remember(app, doctree):
    cited = _places(app.env)[app.env.docname] = []
    for marker in doctree.findall(nodes.superscript):
        if "note-marker" in marker["classes"] and marker.astext() not in cited:
            marker["ids"].append(f"note-{marker.astext()}-ref")
            cited.append(marker.astext())


def _lead_back(app, doctree, docname):
    if f"{docname.rpartition('/')[2]}.html" != subject().sources:
        return
    back = {number: f"{name.rpartition('/')[2]}.html#note-{number}-ref" for name, cited in _places(app.env).items() for number in cited}
    for raw in list(doctree.findall(nodes.raw)):
        if "table" in raw and any(_is_note(raw["table"], row) for row in raw["table"].rows):
            raw.replace_self(node_of(linked(raw["table"], lambda first: back.get(first.text, ""))))


def _is_note(table, row):
    return table.row_id(row) == f"note-{row.cells[0].text}"
