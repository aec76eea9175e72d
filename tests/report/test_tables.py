"""Each table of the report shows its data rows, all of them and nothing else, and means the same in both languages."""

import ast
import csv
import functools
import re
from collections import Counter
from xml.etree import ElementTree

import pandas as pd
import pytest
from conftest import ROOT, copy_data, read
from shown import TABLES, show

from econsec import Report
from econsec.editions.changelog import changes
from econsec.exhibits.cell import Cell, Row
from econsec.exhibits.table import Table
from econsec.report.columns import families
from econsec.report.deadlines import due_days
from econsec.report.forms import Forms
from econsec.report.forms.channels import UNSTATED
from econsec.report.forms.composites import HEADINGS
from econsec.report.forms.sentences import SENTENCES
from econsec.report.forms.tabling import TITLES
from econsec.report.looks.show import UNKNOWN
from econsec.report.statistics import DEALS

LANGUAGES = ("en", "ja")
PILLARS = {"clause_table": "agreements", "minerals_table": "minerals", "technology_table": "technology"}
HOSTILE = '<script>alert("1")</script>&\'"<img src=x>'


def pillar_of():
    return {row["id"]: row["pillar"] for row in read("agreements")}


def commitments(pillar):
    pillars = pillar_of()
    return [row for row in read("provisions") if pillar in {pillars[key] for key in row["agreements"].split(";")}]


def standing_now():
    """Return the changes behind how things stand in the end, but for what has ended."""
    report = Report("en")
    found = [one for table in report.labels("status_changes", "table") for one in report.standing(table).itertuples()]
    return {one.change for one in found if one.status != "ended"}


def still_open():
    """Return the agreements and measures that may change, are not certain, or are not known in full, or have a day that has passed."""
    report = Report("en")
    now = [one for table in ("agreements", "export_controls") for one in report.standing(table).itertuples()]
    moving = {one.row for one in now if not one.certain or one.status in ("framework", "suspended", "contested", "scheduled", "put_off")}
    unread = {row["id"] for row in read("agreements") if row["text_seen"] != "true" or not row["binding"]}
    late = {key for (_, key), day in due_days(report).items() if f"{day:%Y-%m-%d}" < f"{report.as_of:%Y-%m-%d}"}
    return [row["id"] for table in ("agreements", "export_controls") for row in read(table) if row["id"] in moving | unread | late]


def rate_groups():
    """Return what economies agreed with the rates that duties of one kind set them, as far as such economies are there."""
    framed = {row["row"] for row in read("status_changes") if row["status"] == "framework" and not row["until"]}
    signed = {row["partner"] for row in read("agreements") if row["pillar"] == "agreements" and row["id"] not in framed}
    dealt = {row["partner"] for row in read("agreements") if row["id"] in framed}
    duties = [row for row in read("duties") if row["authority"] == "s301" and ";" in row["partners"]]
    paid = [(key, row["rate_pct"].replace(".", "-")) for row in duties for key in row["partners"].split(";")]
    return sorted({f"{'signed' if key in signed else 'dealt' if key in dealt else 'none'}-{rate}" for key, rate in paid})


def differing():
    """Return the differences, those of a text in two languages under the first."""
    rows = [(row["id"], (row["table"], row["row"], re.sub("_(en|ja)$", "", row["column"]))) for row in read("differences")]
    first = dict((cell, key) for key, cell in reversed(rows))
    return [key for key, cell in rows if first[cell] == key]


