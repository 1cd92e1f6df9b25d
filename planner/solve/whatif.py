"""Decides how a plan at hand is asked what if: part of it forbidden, forced or set free, the rest held as it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.errors import PlannerBug
from planner.model.build import Model
from planner.solve.arrays import Floats, arrays_of
from planner.solve.carried import Codes, carried
from planner.solve.chosen import Chosen, Freedom, Scope, values_of
from planner.solve.decisions import belonging_of, decisions_of
from planner.solve.session import Ending, How, Session, Watch

SMALL_ENOUGH = 250
"""Models with up to this many whole columns are solved again with nothing held."""

STARTS_FREE = 6_000
"""Where a question sets free more columns than this, the starts it does not ask about are held."""

GAP = 1e-4
"""A question's search may stop this near the best, where it is a search at all."""

PATIENCE, LEAST_PATIENCE = 1.0, 0.1
"""A solve from a basis may take so many times what the first took from nothing (at least these seconds): now and then a
basis leads astray."""

Basis = highspy.HighsBasis
"""Where the solver stood at the end of a linear question, to begin a like one from."""

Bounds = Mapping[int, tuple[float, float]]
"""Lower and upper bound by column position."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How a question ended.

    Attributes:
        how: optimal, or why not; a run out of time may still hold a point.
        objective: weighted objective of the best point found; None where there is none.
        bound: what it lies above for certain, with what was held, also where the time was over; None where nothing is
            known.
        values: the point, one value a column.
        freedom: what was free.
        basis: of a linear question that was answered, to begin a like question from; else None.
    """

    how: How
    objective: float | None
    bound: float | None
    values: Floats | None
    freedom: Freedom
    basis: highspy.HighsBasis | None = None


