"""What may leave a supplier: capacity, availability, end uses, contracts, and licences the plan does not name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from planner.facts.gather import gather
from planner.plan.audit_licences import solvable
from planner.scenarios.grow import grow
from tests.budget import examples
from tests.builders import case
from tests.planner.plan.stories import Story, story

HALF = {"scenario": "halved", "from_month": 0, "to_month": 9, "effect": "availability", "value": 0.5}
HALT = {**HALF, "value": 0}

Flows = Mapping[tuple[int, str], Mapping[str, float]]
"""Units that leave at once by node and item, and in them by pool."""


def leaving(flows: Flows, *, months: int = 3, **tables: Any) -> tuple[str, ...]:
    """What the audit says of goods of one supplier that all wait at the start, cost nothing and are not needed.

    Args:
        flows: what leaves; the rest waits on. A pool "" is that of both products, Drive and Radar.
        months: the horizon.
        tables: what else the case holds; offers are named after their items, P and Q.
    """
    items = [{"item": item, "standard_cost": 0, "mass_g": 1000} for item in ("P", "Q")]
    told = case(
        case={"months": months},
        products=[
            {"product": "Drive", "shortage_cost": 0, "end_use": "automotive"},
            {"product": "Radar", "shortage_cost": 0, "end_use": "defence"},
        ],
        demand={product: [0] * months for product in ("Drive", "Radar")},
        items=items,
        bill_of_materials=[
            {"parent": product, "component": item, "quantity": 1} for product in ("Drive", "Radar") for item in "PQ"
        ],
        suppliers=[{"supplier": "East", "country": "China"}],
        offers=[
            {"offer": item, "supplier": "East", "item": item, "price": 0, "production_months": 0, "transit_months": 0}
            for item in "PQ"
        ],
        open_orders=[{"supplier": "East", "item": item, "quantity": 100, "ready_month": 0} for item in "PQ"],
        **tables,
    )
    return _moved(told, flows).objections()


def _moved(told: Any, flows: Flows) -> Story:
    """The plan in which these goods leave: what waits and what lies follow from the flows."""
    tree = grow(gather(told))
    waits: dict[tuple[int, str], float] = {}
    lies: dict[tuple[int, str, str], float] = defaultdict(float)
    for number, node in enumerate(tree.nodes):
        for item in "PQ":
            before = waits[node.parent, item] if node.parent >= 0 else 100.0
            waits[number, item] = before - sum(flows.get((number, item), {}).values())
            for (at, held, pool), units in list(lies.items()):
                if at == node.parent and held == item:
                    lies[number, item, pool] += units
            for pool, units in flows.get((number, item), {}).items():
                lies[number, item, pool or "Drive;Radar"] += units
    return story(
        told,
        waiting=[(node, item, units) for (node, item), units in waits.items()],
        shipments=[
            (node, item, item, pool or "Drive;Radar", units, tree.nodes[node].month)
            for (node, item), pools in flows.items()
            for pool, units in pools.items()
        ],
        stock=[(node, item, pool, units, None) for (node, item, pool), units in lies.items()],
        costs={},
        scenario_costs={scenario.name: 0 for scenario in gather(told).scenarios},
        figures=(0, 0, 0, 0),
    )


def capacity(**per_month: float) -> list[dict[str, Any]]:
    """Capacity of East from the start by item; ``all`` in kg over all items."""
    return [
        {"supplier": "East", "item": None if item == "all" else item, "from_month": 0, "per_month": each}
        for item, each in per_month.items()
    ]


def licence(item: str, quantity: float, first: int, last: int) -> dict[str, Any]:
    name = f"{item} {first}-{last}"
    return {
        "licence": name,
        "supplier": "East",
        "item": item,
        "quantity": quantity,
        "from_month": first,
        "to_month": last,
    }


CERTAIN = [{"scenario": "halved", "probability": 1}]


def test_a_share_of_capacity_may_leave_and_no_more() -> None:
    halved: dict[str, Any] = {"capacity": capacity(P=10), "scenarios": CERTAIN, "events": [HALF]}
    assert leaving({(0, "P"): {"": 5}}, **halved) == ()
    assert leaving({(0, "P"): {"": 6}}, **halved) == (
        "Node 0 (Jan 2027): 'P' of 'East' leaving, licences counted: expected at most 5, found 6.",
    )


def test_without_capacity_only_a_halt_stops_goods() -> None:
    assert leaving({(0, "P"): {"": 60}}, scenarios=CERTAIN, events=[HALF]) == ()
    assert leaving({(0, "P"): {"": 6}}, scenarios=CERTAIN, events=[HALT]) == (
        "Node 0 (Jan 2027): 'P' of 'East' leaving, licences counted: expected at most 0, found 6.",
    )


def test_kilograms_bound_all_items_together() -> None:
    assert leaving({(0, "P"): {"": 4}, (0, "Q"): {"": 6}}, capacity=capacity(all=10)) == ()
    assert leaving({(0, "P"): {"": 5}, (0, "Q"): {"": 6}}, capacity=capacity(all=10)) == (
        "Node 0 (Jan 2027): kg leaving 'East': expected at most 10, found 11.",
    )


def test_an_item_without_a_bound_of_its_own_keeps_its_share_of_the_kilograms() -> None:
    only_p = {**HALF, "item": "P"}
    halved: dict[str, Any] = {"capacity": capacity(all=10), "scenarios": CERTAIN, "events": [only_p]}
    assert leaving({(0, "P"): {"": 5}, (0, "Q"): {"": 5}}, **halved) == ()
    assert "'P' of 'East' leaving, licences counted: expected at most 5" in leaving({(0, "P"): {"": 6}}, **halved)[0]


def test_a_contract_adds_what_it_reserves_while_it_runs() -> None:
    signed = {
        "contract": "C",
        "offer": "P",
        "sign_by": 0,
        "from_month": 1,
        "to_month": 1,
        "per_month": 4,
        "signed_month": "2026-12",
    }
    bound: dict[str, Any] = {"capacity": capacity(P=10), "contracts": [signed]}
    assert leaving({(0, "P"): {"": 10}, (1, "P"): {"": 14}, (2, "P"): {"": 10}}, **bound) == ()
    assert [s.split(":")[0] for s in leaving({(n, "P"): {"": 14} for n in range(3)}, **bound)] == [
        "Node 0 (Jan 2027)",
        "Node 2 (Mar 2027)",
    ]


def test_each_end_use_keeps_its_own_share_and_both_keep_the_largest() -> None:
    halt = {**HALT, "end_use": "defence"}
    split: dict[str, Any] = {"capacity": capacity(P=10), "scenarios": CERTAIN, "events": [halt]}
    assert leaving({(0, "P"): {"Drive": 10}}, **split) == ()
    assert "expected at most 0, found 1" in leaving({(0, "P"): {"Radar": 1}}, **split)[0]
    half = {**HALF, "end_use": "defence"}
    both: dict[str, Any] = {"capacity": capacity(P=10), "scenarios": CERTAIN, "events": [half]}
    assert leaving({(0, "P"): {"Drive": 5, "Radar": 5}}, **both) == ()
    assert "expected at most 10, found 11" in leaving({(0, "P"): {"Drive": 6, "Radar": 5}}, **both)[0]


def test_licensed_units_leave_through_a_halt_but_never_beyond_capacity() -> None:
    licensed: dict[str, Any] = {
        "capacity": capacity(P=10),
        "scenarios": CERTAIN,
        "events": [HALT],
        "licences": [licence("P", 30, 0, 1)],
    }
    assert leaving({(0, "P"): {"": 10}, (1, "P"): {"": 10}}, **licensed) == ()
    assert "'P' of 'East' leaving: expected at most 10, found 11" in leaving({(0, "P"): {"": 11}}, **licensed)[0]
    assert "expected at most 0, found 1" in leaving({(2, "P"): {"": 1}}, **licensed)[0]


def test_a_licence_applied_for_lets_nothing_leave() -> None:
    applied = {**licence("P", 30, 0, 1), "status": "applied"}
    found = leaving({(0, "P"): {"": 1}}, scenarios=CERTAIN, events=[HALT], licences=[applied])
    assert "expected at most 0, found 1" in found[0]


def test_the_licence_that_ends_first_is_taken_first() -> None:
    licensed: dict[str, Any] = {
        "scenarios": CERTAIN,
        "events": [HALT],
        "licences": [licence("P", 3, 0, 1), licence("P", 3, 0, 0)],
    }
    assert leaving({(0, "P"): {"": 3}, (1, "P"): {"": 3}}, **licensed) == ()
    assert leaving({(0, "P"): {"": 4}, (1, "P"): {"": 3}}, **licensed) == (
        "Node 1 (Feb 2027): 'P' of 'East' leaving, licences counted: expected at most 2, found 3.",
    )


def test_a_licence_serves_each_branch_in_full() -> None:
    futures = [{"scenario": name, "probability": 0.5} for name in ("calm", "halted")]
    halt = {**HALT, "scenario": "halted", "from_month": 1}
    tables: dict[str, Any] = {"scenarios": futures, "events": [halt], "licences": [licence("P", 3, 0, 2)], "months": 2}
    assert leaving({(1, "P"): {"": 50}, (2, "P"): {"": 3}}, **tables) == ()
    assert "Node 2 (Feb 2027)" in leaving({(1, "P"): {"": 50}, (2, "P"): {"": 4}}, **tables)[0]


def test_a_licence_for_one_item_carries_no_other() -> None:
    """East may send 5 kg in all: a licence for P that sends nothing does not make room for more Q."""
    tables: dict[str, Any] = {
        "capacity": capacity(P=20, Q=20, all=10),
        "scenarios": CERTAIN,
        "events": [HALF],
        "licences": [licence("P", 3, 0, 2)],
    }
    assert leaving({(0, "P"): {"": 3}, (0, "Q"): {"": 5}}, **tables) == ()
    assert leaving({(0, "Q"): {"": 8}}, **tables) == (
        "Node 0 (Jan 2027): kg leaving 'East': expected licences for all of it, found 3 kg without.",
    )


def test_where_taking_in_order_fails_another_split_is_found() -> None:
    """The kilogram too many of January can be licensed as P or as Q; only Q leaves P's licence for February."""
    tables: dict[str, Any] = {
        "capacity": capacity(P=10, Q=10, all=10),
        "scenarios": CERTAIN,
        "events": [HALF],
        "licences": [licence("P", 1, 0, 1), licence("Q", 1, 0, 2)],
    }
    january = {(0, "P"): {"": 3}, (0, "Q"): {"": 3}}
    assert leaving({**january, (1, "P"): {"": 6}}, **tables) == ()
    assert len(leaving({**january, (1, "P"): {"": 6}, (2, "Q"): {"": 6}}, **tables)) == 1


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([({0: 1.0}, 2.0), ({0: -1.0}, -1.0)], True),
        ([({0: 1.0}, 1.0), ({0: -1.0}, -2.0)], False),
        ([({}, -1.0)], False),
        ([], True),
    ],
)
def test_small_systems_are_solved(rows: list[tuple[dict[int, float], float]], answer: bool) -> None:
    assert solvable(rows, 1) is answer


@settings(max_examples=examples(500), derandomize=True, deadline=None)
@given(
    st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.tuples(st.lists(st.integers(-3, 3), min_size=columns, max_size=columns), st.integers(-6, 6)),
            min_size=1,
            max_size=6,
        )
    )
)
def test_a_system_is_called_solvable_when_a_solver_finds_a_solution(rows: list[tuple[list[int], int]]) -> None:
    columns = len(rows[0][0])
    told = [({at: float(value) for at, value in enumerate(a) if value}, float(b)) for a, b in rows]
    found = linprog(np.zeros(columns), A_ub=[a for a, _ in rows], b_ub=[b for _, b in rows])
    assert solvable(told, columns) is bool(found.success)
