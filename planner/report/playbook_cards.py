"""Decides how a playbook reads from top to bottom: a card for each way, under the one it goes on from, and as text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.plan.plan import Plan
from planner.report.path import Nodes
from planner.report.playbook import AS_BEFORE, Branch, Playbook, finding, playbook
from planner.report.terminal_playbook import playbook_lines
from planner.report.words import share
from planner.tables.case import Case

LATE_METHOD = (
    "What a month's delay costs was found by solving again: in its first month a way is lived as in the likeliest, "
    "with the same orders and nothing started; from then on the best is done."
)
"""How the cost of a delay was found."""


@dataclass(frozen=True, slots=True)
class Card:
    """One way the future may go on, as it is read.

    Attributes:
        node: of the plan where it begins.
        depth: how many ways that brought something new lead to it; the ways in which things go on as before are the
            main road, and do not count.
        month, number: when it becomes known: ``Jul 2027``, ``month 7``.
        trigger: what becomes known.
        chance: how likely, ``17 % likely``; and seen from today where that differs.
        situation: what is known by then, as a sentence; empty at the first parting.
        actions: what the plan does then.
        urgency: ``Act by 31 Jul 2027, within 31 days.``
        price: what a month's delay costs; empty where nobody asked.
        as_before: nothing becomes known in it.
        urgent: something else is to be done than otherwise.
    """

    node: int
    depth: int
    month: str
    number: str
    trigger: str
    chance: str
    situation: str
    actions: tuple[str, ...]
    urgency: str
    price: str
    as_before: bool
    urgent: bool


@dataclass(frozen=True, slots=True)
class Cards:
    """A playbook as it is read.

    Attributes:
        title: at how many points the plan may change, and when first.
        always: what is done now, whatever comes, as sentences.
        cards: every way, each followed by those that go on from it.
        priced: whether it is known for any way what a month's delay costs.
    """

    title: str
    always: tuple[str, ...]
    cards: tuple[Card, ...]
    priced: bool


def cards(case: Case, plan: Plan, late: Mapping[int, float] | None = None) -> Cards:
    """A plan as cards.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        late: by node what acting a month late costs there, see ``playbook.costs_of``; None where nobody asked.
    """
    told = playbook(case, plan, MappingProxyType({}) if late is None else late)
    currency = case.settings.currency
    ways = tuple(_card(one, depth, currency, asked=late is not None) for one, depth in _in_order(told, plan))
    return Cards(finding(told.branches), told.always, ways, any(one.month_late is not None for one in told.branches))


def text(case: Case, plan: Plan, late: Mapping[int, float] | None = None) -> str:
    """The playbook as text, to be pasted into a letter."""
    told = playbook(case, plan, MappingProxyType({}) if late is None else late)
    name = case.settings.name
    lines = [f"Playbook{f': {name}' if name else ''}", "", *playbook_lines(told, case.settings.currency)]
    return "\n".join(lines) + "\n"


def _in_order(told: Playbook, plan: Plan) -> Iterator[tuple[Branch, int]]:
    """Each way with its depth, followed by the ways that go on from it."""
    nodes = Nodes(plan)
    begun = {one.node: one for one in told.branches}
    following: dict[int | None, list[Branch]] = defaultdict(list)
    for one in told.branches:
        following[_before(one.node, nodes, begun)].append(one)
    front = [(one, 0) for one in reversed(following[None])]
    while front:
        one, depth = front.pop()
        yield one, depth
        below = depth if one.trigger == AS_BEFORE else depth + 1
        front += [(each, below) for each in reversed(following[one.node])]


def _before(node: int, nodes: Nodes, begun: Mapping[int, Branch]) -> int | None:
    """The way a way goes on from; None for one of the first parting."""
    above = nodes[node].parent
    while above is not None and above not in begun:
        above = nodes[above].parent
    return above


def _card(one: Branch, depth: int, currency: str, *, asked: bool) -> Card:
    seen = f", {share(one.probability)} seen from today" if abs(one.chance - one.probability) > 1e-9 else ""
    return Card(
        node=one.node,
        depth=depth,
        month=one.month.words(),
        number=f"month {one.number}",
        trigger=one.trigger,
        chance=f"{share(one.chance)} likely{' then' if seen else ''}{seen}",
        situation=f"{one.situation[:1].upper()}{one.situation[1:]}." if one.situation else "",
        actions=one.actions,
        urgency=one.urgency,
        price=one.price(currency) if asked else "",
        as_before=one.trigger == AS_BEFORE,
        urgent=one.act_by is not None,
    )
