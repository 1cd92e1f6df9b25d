"""Decides how it reads what would change our mind about an action: where it no longer pays, or what is proven of it."""

from __future__ import annotations

import math

from planner.insight.switching import By, Switch
from planner.plan.actions import Deed
from planner.report.words import counted, share

_LITTLE = 0.01
"""A premium below this is not told as proven."""


def switched(one: Switch) -> str:
    """What would change our mind."""
    if one.pays_at is None:
        if one.fails_at is None:
            return f"{turned(one)}: not found in the time given."
        return f"{turned(one)}: even as it is, doing otherwise costs about as much."
    if one.fails_at is None:
        if not one.exact:
            return f"{turned(one)}: not found in the time given."
        return f"{turned(one)}: it pays {_as_far(one)}."
    if not one.exact:
        pays = "it pays as it is" if one.pays_at == one.now else f"it still pays {_at(one, one.pays_at)}"
        return f"{turned(one)}: {pays} and no longer {_at(one, one.fails_at)}; where between was not found in time."
    return f"{turned(one)}: it pays {_until(one)}."


def proven(one: Switch) -> str:
    """What is proven of a premium, where the point at which it no longer pays was not found; empty where nothing is."""
    if one.surely is None or one.surely < _LITTLE:
        return ""
    dear = "its cost" if one.action.deed is Deed.REDESIGN else "its prices"
    never = "never signing it" if one.action.deed is Deed.CONTRACT else "never starting it"
    least = share(math.floor(100 * one.surely) / 100)
    return (
        f"With {dear} up to at least {least} higher it costs less than {never}: proven from the cost without it, the "
        "plan priced anew and left as it is. That is no point at which it would no longer pay."
    )


def turned(one: Switch) -> str:
    """What is turned, as the beginning of a sentence."""
    if one.by is By.PROBABILITY:
        return f"If “{one.name}” were {'less' if _downward(one) else 'more'} likely than {share(one.now)}"
    if one.by is By.DELAY:
        return f"If goods from {one.name} came later"
    if one.by is By.MONTHS:
        return "If it took longer"
    return "If its cost were higher" if one.action.deed is Deed.REDESIGN else "If its prices were higher"


def _downward(one: Switch) -> bool:
    tried = one.fails_at if one.fails_at is not None else one.pays_at
    return tried is None or tried <= one.now


def _until(one: Switch) -> str:
    assert one.pays_at is not None and one.fails_at is not None
    middle = (one.pays_at + one.fails_at) / 2
    if one.by is By.PROBABILITY:
        return f"as long as that is {'more' if _downward(one) else 'less'} likely than about {share(middle)}"
    if one.by is By.PREMIUM:
        return f"up to about {share(float(f'{middle:.2g}'))} more"  # found no finer than to a fiftieth
    if one.pays_at == 0:
        return "only without any further month"
    return f"up to {counted(round(one.pays_at), 'month')} more, and no longer {_at(one, one.fails_at)}"


def _as_far(one: Switch) -> str:
    assert one.pays_at is not None
    if one.by is By.PROBABILITY:
        return "at any odds"
    if one.by is By.PREMIUM:
        return f"even at {share(one.pays_at)} more"
    return f"even with {counted(round(one.pays_at), 'month')} more"


def _at(one: Switch, value: float) -> str:
    if one.by in (By.DELAY, By.MONTHS):
        return f"with {counted(round(value), 'month')} more"
    return f"at {share(value)}{' more' if one.by is By.PREMIUM else ''}"
