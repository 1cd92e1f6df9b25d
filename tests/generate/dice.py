"""Decides who throws the dice for generated cases: a seeded generator, or hypothesis, which can make them smaller."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Dice(Protocol):
    """What a generator asks for; the first or lowest answer is always the plainest one."""

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high."""

    def chance(self, percent: int) -> bool:
        """Yes in about that many of a hundred throws."""


class SeededDice:
    """The same throws for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent


class DrawnDice:
    """Throws drawn by hypothesis, so that a failing case shrinks towards a plain one."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def chance(self, percent: int) -> bool:
        return self._draw(st.integers(0, 99)) >= 100 - percent


def pick(dice: Dice, choices: Sequence[T]) -> T:
    """One of the choices; the plainest comes first."""
    return choices[dice.whole(0, len(choices) - 1)]


def some(dice: Dice, choices: Sequence[T], percent: int) -> list[T]:
    """Each of the choices with that chance, in their order."""
    return [one for one in choices if dice.chance(percent)]
