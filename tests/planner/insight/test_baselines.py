"""Decides that the ways of carrying on cost what they cost by hand, scenario by scenario, with their regret."""

from __future__ import annotations

from typing import Any

import pytest

from planner.events import Stopped
from planner.insight.baselines import Baseline, baselines
from planner.insight.policies import Policy
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.steps import plan
from planner.tables.case import Case
from tests.builders import case

EXACT = Options(gap=0.0)


def halt(**more: Any) -> Case:
    """Ten drives a month for half a year, ten magnets in stock; keeping one costs 2 a month. Ganzhou (10) may stop for
    the last four months, as likely as not; Narva (12) takes orders two months after an approval for 100."""
    tables: dict[str, Any] = {
        "case": {"carrying_cost_rate": 2.4},
        "products": [{"product": "Drive", "shortage_cost": 100}],
        "demand": {"Drive": [10] * 6},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 10}],
        "stock": [{"item": "Magnet", "quantity": 10}],
        "suppliers": [{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "Estonia"}],
        "offers": [
            {"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0},
            {
                "supplier": "Narva",
                "item": "Magnet",
                "price": 12,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Narva approval",
            },
        ],
        "qualifications": [{"qualification": "Narva approval", "months": 2, "cost": 100}],
        "scenarios": [{"scenario": "open", "probability": 0.5}, {"scenario": "stopped", "probability": 0.5}],
        "events": [
            {
                "scenario": "stopped",
                "from_month": 2,
                "to_month": 5,
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    }
    return case(**tables | more)


def told(found: tuple[Baseline, ...], policy: Policy) -> Baseline:
    return next(one for one in found if one.policy is policy)


def costs(one: Baseline) -> list[float]:
    return [row.cost for row in one.scenarios]


def regrets(one: Baseline) -> list[float]:
    return [row.regret for row in one.scenarios]


def test_carrying_on_keeps_its_month_of_stock_and_loses_thirty_drives_when_the_licences_stop() -> None:
    """Sixty bought and ten carried for six months; or twenty bought, ten carried for five and used up in the last, and
    thirty drives lost."""
    one = told(baselines(halt(), EXACT), Policy.CARRY_ON)
    assert costs(one) == pytest.approx([600 + 120, 200 + 100 + 3000])
    assert one.expected_cost == pytest.approx(2010)
    assert one.plan is not None and not one.plan.decisions


def test_stocking_up_carries_four_months_of_need_whatever_happens() -> None:
    one = told(baselines(halt(), EXACT), Policy.STOCK_UP)
    assert costs(one) == pytest.approx([500 + 200, 500 + 200])


def test_diversifying_approves_at_once_and_holds_no_more_than_today() -> None:
    one = told(baselines(halt(), EXACT), Policy.DIVERSIFY)
    assert costs(one) == pytest.approx([100 + 500, 100 + 100 + 480])
    assert one.plan is not None
    assert [(line.node, line.kind) for line in one.plan.decisions] == [(0, "qualify")]


def test_the_recommended_plan_bridges_two_months_by_stock_and_approves_only_when_it_must() -> None:
    one = told(baselines(halt(), EXACT), Policy.RECOMMENDED)
    assert costs(one) == pytest.approx([500 + 60, 300 + 60 + 100 + 240])
    assert one.expected_cost == pytest.approx(630)


def test_regret_is_what_the_cheapest_policy_would_have_saved_in_hindsight() -> None:
    found = baselines(halt(), EXACT)
    assert regrets(told(found, Policy.CARRY_ON)) == pytest.approx([160, 2620])
    assert regrets(told(found, Policy.STOCK_UP)) == pytest.approx([140, 20])
    assert regrets(told(found, Policy.DIVERSIFY)) == pytest.approx([40, 0])
    assert regrets(told(found, Policy.RECOMMENDED)) == pytest.approx([0, 20])
    assert told(found, Policy.STOCK_UP).expected_regret == pytest.approx(80)
    assert told(found, Policy.STOCK_UP).worst_regret == pytest.approx(140)


def test_no_policy_costs_less_on_average_than_the_recommended_one() -> None:
    found = baselines(halt(), EXACT)
    assert min(one.expected_cost or 0.0 for one in found) == told(found, Policy.RECOMMENDED).expected_cost
    assert [one.policy for one in found] == list(Policy)


def test_the_prices_that_steer_a_policy_are_no_costs_of_it() -> None:
    one = told(baselines(halt(), EXACT), Policy.CARRY_ON)
    assert one.plan is not None
    assert sum(line.penalties for line in one.plan.costs) == pytest.approx(0)
    assert one.plan.limits_broken == ()


def test_a_plan_at_hand_is_taken_as_the_recommended_one() -> None:
    answer = plan(halt(), EXACT)
    assert answer.plan is not None
    one = told(baselines(halt(), EXACT, answer.plan), Policy.RECOMMENDED)
    assert one.plan is answer.plan


def test_what_began_before_goes_on_in_every_policy() -> None:
    begun = halt(qualifications=[{"qualification": "Narva approval", "months": 2, "cost": 100, "started_month": -2}])
    one = told(baselines(begun, EXACT), Policy.CARRY_ON)
    assert one.plan is not None
    assert {line.supplier for line in one.plan.orders} == {"Ganzhou", "Narva"}


def test_a_redesign_is_for_the_recommended_plan_alone() -> None:
    """A rotor without magnets for 50 is cheaper than anything else."""
    lean = halt(
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 50}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
    )
    found = baselines(lean, EXACT)
    assert costs(told(found, Policy.RECOMMENDED)) == pytest.approx([50, 50])
    assert costs(told(found, Policy.DIVERSIFY)) == pytest.approx([600, 680])


def test_a_policy_that_cannot_keep_the_limits_names_those_that_clash() -> None:
    limits = [{"limit": "min_share", "value": 0.1, "supplier": "Narva"}, {"limit": "min_fill", "value": 0.5}]
    needs_narva = halt(limits=limits)
    one = told(baselines(needs_narva, EXACT), Policy.CARRY_ON)
    assert one.status is Status.INFEASIBLE
    assert one.plan is None and one.scenarios == () and one.clashes


def test_it_stops_when_asked() -> None:
    with pytest.raises(Stopped):
        baselines(halt(), EXACT, stopping=lambda: True)
