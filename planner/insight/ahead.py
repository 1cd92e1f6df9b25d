"""Decides how the program of changed facts is written while the plan's own is solved: in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from planner.events import Listener, Stopped
from planner.facts.facts import Facts
from planner.scenarios.tree import Tree
from planner.solve.chosen import Chosen, Freedom
from planner.work import ChildDied, Job

if TYPE_CHECKING:
    from planner.solve.arrays import Arrays
    from planner.solve.whatif import Basis, Reply, WhatIf

WORTH_IT = 30_000
"""Nodes times offers from which on writing takes longer than starting a process for it."""

_TICK = 0.05  # seconds between two looks at the clock and the stop


@dataclass(frozen=True, slots=True)
class Written:
    """The program of changed facts in which a plan's starts are held and orders may be of any size.

    Attributes:
        arrays: of it.
        columns: the codes of its columns, in their order; those of its rows are in the arrays.
    """

    arrays: Arrays
    columns: tuple[str, ...]


class Ahead:
    """One program being written."""

    def __init__(self, facts: Facts, tree: Tree, chosen: Chosen, risk_weight: float) -> None:
        self._job: Job[Written] = Job(write, facts, tree, chosen, risk_weight)

    def reply(self, own: WhatIf, near: Basis) -> Reply | None:
        """The plan as it is in the changed facts, in the time there is for the question being asked of its own model;
        None where the program is not there in time, its process died, or the plan's starts are not possible in it:
        then it may still be asked in other ways.

        Args:
            own: the plan's own model.
            near: at the end of the same question about it.
        """
        # PuLP and the solver load slowly, and whoever holds a model has them already.
        from planner.solve.carried import carried
        from planner.solve.session import How, Session
        from planner.solve.whatif import Reply

        written = self._written(own)
        if written is None or own.seconds() <= 0:
            return None
        session = Session(written.arrays, seed=own.seed)
        session.return_to(carried(near, own.codes, (written.columns, written.arrays.rows)))
        session.option("presolve", "off")
        ending = session.solve(own.watch, seconds=own.seconds())
        if ending.how is How.INFEASIBLE:
            return None
        bound = ending.bound if ending.how is How.OPTIMAL else session.at_least()
        return Reply(ending.how, ending.objective, bound, ending.values, Freedom.ORDERS)

    def end(self) -> None:
        """It is not wanted any more."""
        self._job.kill()

    def _written(self, own: WhatIf) -> Written | None:
        while self._job.running and own.seconds() > 0 and not own.watch.stopping():
            self._job.wait(min(_TICK, own.seconds()))
        if self._job.running:
            return None
        try:
            return self._job.result()
        except (ChildDied, Stopped):
            return None


def ahead_of(facts: Facts, tree: Tree, chosen: Chosen, risk_weight: float) -> Ahead | None:
    """Have a program written, where it is so large, and the machine such, that it is there sooner for it; else None.

    Args:
        facts, tree: the case, with what the question changes.
        chosen: the plan's yes and no.
        risk_weight: the plan's.
    """
    large = len(tree.nodes) * len(facts.offers) >= WORTH_IT
    return Ahead(facts, tree, chosen, risk_weight) if large and (os.cpu_count() or 1) > 1 else None


def write(
    facts: Facts, tree: Tree, chosen: Chosen, risk_weight: float, *, listen: Listener, stopping: Callable[[], bool]
) -> Written:
    """Write it down, in some seconds in which nobody is told or heard; arguments are those of ``ahead_of``."""
    # PuLP and the solver load slowly, and only children of the window ever come here.
    from planner.model.build import build
    from planner.solve.arrays import arrays_of
    from planner.solve.chosen import values_of

    del listen, stopping
    model = build(facts, tree, risk_weight)
    arrays, at, v = arrays_of(model.program), values_of(chosen, model), model.variables
    starts = [column.position for begun in (v.qualified, v.redesigned, v.signed) for column in begun.values()]
    lower, upper = arrays.lower.copy(), arrays.upper.copy()
    lower[starts] = upper[starts] = at[starts]
    held = replace(arrays, lower=lower, upper=upper, integer=np.zeros(len(lower), dtype=np.bool_))
    return Written(held, tuple(column.name for column in model.program.columns))
