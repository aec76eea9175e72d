"""The package's own words (headings, axes, legends) in the report's languages, from its gettext catalogue.

The English text is the key; ``locale/ja/LC_MESSAGES/econsec.po`` holds the Japanese. Texts of the data live in
the data, prose in the chapters.
"""

import functools
from pathlib import Path

LANGUAGES = {"en": "English", "ja": "日本語"}
LOCALE = Path(__file__).resolve().parents[2] / "locale"


class MissingTranslation(KeyError):
    """A text of the package that its catalogue lacks."""


@functools.cache
def translator(lang):
    """Return the function that puts a text of the package into a language."""
    if lang == "en":
        return str
    from babel.messages.pofile import read_po  # here, for the command starts with this module

    path = LOCALE / lang / "LC_MESSAGES" / "econsec.po"
    with path.open("rb") as file:
        catalogue = {message.id: message.string for message in read_po(file) if message.id and not message.fuzzy}

    def translate(text):
        if not catalogue.get(text):
            raise MissingTranslation(f"{path.name}: no translation of {text!r} into {lang}")
        return catalogue[text]

    return translate


def localized(name, lang):
    """Return the descriptor's property that holds ``name`` in a language: English has no suffix."""
    return name if lang == "en" else f"{name}_{lang}"
