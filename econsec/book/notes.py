"""The role ``{note}`7```: a marker that leads to the article's note on the sources page, and back from there."""

import re

from docutils import nodes
from sphinx.util.docutils import SphinxRole

PAGE = "sources"


class Note(SphinxRole):
    """A raised number that leads to a note."""

    def run(self):
        """Return the marker; its id lets the note lead back."""
        link = nodes.reference("", self.text, refuri=f"{PAGE}.html#note-{self.text}", internal=True)
        return [nodes.superscript("", "", link, classes=["note-marker"])], []


def setup(app):
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
    if docname.rpartition("/")[2] != PAGE:
        return
    back = {number: f"{name.rpartition('/')[2]}.html#note-{number}-ref" for name, cited in _places(app.env).items() for number in cited}
    for raw in list(doctree.findall(nodes.raw)):
        if 'id="note-' in raw.astext():
            linked = re.sub(r'(<tr id="note-(\d+)"[^>]*><th[^>]*>)\2(</th>)', lambda m: _link(m, back), raw.astext())
            raw.replace_self(nodes.raw("", linked, format="html"))


def _link(match, back):
    number = match.group(2)
    return f'{match.group(1)}<a href="{back[number]}">{number}</a>{match.group(3)}' if number in back else match.group(0)
