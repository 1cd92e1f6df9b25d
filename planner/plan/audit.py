"""Decides whether a plan may be believed: everything in it recomputed from its own tables and the case."""

from __future__ import annotations

from planner.facts.facts import Facts
from planner.plan import (
    audit_balances,
    audit_costs,
    audit_cover,
    audit_leaving,
    audit_ledger,
    audit_limits,
    audit_nodes,
    audit_orders,
    audit_starts,
)
from planner.plan.audit_objections import Objections
from planner.plan.plan import Plan
from planner.scenarios.tree import Tree
from planner.tables.case import Case


def audit(case: Case, facts: Facts, tree: Tree, plan: Plan) -> tuple[str, ...]:
    """What is wrong with a plan, one sentence for each disagreement; empty when all agrees.

    Balances, bounds, rules and every cost term are computed anew from the plan's tables, without the model and without
    a solver. Tolerances are those of ``audit_objections``.

    Args:
        case: what the plan should answer.
        facts: what follows from the case.
        tree: the scenario tree of the facts.
        plan: the plan.
    """
    objections = Objections(facts.settings.start_month, tree)
    objections.same("The plan", "fingerprint of its case", case.fingerprint(), plan.fingerprint)
    audit_nodes.check(facts, tree, plan, objections)
    ledger = audit_ledger.read(facts, tree, plan, objections)
    runs = audit_starts.running(ledger)
    moving = audit_balances.travel(ledger)
    audit_starts.check(ledger, runs, objections)
    audit_orders.check(ledger, runs, plan, objections)
    audit_balances.check(ledger, moving, plan, objections)
    audit_leaving.check(ledger, runs, objections)
    audit_cover.check(ledger, plan, objections)
    penalties = audit_limits.check(ledger, audit_limits.breaches(ledger), plan, objections)
    audit_costs.check(ledger, runs, moving, penalties, plan, objections)
    return tuple(objections.sentences)
