"""Evidence beside the claims: what the balance and the tariff's path show, and where a value differs from the article's."""

import re
from xml.etree import ElementTree

import pytest
from conftest import PROJECT, read
from shown import TABLES, show

from econsec import Report
from econsec.exhibits import look
from econsec.exhibits.table import Absence
from econsec.report import evidence, numbers, palette
from econsec.report.looks.show import ADDED, DIFFERENT

LANGUAGES = ("en", "ja")
ARTICLE = {"as_of": "2026-02-06", "scope": "article"}


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request):
    return Report(request.param)


@pytest.fixture(scope="module")
def article():
    return Report("en", **ARTICLE)


def marks(name, report):
    return show(name, report).to_dict()["data"]["values"]


def remarks(table):
    """Return the marks of differences: ``(key of the difference, sign, title)``."""
    tree = ElementTree.fromstring(f"<div>{table.html().replace('<br>', '<br/>')}</div>")
    spans = [node for node in tree.iter("span") if node.get("class") == "differs"]
    links = [link for span in spans for link in span.iter("a")]
    return [(link.get("href").partition("#difference-")[2], link.text, link.get("title")) for link in links]


def held(difference):
    """Return what the cell that a difference is about holds in the data."""
    return {row["id"]: row for row in read(difference["table"])}[difference["row"]][difference["column"]]


def every_remark(report):
    return [remark for name in TABLES for remark in remarks(show(name, report))]


# The balance of goods trade


def test_each_partner_has_a_bar_of_exports_less_imports_and_a_later_balance_where_one_is_stated(report):
    names = report.names("countries", "iso3")
    whole = {names[row["partner"]]: row for row in read("goods_trade") if row["imports_musd"] and row["partner"] != "WLD"}
    later = {names[row["partner"]]: float(row["balance_musd"]) for row in read("goods_trade") if row["balance_musd"]}
    bars = {mark["lane"]: mark for mark in marks("goods_balance", report)}
    assert bars.keys() == whole.keys() and later
    for name, mark in bars.items():
        assert mark["amount"] == pytest.approx(float(whole[name]["exports_musd"]) - float(whole[name]["imports_musd"]))
        assert mark["later"] == later.get(name) and bool(mark["year"]) is (name in later)
    assert [bar["amount"] for bar in bars.values()] == sorted(bar["amount"] for bar in bars.values())


def test_bars_of_partners_with_a_trade_agreement_are_filled_and_said_to_be(report):
    names = report.names("countries", "iso3")
    agreed = {names[row["partner"]] for row in read("agreements") if row["pillar"] == "agreements"}
    deals = [row["countries"].split(";") for row in read("events") if row["kind"] == "deal"]
    dealt = {names[code] for codes in deals for code in codes} - agreed
    spec = show("goods_balance", report).to_dict()
    (bars,) = [layer["encoding"] for layer in spec["layer"] if "fill" in layer["encoding"]]
    said = dict(zip(bars["fill"]["scale"]["domain"], zip(bars["fill"]["scale"]["range"], bars["stroke"]["scale"]["range"])))
    found = {mark["lane"]: said[mark["kind"]] for mark in spec["data"]["values"]}
    slate, grey = palette.SLATE, look.GREY
    assert {lane for lane, drawn in found.items() if drawn == (slate, slate)} == agreed & set(found)
    assert {lane for lane, drawn in found.items() if drawn == ("transparent", slate)} == dealt & set(found) != set()
    assert {lane for lane, drawn in found.items() if drawn == ("transparent", grey)} == set(found) - agreed - dealt


@pytest.mark.parametrize(("lang", "china"), [("en", "−295.4"), ("ja", "−2,954")])
def test_amounts_are_in_the_unit_of_the_language(lang, china):
    report = Report(lang)
    name = report.names("countries", "iso3")["CHN"]
    assert [mark["label"] for mark in marks("goods_balance", report) if mark["lane"] == name] == [china]
    cells = {row.key: row.cells for row in show("goods_table", report).rows}
    assert (cells["goods-2024-chn"][4].text, cells["goods-2024-chn"][4].value) == (china, -295401.7)
    assert cells["goods-2025-chn"][4].value == -202100


