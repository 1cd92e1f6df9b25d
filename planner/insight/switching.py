"""Decides what would change our mind: at what odds, delay, price or duration an action of a plan no longer pays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from planner.facts.facts import Facts
from planner.insight.about import index_of
from planner.insight.asking import Asking
from planner.insight.dearer import dearer
from planner.insight.memory import Memory
from planner.insight.moves import held_or_planned, not_then
from planner.insight.otherwise import otherwise
from planner.plan.actions import Action, Deed
from planner.scenarios.tree import Tree
from planner.solve.chosen import Freedom


class By(Enum):
    """What is turned until the action no longer pays.

    PROBABILITY: of a scenario, the odds among the others unchanged. DELAY: whole months more that goods of a supplier
    are on their way, always. PREMIUM: a share on the price of what the action buys, or on the cost of a redesign.
    MONTHS: whole months more that an approval or a redesign takes.
    """

    PROBABILITY = "probability"
    DELAY = "delay"
    PREMIUM = "premium"
    MONTHS = "months"


MOST = {By.DELAY: 12.0, By.PREMIUM: 4.0, By.MONTHS: 24.0}
"""How far each is turned; a probability from nothing to certain."""

FINE = {By.PROBABILITY: 0.002, By.DELAY: 1.0, By.PREMIUM: 0.01, By.MONTHS: 1.0}
"""How near a switching point is found: the two values it lies between are no farther apart."""

ROUGHLY = 0.02
"""A premium is found no finer than to this share of itself."""

_WHOLE = (By.DELAY, By.MONTHS)

_EDGE = 1e-6
_ALMOST = {Freedom.ALL: 1e-8, Freedom.STARTS: 1e-4, Freedom.ORDERS: 1e-7}
"""A difference of this share of the cost is none: how exactly questions are solved."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Where the plan would change its mind about an action.

    Attributes:
        action: which.
        by: what was turned.
        name: of the scenario, the supplier, or what is started.
        now: its value in the case: a probability; 0 for delay, premium and months, which are counted from the case.
        pays_at: the farthest value tried at which the action still pays; None where it does not pay even now, as far
            as can be told with what was held.
        fails_at: the nearest value tried at which it no longer does; None where it always pays, up to the most tried.
        exact: whether the two are as near as they should be, or the time was over.
        solves: how many values were tried.
        freedom: what was free.
        surely: of a premium on a start that was not found exactly, up to where the start is proven to cost less than
            never making it, see ``planner.insight.dearer``; None where nothing is proven, or nothing else need be.
    """

    action: Action
    by: By
    name: str
    now: float
    pays_at: float | None
    fails_at: float | None
    exact: bool
    solves: int
    freedom: Freedom
    surely: float | None = None


Turn = Callable[[float], tuple[Facts, Tree]]
"""The facts and tree when something is turned to a value."""


def probability(asking: Asking, action: Action, scenario: int, *, up: bool) -> Switch | None:
    """At which probability of a scenario the action no longer pays; None where no other scenario could take its odds.

    Args:
        asking: about which plan.
        action: which action.
        scenario: index into the scenarios of the facts.
        up: look among higher odds, else among lower.

    Raises:
        Stopped: the user asked for it.
    """
    facts, tree = asking.facts, asking.tree
    one = facts.scenarios[scenario]
    if one.probability > 1.0 - _EDGE:
        return None

    def turned(odds: float) -> tuple[Facts, Tree]:
        rest = (1.0 - odds) / (1.0 - one.probability)
        odds_of = [odds if at == scenario else each.probability * rest for at, each in enumerate(facts.scenarios)]
        scenarios = tuple(
            replace(each, probability=value) for each, value in zip(facts.scenarios, odds_of, strict=True)
        )
        nodes = tuple(replace(node, probability=sum(odds_of[w] for w in node.scenarios)) for node in tree.nodes)
        return replace(facts, scenarios=scenarios), replace(tree, nodes=nodes)

    most = 1.0 - _EDGE if up else _EDGE
    return _search(asking, action, By.PROBABILITY, one.name, one.probability, most, turned)


def delay(asking: Asking, action: Action, supplier: int) -> Switch:
    """At how many more months of delay of a supplier's goods the action no longer pays.

    Raises:
        Stopped: the user asked for it.
    """
    facts, tree = asking.facts, asking.tree
    pairs = set(facts.suppliers[supplier].pairs)

    def turned(months: float) -> tuple[Facts, Tree]:
        more = tuple(
            tuple(each + (round(months) if pair in pairs else 0) for pair, each in enumerate(at))
            for at in tree.outlook.delay
        )
        return facts, replace(tree, outlook=replace(tree.outlook, delay=more))

    return _search(asking, action, By.DELAY, facts.suppliers[supplier].name, 0.0, MOST[By.DELAY], turned)


def premium(asking: Asking, action: Action) -> Switch:
    """At which premium on the price of what it buys, or on the cost of a redesign, the action no longer pays.

    Raises:
        Stopped: the user asked for it.
    """
    facts, tree = asking.facts, asking.tree

    def turned(share: float) -> tuple[Facts, Tree]:
        return dearer(facts, action, 1.0 + share), tree

    return _search(asking, action, By.PREMIUM, action.name, 0.0, MOST[By.PREMIUM], turned)


def months(asking: Asking, action: Action) -> Switch | None:
    """At how many more months of approval or engineering the action no longer pays; None for orders and contracts.

    Raises:
        Stopped: the user asked for it.
    """
    facts, tree = asking.facts, asking.tree
    if action.deed not in (Deed.QUALIFY, Deed.REDESIGN):
        return None
    at = index_of(facts, action)

    def turned(more: float) -> tuple[Facts, Tree]:
        if action.deed is Deed.QUALIFY:
            tests = list(facts.qualifications)
            tests[at] = replace(tests[at], months=tests[at].months + round(more))
            return replace(facts, qualifications=tuple(tests)), tree
        changes = list(facts.redesigns)
        changes[at] = replace(changes[at], months=changes[at].months + round(more))
        return replace(facts, redesigns=tuple(changes)), tree

    return _search(asking, action, By.MONTHS, action.name, 0.0, min(MOST[By.MONTHS], facts.months), turned)


class _Balance:
    """How much better the plan is with the action than without, at a value of what is turned."""

    def __init__(self, asking: Asking, action: Action, turn: Turn, now: float) -> None:
        self.asking = asking
        self.action = action
        self.turn = turn
        self.now = now
        self.scope = asking.scope(action)
        self.solves = 0
        self.freedom = Freedom.ALL
        self._memory = Memory()

    def forget(self) -> None:
        """Begin afresh at the next value."""
        self._memory = Memory()

    def at(self, value: float) -> float | None:
        """What doing otherwise costs more, less what counts as nothing: above 0 where the action pays; None where the
        time was over."""
        asking = self.asking
        if value == self.now and self.action in asking.balances:
            found_before, self.freedom = asking.balances[self.action]
            return found_before
        if not (asking.in_time if value == self.now else asking.time_for_another):
            return None
        self.solves += 1
        whatif = asking.own() if value == self.now else asking.of(*self.turn(value))
        planned = held_or_planned(whatif, self.action, self.scope)
        start, found = self.action.deed is not Deed.ORDER, None
        if not (start and whatif.linear(self.scope)):
            found = asking.compare(whatif, not_then(whatif, self.action), planned, self.scope, memory=self._memory)
        if found is None or (start and found.freedom is Freedom.ORDERS):
            found = otherwise(asking, whatif, self.action, planned, self.scope)
        self.freedom = found.freedom
        if found.more.value is None:
            return None
        better = found.more.value - _ALMOST[found.freedom] * max(1.0, abs(asking.plan.objective))
        if value == self.now:
            asking.balances[self.action] = better, found.freedom
        return better


def _search(asking: Asking, action: Action, by: By, name: str, now: float, most: float, turn: Turn) -> Switch:
    """Between the case and the farthest value, once they differ: by halves, or where the last two gains say that
    there is none left, as long as such a guess leaves no more than half."""
    asking.begin()
    balance = _Balance(asking, action, turn, now)

    def told(pays: float | None, fails: float | None, *, exact: bool) -> Switch:
        return Switch(action, by, name, now, pays, fails, exact, balance.solves, balance.freedom)

    here = balance.at(now)
    if here is None or here <= 0:
        return told(None, now if here is not None else None, exact=here is not None)
    balance.forget()  # a far jump: what was found at the one end is no beginning for the other
    there = balance.at(most)
    if there is None or there > 0:
        return told(now if there is None else most, None, exact=there is not None)
    gains, fails = [(now, here)], most
    guess = True
    while not near_enough(by, gains[-1][0], fails):
        pays = gains[-1][0]
        value = _guessed(by, gains, fails) if guess else None
        value = _halfway(by, pays, fails) if value is None else value
        found = balance.at(value)
        if found is None:
            return told(pays, fails, exact=False)
        wide = abs(fails - pays)
        if found > 0:
            gains.append((value, found))
        else:
            fails = value
        guess = not guess or abs(fails - gains[-1][0]) <= wide / 2
    return told(gains[-1][0], fails, exact=True)


def _halfway(by: By, pays: float, fails: float) -> float:
    middle = (pays + fails) / 2
    return float(round(middle)) if by in _WHOLE else middle


def _guessed(by: By, gains: Sequence[tuple[float, float]], fails: float) -> float | None:
    """Where the line through the last two gains is nought, or rather just beyond: so the point comes to lie between two
    values tried, and not at one of them. Doing otherwise is free to be the same, so beyond the point there is often no
    loss to draw a line to. None where there are no two gains, or they do not fall."""
    if by in _WHOLE or len(gains) < 2 or gains[-1][1] >= gains[-2][1]:
        return None
    (before, more), (pays, gain) = gains[-2:]
    wide = abs(fails - pays)
    fine = FINE[by] if by is not By.PREMIUM else max(FINE[by], ROUGHLY * min(abs(pays), abs(fails)))
    part = abs(pays - before) * gain / (more - gain) / wide + 0.45 * fine / wide
    least = min(0.5, 0.9 * fine / wide)
    return pays + (fails - pays) * min(1 - least, max(least, part))


def near_enough(by: By, pays: float, fails: float) -> bool:
    """Whether a switching point is found as exactly as is told: a high premium is told in two digits."""
    fine = max(FINE[by], ROUGHLY * min(abs(pays), abs(fails))) if by is By.PREMIUM else FINE[by]
    return abs(fails - pays) <= fine * (1 + 1e-9)
