"""Decides what the air conditioner example costs, by trying every plan in steps of fifty units: no solver, no model.

The example of Birge and Louveaux as the public project SDDP.jl tells it: three months; 200 units a month at 100, more
at 300; a unit kept costs 50 a month and the store holds 100; 100 are wanted in the first month and in each later month
100 or 300, equally likely. All of its corner points are multiples of a hundred, so steps of fifty lose nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

FIRST, LOW, HIGH = 100, 100, 300
REGULAR, CHEAP, DEAR = 200, 100.0, 300.0
KEEPING, STORE, STEP = 50.0, 100, 50
FUTURES = tuple(itertools.product((LOW, HIGH), repeat=2))
"""What may be wanted in the second and third month; all equally likely."""


def making(units: int) -> float:
    """What making so many in a month costs."""
    return CHEAP * min(units, REGULAR) + DEAR * max(0, units - REGULAR)


def known(stock: int, wanted: Sequence[int]) -> float:
    """The least cost of the months to come when all of them are known."""
    if not wanted:
        return 0.0
    return min(
        making(wanted[0] + kept - stock) + KEEPING * kept + known(kept, wanted[1:])
        for kept in range(0, STORE + 1, STEP)
        if wanted[0] + kept >= stock
    )


def unknown(stock: int, months: int) -> float:
    """The least expected cost of so many months, each seen when it comes."""
    if months == 0:
        return 0.0
    return (
        sum(
            min(
                making(wanted + kept - stock) + KEEPING * kept + unknown(kept, months - 1)
                for kept in range(0, STORE + 1, STEP)
                if wanted + kept >= stock
            )
            for wanted in (LOW, HIGH)
        )
        / 2.0
    )


def keeping_first(kept: int) -> float:
    """The least expected cost when so many are kept after the first month."""
    return making(FIRST + kept) + KEEPING * kept + unknown(kept, 2)


def here_and_now() -> float:
    """The least expected cost."""
    return min(keeping_first(kept) for kept in range(0, STORE + 1, STEP))


def knowing() -> float:
    """The mean of the least costs of each future, known from the start."""
    return sum(known(0, (FIRST, *wanted)) for wanted in FUTURES) / len(FUTURES)


def first_for_the_average() -> int:
    """What is kept after the first month by someone who plans for the mean demand of 200."""
    mean = (LOW + HIGH) // 2
    return min(
        range(0, STORE + 1, STEP),
        key=lambda kept: making(FIRST + kept) + KEEPING * kept + known(kept, (mean, mean)),
    )