def test_the_table_keeps_the_years_of_a_partner_together(report):
    rows = show("goods_table", report).rows
    assert {row.key for row in rows} == {row["id"] for row in read("goods_trade")}
    partners = [row.cells[0].value for row in rows]
    assert partners == sorted(partners, key=partners.index)
    assert [row.key for row in rows if row.child] == [row.key for row in rows if row.cells[1].value == 2025]


def test_the_deficit_in_the_prose_is_that_of_the_data():
    values = numbers.nss(Report("en"))
    world = next(row for row in read("goods_trade") if row["partner"] == "WLD")
    deficit = float(world["imports_musd"]) - float(world["exports_musd"])
    assert values["nss_goods_deficit"].raw == pytest.approx(deficit * 1e6, abs=1e8)
    assert values["nss_goods_largest_share"].raw == round(100 * (295401.7 + 235571.2 + 171809.2 + 123463.0 + 73927.1) / deficit)
    assert values["nss_goods_narrower"].raw == ["China", "European Union"]


# The tariff over time


def parts(name, report, kind):
    return [mark for mark in marks(name, report) if mark["kind"] == kind]


def test_a_panel_is_a_partners_path_and_the_projection_begins_where_the_estimate_ends(report):
    names, rows = report.names("countries", "iso3"), read("added_tariff")
    path = parts("added_tariff_path", report, "path")
    place = {mark["partner"]: mark["place"] for mark in parts("added_tariff_path", report, "name")}
    assert place.keys() == {names[row["partner"]] for row in rows} and sorted(place.values()) == list(range(len(place)))
    expected = {(names[row["partner"]], row["on"], float(row["added_tariff_pp"])) for row in rows}
    assert {(mark["partner"], mark["start"], mark["points"]) for mark in path} == expected
    assert {mark["place"] for mark in path if mark["partner"] == names["JPN"]} == {place[names["JPN"]]}
    sure = max(row["on"] for row in rows if row["projected"] == "false")
    assert min(mark["start"] for mark in path if mark["projected"]) == sure


def test_the_highest_now_comes_first_and_what_is_cut_is_said(report):
    names = {row["partner"]: report.names("countries", "iso3")[row["partner"]] for row in read("added_tariff")}
    sure = {
        names[row["partner"]]: float(row["added_tariff_pp"])
        for row in sorted(read("added_tariff"), key=lambda row: row["on"])
        if row["projected"] == "false"
    }
    said = sorted(parts("added_tariff_path", report, "name"), key=lambda mark: mark["place"])
    assert said[0]["partner"] == names["JPN"], "whom the chapter puts ahead"
    assert [sure[mark["partner"]] for mark in said[1:]] == sorted((value for name, value in sure.items() if name != names["JPN"]), reverse=True)
    most = {partner: max(float(row["added_tariff_pp"]) for row in read("added_tariff") if names[row["partner"]] == partner) for partner in sure}
    assert {mark["partner"]: bool(mark["cut"]) for mark in said} == {partner: value > 40 for partner, value in most.items()}
    (cut,) = [mark["cut"] for mark in said if mark["partner"] == names["CHN"]]
    assert cut.startswith(f"↑ {most[names['CHN']]:.0f}, ") and "2025" in cut


def test_agreements_stand_on_their_partners_path(report):
    names = report.names("countries", "iso3")
    signs = parts("added_tariff_path", report, "sign")
    days = {names[row["partner"]]: row["signed_on"] or row["announced_on"] for row in read("agreements") if row["pillar"] == "agreements"}
    for mark in signs:
        held = [row for row in read("added_tariff") if names[row["partner"]] == mark["partner"] and row["on"] <= days[mark["partner"]]]
        assert mark["points"] == float(max(held, key=lambda row: row["on"])["added_tariff_pp"])
    assert {mark["partner"] for mark in signs} == days.keys()


def test_rulings_stand_on_their_day_on_a_partners_page():
    drawn = marks("partner_tariff_path", Report("en").of("MYS"))
    rulings = {mark["start"] for mark in drawn if mark["part"] == "ruling"}
    assert "2026-02-20" in rulings and all(day >= "2025-02-04" for day in rulings)
    heights = [mark["nudge"] for mark in sorted((mark for mark in drawn if mark["part"] == "ruling"), key=lambda mark: mark["start"])]
    assert heights == sorted(heights, reverse=True) and len(set(heights)) == len(heights), "a label stands over the lines that begin below it"


