"""The stock check and ours: `frictionless validate` refuses nothing that `econsec check` accepts."""

import pytest
from conftest import ROOT
from frictionless import Package, system
from fuzzing import TABLES, cases, holding, small_package, spoilt_table
from hypothesis import given
from hypothesis import strategies as st

from econsec.data.checks import examine


def refused(folder):
    """Return what frictionless finds wrong with a package, a kind of error each."""
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.yaml")).validate()
    return [error.type for task in report.tasks for error in task.errors]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Return a small valid package."""
    return small_package(tmp_path_factory.mktemp("small") / "data")


def test_the_projects_packages_pass_the_stock_check(small):
    for folder in (ROOT / "data", ROOT / "tests/data/updated", small):
        assert refused(folder) == [], folder
        assert examine(folder).problems == (), folder


@pytest.mark.slow
@cases(40)
@given(data=st.data(), table=st.sampled_from(TABLES))
def test_what_the_stock_check_refuses_ours_refuses(small, data, table):
    path = small / f"{table}.csv"
    with holding(path, data.draw(spoilt_table(path.read_bytes()))):
        assert examine(small).problems or refused(small) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "before", "after", "kind"),
    [
        ("funding", "\n", "\n\n", "blank-row"),
        ("funding", ",false,", ",perhaps,", "type-error"),
        ("funding", ",false,", ",TRUE,", "type-error"),
        ("countries", ",MYS,", ",Malaysia,", "constraint-error"),
        ("firms", ",USA,", ",ZZZ,", "foreign-key"),
    ],
)
def test_the_stock_check_sees_what_its_standard_can_say(data, table, before, after, kind):
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert kind in refused(data)
    assert examine(data).problems