SHOWN = {
    "agreement_table": lambda: [row["id"] for row in read("agreements")],
    "arrangement_table": lambda: [row["id"] for row in read("arrangements")],
    "award_table": lambda: [row["id"] for row in read("awards") if row["programme"] == "chips_act"],
    "change_table": lambda: [change.key for change in changes(Report("en"))],
    "clause_table": lambda: [row["id"] for row in commitments("agreements")],
    "commitment_table": lambda: [row["id"] for row in read("provisions")],
    "control_table": lambda: [row["id"] for row in read("export_controls")],
    "coverage_table": lambda: [row["id"] for row in read("countries") if row["iso3"] in {one["partner"] for one in read("agreements")}],
    "deadline_table": lambda: [row["id"] for row in read("deadlines") if row["table"] in ("agreements", "provisions")],
    "dependence_table": lambda: [row["id"] for row in read("mineral_dependence")],
    "difference_table": differing,
    "due_table": lambda: [row["id"] for row in read("deadlines")],
    "duty_table": lambda: [row["id"] for row in read("duties")],
    "event_table": lambda: [row["id"] for row in read("events")],
    "goods_table": lambda: [row["id"] for row in read("goods_trade")],
    "minerals_table": lambda: [row["id"] for row in commitments("minerals")],
    "notes_table": lambda: [f"note-{row['number']}" for row in read("notes")],
    "nss_table": lambda: [row["id"] for row in read("nss_areas")],
    "rare_earth_table": lambda: [row["id"] for row in read("rare_earths")],
    "open_table": still_open,
    "rate_table": rate_groups,
    "revision_table": lambda: [row["id"] for row in read("revisions")],
    "ring_table": lambda: [row["id"] for row in read("rings")],
    "source_table": lambda: [row["id"] for row in read("sources")],
    "stake_table": lambda: [row["id"] for row in read("awards") if row["programme"] == "other"],
    "standing_table": lambda: [row["id"] for row in read("status_changes") if row["id"] in standing_now()],
    "tariff_table": lambda: [row["id"] for row in read("countries") if row["iso3"] in {one["partner"] for one in read("added_tariff")}],
    "technology_table": lambda: [row["id"] for row in commitments("technology")],
}
EVERY = pytest.mark.parametrize("name", TABLES)


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request):
    return Report(request.param)


@pytest.fixture(scope="module")
def english():
    return Report("en")


@pytest.fixture(scope="module")
def both():
    return [Report(lang) for lang in LANGUAGES]


@pytest.fixture(scope="module", params=LANGUAGES)
def empty(request, tmp_path_factory):
    """Return an edition in which no table has a row."""
    data = copy_data(tmp_path_factory.mktemp("empty") / "data")
    for path in data.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return Report(request.param, data_dir=data)


@pytest.fixture(scope="module", params=LANGUAGES)
def hostile(request, tmp_path_factory):
    """Return an edition in which every free text is markup."""
    data = copy_data(tmp_path_factory.mktemp("hostile") / "data")
    free = ("title", "author", "publisher", "url", "article_no", "legal_ref")
    for path in data.glob("*.csv"):
        rows = read(path.stem, data)
        for row in rows:
            row.update({column: HOSTILE for column in row if column.endswith(("_en", "_ja")) or column in free})
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return Report(request.param, data_dir=data)


@functools.cache
def made(name, report):
    """Return a table; each is made once for a report."""
    return show(name, report)


def parsed(table):
    """Return a table's HTML as a tree: it must be well-formed, void elements aside."""
    return ElementTree.fromstring(f"<div>{table.html().replace('<br>', '<br/>')}</div>")


def body(table):
    """Return the data rows of a table's HTML by their id."""
    return {row.get("id"): row for row in parsed(table).iter("tr") if row.get("id")}


def flat(cell):
    """Return a cell and all parts within it."""
    return [cell, *(inner for part in cell.parts for inner in flat(part))]


def cells(table, key):
    (row,) = [row for row in table.rows if row.key == key]
    return row.cells


def texts(cell):
    return [part.text for part in flat(cell)]


def test_every_table_is_tested():
    assert set(SHOWN) == set(TABLES)


@EVERY
def test_every_data_row_is_a_row_and_every_row_a_data_row(name, report):
    keys = [row.key for row in made(name, report).rows]
    assert keys, "nothing was compared"
    assert Counter(keys) == Counter(SHOWN[name]())


@EVERY
def test_html_holds_every_row_with_its_own_id_and_all_columns(name, report):
    table = made(name, report)
    rows = body(table)
    prefix = f"{name}-" if table.prefix is None else table.prefix
    assert list(rows) == [f"{prefix}{row.key}" for row in table.rows]
    assert {len(row) for row in rows.values()} == {len(table.drawn().columns)}
    assert len(set(table.columns)) == len(table.columns) <= 6
    assert all(table.columns)
    assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in rows.values())


