"""Decides what is kept of a part of the search over starts, and what is asked of the line that makes plans."""

from __future__ import annotations

from dataclasses import dataclass, field

import highspy

from planner.solve.arrays import Floats


@dataclass(frozen=True, slots=True)
class Wish:
    """Starts of which a plan should be made.

    Attributes:
        starts: one 0 or 1 for each of ``Decisions.starts``.
        cost: what they cost with orders of any size; None where that is not known.
    """

    starts: Floats
    cost: float | None = None


@dataclass(order=True, slots=True)
class Branch:
    """A part of the search: some starts decided, the rest relaxed.

    Attributes:
        bound: what it costs at least.
        number: of the relaxation.
        fixed: what is decided, by column.
        shares: how far each start has begun in its relaxation, one for each of the search's starts.
        basis: of its relaxation.
        relaxed: what its relaxation costs; ``bound`` may be known to be more.
        duals: the prices of the rows in it; none where nothing is kept of it.
        tried: in how many ways it was tried to close it without splitting it.
    """

    bound: float
    number: int
    fixed: dict[int, float] = field(compare=False)
    shares: Floats = field(compare=False)
    basis: highspy.HighsBasis = field(compare=False)
    relaxed: float = field(compare=False)
    duals: Floats = field(compare=False)
    tried: int = field(compare=False, default=0)
