"""Decides how a plan is found: which problem is solved after which, until the gap, the clock or the user ends it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from planner.events import Listener, Phase, never
from planner.model.build import Model
from planner.solve.arrays import Arrays, Floats, arrays_of, excess, turn_of
from planner.solve.beside import Beside
from planner.solve.chosen import Chosen, values_of
from planner.solve.decisions import decisions_of
from planner.solve.diagnosis import explain
from planner.solve.improving import Improving
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.solve.proof import Proof
from planner.solve.record import Record
from planner.solve.session import Ending, How, Session, Watch
from planner.solve.task import Task
from planner.solve.tidy import without_waste
from planner.solve.together import together
from planner.solve.trail import Trail

POLISH_SECONDS = 60.0
"""Time for the last, exact solve around the whole values; it is one linear program."""

HURRIED_SECONDS = 5.0
"""The same when somebody waits."""

EXACT = 2e-8
"""By how much a plan that is not solved again may break a row, as a share of what is added up in it; its audit forgives
more."""

SMALL_ENOUGH = 250
"""Models with up to this many whole columns go straight to branch and cut."""


@dataclass(frozen=True, slots=True)
class Found:
    """How a solve ended.

    Attributes:
        status: one of the eight words.
        values: the best point, one value per column of the model, whole values exact; None when there is none.
        objective: its weighted objective.
        bound: proven lower bound of the weighted objective.
        message: for a fault of ours, what happened.
        clashes: where nothing is feasible, the limits that clash, a sentence each.
        trail: how the bound was proven, for planning a like case; None where there was little to prove.
    """

    status: Status
    values: Floats | None
    objective: float | None
    bound: float | None
    message: str = ""
    clashes: tuple[str, ...] = ()
    trail: Trail | None = None


def solve(
    model: Model,
    options: Options,
    *,
    listen: Listener,
    stopping: Callable[[], bool],
    on_better: Callable[[Floats, float], None],
    deadline: float,
    known: Chosen | None = None,
    trail: Trail | None = None,
) -> Found:
    """Find a plan and prove how good it is.

    Args:
        model: the case written down.
        options: gap and seed; the time limit is in ``deadline``.
        listen: told phases and progress.
        stopping: asked every few milliseconds.
        on_better: told each better point (one value per column) and its objective.
        deadline: ``time.monotonic()`` at which to end.
        known: the yes and no of a plan to begin with, of this case or of one like it.
        trail: how that plan's bound was proven.
    """
    search = _Search(model, options, Record(listen, on_better), stopping, deadline)
    return search.run(known, trail)


class _Search:
    """One solve: the arrays, what is known, and the time left."""

    def __init__(
        self, model: Model, options: Options, record: Record, stopping: Callable[[], bool], deadline: float
    ) -> None:
        self.model = model
        self.arrays = arrays_of(model.program)
        self.options = options
        self.record = record
        self.stopping = stopping
        self.deadline = deadline
        self.watch = Watch(stopping)

    def left(self) -> float:
        return self.deadline - time.monotonic()

    def run(self, known: Chosen | None, trail: Trail | None) -> Found:
        if int(self.arrays.integer.sum()) <= SMALL_ENOUGH:
            return self._found(self._branch_and_cut(self.arrays))
        self.record.say(Phase("Finding what no plan can cost less than"))
        task = Task(
            self.model,
            self.arrays,
            decisions_of(self.model),
            self.record,
            self.options.gap,
            self.options.seed,
            self.left,
        )
        first, second = Watch(self.stopping), Watch(self.stopping)  # each line counts its own work
        proof = Proof(task, watch=first, second=second, known=trail)
        improving = Improving(task, watch=second, known=None if known is None else values_of(known, self.model))
        try:
            how = self._take_turns(proof, Beside(improving, self.record, second))
        finally:
            proof.end()
        if how is How.OPTIMAL and not self.record.reached(self.options.gap):
            return self._found(self._branch_and_cut(proof.relaxation.tightened()))
        return replace(self._found(Ending(how, None, None, None)), trail=proof.trail)

    def _take_turns(self, proof: Proof, beside: Beside) -> How:
        """Lift the bound and improve the plan at the same time, until neither gets on or the gap is reached."""
        least = length = turn_of(self.arrays)
        while True:
            together(partial(proof.turn, length), partial(beside.turn, length))
            length = max(least, proof.longest, beside.longest)  # who takes long steps is not waited for
            relaxed, wishes = proof.meet(helped=beside.improving.idle)
            beside.improving.meet(relaxed, self.record.bound, wishes, longer=proof.long_ahead)
            beside.paths = proof.beside
            if self.record.reached(self.options.gap):
                return How.OPTIMAL
            if self.left() <= 0:
                return How.TIME
            if self.watch.stopping():
                return How.STOPPED
            if proof.how not in (How.LIMIT, How.OPTIMAL):
                return proof.how
            if proof.how is How.OPTIMAL and beside.idle and not relaxed and not wishes:
                return How.OPTIMAL

    def _branch_and_cut(self, arrays: Arrays) -> Ending:
        """The solver's own search, from the best plan so far."""
        self.record.say(Phase("Looking for the best plan"))
        session = Session(arrays, seed=self.options.seed)
        if self.record.values is not None:
            session.offer(self.record.values)
        return session.solve(
            Watch(self.stopping, self._bounds, self._improved), seconds=self.left(), gap=self.options.gap
        )

    def _bounds(self, _best: float | None, bound: float | None) -> None:
        self.record.bounded(bound)

    def _improved(self, values: Floats, objective: float) -> None:
        self.record.better(values, objective)

    def _found(self, ending: Ending) -> Found:
        if ending.how is How.INFEASIBLE and self.record.values is None:
            self.record.say(Phase("Finding the limits that clash"))
            sets = self.model.sets
            clashes = explain(sets.facts, sets.tree, stopping=self.stopping, seconds=self.left)
            return Found(Status.INFEASIBLE, None, None, None, clashes=clashes)
        if ending.how is How.UNBOUNDED:
            return Found(Status.UNBOUNDED, None, None, None)
        self.record.bounded(ending.bound)
        if ending.values is not None and ending.objective is not None:
            self.record.better(ending.values, ending.objective)
        return self._ended(ending.how)

    def _ended(self, how: How) -> Found:
        record = self.record
        if record.values is not None:
            values, objective = self._exact(record.values)
            record.values, record.objective = values, objective
            proven = record.reached(self.options.gap)
            status = Status.PROVEN if proven else Status.STOPPED_WITH_PLAN
            return Found(status, values, objective, record.bound)
        if how is How.STOPPED:
            return Found(Status.CANCELLED, None, None, record.bound)
        if how is How.TIME:
            return Found(Status.STOPPED_WITHOUT_PLAN, None, None, record.bound)
        return Found(Status.FAILED, None, None, record.bound, f"The solver ended with '{how.value}'.")

    def _exact(self, values: Floats) -> tuple[Floats, float]:
        """The point with its whole values made whole and the rest solved again exactly around them."""
        whole = np.flatnonzero(self.arrays.integer).astype(np.int32)
        objective = float(self.arrays.cost @ values + self.arrays.offset)
        if not len(whole) and not self.model.second:
            return values, objective
        rounded = values.copy()
        rounded[whole] = np.round(values[whole])
        if (self._hurried or self.record.settled) and self._exact_enough(rounded):
            rounded = without_waste(self.model, rounded)
            return rounded, float(self.arrays.cost @ rounded + self.arrays.offset)
        session = Session(self.arrays, seed=self.options.seed)
        session.relax(True)
        session.option("primal_feasibility_tolerance", 1e-9)
        fixed = np.round(values[whole])
        if len(whole):
            session.bounds(whole, fixed, fixed)
        ending = session.solve(Watch(never), seconds=HURRIED_SECONDS if self._hurried else POLISH_SECONDS)
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            return values, objective
        exact = self._tidied(session, ending) if self.model.second else ending.values
        exact = exact.copy()
        exact[whole] = fixed
        exact = without_waste(self.model, exact)
        return exact, float(self.arrays.cost @ exact + self.arrays.offset)

    @property
    def _hurried(self) -> bool:
        """Whether somebody waits."""
        return self.left() <= 0 or self.stopping()

    def _exact_enough(self, values: Floats) -> bool:
        """Whether a point need not be solved again."""
        return not self.model.second and excess(self.arrays, values) <= EXACT

    def _tidied(self, session: Session, found: Ending) -> Floats:
        """Among the points as good as the one found, the one best in what the model wants second; itself where the
        solver cannot find one so exactly."""
        assert found.values is not None
        assert found.objective is not None
        best = self.arrays.cost
        most = found.objective - self.arrays.offset + 1e-9 * max(1.0, abs(found.objective))
        session.rows([{int(at): float(best[at]) for at in np.flatnonzero(best)}], [most])
        everything = np.arange(len(best), dtype=np.int32)
        second = np.zeros(len(best))
        for column, factor in self.model.second:
            second[column.position] = factor
        session.costs(everything, second)
        ending = session.solve(Watch(never), seconds=POLISH_SECONDS)
        return found.values if ending.values is None else ending.values