def test_the_path_ends_on_the_editions_day():
    assert not [mark for mark in parts("added_tariff_path", Report("en", as_of="2025-12-31"), "path") if mark["projected"]]
    assert isinstance(show("added_tariff_path", Report("en", as_of="2025-01-01")), Absence)


def test_the_highest_tariff_is_an_estimate_and_no_projection():
    rates = evidence.added_tariffs(Report("en"))
    rate = rates["added_tariff_pp"].astype(float)
    uae = rates[rates["partner"] == "ARE"]
    assert uae.loc[rate[uae.index].idxmax(), "projected"], "what the model projects is higher"
    assert not evidence.highest(uae)["projected"] and evidence.highest(uae[uae["projected"].astype(bool)])["projected"]
    (cell,) = [row.cells[1] for row in show("tariff_table", Report("en")).rows if row.cells[0].value == "ARE"]
    assert [part.text for part in cell.parts][0] == f"{float(evidence.highest(uae)['added_tariff_pp']):.1f}"


def test_the_article_has_neither(article):
    assert isinstance(show("goods_balance", article), Absence) and isinstance(show("added_tariff_path", article), Absence)
    assert show("goods_table", article).rows == ()
    assert numbers.nss(article) and numbers.pillar1_agreements(article)


# Where a value differs from the article's


def test_a_mark_says_what_the_article_has_and_leads_to_the_difference(report):
    known = {row["id"]: row for row in read("differences")}
    found = every_remark(report)
    assert len(found) > 50
    for key, sign, title in found:
        assert known[key]["kind"] != "kept" or known[key]["article_value"] != held(known[key])
        assert sign == (DIFFERENT if known[key]["article_value"] else ADDED), key
        assert title and not re.search(r"[{}]|nan|NaT|None", title)


def test_marks_hold_the_articles_value_in_words():
    said = {key: (sign, title) for key, sign, title in remarks(show("control_table", Report("en")))}
    assert said["chip-licences-2025-04-announced-on"] == (DIFFERENT, "In the article: April 2025")
    assert said["ai-diffusion-withdrawal-title-en"] == (DIFFERENT, "In the article: AI diffusion rule withdrawn")
    assert said["affiliates-rule-effective-on"] == (ADDED, "The article does not say")
    money = {key: title for key, _, title in remarks(show("award_table", Report("en")))}
    assert "USD 700 million" in money["vulcan-elements-loan-amount-usd"]


def test_a_mark_changes_neither_text_nor_value():
    ours, article = ({row.key: row.cells for row in show("control_table", Report("en", scope=scope)).rows} for scope in ("all", "article"))
    (cell,) = [cells[0] for key, cells in ours.items() if key == "chip-licences-2025-04"]
    assert (cell.text, cell.value) == ("9 April 2025", "2025-04-09") and cell.mark
    assert article["chip-licences-2025-04"][0].mark is None


def test_the_article_edition_has_no_marks(article):
    assert every_remark(article) == []


def test_a_value_that_is_kept_or_no_longer_differs_has_no_mark(change, data):
    change("export_controls", "chip-licences-2025-04", "announced_on", "2025-04-01")
    change("export_controls", "chip-licences-2025-04", "date_precision", "month")
    keys = [key for key, *_ in remarks(show("control_table", Report("en", data_dir=data)))]
    assert "chip-licences-2025-04-announced-on" not in keys and "chip-licences-2025-04-date-precision" not in keys
    kept = {row["id"] for row in read("differences") if row["kind"] == "kept"}
    assert kept and not kept & set(keys)


# The chapters


def test_what_rests_on_sources_beyond_the_article_is_tagged():
    import nbformat

    for name, cells in (
        ("nss", ("goods", "goods-balance", "goods-balance-reading", "goods-table", "goods-limits")),
        ("pillar1_agreements", ("clause-differences", "contested", "later-agreements", "affiliates", "added-tariff-path", "tariff-ruling")),
        ("summary", ("later", "today")),
        ("reading", ("marks",)),
    ):
        tags = {cell.id: cell.metadata.get("tags", []) for cell in nbformat.read(PROJECT / f"chapters/{name}.ipynb", 4).cells}
        assert all("beyond-article" in tags[cell] for cell in cells)