class WhatIf:
    """A model and a plan of it. Every question starts from the plan, whatever was asked before.

    A small model is solved again whole (``Freedom.ALL``); else see ``Freedom``. Answers of the same freedom, compared
    with one another, say what a change is worth.

    Attributes:
        loosened: the plan's orders cannot be placed as they are in this model, so ``base`` has them of any size.
    """

    def __init__(
        self,
        model: Model,
        chosen: Chosen,
        *,
        seed: int = 0,
        watch: Watch,
        seconds: Callable[[], float],
        like: WhatIf | None = None,
    ) -> None:
        """Take a model and a plan's yes and no.

        Args:
            model: of the plan's case, or of the case with some figures changed.
            chosen: of the plan; what the model does not know of it is left out.
            seed: for the solver.
            watch: asked whether to stop.
            seconds: how much time is left for the question being asked.
            like: the same plan in the model before its figures were changed: this one begins from its basis.
        """
        self.model = model
        self.arrays = arrays_of(model.program)
        self.decisions = decisions_of(model)
        self.seed = seed
        self.watch = watch
        self.seconds = seconds
        self._like = like
        self.small = int(self.arrays.integer.sum()) <= SMALL_ENOUGH
        self._about = belonging_of(model)
        self._whole = np.flatnonzero(self.arrays.integer).astype(np.int32)
        self._at = values_of(chosen, model)
        self._base: Ending | None = None
        self._duals: Floats | None = None
        self._basis: highspy.HighsBasis | None = None
        self._linear: Session | None = None
        self.loosened = False
        self._cold: float = 0.0 if like is None else like._cold  # seconds the first linear program took

    def base(self) -> Ending:
        """The plan itself: yes and no as chosen, all else as good as can be. Solved once. Where changed figures do not
        allow that, orders are of any size."""
        if self._base is None or self._linear is None:
            self._linear = self._session(relaxed=True)
            self._hold(self._linear, self._whole)
            if self._like is not None:
                self._linear.return_to(self.carried(self._like.basis(), self._like))
                self._base = self._warm(self._linear)
            else:
                began = time.monotonic()
                self._base = self._linear.solve(self.watch, seconds=self.seconds())
                self._cold = time.monotonic() - began
            if self._base.how is How.INFEASIBLE:
                self._base = self._loosened(self._linear)
            if self._base.how is How.OPTIMAL:
                self._duals = self._linear.duals()
                self._basis = self._linear.basis()
            elif self._base.how is not How.INFEASIBLE:  # cut short: the next question may have the time
                ended, self._base = self._base, None
                return ended
        return self._base

    @property
    def known(self) -> bool:
        """Whether the plan itself has been solved."""
        return self._basis is not None

    def basis(self) -> highspy.HighsBasis:
        """The basis of the plan, to begin a like model from; where there is none, that of the last solve."""
        self.base()
        if self._linear is None:
            raise PlannerBug("a model was solved and is not there")
        return self._basis or self._linear.basis()

    def carried(self, basis: highspy.HighsBasis, like: WhatIf) -> highspy.HighsBasis:
        """A basis of a like model as a beginning for this one."""
        return carried(basis, like.codes, self.codes)

    @property
    def codes(self) -> Codes:
        """Of the columns and of the rows."""
        return [column.name for column in self.model.program.columns], self.arrays.rows

    def linear(self, scope: Scope) -> bool:
        """Whether a question about this is answered with all starts held that it does not change."""
        return not self.small and int(self._free(scope).sum()) > STARTS_FREE

    def duals(self) -> Floats | None:
        """By row: the change of the weighted objective for one more on its right side, starts and placed orders held.
        None where the plan could not be solved."""
        self.base()
        return self._duals

    def begun(self, family: str, index: int) -> dict[int, int]:
        """The columns that say whether it has begun, by node; the family is as in ``Chosen``."""
        v = self.model.variables
        columns = {"qualified": v.qualified, "redesigned": v.redesigned, "signed": v.signed}[family]
        return {n: column.position for (at, n), column in columns.items() if at == index}

    def ask(
        self,
        bounds: Bounds,
        scope: Scope,
        *,
        starts_held: bool = False,
        near: highspy.HighsBasis | None = None,
        enough: float | None = None,
    ) -> Reply:
        """Solve again with bounds changed.

        Args:
            bounds: of the columns the question changes.
            scope: what is set free; a small model is set free whole.
            starts_held: hold the starts, but nothing else that is not yes or no (``Freedom.ORDERS``).
            near: of a like question asked of a model with the same columns and rows: where the starts are held, the
                plan itself need then not be solved first.
            enough: where the starts are held, a cost so high that it need not be known any better.
        """
        if self.small:
            session = Session(self.arrays, seed=self.seed)
            _change(session, bounds)
            return _reply(session.solve(self.watch, seconds=self.seconds(), gap=0.0), Freedom.ALL)
        free = self._free(scope)
        linear = starts_held or int(free.sum()) > STARTS_FREE
        if near is not None and linear and self._basis is None:
            reply = self._ask_near(near, free.copy(), bounds, enough)
            if reply.how is not How.INFEASIBLE:
                return reply
        base = self.base()
        if base.values is None or self._linear is None:
            return Reply(base.how, None, None, None, Freedom.ORDERS)
        if linear:
            self._linear.return_to(near or self.basis())
            return self._ask_linear(self._linear, free, bounds, enough)
        free[list(bounds)] = True
        held = np.flatnonzero(~free).astype(np.int32)
        at = np.clip(base.values, self.arrays.lower, self.arrays.upper)
        at[self._whole] = self._at[self._whole]
        session = self._session(relaxed=False)
        session.bounds(held, at[held], at[held])
        _change(session, bounds)
        return _reply(session.solve(self.watch, seconds=self.seconds(), gap=GAP), Freedom.STARTS)

    def _ask_near(
        self, near: highspy.HighsBasis, free: NDArray[np.bool_], bounds: Bounds, enough: float | None
    ) -> Reply:
        """From the basis of a like question; where the plan's orders cannot be placed as they are, in vain."""
        if self._linear is None:
            self._linear = self._session(relaxed=True)
            self._hold(self._linear, self._whole)
        self._linear.return_to(near)
        return self._ask_linear(self._linear, free, bounds, enough)

    def _ask_linear(self, session: Session, free: NDArray[np.bool_], bounds: Bounds, enough: float | None) -> Reply:
        """With all starts held that the question does not change, from the basis at hand."""
        free[self.decisions.start_positions] = False
        loose = np.flatnonzero(free & self.arrays.integer).astype(np.int32)
        session.bounds(loose, self.arrays.lower[loose], self.arrays.upper[loose])
        _change(session, bounds)
        session.option("objective_bound", highspy.kHighsInf if enough is None else enough)
        ending = self._warm(session)
        session.option("objective_bound", highspy.kHighsInf)
        basis = session.basis() if ending.how is How.OPTIMAL else None
        changed = np.union1d(loose, np.array(list(bounds), dtype=np.int32)).astype(np.int32)
        session.bounds(changed, self.arrays.lower[changed], self.arrays.upper[changed])
        self._hold(session, changed[self.arrays.integer[changed]])
        return replace(_reply(ending, Freedom.ORDERS), basis=basis)

    def _warm(self, session: Session) -> Ending:
        """Solve from the basis at hand; afresh where that takes longer than it does from nothing and there is time for
        it. What it costs at least is known even where there is not."""
        left, fresh = self.seconds(), max(self._cold, LEAST_PATIENCE)
        patience = PATIENCE * fresh
        session.option("presolve", "off")
        ending = session.solve(self.watch, seconds=patience if left > patience + fresh else left)
        least = session.at_least()
        if ending.how is How.TIME and self.seconds() > 0:
            session.forget()
            session.option("presolve", "choose")
            ending = session.solve(self.watch, seconds=self.seconds())
        return replace(ending, bound=least) if ending.how in (How.TIME, How.STOPPED, How.LIMIT) else ending

    def _loosened(self, session: Session) -> Ending:
        """The plan where changed figures do not let its orders be placed as they are: of any size, with the starts as
        they are."""
        self.loosened = True
        placed = np.setdiff1d(self._whole, self.decisions.start_positions).astype(np.int32)
        session.bounds(placed, self.arrays.lower[placed], self.arrays.upper[placed])
        ending = self._warm(session)
        if ending.values is not None:
            self._at[placed] = ending.values[placed]
        self._hold(session, placed)
        return ending

    def _hold(self, session: Session, whole: NDArray[np.int32]) -> None:
        if len(whole):
            session.bounds(whole, self._at[whole], self._at[whole])

    def _session(self, *, relaxed: bool) -> Session:
        """The model with orders of any size; starts yes or no unless ``relaxed``."""
        integer: NDArray[np.bool_] = np.zeros(len(self.arrays.cost), dtype=bool)
        if not relaxed:
            integer[self.decisions.start_positions] = True
        return Session(replace(self.arrays, integer=integer), seed=self.seed)

    def _free(self, scope: Scope) -> NDArray[np.bool_]:
        """The columns of a scope: its products, items and their materials, the starts that touch them, and the sums
        and the tail, which are about nothing in particular."""
        about, facts = self._about, self.model.sets.facts
        items = set(scope.items)
        items |= {item for o in facts.offers if o.item in scope.items for item, _ in o.tolling}
        loose = (about.item < 0) & (about.product < 0) & ~about.start
        free = loose | np.isin(about.item, list(items)) | np.isin(about.product, list(scope.products))
        touched = {
            ("qualified", q)
            for q, one in enumerate(facts.qualifications)
            if any(facts.offers[o].item in items for o in one.offers)
        }
        touched |= {("redesigned", r) for r, each in enumerate(facts.redesigns) if each.product in scope.products}
        touched |= {("signed", c) for c, deal in enumerate(facts.contracts) if facts.offers[deal.offer].item in items}
        for start in self.decisions.starts:
            if start.group in touched:
                free[start.position] = True
        return np.asarray(free, dtype=bool)


def _change(session: Session, bounds: Bounds) -> None:
    if bounds:
        positions = np.array(list(bounds), dtype=np.int32)
        lower = np.array([low for low, _ in bounds.values()], dtype=np.float64)
        upper = np.array([high for _, high in bounds.values()], dtype=np.float64)
        session.bounds(positions, lower, upper)


def _reply(ending: Ending, freedom: Freedom) -> Reply:
    return Reply(ending.how, ending.objective, ending.bound, ending.values, freedom)
