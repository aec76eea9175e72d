"""A file or a description in another form is one line each, in words; nothing ends in a traceback, nothing hangs."""

import csv
import io

import pytest
import yaml
from conftest import PROJECT, ROOT

from econsec.data.checks import check, examine

DESCRIPTOR = "datapackage.yaml"


@pytest.fixture
def rewrite(data):
    """Return a function that changes the text of a file of the copied data."""

    def change(name, how):
        path = data / name
        path.write_text(how(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")

    return change


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda text: text.replace("\n", "\n\n", 1), "funding.csv:2: an empty line; right: no line without a row; `make tidy` takes it out"),
        (lambda text: f"{text}\n", "an empty line; right: no line without a row"),
        (lambda text: f"{text},,,\n", "funding.csv:10: 4 cells; the header has 13"),
        (lambda text: text.replace("\n", ",,,,\n", 2), "4 columns without a name (`make tidy` takes empty ones out)"),
        (lambda text: text.replace("id,", "id,id,", 1), "column 'id' stands twice"),
        (lambda text: text + '"open', "a quotation mark opens a cell and none closes it"),
        (lambda text: text + '"a"b' + "," * 10 + "\n", "a quotation mark stands within a cell"),
        (lambda text: text + "x" * 200_000 + "," * 10 + "\n", "a cell of more than 131,072 characters"),
        (lambda text: text.replace("\n", "," * 9_990 + "\n"), "funding.csv:1: 9,990 columns without a name"),
        (lambda text: ",".join(f"c{n}" for n in range(10_000)) + text[text.index("\n") :], "unknown column 'c0'; unknown column 'c1'"),
        (lambda text: text.replace(",", "\t"), "funding.csv:1: tabs stand between the columns"),
        (lambda text: text.replace("\n", "\n1;2;3\n", 1), "funding.csv:2: 1 cells; the header has 13"),
        (lambda text: "", "funding.csv: empty"),
    ],
)
def test_a_table_in_another_form_is_one_line(data, rewrite, how, said):
    rewrite("funding.csv", how)
    (problem,) = check(data)
    assert said in problem and problem.startswith("funding.csv:") and len(problem) < 1000


def test_each_header_that_is_wrong_is_told_once_and_shortened(data, rewrite):
    rewrite("rings.csv", lambda text: ",".join(f"c{n}" for n in range(10_000)) + text[text.index("\n") :])
    (problem,) = check(data)
    assert problem.count("unknown column") == 20 and "more; right: id,ring," in problem


def test_a_table_full_of_mistakes_is_told_in_part_and_counted(data, rewrite):
    rewrite("added_tariff.csv", lambda text: text.replace(",true,", ",TRUE,").replace(",false,", ",FALSE,"))
    problems = check(data)
    assert len(problems) == 51 and problems[-1] == "added_tariff.csv: 478 more"


def test_a_link_in_the_place_of_a_table_is_refused(data, tmp_path):
    elsewhere = (data / "rings.csv").rename(tmp_path / "rings.csv")
    (data / "rings.csv").symlink_to(elsewhere)
    assert check(data) == ["rings.csv: a link; right: the file itself, so that the table travels with the folder"]


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/passwd", "sub/rings.csv", "https://example.org/rings.csv", "rings.txt", ""])
def test_a_path_out_of_the_package_is_refused(data, rewrite, path):
    rewrite(DESCRIPTOR, lambda text: text.replace("path: rings.csv", f'path: "{path}"'))
    (problem,) = check(data)
    assert problem.startswith("datapackage.yaml:") and "rings: path: " in problem
    assert problem.endswith("the name of a CSV file beside datapackage.yaml, such as events.csv")


