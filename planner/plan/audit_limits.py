"""Decides how far each limit of the case is broken, and what that costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.facts.facts import ItemFacts, LimitFacts
from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import NOTHING, Objections, bound_slack, figure
from planner.plan.plan import Plan
from planner.tables.results import BrokenLimitLine

Excess = tuple[float, float]
"""By how much a limit is broken, and what a solver's tolerance makes of it."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit at a node, broken or not.

    Attributes:
        limit: its number.
        node: where its penalty falls: its own node, or the last of a path.
        amount: by how much it is broken, in its own unit; 0 where it is kept.
        slack: what a solver's tolerance makes of the amount.
        scenarios: those it is told for; empty for a limit of single months, which is told by its node.
    """

    limit: int
    node: int
    amount: float
    slack: float
    scenarios: tuple[str, ...] = ()


def need_ahead(item: ItemFacts, month: int, cover: float) -> float:
    """Planned need of an item in the ``cover`` months after ``month``: a part of a month counts in part, and beyond the
    horizon the last month repeats."""
    whole = int(cover)
    last = len(item.need) - 1
    inside = item.need[month + 1 : month + 1 + whole]
    total = sum(inside) + (whole - len(inside)) * item.need[last]
    return total + (cover - whole) * item.need[min(last, month + 1 + whole)]


def breaches(ledger: Ledger) -> tuple[Breach, ...]:
    """Every limit wherever it holds."""
    found: list[Breach] = []
    for number, limit in enumerate(ledger.facts.limits):
        match limit.kind:
            case "max_share" | "min_share":
                found += _on_paths(ledger, number, _share(ledger, limit))
            case "min_fill":
                found += _on_paths(ledger, number, _fill(ledger, limit))
            case "min_cover" | "max_cover":
                found += _in_months(number, {n: _cover(ledger, limit, n) for n in _nodes(ledger, limit)})
            case "max_stock_value":
                found += _in_months(number, {n: _stock_value(ledger, limit, n) for n in _nodes(ledger, limit)})
            case "budget":
                found += _in_months(number, {n: _committed(ledger, limit, n) for n in _nodes(ledger, limit)})
    return tuple(found)


def _nodes(ledger: Ledger, limit: LimitFacts) -> Iterator[int]:
    return (n for n, node in enumerate(ledger.tree.nodes) if limit.first <= node.month <= limit.last)


def _in_months(number: int, excess: Mapping[int, Excess]) -> Iterator[Breach]:
    for node, (amount, slack) in excess.items():
        yield Breach(number, node, max(0.0, amount), slack)


def _on_paths(ledger: Ledger, number: int, excess: Mapping[int, Excess]) -> Iterator[Breach]:
    names: dict[int, list[str]] = defaultdict(list)
    for scenario, leaf in zip(ledger.facts.scenarios, ledger.tree.leaves, strict=True):
        names[leaf].append(scenario.name)
    for leaf, (amount, slack) in excess.items():
        yield Breach(number, leaf, max(0.0, amount), slack, tuple(names[leaf]))


def _along(ledger: Ledger, limit: LimitFacts, here: Callable[[int], float]) -> Sequence[float]:
    """For every node what adds up from the first month to it, in the limit's months."""
    total: list[float] = []
    for number, node in enumerate(ledger.tree.nodes):
        before = total[node.parent] if node.parent >= 0 else 0.0
        total.append(before + (here(number) if limit.first <= node.month <= limit.last else 0.0))
    return total


def _share(ledger: Ledger, limit: LimitFacts) -> Mapping[int, Excess]:
    """Order value of the limit's offers against value * order value of all offers it is a share of, at the price paid,
    undiscounted, along each path."""
    paid: dict[int, dict[int, float]] = defaultdict(dict)
    for node, offer in ledger.order:
        paid[node][offer] = ledger.paid(node, offer)
    part_of, whole_of = set(limit.offers), set(limit.of_offers)
    part = _along(ledger, limit, lambda node: sum(v for offer, v in paid[node].items() if offer in part_of))
    whole = _along(ledger, limit, lambda node: sum(v for offer, v in paid[node].items() if offer in whole_of))
    sign = 1 if limit.kind == "max_share" else -1
    dearest = max((ledger.price(node, offer) for node, offer in ledger.order), default=1.0)
    months = max(1, limit.last - limit.first + 1)
    return {
        leaf: (sign * (part[leaf] - limit.value * whole[leaf]), bound_slack(whole[leaf], dearest * months))
        for leaf in sorted(set(ledger.tree.leaves))
    }


def _fill(ledger: Ledger, limit: LimitFacts) -> Mapping[int, Excess]:
    """value * units demanded, less units delivered, of the limit's products along each path."""
    facts, demand = ledger.facts, ledger.tree.outlook.demand
    designs = [design for product in limit.products for design in facts.products[product].designs]
    demanded = _along(ledger, limit, lambda node: sum(demand[node][product] for product in limit.products))
    delivered = _along(ledger, limit, lambda node: sum(ledger.build.get((node, v), 0.0) for v in designs))
    rows = max(1, limit.last - limit.first + 1) * len(designs)
    return {
        leaf: (limit.value * demanded[leaf] - delivered[leaf], bound_slack(demanded[leaf], rows))
        for leaf in sorted(set(ledger.tree.leaves))
    }


