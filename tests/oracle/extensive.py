"""Decides the oracle's answer: the whole model in extensive form, a copy of everything for every scenario and month.

Scenarios that share a past are tied together by equations (explicit nonanticipativity); there is no tree. Every rule is
written from the design's words, one after the other, without regard to speed.
"""

from __future__ import annotations

from dataclasses import dataclass

from planner.tables.case import Case
from tests.oracle.costs import closing_credit, costs
from tests.oracle.limits import limits
from tests.oracle.program import INFINITY, Key, Program, Sum, total
from tests.oracle.rules import building, leaving, orders, starts, stock
from tests.oracle.world import World


@dataclass(frozen=True)
class OracleAnswer:
    """``status`` is optimal, infeasible or unbounded; figures are None unless optimal. ``values`` are the columns'."""

    status: str
    objective: float | None = None
    scenario_costs: dict[str, float] | None = None
    expected_cost: float | None = None
    cvar: float | None = None
    values: dict[Key, float] | None = None


def solve(case: Case, risk_weight: float | None = None, spare: float = 1.0) -> OracleAnswer:
    """The best plan of a sound case. ``spare`` stretches the bounds on orders, which must not change the answer."""
    return Extensive(case, risk_weight, spare).solve()


def tail_mean(costs: list[tuple[float, float]], level: float) -> float:
    """Mean cost of the worst 1 - level of the probability, from (probability, cost)."""
    left, mean = 1 - level, 0.0
    for probability, cost in sorted(costs, key=lambda one: -one[1]):
        share = min(left, probability)
        mean += share * cost
        left -= share
    if left > 0 and costs:  # probabilities may add up to a little less than 1
        mean += left * min(cost for _, cost in costs)
    return mean / (1 - level)


class Extensive:
    """The program of one case, ready to be solved, or to be tried with its integers fixed."""

    def __init__(self, case: Case, risk_weight: float | None = None, spare: float = 1.0) -> None:
        self.world = World(case, spare)
        self.risk_weight = self.world.settings.risk_weight if risk_weight is None else risk_weight
        for w in self.world.everyone:
            for t in self.world.months:
                orders(self.world, w, t)
                leaving(self.world, w, t)
                stock(self.world, w, t)
                building(self.world, w, t)
                starts(self.world, w, t)
                costs(self.world, w, t)
            limits(self.world, w)
            closing_credit(self.world, w)
        self._tie()
        self._set_objective()

    @property
    def program(self) -> Program:
        return self.world.program

    def solve(self) -> OracleAnswer:
        solved = self.program.solve()
        if solved.status != "optimal" or solved.objective is None:
            return OracleAnswer(solved.status)
        return self.answer(solved.objective, solved.values)

    def answer(self, objective: float, values: dict[Key, float]) -> OracleAnswer:
        costs = {name: self.world.costs[w].value(values) for w, (name, _, _) in enumerate(self.world.reading.scenarios)}
        weighted = [(probability, costs[name]) for name, probability, _ in self.world.reading.scenarios]
        return OracleAnswer(
            status="optimal",
            objective=objective,
            scenario_costs=costs,
            expected_cost=sum(probability * cost for probability, cost in weighted),
            cvar=tail_mean(weighted, self.world.settings.cvar_level),
            values=values,
        )

    def _tie(self) -> None:
        """Scenarios that cannot be told apart in a month do the same in it."""
        for key in list(self.program.columns):
            if not isinstance(key, tuple):
                raise TypeError(f"a column without scenario and month: {key}")
            *whom, w, t = key
            first = self.world.futures.together[t][w]
            if first != w:
                self.program.equal(total([key]), total([(*whom, first, t)]))

    def _set_objective(self) -> None:
        program, objective = self.program, Sum()
        tail = self.risk_weight / (1 - self.world.settings.cvar_level)
        if self.risk_weight > 0:
            program.column("threshold", low=-INFINITY)
            objective.add(self.risk_weight, "threshold")
        for w, (_, probability, _) in enumerate(self.world.reading.scenarios):
            objective.add((1 - self.risk_weight) * probability, self.world.costs[w])
            if self.risk_weight > 0:
                beyond = program.column(("beyond", w))
                program.at_least(total([beyond, "threshold"]), self.world.costs[w])
                objective.add(tail * probability, beyond)
        program.objective = objective
