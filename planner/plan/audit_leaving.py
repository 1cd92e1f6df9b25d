"""Decides how much may leave a supplier in a month, and how much of what left needs a licence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.plan import audit_licences
from planner.plan.audit_ledger import Ledger
from planner.plan.audit_objections import Objections, bound_slack
from planner.plan.audit_starts import Running


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaves of a pair at a node, in units.

    Attributes:
        flow: units that leave in all.
        full: most that may leave when everything is available; None is no bound.
        licensed: least units that must leave under licences; what passes ``full`` is told apart from it.
    """

    flow: float
    full: float | None
    licensed: float


def check(ledger: Ledger, runs: Running, objections: Objections) -> None:
    """Rule 2, with the licences of rule 7.

    For each lane l of a pair, with flow_l its shipments and R what contracts of the pair's offers reserve:
    flow_l <= (capacity + R) * a_l + licensed_l, and 0 + licensed_l where a_l = 0; for the pair
    sum of flow_l <= (capacity + R) * largest a_l + licensed, and never more than capacity + R. A pair without capacity
    of its own takes its supplier's in kg instead. For the supplier sum of kg * flow <= (capacity + kg of R) * largest a
    + kg * licensed, and never more than capacity + kg of R, with R of all its contracts. Licensed units are not in the
    plan, and are never more than what leaves: the least each node needs must be found in the licences,
    ``audit_licences`` says how.
    """
    flows = _flows(ledger, objections)
    needs: dict[tuple[int, int], audit_licences.Need] = {}
    extras: dict[tuple[int, int], float] = {}
    for node in range(len(ledger.tree.nodes)):
        here = [_pair(ledger, runs, flows, node, pair) for pair in range(len(ledger.facts.pairs))]
        for pair, one in enumerate(here):
            words = _pair_words(ledger, pair)
            if one.full is not None:
                objections.at_most(objections.at(node), f"{words} leaving", one.full, one.flow)
            needs[node, pair] = audit_licences.Need(one.licensed, one.flow, bound_slack(max(one.flow, one.full or 0.0)))
        for supplier in range(len(ledger.facts.suppliers)):
            extra = _supplier(ledger, runs, node, supplier, here, objections)
            if extra > 0:
                extras[node, supplier] = extra
    for supplier in range(len(ledger.facts.suppliers)):
        audit_licences.check(ledger, supplier, needs, extras, objections)


def _pair_words(ledger: Ledger, pair: int) -> str:
    one = ledger.facts.pairs[pair]
    return f"'{ledger.facts.items[one.item].name}' of '{ledger.facts.suppliers[one.supplier].name}'"


def _flows(ledger: Ledger, objections: Objections) -> Mapping[tuple[int, int], float]:
    """Units leaving by node and lane. Where two lanes of an offer end in one pool (nobody may use it), what leaves is
    counted in the lane of which most may leave."""
    lanes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for part in ledger.facts.parts:
        lanes[part.offer, part.pool].append(part.lane)
    flows: dict[tuple[int, int], float] = defaultdict(float)
    for (node, offer, pool), quantity in ledger.ship.items():
        available = ledger.tree.outlook.availability[node]
        open_lanes = lanes.get((offer, pool))
        if open_lanes:
            flows[node, max(open_lanes, key=lambda lane: available[lane])] += quantity
        else:
            name, goes = ledger.facts.offers[offer].name, ledger.facts.pools[pool].name
            objections.say(objections.at(node), f"goods of '{name}' sent", "a pool they may go to", f"'{goes}'")
    return flows


def _reserved(ledger: Ledger, runs: Running, node: int, pair: int) -> float:
    """R: units a month reserved by contracts of the pair's offers that run here."""
    facts = ledger.facts
    return sum(
        facts.contracts[contract].per_month
        for offer in facts.pairs[pair].offers
        for contract in facts.offers[offer].contracts
        if runs.reserving(ledger, node, contract)
    )


def _room_kg(ledger: Ledger, runs: Running, node: int, supplier: int) -> float | None:
    """Capacity of a supplier over all its items with kg of all its R; None is no bound."""
    one = ledger.facts.suppliers[supplier]
    if one.capacity_kg is None:
        return None
    reserved = sum(_kg(ledger, pair) * _reserved(ledger, runs, node, pair) for pair in one.pairs)
    return one.capacity_kg[ledger.month(node)] + reserved


def _kg(ledger: Ledger, pair: int) -> float:
    """kg of one unit; checks refuse a supplier bounded in kg with an item of unknown mass."""
    return ledger.facts.items[ledger.facts.pairs[pair].item].kg or 0.0


def _pair(ledger: Ledger, runs: Running, flows: Mapping[tuple[int, int], float], node: int, pair: int) -> Leaving:
    facts, month = ledger.facts, ledger.month(node)
    one = facts.pairs[pair]
    flow = sum(flows.get((node, lane), 0.0) for lane in one.lanes)
    if not flow:
        return Leaving(0.0, None, 0.0)
    full: float | None = None
    room, kg = _room_kg(ledger, runs, node, one.supplier), _kg(ledger, pair)
    if one.capacity is not None:
        full = one.capacity[month] + _reserved(ledger, runs, node, pair)
    elif room is not None and kg:
        full = room / kg
    available = [ledger.tree.outlook.availability[node][lane] for lane in one.lanes]
    licensed = 0.0
    for lane, share in zip(one.lanes, available, strict=True):
        leaves = flows.get((node, lane), 0.0)
        if share <= 0:
            licensed += leaves
        elif full is not None:
            licensed += max(0.0, min(leaves, full) - full * share)
    if full is not None:
        licensed = max(licensed, min(flow, full) - full * max(available))
    return Leaving(flow, full, licensed)


def _supplier(
    ledger: Ledger, runs: Running, node: int, supplier: int, here: Sequence[Leaving], objections: Objections
) -> float:
    """Check the supplier-wide bound in kg and say how many licensed kg it asks for beyond those of its pairs."""
    facts = ledger.facts
    one = facts.suppliers[supplier]
    kg = {pair: _kg(ledger, pair) for pair in one.pairs}
    flow = sum(kg[pair] * here[pair].flow for pair in one.pairs)
    full = _room_kg(ledger, runs, node, supplier)
    if full is None or not flow:
        return 0.0
    grain = max(kg.values(), default=1.0)
    objections.at_most(objections.at(node), f"kg leaving '{one.name}'", full, flow, grain=grain)
    available = ledger.tree.outlook.availability[node]
    largest = max(available[lane] for pair in one.pairs for lane in facts.pairs[pair].lanes)
    licensed = sum(kg[pair] * here[pair].licensed for pair in one.pairs)
    extra = min(flow, full) - full * largest - licensed
    return max(0.0, extra - bound_slack(max(flow, full), grain))
