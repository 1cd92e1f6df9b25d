"""Decides when two figures of a plan agree, and how a disagreement is told.

Tolerances, all in this place. A solver keeps its rows to about 1e-6 and a plan leaves out quantities that small, so:

- a balance of quantities may be off by ``GRAIN`` (times its largest coefficient, if above 1) and ``BALANCE`` of the
  largest figure in it;
- a bound may be passed by ``GRAIN`` and ``BOUND`` of the figures in it: a start may be 1e-6 short of whole;
- money is added up from the plan's own rows, so only rounding is forgiven: ``MONEY`` of the gross amount, signs apart,
  and ``GRAIN``;
- probabilities agree to ``CHANCE``;
- a quantity below ``NOTHING`` in size is zero.
"""

from __future__ import annotations

import math

from planner.months import Month
from planner.scenarios.tree import Tree

GRAIN = 1e-5
BALANCE = 1e-7
BOUND = 1e-6
MONEY = 1e-7
CHANCE = 1e-9
NOTHING = 1e-9


class Objections:
    """What the audit has to say, one sentence each, in the order found."""

    def __init__(self, start: Month, tree: Tree) -> None:
        """Begin without objections.

        Args:
            start: month 0 of the plan.
            tree: gives each node its month.
        """
        self.sentences: list[str] = []
        self._start = start
        self._tree = tree

    def at(self, node: int) -> str:
        """The node and its month in words: ``Node 3 (Apr 2027)``."""
        return f"Node {node} ({(self._start + self._tree.nodes[node].month).words()})"

    def say(self, place: str, what: str, expected: str, found: str) -> None:
        """One sentence about something other than a figure."""
        self.sentences.append(f"{place}: {what}: expected {expected}, found {found}.")

    def equal(self, place: str, what: str, expected: float, found: float, scale: float = 0, grain: float = 1) -> None:
        """Both sides of a balance of quantities.

        Args:
            place: where, in words.
            what: the figure, in words.
            expected: what follows from the other tables.
            found: what the plan says.
            scale: the largest figure in the balance, where it is larger than both.
            grain: the largest coefficient in the balance.
        """
        slack = GRAIN * max(1.0, grain) + BALANCE * max(scale, abs(expected), abs(found))
        self._close(place, what, expected, found, slack)

    def at_most(self, place: str, what: str, most: float, found: float, scale: float = 0, grain: float = 1) -> None:
        """An upper bound; arguments as in ``equal``."""
        if not found - most <= bound_slack(max(scale, abs(most), abs(found)), grain):
            self.say(place, what, f"at most {figure(most)}", figure(found))

    def at_least(self, place: str, what: str, least: float, found: float, scale: float = 0, grain: float = 1) -> None:
        """A lower bound; arguments as in ``equal``."""
        if not least - found <= bound_slack(max(scale, abs(least), abs(found)), grain):
            self.say(place, what, f"at least {figure(least)}", figure(found))

    def money(self, place: str, what: str, expected: float, found: float, gross: float = 0, more: float = 0) -> None:
        """An amount of money that follows from other rows.

        Args:
            place: where, in words.
            what: the amount, in words.
            expected: what follows.
            found: what the plan says.
            gross: the sum it is made of without regard to sign, where that is larger than both.
            more: forgiven beside rounding.
        """
        self._close(place, what, expected, found, money_slack(max(gross, abs(expected), abs(found))) + more)

    def chance(self, place: str, what: str, expected: float, found: float) -> None:
        """A probability."""
        self._close(place, what, expected, found, CHANCE)

    def same(self, place: str, what: str, expected: object, found: object) -> None:
        """Something that is equal or not: a name, a month."""
        if expected != found:
            self.say(place, what, f"'{expected}'", f"'{found}'")

    def _close(self, place: str, what: str, expected: float, found: float, slack: float) -> None:
        if not abs(expected - found) <= slack:  # also when one of them is no number
            self.say(place, what, figure(expected), figure(found))


def bound_slack(scale: float, grain: float = 1) -> float:
    """How far a bound may be passed by a solver that keeps to its own tolerance."""
    return GRAIN * max(1.0, grain) + BOUND * abs(scale)


def money_slack(gross: float) -> float:
    """How far an amount may be off that is added up from rows of this gross amount."""
    return GRAIN + MONEY * abs(gross)


def figure(value: float) -> str:
    """A number for a sentence: digits enough to see a disagreement."""
    return f"{value:.10g}" if math.isfinite(value) else str(value)
