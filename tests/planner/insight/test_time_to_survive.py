"""Decides that the first line stops when the published time-to-survive model says so."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never
from planner.facts.gather import gather
from planner.insight.division import Division
from planner.insight.supply import supply_of
from tests.budget import examples
from tests.oracle.test_tts import KNOWN
from tests.oracle.tts import Network, as_case, time_to_survive

MONTHS = 12


def first_stop(network: Network, disrupted: tuple[str, ...]) -> float:
    """Months until the first line stops, by division; without end when none does within the horizon."""
    facts = gather(as_case(network, MONTHS))
    left = tuple(float(facts.suppliers[pair.supplier].name not in disrupted) for pair in facts.pairs)
    first = min(Division(supply_of(facts), never).last(left, False).months)
    return first if first < MONTHS else math.inf


def agrees(network: Network, disrupted: tuple[str, ...]) -> None:
    published = time_to_survive(network, disrupted)
    found = first_stop(network, disrupted)
    assert found == (pytest.approx(published, abs=1e-5) if published < MONTHS - 1e-5 else math.inf)


@pytest.mark.parametrize(("network", "disrupted", "_"), KNOWN)
def test_the_networks_worked_out_by_hand_agree(network: Network, disrupted: tuple[str, ...], _: float) -> None:
    agrees(network, disrupted)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Up to three products of up to three parts, made by up to three suppliers, some of them bounded in kg."""
    products, parts, suppliers = ("A", "B", "C")[: draw(st.integers(1, 3))], ("x", "y", "z"), ("East", "North", "West")
    use = {
        (product, part): float(draw(st.integers(1, 4)))
        for product in products
        for part in draw(st.sets(st.sampled_from(parts), min_size=1))
    }
    used = sorted({part for _, part in use})
    sites = {
        (supplier, part): draw(st.sampled_from([None, None, 5.0, 20.0, 60.0]))
        for supplier in suppliers
        for part in used
        if draw(st.booleans())
    }
    bounded = draw(st.sets(st.sampled_from(suppliers))) & {supplier for supplier, _ in sites}
    return Network(
        demand={product: float(draw(st.integers(1, 20))) for product in products},
        use=use,
        stock={part: float(draw(st.integers(0, 200))) for part in used},
        sites=sites,
        mass={part: draw(st.sampled_from([0.01, 0.02, 0.5])) for part in used},
        kilograms={supplier: draw(st.sampled_from([0.1, 0.5, 2.0, 10.0])) for supplier in sorted(bounded)},
    )


@settings(max_examples=examples(1000), derandomize=True, deadline=None)
@given(networks(), st.sets(st.sampled_from(["East", "North", "West"])))
def test_random_networks_agree(network: Network, disrupted: set[str]) -> None:
    agrees(network, tuple(sorted(disrupted)))
