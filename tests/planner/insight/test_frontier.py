"""Decides that the frontier turns where hand-worked costs say it turns."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from planner.errors import UserError
from planner.events import Event, Share, Stopped
from planner.insight.frontier import WEIGHTS, frontier
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.steps import plan
from tests.builders import case
from tests.planner.insight.embargo import embargo

EXACT = Options(gap=0.0)


def test_buying_ahead_costs_five_more_on_average_and_spares_130_in_the_tail() -> None:
    """Waiting: 200, or 500 in one of twenty cases: 215 on average, 350 in the worst tenth. Ahead: 220 whatever comes.
    So the weight of the tail from which ahead is better is 5 / 135."""
    points = frontier(embargo(0.05), EXACT, (0.0, 0.036, 0.038, 1.0))
    assert [one.risk_weight for one in points] == [0.0, 0.036, 0.038, 1.0]
    assert [one.expected_cost for one in points] == pytest.approx([215, 215, 220, 220])
    assert [one.cvar for one in points] == pytest.approx([350, 350, 220, 220])
    assert [one.worst_cost for one in points] == pytest.approx([500, 500, 220, 220])
    assert points[1].cost.value == pytest.approx(215 + 0.036 * 135)
    assert not any(one.dominated for one in points)
    assert {one.status for one in points} == {Status.PROVEN}


def test_a_safer_plan_never_costs_less_and_never_has_the_worse_tail() -> None:
    points = frontier(embargo(0.05), EXACT)
    assert [one.risk_weight for one in points] == list(WEIGHTS)
    for one, safer in pairwise(points):
        assert safer.expected_cost >= one.expected_cost - 1e-6
        assert safer.cvar <= one.cvar + 1e-6


def test_a_point_is_left_out_of_the_curve_where_another_is_as_cheap_and_safer() -> None:
    """With one in fifteen both plans cost 220 on average, so at weight 0 either may come out."""
    cheap, safe = frontier(embargo(1 / 15), EXACT, (0.0, 1.0))
    assert cheap.expected_cost == pytest.approx(safe.expected_cost) == pytest.approx(220)
    assert not safe.dominated
    assert cheap.dominated == (cheap.cvar > safe.cvar + 1e-6)


def test_a_plan_at_hand_is_not_planned_again_and_is_judged_for_every_weight() -> None:
    """The safe plan is at hand. At weight 1 it is taken as it is; at weight 0 waiting is the better."""
    told = embargo(0.05)
    safe = plan(told, Options(gap=0.0, risk_weight=1.0)).plan
    assert safe is not None
    heard: list[Event] = []
    points = frontier(told, EXACT, (0.0, 1.0), safe, listen=heard.append)
    assert [one.expected_cost for one in points] == pytest.approx([215, 220])
    assert [one.cvar for one in points] == pytest.approx([350, 220])
    assert points[1].plan.scenario_costs == safe.scenario_costs
    assert points[1].cost.low == -math.inf
    with pytest.raises(UserError, match="older"):
        frontier(embargo(0.5), EXACT, (1.0,), safe)


def test_a_better_plan_at_hand_is_taken_for_another_weight() -> None:
    """Little time and no plan of its own: what is at hand serves."""
    told = embargo(0.05)
    cheap = plan(told, Options(gap=0.0, risk_weight=0.0)).plan
    assert cheap is not None
    own, other = frontier(told, EXACT, (0.0, 0.01), cheap)
    assert other.cost.value == pytest.approx(min(215 + 0.01 * 135, 220))
    assert own.plan.risk_weight == 0.0 and other.plan.risk_weight == 0.01


def test_a_weight_without_a_plan_has_no_point() -> None:
    never_enough = case(
        products=[{"product": "Drive", "shortage_cost": 100}],
        demand={"Drive": [10]},
        bill_of_materials=[{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        items=[{"item": "Magnet", "standard_cost": 10}],
        limits=[{"limit": "min_fill", "value": 1}],
    )
    assert frontier(never_enough, EXACT, (0.0,)) == ()


def test_it_says_how_far_it_is_and_stops_when_asked() -> None:
    told: list[Event] = []
    frontier(embargo(0.05), EXACT, (0.0, 1.0), listen=told.append)
    assert [(one.done, one.total) for one in told if isinstance(one, Share)] == [(0, 2), (1, 2), (2, 2)]
    with pytest.raises(Stopped):
        frontier(embargo(0.05), EXACT, stopping=lambda: True)
