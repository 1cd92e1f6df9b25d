"""Decides what the plan costs: the named terms of a path's cost, each a coefficient on a column at a node."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from planner.model.begun import Begun
from planner.model.credit import closing_credits
from planner.model.program import Column
from planner.model.sets import Pair, Sets
from planner.model.variables import Variables, beginning

CostTerm = tuple[int, Column, float]
"""A node, a column, and what a unit of the column costs there, discounted, in case currency."""

MONTHS_A_YEAR = 12.0


def discount(sets: Sets, t: int) -> float:
    """(1 + rate)^(-t/12)."""
    return float((1.0 + sets.facts.settings.discount_rate) ** (-t / MONTHS_A_YEAR))


def purchase(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """price * f * order, less (price * f - contract price) * reserved."""
    facts, price = sets.facts, sets.tree.outlook.price
    for (o, n), order in v.order.items():
        offer = facts.offers[o]
        yield n, order, _at(sets, n) * offer.price * price[n][offer.pair]
    for (c, n), reserved in v.reserved.items():
        contract = facts.contracts[c]
        offer = facts.offers[contract.offer]
        yield n, reserved, _at(sets, n) * (contract.price - offer.price * price[n][offer.pair])


def take_or_pay(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """contract price * unpaid."""
    for (c, n), unpaid in v.unpaid.items():
        yield n, unpaid, _at(sets, n) * sets.facts.contracts[c].price


def order_fees(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """order_cost * place."""
    for (o, n), place in v.place.items():
        yield n, place, _at(sets, n) * sets.facts.offers[o].order_cost


def freight(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """freight * ship."""
    for (part, n), ship in v.ship.items():
        yield n, ship, _at(sets, n) * sets.facts.offers[sets.facts.parts[part].offer].freight


def duty(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """(duty_rate + d) * list price * ship."""
    for (part, n), ship in v.ship.items():
        offer = sets.facts.offers[sets.facts.parts[part].offer]
        yield n, ship, _at(sets, n) * (offer.duty_rate + sets.tree.outlook.duty[n][offer.pair]) * offer.price


def carrying(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """rate / 12 * standard cost * (stock + wait)."""
    facts = sets.facts
    rate = facts.settings.carrying_cost_rate / MONTHS_A_YEAR
    for (g, n), stock in v.stock.items():
        yield n, stock, _at(sets, n) * rate * facts.items[facts.pools[g].item].standard_cost
    for (o, n), wait in v.wait.items():
        yield n, wait, _at(sets, n) * rate * facts.items[facts.offers[o].item].standard_cost


def qualification(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """cost * start, at its start."""
    return _begin(sets, sets.qualifications, v.qualified, [one.cost for one in sets.facts.qualifications])


def redesign(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """cost * start, at its start."""
    return _begin(sets, sets.redesigns, v.redesigned, [one.cost for one in sets.facts.redesigns])


def contract_fees(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """fee * signature, when signed."""
    return _begin(sets, sets.contracts, v.signed, [one.fee for one in sets.facts.contracts])


def redesign_units(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """unit_cost * build of a redesign."""
    for (d, n), build in v.build.items():
        design = sets.facts.designs[d]
        if design.redesign is not None:
            yield n, build, _at(sets, n) * design.unit_cost


def shortage(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """shortage_cost * lost, and * late in the last month."""
    for (p, n), lost in v.lost.items():
        yield n, lost, _at(sets, n) * sets.facts.products[p].shortage_cost
    for (p, n), late in v.late.items():
        if sets.month[n] == sets.last:
            yield n, late, _at(sets, n) * sets.facts.products[p].shortage_cost


def backorder(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """backorder_cost * late."""
    for (p, n), late in v.late.items():
        yield n, late, _at(sets, n) * (sets.facts.products[p].backorder_cost or 0.0)


def penalties(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """penalty * slack, in its month; of limits over the horizon, in the last month."""
    for (limit, _, n), slack in v.slack.items():
        yield n, slack, _at(sets, n) * (sets.facts.limits[limit].penalty or 0.0)


def closing_credit(sets: Sets, v: Variables) -> Iterator[CostTerm]:
    """- credit per unit * all that is owned after the last month.

    What is owned at the end is what was owned at the start plus all orders less all that was built in or tolled, so
    each order brings the credit for certain and each use takes it away: no sum over a path is needed.
    """
    facts = sets.facts
    end = discount(sets, sets.last)
    credit = [end * each for each in closing_credits(facts, sets.tree)]
    for (o, n), order in v.order.items():
        offer = facts.offers[o]
        yield n, order, sum(units * credit[item] for item, units in offer.tolling) - credit[offer.item]
    for (d, n), build in v.build.items():
        yield n, build, sum(units * credit[item] for item, units in facts.designs[d].use)


def owned_at_start(sets: Sets) -> float:
    """The credit, as a cost (negative), of what is owned or under way before the first month."""
    facts = sets.facts
    end = discount(sets, sets.last)
    credit = closing_credits(facts, sets.tree)
    total = sum(pool.opening * credit[pool.item] for pool in facts.pools)
    total += sum(one.quantity * credit[facts.offers[one.offer].item] for one in facts.waiting)
    total += sum(one.quantity * credit[facts.pools[one.pool].item] for one in facts.coming)
    return -end * total


COSTS: tuple[Callable[[Sets, Variables], Iterator[CostTerm]], ...] = (
    purchase,
    take_or_pay,
    order_fees,
    freight,
    duty,
    carrying,
    qualification,
    redesign,
    contract_fees,
    redesign_units,
    shortage,
    backorder,
    penalties,
    closing_credit,
)
"""The terms, in the order of ``planner.tables.results.COST_TERMS``; their names are the functions'."""


def _at(sets: Sets, n: int) -> float:
    return discount(sets, sets.month[n])


def _begin(
    sets: Sets, all_begun: tuple[Begun, ...], columns: dict[Pair, Column], costs: list[float]
) -> Iterator[CostTerm]:
    for index, begun in enumerate(all_begun):
        for n in begun.starts:
            for column, factor in beginning(index, begun, columns, n, sets):
                yield n, column, _at(sets, n) * factor * costs[index]
