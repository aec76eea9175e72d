"""What an edition holds: the rows that stood on its day, in its scope, in its language."""

import pandas as pd
import pytest

from econsec import Report
from econsec.editions import ParameterError, appeared_on


def ids(report, table):
    return set(report[table]["id"])


def test_texts_come_in_the_language_and_codes_stay():
    en, ja = Report("en"), Report("ja")
    for table in en.schema.tables:
        assert list(en[table].columns) == list(ja[table].columns)
        assert not [column for column in en[table].columns if column.endswith(("_en", "_ja"))]
        assert list(en[table]["id"]) == list(ja[table]["id"])
    assert list(en["export_controls"]["direction"]) == list(ja["export_controls"]["direction"])
    assert en["rings"]["name"][1] == "Allies" and ja["rings"]["name"][1] == "同盟国"


def test_a_row_counts_from_the_day_it_was_announced_a_month_from_its_last_day():
    assert "affiliates-rule" not in ids(Report(as_of="2025-09-29"), "export_controls")
    assert "affiliates-rule" in ids(Report(as_of="2025-09-30"), "export_controls")
    assert "vulcan-elements-2025-11" not in ids(Report(as_of="2025-11-02"), "awards")
    assert "vulcan-elements-2025-11" in ids(Report(as_of="2025-11-03"), "awards")


def test_a_range_counts_from_its_last_day():
    assert "ethane-butane-licences" not in ids(Report(as_of="2025-06-29"), "export_controls")
    assert "ethane-butane-licences" in ids(Report(as_of="2025-06-30"), "export_controls")


def test_a_planned_event_counts_from_its_announcement():
    assert "mc14-2026-03" in ids(Report(), "events")
    assert "mc14-2026-03" not in ids(Report(as_of="2026-02-05"), "events")


def test_what_has_no_date_goes_with_what_it_belongs_to():
    early = Report(as_of="2025-10-19")
    assert not early["funding"].shape[0]
    assert not any("minerals" in key for key in ids(early, "provisions"))
    between = Report(as_of="2025-10-22")
    shared = between["provisions"].set_index("id").loc["minerals-au-jp-1"]
    assert shared["agreements"] == ("au-minerals",), "Japan's framework came a week later"


def test_the_precision_of_a_date_is_that_of_the_last_column():
    frame = pd.DataFrame(
        {
            "announced_on": pd.to_datetime(["2026-02-06", None]),
            "on": pd.to_datetime(["2026-03-01", "2026-01-01"]),
            "date_precision": ["month", "month"],
        }
    )
    assert list(appeared_on(frame, ["announced_on", "on"])) == [pd.Timestamp("2026-02-06"), pd.Timestamp("2026-01-31")]


def test_an_edition_before_the_first_row_is_empty_not_a_crash():
    assert all(Report(as_of="2020-01-01")[table].empty for table in ("export_controls", "awards", "funding", "events"))


@pytest.mark.parametrize(("name", "value"), [("lang", "fr"), ("scope", "most"), ("as_of", "2026-13-01"), ("as_of", "20260206")])
def test_a_bad_value_is_refused(name, value):
    with pytest.raises(ParameterError, match=f"{name}: '{value}' is not"):
        Report(**{name: value})
