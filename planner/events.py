"""Decides what long work says while it runs: small frozen values, and Stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phase:
    """The work has entered a phase, named in words for the user."""

    words: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve has come.

    Attributes:
        seconds: wall-clock seconds since the work began.
        best: weighted objective of the best plan so far, in case currency; None while there is none.
        bound: proven lower bound of the weighted objective; None while there is none.
        gap: (best - bound) / max(1, abs(best)); None while either is missing.
    """

    seconds: float
    best: float | None
    bound: float | None
    gap: float | None


@dataclass(frozen=True, slots=True)
class BetterPlan:
    """A plan better than all before it, as the tables it was found in.

    Attributes:
        seconds: wall-clock seconds since the work began.
        tables: the plan (``planner.plan.Plan``), not yet audited.
    """

    seconds: float
    tables: object


@dataclass(frozen=True, slots=True)
class Share:
    """A part of countable work is done.

    Attributes:
        done: pieces finished.
        total: pieces in all.
        words: what a piece is.
    """

    done: int
    total: int
    words: str


Event = Phase | Progress | BetterPlan | Share
Listener = Callable[[Event], None]


class Stopped(Exception):
    """The user asked the work to stop and it has nothing to hand back."""


def silent(event: Event) -> None:
    """A listener for callers who do not want to hear."""


def never() -> bool:
    """A stop question that is always answered no."""
    return False
