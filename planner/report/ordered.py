"""Decides how the orders of some months are told: how much from whom, and how much otherwise."""

from __future__ import annotations

import math
from collections.abc import Mapping

from planner.report.words import listed, money

_MOST_TOLD = 4

_MATTERS = 0.1
"""Share of what is ordered in all by which a supplier's orders must differ to be told."""

_LEAST = 0.005
"""Share of what is ordered in all below which the orders from all suppliers not named are not told."""


def order_for(mine: Mapping[str, float], currency: str, span: str, usual: Mapping[str, float] | None = None) -> str:
    """``Order for USD 1.8 M from Feb to Apr 2027: USD 1.6 M from JL Mag and USD 0.2 M from Lynas.``

    Args:
        mine: by supplier what is ordered, in case currency; more than nothing in all.
        currency: of the case.
        span: the months, as words.
        usual: what is ordered otherwise: then what differs most is told, ``USD 0.9 M from Neo (otherwise nothing)``,
            and what is left.
    """
    whole = math.fsum(mine.values())
    if usual is None:
        named = sorted(mine, key=lambda name: -mine[name])[:_MOST_TOLD]
        told = [f"{_amount(mine[name], currency)} from {name}" for name in named]
        more = ["others"] if len(mine) > len(named) else []
        return f"Order for {money(whole, currency)} {span}: {listed([*told, *more])}."
    named = changed(mine, usual)[:_MOST_TOLD]
    if not named:
        return f"Order for {money(whole, currency)} {span}, much as otherwise."
    told = [
        f"{_amount(mine.get(name, 0.0), currency)} from {name} (otherwise {_amount(usual.get(name, 0.0), currency)})"
        for name in named
    ]
    rest = math.fsum(cost for name, cost in mine.items() if name not in named)
    more = [f"{_amount(rest, currency)} from others"] if rest > _LEAST * whole else []
    return f"Order for {money(whole, currency)} {span}: {listed([*told, *more])}."


def changed(mine: Mapping[str, float], usual: Mapping[str, float]) -> list[str]:
    """Suppliers whose orders differ by enough to be told, most first."""
    least = _MATTERS * max(math.fsum(mine.values()), math.fsum(usual.values()))
    apart = {name: abs(mine.get(name, 0.0) - usual.get(name, 0.0)) for name in dict.fromkeys([*mine, *usual])}
    return sorted((name for name in apart if apart[name] > least), key=lambda name: -apart[name])


def _amount(cost: float, currency: str) -> str:
    return money(cost, currency) if cost else "nothing"