def _cover(ledger: Ledger, limit: LimitFacts, node: int) -> Excess:
    """Closing stock of each item against its need of the next ``value`` months; units summed over the items."""
    amount, slack = 0.0, 0.0
    for item in limit.items:
        one = ledger.facts.items[item]
        need = need_ahead(one, ledger.month(node), limit.value)
        stock = ledger.item_stock(node, item)
        amount += max(0.0, need - stock if limit.kind == "min_cover" else stock - need)
        slack += bound_slack(max(need, stock), len(one.pools))
    return amount, slack


def _stock_value(ledger: Ledger, limit: LimitFacts, node: int) -> Excess:
    """Standard cost of closing stock of the limit's items together, above ``value``."""
    items = ledger.facts.items
    worth = sum(items[item].standard_cost * ledger.item_stock(node, item) for item in limit.items)
    dearest = max((items[item].standard_cost for item in limit.items), default=1.0)
    return worth - limit.value, bound_slack(max(worth, limit.value), dearest * max(1, len(limit.items)))


def committed(ledger: Ledger, node: int) -> float:
    """Money committed at a node, undiscounted: orders at the price paid, order fees, qualifications, redesigns and
    contract fees; not freight or duty."""
    facts = ledger.facts
    orders = sum(
        ledger.paid(node, offer) + (one.order_cost if (node, offer) in ledger.order else 0.0)
        for offer, one in enumerate(facts.offers)
    )
    started = sum(one.cost for q, one in enumerate(facts.qualifications) if (node, q) in ledger.starts["qualify"])
    started += sum(one.cost for r, one in enumerate(facts.redesigns) if (node, r) in ledger.starts["redesign"])
    signed = sum(one.fee for c, one in enumerate(facts.contracts) if (node, c) in ledger.starts["contract"])
    return orders + started + signed


def _committed(ledger: Ledger, limit: LimitFacts, node: int) -> Excess:
    spent = committed(ledger, node)
    dearest = max((ledger.price(node, offer) for offer in range(len(ledger.facts.offers))), default=1.0)
    return spent - limit.value, bound_slack(max(spent, limit.value), dearest)


@dataclass(frozen=True, slots=True)
class _Owed:
    """A row the table of broken limits may have; ``each`` is the discounted penalty of one unit."""

    breach: Breach
    place: str
    each: float
    counts: bool


def check(ledger: Ledger, found: tuple[Breach, ...], plan: Plan, objections: Objections) -> Mapping[int, float]:
    """Hard limits are kept; the table of broken limits tells of every soft one that is not, and of nothing else.

    Returns:
        Discounted penalties by node, from the amounts in the table. Where scenarios share a last node each has its row
        and the node pays once.
    """
    owed = _owed(ledger, found, objections)
    rows: dict[tuple[str, str], list[BrokenLimitLine]] = defaultdict(list)
    for row in plan.limits_broken:
        if abs(row.amount) < NOTHING:
            objections.say(f"'{row.scenario_or_node}'", row.limit, "no row for nothing", "a row of zero")
        rows[row.limit, row.scenario_or_node].append(row)
    for words, where in sorted(set(rows) - set(owed)):
        objections.say(f"'{where}'", words, "a soft limit of the case and a place where it holds", "a row")
    penalties: dict[int, float] = defaultdict(float)
    for key, wanted in owed.items():
        _compare(key[0], wanted, rows.get(key, []), penalties, objections)
    return penalties


def _owed(ledger: Ledger, found: tuple[Breach, ...], objections: Objections) -> Mapping[tuple[str, str], list[_Owed]]:
    """What the table may hold, by words and place; hard limits are checked on the way."""
    owed: dict[tuple[str, str], list[_Owed]] = defaultdict(list)
    rate = 1 + ledger.facts.settings.discount_rate
    for one in found:
        limit = ledger.facts.limits[one.limit]
        place = objections.at(one.node)
        if limit.penalty is None:
            if not one.amount <= one.slack:
                objections.say(place, limit.words, "a hard limit kept", f"broken by {figure(one.amount)}")
            continue
        each = limit.penalty * rate ** (-ledger.month(one.node) / 12)
        if not one.scenarios:
            owed[limit.words, str(one.node)].append(_Owed(one, place, each, True))
        for at, name in enumerate(one.scenarios):
            owed[limit.words, name].append(_Owed(one, f"{place}, scenario '{name}'", each, at == 0))
    return owed


def _compare(
    words: str,
    wanted: list[_Owed],
    rows: list[BrokenLimitLine],
    penalties: dict[int, float],
    objections: Objections,
) -> None:
    """Limits of the same words in one place, the most broken first; where the amount is nothing no row is needed."""
    wanted = sorted(wanted, key=lambda one: -one.breach.amount)
    told = sorted(((row.amount, row.cost) for row in rows), reverse=True)
    if len(told) > len(wanted):
        objections.say(wanted[0].place, words, f"{len(wanted)} rows at most", f"{len(told)}")
    told += [(0.0, 0.0)] * (len(wanted) - len(told))
    for one, (amount, cost) in zip(wanted, told, strict=False):
        if not abs(one.breach.amount - amount) <= one.breach.slack:
            objections.say(one.place, f"{words}: broken by", figure(one.breach.amount), figure(amount))
        objections.money(one.place, f"{words}: penalty", one.each * amount, cost)
        if one.counts:
            penalties[one.breach.node] += one.each * amount
