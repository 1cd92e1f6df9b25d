"""Decides the order in which the model is read: sets, variables, each family of rules, cost."""

from __future__ import annotations

import gc
from dataclasses import dataclass

from planner.facts.facts import Facts
from planner.model.contracts import define_contracts
from planner.model.leaving import define_leaving
from planner.model.limits import define_limits
from planner.model.ordering import define_orders, define_qualified, define_twelve_months
from planner.model.production import define_build, define_design, define_use
from planner.model.program import Program, Term
from planner.model.risk import define_objective
from planner.model.sets import Sets, decide
from planner.model.starting import define_beginnings, define_engineering
from planner.model.stock import define_stock, define_store, define_tolled
from planner.model.variables import Variables, make
from planner.model.waiting import define_waiting
from planner.scenarios.tree import Tree


@dataclass(frozen=True, slots=True)
class Model:
    """A case written down for the solver; it never outlives a solve. ``second`` is minimised among equal plans."""

    sets: Sets
    variables: Variables
    program: Program
    risk_weight: float
    second: tuple[Term, ...]


def build(facts: Facts, tree: Tree, risk_weight: float | None = None) -> Model:
    """The model of a case on its tree.

    Args:
        facts: the case without error findings.
        tree: its scenario tree.
        risk_weight: replaces the case's own; None leaves it.
    """
    collecting = gc.isenabled()
    gc.disable()  # a million small objects, none of them garbage yet: collecting takes a third of the time
    try:
        return _built(facts, tree, facts.settings.risk_weight if risk_weight is None else risk_weight)
    finally:
        if collecting:
            gc.enable()


def _built(facts: Facts, tree: Tree, weight: float) -> Model:
    sets = decide(facts, tree)
    program = Program()
    v = make(program, sets)

    define_beginnings(program, sets, v)
    define_engineering(program, sets, v)
    define_qualified(program, sets, v)
    define_orders(program, sets, v)
    define_twelve_months(program, sets, v)
    define_contracts(program, sets, v)
    define_waiting(program, sets, v)
    define_leaving(program, sets, v)
    define_stock(program, sets, v)
    define_tolled(program, sets, v)
    define_store(program, sets, v)
    define_build(program, sets, v)
    define_use(program, sets, v)
    define_design(program, sets, v)
    define_limits(program, sets, v)
    second = define_objective(program, sets, v, weight)
    return Model(sets, v, program, weight, tuple(second))