@EVERY
def test_both_languages_hold_the_same_values(name, both):
    def values(table):
        return [(row.key, row.child, [[part.value for part in flat(cell)] for cell in row.cells]) for row in table.rows]

    english, japanese = (made(name, report) for report in both)
    assert values(english) == values(japanese)


@EVERY
def test_both_languages_differ_in_their_words(name, both):
    english, japanese = (made(name, report) for report in both)
    assert not set(english.columns) & set(japanese.columns)
    assert english.summary != japanese.summary


@EVERY
def test_no_cell_is_blank(name, report):
    for row in made(name, report).rows:
        for cell in row.cells:
            assert any(texts(cell)), f"{row.key} has a blank cell"


@pytest.mark.parametrize(
    ("name", "table", "columns"),
    [
        ("award_table", "awards", ("title", "purpose")),
        ("clause_table", "provisions", ("label", "text")),
        ("control_table", "export_controls", ("title",)),
        ("event_table", "events", ("title",)),
        ("minerals_table", "provisions", ("label", "text")),
        ("nss_table", "nss_areas", ("name", "summary")),
        ("ring_table", "rings", ("name", "policy")),
        ("technology_table", "provisions", ("label", "text")),
    ],
)
def test_the_texts_are_those_of_the_row_in_the_editions_language(name, table, columns, report):
    data = {row["id"]: row for row in read(table)}
    for row in made(name, report).rows:
        shown = [text for cell in row.cells for text in texts(cell)]
        for column in columns:
            assert data[row.key][f"{column}_{report.lang}"] in shown


@pytest.fixture(scope="module")
def works(english):
    """Return the addresses of the works on the page of sources."""
    return {f"sources.html#{row.get('id')}" for row in parsed(made("source_table", english)).iter("tr")}


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"source_table"}))
def test_every_row_names_its_sources(name, english, works):
    numbers = {row["id"]: row["number"] for row in read("sources")}
    for row in made(name, english).rows:
        links = row.cells[-1].parts
        assert links
        assert {link.href for link in links} <= works
        keys = [link.href.removeprefix("sources.html#source-") for link in links]
        assert [link.text for link in links] == [numbers[key] for key in keys]


def test_sources_are_those_of_the_data_row(english):
    data = {row["id"]: row["source"] for row in read("provisions")}
    for name in PILLARS:
        assert {row.key: row.cells[-1].value for row in made(name, english).rows}.items() <= data.items()


def test_a_row_names_the_sources_of_its_parts_too(change, data):
    change("funding", "xlight-grant", "source", "reuters-h200")
    change("status_changes", "affiliates-rule-suspended", "source", "reuters-h200")
    change("agreements", "jp-minerals", "source", "reuters-h200")
    report = Report("en", data_dir=data)
    rows = {"award_table": "xlight-2025-12", "control_table": "affiliates-rule", "coverage_table": "japan"}
    for name, key in rows.items():
        table = made(name, report)
        assert "reuters-h200" in cells(table, key)[-1].value.split(";")
        assert "reuters-h200" in [work[0] for work in table.sources.works]


def test_links_within_a_page_lead_to_a_row(english):
    table = made("control_table", english)
    links = [link.get("href") for link in parsed(table).iter("a") if link.get("href").startswith("#")]
    assert links == [f"#control_table-{row['caused_by']}" for row in read("status_changes") if row["caused_by"]]
    assert {link.removeprefix("#") for link in links} <= set(body(table))


def test_notes_and_works_have_the_anchors_that_others_link_to(english):
    assert "note-7" in body(made("notes_table", english))
    assert "source-jetro-article" in body(made("source_table", english))


# Order, parts and groups


@pytest.mark.parametrize(("name", "table"), [("control_table", "export_controls"), *((name, "provisions") for name in PILLARS)])
def test_parts_follow_what_they_belong_to(name, table, english):
    parents = {row["id"]: row["parent"] for row in read(table)}
    whole = ""
    for row in made(name, english).rows:
        assert row.child == bool(parents[row.key])
        if row.child:
            assert parents[row.key] == whole
        else:
            whole = row.key


