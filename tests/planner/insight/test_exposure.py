"""Decides that the exposure of the sample is whole, quick and agrees with itself."""

from __future__ import annotations

import time
from collections import defaultdict

import pytest

from planner.facts.gather import gather
from planner.insight.exposure import Exposure, exposure
from planner.insight.licensing import RuleState
from planner.insight.shares import By
from planner.reference.library import Library, load
from planner.reference.sample import sample_case
from planner.tables.case import Case


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def sample(library: Library) -> Case:
    return sample_case(library)


@pytest.fixture(scope="module")
def told(sample: Case, library: Library) -> Exposure:
    return exposure(sample, library=library)


def test_the_sample_is_told_in_a_fraction_of_a_second(sample: Case, library: Library) -> None:
    started = time.perf_counter()
    exposure(sample, library=library)
    assert time.perf_counter() - started < 1.0


def test_kilograms_agree_with_the_need_of_the_items(sample: Case, told: Exposure) -> None:
    facts = gather(sample)
    by_item = sum(
        sum(item.need) * dict(contents.grams).get("Dy", 0.0) / 1000
        for item, contents in zip(facts.items, told.contents, strict=True)
    )
    assert sum(one.total_kg for one in told.needs if one.element == "Dy") == pytest.approx(by_item)


def test_shares_of_every_product_add_up_to_one(told: Exposure) -> None:
    total: dict[tuple[By, str | None], float] = defaultdict(float)
    for one in told.shares:
        total[one.by, one.product] += one.share
    assert list(total.values()) == pytest.approx([1.0] * len(total))


def test_nothing_is_at_risk_beyond_all_contribution(told: Exposure) -> None:
    assert all(0 < one.share <= 1 + 1e-9 for one in told.at_risk)


def test_the_barred_customer_gets_nothing_from_china(told: Exposure) -> None:
    flight = {one.name for one in told.shares if one.product == "Flight actuator FA-9" and one.by is not By.SUPPLIER}
    assert "China" not in flight


def test_rules_in_force_and_rules_to_ask_are_told_apart(told: Exposure) -> None:
    states = {one.rule: one.state for one in told.licences}
    assert states["ndfeb_dy_tb"] is states["smco"] is RuleState.IN_FORCE
    assert states["foreign_content"] is RuleState.ASK
