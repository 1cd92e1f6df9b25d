"""Decides whether a plan's table of nodes tells of the tree it was made for."""

from __future__ import annotations

from planner.facts.facts import Facts
from planner.plan.audit_objections import Objections
from planner.plan.plan import Plan
from planner.scenarios.tree import Tree


def check(facts: Facts, tree: Tree, plan: Plan, objections: Objections) -> None:
    """Every node has one row with its parent, month, probability and scenarios; no row is of another node."""
    seen: set[int] = set()
    for row in plan.nodes:
        if not 0 <= row.node < len(tree.nodes):
            objections.say(f"Node {row.node}", "its row", "a node of the tree", str(row.node))
            continue
        place = objections.at(row.node)
        if row.node in seen:
            objections.say(place, "its row", "one row", "another")
        seen.add(row.node)
        node = tree.nodes[row.node]
        objections.same(place, "its parent", None if node.parent < 0 else node.parent, row.parent)
        objections.same(place, "its month", facts.settings.start_month + node.month, row.month)
        objections.chance(place, "its probability", node.probability, row.probability)
        names = tuple(facts.scenarios[scenario].name for scenario in node.scenarios)
        objections.same(place, "its scenarios", "; ".join(names), "; ".join(row.scenarios))
    for number in range(len(tree.nodes)):
        if number not in seen:
            objections.say(objections.at(number), "its row", "one row", "none")
