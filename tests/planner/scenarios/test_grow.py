"""Decides whether scenarios part in the very month in which somebody could tell them apart."""

from __future__ import annotations

import time
from typing import Any

import pytest

from planner.facts.facts import Facts
from planner.facts.gather import gather
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from tests.builders import case


def world(events: list[dict[str, Any]], scenarios: int = 2, months: int = 6, **more: Any) -> Facts:
    """Scenarios A, B, ... alike in probability; one product, one magnet, suppliers in China and in Vietnam."""
    names = "ABCDEFGH"[:scenarios]
    tables: dict[str, Any] = {
        "products": [{"product": "Drive", "end_use": "automotive", "shortage_cost": 100}],
        "demand": {"Drive": [10] * months},
        "bill_of_materials": [{"parent": "Drive", "component": "Magnet", "quantity": 1}],
        "items": [{"item": "Magnet", "standard_cost": 3}],
        "suppliers": [
            {"supplier": "East", "country": "China"},
            {"supplier": "Hanoi", "country": "Vietnam", "feed_country": "China", "feed_share": 0.5},
            {"supplier": "Idle", "country": "Chile"},
        ],
        "offers": [
            {"supplier": name, "item": "Magnet", "price": 2, "production_months": 0, "transit_months": 0}
            for name in ("East", "Hanoi")
        ],
        "scenarios": [{"scenario": name, "probability": 1 / scenarios} for name in names],
        "events": events,
    }
    return gather(case(**tables | more))


def event(scenario: str, first: int, last: int, **more: Any) -> dict[str, Any]:
    """A halt, unless told otherwise."""
    return {
        "scenario": scenario,
        "from_month": first,
        "to_month": last,
        "effect": "availability",
        "value": 0,
    } | more


def groups(tree: Tree, months: int = 6) -> list[str]:
    """For each month the scenarios of its nodes, in order: ``AB|C`` when A and B cannot be told apart."""
    return [
        "|".join("".join("ABCDEFGH"[w] for w in n.scenarios) for n in tree.nodes if n.month == t) for t in range(months)
    ]


def parting(*events_: dict[str, Any], scenarios: int = 2, **more: Any) -> list[str]:
    return groups(grow(world(list(events_), scenarios, **more)))


def test_one_certain_future_is_a_chain() -> None:
    tree = grow(world([], scenarios=1))
    assert [(node.parent, node.month, node.probability, node.scenarios) for node in tree.nodes] == [
        (month - 1, month, 1, (0,)) for month in range(6)
    ]
    assert tree.leaves == (5,)


def test_an_event_parts_when_it_happens_and_for_good() -> None:
    assert parting(event("B", 2, 3)) == ["AB", "AB", "A|B", "A|B", "A|B", "A|B"]


def test_halts_of_different_length_part_when_the_shorter_ends() -> None:
    assert parting(event("A", 1, 2), event("B", 1, 4)) == ["AB", "AB", "AB", "A|B", "A|B", "A|B"]


def test_an_announced_event_parts_when_it_becomes_known() -> None:
    assert parting(event("B", 4, 5, known_from=1)) == ["AB", "A|B", "A|B", "A|B", "A|B", "A|B"]


def test_an_announcement_tells_the_end_too() -> None:
    short, long = event("A", 2, 3, known_from=1), event("B", 2, 5, known_from=1)
    assert parting(short, long) == ["AB", "A|B", "A|B", "A|B", "A|B", "A|B"]


def test_a_known_halt_parts_from_an_unknown_one_when_it_becomes_known() -> None:
    assert parting(event("A", 3, 4), event("B", 3, 4, known_from=2)) == ["AB", "AB", "A|B", "A|B", "A|B", "A|B"]


def test_the_same_announcement_parts_nothing() -> None:
    assert parting(event("A", 3, 4, known_from=1), event("B", 3, 4, known_from=1)) == ["AB"] * 6


def test_an_event_known_after_it_began_is_seen_as_it_happens_until_then() -> None:
    short, long = event("A", 1, 3), event("B", 1, 4, known_from=3)
    assert parting(short, long) == ["AB", "AB", "AB", "A|B", "A|B", "A|B"]
    assert parting(event("A", 1, 4), event("B", 1, 4, known_from=4)) == ["AB"] * 6
    assert parting(event("A", 1, 4), event("B", 1, 4, known_from=3)) == ["AB", "AB", "AB", "A|B", "A|B", "A|B"]


def test_an_event_announced_before_the_start_is_known_in_the_first_month() -> None:
    assert parting(event("B", 4, 5, known_from=-7)) == ["A|B"] * 6


def test_what_differs_in_the_first_month_gives_several_first_nodes() -> None:
    tree = grow(world([event("B", 0, 0)]))
    assert [node.parent for node in tree.nodes if node.month == 0] == [-1, -1]
    assert [node.probability for node in tree.nodes if node.month == 0] == [0.5, 0.5]


