"""Decides which index exists: only what can happen, and can matter, gets a variable."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from planner.facts.facts import Facts
from planner.model.begun import Begun, begun_contracts, begun_qualifications, begun_redesigns
from planner.model.worth import matters
from planner.scenarios.tree import Tree

Pair = tuple[int, int]
Triple = tuple[int, int, int]


@dataclass(slots=True)
class Sets:
    """The index sets of one case on one tree; filled by ``decide`` and not changed after.

    ``n`` is always a node. ``paths[n][t]`` is n's node in month t; ``below[m][t - month(m)]`` are m's descendants in
    month t (m itself first).

    Attributes:
        orders: (offer, n) where an order may be placed.
        placed: those of them with a least quantity or a fee; ``lots`` those in whole multiples.
        waits: (offer, n) where goods may stand ready.
        ships: (part, n) where goods may leave, and ``arrival[part, n]`` the month they arrive (may lie beyond T - 1).
        arrivals: for (pool, n) the ships (part, m) that arrive there.
        stocks: (pool, n) where stock may be; ``uses`` (design, pool, n) where an item can come from several pools, and
            ``single[design, item, n]`` the pool where it can come from one only.
        tolls: (pool, n) where material of ours can be taken from several pools for tolling, and ``worked[item, n]`` the
            pool where it can come from one only.
        builds: (design, n) that can be built; ``lost`` and ``late`` (product, n) where units can be lost or late.
        qualifications, redesigns, contracts: where each may begin and since when it counts.
        reserves: (contract, n) where reserved units may be ordered; ``runs`` (contract, n) where it may run.
        licensed: (licence, lane, n) where units may leave under it.
    """

    facts: Facts
    tree: Tree
    month: list[int]
    parent: list[int]
    paths: tuple[tuple[int, ...], ...]
    below: list[list[list[int]]]
    qualifications: tuple[Begun, ...]
    redesigns: tuple[Begun, ...]
    contracts: tuple[Begun, ...]
    orders: list[Pair] = field(default_factory=list)
    placed: set[Pair] = field(default_factory=set)
    lots: set[Pair] = field(default_factory=set)
    waits: list[Pair] = field(default_factory=list)
    ships: list[Pair] = field(default_factory=list)
    arrival: dict[Pair, int] = field(default_factory=dict)
    arrivals: dict[Pair, list[Pair]] = field(default_factory=lambda: defaultdict(list))
    stocks: list[Pair] = field(default_factory=list)
    builds: list[Pair] = field(default_factory=list)
    uses: list[Triple] = field(default_factory=list)
    single: dict[Triple, int] = field(default_factory=dict)
    tolls: list[Pair] = field(default_factory=list)
    worked: dict[Pair, int] = field(default_factory=dict)
    lost: list[Pair] = field(default_factory=list)
    late: list[Pair] = field(default_factory=list)
    reserves: list[Pair] = field(default_factory=list)
    runs: list[Pair] = field(default_factory=list)
    licensed: list[Triple] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The last month, T - 1."""
        return self.facts.months - 1


def decide(facts: Facts, tree: Tree) -> Sets:
    """All index sets of a case on its tree."""
    paths = tree.paths()
    month = [node.month for node in tree.nodes]
    below: list[list[list[int]]] = [[] for _ in tree.nodes]
    for n, path in enumerate(paths):
        for m in path:
            depth = month[n] - month[m]
            while len(below[m]) <= depth:
                below[m].append([])
            below[m][depth].append(n)
    sets = Sets(
        facts,
        tree,
        month,
        [node.parent for node in tree.nodes],
        paths,
        below,
        begun_qualifications(facts, tree),
        begun_redesigns(facts, tree),
        begun_contracts(facts, tree),
    )
    _supply(sets)
    filled = _stocks(sets)
    _material(sets, filled)
    _production(sets, filled)
    _contracts(sets)
    return sets


def qualified(sets: Sets, offer: int, n: int) -> bool:
    """Whether the offer can be approved for orders at n."""
    qualification = sets.facts.offers[offer].qualification
    return qualification is None or sets.qualifications[qualification].possible(n, sets.paths)


def _supply(sets: Sets) -> None:
    """orders, waits, ships and the months of arrival."""
    facts, outlook = sets.facts, sets.tree.outlook
    opens: dict[int, set[int]] = defaultdict(set)
    for waiting in facts.waiting:
        if waiting.ready <= sets.last:
            opens[waiting.offer].add(waiting.ready)
    for o, offer in enumerate(facts.offers):
        wanted, until = matters(facts, sets.tree, o)
        ordered: set[int] = set()
        if wanted:
            for n, t in enumerate(sets.month):
                if offer.first <= t <= min(offer.last, until) and qualified(sets, o, n):
                    ordered.add(n)
                    sets.orders.append((o, n))
                    if offer.min_order > 0 or offer.order_cost > 0:
                        sets.placed.add((o, n))
                    if offer.multiple is not None:
                        sets.lots.add((o, n))
        ready: list[bool] = []
        for n, t in enumerate(sets.month):
            before = sets.parent[n] >= 0 and ready[sets.parent[n]]
            made = t >= offer.production and sets.paths[n][t - offer.production] in ordered
            ready.append(before or made or t in opens[o])
            if not ready[n]:
                continue
            sets.waits.append((o, n))
            for part in offer.parts:
                if _may_leave(sets, part, n):
                    sets.ships.append((part, n))
                    sets.arrival[part, n] = t + offer.transit + outlook.delay[n][offer.pair]


