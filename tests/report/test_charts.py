"""The charts: every mark is a row and every row a mark, nothing is made up, nothing is cut off."""

import csv
import functools
import json
import re
from collections import Counter

import pandas as pd
import pytest
import vl_convert
from conftest import PROJECT
from fontTools.ttLib import TTFont
from shown import CHARTS, show

from econsec import Report
from econsec.exhibits import look, wrap
from econsec.exhibits.drawing import at_width
from econsec.exhibits.table import Absence
from econsec.report import moves
from econsec.report.commitments import FIRMNESS
from econsec.report.forms import canvas, lanes, sides, skyline

DATA = PROJECT / "data"
LANGUAGES = ("en", "ja")
WIDTHS = (660, 330)


@functools.cache
def rows(table):
    """Return a table as plain text, read without the package."""
    with (DATA / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


def codes(cell):
    return [code for code in cell.split(";") if code]


@functools.cache
def report(lang):
    return Report(lang)


@functools.cache
def spec(name, lang):
    return show(name, report(lang)).to_dict()


def marks(name, lang):
    return spec(name, lang)["data"]["values"]


def channels(name, lang):
    """Return every channel of a chart and what it encodes: those that its layers share and those of each layer."""
    views = [spec(name, lang), *spec(name, lang)["layer"]]
    found = [channel for view in views for channel in view.get("encoding", {}).items()]
    return [(name, encoded) for name, encoded in found if isinstance(encoded, dict)]


def fields_by_channel(name, lang):
    return {(channel, encoded.get("field")) for channel, encoded in channels(name, lang)}


def shown(name, lang, *fields):
    """Return the marks as a bag of the values that they show."""
    return Counter(tuple(mark[field] for field in fields) for mark in marks(name, lang))


def row_order(name, lang):
    return spec(name, lang)["encoding"]["y"]["scale"]["domain"]


every_chart = pytest.mark.parametrize("name", CHARTS)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


# Every mark is a row and every row a mark


@each_language
def test_area_matrix_has_a_dot_for_each_pillar_of_an_area(lang):
    labels = report(lang).labels("nss_areas", "pillars")
    expected = [(row[f"name_{lang}"], labels[pillar]) for row in rows("nss_areas") for pillar in codes(row["pillars"])]
    assert shown("area_matrix", lang, "area", "pillar") == Counter(expected)
    in_order = [row[f"name_{lang}"] for row in sorted(rows("nss_areas"), key=lambda row: int(row["rank"]))]
    assert row_order("area_matrix", lang) == in_order


def obliging(pillars, lang):
    """Return what binds partners, or both sides, line by line: partner, pillar, topics, how firm, read without the package."""
    held = {row["id"]: row for row in rows("agreements")}
    for row in rows("provisions"):
        for agreement in (held[key] for key in codes(row["agreements"])):
            if agreement["pillar"] in pillars and row["obliged"] in ("partner", "both") and not row["parent"]:
                unread = agreement["text_seen"] != "true" or not row["modality"]
                must = "must" if agreement["binding"] == "binding" else "stated"
                firm = "reported" if unread else {"shall": must, "cooperate": "cooperate"}.get(row["modality"], "consider")
                yield report(lang).names("countries", "iso3")[agreement["partner"]], agreement["pillar"], codes(row["topics"]), row["id"], firm


@each_language
def test_obligations_has_a_sign_for_each_agreement_and_a_square_for_each_obligation(lang):
    names, labels = report(lang).names("countries", "iso3"), report(lang).labels("agreements", "pillar")
    now = report(lang).standing("agreements").set_index("row")["status"].map(report(lang).labels("status_changes", "status"))
    agreed = [(names[row["partner"]], labels[row["pillar"]], row[f"title_{lang}"], now[row["id"]]) for row in rows("agreements")]
    drawn = marks("obligations", lang)
    assert Counter((mark["partner"], mark["pillar"], mark["agreement"], mark["standing"]) for mark in drawn if mark["kind"] == "sign") == Counter(
        agreed
    )
    words = {code: report(lang).gettext(text) for code, text in FIRMNESS.items()}
    bound = [(partner, labels[pillar], key, words[firm]) for partner, pillar, _, key, firm in obliging(labels, lang)]
    assert Counter((mark["partner"], mark["pillar"], mark["id"], mark["firmness"]) for mark in drawn if mark["kind"] == "square") == Counter(bound)


@each_language
def test_obligations_begins_with_the_firmest_and_no_two_marks_share_a_place(lang):
    drawn = [mark for mark in marks("obligations", lang) if mark["kind"] in ("sign", "square")]
    places = Counter((mark["y"], mark["column"], mark["place"]) for mark in drawn)
    assert set(places.values()) == {1}
    must = report(lang).gettext(FIRMNESS["must"])
    held = {mark["y"]: 0 for mark in drawn} | Counter(mark["y"] for mark in drawn if mark["firmness"] == must)
    assert [held[y] for y in sorted(held)] == sorted(held.values(), reverse=True)


@each_language
@pytest.mark.parametrize("name, pillar", [("obligation_matrix", "agreements"), ("minerals_matrix", "minerals"), ("technology_matrix", "technology")])
def test_a_matrix_of_clauses_has_the_firmest_words_of_each_partner_on_each_topic(name, pillar, lang):
    labels, order = report(lang).labels("provisions", "topics"), list(FIRMNESS)
    firmest = {}
    for partner, _, topics, _, firm in obliging([pillar], lang):
        for topic in topics:
            key = labels[topic], partner
            firmest[key] = min(firm, firmest.get(key, firm), key=order.index)
    words = {code: report(lang).gettext(text) for code, text in FIRMNESS.items()}
    drawn = [mark | {"partner": mark["partner"].partition("(")[0].strip()} for mark in marks(name, lang) if mark["kind"] == "mark"]
    assert {(mark["topic"], mark["partner"]): mark["firmness"] for mark in drawn if mark["content"]} == {
        key: words[firm] for key, firm in firmest.items()
    }
    read = {
        report(lang).names("countries", "iso3")[row["partner"]]
        for row in rows("agreements")
        if row["pillar"] == pillar and row["text_seen"] == "true"
    }
    silent = {(mark["topic"], mark["partner"]) for mark in drawn if not mark["content"]}
    topics = {topic for topic, _ in firmest}
    partners = {partner for _, partner in firmest} & read
    assert silent == {(topic, partner) for topic in topics for partner in partners} - firmest.keys(), "a dot says that a text was read"


def test_a_matrix_of_clauses_says_over_a_partner_that_its_agreement_is_in_doubt():
    heads = {name: {mark["partner"] for mark in marks(name, "en") if mark["kind"] == "mark"} for name in ("obligation_matrix", "technology_matrix")}
    assert "Malaysia (contested)" in heads["obligation_matrix"] and "United Kingdom (suspended)" in heads["technology_matrix"]
    assert [head for found in heads.values() for head in found if "(" in head] == ["Malaysia (contested)", "United Kingdom (suspended)"]


def test_signs_of_agreements_are_no_yes_and_no():
    signs = {mark["standing"]: mark["look"] for mark in marks("obligations", "en") if mark["kind"] == "sign"}
    assert len(signs) > 2 and not {"circle", "cross", "M-1,-1L1,1M-1,1L1,-1"} & set(signs.values())


def test_a_ruling_crosses_each_panel_once():
    found = [mark for mark in marks("added_tariff_path", "en") if mark["kind"] == "ruling"]
    panels = {mark["place"] for mark in marks("added_tariff_path", "en") if mark["kind"] == "name"}
    assert {mark["place"] for mark in found} == panels and len(found) == len(panels)
    assert {mark["start"] for mark in found} == {row["on"] for row in rows("events") if row["id"] == "ieepa-ruling-2026-02"}


@each_language
def test_control_timeline_has_a_mark_for_each_field_of_each_measure_or_part(lang):
    fields, directions = (report(lang).labels("export_controls", column) for column in ("fields", "direction"))
    parents = {row["parent"] for row in rows("export_controls")}
    leaves = [row for row in rows("export_controls") if row["id"] not in parents]
    unstated = report(lang).gettext("Field not stated")
    expected = [
        (row[f"title_{lang}"], field, directions[row["direction"]], row["announced_on"])
        for row in leaves
        for field in [fields[code] for code in codes(row["fields"])] or [unstated]
    ]
    assert shown("control_timeline", lang, "measure", "lane", "meaning", "start") == Counter(expected)


@each_language
def test_control_balance_has_a_square_for_each_measure_on_the_side_of_its_direction(lang):
    labels, squares = report(lang).labels("export_controls", "direction"), marks("control_balance", lang)
    whole = [row for row in rows("export_controls") if not row["parent"]]
    expected = [(row[f"title_{lang}"], labels[row["direction"]], f"{row['announced_on'][:7]}-16") for row in whole]
    assert shown("control_balance", lang, "measure", "meaning", "column") == Counter(expected)
    heights = {code: [mark["y"] for mark in squares if mark["meaning"] == label] for code, label in labels.items()}
    assert max(heights["tighten"]) < min(heights["relax"]) <= max(heights["relax"]) < min(heights["unclear"])
    first = min((mark["column"], -mark["y"]) for mark in squares if mark["meaning"] == labels["tighten"])
    assert -first[1] == max(heights["tighten"])  # tightening piles up from the line in the middle
    places = [(mark["column"], mark["y"]) for mark in squares]
    assert len(set(places)) == len(places), "each can be counted"


@each_language
def test_award_bars_has_a_bar_for_each_sum_and_none_where_none_is_stated(lang):
    labels = report(lang).labels("funding", "kind")
    awards = {row["id"]: row[f"title_{lang}"] for row in rows("awards") if row["programme"] == "chips_act"}
    sums = [(awards[row["award"]], labels[row["kind"]], int(row["amount_usd"])) for row in rows("funding")]
    bars = shown("award_bars", lang, "announcement", "kind", "amount")
    assert {bar: count for bar, count in bars.items() if bar[2] is not None} == Counter(sums)
    without = [mark for mark in marks("award_bars", lang) if mark["amount"] is None]
    assert {mark["announcement"] for mark in without} == set(awards.values()) - {title for title, *_ in sums}
    assert {mark["label"] for mark in without} == {report(lang).gettext("No sum stated")}


@each_language
def test_award_bars_says_what_is_not_firm(lang):
    said = {mark["amount"]: mark for mark in marks("award_bars", lang)}
    for row in rows("funding"):
        mark, up_to = said[int(row["amount_usd"])], report(lang).gettext("up to {amount}").format(amount="")
        assert mark["firm"] is (row["qualifier"] == "exact" and row["conditional"] == "false")
        assert (up_to.strip() in mark["label"]) is (row["qualifier"] == "up_to")
        assert mark["conditional"] is (row["conditional"] == "true")
        assert (report(lang).gettext("{kind}, conditional").format(kind="") in mark["label"]) is mark["conditional"]
        assert report(lang).formats.money(int(row["amount_usd"])) in mark["label"]


@each_language
def test_rings_names_each_ring_and_each_kind_of_policy_in_it(lang):
    labels = report(lang).labels("rings", "measures")
    for row, mark in zip(sorted(rows("rings"), key=lambda row: int(row["order"])), marks("rings", lang), strict=True):
        assert mark["ring"] == row[f"name_{lang}"]
        policies = "".join(f"– {labels[code]}" for code in codes(row["measures"]))
        assert re.sub(r"\s", "", mark["lines"]) == re.sub(r"\s", "", policies)
    shares = [mark["share"] for mark in marks("rings", lang)]
    assert shares == sorted(shares) and shares[-1] == 1


@each_language
def test_pull_timeline_shows_on_its_side_each_row_that_moved_something(lang):
    pulls = [(row, "partners", row["pull"] == "towards") for row in rows("events") if row["pull"] != "neither"]
    agreed = [(row, "partners", True) for row in rows("agreements")]
    ruled = [(row, "courts", row["ruling"] == "upheld") for row in rows("events") if row["ruling"]]
    controls = [
        (row, "controls", row["direction"] == "tighten") for row in rows("export_controls") if not row["parent"] and row["direction"] != "unclear"
    ]
    duties = [(row, "duties", not row["instead_of"]) for row in rows("duties")]
    told = {lane: [report(lang).gettext(text) for text in texts] for lane, texts in moves.LANES.items()}
    expected = Counter(
        (row[f"title_{lang}"], told[lane][0], told[lane][1 if up else 2])
        for row, lane, up in [*pulls, *agreed, *ruled, *controls, *duties, *((row, "money", True) for row in rows("awards"))]
    )
    drawn = [mark for mark in marks("pull_timeline", lang) if mark["kind"] == "mark"]
    titles = {title for title, _, _ in expected}
    found = Counter((title, mark["lane"], mark["did"]) for mark in drawn for title in titles if title in mark["title"])
    assert expected - found == Counter()
    # What is there besides: agreements that came loose and duties that ended, below the line.
    loose = {row["row"] for row in rows("status_changes") if row["status"] in ("suspended", "contested", "ended")}
    kept = {row[f"title_{lang}"] for table in ("agreements", "duties") for row in rows(table) if row["id"] in loose}
    below = {texts[2] for texts in told.values()}
    assert all(title in kept and did in below for title, _, did in found - expected)


@each_language
def test_pull_timeline_of_the_article_is_its_figure_alone(lang):
    article = Report(lang, as_of="2026-02-06", scope="article")
    drawn = [mark for mark in show("pull_timeline", article).to_dict()["data"]["values"] if mark["kind"] == "mark"]
    assert {mark["lane"] for mark in drawn} == {article.gettext("Partners")} and all(mark["look"] not in sides.HOLES for mark in drawn)
    now = [mark for mark in marks("pull_timeline", lang) if mark["kind"] == "mark"]
    assert len({mark["look"] for mark in now}) == 4 and len({mark["lane"] for mark in now}) == len(moves.LANES)


def test_more_than_a_few_rows_of_one_day_are_one_mark_that_names_them_all():
    drawn = [mark for mark in marks("pull_timeline", "en") if mark["kind"] == "mark"]
    crowds = Counter((mark["lane"], mark["look"], mark["when"]) for mark in drawn if "start" in mark)
    assert max(crowds.values()) <= sides.FEW
    titles = [row["title_en"] for row in rows("agreements")]
    assert max(sum(title in mark["title"] for title in titles) for mark in drawn) > sides.FEW


def test_names_stand_where_they_find_room_and_the_weightiest_first():
    crowd = pd.DataFrame({"label": [f"Name {number}" for number in range(100)], "weight": range(100)})
    full = skyline.pile(crowd, pd.Series([300.0] * 100), 692, 104)
    assert full.frame["at"].is_unique and full.height > 100 * skyline.STEP
    assert list(full.frame["word"].dropna().index) == [99], "a name is led to its mark over a short way alone, and a mark has one name"
    long = pd.DataFrame({"label": ["x" * 200, "Near the end", ""], "weight": [3, 2, 1]})
    few = skyline.pile(long, pd.Series([200.0, 680.0, 400.0]), 692, 104).frame
    assert few["word"].notna().tolist() == [False, True, False] and few["align"].tolist()[1] == "right"


# Nothing is made up


@each_language
def test_agreements_without_a_date_stand_at_no_date(lang):
    article = Report(lang, as_of="2026-02-06", scope="article")
    drawn = [mark for mark in show("pull_timeline", article).to_dict()["data"]["values"] if mark["kind"] == "mark"]
    undated = [mark for mark in drawn if "start" not in mark]
    titles = article["agreements"].loc[article["agreements"]["signed_on"].isna(), "title"]
    assert len(titles) and all(any(title in mark["title"] for mark in undated) for title in titles)
    assert all("middle" not in mark for mark in undated)


@every_chart
@each_language
def test_a_legend_narrows_every_layer_of_its_chart(name, lang):
    drawn = any(encoded.get("legend") for channel, encoded in channels(name, lang))
    choice = spec(name, lang)["usermeta"].get("choice")
    assert bool(choice) is (drawn or name in ("pull_timeline", "due_strip")), "lanes are chosen without a legend"
    if drawn:
        assert all({"filter": {"param": canvas.CHOICE}} in layer["transform"] for layer in spec(name, lang)["layer"])
        assert {mark[choice["field"]] for mark in marks(name, lang)} <= set(choice["labels"])


def test_the_characters_that_expressions_do_not_take_are_written_out():
    assert canvas.lookup({"a\u2028b\u2029": 1}) == '{"a\\u2028b\\u2029": 1}[datum.label]'


def test_a_word_that_would_take_the_plots_place_is_cut_and_others_are_not():
    assert wrap("Semiconductors", 9) == ["Semiconductors"]
    assert wrap("x" * 40, 9) == ["x" * 9] * 4 + ["x" * 4]


def test_what_is_not_signed_stands_at_the_day_of_its_announcement():
    row = next(row for row in rows("agreements") if not row["signed_on"])
    found = [mark for mark in marks("pull_timeline", "en") if row["title_en"] in mark.get("title", "")]
    assert row["announced_on"] in [mark["start"] for mark in found] and row["announced_on"] != ""


def test_months_are_drawn_over_the_whole_month_and_ranges_over_the_whole_range():
    days = pd.to_datetime(pd.Series(["2025-02-01", "2025-05-01", "2025-10-27"]))
    until = pd.to_datetime(pd.Series([None, "2025-06-30", None]))
    found = lanes.periods(days, pd.Series(["month", "range", "day"]), until)
    assert list(found["start"].dt.strftime("%Y-%m-%d")) == ["2025-02-01", "2025-05-01", "2025-10-27"]
    assert list(found["end"].dt.strftime("%Y-%m-%d")) == ["2025-03-01", "2025-07-01", "2025-10-27"]


@each_language
def test_bars_in_a_lane_do_not_overlap(lang):
    by_height = {}
    for mark in marks("control_timeline", lang):
        if mark["start"]:
            by_height.setdefault(mark["y"], []).append((mark["start"], mark["end"]))
    assert by_height
    for spans in map(sorted, by_height.values()):
        assert all(end <= start for (_, end), (start, _) in zip(spans, spans[1:]))


def test_a_measure_that_changes_its_direction_changes_sides(data, change):
    before = shown("control_balance", "en", "meaning")
    change("export_controls", "affiliates-rule", "direction", "unclear")
    after = show("control_balance", Report("en", data_dir=data)).to_dict()
    counts = Counter((mark["meaning"],) for mark in after["data"]["values"])
    assert counts == before + Counter([("Unclear",)]) - Counter([("Tightening",)])
    assert "Unclear 2" in after["description"] and "Unclear 1" in spec("control_balance", "en")["description"]


# The form of an exhibit


@every_chart
@each_language
def test_a_chart_is_one_view_named_and_described(name, lang):
    chart = spec(name, lang)
    assert chart["usermeta"]["exhibit"] == name and chart["usermeta"]["sources"]["works"]
    assert not {"hconcat", "vconcat", "concat", "facet", "repeat", "config", "datasets"} & chart.keys()
    assert all("data" not in layer for layer in chart["layer"]), "the data stand once, at the top"
    assert chart["width"] == 660 and chart["autosize"]["type"] == "fit-x"
    assert "\n" not in chart["description"] and not re.search(r"[{}]|nan|NaT|None", chart["description"])
    assert (re.search(r"[ぁ-ん一-龯]", chart["description"]) is not None) is (lang == "ja")


@every_chart
@each_language
def test_a_chart_is_plain_json_and_the_same_every_time(name, lang):
    text = json.dumps(spec(name, lang), allow_nan=False, sort_keys=True)
    assert text == json.dumps(show(name, Report(lang)).to_dict(), allow_nan=False, sort_keys=True)
    for mark in marks(name, lang):
        assert all(value is None or isinstance(value, (str, int, float, bool)) for value in mark.values())
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", mark[key]) for key in ("start", "end", "middle") if mark.get(key))


@every_chart
@each_language
def test_a_chart_shows_no_field_that_its_rows_lack_and_carries_none_that_it_does_not_use(name, lang):
    text = json.dumps({key: value for key, value in spec(name, lang).items() if key != "data"})
    used = {field for field in re.findall(r'"field": "(\w+)"', text)} | set(re.findall(r"datum\.(\w+)", text))
    fields = {field for mark in marks(name, lang) for field in mark}
    assert used - {"label", "value", "index"} <= fields <= used | {"id"}  # the key of the data row, for those who compare


@every_chart
@each_language
def test_tooltips_are_titled(name, lang):
    tooltip = spec(name, lang)["encoding"]["tooltip"]
    assert tooltip and all(entry["title"] for entry in tooltip)
    if lang == "ja":
        assert all(re.search(r"[ぁ-んァ-ヶ一-龯]", entry["title"]) for entry in tooltip)


@every_chart
@each_language
def test_colour_never_means_anything_alone(name, lang):
    said = {field for channel, field in fields_by_channel(name, lang) if channel in ("x", "y", "shape", "text")}
    for channel, encoded in channels(name, lang):
        if channel in ("color", "fill", "stroke") and len(set(encoded.get("scale", {}).get("range", []))) > 1:
            field = encoded["field"]
            in_words = all((mark[field] or "") in mark.get("label", "") for mark in marks(name, lang))
            sides = {(mark.get("y"), mark[field]) for mark in marks(name, lang)}
            in_lanes = len(sides) == len({height for height, _ in sides})
            assert field in said or in_words or in_lanes


# An edition without rows


@pytest.fixture
def empty(data):
    """Return a data package whose tables have no rows, apart from names and sources."""
    for path in data.glob("*.csv"):
        if path.stem not in ("countries", "firms", "sources"):
            path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return data


@every_chart
@each_language
def test_an_empty_edition_is_a_sentence_in_place_of_the_chart(name, lang, empty):
    report = Report(lang, data_dir=empty)
    assert show(name, report) == Absence(name, report.absence())


@pytest.mark.parametrize("as_of", ["2025-03-15", "2025-05-31", "2025-12-31"])
def test_earlier_editions_draw(as_of):
    report = Report("ja", as_of=as_of, scope="article")
    made = {name: show(name, report) for name in CHARTS}
    drawn = {name: chart.to_dict() for name, chart in made.items() if not isinstance(chart, Absence)}
    assert drawn
    for name, chart in drawn.items():
        assert len(chart["data"]["values"]) <= len(marks(name, "ja"))
        vl_convert.vegalite_to_svg({**chart, "config": look.CONFIG})


# Labels in lines


def test_wrap_keeps_the_text_and_the_limit():
    assert wrap("Critical supply chains and resources", 24) == ["Critical supply chains", "and resources"]
    assert wrap("Economic-security clauses", 9) == ["Economic-", "security", "clauses"]
    assert wrap("経済安保条項", 9) == ["経済安保", "条項"]
    assert wrap("マレーシア", 9) == ["マレー", "シア"]
    assert wrap("Vulcan Elements\n3 November 2025", 17) == ["Vulcan Elements", "3 November 2025"]
    assert wrap("", 9) == [""]


@each_language
def test_wrap_never_loses_a_letter(lang):
    for table, column in [("provisions", "topics"), ("rings", "measures"), ("events", "kind")]:
        for label in report(lang).labels(table, column).values():
            for limit in (9, 14, 24):
                assert "".join(wrap(label, limit)).replace(" ", "") == label.replace(" ", "")


# Nothing is cut off: text measured in the export font, at the width of a page and of a telephone


@functools.cache
def glyphs():
    vl_convert.register_font_directory(str(look.FONTS))
    font = TTFont(next(look.FONTS.glob("*.ttf")))
    return font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm


def text_width(text, size):
    cmap, advances, units = glyphs()
    missing = [character for character in text if ord(character) not in cmap]
    assert not missing, f"the export font lacks {missing}"
    return sum(advances[cmap[ord(character)]][0] for character in text) * size / units


def text_boxes(item, x=0, y=0):
    """Yield the box of every line of text below an item of the scene."""
    for child in item.get("items", []):
        if item.get("marktype") == "text":
            lines = child["text"] if isinstance(child["text"], list) else str(child["text"]).split("\n")
            size, step = child["fontSize"], child.get("lineHeight", child["fontSize"] + 2)
            left, base = x + child["x"] + child.get("dx", 0), y + child["y"] + child.get("dy", 0)
            rise = {"top": 0, "middle": 0.5, "bottom": 1}.get(child.get("baseline"), 0.8) * size
            for place, line in enumerate(lines):
                wide = text_width(line, size)
                if child.get("angle") in (-90, 270):  # a head of a column, which runs upwards from its foot
                    yield line, left + place * step - rise, base - wide, left + place * step - rise + size, base
                    continue
                start = left - {"center": wide / 2, "right": wide}.get(child.get("align"), 0)
                top = base - rise + place * step
                if line and child.get("opacity", 1):
                    yield line, start, top, start + wide, top + size
        else:
            inside = item.get("marktype") == "group"  # whose items stand where they say, and move what they hold
            yield from text_boxes(child, x + inside * child.get("x", 0), y + inside * child.get("y", 0))


@every_chart
@each_language
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_cut_off_or_runs_into_another(name, lang, width):
    glyphs()  # registers the font
    scene = vl_convert.vegalite_to_scenegraph({**at_width(spec(name, lang), width), "config": look.CONFIG})
    boxes = list(text_boxes(scene["scenegraph"], *scene["origin"]))
    assert boxes and scene["width"] == width
    for line, left, top, right, bottom in boxes:
        assert left >= -1 and right <= scene["width"] + 1, f"{line!r} is cut off at the side"
        assert top >= -1 and bottom <= scene["height"] + 1, f"{line!r} is cut off above or below"
    for place, (line, left, top, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, bottom2 in boxes[place + 1 :]:
            apart = right <= left2 or right2 <= left or bottom <= top2 + 1 or bottom2 <= top + 1
            assert apart, f"{line!r} and {other!r} meet"
