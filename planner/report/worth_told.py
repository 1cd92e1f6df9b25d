"""Decides how it reads what knowing the future is worth, what planning for all of it saves, what a week more costs."""

from __future__ import annotations

import math
from collections.abc import Sequence

from planner.insight.solving import Estimate
from planner.insight.survival import Survival
from planner.insight.value import Value
from planner.report.found_how import HELD
from planner.report.words import money, share

_ROUGH = 0.05
"""A range wider than this share of its figure is told as a range."""

NOTHING = 5e-6
"""A difference of this share of the cost is told as none."""

_ALWAYS = 0.995
"""Share of months from which cover counts as always there."""


def value_sentences(told: Value, currency: str) -> tuple[str, ...]:
    """What a forecast is worth at most, and what it saves to plan for all scenarios instead of their average."""
    return (_knowing(told, currency), _planning(told, currency))


def value_method(told: Value) -> str:
    """How it was found."""
    solves = len(told.alone) + 3
    return (
        f"Found by solving again, {solves} plans in all, at expected cost: the weight of the worst cases apart. "
        "What is known only as well as the gaps left open allow is told as a range."
    )


def _knowing(told: Value, currency: str) -> str:
    worth, here, knowing = told.evpi, told.here_and_now, told.knowing
    if worth.value is None or here.value is None or knowing.value is None:
        return "What it would be worth to know which scenario comes was not found in the time given."
    if worth.high <= NOTHING * abs(here.value):
        return "To know which scenario comes would be worth nothing: the plan does the best for each of them already."
    part = share(worth.value / max(1.0, abs(here.value)))
    return (
        f"Who knew which scenario comes would pay {money(knowing.value, currency)} on average instead of "
        f"{money(here.value, currency)}: a perfect forecast would be worth {known(worth, currency)} ({part}), and no "
        "forecast is worth more."
    )


def _planning(told: Value, currency: str) -> str:
    worth, average, here = told.vss, told.average_first, told.here_and_now
    if math.isinf(average.low) and average.low > 0:
        return "What a plan for the average of all scenarios does first cannot be gone on from without breaking limits."
    if worth.value is None or average.value is None or here.value is None:
        return "What it is worth to plan for all scenarios was not found in the time given."
    if worth.high <= NOTHING * abs(here.value):
        return "To plan for all scenarios saves nothing over planning for their average: both begin as well."
    return (
        f"Who plans for the average of all scenarios, and plans anew from the second month on, pays "
        f"{money(average.value, currency)}: to plan for all of them saves {known(worth, currency)} "
        f"({share(worth.value / max(1.0, abs(here.value)))})."
    )


def survival_sentences(told: Sequence[Survival], currency: str) -> tuple[str, ...]:
    """What it costs to be able to go on for longer, step by step."""
    base = next((one for one in told if one.weeks == 0), None)
    if base is None or base.cost is None:
        return ("What a week of extra survival costs was not found in the time given.",)
    found = []
    before = 0.0
    for one in told:
        if one.weeks == 0:
            continue
        if one.more is None or one.a_week is None:
            found.append(f"What it costs to last {one.weeks:g} weeks was not found in the time given.")
            continue
        found.append(_step(one, before, base.cost, currency))
        before = one.weeks
    return tuple(found)


def survival_method(told: Sequence[Survival]) -> str:
    """How it was found, and what was held."""
    held = next((one.freedom for one in told if one.freedom is not None), None)
    kept = f" {HELD[held]}" if held is not None else ""
    return (
        f"Found by solving again, {len(told)} plans: each keeps so many weeks of need of every item at the end of "
        f"every month, wherever supply allows it.{kept}"
    )


def _step(one: Survival, before: float, cost: float, currency: str) -> str:
    assert one.more is not None and one.a_week is not None
    weeks = f"To last {one.weeks:g} weeks when everything stops"
    lacking = "" if one.held is None or one.held >= _ALWAYS else f" Supply allows it {share(one.held)} of the time."
    if one.more <= NOTHING * abs(cost):
        return f"{weeks} costs nothing more than the plan does.{lacking}"
    beyond = f", {money(one.a_week, currency)} for each week beyond {before:g}" if before else ""
    each = f", {money(one.a_week, currency)} a week" if not before else beyond
    return (
        f"{weeks} costs {money(one.more, currency)} more than the plan ({share(one.more / abs(cost))}){each}.{lacking}"
    )


def known(figure: Estimate, currency: str) -> str:
    """A figure as well as it is known: ``USD 1.20 M``, ``between USD 0 and USD 2.10 M``."""
    assert figure.value is not None
    if math.isfinite(figure.low) and math.isfinite(figure.high) and figure.high - figure.low > _ROUGH * figure.value:
        return f"between {money(max(0.0, figure.low), currency)} and {money(figure.high, currency)}"
    return money(figure.value, currency)