@pytest.mark.parametrize(
    "nothing",
    [
        {"value": 1},
        {"value": 1, "effect": "price"},
        {"value": 0, "effect": "duty"},
        {"value": 0, "effect": "delay"},
        {"value": 1, "effect": "demand"},
        {"country": "Chile"},
        {"supplier": "Idle"},
        {"item": "Magnet", "element": "Dy"},
        {"effect": "duty", "value": 0.2, "country": "Chile"},
        {"effect": "demand", "value": 3, "end_use": "medical"},
    ],
)
def test_an_event_that_changes_no_number_parts_nothing(nothing: dict[str, Any]) -> None:
    assert parting(event("B", 2, 3, **nothing)) == ["AB"] * 6
    assert parting(event("B", 2, 3, known_from=0, **nothing)) == ["AB"] * 6


def test_an_event_outside_the_horizon_parts_nothing() -> None:
    assert parting(event("B", 6, 9, known_from=0), event("B", -4, -1)) == ["AB"] * 6


def test_more_demand_where_none_was_planned_parts_nothing() -> None:
    twice = event("B", 0, 3, effect="demand", value=2)
    assert parting(twice, demand={"Drive": [0, 0, 0, 0, 10, 10]}) == ["AB"] * 6
    assert parting(twice, demand={"Drive": [0, 0, 0, 1, 10, 10]}) == ["AB", "AB", "AB", "A|B", "A|B", "A|B"]


def test_the_same_numbers_made_by_other_events_part_nothing() -> None:
    one = [event("A", 1, 3, effect="duty", value=0.3, country="Vietnam")]
    two = [event("B", 1, 3, effect="duty", value=value, supplier="Hanoi") for value in (0.1, 0.2)]
    assert parting(*one, *two) == ["AB"] * 6


def test_where_factors_have_met_zero_further_ones_change_nothing() -> None:
    halted = [event(name, 1, 3, country="China") for name in "AB"]
    assert parting(*halted, event("B", 2, 2, value=0.5, supplier="East")) == ["AB"] * 6


def test_three_scenarios_part_one_after_another() -> None:
    tree = grow(world([event("C", 1, 5), event("B", 3, 5)], scenarios=3))
    assert groups(tree) == ["ABC", "AB|C", "AB|C", "A|B|C", "A|B|C", "A|B|C"]
    assert [node.parent for node in tree.nodes] == [-1, 0, 0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10]
    assert tree.leaves == (11, 12, 13)
    assert tree.nodes[1].probability == pytest.approx(2 / 3)


def test_once_parted_scenarios_do_not_meet_again() -> None:
    assert parting(event("A", 1, 1), event("B", 2, 2)) == ["AB", "A|B", "A|B", "A|B", "A|B", "A|B"]


def test_nodes_of_a_month_stand_by_their_first_scenario() -> None:
    tree = grow(world([event("A", 1, 1), event("C", 1, 1)], scenarios=3))
    assert [node.scenarios for node in tree.nodes if node.month == 1] == [(0, 2), (1,)]


def test_what_is_announced_is_not_yet_true() -> None:
    tree = grow(world([event("B", 3, 3, known_from=1, supplier="East")]))
    path = tree.path(tree.leaves[1])
    assert [tree.outlook.availability[node] for node in path] == [(1, 1)] * 3 + [(0, 1)] + [(1, 1)] * 2


def test_forty_scenarios_of_ten_years_grow_within_seconds() -> None:
    months, items, suppliers = 120, 100, 10
    facts = gather(
        case(
            case={"months": months},
            items=[{"item": f"M{i}", "standard_cost": 1} for i in range(items)],
            suppliers=[{"supplier": f"S{s}", "country": ("China", "Japan", "Chile")[s % 3]} for s in range(suppliers)],
            offers=[
                {"supplier": f"S{s}", "item": f"M{i}", "price": 2, "production_months": 0, "transit_months": 0}
                for s in range(suppliers)
                for i in range(items)
            ],
            scenarios=[{"scenario": f"W{w}", "probability": 1 / 40} for w in range(40)],
            events=[
                {
                    "scenario": f"W{w}",
                    "from_month": (7 * w + 11 * k) % months,
                    "to_month": (7 * w + 11 * k) % months + 9,
                    "known_from": (7 * w + 11 * k) % months - 6 if k % 2 else None,
                    "effect": ("availability", "price", "duty", "delay")[k % 4],
                    "value": k % 2,
                    "country": ("China", "Japan", "Chile")[k % 3],
                }
                for w in range(40)
                for k in range(10)
            ],
        )
    )
    assert len(facts.pairs) == 1000
    began = time.perf_counter()
    tree = grow(facts)
    assert time.perf_counter() - began < 10  # half a second on a quiet machine
    assert len(tree.leaves) == 40
