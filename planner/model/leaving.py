"""Rule 2 decides what may leave a supplier in a month: capacity, reserved capacity, availability and licences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.model.program import Program, Sense, Term
from planner.model.sets import Pair, Sets
from planner.model.variables import Variables, counts


@dataclass(slots=True)
class _Flow:
    """What leaves: shipments, and with the opposite sign those of them under a licence; in units, or in kg."""

    ship: list[Term] = field(default_factory=list)
    licensed: list[Term] = field(default_factory=list)

    def weighed(self, kg: float) -> _Flow:
        return _Flow([(column, kg) for column, _ in self.ship], [(column, -kg) for column, _ in self.licensed])

    def add(self, other: _Flow) -> None:
        self.ship += other.ship
        self.licensed += other.licensed


@dataclass(slots=True)
class _Room:
    """What could leave if all were available: a number, and more where contracts run that we may have signed."""

    certain: float = 0.0
    signed: list[Term] = field(default_factory=list)

    def beside(self, capacity: float) -> _Room:
        return _Room(capacity + self.certain, self.signed)


Reserves = dict[Pair, _Room]
"""R by (pair, n) in units, or by (supplier, n) in kg; nothing where no contract can run."""

NOTHING = _Room()


def define_leaving(program: Program, sets: Sets, v: Variables) -> None:
    """Item bound, per lane: sum of ship <= (capacity[s,i,t] + R) * a + licensed; over all lanes: with the largest a.

    Supplier bound, in kg: sum of kg * ship <= (capacity[s,t] + kg of R) * (largest a of its items) + kg of licensed; an
    item without a bound of its own keeps kg * ship <= (capacity[s,t] + kg of R) * a + kg of licensed in each lane.
    R is per_month of the contracts that run: of the pair for the item bound, of the supplier for the kg bounds.
    Licensed units are units that leave: they are never more than the lane's shipments, and never carry the flow beyond
    the bounds taken with a = 1. a = 0 stops the flow, licensed units apart, even where no bound is given; 0 < a < 1
    without a bound limits nothing.
    """
    facts = sets.facts
    flows: dict[int, dict[int, dict[int, _Flow]]] = defaultdict(lambda: defaultdict(dict))
    for part, n in sets.ships:
        lane = facts.parts[part].lane
        flow = flows[n][facts.lanes[lane].pair].setdefault(lane, _Flow())
        flow.ship.append((v.ship[part, n], 1.0))
    for k, lane, n in sets.licensed:
        flows[n][facts.lanes[lane].pair][lane].licensed.append((v.licensed[k, lane, n], -1.0))
    units, kg = _reserves(sets, v)
    for n, pairs in flows.items():
        for lanes in pairs.values():
            for lane, flow in lanes.items():
                if flow.licensed:
                    program.row(f"under_{lane}_{n}", [*flow.ship, *flow.licensed], Sense.AT_LEAST, 0.0)
        for s in dict.fromkeys(facts.pairs[k].supplier for k in pairs):
            _supplier(program, sets, s, n, pairs, units, kg.get((s, n), NOTHING))
    _licences(program, sets, v)


def _supplier(
    program: Program, sets: Sets, s: int, n: int, pairs: dict[int, dict[int, _Flow]], units: Reserves, kg: _Room
) -> None:
    facts, t = sets.facts, sets.month[n]
    supplier, available = facts.suppliers[s], sets.tree.outlook.availability[n]
    total = _Flow()
    in_all = kg.beside(supplier.capacity_kg[t]) if supplier.capacity_kg is not None else None
    for k in supplier.pairs:
        lanes = pairs.get(k)
        if not lanes:
            continue
        pair = facts.pairs[k]
        weighed = {lane: flow.weighed(_kg(sets, k)) for lane, flow in lanes.items()} if in_all is not None else {}
        for flow in weighed.values():
            total.add(flow)
        if pair.capacity is not None:
            _bounded(program, sets, k, n, lanes, units.get((k, n), NOTHING).beside(pair.capacity[t]))
        elif in_all is not None:
            _bounded(program, sets, k, n, weighed, in_all)
        else:
            _stopped(program, f"item_{k}_{n}", lanes, available)
    if in_all is not None and total.ship:
        best = max(available[lane] for k in supplier.pairs for lane in facts.pairs[k].lanes)
        _bound(program, f"supplier_{s}_{n}", total, in_all, best)


def _bounded(program: Program, sets: Sets, k: int, n: int, lanes: dict[int, _Flow], room: _Room) -> None:
    """The bound of an item, lane by lane with its own availability, and in all with the largest."""
    available = sets.tree.outlook.availability[n]
    for lane, flow in lanes.items():
        _bound(program, f"item_{k}_{n}_{lane}", flow, room, available[lane])
    if len(lanes) > 1:
        whole = _Flow()
        for flow in lanes.values():
            whole.add(flow)
        _bound(program, f"item_{k}_{n}", whole, room, max(available[lane] for lane in sets.facts.pairs[k].lanes))


def _bound(program: Program, code: str, flow: _Flow, room: _Room, a: float) -> None:
    """ship - licensed <= room * a, and, where licences may help, ship <= room."""
    opened = [(column, -factor * a) for column, factor in room.signed] if a > 0 else []
    program.row(f"leaving_{code}", [*flow.ship, *flow.licensed, *opened], Sense.AT_MOST, room.certain * a)
    if flow.licensed:
        most = [(column, -factor) for column, factor in room.signed]
        program.row(f"most_{code}", [*flow.ship, *most], Sense.AT_MOST, room.certain)


def _stopped(program: Program, code: str, lanes: dict[int, _Flow], available: Sequence[float]) -> None:
    """No bound is given: only a = 0 stops the flow, licensed units apart."""
    for lane, flow in lanes.items():
        if available[lane] <= 0:
            program.row(f"stopped_{code}_{lane}", [*flow.ship, *flow.licensed], Sense.AT_MOST, 0.0)


def _reserves(sets: Sets, v: Variables) -> tuple[Reserves, Reserves]:
    """What contracts reserve, in units for the bounds of items and in kg for those of suppliers."""
    facts = sets.facts
    units: Reserves = defaultdict(_Room)
    kg: Reserves = defaultdict(_Room)
    for c, n in sets.runs:
        contract = facts.contracts[c]
        pair = facts.offers[contract.offer].pair
        if pair not in facts.suppliers[facts.pairs[pair].supplier].pairs:
            continue  # of an item that is built, not bought
        running, always = counts(c, sets.contracts[c], v.signed, n, sets)
        for room, size in (
            (units[pair, n], contract.per_month),
            (kg[facts.pairs[pair].supplier, n], contract.per_month * _kg(sets, pair)),
        ):
            room.signed += [(column, size) for column, _ in running]
            room.certain += size * always
    return units, kg


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
