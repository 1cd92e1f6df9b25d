"""Decides how it reads what a plan leads to: the stock it builds, who goes short, and what it buys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planner.insight.baselines import Baseline
from planner.insight.policies import Policy
from planner.months import Month
from planner.plan.plan import Plan
from planner.report.advice import Sentence, Topic
from planner.report.path import Nodes
from planner.report.words import counted, listed, money, quantity, share
from planner.tables import needs, supply
from planner.tables.case import Case
from planner.tables.table import folded

_BUILT = 1.05
"""Stock above so many times what there is at the start is built up."""

_MOST_ITEMS, _LEAST_PART = 3, 0.1
"""So many items are named, each with at least this part of what is built up."""

_LITTLE = 1e-6
_ALIKE = 0.0005
"""Costs that differ by a smaller share are told as the same."""


@dataclass(slots=True)
class _Held:
    """An item in the store: units at the start, and mean units and months of cover by month."""

    name: str
    cost: float
    opening: float = 0.0
    mean: dict[Month, float] = field(default_factory=lambda: defaultdict(float))
    cover: dict[Month, float] = field(default_factory=lambda: defaultdict(float))
    weight: dict[Month, float] = field(default_factory=lambda: defaultdict(float))

    def months_of_cover(self, month: Month) -> float | None:
        """On average; None where nothing needs it any more."""
        return self.cover[month] / self.weight[month] if self.weight.get(month) else None


def stock(case: Case, plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """Where the value of the stock goes on average, and to how many months of cover what most of it is built."""
    held = _held(case, plan, nodes)
    months = sorted({line.month for line in plan.nodes})
    value = {month: sum(one.cost * one.mean.get(month, 0.0) for one in held.values()) for month in months}
    before = sum(one.cost * one.opening for one in held.values())
    peak = max(months, key=lambda month: (value[month], -month.ordinal))
    currency = case.settings.currency
    average = " on average" if len(plan.scenario_costs) > 1 else ""
    if value[peak] <= _BUILT * before or not value[peak]:
        yield Sentence(Topic.STOCK, f"{_not_built(before, value, currency)}{average}.", peak)
        return
    words = (
        f"Stock builds up from {money(before, currency)} at the start to {money(value[peak], currency)} at the end of "
        f"{peak.words()}{average}."
    )
    yield Sentence(Topic.STOCK, words, peak)
    built = {item: one.cost * (one.mean.get(peak, 0.0) - one.opening) for item, one in held.items()}
    whole = sum(more for more in built.values() if more > 0)
    for item in sorted(built, key=lambda item: -built[item])[:_MOST_ITEMS]:
        if built[item] >= _LEAST_PART * whole:
            yield _build(held[item], months)


def _not_built(before: float, value: Mapping[Month, float], currency: str) -> str:
    """Where the value of the stock goes that is built up nowhere, by the end of each month."""
    last = max(value)
    end = f"{money(value[last], currency)} at the end of {last.words()}"
    if not before and not max(value.values()):
        return "No stock is held at the end of any month"
    if value[last] <= before * (2 - _BUILT):
        return f"Stock is run down from {money(before, currency)} at the start to {end}"
    low = min(value, key=lambda month: (value[month], month))
    if value[low] <= before * (2 - _BUILT):
        dip = f"{money(value[low], currency)} at the end of {low.words()}"
        return f"Stock falls from {money(before, currency)} at the start to {dip} and is back at {end}"
    return f"Stock stays about as it is: {money(before, currency)} at the start, {end}"


def _build(one: _Held, months: Sequence[Month]) -> Sentence:
    """``Build the stock of Magnet to 5 months of cover by the end of Jan 2027``: the month it is highest in."""
    peak = max(months, key=lambda month: (one.mean.get(month, 0.0), -month.ordinal))
    cover = one.months_of_cover(peak)
    units = f"{_rounded(one.mean[peak])} units"
    aim = units if cover is None else f"{cover:,.1f} months of cover"
    lead = f"Build the stock of {one.name} to {aim} by the end of {peak.words()}"
    today = _rounded(one.opening) if one.opening > _LITTLE else "nothing"
    average = ", on average" if cover is None else f": {units} on average"
    return Sentence(Topic.STOCK, f"{lead}{average}, from {today} today.", peak, lead)


def _held(case: Case, plan: Plan, nodes: Nodes) -> dict[str, _Held]:
    """By item, all its stocks together."""
    found = {str(folded(one.item)): _Held(one.item, one.standard_cost) for one in case.read(needs.Item)}
    for row in case.read(supply.Stock):
        if str(folded(row.item)) in found:
            found[str(folded(row.item))].opening += row.quantity
    counted_in: set[tuple[str, int]] = set()
    for line in plan.stock:
        item, odds = str(folded(line.item)), nodes.probability(line.node)
        one = found[item]
        one.mean[line.month] += line.quantity * odds
        if line.months_of_cover is not None and (item, line.node) not in counted_in:  # that of all its pools together
            counted_in.add((item, line.node))
            one.cover[line.month] += line.months_of_cover * odds
            one.weight[line.month] += odds
    return found


def shortages(plan: Plan, nodes: Nodes) -> Iterable[Sentence]:
    """Who goes short, how likely, and what most."""
    last = max(line.month for line in plan.nodes)
    missed, short_nodes = _missed(plan, nodes)
    if not missed:
        everywhere = " in every scenario" if len(plan.scenario_costs) > 1 else ""
        late = _most_late(plan)
        words = f", but not all in time: up to {quantity(late)} units are late at the end of a month" if late else ""
        yield Sentence(Topic.SHORTAGE, f"Every product is delivered{everywhere}{words}.", last)
        return
    hit = [one for one in plan.scenario_costs if any(n.node in short_nodes for n in nodes.of_scenario(one.scenario))]
    odds = share(sum(one.probability for one in hit))
    scenarios = f"in {len(hit)} of {counted(len(plan.scenario_costs), 'scenario')} ({odds} likely)"
    if len(hit) == len(plan.scenario_costs):
        scenarios = "in every scenario" if len(hit) > 1 else ""
    dearest = sorted(missed, key=missed.__getitem__, reverse=True)
    who = f", all of them {dearest[0]}" if len(dearest) == 1 else f", most of them {dearest[0]}"
    others = f"; {counted(len(dearest) - 1, 'other product')} too" if len(dearest) > 1 else ""
    mean = "on average " if len(plan.scenario_costs) > 1 else ""
    words = (
        f"Customers go short{f' {scenarios}' if scenarios else ''}: {mean}{_rounded(sum(missed.values()))} units are "
        f"never delivered{who}{others}."
    )
    yield Sentence(Topic.SHORTAGE, words, min(nodes[node].month for node in short_nodes))


def _most_late(plan: Plan) -> float:
    """Units late together at the node where most are; 0 where none are."""
    late: dict[int, float] = defaultdict(float)
    for line in plan.shortages:
        late[line.node] += line.backordered
    most = max(late.values(), default=0.0)
    return most if most > _LITTLE else 0.0


def _missed(plan: Plan, nodes: Nodes) -> tuple[Mapping[str, float], set[int]]:
    """By product the units never delivered on average, and the nodes where any are not."""
    last = max(line.month for line in plan.nodes)
    missed: dict[str, float] = defaultdict(float)
    where: set[int] = set()
    for line in plan.shortages:
        units = line.lost + (line.backordered if line.month == last else 0.0)
        if units > _LITTLE:
            missed[line.product] += units * nodes.probability(line.node)
            where.add(line.node)
    return missed, where


def bought(case: Case, plan: Plan, ways: Sequence[Baseline], nodes: Nodes) -> Iterable[Sentence]:
    """What the plan buys beside carrying on as today: expected cost, the tail, shortages avoided."""
    one = next((way for way in ways if way.policy is Policy.CARRY_ON), None)
    if one is None:
        return
    if one.plan is None:
        why = f": {listed(one.clashes)} cannot be kept" if one.clashes else ", as far as was found"
        yield Sentence(Topic.MONEY, f"Carrying on as today is no way out{why}.", nodes.start)
        return
    currency, tail = case.settings.currency, share(1 - case.settings.cvar_level)
    mean = _apart(one.plan.expected_cost - plan.expected_cost, plan.expected_cost, currency)
    worst = _apart(one.plan.cvar - plan.cvar, plan.cvar, currency)
    words = f"Carrying on as today would cost {mean} on average and {worst} in the mean of the worst {tail}"
    lost, kept = (sum(_missed(each, Nodes(each))[0].values()) for each in (one.plan, plan))
    if max(lost, kept) <= _LITTLE:
        words += "; everything would be delivered either way"
    else:
        words += f"; {_units(lost)} would never be delivered on average, with this plan {_units(kept)}"
    yield Sentence(Topic.MONEY, f"{words}.", nodes.start)


def _rounded(amount: float) -> str:
    """``568,000``: three significant digits."""
    return f"{float(f'{amount:.3g}'):,.0f}" if abs(amount) >= 100 else quantity(amount)


def _units(amount: float) -> str:
    return f"{_rounded(amount)} units" if amount > _LITTLE else "none"


def _apart(more: float, of: float, currency: str) -> str:
    """``EUR 2.0 M more``, or less, or as much."""
    if abs(more) <= _ALIKE * max(1.0, abs(of)):
        return "as much"
    return f"{money(abs(more), currency)} {'more' if more > 0 else 'less'}"
