"""Decides what every node, every scenario and the plan as a whole should cost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from planner.plan.audit_balances import Travel
from planner.plan.audit_credit import owned, unit_credits
from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections
from planner.plan.audit_starts import Running
from planner.plan.plan import Plan
from planner.tables.results import COST_TERMS, CostLine

Terms = Mapping[str, Sequence[float]]
"""The parts of each cost term of a node, undiscounted; a term is their sum."""


def check(
    ledger: Ledger,
    runs: Running,
    moving: Travel,
    penalties: Mapping[int, float],
    plan: Plan,
    objections: Objections,
) -> None:
    """Every term of every node's row, then scenario by scenario, then the figures on top."""
    rows = _rows(ledger, plan, objections)
    credits = unit_credits(ledger.facts, ledger.tree)
    rate = 1 + ledger.facts.settings.discount_rate
    for node in range(len(ledger.tree.nodes)):
        if node not in rows:
            continue
        discount = rate ** (-ledger.month(node) / 12)
        terms = {**_buying(ledger, runs, node), **_holding(ledger, moving, credits, node), **_making(ledger, node)}
        place = objections.at(node)
        for name in COST_TERMS:
            if name == "penalties":
                expected = gross = penalties.get(node, 0.0)
            else:
                expected = discount * sum(terms[name])
                gross = discount * sum(map(abs, terms[name]))
            objections.money(place, f"cost term {name}", expected, getattr(rows[node], name), gross)
    _scenarios(ledger, rows, plan, objections)
    _figures(ledger, rows, plan, objections)


def _rows(ledger: Ledger, plan: Plan, objections: Objections) -> Mapping[int, CostLine]:
    """The cost row of each node: one, with its month."""
    rows: dict[int, CostLine] = {}
    start = ledger.facts.settings.start_month
    for row in plan.costs:
        if not 0 <= row.node < len(ledger.tree.nodes):
            objections.say(f"Node {row.node}", "cost row", "a node of the tree", str(row.node))
            continue
        place = objections.at(row.node)
        objections.same(place, "month of the cost row", start + ledger.month(row.node), row.month)
        if row.node in rows:
            objections.say(place, "cost row", "one row", "another")
        rows[row.node] = row
    for node in range(len(ledger.tree.nodes)):
        if node not in rows:
            objections.say(objections.at(node), "cost row", "one row", "none")
    return rows


def _buying(ledger: Ledger, runs: Running, node: int) -> Terms:
    """purchase at the price paid; take_or_pay = contract price * max(0, take_or_pay * per_month - reserved) while a
    contract runs; order_fees for each order; fees and costs of starts in their month."""
    facts, starts = ledger.facts, ledger.starts
    ordered = [offer for offer in range(len(facts.offers)) if (node, offer) in ledger.order]
    shortfalls = [
        one.price * max(0.0, one.take_or_pay * one.per_month - ledger.reserved.get((node, number), 0.0))
        for number, one in enumerate(facts.contracts)
        if runs.reserving(ledger, node, number)
    ]
    return {
        "purchase": [ledger.paid(node, offer) for offer in ordered],
        "take_or_pay": shortfalls,
        "order_fees": [facts.offers[offer].order_cost for offer in ordered],
        "qualification": [one.cost for q, one in enumerate(facts.qualifications) if (node, q) in starts["qualify"]],
        "redesign": [one.cost for r, one in enumerate(facts.redesigns) if (node, r) in starts["redesign"]],
        "contract_fees": [one.fee for c, one in enumerate(facts.contracts) if (node, c) in starts["contract"]],
    }


def _holding(ledger: Ledger, moving: Travel, credits: Sequence[float], node: int) -> Terms:
    """freight; duty = (duty_rate + added duty) * list price; carrying = rate / 12 * standard cost of what lies and
    waits; closing_credit of what is owned after the last month, negative."""
    facts = ledger.facts
    added = ledger.tree.outlook.duty[node]
    left = [
        (offer, ledger.ship.get((node, offer, pool), 0.0))
        for offer, one in enumerate(facts.offers)
        for pool in sorted({facts.parts[part].pool for part in one.parts})
    ]
    lying = [
        facts.items[pool.item].standard_cost * ledger.stock.get((node, number), 0.0)
        for number, pool in enumerate(facts.pools)
    ]
    waiting = [
        facts.items[one.item].standard_cost * ledger.wait.get((node, offer), 0.0)
        for offer, one in enumerate(facts.offers)
    ]
    rate = facts.settings.carrying_cost_rate / 12
    credit = owned(ledger, moving, node) if ledger.last(node) else {}
    return {
        "freight": [facts.offers[offer].freight * units for offer, units in left],
        "duty": [
            (facts.offers[offer].duty_rate + added[facts.offers[offer].pair]) * facts.offers[offer].price * units
            for offer, units in left
        ],
        "carrying": [rate * value for value in (*lying, *waiting)],
        "closing_credit": [-credits[item] * units for item, units in credit.items()],
    }


