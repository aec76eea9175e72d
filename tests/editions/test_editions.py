"""What an edition holds: the rows that stood on its day, in its scope, in its language."""

import pandas as pd
import pytest
import yaml
from conftest import read
from shown import show

from econsec import Report
from econsec.data.status import appeared_on
from econsec.editions import ARTICLE, best, seen
from econsec.editions.parameters import ParameterError
from econsec.editions.sources import MARKS
from econsec.subject import subject


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
    article = {"scope": "article"}  # which knows only the month
    assert "affiliates-rule" not in ids(Report(as_of="2025-09-29", **article), "export_controls")
    assert "affiliates-rule" in ids(Report(as_of="2025-09-30", **article), "export_controls")
    assert "vulcan-elements-2025-11" not in ids(Report(as_of="2025-11-02"), "awards")
    assert "vulcan-elements-2025-11" in ids(Report(as_of="2025-11-03"), "awards")


def test_a_range_counts_from_its_last_day():
    assert "ethane-butane-licences" not in ids(Report(as_of="2025-06-29"), "export_controls")
    assert "ethane-butane-licences" in ids(Report(as_of="2025-06-30"), "export_controls")


def test_a_planned_event_counts_from_its_announcement():
    assert "mc14-2026-03" in ids(Report(as_of="2026-02-06", scope="article"), "events")
    assert "mc14-2026-03" not in ids(Report(as_of="2026-02-05", scope="article"), "events")


def test_what_has_no_date_goes_with_what_it_belongs_to():
    early = Report(as_of="2025-10-19")
    assert not early["funding"].shape[0]
    assert not any("minerals" in key for key in ids(early, "provisions"))
    between = Report(as_of="2025-10-22")
    shared = between["provisions"].set_index("id").loc["minerals-au-jp-1"]
    assert shared["agreements"] == ("au-minerals",), "Japan's framework came a week later"


@pytest.mark.parametrize(
    ("day", "stage", "qualifier", "kind"),
    [
        ("2026-06-01", "letter_of_intent", "up_to", "loan"),
        ("2026-06-02", "award", "exact", "loan"),
        ("2026-06-03", "award", "exact", "guarantee"),
    ],
)
def test_before_a_change_a_cell_holds_what_it_held_then(day, stage, qualifier, kind):
    report = Report(as_of=day)
    awards, funding = (report[table].set_index("id") for table in ("awards", "funding"))
    assert awards.loc["xlight-2025-12", "stage"] == stage
    assert funding.loc["xlight-grant", "qualifier"] == qualifier
    assert funding.loc["usa-rare-earth-loan", "kind"] == kind
    raw = report.raw("funding").set_index("id")
    assert (raw.loc["xlight-grant", "qualifier"], raw.loc["usa-rare-earth-loan", "kind"]) == (qualifier, kind)


def test_the_article_goes_before_what_was_held_later():
    report = Report(as_of="2026-06-01", scope="article")
    assert set(report["awards"]["stage"]) == {"announced", "solicitation"}
    assert set(Report(scope="article")["funding"]["kind"]) == {"grant", "loan"}


def test_data_without_former_values_stand_as_they_are(data):
    without(data, "former_values", keep_table=False)
    assert Report(as_of="2026-06-01", data_dir=data)["awards"].set_index("id").loc["xlight-2025-12", "stage"] == "award"


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


# The article's scope


@pytest.fixture(scope="module")
def article():
    return Report(as_of="2026-02-06", scope="article")


def written(report, table, key, column):
    """Return a cell as the data would write it."""
    frame, pair = report[table].set_index("id"), column.removesuffix(f"_{report.lang}")
    value = frame.loc[key, pair if pair in frame else column]
    if isinstance(value, (str, tuple)):
        return value if isinstance(value, str) else ";".join(value)
    if pd.isna(value):
        return ""
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value).lower().removesuffix(".0")


def test_the_articles_values_are_put_back(article):
    cells = {"en": article, "ja": Report("ja", as_of="2026-02-06", scope="article")}
    differences = read("differences")
    assert differences
    for row in differences:
        report = cells["ja" if row["column"].endswith("_ja") else "en"]
        assert written(report, row["table"], row["row"], row["column"]) == row["article_value"], row["id"]


def test_outside_the_articles_scope_our_values_stay():
    report, held = Report(), {table: {row["id"]: row for row in read(table)} for table in {d["table"] for d in read("differences")}}
    for row in read("differences"):
        ours = held[row["table"]][row["row"]][row["column"]]
        if not row["column"].endswith("_ja"):
            assert written(report, row["table"], row["row"], row["column"]) == ours, row["id"]