RINGS = "  - name: rings\n"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("path: rings.csv", "pth: rings.csv", "unknown key 'pth'; did you mean path"),
        ("path: rings.csv", "path: [rings.csv]", "\"['rings.csv']\" is not text"),
        ("path: rings.csv", "path: rings.csv\n    path: ring.csv", "'path' stands twice; a key stands once"),
        (RINGS, "  - 7\n" + RINGS, "'7' is not keys with their values"),
        (RINGS, "  - name: events\n", "events: the name of two tables"),
        ('as_of: "2026-11-22"', 'as_of: "2026-02-30"', "as_of: '2026-02-30' is not a date such as 2026-02-06"),
        ('as_of: "2026-11-22"', "as_of: soon", "as_of: 'soon' does not fit; right: a date in quotes"),
        ('as_of: "2026-11-22"', "as_of: 2026-11-22", "as_of: '2026-11-22' is not text"),
        ('as_of: "2026-11-22"', "", "no as_of"),
        ("itemReference: sources.id", "itemReference: source.id", "'source' is not a table of the package"),
        ("itemReference: sources.id", "itemReference: sources.ide", "'ide' is not a column of sources; did you mean id"),
        ('pattern: "[A-Z]{3}"', 'pattern: "[A-Z"', "pattern: '[A-Z' is no regular expression"),
        ("type: integer", "type: int", "'int' is not one of string, integer, number, boolean, date, list"),
        ("notBefore: announced_on", "notBefore: announced", "notBefore: 'announced' is not a column of the table"),
        ("constraints: {minimum: 1", "constraints: {minimun: 1", "unknown key 'minimun'; did you mean minimum"),
        ("constraints: {minimum: 1", 'constraints: {minimum: "one"', "minimum: 'one' is not of the column's type"),
        ("datedBy: [announced_on, signed_on]", "datedBy: []", "is empty; it must be filled"),
        ("datedBy: [announced_on, signed_on]", "datedBy: [title_en]", "title_en: a column that dates rows is a date"),
        ("primaryKey: [id]", "primaryKey: [name]", "primaryKey: the key of every table is its column id"),
        ("value: tighten,", "value: relax,", "code 'relax' stands twice"),
        ("resources:\n", "resources: 5\nresource:\n", "'5' is not a list"),
        ("version: 0.1.0", "version: {a: [1, 2, {b: 3}]}", "is not text"),
    ],
)
def test_a_description_of_another_shape_is_a_line_with_what_would_be_right(data, rewrite, before, after, said):
    assert before in (data / DESCRIPTOR).read_text(encoding="utf-8")
    rewrite(DESCRIPTOR, lambda text: text.replace(before, after, 1))
    problems = check(data)
    assert problems and all(problem.startswith("datapackage.yaml:") for problem in problems)
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"7",
        b"\xff\xfe\x00",
        b"a: &a [*a]",
        b"name: x\n" + b"[" * 5_000,
        b"a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
        b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e]\n",
        b"x" * 3_000_000,
        b"as_of: 2026-02-30\n",
        b"!!python/object/apply:os.system [ls]",
    ],
)
def test_what_is_no_description_at_all_is_a_line(data, content):
    (data / DESCRIPTOR).write_bytes(content)
    problems = check(data)
    assert problems and all(problem.startswith("datapackage.yaml:") for problem in problems)


def test_the_line_of_a_mistake_is_that_of_the_file(data, rewrite):
    rewrite(DESCRIPTOR, lambda text: text.replace("path: rings.csv", "path: /rings.csv"))
    lines = (data / DESCRIPTOR).read_text(encoding="utf-8").splitlines()
    (problem,) = check(data)
    assert lines[int(problem.split(":")[1]) - 1].strip() == "path: /rings.csv"


def test_the_profile_knows_every_key_that_the_package_uses_and_its_head_explains_the_reports_own():
    """Each key beyond the standard is said in the head of the file, so that the file explains itself."""
    text = (PROJECT / "data" / DESCRIPTOR).read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    profile = yaml.safe_load((ROOT / "econsec/data/checks/descriptor.schema.yaml").read_text(encoding="utf-8"))
    own = ("referenceTable", "notBefore", "columnOf", "valueOf", "languageBy", "names", "properName", "itemReference", "uniqueKeys", "cited")
    assert all(name in head for name in own)
    assert set(own) <= {*profile["$defs"]["field"]["properties"], *profile["$defs"]["resource"]["properties"], "uniqueKeys"}


def test_quotes_that_nobody_needs_are_read_as_they_are_meant(data):
    path = data / "countries.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    assert examine(data).problems == ()
