"""Calendars of what is due: each day once, under a name that lasts; a client that subscribed sees a change and no second entry."""

import http.server
import threading
from datetime import date

import pandas as pd
import pytest
from conftest import PROJECT, read
from icalendar import Calendar
from icalevents.icalevents import events as subscribe

from econsec import Report
from econsec.editions import series
from econsec.report import calendars
from econsec.words import LANGUAGES

WHOLE = "calendar.ics"


def entries(text):
    return list(Calendar.from_ical(text).walk("VEVENT"))


def files(lang="en", as_of=""):
    return calendars.files(lang, as_of, "all", "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_deadline_with_a_day_is_there_once_under_a_name_that_lasts(lang):
    found = {str(one["uid"]): one for one in entries(files(lang)[WHOLE])}
    assert len(found) == len(entries(files(lang)[WHOLE]))
    dated = [row for row in read("deadlines") if row["due_on"]]
    assert dated and {f"deadlines-{row['id']}-due@econsec" for row in dated} <= set(found)
    for row in dated:
        one = found[f"deadlines-{row['id']}-due@econsec"]
        first, end = one["dtstart"].dt, one["dtend"].dt
        assert str(one["summary"]) == row[f"title_{lang}"] and type(first) is date
        assert (
            (str(first)[:7] == row["due_on"][:7] and first.day == 1 and end.day == 1)
            if row["date_precision"] == "month"
            else str(first) == row["due_on"]
        )
    assert files(lang) == files(lang), "the same bytes in every build"


def test_both_languages_name_the_same_days():
    said = [{(str(one["uid"]), one["dtstart"].dt, int(one["sequence"])) for one in entries(files(lang)[WHOLE])} for lang in LANGUAGES]
    assert said[0] == said[1]


def test_sectors_and_partners_have_what_touches_them():
    report, found = Report("en"), files()
    whole = {str(one["uid"]) for one in entries(found[WHOLE])}
    assert set(found) == {WHOLE, *(f"calendars/{series.named(name).page(key).rpartition('/')[2]}.ics" for name, key in series.pages(report))}
    for name, text in found.items():
        assert {str(one["uid"]) for one in entries(text)} <= whole, name
    own = {f"deadlines-{row['id']}-due@econsec" for row in read("deadlines") if "JPN" in row["partners"].split(";") and row["due_on"]}
    assert own and own <= {str(one["uid"]) for one in entries(found["calendars/partner_jpn.ics"])}


def test_an_edition_before_the_record_has_an_empty_calendar():
    assert entries(files(as_of="1999-01-01")[WHOLE]) == []


def test_a_correction_and_an_outcome_raise_the_sequence(data, change):
    key = next(row["id"] for row in read("deadlines") if row["outcome"] == "met" and row["due_on"])
    revision = read("revisions")[-1]

    def sequence(**edition):
        (found,) = [one for one in entries(calendars.files("en", edition.get("as_of", ""), "all", data)[WHOLE]) if f"-{key}-due@" in one["uid"]]
        return int(found["sequence"])

    settled = next(row for row in read("deadlines") if row["id"] == key)
    before = f"{pd.Timestamp(settled['outcome_on']) - pd.Timedelta(days=1):%Y-%m-%d}"
    assert sequence(as_of=before) < sequence()
    now = sequence()
    change("revisions", revision["id"], "corrected", f"{revision['corrected']};deadlines/{key}".strip(";"))
    assert sequence() == now + 1


class Client:
    """What a calendar program keeps of a calendar to which it subscribed: an entry an UID, the one with the highest sequence."""

    def __init__(self, address):
        self.address, self.kept = address, {}

    def refresh(self):
        found = subscribe(url=self.address, start=date(2020, 1, 1), end=date(2040, 1, 1), fix_apple=False)
        assert len({one.uid for one in found}) == len(found), "an entry twice"
        for one in found:
            if one.uid not in self.kept or one.sequence >= self.kept[one.uid].sequence:
                self.kept[one.uid] = one
        return found


def test_a_client_that_subscribed_sees_an_outcome_and_no_entry_twice(tmp_path):
    """The record of an earlier day, then that of today, at the same address."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(tmp_path))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        client = Client(f"http://127.0.0.1:{server.server_address[1]}/{WHOLE}")
        settled = [row for row in read("deadlines") if row["outcome"] in ("met", "late") and row["due_on"]]
        day = max(row["announced_on"] for row in settled)
        tmp_path.joinpath(WHOLE).write_bytes(files(as_of=day)[WHOLE])
        before = {one.uid: one for one in client.refresh()}
        tmp_path.joinpath(WHOLE).write_bytes(files()[WHOLE])
        after = client.refresh()
        assert before and set(before) <= set(client.kept) == {one.uid for one in after}
        label = Report("en").label("deadlines", "outcome", "met")
        assert any(label in client.kept[uid].description and label not in before[uid].description for uid in before)
    finally:
        server.shutdown()
        server.server_close()


def test_the_files_lie_beside_the_pages_and_the_page_leads_to_them(site):
    for lang in LANGUAGES:
        assert (site / lang / WHOLE).read_bytes() == calendars.files(lang, "", "all", PROJECT / "data")[WHOLE]
        assert f'href="../{WHOLE}"' in (site / lang / "chapters/calendar.html").read_text(encoding="utf-8")
        for name in ("partner_jpn", "sector_ai-chips"):
            page = (site / lang / f"chapters/{name}.html").read_text(encoding="utf-8")
            assert f'href="../calendars/{name}.ics"' in page and f'href="../feeds/{name}.xml"' in page
            assert (site / lang / f"calendars/{name}.ics").is_file() and (site / lang / f"feeds/{name}.xml").is_file()
    assert not list((site / "editions/article").rglob("*.ics"))
