"""Decides that a start proven to pay at higher prices does pay there, and as far as a slip of paper says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.events import never
from planner.insight.asking import Asking, stood
from planner.insight.dearer import dearer, rising, surely
from planner.insight.moves import held_or_planned, left_out
from planner.insight.solving import Estimate
from planner.insight.switching import MOST, By, premium
from planner.insight.turning import switches
from planner.insight.without import Worth, worth
from planner.plan.actions import Action, Deed, actions
from planner.planning import plan
from planner.solve.chosen import Freedom
from planner.tables.case import Case
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case
from tests.planner.insight.asked import EXACT, asking
from tests.planner.insight.embargo import embargo
from tests.planner.insight.test_baselines import halt

FIRST = 91_000
"""The first seed, far from those of other tests."""


def the_start(ask: Asking) -> Action:
    (one,) = (each for each in actions(ask.plan) if each.deed is not Deed.ORDER)
    return one


def proven(told: Case) -> float | None:
    ask = asking(told)
    action = the_start(ask)
    return surely(ask, action, worth(ask, action), MOST[By.PREMIUM])


def lean() -> Case:
    return halt(
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 300}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
    )


def reserved(**more: Any) -> Case:
    """Ten magnets in each of two months: from Narva alone, at 40 or at 10 under a contract with a fee of 60; without
    either a drive is short, at 30. Half of what is reserved is paid though not taken."""
    tables: dict[str, Any] = {
        "case": {"months": 2},
        "products": [{"product": "Drive", "shortage_cost": 30}],
        "demand": {"Drive": [10, 10]},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 10}],
        "suppliers": [{"supplier": "Narva", "country": "Estonia"}],
        "offers": [
            {
                "offer": "spot",
                "supplier": "Narva",
                "item": "Magnet",
                "price": 40,
                "production_months": 0,
                "transit_months": 0,
            }
        ],
        "contracts": [
            {
                "contract": "Offtake",
                "offer": "spot",
                "sign_by": "2027-01",
                "from_month": "2027-01",
                "to_month": "2027-02",
                "per_month": 10,
                "price": 10,
                "take_or_pay": 0.5,
                "fee": 60,
            }
        ],
    }
    return case(**tables | more)


def test_an_approval_surely_pays_up_to_what_never_costs_more_over_what_is_bought_on_it(freedom: Freedom) -> None:
    """Never costs 70 more; as likely as not twenty are bought at 12: 120 more when twice as dear."""
    del freedom
    assert proven(halt()) == pytest.approx(70 / 120, rel=1e-5)


def test_a_redesign_surely_pays_up_to_what_never_costs_more_over_its_cost(freedom: Freedom) -> None:
    """300 once; without it 630, or 700 with all other starts held."""
    assert proven(lean()) == pytest.approx(400 / 300 if freedom is Freedom.ORDERS else 330 / 300, rel=1e-5)


def test_a_contract_surely_pays_up_to_what_never_costs_more_over_its_units(freedom: Freedom) -> None:
    """Never: twenty drives short at 30, 600; signed 60 and twenty at 10, 260: the 200 may rise by 340, to 27 each."""
    del freedom
    assert proven(reserved()) == pytest.approx(340 / 200, rel=1e-5)


def test_what_is_paid_though_not_taken_is_dearer_too() -> None:
    """Nothing is wanted in the second month: ten are taken, and half of the other ten paid for nothing."""
    told = reserved(
        demand={"Drive": [10, 0]},
        items=[{"item": "Magnet", "standard_cost": 10}],
    )
    assert proven(told) == pytest.approx((300 - 60 - 150) / 150, rel=1e-5)


def test_a_share_broken_by_higher_prices_costs_its_penalty_in_the_proof_too() -> None:
    """All that is ordered on the approval is over a share of nothing: each unit of money there costs 0.5 beside."""
    limits = [{"limit": "max_share", "value": 0.0, "supplier": "Narva", "penalty": 0.5}]
    ask = asking(halt(limits=limits))
    if not (starts := [one for one in actions(ask.plan) if one.deed is Deed.QUALIFY]):
        pytest.fail("the approval is no longer worth it")
    found = worth(ask, starts[0])
    more = _rising(ask, starts[0])
    assert more is not None and found.without.more.value is not None
    paid = sum(
        line.cost * node.probability
        for line in ask.plan.orders
        for node in ask.plan.nodes
        if node.node == line.node and line.supplier == "Narva"
    )
    assert more == pytest.approx(1.5 * paid)


def test_where_a_hard_limit_on_money_may_break_nothing_is_proven() -> None:
    assert proven(halt(limits=[{"limit": "budget", "value": 10_000}])) is None
    assert proven(halt(limits=[{"limit": "max_cover", "value": 100}])) is not None


def test_where_stock_is_worth_more_at_the_end_when_what_is_bought_is_dearer_nothing_is_proven() -> None:
    """What is left counts no more than the cheapest price it can be bought for: here that of the approval's offer."""
    told = halt(case={"carrying_cost_rate": 2.4, "closing_stock_value": 1.0})
    assert proven(told) is not None  # Ganzhou's 10 is the lowest price, whatever Narva asks
    cheaper = halt(
        case={"carrying_cost_rate": 2.4, "closing_stock_value": 1.0},
        offers=[
            {"supplier": "Ganzhou", "item": "Magnet", "price": 10, "production_months": 0, "transit_months": 0},
            {
                "supplier": "Narva",
                "item": "Magnet",
                "price": 8,
                "production_months": 0,
                "transit_months": 0,
                "qualification": "Narva approval",
            },
        ],
    )
    assert proven(cheaper) is None