def _making(ledger: Ledger, node: int) -> Terms:
    """redesign_units; shortage = shortage_cost * lost, in the last month of late units too; backorder * late."""
    facts, last = ledger.facts, ledger.last(node)
    products = list(enumerate(facts.products))
    late = {product: ledger.late.get((node, product), 0.0) for product, _ in products}
    lost = {
        product: ledger.lost.get((node, product), 0.0) + (late[product] if last else 0.0) for product, _ in products
    }
    return {
        "redesign_units": [
            one.unit_cost * ledger.build.get((node, design), 0.0) for design, one in enumerate(facts.designs)
        ],
        "shortage": [one.shortage_cost * lost[product] for product, one in products],
        "backorder": [(one.backorder_cost or 0.0) * late[product] for product, one in products],
    }


def _total(row: CostLine) -> tuple[float, float]:
    """The sum of a row's terms, and of their sizes."""
    terms = [float(getattr(row, name)) for name in COST_TERMS]
    return sum(terms), sum(map(abs, terms))


def _scenarios(ledger: Ledger, rows: Mapping[int, CostLine], plan: Plan, objections: Objections) -> None:
    """Each scenario once, with its probability and the sum of the rows along its path."""
    told: dict[str, tuple[float, float]] = {}
    for row in plan.scenario_costs:
        if row.scenario in told:
            objections.say(f"Scenario '{row.scenario}'", "its cost", "one row", "another")
        told[row.scenario] = (row.probability, row.cost)
    for name in sorted(set(told) - {one.name for one in ledger.facts.scenarios}):
        objections.say(f"Scenario '{name}'", "its cost", "a scenario of the case", "another name")
    for one, leaf in zip(ledger.facts.scenarios, ledger.tree.leaves, strict=True):
        place = f"Scenario '{one.name}'"
        if one.name not in told:
            objections.say(place, "its cost", "one row", "none")
            continue
        probability, cost = told[one.name]
        objections.chance(place, "its probability", one.probability, probability)
        totals = [_total(rows[node]) for node in ledger.paths[leaf] if node in rows]
        objections.money(place, "its cost", sum(t[0] for t in totals), cost, sum(t[1] for t in totals))


def tail_mean(costs: Sequence[tuple[float, float]], level: float) -> float:
    """CVaR: mean cost of the worst 1 - level of the probability, a scenario on its edge counting in part. Where the
    probabilities add up to a hair less than the tail, the cheapest scenario fills it.

    Args:
        costs: (probability, cost) of each scenario.
        level: where the tail begins, 0 <= level < 1.
    """
    room = 1 - level
    total, cheapest = 0.0, math.nan
    for probability, cost in sorted(costs, key=lambda one: -one[1]):
        share = min(probability, room)
        total, cheapest = total + share * cost, cost
        room -= share
    return (total + (room * cheapest if room > 0 else 0.0)) / (1 - level)


def _figures(ledger: Ledger, rows: Mapping[int, CostLine], plan: Plan, objections: Objections) -> None:
    """expected_cost, also as the sum of probability * row; cvar; worst_cost; objective."""
    settings = ledger.facts.settings
    costs = [(row.probability, row.cost) for row in plan.scenario_costs]
    totals = [(ledger.tree.nodes[node].probability, *_total(row)) for node, row in rows.items()]
    gross = sum(probability * size for probability, _, size in totals)
    largest = max((abs(cost) for _, cost in costs), default=0.0)
    place = "The plan"
    objections.money(place, "expected cost", sum(p * cost for p, cost in costs), plan.expected_cost, gross)
    summed = sum(probability * total for probability, total, _ in totals)
    objections.money(place, "expected cost from the cost rows", summed, plan.expected_cost, gross)
    objections.money(place, "mean of the tail", tail_mean(costs, settings.cvar_level), plan.cvar, largest)
    worst = max((cost for _, cost in costs), default=math.nan)
    objections.money(place, "cost of the worst scenario", worst, plan.worst_cost)
    weight = plan.risk_weight
    if not 0 <= weight <= 1:
        objections.say(place, "risk weight", "0 to 1", str(weight))
    mixed = (1 - weight) * plan.expected_cost + weight * plan.cvar
    objections.money(place, "objective", mixed, plan.objective, max(abs(plan.expected_cost), abs(plan.cvar)))
