"""Decides what is known while a solve runs: the best point, the proven bound, the gap; and tells it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from planner.events import Event, Listener, Progress
from planner.solve.arrays import Floats

LEAST_GAP = 1e-6
"""What a gap of 0 means."""


@dataclass(slots=True)
class Record:
    """The state of a solve. Several threads may tell it what they found.

    Attributes:
        listen: told every change.
        on_better: told every better point.
        began: monotonic seconds at which the work began.
        values, objective: the best point; None while there is none.
        settled: whether all but its whole values was solved around them as they are.
        bound: the best proven lower bound; None while there is none.
    """

    listen: Listener
    on_better: Callable[[Floats, float], None]
    began: float = field(default_factory=time.monotonic)
    values: Floats | None = None
    objective: float | None = None
    settled: bool = False
    bound: float | None = None
    _one_at_a_time: threading.RLock = field(default_factory=threading.RLock)

    @property
    def gap(self) -> float | None:
        """(objective - bound) / max(1, abs(objective)), never below 0; None while either is missing."""
        if self.objective is None or self.bound is None:
            return None
        return max(0.0, self.objective - self.bound) / max(1.0, abs(self.objective))

    def reached(self, gap: float) -> bool:
        """Whether the gap asked for is reached."""
        return self.gap is not None and self.gap <= max(gap, LEAST_GAP)

    def better(self, values: Floats, objective: float, *, settled: bool = False) -> bool:
        """Take a feasible point if it is better than the best; True when it is."""
        with self._one_at_a_time:
            if self.objective is not None and objective >= self.objective - 1e-9 * max(1.0, abs(self.objective)):
                return False
            self.values, self.objective, self.settled = values, objective, settled
            self.on_better(values, objective)
            self.tell()
            return True

    def bounded(self, bound: float | None) -> None:
        """Take a proven lower bound if it is better than the best."""
        with self._one_at_a_time:
            if bound is not None and (self.bound is None or bound > self.bound):
                self.bound = bound
                self.tell()

    def tell(self) -> None:
        """Say how far it is."""
        best = None if self.objective is None else float(self.objective)
        self.say(Progress(time.monotonic() - self.began, best, self.bound, self.gap))

    def say(self, event: Event) -> None:
        """Say something else."""
        with self._one_at_a_time:
            self.listen(event)
