"""A chapter says which rows and why: short cells on frames that one can look at, and forms for whatever rows an analyst takes."""

import ast
import re
import statistics
from collections import Counter

import altair as alt
import pandas as pd
import pytest
import vl_convert
from conftest import PROJECT, read
from shown import CHARTS, TABLES, cells, places, show

from econsec import Report, workbench
from econsec.exhibits import VEGALITE, look
from econsec.exhibits.drawing import NARROW, WIDE, draw
from econsec.exhibits.table import Absence
from econsec.report.columns import readable
from econsec.report.forms import FormError

CHAPTERS = sorted(path.stem for path in (PROJECT / "chapters").glob("*.ipynb"))
FEWER, MOST = 6, 10  # lines of a cell: the median, and the longest
MAZES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With, ast.Try, ast.Import, ast.ImportFrom)
MAZES += (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.JoinedStr)
METHODS = (
    "measures", "agreements", "commitments", "lines", "awards", "sums", "money", "events", "areas", "rings", "balances", "tariffs",
    "changes_of_standing", "open_points", "changes", "revisions", "differences", "notes", "works", "tables", "columns", "terms",
)  # fmt: skip
STATISTICS = ("goods_trade", "mineral_dependence", "rare_earths", "added_tariff")
each_language = pytest.mark.parametrize("lang", ["en", "ja"])


@pytest.fixture(scope="module", params=["en", "ja"])
def report(request):
    return Report(request.param)


@pytest.fixture(scope="module")
def forms(report):
    return workbench(report)[2]


@pytest.fixture(scope="module")
def exhibit(report):
    return workbench(report)[0]


# Cells


def lines(source):
    return [line for line in source.splitlines() if line.strip()]


def test_cells_are_short():
    counts = [len(lines(source)) for chapter in CHAPTERS for source in cells(chapter).values()]
    assert len(counts) > 40
    assert max(counts) <= MOST and statistics.median(counts) <= FEWER


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_cell_selects_and_shows_and_does_nothing_else(chapter):
    for key, source in cells(chapter).items():
        found = [type(node).__name__ for node in ast.walk(ast.parse(source)) if isinstance(node, MAZES)]
        texts = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert not found, f"{chapter}, cell {key}: {', '.join(found)}"
        assert not [text for text in texts if "/" in text or "\\" in text], f"{chapter}, cell {key}: a path"


@pytest.mark.parametrize(
    "source", ["def f():\n    pass", "import os", "[row for row in rows]", "for row in rows:\n    row", "frame.map(lambda cell: cell)", "f'{x}'"]
)
def test_what_a_cell_must_not_hold_is_seen(source):
    assert [node for node in ast.walk(ast.parse(source)) if isinstance(node, MAZES)]


def test_every_exhibit_has_a_name_of_its_own_on_its_page():
    for name, found in places().items():
        chapters = [chapter for chapter, _ in found]
        assert len(chapters) == len(set(chapters)), name
    assert len(CHARTS) == 16 and len(TABLES) == 28


@pytest.mark.parametrize("name", sorted({*CHARTS, *TABLES}))
def test_an_exhibit_is_what_its_name_says(name):
    made = show(name, Report("en"))
    assert (made.usermeta["exhibit"] if name in CHARTS else made.name) == name
    assert made.usermeta["table"] in TABLES if name in CHARTS else made.rows


# Frames


@pytest.mark.parametrize("method", METHODS)
def test_a_frame_says_beside_each_code_what_it_means(method, report):
    found = getattr(report, method)()
    assert len(found) and found.columns.is_unique
    for name in found:
        if f"{name}_label" in found:
            assert (found[f"{name}_label"] != "").equals(found[name].map(bool)), name


@pytest.mark.parametrize("name", STATISTICS)
def test_statistics_are_there_by_name(name, report):
    found = report.statistics(name)
    assert set(found["id"]) <= {row["id"] for row in read(name)} and len(found)


def test_statistics_of_another_name_are_refused(report):
    with pytest.raises(ValueError, match="'trade' is none of the tables of statistics; right: goods_trade, "):
        report.statistics("trade")


def test_labels_and_names_are_those_of_the_edition(report):
    found = report.measures().set_index("id")
    rule = found.loc["affiliates-rule"]
    assert rule["direction_label"] == report.label("export_controls", "direction", rule["direction"])
    named = found[found["firms"].map(len) > 1].iloc[0]
    firms = report.names("firms")
    assert named["firms_names"] == report.gettext(", ").join(firms[key] for key in named["firms"])


