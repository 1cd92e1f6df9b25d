"""Decides how it reads how an answer was found: by solving again, with what held, or read off the plan."""

from __future__ import annotations

import math
from collections.abc import Iterable

from planner.insight.asking import Difference
from planner.insight.margins import Margin, Source
from planner.solve.chosen import Freedom

AGAIN = "Found by solving again."
"""How answers are found, as a sentence."""

DUALS = {
    Source.DUALS: "Read off the plan, not solved again: true for the first little bit, starts and placed orders held.",
    Source.LOOSE_DUALS: "Read off the plan, not solved again: true for the first little bit, starts held and orders of "
    "any size.",
}
"""How bounds are read off the plan, as sentences."""

HELD = {
    Freedom.ALL: "Everything was planned anew.",
    Freedom.STARTS: "What it touches was planned anew, with orders of any size; all else stayed as in the plan.",
    Freedom.ORDERS: "All other starts stayed as in the plan; orders could be of any size.",
}
"""What was held when a question was solved, as a sentence."""


def how_found(*changes: Difference | None) -> str:
    """How changes were found and what was held, as sentences; empty where nothing was found of them in time."""
    known = [one for one in changes if one is not None and not (one.more.value is None and math.isinf(one.more.low))]
    return f"{AGAIN} {HELD[known[0].freedom]}" if known else ""


def read_off(bounds: Iterable[Margin], freedom: Freedom) -> str:
    """How bounds were read off the plan, as a sentence.

    Args:
        bounds: those found.
        freedom: of the other answers about the plan, which says it where there are none.
    """
    loose = Source.LOOSE_DUALS if freedom is Freedom.ORDERS else Source.DUALS
    return DUALS[next((one.source for one in bounds), loose)]
