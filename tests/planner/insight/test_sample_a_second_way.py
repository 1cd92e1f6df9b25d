"""Decides that what is told of the sample before any plan is what its rows say, worked out from the files alone."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from planner.insight.at_risk import Hazard
from planner.insight.contents import RARE_EARTHS
from planner.insight.exposure import Exposure, exposure
from planner.insight.runway import Runways, runways
from planner.insight.stops import Stop, Stopped
from planner.reference.sample import sample_case
from planner.report.licences import licences
from planner.tables.case import Case

RESOURCES = Path(__file__).parents[3] / "resources"
MONTHS, START = 24, (2027, 1)


@cache
def rows(name: str, folder: str = "samples") -> tuple[Mapping[str, str], ...]:
    with (RESOURCES / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def demand() -> dict[str, list[float]]:
    """By product, units wanted month by month."""
    months = [f"{2027 + at // 12}-{at % 12 + 1:02}" for at in range(MONTHS)]
    return {one["product"]: [float(one[month]) for month in months] for one in rows("demand")}


def bought(parent: str, times: float = 1.0) -> Iterator[tuple[str, float]]:
    """What one unit takes that has no bill of its own, scrap included: every way down the bill."""
    parents = {one["parent"] for one in rows("bill_of_materials")}
    for one in rows("bill_of_materials"):
        if one["parent"] == parent:
            units = times * float(one["quantity"]) / (1 - float(one["scrap_rate"] or 0))
            yield from bought(one["component"], units) if one["component"] in parents else [(one["component"], units)]


def in_one(product: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for item, units in bought(product):
        found[item] += units
    return found


def grams(item: str) -> dict[str, float]:
    """Grams of each rare earth in one unit: the composition of the part before its grade's, the case's before the
    library's."""
    (own,) = [one for one in rows("items") if one["item"] == item]
    ways = [
        [one for one in rows("composition") if one["of"] == item],
        [one for one in rows("composition") if one["of"] == own["grade"]],
        [one for one in rows("composition", "reference") if one["grade"] == own["grade"]],
    ]
    held = next((way for way in ways if way), [])
    return {
        one["element"]: float(one["weight_percent"]) / 100 * float(own["mass_g"])
        for one in held
        if one["element"] in RARE_EARTHS and float(one["weight_percent"]) > 0
    }


def at_hand(item: str) -> list[float]:
    """What is there or has left, by the month from which it can be used."""
    found = [0.0] * MONTHS
    found[0] = sum(float(one["quantity"]) for one in rows("stock") if one["item"] == item)
    for one in rows("open_orders"):
        if one["item"] == item and one["arrival_month"]:
            year, month = map(int, one["arrival_month"].split("-"))
            found[max(0, 12 * (year - START[0]) + month - START[1])] += float(one["quantity"])
    return found


@pytest.fixture(scope="module")
def sample() -> Case:
    return sample_case()


@pytest.fixture(scope="module")
def told(sample: Case) -> Exposure:
    return exposure(sample)


@pytest.fixture(scope="module")
def lasting(sample: Case) -> Runways:
    return runways(sample)


def test_kilograms_follow_the_whole_bill_down_and_part_before_grade(told: Exposure) -> None:
    expected: dict[tuple[str, str], float] = defaultdict(float)
    for product, units in demand().items():
        for item, each in in_one(product).items():
            for element, held in grams(item).items():
                expected[product, element] += each * held * sum(units) / 1000
    assert {(one.product, one.element): one.total_kg for one in told.needs} == pytest.approx(expected)
    # Two years of dysprosium, as the exposure of the sample tells it.
    assert sum(kg for (_, element), kg in expected.items() if element == "Dy") == pytest.approx(10_905, abs=1)


def test_who_is_served_first_earns_most_per_gram(told: Exposure) -> None:
    earned = {one["product"]: float(one["shortage_cost"]) for one in rows("products")}
    for one in told.priorities:
        held = sum(each * grams(item).get(one.element, 0.0) for item, each in in_one(one.product).items())
        assert one.per_gram == pytest.approx(earned[one.product] / held)


def test_every_item_that_is_not_delivered_stops_its_first_line_when_what_is_there_is_used_up(lasting: Runways) -> None:
    need: dict[str, list[float]] = defaultdict(lambda: [0.0] * MONTHS)
    for product, units in demand().items():
        for item, each in in_one(product).items():
            need[item] = [before + each * more for before, more in zip(need[item], units, strict=True)]
    shared = 0
    for item, wanted in need.items():
        there, came, month = 0.0, at_hand(item), 0
        while there + came[month] >= wanted[month]:  # what several products share lasts all of them equally long
            there += came[month] - wanted[month]
            month += 1
        ends = month + (there + came[month]) / wanted[month]
        found = lasting.of(Stop(Stopped.ITEM, item))
        assert found.first is not None
        assert found.first.survival == pytest.approx(ends), item
        shared += len(found.lines) > 1
    assert shared >= 5


def test_what_hangs_on_a_lone_supplier_is_all_that_is_not_there_yet(told: Exposure) -> None:
    earned = {one["product"]: float(one["shortage_cost"]) for one in rows("products")}
    (arnold,) = [one for one in told.at_risk if one.hazard is Hazard.SUPPLIER and one.name.startswith("Arnold")]
    (product,) = arnold.products
    units = demand()[product.product]
    wanted = in_one(product.product)[product.item] * sum(units)
    part = 1 - sum(at_hand(product.item)) / wanted
    assert arnold.contribution == pytest.approx(part * earned[product.product] * sum(units))


def test_of_each_cap_a_twelfth_is_left_at_once_where_all_of_it_was_used(sample: Case) -> None:
    caps = {(one["supplier"], one["item"]): one for one in rows("offers") if one["max_12_months"]}
    found = {(one.supplier, one.item): one for one in licences(sample).caps}
    assert set(found) == set(caps)
    for key, one in caps.items():
        most, before = float(one["max_12_months"]), float(one["ordered_before"])
        assert found[key].months[0].left == pytest.approx(most - before * 11 / 12)
        assert found[key].months[11].left == pytest.approx(most)