def test_how_a_row_stands_is_worked_out_for_the_day():
    early, late = (Report("en", as_of=day).measures().set_index("id") for day in ("2025-10-31", "2025-12-31"))
    assert early.loc["affiliates-rule", "status"] != late.loc["affiliates-rule", "status"] == "suspended"
    assert late.loc["affiliates-rule", "status_label"] == "Suspended"
    assert {"since", "until", "certain", "change"} <= set(late)


def test_parts_name_their_whole(report):
    found, parents = report.measures(), {row["id"]: row["parent"] for row in read("export_controls")}
    assert dict(zip(found["id"], found["is_part"])) == {key: bool(parent) for key, parent in parents.items()}
    assert dict(zip(found["id"], found["whole"])) == {key: parent or key for key, parent in parents.items()}
    assert set(found["id"][found["has_parts"]]) == set(filter(None, parents.values())) != set()


def test_sources_stay_those_of_the_row(report):
    for table, found in (("export_controls", report.measures()), ("events", report.events()), ("funding", report.sums())):
        assert {row["id"]: row["source"] for row in read(table)} == {row.id: ";".join(row.source) for row in found.itertuples()}


def test_a_line_stands_once_for_each_agreement_that_has_it(report):
    expected = {(row["id"], key) for row in read("provisions") for key in row["agreements"].split(";")}
    found = report.lines()
    assert set(zip(found["id"], found["agreement"])) == expected and len(found) == len(expected)


def test_money_has_a_row_for_each_sum_and_one_where_there_is_none(report):
    found, sums = report.money(), read("funding")
    assert set(found["sum"].dropna()) == {row["id"] for row in sums}
    assert set(found["id"]) == {row["id"] for row in read("awards")}
    assert found["sum"].isna().sum() == len({row["id"] for row in read("awards")} - {row["award"] for row in sums}) > 0


def test_frames_of_an_edition_are_its_own():
    report = Report("en")
    report.measures()["title"] = ""
    assert all(report.measures()["title"])
    assert set(report.of("MYS").agreements()["partner"]) == {"MYS"} and set(report.of("MYS").whole.events()["id"]) == set(report["events"]["id"])


# Forms over what nobody planned


def drawn(exhibit, chart, rows):
    """Return the records of a chart that a browser can draw."""
    made = exhibit("unplanned", chart, rows=rows)
    spec = made.to_dict()
    assert vl_convert.vegalite_to_svg({**spec, "config": look.CONFIG}).count("<path") > 3
    assert spec["description"] and spec["usermeta"]["sources"]["works"]
    return spec["data"]["values"]


def test_a_time_line_of_other_rows_lanes_and_colours(report, forms, exhibit):
    measures = report.measures()
    tightening = measures[measures.direction == "tighten"]
    marks = drawn(exhibit, forms.timeline(tightening, lane="instrument", colour="fields_label"), tightening)
    assert {mark["lane"] for mark in marks} <= {*report.labels("export_controls", "instrument").values(), report.gettext("Instrument not stated")}
    events = report.events()
    marks = drawn(exhibit, forms.timeline(events, lane="kind", colour="pull"), events)
    assert sorted(mark["id"] for mark in marks) == sorted(events["id"])
    assert {mark["meaning"] for mark in marks} == set(report.labels("events", "pull").values())


def test_a_balance_and_a_matrix_of_other_columns(report, forms, exhibit):
    events, agreements = report.events(), report.agreements()
    marks = drawn(exhibit, forms.balance(events, colour="pull", above="towards", below="away"), events)
    assert len(marks) == len(events)
    marks = drawn(exhibit, forms.matrix(agreements, row="status", column="pillar", colour="pillar"), agreements)
    assert Counter(mark["status"] for mark in marks) == Counter(agreements["status_label"].replace("", report.gettext("Not known")))


def test_sides_of_a_selection_and_of_one_row(report, forms, exhibit):
    moved = report.moves(("controls", "courts"))
    for rows in (moved, moved.head(1), moved.assign(label="A name of many words " * 9)):
        made = drawn(exhibit, forms.sides(rows, lane="lane_label", side="up", label="label", marked="in_article"), rows)
        assert [mark["id"] for mark in made if mark["kind"] == "mark"] and {mark["lane"] for mark in made if mark["kind"] == "lane"} == set(
            rows["lane_label"]
        )


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_name_of_two_hundred_letters_leaves_rings_their_room(report, forms, width):
    rings = report.rings()
    rings["name"] = rings["name"].where(rings["order"] > rings["order"].min(), "An economy " * 18)
    drawing = draw(forms.rings(rings, name="name", holds="measures").to_dict(), width)
    wide = re.search(r'<svg[^>]* width="(\d+)"', drawing)
    assert int(wide[1]) <= width + 12 and drawing.count("A") > 4 * len(rings)