def test_every_row_of_the_articles_scope_stands_in_the_article(article):
    for table in article.schema.tables:
        if "article_ref" in article[table]:
            assert (article[table]["article_ref"] != "").all(), table
    assert article["differences"].empty, "the article does not differ from itself"


def test_nothing_in_the_articles_scope_was_announced_later(article):
    day = pd.Timestamp("2026-02-06")
    for table, said in article.schema.tables.items():
        for column in said.get("datedBy", [])[:1]:
            days = article[table][column]
            assert not (days > day).any(), table


@pytest.mark.parametrize("scope", ["all", "article"])
@pytest.mark.parametrize("as_of", ["2025-03-01", "2025-06-30", "2025-10-22", "2026-02-06"])
def test_nothing_refers_to_a_row_that_the_edition_lacks(as_of, scope):
    report = Report(as_of=as_of, scope=scope)
    for table in report.schema.tables:
        for name, field in report.schema.fields(table).items():
            target, _, key = field.get("itemReference", "").partition(".")
            if target:
                assert set(report[table][name].explode().dropna()) <= set(report[target][key]), (table, name)
            if "referenceTable" in field:
                assert all(row in ids(report, other) for other, row in report[table][[field["referenceTable"], name]].itertuples(index=False))


def without(data, table, keep_table):
    """Take the rows of a table out of the copied data, or the table too."""
    path = data / f"{table}.csv"
    if keep_table:
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
        return data
    path.unlink()
    package = yaml.safe_load((data / "datapackage.yaml").read_text(encoding="utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"] != table]
    (data / "datapackage.yaml").write_text(yaml.safe_dump(package, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return data


@pytest.mark.parametrize("keep_table", [True, False])
def test_without_differences_the_articles_scope_has_the_articles_rows(data, keep_table, article):
    report = Report(as_of="2026-02-06", scope="article", data_dir=without(data, "differences", keep_table))
    assert ids(report, "provisions") == ids(article, "provisions")


# What an edition says of itself


def test_a_book_for_another_day_says_so():
    assert Report().note() == ""
    assert Report(as_of="2025-06-30").note() == "Data as of 30 June 2025. The text is that of the latest edition."
    assert Report("ja", as_of="2025-06-30").note() == "データは2025年6月30日時点。文章は最新版のもの。"


def test_a_book_for_a_day_before_the_first_row_says_so():
    first = Report().starts_on()
    early = Report(as_of="2020-01-01").note()
    assert early.startswith("Data as of 1 January 2020, before the first dated entry (") and f"{first:%Y}" in early
    assert "before the first" not in Report(as_of=f"{first:%Y-%m-%d}").note()


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("name", ["control_table", "award_table", "event_table", "technology_table"])
def test_an_empty_table_says_why_it_is_empty(lang, name):
    report = Report(lang, as_of="2020-01-01")
    html = show(name, report).html()
    assert html == f'<p class="exhibit-absence" id="{name}">{report.absence()}</p>'
    assert {"en": "1 January 2020", "ja": "2020年1月1日"}[lang] in html


@pytest.mark.parametrize("name", ["control_timeline", "control_balance", "award_bars"])
def test_an_empty_chart_says_why_it_is_empty(name):
    report = Report(as_of="2020-01-01", scope="article")
    bundle = show(name, report)._repr_mimebundle_()
    assert bundle["text/plain"] == "Nothing to show: the article holds no entry for this exhibit that was announced by 1 January 2020."
    assert f'id="{name}"' in bundle["text/html"]


def test_an_account_read_in_the_original_is_no_original_of_what_it_tells():
    works = pd.DataFrame(
        {
            "id": ["register", "gazette", "daily", "lost", subject().article],
            "kind": ["government", "agreement", "press", "press", "analysis"],
            "seen": ["original", "mirror", "original", "unseen", "original"],
        }
    )
    known = seen(works)
    assert known == {"register": "original", "gazette": "mirror", "daily": "reported", "lost": "unseen", subject().article: ARTICLE}
    assert best(("daily", "gazette"), known) == "mirror" and best(("lost", subject().article), known) == ARTICLE
    assert best((subject().article, "daily"), known) == "reported" and best(("elsewhere",), known) == ""


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_line_of_sources_counts_each_row_once_by_its_best_work(lang):
    report = Report(lang)
    rows = report["events"]
    counts = report.cite(rows).evidence
    assert sum(count for _, _, count in counts) == len(rows) and [code for code, _, _ in counts] == [
        code for code in MARKS if code in dict.fromkeys(code for code, _, _ in counts)
    ]
    assert Report(lang, scope="article").cite(rows).evidence == (), "there all is the article's"
