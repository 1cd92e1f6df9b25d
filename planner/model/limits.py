"""Rule 10 decides what the company's own limits mean: hard ones hold, soft ones may be broken at a price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from planner.facts.cover import need_ahead
from planner.facts.facts import LimitFacts
from planner.model.program import Column, Program, Sense, Term, gathered
from planner.model.sets import Sets
from planner.model.variables import Variables, beginning

NodeTerms = dict[int, list[Term]]


def define_limits(program: Program, sets: Sets, v: Variables) -> None:
    """Every limit of the case, by its kind; a soft one gets a slack for each thing that can break it."""
    for index, limit in enumerate(sets.facts.limits):
        _DEFINE[limit.kind](program, sets, v, index)


def define_share(program: Program, sets: Sets, v: Variables, index: int) -> None:
    """max_share: value of the offers that match - share * value of the offers it is taken of <= slack, on every path.

    min_share: the same >= -slack. Value is at the price paid, undiscounted, over the limit's months, in money; it adds
    up along the tree, so that each order stands in one row.
    """
    limit = sets.facts.limits[index]
    matching = set(limit.offers)
    here: NodeTerms = defaultdict(list)
    for o in limit.of_offers:
        weight = (1.0 if o in matching else 0.0) - limit.value
        for n, terms in _order_value(sets, v, o, limit).items():
            here[n] += [(column, weight * factor) for column, factor in terms]
    totals = _summed(program, sets, v, here, f"share_{index}")
    for leaf in dict.fromkeys(sets.tree.leaves):
        total = totals[leaf]
        if total is not None:
            sense = Sense.AT_MOST if limit.kind == "max_share" else Sense.AT_LEAST
            _limited(program, v, (index, 0, leaf), limit, [(total, 1.0)], sense, 0.0)


def define_cover(program: Program, sets: Sets, v: Variables, index: int) -> None:
    """min_cover: sum over pools of stock[g,n] + slack >= need of the next ``value`` months; max_cover: - slack <= it.

    Units of each matching item; the need is that of the base designs at planned demand without events.
    """
    facts = sets.facts
    limit = facts.limits[index]
    for i in limit.items:
        item = facts.items[i]
        for n in _nodes(sets, limit):
            target = need_ahead(item.need, sets.month[n], limit.value)
            terms = [(v.stock[g, n], 1.0) for g in item.pools if (g, n) in v.stock]
            if limit.kind == "min_cover" and target > 0:
                _limited(program, v, (index, i, n), limit, terms, Sense.AT_LEAST, target)
            elif limit.kind == "max_cover" and terms:
                _limited(program, v, (index, i, n), limit, terms, Sense.AT_MOST, target)


def define_stock_value(program: Program, sets: Sets, v: Variables, index: int) -> None:
    """max_stock_value: sum over matching items of standard cost * stock[g,n] <= value + slack. Money."""
    facts = sets.facts
    limit = facts.limits[index]
    for n in _nodes(sets, limit):
        terms = [
            (v.stock[g, n], facts.items[i].standard_cost)
            for i in limit.items
            for g in facts.items[i].pools
            if (g, n) in v.stock and facts.items[i].standard_cost > 0
        ]
        if terms:
            _limited(program, v, (index, 0, n), limit, terms, Sense.AT_MOST, limit.value)


def define_budget(program: Program, sets: Sets, v: Variables, index: int) -> None:
    """budget: orders at the price paid + order fees + starts + contract fees <= value + slack. Money, undiscounted."""
    limit = sets.facts.limits[index]
    committed = _committed(sets, v, limit)
    for n in _nodes(sets, limit):
        terms = gathered(committed[n])
        if terms:
            _limited(program, v, (index, 0, n), limit, terms, Sense.AT_MOST, limit.value)


def define_fill(program: Program, sets: Sets, v: Variables, index: int) -> None:
    """min_fill: units of the matching products delivered + slack >= value * units demanded, on every path."""
    facts = sets.facts
    limit = facts.limits[index]
    here: NodeTerms = defaultdict(list)
    designs = {d for p in limit.products for d in facts.products[p].designs}
    for d, n in sets.builds:
        if d in designs and limit.first <= sets.month[n] <= limit.last:
            here[n].append((v.build[d, n], 1.0))
    totals = _summed(program, sets, v, here, f"fill_{index}")
    for leaf in dict.fromkeys(sets.tree.leaves):
        months = sets.paths[leaf][limit.first : limit.last + 1]
        demanded = sum(sets.tree.outlook.demand[n][p] for n in months for p in limit.products)
        total = totals[leaf]
        terms = [] if total is None else [(total, 1.0)]
        if demanded > 0:
            _limited(program, v, (index, 0, leaf), limit, terms, Sense.AT_LEAST, limit.value * demanded)


_DEFINE: dict[str, Callable[[Program, Sets, Variables, int], None]] = {
    "max_share": define_share,
    "min_share": define_share,
    "min_cover": define_cover,
    "max_cover": define_cover,
    "max_stock_value": define_stock_value,
    "budget": define_budget,
    "min_fill": define_fill,
}


def _nodes(sets: Sets, limit: LimitFacts) -> list[int]:
    return [n for n, t in enumerate(sets.month) if limit.first <= t <= limit.last]


def _limited(
    program: Program,
    v: Variables,
    key: tuple[int, int, int],
    limit: LimitFacts,
    terms: list[Term],
    sense: Sense,
    right: float,
) -> None:
    """One row of a limit, with its slack when the limit is soft; key is (limit, index within it, node)."""
    index, inner, n = key
    if limit.penalty is not None:
        slack = program.column(f"slack_{index}_{inner}_{n}")
        v.slack[key] = slack
        terms = [*terms, (slack, -1.0 if sense is Sense.AT_MOST else 1.0)]
    program.row(f"limit_{index}_{inner}_{n}", terms, sense, right)


def _summed(program: Program, sets: Sets, v: Variables, here: NodeTerms, code: str) -> list[Column | None]:
    """By node: the column that holds the sum of ``here`` from the first month to it; None where nothing stands yet."""
    sums: list[Column | None] = []
    for n, parent in enumerate(sets.parent):
        before = sums[parent] if parent >= 0 else None
        if not here.get(n):
            sums.append(before)
            continue
        total = v.total[code, n] = program.column(f"sum_{code}_{n}", low=None)
        terms = [(total, 1.0), *((column, -factor) for column, factor in gathered(here[n]))]
        if before is not None:
            terms.append((before, -1.0))
        program.row(f"sum_{code}_{n}", terms, Sense.EQUAL, 0.0)
        sums.append(total)
    return sums


def _order_value(sets: Sets, v: Variables, o: int, limit: LimitFacts) -> NodeTerms:
    """By node in the limit's months: the value of the offer's order at the price paid."""
    facts = sets.facts
    offer = facts.offers[o]
    value: NodeTerms = defaultdict(list)
    for n in _nodes(sets, limit):
        if (o, n) not in v.order:
            continue
        price = offer.price * sets.tree.outlook.price[n][offer.pair]
        value[n].append((v.order[o, n], price))
        value[n] += [
            (v.reserved[c, n], facts.contracts[c].price - price) for c in offer.contracts if (c, n) in v.reserved
        ]
    return value


def _committed(sets: Sets, v: Variables, limit: LimitFacts) -> NodeTerms:
    """By node: the money committed there."""
    facts = sets.facts
    money: NodeTerms = defaultdict(list)
    for o, offer in enumerate(facts.offers):
        for n, terms in _order_value(sets, v, o, limit).items():
            money[n] += terms
            if (o, n) in v.place:
                money[n].append((v.place[o, n], offer.order_cost))
    starts = (
        (sets.qualifications, v.qualified, [one.cost for one in facts.qualifications]),
        (sets.redesigns, v.redesigned, [one.cost for one in facts.redesigns]),
        (sets.contracts, v.signed, [one.fee for one in facts.contracts]),
    )
    for all_begun, columns, costs in starts:
        for index, begun in enumerate(all_begun):
            for n in begun.starts:
                terms = beginning(index, begun, columns, n, sets)
                money[n] += [(column, factor * costs[index]) for column, factor in terms]
    return money