def test_bars_of_a_groupby(report, forms, exhibit):
    sums = report.sums()
    by_kind = sums.groupby("kind_label", as_index=False)["amount_usd"].sum()
    marks = drawn(exhibit, forms.bars(by_kind, lane="kind_label", length="amount_usd", colour="kind_label"), sums)
    assert {mark["kind"]: mark["amount"] for mark in marks} == dict(zip(by_kind["kind_label"], by_kind["amount_usd"]))


def test_shares_and_paths_of_a_selection(report, forms, exhibit):
    minerals, rates = report.statistics("mineral_dependence").head(3), report.statistics("added_tariff")
    marks = drawn(exhibit, forms.shares(minerals, lane="mineral", lengths="net_import_reliance_pct", bounds="reliance_qualifier"), minerals)
    assert len(marks) == 3
    japan = rates[rates.partner == "JPN"]
    marks = drawn(exhibit, forms.paths(japan, lane="partner", height="added_tariff_pp", ahead=["JPN"]), japan)
    assert {mark["partner"] for mark in marks} == {report.names("countries", "iso3")["JPN"]} and len(marks) == len(japan)


def test_a_table_of_other_columns_and_of_a_groupby(report, forms, exhibit):
    measures = report.measures()
    plain = exhibit("plain", forms.table(measures, ["title", "direction_label", "until", "has_parts", "quantity"]), rows=measures)
    assert len(plain.rows) == len(measures) and plain.columns[1] == report.title("export_controls", "direction")
    assert plain.sources.works
    counts = measures.groupby(["direction_label", "instrument_label"]).size()
    grouped = exhibit("counts", forms.table(counts, ["direction_label", "instrument_label", "rows"]), rows=measures)
    assert len(grouped.rows) == len(counts) and len({row.key for row in grouped.rows}) == len(counts)
    assert grouped.sources.works == report.cite(measures).works
    size = measures.groupby("direction", as_index=False).agg(number=("id", "count"), mean=("quantity", "mean"))
    made = forms.table(size, ["direction", "number", "mean"])
    assert {row.cells[1].value for row in made.rows} == set(size["number"])


def test_a_table_of_lines_that_occur_again_has_ids_of_their_own(report, forms):
    made = forms.table(report.lines(), ["label", "partner_name"])
    keys = [row.key for row in made.rows]
    assert len(keys) == len(set(keys)) == len(report.lines())
    assert made.columns[1:] == (report.title("agreements", "partner"), report.gettext("Sources"))


def test_a_cross_table_of_other_columns(report, forms):
    measures = report.measures()
    made = forms.cross(measures, row="instrument", column="direction", cell="title")
    shown = [key for row in made.rows for cell in row.cells[1:-1] if cell.value for key in cell.value.split(";")]
    assert sorted(shown) == sorted(measures["id"][measures["instrument"] != ""])


def test_nothing_to_draw_is_a_sentence(report, forms, exhibit):
    none = report.measures().head(0)
    assert exhibit("none", forms.timeline(none, lane="fields", colour="direction"), rows=none) == Absence("none", report.absence())
    moved = report.moves().head(0)
    chart = forms.sides(moved, lane="lane_label", side="up", label="label", marked="in_article")
    assert exhibit("none", chart, rows=moved) == Absence("none", report.absence())
    table = exhibit("none", forms.table(none, ["announced_on", "measure"]), rows=none)
    assert table.rows == () and table.absence == report.absence() and table.sources is None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            lambda forms, rows: forms.timeline(rows, lane="feild", colour="direction"),
            "timeline: no column 'feild'; there are: id, parent, announced_on",
        ),
        (lambda forms, rows: forms.timeline(rows, lane="fields", colour="color"), "timeline: no column 'color'; there are: "),
        (lambda forms, rows: forms.balance(rows, colour="way", above="tighten", below="relax"), "balance: no column 'way'; there are: "),
        (lambda forms, rows: forms.matrix(rows, row="title", column="pillar"), "matrix: no column 'pillar'; there are: "),
        (
            lambda forms, rows: forms.sides(rows, lane="instrument", side="up", label="label", marked="is_part"),
            "sides: no column 'up'; there are: ",
        ),
        (lambda forms, rows: forms.table(rows, ["title", "sums"]), "table: no column 'sums'; there are: .*; made of several columns: measure, named"),
        (
            lambda forms, rows: forms.table(rows[["id", "title", "source"]], ["measure"]),
            "table: the column 'instrument', of which 'Measure' is made, is not",
        ),
        (lambda forms, rows: forms.table(rows, ["title"], groups="month"), "table: no column 'month'; there are: "),
        (lambda forms, rows: forms.table(rows.to_dict("records"), ["title"]), "table: list is no DataFrame; right: rows of a table"),
        (lambda forms, rows: forms.codebook(rows), "codebook: rows of no part of the codebook; right: report.tables"),
    ],
)
def test_what_a_form_cannot_show_is_said(call, said):
    report = Report("en")
    with pytest.raises(FormError, match=said):
        call(workbench(report)[2], report.measures())