def _may_leave(sets: Sets, part: int, n: int) -> bool:
    facts, t = sets.facts, sets.month[n]
    lane = facts.parts[part].lane
    pair = facts.pairs[facts.lanes[lane].pair]
    licences = [facts.licences[k] for k in pair.licences]
    if sets.tree.outlook.availability[n][lane] <= 0 and not any(k.first <= t <= k.last for k in licences):
        return False
    supplier = facts.suppliers[pair.supplier]
    mine = any(sets.contracts[c].possible(n, sets.paths) for o in pair.offers for c in facts.offers[o].contracts)
    if pair.capacity is not None and pair.capacity[t] <= 0 and not mine:
        return False
    if supplier.capacity_kg is None or supplier.capacity_kg[t] > 0:
        return True
    return any(
        sets.contracts[c].possible(n, sets.paths)
        for k in supplier.pairs
        for o in facts.pairs[k].offers
        for c in facts.offers[o].contracts
    )


def _stocks(sets: Sets) -> list[list[bool]]:
    """arrivals and stocks; returns for each pool and node whether anything can be there."""
    facts = sets.facts
    for part, m in sets.ships:
        lead = sets.arrival[part, m] - sets.month[m]
        if sets.arrival[part, m] <= sets.last:
            for n in sets.below[m][lead]:
                sets.arrivals[facts.parts[part].pool, n].append((part, m))
    coming: dict[int, set[int]] = defaultdict(set)
    for one in facts.coming:
        coming[one.pool].add(one.arrives)
    filled: list[list[bool]] = []
    for g, pool in enumerate(facts.pools):
        held: list[bool] = []
        for n, t in enumerate(sets.month):
            before = held[sets.parent[n]] if sets.parent[n] >= 0 else pool.opening > 0
            held.append(before or t in coming[g] or (g, n) in sets.arrivals)
            if held[n]:
                sets.stocks.append((g, n))
        filled.append(held)
    return filled


def _material(sets: Sets, filled: list[list[bool]]) -> None:
    """An order of a toll maker needs our material in stock when it is placed, in whatever pool: tolls and worked."""
    facts = sets.facts

    def supplied(o: int, n: int) -> bool:
        return all(any(filled[g][n] for g in facts.items[item].pools) for item, _ in facts.offers[o].tolling)

    sets.orders = [(o, n) for o, n in sets.orders if supplied(o, n)]
    kept = set(sets.orders)
    sets.placed &= kept
    sets.lots &= kept
    taken = {(item, n) for o, n in sets.orders for item, _ in facts.offers[o].tolling}
    for item, n in sorted(taken):
        pools = [g for g in facts.items[item].pools if filled[g][n]]
        if len(pools) == 1:
            sets.worked[item, n] = pools[0]
        else:
            sets.tolls.extend((g, n) for g in pools)


def _production(sets: Sets, filled: list[list[bool]]) -> None:
    """builds, uses, single, lost and late."""
    facts, outlook = sets.facts, sets.tree.outlook
    for p, product in enumerate(facts.products):
        late: list[bool] = []
        for n in range(len(sets.month)):
            owed = sets.parent[n] >= 0 and late[sets.parent[n]]
            wanted = outlook.demand[n][p] > 0 or owed
            late.append(wanted and product.backorder_cost is not None)
            if not wanted:
                continue
            sets.lost.append((p, n))
            if late[n]:
                sets.late.append((p, n))
            for v in product.designs:
                _design(sets, filled, p, v, n)


def _design(sets: Sets, filled: list[list[bool]], p: int, v: int, n: int) -> None:
    facts = sets.facts
    design = facts.designs[v]
    if design.redesign is not None and not sets.redesigns[design.redesign].possible(n, sets.paths):
        return
    sources = [
        (item, [g for g in facts.items[item].pools if p in facts.pools[g].products and filled[g][n]])
        for item, _ in design.use
    ]
    if not all(pools for _, pools in sources):
        return
    sets.builds.append((v, n))
    for item, pools in sources:
        if len(pools) == 1:
            sets.single[v, item, n] = pools[0]
        else:
            sets.uses.extend((v, g, n) for g in pools)


def _contracts(sets: Sets) -> None:
    """reserves, runs and licensed."""
    facts = sets.facts
    ordered = set(sets.orders)
    for c, contract in enumerate(facts.contracts):
        for n in range(len(sets.month)):
            if sets.contracts[c].possible(n, sets.paths):
                sets.runs.append((c, n))
                if (contract.offer, n) in ordered:
                    sets.reserves.append((c, n))
    lanes_at = {(facts.parts[part].lane, n) for part, n in sets.ships}
    for k, licence in enumerate(facts.licences):
        for lane in facts.pairs[licence.pair].lanes:
            for n, t in enumerate(sets.month):
                if licence.first <= t <= licence.last and (lane, n) in lanes_at:
                    sets.licensed.append((k, lane, n))
