"""Rule 2 decides what may leave a supplier in a month: capacity, reserved capacity, availability and licences."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from planner.model.program import Program, Sense, Term
from planner.model.sets import Sets
from planner.model.variables import Variables, counts


@dataclass(slots=True)
class _Flow:
    """What may leave of one lane at one node: its shipments, and those of them under a licence."""

    ship: list[Term] = field(default_factory=list)
    licensed: list[Term] = field(default_factory=list)


def define_leaving(program: Program, sets: Sets, v: Variables) -> None:
    """Item bound, per lane: sum of ship <= (capacity[s,i,t] + R) * a + licensed; over all lanes: with the largest a.

    Supplier bound, in kg: sum of kg * ship <= (capacity[s,t] + kg of R) * (largest a of its items) + kg of licensed; an
    item without a bound of its own keeps kg * ship <= (capacity[s,t] + kg of R) * a + kg of licensed in each lane.
    R is per_month of the contracts that run: of the pair for the item bound, of the supplier for the kg bounds.
    Licensed units are units that leave: they are never more than the lane's shipments, and never carry the flow beyond
    the bounds taken with a = 1. a = 0 stops the flow, licensed units apart, even where no bound is given; 0 < a < 1
    without a bound limits nothing.
    """
    flows: dict[int, dict[int, _Flow]] = defaultdict(dict)
    for part, n in sets.ships:
        flow = flows[n].setdefault(sets.facts.parts[part].lane, _Flow())
        flow.ship.append((v.ship[part, n], 1.0))
    for k, lane, n in sets.licensed:
        flows[n][lane].licensed.append((v.licensed[k, lane, n], 1.0))
    for n, lanes in flows.items():
        for lane, flow in lanes.items():
            if flow.licensed:
                terms = [*flow.licensed, *((column, -factor) for column, factor in flow.ship)]
                program.row(f"under_{lane}_{n}", terms, Sense.AT_MOST, 0.0)
        for supplier in range(len(sets.facts.suppliers)):
            _supplier(program, sets, v, supplier, n, lanes)
    _licences(program, sets, v)


def _supplier(program: Program, sets: Sets, v: Variables, s: int, n: int, lanes: dict[int, _Flow]) -> None:
    facts, t = sets.facts, sets.month[n]
    supplier = facts.suppliers[s]
    total = _Flow()
    best = 0.0
    for k in supplier.pairs:
        pair = facts.pairs[k]
        here = {lane: lanes[lane] for lane in pair.lanes if lane in lanes}
        best = max([best, *(sets.tree.outlook.availability[n][lane] for lane in pair.lanes)])
        if not here:
            continue
        if pair.capacity is not None:
            reserved, certain = _reserved(sets, v, k, n, in_kg=False)
            _bounded(program, sets, f"item_{k}_{n}", n, here, pair.lanes, pair.capacity[t] + certain, reserved, 1.0)
        elif supplier.capacity_kg is not None:
            kg = _kg(sets, k)
            reserved, certain = _reserved_by_supplier(sets, v, s, n)
            _bounded(
                program, sets, f"item_{k}_{n}", n, here, pair.lanes, supplier.capacity_kg[t] + certain, reserved, kg
            )
        else:
            _stopped(program, sets, f"item_{k}_{n}", n, here)
        if supplier.capacity_kg is not None:
            kg = _kg(sets, k)
            for flow in here.values():
                total.ship += [(column, kg) for column, _ in flow.ship]
                total.licensed += [(column, -kg) for column, _ in flow.licensed]
    if supplier.capacity_kg is not None and total.ship:
        reserved, certain = _reserved_by_supplier(sets, v, s, n)
        _bound(program, f"supplier_{s}_{n}", total, supplier.capacity_kg[t] + certain, reserved, best)


def _bounded(
    program: Program,
    sets: Sets,
    code: str,
    n: int,
    here: dict[int, _Flow],
    all_lanes: tuple[int, ...],
    capacity: float,
    reserved: list[Term],
    weight: float,
) -> None:
    """The bound of an item, lane by lane with its own availability, and in all with the largest."""
    whole = _Flow()
    for lane, flow in here.items():
        weighed = _Flow([(c, weight) for c, _ in flow.ship], [(c, -weight) for c, _ in flow.licensed])
        _bound(program, f"{code}_{lane}", weighed, capacity, reserved, sets.tree.outlook.availability[n][lane])
        whole.ship += weighed.ship
        whole.licensed += weighed.licensed
    if len(here) > 1:
        largest = max(sets.tree.outlook.availability[n][lane] for lane in all_lanes)
        _bound(program, code, whole, capacity, reserved, largest)


def _bound(program: Program, code: str, flow: _Flow, capacity: float, reserved: list[Term], a: float) -> None:
    """ship - licensed <= (capacity + reserved) * a, and, where licences may help, ship <= capacity + reserved."""
    open_terms = [(column, -factor * a) for column, factor in reserved] if a > 0 else []
    program.row(f"leaving_{code}", [*flow.ship, *flow.licensed, *open_terms], Sense.AT_MOST, capacity * a)
    if flow.licensed:
        most = [(column, -factor) for column, factor in reserved]
        program.row(f"most_{code}", [*flow.ship, *most], Sense.AT_MOST, capacity)


def _stopped(program: Program, sets: Sets, code: str, n: int, here: dict[int, _Flow]) -> None:
    """No bound is given: only a = 0 stops the flow, licensed units apart."""
    for lane, flow in here.items():
        if sets.tree.outlook.availability[n][lane] <= 0:
            terms = [*flow.ship, *((column, -1.0) for column, _ in flow.licensed)]
            program.row(f"stopped_{code}_{lane}", terms, Sense.AT_MOST, 0.0)


def _reserved(sets: Sets, v: Variables, pair: int, n: int, *, in_kg: bool) -> tuple[list[Term], float]:
    """R of a pair: reserved units (or kg) a month of the contracts that run at n, as terms and a constant."""
    facts = sets.facts
    weight = _kg(sets, pair) if in_kg else 1.0
    terms: list[Term] = []
    certain = 0.0
    for o in facts.pairs[pair].offers:
        for c in facts.offers[o].contracts:
            running, always = counts(c, sets.contracts[c], v.signed, n, sets)
            size = facts.contracts[c].per_month * weight
            terms += [(column, size) for column, _ in running]
            certain += size * always
    return terms, certain


def _reserved_by_supplier(sets: Sets, v: Variables, s: int, n: int) -> tuple[list[Term], float]:
    """R of a supplier in kg."""
    terms: list[Term] = []
    certain = 0.0
    for pair in sets.facts.suppliers[s].pairs:
        more, always = _reserved(sets, v, pair, n, in_kg=True)
        terms += more
        certain += always
    return terms, certain


def _kg(sets: Sets, pair: int) -> float:
    kg = sets.facts.items[sets.facts.pairs[pair].item].kg
    return 0.0 if kg is None else kg  # checks refuse a supplier in kg whose item has no mass


def _licences(program: Program, sets: Sets, v: Variables) -> None:
    """Along each path, the sum of licensed[k] <= quantity: one row per licence and leaf under which it is used."""
    facts = sets.facts
    at: dict[tuple[int, int], list[Term]] = defaultdict(list)
    for k, lane, n in sets.licensed:
        at[k, n].append((v.licensed[k, lane, n], 1.0))
    written: set[tuple[int, tuple[int, ...]]] = set()
    for k, licence in enumerate(facts.licences):
        for leaf in sets.tree.leaves:
            nodes = tuple(n for n in sets.paths[leaf] if (k, n) in at)
            if nodes and (k, nodes) not in written:
                written.add((k, nodes))
                terms = [term for n in nodes for term in at[k, n]]
                program.row(f"licence_{k}_{leaf}", terms, Sense.AT_MOST, licence.quantity)
