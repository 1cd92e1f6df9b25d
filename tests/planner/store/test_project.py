"""A project comes back as it was saved; the old file or the new one is always there, and always whole."""

from __future__ import annotations

import math
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.months import Month
from planner.store.project import Project, load, save
from planner.tables.case import Case
from planner.tables.inputs import INPUTS, table
from tests.budget import examples
from tests.planner.store import saving
from tests.planner.store.projects import NAME, kept, motors, names, small, story
from tests.planner.store.test_round_trip import CASES


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / NAME


def same(one: Case, other: Case) -> None:
    for declared in INPUTS:
        assert list(one.rows(declared.id)) == list(other.rows(declared.id)), declared.id


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(CASES)
def test_saving_then_loading_gives_the_identical_case(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(Path(folder) / NAME, Project(case))
        again = load(Path(folder) / NAME).case
    same(again, case)
    assert again.fingerprint() == case.fingerprint()


ANYTHING = st.one_of(
    st.none(),
    st.floats(allow_nan=False),
    st.integers(-(2**70), 2**70),
    st.booleans(),
    st.text(st.characters(), max_size=5),
    st.sampled_from(["\ud800", "\x00", "a\ud800b\ufffe"]),
    st.integers(-5, 200_000).map(Month),
    st.lists(st.text(max_size=3) | st.just("\udfff"), max_size=2).map(tuple),
)


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(*[ANYTHING] * len(table("offers").columns)), max_size=3))
def test_a_draft_with_any_value_in_any_cell_comes_back_as_it_was(rows: list[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        save(Path(folder) / NAME, Project(Case({"offers": rows})))
        assert list(load(Path(folder) / NAME).case.rows("offers")) == rows


def test_a_number_that_is_none_comes_back_as_it_was(path: Path) -> None:
    save(path, Project(Case({"currencies": [("EUR", math.nan), ("CNY", math.inf)]})))
    (_, first), (_, second) = load(path).case.rows("currencies")
    assert isinstance(first, float)
    assert math.isnan(first)
    assert second == math.inf


def test_plans_and_notes_come_back_with_the_cases_they_answer(path: Path) -> None:
    save(path, story())
    again = load(path)
    assert again == story()
    now, before = again.plans
    assert now.fingerprint == again.case.fingerprint()
    assert before.fingerprint == motors(demand=5).fingerprint()
    assert now.rows("orders")[0].quantity == 20
    assert now.rows("shortages") == ()


def test_a_case_many_plans_answer_is_kept_once(tmp_path: Path) -> None:
    one, many = tmp_path / "one.remanence", tmp_path / "many.remanence"
    stock = Project(saving.project(2000).case)
    save(one, stock)
    save(many, Project(stock.case, tuple(kept(stock.case.copy(), f"Plan {number}") for number in range(9))))
    assert many.stat().st_size < 1.5 * one.stat().st_size


def test_an_infeasible_answer_is_kept_without_a_plan(path: Path) -> None:
    answer = kept(motors())
    without = type(answer)(name="None", made=answer.made, case=answer.case, status="infeasible", clashes=("a", "b"))
    save(path, Project(motors(), (without,)))
    assert load(path).plans == (without,)


def test_the_file_is_not_held_open_and_needs_no_second_file(path: Path, tmp_path: Path) -> None:
    save(path, story())
    load(path)
    header = path.read_bytes()[:100]
    assert header[18:20] == b"\x01\x01"
    assert int.from_bytes(header[68:72], "big") == 0x52454D41
    assert int.from_bytes(header[60:64], "big") == 1
    assert names(tmp_path) == [NAME]
    if sys.platform == "linux":
        held = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
        assert not any(NAME in one for one in held)


def test_a_file_to_be_read_only_is_loaded(path: Path, tmp_path: Path) -> None:
    save(path, small())
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        assert load(path) == small()
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.parametrize("name", ["磁石 & ünï.remanence", "100% #1?.remanence", "a'b\"c.remanence", "x.bak"])
def test_any_name_will_do(tmp_path: Path, name: str) -> None:
    if os.name == "nt" and set(name) & set('?"'):
        pytest.skip("no name on Windows")
    save(tmp_path / name, small())
    assert load(tmp_path / name) == small()
    assert names(tmp_path) == [name]
