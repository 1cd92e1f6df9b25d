"""Decides how a test tells a plan in few words: rows as tuples, nodes and costs that say nothing left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.months import Month
from planner.plan.audit import audit
from planner.plan.plan import Plan
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.tables import results
from planner.tables.case import Case

ROWS: Mapping[str, type[Any]] = {
    "decisions": results.DecisionLine,
    "orders": results.OrderLine,
    "waiting": results.WaitingLine,
    "reserved": results.ReservedLine,
    "shipments": results.ShipmentLine,
    "stock": results.StockLine,
    "production": results.ProductionLine,
    "use": results.UseLine,
    "shortages": results.ShortageLine,
}
MONTHS = ("arrives", "arrival_month")


@dataclass(frozen=True)
class Story:
    """A case with everything that follows from it, and a plan for it."""

    case: Case
    facts: Facts
    tree: Tree
    plan: Plan

    def objections(self, plan: Plan | None = None) -> tuple[str, ...]:
        return audit(self.case, self.facts, self.tree, plan or self.plan)


def story(
    told: Case,
    *,
    costs: Mapping[int, Mapping[str, float]],
    scenario_costs: Mapping[str, float],
    figures: tuple[float, float, float, float],
    limits_broken: Sequence[tuple[str, str, float, float]] = (),
    **tables: Sequence[tuple[Any, ...]],
) -> Story:
    """A plan told by hand.

    Args:
        told: the case.
        costs: terms that are not 0, by node.
        scenario_costs: cost by scenario.
        figures: expected cost, CVaR, worst cost, objective.
        limits_broken: (words, scenario or node, amount, cost).
        tables: rows by table, each (node, what follows node and month in the row's class); months that are told in a
            row are counted from the start.
    """
    facts = gather(told)
    tree = grow(facts)
    start = facts.settings.start_month
    plan = Plan(
        fingerprint=told.fingerprint(),
        risk_weight=told.settings.risk_weight,
        expected_cost=figures[0],
        cvar=figures[1],
        worst_cost=figures[2],
        objective=figures[3],
        nodes=_nodes(facts, tree),
        limits_broken=tuple(
            results.BrokenLimitLine(limit=words, scenario_or_node=where, amount=amount, cost=cost)
            for words, where, amount, cost in limits_broken
        ),
        scenario_costs=tuple(
            results.ScenarioCostLine(scenario=one.name, probability=one.probability, cost=scenario_costs[one.name])
            for one in facts.scenarios
        ),
        costs=_costs(start, tree, costs),
        **_rows(start, tree, tables),
    )
    return Story(told, facts, tree, plan)


def _rows(start: Month, tree: Tree, tables: Mapping[str, Sequence[tuple[Any, ...]]]) -> dict[str, tuple[Any, ...]]:
    """Every table's rows as their class, with the month of their node."""
    made: dict[str, tuple[Any, ...]] = {}
    for table, row in ROWS.items():
        fields = list(row.__dataclass_fields__)
        made[table] = tuple(
            row(
                node=node,
                month=start + tree.nodes[node].month,
                **{f: start + v if f in MONTHS else v for f, v in zip(fields[2:], values, strict=True)},
            )
            for node, *values in tables.get(table, ())
        )
    return made


def _nodes(facts: Facts, tree: Tree) -> tuple[results.NodeLine, ...]:
    return tuple(
        results.NodeLine(
            node=number,
            parent=None if node.parent < 0 else node.parent,
            month=facts.settings.start_month + node.month,
            probability=node.probability,
            scenarios=tuple(facts.scenarios[w].name for w in node.scenarios),
        )
        for number, node in enumerate(tree.nodes)
    )


def _costs(start: Month, tree: Tree, told: Mapping[int, Mapping[str, float]]) -> tuple[results.CostLine, ...]:
    """A row for every node; terms nothing is told of are 0."""
    return tuple(
        results.CostLine(
            node=number,
            month=start + node.month,
            **{**dict.fromkeys(results.COST_TERMS, 0.0), **told.get(number, {})},
        )
        for number, node in enumerate(tree.nodes)
    )


Change = Callable[[Plan], Plan]


def changed(table: str, at: int, **values: Any) -> Change:
    """The plan with some values of one row of a table changed."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, table))
        rows[at] = replace(rows[at], **values)
        return replace(plan, **{table: tuple(rows)})

    return change


def without(table: str, at: int) -> Change:
    """The plan without one row of a table."""

    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, table))
        del rows[at]
        return replace(plan, **{table: tuple(rows)})

    return change


def repeated(table: str, at: int, **values: Any) -> Change:
    """The plan with a row of a table once more, some of its values changed."""

    def change(plan: Plan) -> Plan:
        rows = getattr(plan, table)
        return replace(plan, **{table: (*rows, replace(rows[at], **values))})

    return change


def figure(**values: Any) -> Change:
    """The plan with other figures on top."""
    return lambda plan: replace(plan, **values)


def together(*changes: Change) -> Change:
    """Several changes."""

    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change
