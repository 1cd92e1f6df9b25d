"""Decides what a plan tells people to do: what is ordered in the first month and from whom, and everything started."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum

from planner.months import Month
from planner.plan.plan import Plan
from planner.tables.results import DecisionLine, OrderLine


class Deed(Enum):
    """What is done; the words are those of the plan's decisions, and "order"."""

    ORDER = "order"
    QUALIFY = "qualify"
    REDESIGN = "redesign"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a plan tells people to do.

    Attributes:
        deed: what is done.
        name: of the supplier ordered from, or of what is started or signed.
        month: when, the first month it happens in.
        nodes: where in the tree.
        now: whether it is done in the first month.
        orders: for an order its lines, dearest first; empty for a start.
        value: of the orders at the price paid, in case currency; 0 for a start.
    """

    deed: Deed
    name: str
    month: Month
    nodes: tuple[int, ...]
    now: bool
    orders: tuple[OrderLine, ...] = ()
    value: float = 0.0


def orders_now(plan: Plan) -> tuple[Action, ...]:
    """What is ordered in the first month: one action a supplier and first node, dearest first."""
    first = _first_nodes(plan)
    lines: dict[tuple[int, str], list[OrderLine]] = defaultdict(list)
    for line in plan.orders:
        if line.node in first:
            lines[line.node, line.supplier].append(line)
    found = [
        Action(
            Deed.ORDER,
            supplier,
            first[node],
            (node,),
            now=True,
            orders=tuple(sorted(each, key=lambda line: -line.cost)),
            value=sum(line.cost for line in each),
        )
        for (node, supplier), each in lines.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.nodes, -one.value)))


def starts(plan: Plan) -> tuple[Action, ...]:
    """What is started or signed, each once, with all the nodes where it is: those of the first month first."""
    first = _first_nodes(plan)
    lines: dict[tuple[str, str], list[DecisionLine]] = defaultdict(list)
    for line in plan.decisions:
        lines[line.kind, line.name].append(line)
    found = [
        Action(
            Deed(kind),
            name,
            min(line.month for line in each),
            tuple(line.node for line in each),
            now=any(line.node in first for line in each),
        )
        for (kind, name), each in lines.items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.now, one.month)))


def actions(plan: Plan) -> tuple[Action, ...]:
    """Everything a plan tells people to do: orders of the first month, then starts, those of the first month first."""
    return (*orders_now(plan), *starts(plan))


def _first_nodes(plan: Plan) -> dict[int, Month]:
    return {line.node: line.month for line in plan.nodes if line.parent is None}
