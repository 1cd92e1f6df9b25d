"""Decides that lines last exactly as long as the oracle can serve them, on random cases with everything mixed in."""

from __future__ import annotations

import math

import pytest

from planner.events import never
from planner.facts.gather import gather
from planner.insight.division import Division
from planner.insight.stops import Stop, Stopped, licences_help, remaining, stops
from planner.insight.supply import supply_of
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.oracle.losses import units_lost

FILTERS = {
    Stopped.SUPPLIER: "supplier",
    Stopped.COUNTRY: "country",
    Stopped.ELEMENT: "element",
    Stopped.ITEM: "item",
}
CLOSE = 1e-5
HAIR = 1e-6


@pytest.mark.parametrize("seed", range(examples(400)))
def test_lines_are_served_to_their_time_and_no_longer(seed: int) -> None:
    """All demand to the times found can be met; nor can the first to stop, and each next one, go on to the end of the
    month in which it stops while those still running do too."""
    case = tiny_case(seed)
    facts = gather(case)
    supply = supply_of(facts)
    division = Division(supply, never)
    calm = division.last(remaining(facts, Stop(Stopped.NOTHING)), False)
    listed = [Stop(Stopped.NOTHING), *stops(facts, (one.pair for one in supply.channels))]
    for stop in listed[:: 1 + seed % 3]:
        left, licences = remaining(facts, stop), licences_help(stop)
        found = division.last(left, licences, None if stop.kind is Stopped.NOTHING else calm).months
        filters = None if stop.kind is Stopped.NOTHING else {FILTERS[stop.kind]: stop.name} if stop.name else {}
        names = [product.name for product in facts.products]
        nearly = [max(0.0, months - HAIR) for months in found]  # supply to the last bit is too little for a solver
        lost = units_lost(case, dict(zip(names, nearly, strict=True)), filters, licences=licences)
        assert lost <= CLOSE, f"{stop}: {found} cannot be served"
        for level in sorted({months for months in found if months < facts.months}):
            end = math.floor(level) + 1
            if end - level < CLOSE:
                continue
            longer = [months if months < level else min(end, facts.months) for months in found]
            lost = units_lost(case, dict(zip(names, longer, strict=True)), filters, licences=licences)
            assert lost > CLOSE / 10, f"{stop}: after {level} of {found} all could go on"
