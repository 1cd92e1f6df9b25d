"""Decides how PuLP is answered: a PuLP solver over our own session, for whoever holds a PuLP problem."""

from __future__ import annotations

import pulp

from planner.events import never
from planner.solve.arrays import arrays_of
from planner.solve.session import How, Session, Watch

_PULP_STATUS = {
    How.OPTIMAL: (pulp.LpStatusOptimal, pulp.LpSolutionOptimal),
    How.INFEASIBLE: (pulp.LpStatusInfeasible, pulp.LpSolutionInfeasible),
    How.UNBOUNDED: (pulp.LpStatusUnbounded, pulp.LpSolutionUnbounded),
}


class Highs(pulp.LpSolver):  # type: ignore[misc]  # PuLP has no types
    """HiGHS for ``problem.solve(Highs(...))``, with statuses that say what happened.

    PuLP's own interface reads a time limit, an iteration limit and a cancelled run as "Optimal"; here a run that ends
    early is "Not Solved", with "Integer Feasible" as solution status when it holds a feasible point.
    """

    name = "Remanence HiGHS"

    def __init__(self, *, seconds: float = 1e9, gap: float = 0.0, seed: int = 0) -> None:
        super().__init__(mip=True, msg=False, timeLimit=seconds, gapRel=gap)
        self.seconds = seconds
        self.gap = gap
        self.seed = seed

    def available(self) -> bool:
        return True

    def actualSolve(self, lp: pulp.LpProblem) -> int:  # noqa: N802 - PuLP's name
        """Solve, write the values into the variables, return PuLP's status."""
        session = Session(arrays_of(lp), seed=self.seed)
        ending = session.solve(Watch(never), seconds=self.seconds, gap=self.gap)
        if ending.values is not None:
            for column, value in zip(lp.variables(), ending.values, strict=True):
                column.varValue = float(value)
        found = pulp.LpSolutionIntegerFeasible if ending.values is not None else pulp.LpSolutionNoSolutionFound
        status, solution = _PULP_STATUS.get(ending.how, (pulp.LpStatusNotSolved, found))
        lp.assignStatus(status, solution)
        return int(status)