def test_of_an_order_and_of_what_was_not_found_nothing_is_proven() -> None:
    buying = asking(embargo(0.5))
    order = next(one for one in actions(buying.plan) if one.deed is Deed.ORDER)
    assert surely(buying, order, worth(buying, order), 4.0) is None
    ask = asking(halt())
    start = the_start(ask)
    known = worth(ask, start)
    lost = replace(known, without=replace(known.without, more=Estimate(None, -1.0, 5.0)))
    assert surely(ask, start, lost, 4.0) is None
    hurried = Asking(ask.case, ask.plan, EXACT, stopping=never, seconds=60.0)
    assert surely(hurried, start, known, 4.0) is None  # what it is compared with was not solved there


def test_a_bound_of_what_was_cut_short_is_proof_enough() -> None:
    """Known to cost 30 more at least: up to a quarter dearer."""
    ask = asking(halt())
    start = the_start(ask)
    known = worth(ask, start)
    cut = replace(known, without=replace(known.without, more=Estimate(None, 30.0, 90.0)))
    assert surely(ask, start, cut, 4.0) == pytest.approx(30 / 120, rel=1e-5)


def test_it_is_told_where_the_switching_point_was_not_found_in_time_and_only_there() -> None:
    ask = asking(halt())
    start = the_start(ask)
    known = worth(ask, start)
    in_time = next(one for one in switches(ask, start, known, None) if one.by is By.PREMIUM)
    assert in_time.exact and in_time.surely is None
    ask.balances.clear()
    cut = next(one for one in switches(ask, start, known, 0.0) if one.by is By.PREMIUM)
    assert not cut.exact and cut.surely == pytest.approx(70 / 120, rel=1e-5)


def _rising(ask: Asking, action: Action) -> float | None:
    own, scope = ask.own(), ask.scope(action)
    as_it_is = stood(ask, held_or_planned(own, action, scope), scope)
    assert as_it_is is not None and as_it_is.values is not None
    return rising(own.model, action, as_it_is.values, ask.plan.risk_weight, MOST[By.PREMIUM])


def _proofs(seed: int) -> list[tuple[Asking, Action, Worth, float]]:
    """Every start of the best plan of a tiny case of which something is proven."""
    told = tiny_case(seed)
    found = plan(told, EXACT).plan
    if found is None:
        return []
    ask = Asking(told, found, EXACT, stopping=never, seconds=60.0)
    asked = [(one, worth(ask, one)) for one in actions(found) if one.deed is not Deed.ORDER]
    proofs = [(ask, one, known, surely(ask, one, known, MOST[By.PREMIUM])) for one, known in asked]
    return [(ask, one, known, most) for ask, one, known, most in proofs if most is not None]


@pytest.mark.parametrize("seed", range(FIRST, FIRST + examples(200)))
def test_at_what_is_proven_a_plan_solved_anew_is_no_dearer_than_one_without(seed: int) -> None:
    """And the plan priced anew is no cheaper than the best one at those prices."""
    for ask, action, known, most in _proofs(seed):
        ask.begin()
        whatif = ask.of(dearer(ask.facts, action, 1.0 + most), ask.tree)
        scope = ask.scope(action)
        planned = held_or_planned(whatif, action, scope)
        there = ask.compare(whatif, left_out(whatif, action), planned, scope)
        close = 1e-6 * max(1.0, abs(ask.plan.objective))
        assert there.more.value is not None and there.more.value >= -close
        more, best = _rising(ask, action), ask.standing(whatif, planned, scope).objective
        here = ask.standing(ask.own(), held_or_planned(ask.own(), action, scope), scope).objective
        assert more is not None and best is not None and here is not None
        assert best <= here + most * more + close
        assert known.without.possible


@pytest.mark.parametrize("seed", range(FIRST, FIRST + examples(60)))
def test_what_is_proven_against_never_lies_not_beyond_where_never_is_as_good(seed: int) -> None:
    """A little beyond the true point against never, found by halving, nothing is proven."""
    for ask, action, _, most in _proofs(seed)[:1]:
        if most >= MOST[By.PREMIUM]:
            continue
        low, high = 0.0, MOST[By.PREMIUM]
        for _step in range(12):
            middle = (low + high) / 2
            ask.begin()
            whatif = ask.of(dearer(ask.facts, action, 1.0 + middle), ask.tree)
            scope = ask.scope(action)
            planned = held_or_planned(whatif, action, scope)
            more = ask.compare(whatif, left_out(whatif, action), planned, scope).more.value
            assert more is not None
            low, high = (middle, high) if more > 0 else (low, middle)
        assert most <= high + 1e-6


def test_the_random_cases_hold_proofs() -> None:
    found = [most for seed in range(FIRST, FIRST + 40) for *_, most in _proofs(seed)]
    assert len(found) >= 5 and any(most < MOST[By.PREMIUM] for most in found)


def test_what_is_proven_lies_not_beyond_the_switching_point_where_a_month_later_is_no_better(freedom: Freedom) -> None:
    del freedom
    ask = asking(lean())
    start = the_start(ask)
    most = surely(ask, start, worth(ask, start), MOST[By.PREMIUM])
    found = premium(ask, start)
    assert most is not None and found.fails_at is not None and most <= found.fails_at
