"""Decides what arrives from whom, month by month, and who carries the supply once a scenario turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from planner.months import Month
from planner.plan.plan import Plan
from planner.report.happenings import said
from planner.report.path import Nodes
from planner.report.theme import SUPPLIER_GROUPS, group_of
from planner.report.words import listed, share
from planner.tables import choices, needs, supply
from planner.tables.case import Case

_MATERIAL = "material"
_SAME = 0.01
"""Shares nearer to each other than this are told as the same."""

_DROP = 0.05
"""Share a leader must lose for others to be told as the carriers."""


@dataclass(frozen=True, slots=True)
class Source:
    """What arrives from one supplier; ``amounts`` has one value per month of the plan, in the unit of the mix."""

    supplier: str
    country: str
    amounts: tuple[float, ...]

    @property
    def total(self) -> float:
        return sum(self.amounts)


@dataclass(frozen=True, slots=True)
class Mix:
    """Goods arriving along a scenario, or on average over all of them.

    Attributes:
        scenario: the scenario; None is the average, each node weighted by its probability.
        months: the months of the plan.
        unit: ``kg`` of magnets; the case currency, at standard cost, where some magnet has no mass.
        magnets: what is counted are magnets and assemblies with magnets; False where nothing but materials arrives.
        materials: materials arrive beside the magnets and are not counted.
        sources: the suppliers anything arrives from, in the order of ``SUPPLIER_GROUPS``, largest first.
    """

    scenario: str | None
    months: tuple[Month, ...]
    unit: str
    magnets: bool
    materials: bool
    sources: tuple[Source, ...]

    def month_total(self, month: int) -> float:
        return sum(one.amounts[month] for one in self.sources)


def arriving(case: Case, plan: Plan, scenario: str | None) -> Mix:
    """What arrives from whom, in kg of magnets; goods under way at the start count too.

    Magnets and bought assemblies count by their magnet mass; materials do not, or oxide lent to a toll maker would
    count twice. Where the mass of something that arrives is not known everything is valued at standard cost.

    Args:
        case: the case the plan answers.
        plan: an audited plan.
        scenario: whose path is followed; None takes the average.
    """
    arrivals = list(_arrivals(case, plan, scenario))
    items = {one.item.casefold(): one for one in case.read(needs.Item)}
    arrived = {item for _, item, _, _ in arrivals}
    magnets = {name for name in arrived if items[name].kind != _MATERIAL}
    counted = magnets or arrived
    unit, worth = _measure(case, [items[name] for name in counted])
    months = tuple(sorted({line.month for line in plan.nodes}))
    amounts: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(months))
    for supplier, item, month, quantity in arrivals:
        if item in counted and month < len(months):
            amounts[supplier][month] += quantity * worth[item]
    return Mix(scenario, months, unit, bool(magnets) or not arrived, counted != arrived, _sources(case, amounts))


def _arrivals(case: Case, plan: Plan, scenario: str | None) -> Iterable[tuple[str, str, int, float]]:
    """Supplier and item, both folded, months from the start, and units that arrive."""
    nodes = Nodes(plan)
    weight = {line.node: 1.0 for line in nodes.of_scenario(scenario)} if scenario is not None else {}
    suppliers = {str(one.offer).casefold(): one.supplier.casefold() for one in case.read(supply.Offer)}
    for line in plan.shipments:
        part = weight.get(line.node, 0.0) if scenario is not None else nodes.probability(line.node)
        if part:
            supplier = suppliers[line.offer.casefold()]
            yield supplier, line.item.casefold(), line.arrival_month - nodes.start, part * line.quantity
    for order in case.read(supply.OpenOrder):
        if order.arrival_month is not None:
            month = max(0, order.arrival_month - nodes.start)
            yield order.supplier.casefold(), order.item.casefold(), month, order.quantity


def _measure(case: Case, items: Sequence[needs.Item]) -> tuple[str, dict[str, float]]:
    """The unit, and what one unit of each item counts in it."""
    masses = {one.item.casefold(): _kg(one) for one in items}
    known = {name: mass for name, mass in masses.items() if mass is not None}
    if len(known) == len(masses):
        return "kg", known
    return case.settings.currency, {one.item.casefold(): one.standard_cost for one in items}


def _kg(item: needs.Item) -> float | None:
    if item.mass_g is not None:
        return item.mass_g / 1000
    return 1.0 if item.kind == _MATERIAL and (item.unit or "kg").casefold() == "kg" else None


def _sources(case: Case, amounts: Mapping[str, Sequence[float]]) -> tuple[Source, ...]:
    found = [
        Source(one.supplier, one.country, tuple(amounts[one.supplier.casefold()]))
        for one in case.read(supply.Supplier)
        if sum(amounts.get(one.supplier.casefold(), ())) > 0
    ]
    return tuple(sorted(found, key=lambda one: (SUPPLIER_GROUPS.index(group_of(one.country)), -one.total)))


def turn_of(case: Case, mix: Mix) -> int:
    """The month, counted from the start, in which the scenario turns: that of its events at whose beginning the share
    of the leader before falls most (the earliest that comes near it); 0 where none begins between two arrivals."""
    falls = []
    for month in sorted({one.from_month - mix.months[0] for one in _events(case, mix)}):
        before, after = _shares(mix, 0, month), _shares(mix, month, len(mix.months))
        if before and after:
            lead = max(before, key=before.__getitem__)
            falls.append((month, before[lead] - after[lead]))
    most = max((fall for _, fall in falls), default=0.0)
    return next((month for month, fall in falls if fall >= most - _SAME), 0)


def turn_in_words(case: Case, mix: Mix, turn: int) -> str:
    """What begins in that month, the hardest first told: ``nothing may leave China``."""
    begun = [one for one in _events(case, mix) if one.from_month == mix.months[turn]]
    stops = [one for one in begun if one.effect == "availability"]
    return said(min(stops, key=lambda one: one.value) if stops else begun[0])


def _events(case: Case, mix: Mix) -> list[choices.Event]:
    """The scenario's events that begin after the first month and within the plan."""
    return [
        one
        for one in case.read(choices.Event)
        if mix.scenario is not None
        and one.scenario.casefold() == mix.scenario.casefold()
        and mix.months[0] < one.from_month <= mix.months[-1]
    ]


