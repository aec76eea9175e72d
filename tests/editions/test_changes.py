"""What changed: every dated row once, the newest first, what is planned marked; the revisions of the data."""

import pandas as pd
import pytest
from conftest import read
from pages import soup
from shown import show

from econsec import Report
from econsec.data.checks import check
from econsec.data.status import known_by
from econsec.editions.changelog import changes, last_event
from econsec.report import numbers

LANGUAGES = ("en", "ja")


@pytest.fixture(scope="module")
def found():
    return changes(Report("en"))


def test_the_newest_comes_first_and_the_undated_last(found):
    days = [change.day for change in found]
    dated = [day for day in days if pd.notna(day)]
    assert dated == sorted(dated, reverse=True) and dated == days[: len(dated)] and len(dated) < len(days)


def test_nothing_is_told_twice(found):
    assert len({change.key for change in found}) == len(found)
    assert len({(change.table, change.row["id"], change.day) for change in found}) == len(found)
    standing = {(one.row["table"], one.row["row"], one.day) for one in found if one.table == "status_changes"}
    assert not standing & {(one.table, one.row["id"], one.day) for one in found}


def test_every_dated_row_is_told(found):
    told = {(change.table, change.row["id"]) for change in found}
    wanted = {(table, row["id"]) for table in ("events", "awards", "status_changes") for row in read(table)}
    wanted -= {("status_changes", key) for key in Report("en").plans_overtaken()}
    assert wanted <= told
    days = {(one.row["table"], one.row["row"], f"{one.day:%F}") for one in found if one.table == "status_changes" and pd.notna(one.day)}
    for row in read("agreements"):
        for column in ("announced_on", "signed_on"):
            assert not row[column] or ("agreements", row["id"]) in told or ("agreements", row["id"], row[column]) in days
    parents = {row["parent"] for row in read("export_controls")}
    for row in read("export_controls"):
        if not row["parent"] and row["id"] not in parents:
            assert ("export_controls", row["id"]) in told or ("export_controls", row["id"], row["announced_on"]) in days


def test_a_part_that_came_with_its_measure_is_not_told_apart(found):
    keys = {change.key for change in found}
    assert "export_controls-ethane-butane-licences-announced_on" in keys
    assert "export_controls-ethane-licences-announced_on" not in keys
    assert "export_controls-licence-stop-chip-software-announced_on" in keys  # its day is another


def planned(as_of):
    return {change.key for change in changes(Report("en", as_of=as_of)) if change.planned}


def test_what_lies_ahead_is_planned_and_what_nobody_could_foresee_is_left_out():
    assert planned("2025-11-30") == {
        "status_changes-affiliates-rule-return-from",
        "export_controls-validated-end-users-2025-09-effective_on",
    }
    assert "agreements-ec-trade-signed_on" not in {one.key for one in changes(Report("en", as_of="2026-03-12"))}
    assert "agreements-ec-trade-signed_on" in {one.key for one in changes(Report("en", as_of="2026-03-13"))}
    assert planned("2026-11-22") == set()


def test_a_plan_whose_day_has_passed_is_open_until_a_source_settles_it(data, drop, change):
    def open_plans(**edition):
        return [one.key for one in changes(Report("en", **edition)) if one.open]

    assert open_plans() == []  # what was put off is settled for the time being
    drop("status_changes", "affiliates-rule-put-off")
    change("revisions", "exact-reading", "corrected", "")  # it names that row
    assert open_plans(data_dir=data) == ["status_changes-affiliates-rule-return-from"]
    assert open_plans(data_dir=data, as_of="2026-11-09") == []
    with (data / "status_changes.csv").open("a", encoding="utf-8") as file:
        file.write("affiliates-rule-back,export_controls,affiliates-rule,in_force,,2026-11-11,,day,,,,,,jetro-article,\n")
    assert check(data) == []
    assert open_plans(data_dir=data) == []