def test_a_time_line_without_its_day_says_which_days_there_are(report, forms):
    with pytest.raises(
        FormError, match="timeline: no column that is known to say when rows are; right: pass when=… with a column of days: .*due_on, outcome_on"
    ):
        forms.timeline(report.deadlines(), lane="table", colour="outcome")
    with pytest.raises(FormError, match="balance: no column 'announced_on'; right: pass when=… with a column of days: "):
        forms.balance(report.measures().drop(columns="announced_on"), "direction", "tighten", "relax")
    with pytest.raises(FormError, match="timeline: no column 'when'; there are: id, direction"):
        forms.timeline(report.deadlines()[["id"]].assign(direction="a"), lane="direction", colour="direction")


def test_legend_and_filter_of_a_time_line_name_what_is_in_use(report, forms):
    rows = report.measures()[lambda found: found.direction != "unclear"]
    spec = forms.timeline(rows, lane="instrument", colour="direction").to_dict()
    used = list(dict.fromkeys(rows.sort_values("direction", ascending=False)["direction_label"]))
    assert spec["usermeta"]["choice"]["labels"] == used and len(used) == 2
    legends = [
        part["encoding"][channel]["scale"]["domain"]
        for part in spec["layer"]
        for channel in ("color", "shape")
        if "scale" in part["encoding"].get(channel, {})
    ]
    assert legends and all(domain == used for domain in legends)
    whole = forms.timeline(report.measures(), lane="instrument", colour="direction").to_dict()
    assert len(whole["usermeta"]["choice"]["labels"]) == 3


def test_days_beside_marks_are_written_in_the_language(report, forms):
    rows = report.deadlines().dropna(subset=["due_on"])
    marks = forms.timeline(rows, lane="table", colour="outcome", label="due_on", when="due_on").to_dict()["data"]["values"]
    labels = {mark["id"]: mark["label"].replace("\n", " ") for mark in marks}
    expected = {row.id: report.formats.date(row.due_on, row.date_precision) for row in rows.itertuples()}
    assert {key: text.replace(" ", "") for key, text in labels.items()} == {key: text.replace(" ", "") for key, text in expected.items()}


def test_an_axis_of_money_counts_in_the_unit_of_the_language(report, forms, exhibit):
    unit, of_usd, of_million = {"en": ("USD billion", "1000000000", "1000"), "ja": ("億ドル", "100000000", "100")}[report.lang]
    assert forms.usd().title == unit and f"/ {of_usd}," in forms.usd().labelExpr
    assert f"/ {of_million}," in forms.usd(each=10**6).labelExpr
    sums = report.sums()
    chart = alt.Chart(sums[["id", "amount_usd", "kind_label"]]).mark_bar().encode(x=alt.X("sum(amount_usd)", axis=forms.usd()), y="kind_label")
    axis = exhibit("money", chart, rows=sums)._repr_mimebundle_()[VEGALITE]["encoding"]["x"]
    assert axis["axis"]["title"] == unit and axis["title"] == report.title("funding", "amount_usd")


def test_frames_without_a_table_take_headings_as_they_are(report, forms):
    made = forms.table(pd.DataFrame({"what": ["a", "b"], "number": [1, 2.5], "day": pd.to_datetime(["2025-01-02", None])}), ["what", "number", "day"])
    assert made.columns == ("what", "number", "day")
    assert [[cell.value for cell in row.cells] for row in made.rows] == [[None, 1, "2025-01-02"], [None, 2.5, None]]


def test_rows_in_another_order_keep_their_own_standing(data):
    edition = Report("en", data_dir=data)
    by_key = edition.standing("agreements").set_index("row")["status"]
    backwards = readable(edition, "agreements", edition["agreements"][::-1])
    assert list(backwards["status"]) == list(by_key[backwards["id"]])
