"""A translation that is none, in the other language, or mangled, is named; a catalogue of any shape ends in a line."""

import pytest

from econsec.site.catalogues import problems

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def said(tmp_path):
    """Return a function that says what is wrong with a catalogue of one message."""

    def of(text, translation):
        path = tmp_path / "a.po"
        path.write_text(f'{HEADER}msgid "{text}"\nmsgstr "{translation}"\n', encoding="utf-8")
        return problems(path)

    return of


@pytest.mark.parametrize(
    ("translation", "why"),
    [
        ("The rule stands.", "equals the English"),
        ("Die Regel gilt.", "has no Japanese in it"),
        ("規則は有効だ。".encode().decode("latin-1"), "nobody sees"),
        ("規則は\u202e有効だ。", "RIGHT-TO-LEFT OVERRIDE"),
        ("規則は有効\ufffd。", "has lost a letter"),
        ("輸出管理を強化する".encode().decode("cp932", "ignore"), "another encoding"),
    ],
)
def test_a_translation_that_is_none_is_named(said, translation, why):
    (problem,) = said("The rule stands.", translation)
    assert why in problem and problem.endswith("'The rule stands.'")


@pytest.mark.parametrize(
    ("text", "translation"),
    [("The rule stands.", "規則は有効だ。"), ("EU", "EU"), ("{number}%", "{number}%"), ("{a}: {b}", "{a}: {b}"), ("USMCA", "USMCA")],
)
def test_what_may_stay_stays(said, text, translation):
    assert said(text, translation) == []


@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b'msgid "a', b"msgstr", b'msgid "a"\nmsgid "b"\nmsgstr broken', b'msgid "a"\nmsgstr[x] "b"', b'"\n' * 9, b"msgctxt"]
)
def test_what_is_no_catalogue_is_a_line(tmp_path, content):
    (tmp_path / "a.po").write_bytes(content)
    found = problems(tmp_path / "a.po")
    assert all("\n" not in line for line in found)
