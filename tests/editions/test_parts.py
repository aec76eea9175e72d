"""Parts of an edition: what is worked out of the whole holds in a part, and a part is stale where its own rows changed alone."""

import pandas as pd
import pytest

from econsec import Report
from econsec.data import TABLE, appeared_on, status
from econsec.editions import changes, loaded, profiles, sectors

DAYS = ("", "2025-11-05")


def parts(report):
    """Return each part of an edition that has a page."""
    yield from (report.of(partner=key) for key in profiles(report))
    yield from (report.of(sector=key) for key in sectors.with_rows(report))


@pytest.mark.parametrize("day", DAYS)
def test_a_row_stands_in_a_part_as_the_rows_of_that_part_say(day):
    for part in parts(Report(as_of=day)):
        for table in part.labels(TABLE, "table"):
            entry, codes = part.schema.tables[table], part.schema.categories(TABLE, "status")
            steps = part[TABLE].loc[lambda rows, table=table: rows["table"] == table]
            own = status.standing(part[table], steps, codes, part.as_of, entry.get("stands"), (entry.get("datedBy") or [""])[-1])
            pd.testing.assert_frame_equal(part.standing(table), own, check_dtype=len(own) > 0)


def test_a_part_of_a_measure_has_its_day_where_the_measure_is_not_there(data, change):
    change("export_controls", "ethane-licences", "sectors", "magnets")
    change("export_controls", "ethane-butane-licences", "sectors", "ai-chips")
    report = Report(data_dir=data)
    told = {key: {one.key for one in changes(of)} for key, of in (("", report), ("magnets", report.of(sector="magnets")))}
    assert "export_controls-ethane-licences-announced_on" in told["magnets"] - told[""], "with the measure it would be said twice"
    assert "export_controls-ethane-butane-licences-announced_on" in told[""] - told["magnets"]


def test_a_part_tells_of_the_days_of_its_rows():
    for part in parts(Report()):
        frame = part["awards"]
        days = appeared_on(frame, ["announced_on"])
        told = {one.row["id"] for one in changes(part) if one.table == "awards"}
        assert told == set(frame["id"][days.notna()])


@pytest.mark.parametrize("part", [{"partner": "JPN"}, {"sector": "magnets"}])
def test_a_part_looks_at_its_own_rows_and_at_what_says_whose_they_are(part):
    with loaded.given({}) as looked_at:
        cut = Report().of(**part)
        cut.standing("duties")
        changes(cut)
    assert {name for name in looked_at if "/" not in name} <= {"sectors", "countries", "firms"}
    assert f"{cut.partner or cut.sector}/duties" in looked_at


def test_nobody_changes_what_is_worked_out_once():
    report = Report()
    found = report.standing("duties")
    found["status"] = "planted"
    assert "planted" not in set(report.standing("duties")["status"])
