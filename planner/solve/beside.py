"""Decides what the second line of work does in its turn: finds plans, or lifts the bound along its own paths."""

from __future__ import annotations

import numpy as np

from planner.solve.apart import Apart
from planner.solve.improving import Improving
from planner.solve.record import Record
from planner.solve.session import Watch

LOOK_AGAIN = 4
"""Of so many turns one at least goes to what brought less in its last."""


class Beside:
    """The second line: what brings plan and bound nearer to each other sooner.

    Args:
        improving: the work on plans.
        record: what is known.
        watch: of this line.

    Attributes:
        longest: the work of the longest step of the last turn.
    """

    def __init__(self, improving: Improving, record: Record, watch: Watch) -> None:
        self.improving = improving
        self.record = record
        self.watch = watch
        self.paths: Apart | None = None
        self.longest = 0.0
        self._saved = self._lifted = np.inf  # what each brought in its last turn
        self._since = 0

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do in the last turn."""
        return self.improving.idle and (self.paths is None or self.paths.finished)

    def turn(self, length: float) -> None:
        """Go on with the one or the other until so much work is done."""
        paths = self.paths
        if paths is None or paths.finished or (not paths.leads and self._plans_first()):
            self._improve(length)
        else:
            self._lift(paths, length)

    def _plans_first(self) -> bool:
        """Whether plans have brought more than paths, or are asked for: then every second turn is theirs."""
        if self.record.objective is None:
            return True
        plans = not self.improving.idle and self._saved >= self._lifted
        self._since += 1
        if self._since >= (2 if self.improving.asked else LOOK_AGAIN):
            self._since = 0
            return not plans
        return plans

    def _improve(self, length: float) -> None:
        before = self.record.objective
        self.longest = self.improving.turn(length)
        after = self.record.objective
        self._saved = np.inf if before is None or after is None else before - after

    def _lift(self, paths: Apart, length: float) -> None:
        meter = self.watch.meter
        before, until, self.longest = paths.lift, meter.spent + length, 0.0
        ended = False
        while not (paths.finished or ended or self.improving.over):
            leads, started = paths.leads, meter.spent
            paths.go()
            self.longest = max(self.longest, meter.spent - started)
            ended = leads and not paths.at_a_stretch  # that may be enough: the other line knows
            ended |= meter.spent >= until and not paths.at_a_stretch
        self._lifted = paths.lift - before
