"""The catalogues of the Japanese prose: extract and update them, and say what is wrong with them.

The English chapters are the source. A message that is missing, fuzzy, obsolete, or that loses a value, a reference,
a note or a link fails the build. The package's own words (``econsec.po``) are held to the same rules.
"""

import ast
import json
import re
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from econsec.data import plain, wording
from econsec.files import save
from econsec.words import LOCALE

FOLDER = LOCALE / "ja" / "LC_MESSAGES"
# What a translation has to keep: roles such as {glue:text}`name`, placeholders such as {n}, targets of links.
KEPT = re.compile(r"\{[\w:-]+\}`[^`]*`|\{\w*\}|\]\([^)]*\)|https?://[^\s)>]+")

ACRONYM = re.compile(r"[A-Z0-9 .,&/()%+-]+")


def extract(source, step=lambda name: None):
    """Return the messages of each page of a laid-out book of executed chapters: ``page -> messages``, in order.

    Executed, because captions belong to outputs.
    """
    from econsec.site.printing import print_book

    with tempfile.TemporaryDirectory() as folder:
        print_book(str(source), folder, "en", builder="gettext")
        pages = {str(pot.relative_to(folder).with_suffix("")): pot for pot in sorted(Path(folder).rglob("*.pot"))}
        return {page: _messages(pot) for page, pot in pages.items() if page != "sphinx"}  # the templates' own words


def _messages(path):
    with path.open("rb") as file:
        return [message.id for message in read_po(file) if message.id]


def update(source, folder=FOLDER):
    """Bring the catalogues in line with the chapters, all or none; return the files that changed.

    A changed sentence keeps its old translation, marked fuzzy; one that is gone is dropped.
    """
    changes = {}
    for page, messages in extract(source).items():
        path = folder / f"{page}.po"
        before = path.read_bytes() if path.exists() else None
        catalogue = _empty() if before is None else read(path)
        catalogue.update(_template(messages), no_fuzzy_matching=False, keep_user_comments=True)
        catalogue.obsolete.clear()
        changes[path] = before, _text(catalogue).encode()
    return save(changes)


def collect(chapters, folder=FOLDER):
    """Add to the package's own words what the cells of chapters say by ``report.gettext("…")``; return the files that changed."""
    path = folder / "econsec.po"
    before = path.read_bytes()
    known = {message.id for message in read(path)}
    new = [text for text in dict.fromkeys(_in_cells(chapters)) if text and text not in known]
    entries = _text(_template(new)).removeprefix(HEADER).encode() if new else b""
    return save({path: (before, before.rstrip() + b"\n\n" + entries if new else before)})


def _in_cells(chapters):
    for path in sorted(Path(chapters).glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                yield from _gettexts("".join(cell["source"]))


def _gettexts(source):
    """Return the texts that a cell puts into the edition's language, as far as they stand there as they are."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    except SyntaxError:  # the run of the chapter says so better
        return []
    first = [call.args[0] for call in calls if call.func.attr == "gettext" and call.args]
    return [text.value for text in first if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def _empty():
    # A fixed header: who ran the extraction, and when, is no part of a catalogue.
    return Catalog(locale="ja", header_comment="", fuzzy=False)


def _template(messages):
    template = _empty()
    for message in messages:
        template.add(message)
    return template


def read(path):
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale="ja", abort_invalid=True)


HEADER = """msgid ""
msgstr ""
"Language: ja\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def _text(catalogue):
    """Return a catalogue in its one form."""
    for message in catalogue:
        message.flags &= {"fuzzy"}  # Babel guesses others
    with tempfile.TemporaryFile() as file:
        write_po(file, catalogue, width=0, omit_header=True, no_location=True, sort_output=False, include_previous=False)
        file.seek(0)
        return HEADER + file.read().decode("utf-8").strip() + "\n"


def check(source, folder=FOLDER, step=lambda name: None):
    """Return what is wrong with the catalogues, one line each with file and string."""
    problems = []
    pages = extract(source)
    known = {str(path.relative_to(folder).with_suffix("")) for path in Path(folder).rglob("*.po")} - {"econsec"}
    problems += [f"{page}.po: no such page; remove the file" for page in sorted(known - set(pages))]
    for page, messages in pages.items():
        path = Path(folder) / f"{page}.po"
        if not path.exists():
            problems.append(f"{page}.po: no such catalogue; `make translate` makes it")
            continue
        problems += [f"{page}.po: {problem}" for problem in _check_catalogue(path, messages)]
    return problems + [f"econsec.po: {problem}" for problem in _check_catalogue(Path(folder) / "econsec.po")]


def verify(source, step=lambda name: None):
    """Fail with all that is wrong with the catalogues of a laid-out book."""
    from econsec.site.plan import BuildError

    problems = check(source)
    if problems:
        raise BuildError("\n".join(problems))


def problems(path, wanted=None):
    """Return what is wrong with one catalogue, by itself or against the messages that it should have, one line each."""
    return _check_catalogue(path, wanted)


def _check_catalogue(path, wanted=None):
    try:
        catalogue = read(path)
    except Exception as error:  # in what a broken file makes Babel's reader end is not said, and is of many kinds
        return [f"not a catalogue: {plain(' '.join(str(error).split()))}"]
    messages = {message.id: message for message in catalogue if message.id}
    found = [] if wanted is None else [f"no translation: {short(text)}" for text in wanted if text not in messages]
    for text, message in messages.items():
        if wanted is not None and text not in wanted:
            found.append(f"obsolete: {short(text)}")
        elif message.fuzzy:
            found.append(f"fuzzy, to be looked at again: {short(text)}")
        elif not message.string:
            found.append(f"no translation: {short(text)}")
        else:
            found += _lost(text, message.string) or _unfit(text, message.string)
    found += [f"obsolete: {short(text)}" for text in catalogue.obsolete]
    return found


def _lost(text, translation):
    """Say what a translation drops or adds of the things that both languages must share."""
    ours, theirs = sorted(KEPT.findall(text)), sorted(KEPT.findall(translation))
    if ours == theirs:
        return []
    lost = [item for item in ours if ours.count(item) > theirs.count(item)]
    added = [item for item in theirs if theirs.count(item) > ours.count(item)]
    parts = [f"{word} {plain(', '.join(dict.fromkeys(items)))}" for word, items in (("drops", lost), ("adds", added)) if items]
    return [f"the translation {' and '.join(parts)}: {short(text)}"]


def _unfit(text, translation):
    """Say what a translation must not hold, or that it is none; an acronym may stay as it is."""
    ours, theirs = KEPT.sub("", text), KEPT.sub("", translation)
    if not wording.LATIN.search(ours) or ACRONYM.fullmatch(ours.strip()):
        return []
    unseen = next((wording.unfit(line) for line in translation.split("\n") if wording.UNSEEN.search(line)), "")
    mangled = "was read in another encoding than it was written in" if wording.mangled(translation) else ""
    said = unseen or mangled or wording.wrong_language(theirs, "ja", ours)
    return [f"the translation {said}: {short(text)}"] if said else []


def short(text):
    """Return a text as a problem names it."""
    return repr(text if len(text) <= 80 else f"{text[:77]}...")
