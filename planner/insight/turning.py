"""Decides which figures are turned to find what would change our mind about an action, and in which order."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from planner.insight.about import items_of
from planner.insight.asking import Asking
from planner.insight.dearer import surely
from planner.insight.switching import MOST, By, Switch, delay, months, premium, probability
from planner.insight.without import Worth
from planner.plan.actions import Action, Deed


def switches(asking: Asking, action: Action, known: Worth, turning: float | None) -> Sequence[Switch]:
    """Price, duration, the delay of whoever supplies now, and the odds of the scenario it is done for. What is
    asked first is found first: a few answers are worth more than a beginning of each."""
    asks: list[Callable[[], Switch | None]] = [partial(premium, asking, action)]
    if action.deed in (Deed.QUALIFY, Deed.REDESIGN):
        asks.append(partial(months, asking, action))
    supplier = _supplier(asking, action)
    if supplier is not None:
        asks.append(partial(delay, asking, action, supplier))
    apart = known.without.by_scenario
    if apart and max(apart) > 0:
        asks.append(partial(probability, asking, action, apart.index(max(apart)), up=False))
    usual, found = asking.seconds, []
    end = math.inf if turning is None else time.monotonic() + turning
    for ask in asks:
        asking.give(min(usual, max(0.0, end - time.monotonic())))
        found.append(ask())
    asking.give(usual)
    return [_proven(asking, one, known) for one in found if one is not None]


def _proven(asking: Asking, found: Switch, known: Worth) -> Switch:
    """With what is proven of a premium without solving, where more was not found in the time."""
    if found.by is not By.PREMIUM or found.exact or found.fails_at is not None:
        return found
    return replace(found, surely=surely(asking, found.action, known, MOST[By.PREMIUM]))


def _supplier(asking: Asking, action: Action) -> int | None:
    """The supplier ordered from; for a start, of its items the one the plan buys most of from in the first year."""
    facts = asking.facts
    names = [one.name for one in facts.suppliers]
    if action.deed is Deed.ORDER:
        return names.index(action.name)
    items = {facts.items[item].name for item in items_of(facts, action)}
    bought: dict[str, float] = defaultdict(float)
    odds = {line.node: line.probability for line in asking.plan.nodes}
    for line in asking.plan.orders:
        if line.item in items and line.month - facts.settings.start_month < 12:
            bought[line.supplier] += odds[line.node] * line.cost
    return names.index(max(bought, key=lambda name: bought[name])) if bought else None
