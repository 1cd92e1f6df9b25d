"""Decides how the relaxations of branches are solved: in one session, each from a basis nearby."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from planner.solve.arrays import Floats, Ints
from planner.solve.branch import Branch
from planner.solve.session import How, Session, Watch
from planner.solve.trail import read

NONE = np.zeros(0)


class Branches:
    """A relaxation and the branches of it, one at a time.

    Attributes:
        watch: asked whether to stop; its meter counts the work.
        count: relaxations solved so far.
    """

    def __init__(
        self,
        session: Session,
        positions: Ints,
        *,
        watch: Watch,
        seconds: Callable[[], float],
        number: Callable[[], int],
        priced: Callable[[float], bool],
        given_up: Callable[[], None],
    ) -> None:
        """Take a session loaded with a relaxation and solved.

        Args:
            session: the same.
            positions: of the columns that tell how far each start has begun.
            watch: asked whether to stop.
            seconds: how much time is left.
            number: of the next branch.
            priced: whether the prices of a branch that costs so much are to be kept with it.
            given_up: told when the solver finds neither a point nor that there is none.
        """
        self._session = session
        self._positions = positions
        self.watch = watch
        self._seconds = seconds
        self._number = number
        self._priced = priced
        self._given_up = given_up
        self._fixed: dict[int, float] = {}
        self._last: Branch | None = None
        self.count = 0

    def first(self, bound: float, values: Floats) -> Branch:
        """The whole, at whose optimum the session is."""
        self._last = self._branch({}, 0, bound, values)
        return self._last

    def solved(self, fixed: dict[int, float], parent: Branch) -> Branch | None:
        """The relaxation with these starts decided, from the parent's basis; None when it has no point or no time."""
        self._session.return_to(parent.basis)
        return self._made(fixed, self._number())

    def traced(self, fixed: dict[int, float], number: int, basis: bytes | None) -> Branch | None:
        """The same with a number it has already, from a basis, or from where the last one left off."""
        if basis is not None:
            self._session.return_to(read(basis, len(self._session.arrays.cost)))
        return self._made(fixed, number)

    def returned(self, branch: Branch) -> bool:
        """Whether the session is at the optimum of a branch again. It is not told to begin from the basis it has: it
        would lose its way from there and take thousands of steps (HiGHS 1.15)."""
        if self._last is not branch:
            self._session.return_to(branch.basis)
            self._last = self._made(branch.fixed, branch.number, known=True) and branch
        return self._last is branch

    def reduced_costs(self) -> Floats:
        """Those of the starts, in the branch at whose optimum the session is."""
        return self._session.reduced_costs()[self._positions]

    @property
    def over(self) -> bool:
        """Whether time is up or the user ends it."""
        return self._seconds() <= 0 or self.watch.stopping()

    def _made(self, fixed: dict[int, float], number: int, *, known: bool = False) -> Branch | None:
        self._last = None
        self._fix(fixed)
        ending = self._session.solve(self.watch, seconds=self._seconds())
        if ending.objective is None and ending.how is not How.INFEASIBLE and not self.over:  # lost its way
            self._session.forget()
            ending = self._session.solve(self.watch, seconds=self._seconds())
        if ending.how is not How.OPTIMAL or ending.values is None or ending.objective is None:
            if not known and ending.how is not How.INFEASIBLE and not self.over:
                self._given_up()
            return None
        self.count += 1
        self._last = self._branch(fixed, number, ending.objective, ending.values)
        return self._last

    def _branch(self, fixed: dict[int, float], number: int, cost: float, values: Floats) -> Branch:
        duals = self._session.duals() if self._priced(cost) else NONE
        return Branch(cost, number, fixed, values[self._positions], self._session.basis(), cost, duals)

    def _fix(self, fixed: dict[int, float]) -> None:
        """Decide these starts in the session and free all others."""
        changed = [at for at in {*self._fixed, *fixed} if self._fixed.get(at) != fixed.get(at)]
        if changed:
            lower = np.array([fixed.get(at, 0.0) for at in changed])
            upper = np.array([fixed.get(at, 1.0) for at in changed])
            self._session.bounds(np.array(changed, dtype=np.int32), lower, upper)
        self._fixed = dict(fixed)
