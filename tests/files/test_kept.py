"""What was made once is not made again where it was made of the same; in any doubt it is."""

import pytest

from econsec.files import kept


@pytest.fixture
def note(tmp_path):
    """Return a note of a job that looked at one of two tables."""
    kept.note(tmp_path / "a.note", "code 1", {"awards": "x", "events": "y"}, ["awards"])
    return tmp_path / "a.note"


def test_what_was_made_of_the_same_is_known_with_its_value(note):
    assert kept.held(note, "code 1", {"awards": "x", "events": "y"}) == ["awards"]
    assert kept.held(note, "code 1", {"awards": "x", "events": "other"}) == ["awards"], "at which it did not look"


@pytest.mark.parametrize(("whole", "parts"), [("code 2", {"awards": "x"}), ("code 1", {"awards": "other"}), ("code 1", {})])
def test_what_was_made_of_something_else_is_not_known_and_its_note_is_gone(note, whole, parts):
    assert kept.held(note, whole, parts) is kept.MISSING
    assert not note.exists(), "a job that is killed now has no note"


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", '["code 1", [], 0]', "[" * 10_000])
def test_a_note_that_is_none_is_none(note, text):
    note.write_text(text)
    assert kept.held(note, "code 1", {"awards": "x"}) is kept.MISSING


def test_nothing_is_taken_for_what_was_made_without_value(tmp_path):
    kept.note(tmp_path / "b.note", "code 1", {}, None)
    assert kept.held(tmp_path / "b.note", "code 1", {}) is None


def test_parts_of_a_digest_are_told_apart():
    assert kept.digest("a", "bc") != kept.digest("ab", "c") != kept.digest("abc")
    assert kept.digest({"a": 1, "b": 2}) == kept.digest({"b": 2, "a": 1}) != kept.digest({"a": 1, "b": "2"})


def test_bytes_are_made_once_for_a_key_and_each_time_without_a_folder(tmp_path):
    made = []

    def make():
        made.append(1)
        return b"drawn"

    assert [kept.remembered(tmp_path / "drawn", key, make) for key in ("one", "one", "two")] == [b"drawn"] * 3
    assert len(made) == 2
    assert {path.name for path in (tmp_path / "drawn").iterdir()} == {"one", "two"}
    assert [kept.remembered(None, "one", make) for _ in range(2)] == [b"drawn"] * 2 and len(made) == 4
