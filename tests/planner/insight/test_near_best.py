"""Decides that other first moves are told where they are nearly as good, and only there."""

from __future__ import annotations

import math

import pytest

from planner.events import Stopped, never
from planner.insight import near_best as near_room
from planner.insight.asking import Asking, Difference
from planner.insight.near_best import Flip, near_best
from planner.insight.solving import IMPOSSIBLE, Estimate
from planner.plan.actions import Deed
from planner.solve.chosen import Freedom
from planner.tables.case import Case
from tests.builders import case
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.test_baselines import halt


def two_rotors(lean: float, slim: float) -> Case:
    """Two products of sixty magnets each at 10; a rotor without magnets saves fifty of them, for so much."""
    return case(
        products=[{"product": "Drive", "shortage_cost": 100}, {"product": "Fan", "shortage_cost": 100}],
        demand={"Drive": [10] * 6, "Fan": [10] * 6},
        bill_of_materials=[
            {"parent": "Drive", "component": "Magnet", "quantity": 1},
            {"parent": "Fan", "component": "Magnet", "quantity": 1},
        ],
        items=[{"item": "Magnet", "standard_cost": 10}],
        suppliers=[{"supplier": "Ganzhou", "country": "China"}],
        offers=[{"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0}],
        redesigns=[
            {"redesign": "Lean", "product": "Drive", "months": 1, "cost": lean},
            {"redesign": "Slim", "product": "Fan", "months": 1, "cost": slim},
        ],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}, {"redesign": "Slim", "item": "Magnet"}],
    )


LEAN, SLIM = Flip(Deed.REDESIGN, "Lean", now=True), Flip(Deed.REDESIGN, "Slim", now=True)


def test_redesigns_that_cost_little_more_than_they_save_are_nearly_as_good(freedom: Freedom) -> None:
    """502 and 503 for savings of 500, where everything costs 1200."""
    found = near_best(asking(two_rotors(502, 503)))
    assert [one.flips for one in found.singles] == [(LEAN,), (SLIM,)]
    assert [one.more.more.value for one in found.singles] == pytest.approx([2, 3])
    assert [one.share for one in found.singles] == pytest.approx([2 / 1200, 3 / 1200])
    assert found.singles[0].more.freedom is freedom
    assert found.together is not None
    assert found.together.flips == (LEAN, SLIM)
    assert found.together.more.more.value == pytest.approx(5)
    assert (found.tried, found.possible) == (2, 2)


def test_what_is_too_dear_is_not_told_and_two_together_may_be(freedom: Freedom) -> None:
    del freedom
    found = near_best(asking(two_rotors(502, 503)), 0.004)
    assert len(found.singles) == 2 and found.together is None
    assert [one.flips for one in near_best(asking(two_rotors(502, 503)), 0.002).singles] == [(LEAN,)]
    assert near_best(asking(two_rotors(600, 600))).singles == ()


def test_a_start_that_hardly_pays_may_be_left_out(freedom: Freedom) -> None:
    """Redesigned for 498 the drive saves 2; a month later the same redesign would cost 98 more."""
    del freedom
    found = near_best(asking(two_rotors(498, 700)))
    assert [one.flips for one in found.singles] == [(Flip(Deed.REDESIGN, "Lean", now=False),)]
    assert found.singles[0].more.more.value == pytest.approx(2)


def test_an_approval_at_once_is_ten_dearer_than_one_when_it_is_needed(freedom: Freedom) -> None:
    """640 instead of 630, of which it is 1.6 %."""
    del freedom
    assert near_best(asking(halt()), 0.015).singles == ()
    (one,) = near_best(asking(halt()), 0.02).singles
    assert one.flips == (Flip(Deed.QUALIFY, "Narva approval", now=True),)
    assert one.more.more.value == pytest.approx(10)


def test_out_of_time_it_says_how_many_it_tried() -> None:
    ask = asking(two_rotors(502, 503))
    found = near_best(Asking(ask.case, ask.plan, EXACT, stopping=never, seconds=0.0))
    assert (found.tried, found.possible) == (0, 2)
    with pytest.raises(Stopped):
        near_best(Asking(ask.case, ask.plan, EXACT, stopping=lambda: True, seconds=60.0))


def test_a_start_of_which_nothing_was_found_in_time_does_not_count_as_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Difference(Estimate(None, -math.inf, math.inf), Freedom.ALL)
    monkeypatch.setattr(near_room._Flips, "_flipped", lambda *of: lost)
    found = near_best(asking(two_rotors(502, 503)))
    assert (found.singles, found.tried, found.possible) == ((), 0, 2)
    monkeypatch.setattr(near_room._Flips, "_flipped", lambda *of: Difference(IMPOSSIBLE, Freedom.ALL))
    assert near_best(asking(two_rotors(502, 503))).tried == 2