def test_commitments_stand_in_the_agreements_order(english):
    data = {row["id"]: row for row in read("provisions")}
    for name in PILLARS:
        places = {}
        for row in made(name, english).rows:
            one = data[row.key]
            places.setdefault((one["agreements"], one["parent"]), []).append(int(one["order"]))
        assert all(orders == sorted(orders) for orders in places.values())


@pytest.mark.parametrize("name", ["award_table", "control_table", "event_table"])
def test_dated_rows_stand_in_the_order_of_their_days(name, english):
    days = [row.cells[0].value.partition("/")[0] for row in made(name, english).rows]
    assert days == sorted(days)


def test_clauses_are_grouped_by_article(english):
    groups = [row.group for row in made("clause_table", english).rows if row.group]
    numbers = [(row["agreements"], row["article_no"].split(".")) for row in commitments("agreements")]
    sections = dict.fromkeys((agreements, ".".join(number[:2])) for agreements, number in numbers)
    assert any(section for _, section in sections) and not all(section for _, section in sections)
    for group, (_, section) in zip(groups, sections, strict=True):
        assert group.endswith(f"Article {section}") if section else "Article" not in group


@pytest.mark.parametrize(("name", "columns"), [("minerals_table", 5), ("technology_table", 4)])
def test_commitments_are_grouped_by_who_shares_them(name, columns, english):
    table = made(name, english)
    partners = {row["id"]: row["partner"] for row in read("agreements")}
    names = {row["iso3"]: row["name_en"] for row in read("countries")}
    shared = list(dict.fromkeys(row["agreements"] for row in commitments(PILLARS[name])))
    groups = [row.group for row in table.rows if row.group]
    assert len(groups) == len(shared)
    for group, keys in zip(groups, shared):
        assert all(names[partners[key]] in group for key in keys.split(";"))
    headings = [row for row in parsed(table).iter("tr") if row.get("class") == "group"]
    assert [row[0].text for row in headings] == groups
    assert {row[0].get("colspan") for row in headings} == {str(columns)}


def test_a_part_whose_whole_is_missing_stands_alone():
    rows = pd.DataFrame({"id": ["c", "b", "a"], "parent": ["b", "gone", ""], "is_part": [True, True, False], "title": ["C", "B", "A"]})
    assert list(families(rows)["id"]) == ["b", "c", "a"]
    table = Forms(Report("en")).table(rows, ["title"])
    assert [(row.key, row.child) for row in table.rows] == [("b", False), ("c", True), ("a", False)]


# What the article says, line by line


def test_dates_are_as_precise_as_the_article():
    article = Report("en", scope="article")
    names = {"awards": "award_table", "export_controls": "control_table"}
    with (ROOT / "tests/data/article_lines.csv").open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["date"] and line["table"] in names]
    places = {row["article_ref"]: row["id"] for table in names for row in read(table)}
    assert lines
    for line in lines:
        size = len("2026-02-06") if line["precision"] == "day" else len("2026-02")
        ends = [line["date"][:size], line["date_until"][:size]]
        shown = cells(made(names[line["table"]], article), places[line["article_ref"]])[0]
        assert shown.value == "/".join(filter(None, ends))


@pytest.mark.parametrize(
    ("lang", "entities", "share"),
    [("en", "70 entities", "15 per cent of sales revenue"), ("ja", "70事業体", "15%(販売収益)")],
)
def test_quantities_are_shown_with_their_unit(lang, entities, share):
    table = show("control_table", Report(lang, scope="article"))
    assert entities in texts(cells(table, "entity-list-2025-03")[1])
    assert share in texts(cells(table, "revenue-share-2025-08")[1])


