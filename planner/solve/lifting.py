"""Decides what two lines of work must know of each other where both lift one bound, each with parts of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod

from planner.solve.session import How


class Lifting(ABC):
    """The parts of one line of work; what they lift and what those of the other line lift adds up.

    Attributes:
        how: INFEASIBLE once a part has no plan.
        finished: whether no part of these is expected to lift the bound further.
        others: what the parts of the other line lift, as it was told last.
        enough: the bound that need not be lifted further, as it was told last.
    """

    def __init__(self, base: float, *, finished: bool) -> None:
        """Begin at a proven bound."""
        self._base = base
        self.how = How.LIMIT
        self.finished = finished
        self.others = 0.0
        self.enough = float("inf")

    @property
    @abstractmethod
    def lift(self) -> float:
        """By how much these parts lift the bound."""

    @property
    def bound(self) -> float:
        """What all parts prove together."""
        return self._base + self.others + self.lift

    @property
    def leads(self) -> bool:
        """Whether this comes before all else."""
        return False

    @property
    def at_a_stretch(self) -> bool:
        """Whether that is so little work that the lines need not meet meanwhile."""
        return False

    @abstractmethod
    def go(self) -> How:
        """Go on for a while: INFEASIBLE where a part has no plan, TIME, STOPPED, or LIMIT."""

    @abstractmethod
    def share(self, other: Lifting) -> None:
        """Hand some of what is left to do to a line that is done with its own."""
