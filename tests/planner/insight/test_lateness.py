"""A month's delay costs what one can count: the line stands for a month, less what was not bought meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from planner.errors import UserError
from planner.events import Share
from planner.events import Stopped as StoppedByUser
from planner.insight.lateness import lateness
from planner.plan.plan import Plan
from planner.planning import plan
from planner.solve.options import Options
from planner.tables.case import Case
from tests.builders import case


def gap_in_march(**more: Any) -> Case:
    """20 magnets a month for 10 Drives worth 100 each; Ganzhou sends no more than 20 a month and in March, if it stops
    (20 %), none; Narva can always send, at 6 instead of 4."""
    told: dict[str, Any] = {
        "case": {"months": 4},
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10, 10, 10, 10]},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 2}],
        "items": [{"item": "Magnet", "standard_cost": 5}],
        "suppliers": [{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        "offers": [
            {"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0},
            {"supplier": "Narva", "item": "Magnet", "price": 6, "production_months": 0, "transit_months": 0},
        ],
        "capacity": [{"supplier": "Ganzhou", "item": "Magnet", "from_month": "2027-01", "per_month": 20}],
        "scenarios": [{"scenario": "Calm", "probability": 0.8}, {"scenario": "Stop", "probability": 0.2}],
        "events": [
            {
                "scenario": "Stop",
                "from_month": "2027-03",
                "to_month": "2027-03",
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    }
    return case(**told | more)


def planned(told: Case) -> Plan:
    found = plan(told, Options(gap=0)).plan
    assert found is not None
    return found


def test_a_month_late_costs_the_drives_lost_less_the_magnets_not_bought() -> None:
    # In time: 20 from Narva in March and 20 from Ganzhou in April, 120 + 80. Late: 20 ordered from Ganzhou in March
    # leave in April, and the 10 Drives of March are lost: 80 + 1000.
    told = gap_in_march()
    (stop,) = lateness(told, planned(told), Options())
    assert stop.cost == pytest.approx(880)
    assert stop.possible


def test_only_the_ways_that_are_not_the_likeliest_are_priced() -> None:
    told = gap_in_march()
    found = planned(told)
    (stop,) = lateness(told, found, Options())
    (node,) = (line for line in found.nodes if line.node == stop.node)
    assert (node.scenarios, str(node.month)) == (("Stop",), "2027-03")


def test_where_the_likeliest_way_does_the_same_a_delay_costs_nothing() -> None:
    told = gap_in_march(
        events=[
            {
                "scenario": "Stop",
                "from_month": "2027-03",
                "to_month": "2027-03",
                "effect": "price",
                "value": 1.1,
                "country": "Estonia",
            }
        ]
    )
    (stop,) = lateness(told, planned(told), Options())
    assert stop.cost == pytest.approx(0, abs=1e-6)


def test_one_future_has_nothing_to_be_late_for() -> None:
    told = gap_in_march(scenarios=[], events=[])
    assert lateness(told, planned(told), Options()) == ()


def test_a_start_of_the_first_month_of_a_branch_is_put_off() -> None:
    """Narva must be approved, which takes a month and costs 150: in calm times nobody would. Ganzhou stops for good."""
    told = gap_in_march(
        qualifications=[{"qualification": "Narva approval", "months": 1, "cost": 150}],
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0},
            {
                "supplier": "Narva",
                "item": "Magnet",
                "price": 6,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Narva approval",
                "from_month": "2027-04",
            },
        ],
        events=[
            {
                "scenario": "Stop",
                "from_month": "2027-03",
                "to_month": "2027-04",
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    )
    found = planned(told)
    assert [(line.name, str(line.month)) for line in found.decisions] == [("Narva approval", "2027-03")]
    # In time: 150 + 120 in April. Late: Narva is approved in May, the 10 Drives of April are lost too, and the 20
    # magnets ordered from Ganzhou in March never leave.
    (stop,) = lateness(told, found, Options())
    assert stop.cost == pytest.approx(1000 + 80 - 150 - 120)


def test_a_plan_of_other_data_is_refused() -> None:
    told = gap_in_march()
    with pytest.raises(UserError, match="older than the data"):
        lateness(gap_in_march(stock=[{"item": "Magnet", "quantity": 1}]), planned(told), Options())


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    told = gap_in_march()
    found = planned(told)
    heard: list[object] = []
    lateness(told, found, Options(), listen=heard.append)
    assert heard == [Share(0, 1, "branches priced"), Share(1, 1, "branches priced")]
    with pytest.raises(StoppedByUser):
        lateness(told, found, Options(), stopping=lambda: True)