def test_a_deadline_from_a_signature_has_its_last_day():
    """By hand: 20 October 2025 and 180 days are 18 April 2026, 28 October and 180 days 26 April; six months keep the day."""
    days = {key: f"{day:%Y-%m-%d}" for key, day in due_days(Report()).items()}
    assert days == {
        ("minerals-au-jp-2-b", "au-minerals"): "2026-04-20",
        ("minerals-au-jp-2-b", "jp-minerals"): "2026-04-28",
        ("minerals-au-jp-2-d", "au-minerals"): "2026-04-18",
        ("minerals-au-jp-2-d", "jp-minerals"): "2026-04-26",
    }
    assert due_days(Report(scope="article")) == {}, "the article counts from entry into force, of which no day is known"
    assert set(due_days(Report(as_of="2025-10-22"))) == {key for key in days if key[1] == "au-minerals"}


def test_the_tables_say_until_when_something_is_due():
    said = texts(cells(show("minerals_table", Report("en")), "minerals-au-jp-2-d")[3])
    kept = "; not on record whether it was kept"
    assert said[-2:] == [f"Australia: due on 18 April 2026{kept}", f"Japan: due on 26 April 2026{kept}"]
    before = texts(cells(show("minerals_table", Report("en", as_of="2026-04-26")), "minerals-au-jp-2-d")[3])
    assert before[-2:] == [f"Australia: due on 18 April 2026{kept}", "Japan: due on 26 April 2026"]
    article = texts(cells(show("minerals_table", Report("en", scope="article")), "minerals-au-jp-2-d")[3])
    assert "180 days" in article and not any("due on" in text for text in article)
    said = texts(cells(show("commitment_table", Report("ja").of("JPN")), "minerals-au-jp-2-d")[0])
    assert "日本: 期日2026年4月26日(履行を伝える資料は記録にない)" in said and not any("オーストラリア" in text for text in said)


def test_deadlines_are_durations(report):
    deadlines = {row.key: row.cells[3].value for row in made("minerals_table", report).rows if row.cells[3].value}
    data = {row["id"]: row for row in commitments("minerals")}
    assert deadlines == {
        key: f"P{row['deadline_days']}D" if row["deadline_days"] else f"P{row['deadline_months']}M"
        for key, row in data.items()
        if row["deadline_days"] or row["deadline_months"]
    }


def test_every_sum_of_money_is_shown_once(english):
    for row in made("award_table", english).rows:
        sums = [int(one["amount_usd"]) for one in read("funding") if one["award"] == row.key]
        assert [part.value for part in row.cells[4].parts][: len(sums)] == sums
        assert row.cells[4].value == (sum(sums) or None)


@pytest.mark.parametrize(
    ("lang", "secured", "conditional", "call"),
    [
        ("en", "up to USD 1.3 billion (Secured, from", "Conditional, from US Department of War", "not an award"),
        ("ja", "最大13億ドル(担保付き、", "条件付き、米戦争省", "助成額ではない"),
    ],
)
def test_money_says_limits_conditions_and_who_gives_it(lang, secured, conditional, call):
    table = show("award_table", Report(lang, scope="article"))
    money = {row.key: " ".join(texts(row.cells[4])) for row in table.rows}
    assert secured in money["usa-rare-earth-2026-01"]
    assert conditional in money["vulcan-elements-2025-11"]
    assert call in money["rd-call-2025-09"]


def test_a_suspension_names_and_links_what_brought_it_about(report):
    measure = cells(made("control_table", report), "affiliates-rule")[1]
    (change,) = [part for part in flat(measure) if part.css == "standing" and part.value == "suspended"]
    (cause,) = [part for part in change.parts if part.href]
    assert (cause.value, cause.href) == ("affiliates-suspension", "#control_table-affiliates-suspension")


def test_every_agreement_stands_in_its_partners_row_and_pillars_column(english):
    table = made("coverage_table", english)
    keys = {row["iso3"]: row["id"] for row in read("countries")}
    columns = ("agreements", "minerals", "technology")
    shown = {
        (row.key, pillar, key) for row in table.rows for pillar, cell in zip(columns, row.cells[1:]) for key in (cell.value or "").split(";") if key
    }
    assert shown == {(keys[row["partner"]], row["pillar"], row["id"]) for row in read("agreements")}


