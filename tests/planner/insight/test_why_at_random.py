"""Decides that answers about random cases agree with planning the changed cases anew, and margins with differences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.events import never
from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.insight.asking import Asking
from planner.insight.margins import Margin, Of, margins
from planner.insight.without import worth
from planner.months import Month
from planner.plan.actions import Action, Deed, actions
from planner.planning import plan
from planner.scenarios.tree import Tree
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from planner.tables.inputs import table
from tests.budget import examples
from tests.generate.tiny import tiny_case

EXACT = Options(gap=0.0)
STEP = 1e-3
FIRST = 77_000
"""The first seed, far from those of other tests."""


def asked(seed: int) -> Asking:
    """About the best plan of a tiny case; skipped where there is none."""
    told = tiny_case(seed)
    found = plan(told, EXACT).plan
    if found is None:
        pytest.skip("no plan keeps the limits")
    return Asking(told, found, EXACT, stopping=never, seconds=60.0)


def without(told: Case, action: Action) -> Case:
    """The case in which an action cannot be done: its start is never open, its offers not in the first month."""
    changed = told.copy()
    after = told.settings.start_month + told.settings.months
    if action.deed is Deed.ORDER:
        offers = table("offers")
        at, opens, closes = (offers.position(each) for each in ("supplier", "from_month", "to_month"))
        for number, row in enumerate(told.rows("offers")):
            if str(row[at]).casefold() == action.name.casefold():
                month = row[opens] if isinstance(row[opens], Month) else told.settings.start_month
                later, last = max(month, told.settings.start_month + 1), row[closes]
                if isinstance(last, Month) and last < later:  # open in the first month only: now never
                    apply(changed, SetCells("offers", ((number, "to_month", after),)))
                    later = after
                apply(changed, SetCells("offers", ((number, "from_month", later),)))
        return changed
    name, column, value = {
        Deed.QUALIFY: ("qualifications", "earliest_month", after),
        Deed.REDESIGN: ("redesigns", "earliest_month", after),
        Deed.CONTRACT: ("contracts", "sign_by", told.settings.start_month + (-1)),
    }[action.deed]
    for number, row in enumerate(told.rows(name)):
        if str(row[0]).casefold() == action.name.casefold():
            apply(changed, SetCells(name, ((number, column, value),)))
    return changed


@pytest.mark.parametrize("seed", sorted({*range(FIRST, FIRST + examples(150)), 77_034}))
def test_the_cost_without_an_action_is_that_of_the_case_in_which_it_cannot_be_done(seed: int) -> None:
    ask = asked(seed)
    for action in actions(ask.plan):
        if len(action.nodes) > 1 and action.deed is Deed.ORDER:
            continue
        if action.deed is Deed.ORDER and sum(line.parent is None for line in ask.plan.nodes) > 1:
            continue  # another case cannot forbid an order in one of several first futures
        found = worth(ask, action).without
        other = plan(without(ask.case, action), EXACT)
        assert other.status is not Status.REFUSED, other.findings
        if other.objective is None:
            assert not found.possible
        else:
            assert found.more.value == pytest.approx(other.objective - ask.plan.objective, rel=1e-5, abs=1e-4)


def moved(ask: Asking, one: Margin, step: float) -> tuple[Facts, Tree]:
    """The facts with a little more of what a margin is about."""
    facts, tree = ask.facts, ask.tree
    pairs = list(facts.pairs)
    for at, pair in enumerate(facts.pairs):
        own = (facts.suppliers[pair.supplier].name, facts.items[pair.item].name) == (one.supplier, one.item)
        if own and one.of is Of.CAPACITY and pair.capacity is not None:
            pairs[at] = replace(pair, capacity=_more(pair.capacity, step, _reserved(facts, pair.supplier, at)))
        if own and one.of is Of.YEAR and pair.max_12_months is not None:
            pairs[at] = replace(pair, max_12_months=pair.max_12_months + step)
    suppliers = tuple(
        replace(each, capacity_kg=_more(each.capacity_kg, step, _reserved(facts, number)))
        if one.of is Of.SUPPLIER_CAPACITY and each.name == one.supplier and each.capacity_kg is not None
        else each
        for number, each in enumerate(facts.suppliers)
    )
    items = tuple(
        replace(each, max_stock=each.max_stock + step)
        if one.of is Of.STORE and each.name == one.item and each.max_stock is not None
        else each
        for each in facts.items
    )
    licences = tuple(
        replace(each, quantity=each.quantity + step) if one.of is Of.LICENCE and each.name == one.name else each
        for each in facts.licences
    )
    limits = tuple(
        replace(each, value=each.value + step) if one.of is Of.LIMIT and each.words == one.name else each
        for each in facts.limits
    )
    changed = replace(facts, pairs=tuple(pairs), suppliers=suppliers, items=items, licences=licences, limits=limits)
    return changed, tree


@pytest.mark.parametrize("seed", sorted({*range(FIRST + 5_000, FIRST + 5_000 + examples(200)), 82_123}))
def test_a_margin_lies_between_what_a_little_less_costs_and_what_a_little_more_saves(seed: int) -> None:
    ask = asked(seed)
    ask.begin()
    here = ask.own().base().objective
    assert here is not None
    assert here == pytest.approx(ask.plan.objective, rel=1e-6, abs=1e-6)
    for one in margins(ask):
        if one.of is Of.LICENCE_SHARE or _twice(ask.facts, one):
            continue
        slope = one.saves.value or 0.0
        more = ask.of(*moved(ask, one, STEP)).base().objective
        tighter = ask.of(*moved(ask, one, -STEP))
        less = tighter.base().objective
        close = 1e-6 * max(1.0, abs(here))
        assert more is not None
        assert (here - more) <= slope * STEP + close
        if less is not None and not tighter.loosened:  # else the orders held are others
            assert (less - here) >= slope * STEP - close


def _more(capacity: tuple[float, ...], step: float, reserved: set[int]) -> tuple[float, ...]:
    """More in the months in which any may leave: there is any, or contracts reserve some."""
    return tuple(each + step if each > 0 or t in reserved else each for t, each in enumerate(capacity))


def _reserved(facts: Facts, supplier: int, pair: int | None = None) -> set[int]:
    """The months for which a contract with the supplier (about the item of the pair) runs or may still be signed."""
    pairs = facts.suppliers[supplier].pairs if pair is None else (pair,)
    return {
        t
        for one in facts.contracts
        if facts.offers[one.offer].pair in pairs and (one.signed or one.sign_by >= 0)
        for t in range(one.first, one.last + 1)
    }


def _twice(facts: Facts, one: Margin) -> bool:
    """Two limits that read alike cannot be told apart by their words."""
    return one.of is Of.LIMIT and sum(each.words == one.name for each in facts.limits) > 1


def test_the_random_cases_have_actions_and_margins_worth_asking_about() -> None:
    told = [asked(seed) for seed in range(FIRST, FIRST + 12) if plan(tiny_case(seed), EXACT).plan is not None]
    assert sum(len(actions(one.plan)) for one in told) > 10
    assert sum(len(margins(one)) for one in told) > 5
    assert all(gather(one.case).months for one in told)