def finding(case: Case, plan: Plan, mix: Mix) -> str:
    """Who carries the supply, as a title: after the scenario's turn where it has one, else over the whole plan.

    ``Star Group and Neo carry 62 % from Jul 2027 if “Licences stop” comes, 12 % before``. Suppliers of one country
    count together, under its name; a single one of its country under its own.
    """
    if not mix.sources:
        return _with_condition("Nothing arrives", plan, mix.scenario)
    turn = turn_of(case, mix)
    if not turn:
        whole = _shares(mix, 0, len(mix.months))
        lead = max(whole, key=whole.__getitem__)
        return _with_condition(f"{lead} carries {share(whole[lead])} of supply", plan, mix.scenario)
    before, after = _shares(mix, 0, turn), _shares(mix, turn, len(mix.months))
    lead = max(before, key=before.__getitem__)
    if after[lead] > 0.5 or after[lead] > before[lead] - _DROP:
        carriers, verb = [lead], "still carries" if after[lead] < before[lead] - _SAME else "carries"
    else:
        gains = {name: after[name] - before[name] for name in after if after[name] > before[name]}
        carriers = sorted(gains, key=lambda name: -gains[name])[:2]
        verb = "carries" if len(carriers) == 1 else "carry"
    now, then = sum(after[name] for name in carriers), sum(before[name] for name in carriers)
    words = f"{listed(carriers)} {verb} {share(now)} from {mix.months[turn].words()}"
    earlier = "as before" if abs(now - then) < _SAME else f"{share(then) if then else 'nothing'} before"
    return f"{_with_condition(words, plan, mix.scenario)}, {earlier}"


def _with_condition(words: str, plan: Plan, scenario: str | None) -> str:
    if len(plan.scenario_costs) < 2:
        return words
    return f"{words} on average" if scenario is None else f"{words} if “{scenario}” comes"


def _shares(mix: Mix, first: int, end: int) -> dict[str, float]:
    """The share of each carrier in what arrives from ``first`` until before ``end``; empty where nothing does."""
    of_country: dict[str, list[Source]] = defaultdict(list)
    for one in mix.sources:
        of_country[one.country.casefold()].append(one)
    amounts: dict[str, float] = {}
    for members in of_country.values():
        name = members[0].country if len(members) > 1 else members[0].supplier
        amounts[name] = sum(sum(one.amounts[first:end]) for one in members)
    total = sum(amounts.values())
    return {name: amount / total for name, amount in amounts.items()} if total > 0 else {}