@pytest.mark.parametrize(("value", "seen"), [("", "–"), ("true", "yes"), ("false", "no")])
def test_a_text_nobody_spoke_of_is_neither_seen_nor_unseen(value, seen, change, data):
    change("agreements", "kh-trade", "text_seen", value)
    table = show("coverage_table", Report("en", data_dir=data))
    assert f"Text seen: {seen}" in texts(cells(table, "cambodia")[1])


def test_works_count_the_rows_that_rest_on_them(english):
    rows = Counter()
    for resource in english.schema.package["resources"]:
        named = [field["name"] for field in resource["schema"]["fields"] if field.get("itemReference") == "sources.id"]
        for row in read(resource["name"]):
            rows.update({key for column in named for key in row[column].split(";") if key})
    shown = {row.key: row.cells[-1].value for row in made("source_table", english).rows}
    assert shown == {row["id"]: rows[row["id"]] for row in read("sources")}


def test_titles_of_works_keep_their_language(report):
    languages = {row["id"]: (row["title"], row["language"]) for row in read("sources")}
    for row in made("source_table", report).rows:
        title = row.cells[1].parts[0]
        assert (title.text, title.lang) == languages[row.key]


@pytest.mark.parametrize(("name", "table", "column"), [("event_table", "events", 3), ("technology_table", "provisions", 2)])
def test_our_readings_are_marked_and_the_articles_are_not(name, table, column, english):
    coded_by = {row["id"]: row["coded_by"] for row in read(table)}
    marked = {row.key: row.cells[column].css == "reading" for row in made(name, english).rows}
    assert set(marked.values()) == {True, False}
    assert marked == {key: coded_by[key] == "report" for key in marked}


# What is not known


def test_what_is_not_known_is_a_dash_and_has_no_value(change, data):
    change("export_controls", "entity-list-2025-03", "fields", "")
    change("nss_areas", "balanced-trade", "pillars", "")
    for lang in LANGUAGES:
        report = Report(lang, data_dir=data)
        assert cells(show("control_table", report), "entity-list-2025-03")[3] == UNKNOWN
        assert cells(show("nss_table", report), "balanced-trade")[3] == UNKNOWN
    assert UNKNOWN.html() == '<td class="unknown">–</td>'


def test_a_zero_is_not_unknown(english):
    unused = [row for row in made("source_table", english).rows if row.cells[-1].value == 0]
    assert all(row.cells[-1] == Cell("0", 0, css="num") for row in unused)


def test_a_cause_that_the_edition_lacks_is_not_linked(change, data):
    change("export_controls", "affiliates-suspension", "announced_on", "2027-01-01")
    change("status_changes", "affiliates-rule-suspended", "from", "")
    table = show("control_table", Report("en", data_dir=data))
    assert 'href="#control_table-affiliates-suspension"' not in table.html()
    assert "Suspended, date not known" in " ".join(texts(cells(table, "affiliates-rule")[1]))


def test_a_change_says_until_when(change, data):
    change("status_changes", "affiliates-rule-suspended", "until", "2026-11-10")
    change("status_changes", "affiliates-rule-suspended", "date_precision", "day")
    change("status_changes", "affiliates-rule-suspended", "duration_months", "1")
    said = {"en": "until 10 November 2026, for 1 month", "ja": "2026年11月10日まで、期間は1カ月"}
    for lang in LANGUAGES:
        table = show("control_table", Report(lang, data_dir=data))
        assert said[lang] in " ".join(texts(cells(table, "affiliates-rule")[1]))


def test_a_work_that_the_article_edition_lacks_is_left_out(change, data):
    change("export_controls", "affiliates-rule", "source", "jetro-article;atkinson-essay")
    change("sources", "atkinson-essay", "article_ref", "")
    whole, article = (show("control_table", Report("en", scope=scope, data_dir=data)) for scope in ("all", "article"))
    assert "source-atkinson-essay" in whole.html()
    assert "source-atkinson-essay" not in article.html()
    assert "jetro-article" in cells(article, "affiliates-rule")[-1].value


def test_a_code_that_the_schema_lacks_is_refused(change, data):
    change("export_controls", "affiliates-rule", "direction", "loosen")
    with pytest.raises(KeyError, match="loosen"):
        show("control_table", Report("en", data_dir=data))