def test_the_last_event_is_the_newest_that_happened(data, drop):
    assert last_event(Report(as_of="2020-01-01")) == ""
    assert last_event(Report(as_of="2025-03-31", scope="article")) == "2025-03", "the article knows only the month"
    assert last_event(Report(as_of="2026-01-30", scope="article")) == "2026-01-26"
    assert last_event(Report(as_of="2026-02-06", scope="article")) == "2026-01", "which has come for sure on its last day"
    assert last_event(Report()) == last_event(Report("ja")) == "2026-09-28"
    drop("events", "truce-confirmed-2026-09")
    assert last_event(Report(data_dir=data)) == "2026-09-23"
    drop("status_changes", "affiliates-rule-put-off")  # that the rule was to return on 10 November is no event
    assert last_event(Report(data_dir=data)) == "2026-09-23"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks_are_words_of_the_edition(lang, data, drop):
    drop("status_changes", "affiliates-rule-put-off")
    said = {"en": ("planned", "no source says whether it happened"), "ja": ("予定", "実施されたかどうかを示す資料はない")}[lang]
    for as_of, text in zip(("2025-11-30", "2026-11-22"), said):
        table = show("change_table", Report(lang, as_of=as_of, data_dir=data))
        (row,) = [row for row in table.rows if row.key == "status_changes-affiliates-rule-return-from"]
        assert row.cells[2].parts[-1].text == text


def test_nothing_is_known_before_it_was_announced(found):
    for change in found:
        if pd.notna(change.day):
            come = known_by(pd.Series([change.day]), pd.Series([change.precision]))[0]
            assert change.known_on <= change.updated_on and change.known_on <= come


@pytest.mark.parametrize("lang", LANGUAGES)
def test_months_are_headings(lang):
    report = Report(lang)
    groups = [row.group for row in show("change_table", report).rows if row.group]
    assert len(groups) == len(set(groups)) > 12
    assert groups[-1] == report.gettext("Date not known")
    assert groups[0] == report.formats.date(max(one.day for one in changes(report) if pd.notna(one.day)), "month")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_title_leads_to_where_the_row_stands(site, lang):
    folder = site / lang / "chapters"
    links = [link["href"].partition("#") for link in soup(folder / "changes.html").select("#change_table td:nth-child(2) > a")]
    assert len(links) > 90
    for name in {name for name, _, _ in links}:
        wanted = {anchor for page, _, anchor in links if page == name}
        assert wanted <= {one["id"] for one in soup(folder / name).find_all(id=True)}, name


def test_an_edition_before_the_first_row_says_why_it_is_empty():
    for scope in ("all", "article"):
        report = Report("en", as_of="2020-01-01", scope=scope)
        for name in ("change_table", "revision_table"):
            assert report.absence() in show(name, report).html()
        values = numbers.changes(report)
        assert values["chg_changes"].raw == 0 and values["chg_first_on"].raw is None


def test_a_revision_names_its_tables_and_the_latest_of_a_day_comes_first():
    report = Report("en")
    rows = show("revision_table", report).rows
    assert [row.key for row in rows] == [row["id"] for row in reversed(read("revisions"))]
    for row, said in zip(rows, reversed(read("revisions"))):
        assert [part.value for part in row.cells[3].parts] == said["tables"].split(";")
        assert not any(char.isdigit() for part in row.cells[3].parts for char in part.text.replace("figure 1", ""))


def test_rows_of_the_record_are_counted_in_the_data():
    report, values = Report("en"), numbers.changes(Report("en"))
    assert values["chg_revisions"].raw == len(read("revisions"))
    about = ("differences", "former_values", "revisions", "goods_trade", "mineral_dependence", "rare_earths", "added_tariff")
    facts = [row for name in report.schema.tables if name not in about for row in read(name)]
    assert values["chg_article_rows"].raw == sum(bool(row["article_ref"]) for row in facts)
    assert values["chg_new_rows"].raw == sum(not row["article_ref"] for row in facts)


def test_the_latest_revision_is_the_day_of_the_data():
    report = Report("en")
    assert max(row["on"] for row in read("revisions")) == report.as_of.isoformat()


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("tables", "events;sagas", "revisions.csv:3: tables: 'sagas' is not a table of the package"),
        ("corrected", "events/mc15", "revisions.csv:3: corrected: 'events/mc15' is not a row such as events/mc14-2026-03"),
        ("corrected", "mc14-2026-03", "revisions.csv:3: corrected: 'mc14-2026-03' is not a row such as events/mc14-2026-03"),
        ("kind", "rumour", "revisions.csv:3: kind: 'rumour' is not one of release, revision"),
    ],
)
def test_a_revision_names_tables_and_rows_that_are_there(data, change, column, value, said):
    change("revisions", "checked-data", column, value)
    assert check(data) == [said]
