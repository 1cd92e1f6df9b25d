"""Decides what is solved first of a plan's own model where all starts are held: the plan as questions leave it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from planner.solve.session import Ending, How, Session
from planner.solve.whatif import Reply, WhatIf

if TYPE_CHECKING:
    from planner.solve.arrays import Floats
    from planner.solve.chosen import Scope


class Own(WhatIf):
    """The model of a plan's own case. The plan as all questions about a large case leave it, with orders of any size,
    is then solved from nothing, which presolve makes smaller, and not from the plan with its orders as placed: from
    there it takes nearly as long again as that took.
    """

    _loose: Floats | None = None

    def begin(self, scope: Scope) -> Reply:
        """The plan with this set free, solved first; only where starts are held all the same."""
        self._linear = self._session(relaxed=True)
        self._hold(self._linear, self._whole)
        return self._ask_linear(self._linear, self._free(scope), {}, None)

    def loose_duals(self) -> Floats | None:
        """By row: the change of the weighted objective for one more on its right side, starts held and orders of any
        size. None where that was not solved first, or not in time."""
        return self._loose

    @property
    def known(self) -> bool:
        return self._loose is not None or super().known

    def _warm(self, session: Session) -> Ending:
        if self._cold > 0:
            return super()._warm(session)
        began = time.monotonic()
        ending = session.solve(self.watch, seconds=self.seconds())
        self._cold = time.monotonic() - began
        if ending.how is How.OPTIMAL:
            self._loose = session.duals()
        return ending
