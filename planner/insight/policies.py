"""Decides with which ways of carrying on a plan is compared: which starts they allow, how much they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum

from planner.facts.cover import months_of_cover
from planner.facts.facts import Facts, LimitFacts
from planner.plan.figures import figures_of
from planner.plan.plan import Plan
from planner.tables.results import COST_TERMS


class Policy(Enum):
    """A way to go on. What began before the plan goes on in all of them."""

    CARRY_ON = "carry on"
    STOCK_UP = "stock up"
    DIVERSIFY = "diversify only"
    RECOMMENDED = "recommended"


NEVER = -1
"""A last day to sign that has passed."""


def facts_under(policy: Policy, facts: Facts) -> Facts:
    """The facts of a case as far as a policy uses them.

    Carry on: approved offers, no new start, the cover of today kept. Stock up: the same, cover chosen freely.
    Diversify: qualifications and contracts, no redesign, at most the cover of today. Recommended: everything.

    Cover of today is the months that opening stock lasts at planned need, item by item; items nobody needs have none.
    It is kept by soft limits of ours. A unit and month above it costs the largest shortage cost a unit of the item can
    avoid, so that nobody goes above it by choice. A unit below it costs, over all months of the horizon together, what
    its share of the least shortage cost is: keeping cover is worth its carrying, yet never a line that stands still.
    These prices steer the policy and are no costs of it (``unsteered``).
    """
    match policy:
        case Policy.CARRY_ON:
            return replace(_without_starts(facts), limits=(*facts.limits, *_cover(facts, least=True)))
        case Policy.STOCK_UP:
            return _without_starts(facts)
        case Policy.DIVERSIFY:
            return replace(_without_redesigns(facts), limits=(*facts.limits, *_cover(facts, least=False)))
        case Policy.RECOMMENDED:
            return facts


def unsteered(plan: Plan, facts: Facts, steering: Facts) -> Plan:
    """The plan without the prices that steered it, as the case itself judges it.

    Args:
        plan: found under a policy.
        facts: of the case.
        steering: the facts under the policy.
    """
    ours = {limit.words for limit in steering.limits[len(facts.limits) :]}
    saved: dict[int, float] = defaultdict(float)
    for line in plan.limits_broken:
        if line.limit in ours:
            saved[int(line.scenario_or_node)] += line.cost
    costs = tuple(replace(line, penalties=line.penalties - saved[line.node]) for line in plan.costs)
    here = {line.node: sum(getattr(line, term) for term in COST_TERMS) for line in costs}
    parents = {line.node: line.parent for line in plan.nodes}
    last = {name: line.node for line in plan.nodes for name in line.scenarios}
    scenario_costs = tuple(
        replace(line, cost=sum(here[node] for node in _path(last[line.scenario], parents)))
        for line in plan.scenario_costs
    )
    figures = figures_of(scenario_costs, facts.settings.cvar_level, plan.risk_weight)
    return replace(
        plan,
        objective=figures.objective,
        expected_cost=figures.expected_cost,
        cvar=figures.cvar,
        worst_cost=figures.worst_cost,
        limits_broken=tuple(line for line in plan.limits_broken if line.limit not in ours),
        scenario_costs=scenario_costs,
        costs=costs,
    )


def _path(node: int | None, parents: dict[int, int | None]) -> Iterable[int]:
    while node is not None:
        yield node
        node = parents[node]


def _without_redesigns(facts: Facts) -> Facts:
    return replace(
        facts,
        redesigns=tuple(
            one if one.started is not None else replace(one, earliest=facts.months) for one in facts.redesigns
        ),
    )


def _without_starts(facts: Facts) -> Facts:
    return replace(
        _without_redesigns(facts),
        qualifications=tuple(
            one if one.started is not None else replace(one, earliest=facts.months) for one in facts.qualifications
        ),
        contracts=tuple(one if one.signed else replace(one, sign_by=NEVER) for one in facts.contracts),
    )


def cover_today(facts: Facts, item: int) -> float | None:
    """Months the opening stock of an item lasts at planned need; None where nobody needs it."""
    one = facts.items[item]
    return (
        months_of_cover(sum(facts.pools[pool].opening for pool in one.pools), one.need, -1) if any(one.need) else None
    )


def cover_kept(facts: Facts, months: float) -> tuple[LimitFacts, ...]:
    """So many months of cover of every needed item as soft limits of ours, at the price ``facts_under`` keeps cover."""
    wanted = [item for item, one in enumerate(facts.items) if any(one.need)]
    worth = _worth_of_items(facts)
    return tuple(_limit(facts, "min_cover", item, months, _price_below(facts, worth, item)) for item in wanted)


def _worth_of_items(facts: Facts) -> dict[int, list[tuple[float, float]]]:
    """For each item and product that uses it: the shortage cost a unit can avoid, and the unit's share of it."""
    parts: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for product in facts.products:
        use = facts.designs[product.designs[0]].use
        for item, units in use:
            parts[item].append((product.shortage_cost / units, product.shortage_cost / units / len(use)))
    return parts


def _price_below(facts: Facts, worth: dict[int, list[tuple[float, float]]], item: int) -> float:
    return min(share for _, share in worth[item]) / facts.months


def _cover(facts: Facts, *, least: bool) -> Iterable[LimitFacts]:
    """The cover of today as soft limits, at most and, where asked, at least."""
    worth = _worth_of_items(facts)
    for item in range(len(facts.items)):
        cover = cover_today(facts, item)
        if cover is None:
            continue
        yield _limit(facts, "max_cover", item, cover, max(dearest for dearest, _ in worth[item]))
        if least:
            yield _limit(facts, "min_cover", item, cover, _price_below(facts, worth, item))


def _limit(facts: Facts, kind: str, item: int, months: float, penalty: float) -> LimitFacts:
    return LimitFacts(
        row=len(facts.limits),
        kind=kind,
        value=months,
        words=f"{kind} of {facts.items[item].name} as today",
        offers=(),
        of_offers=(),
        items=(item,),
        products=(),
        first=0,
        last=facts.months - 1,
        penalty=penalty,
    )