def test_rows_of_a_later_day_are_left_out():
    table = show("control_table", Report("en", as_of="2025-10-31"))
    measures = [row["id"] for row in read("export_controls") if row["announced_on"] < "2025-10-31"]
    assert 0 < len(table.rows) < len(read("export_controls"))
    assert {row.key for row in table.rows} == set(measures)
    assert "Suspended, " not in table.html()


@EVERY
def test_an_empty_edition_is_a_sentence_in_place_of_the_table(name, empty):
    table = made(name, empty)
    assert table.rows == () and table.sources is None
    assert "0" in table.summary
    (sentence,) = parsed(table)
    assert (sentence.tag, sentence.get("id"), sentence.text) == ("p", name, empty.absence())


# Hostile and long text


@EVERY
def test_text_of_the_data_never_becomes_markup(name, hostile):
    table = made(name, hostile)
    tree = parsed(table)
    assert HOSTILE in ["".join(node.itertext()) for node in tree.iter() if node.tag in ("td", "th", "span", "a")]
    tags = {"div", "table", "thead", "tbody", "tr", "th", "td", "span", "a", "br", "p", "details", "summary"}
    assert {node.tag for node in tree.iter()} <= tags
    names = {name for node in tree.iter() for name in node.keys()}
    assert names <= {"class", "id", "scope", "colspan", "lang", "title", "href", "data-value", "data-as-of"}


def test_parts_of_a_cell_are_escaped_wherever_they_stand():
    part = Cell(HOSTILE, HOSTILE, lang=HOSTILE, css=HOSTILE, href=HOSTILE, title=HOSTILE)
    table = Table("t", (HOSTILE,), (Row("r", (Cell(parts=(part, part), between="<b>"),), group=HOSTILE),), "")
    tree = parsed(table)
    link = next(tree.iter("a"))
    assert (link.text, link.get("href"), link.get("title")) == (HOSTILE,) * 3
    assert [node.tag for node in tree.iter() if node.tag in ("script", "img", "b")] == []


def test_lines_and_links_of_a_cell():
    cell = Cell("a\nb", parts=(Cell("c", 1, href="#d", title="e"), Cell("f", css="g")))
    assert cell.html() == ('<td>a<br>b<br><span data-value="1"><a href="#d" title="e">c</a></span><br><span class="g">f</span></td>')
    assert Cell(parts=(Cell("1"), Cell("2")), between=" ").html() == "<td><span>1</span> <span>2</span></td>"
    assert Cell("0", 0).html("th") == '<th scope="row" data-value="0">0</th>'


@pytest.mark.parametrize(("prefix", "key"), [(None, "t-r"), ("", "r"), ("note-", "note-r")])
def test_row_ids_begin_with_the_tables_name_or_what_it_says_instead(prefix, key):
    assert list(body(Table("t", ("A",), (Row("r", (Cell("x"),)),), "", prefix=prefix))) == [key]


def test_tables_are_the_same_in_every_run(report):
    again = Report(report.lang, as_of=str(report.as_of))
    for name in TABLES:
        assert made(name, report).html() == made(name, again).html()


def test_every_word_of_the_tables_is_translated():
    translate = Report("ja").gettext
    words = {"up to {amount}", "at least {amount}", "{n} day", "{n} days", "{n} month", "{n} months", "yes", "no"}
    words |= {*HEADINGS.values(), *UNSTATED.values(), *TITLES.values(), *DEALS.values(), *(text for text, _ in SENTENCES.values())}
    for path in [path for room in ("looks", "forms") for path in (ROOT / "econsec/report" / room).glob("*.py")]:
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for call in (node for node in nodes if isinstance(node, ast.Call)):
            called = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if called in ("gettext", "_") and isinstance(call.args[0], ast.Constant):
                words.add(call.args[0].value)
    assert len(words) > 20
    for word in words:
        fields = {field.split("}")[0] for field in word.split("{")[1:]}
        assert {field.split("}")[0] for field in translate(word).split("{")[1:]} == fields
