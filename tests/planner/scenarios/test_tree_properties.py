"""Decides whether every tree is sound: a second, naive way finds the same partition, and order never matters."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.facts.facts import Facts, LaneFacts
from planner.facts.gather import gather
from planner.scenarios.grow import grow
from planner.scenarios.tree import Tree
from planner.tables.choices import Event
from tests.budget import examples
from tests.builders import case
from tests.planner.at_random import tables

Numbers = dict[tuple[str, int], float]


def among(names: tuple[str, ...], name: str | None) -> bool:
    return not names or (name is not None and name.lower() in [one.lower() for one in names])


def pair_value(facts: Facts, event: Event, pair: int) -> float | None:
    """What a pair feels of an event, None when it is not reached."""
    supplier, item = facts.suppliers[facts.pairs[pair].supplier], facts.items[facts.pairs[pair].item]
    held = [element for element in item.elements if among(event.element, element)]
    if not (among(event.supplier, supplier.name) and among(event.item, item.name) and (held or not event.element)):
        return None
    if among(event.country, supplier.country):
        return event.value
    if event.effect in ("availability", "price") and among(event.country, supplier.feed_country):
        return 1 - supplier.feed_share * (1 - event.value)
    return None


def lane_value(facts: Facts, event: Event, lane: LaneFacts) -> float | None:
    return pair_value(facts, event, lane.pair) if among(event.end_use, lane.end_use) else None


def true_under(facts: Facts, events: list[Event], month: int) -> Numbers:
    """Every effective number of a month, worked out one by one."""
    numbers: Numbers = {}

    def put(effect: str, where: int, start: float, values: list[float | None]) -> None:
        total = start
        for value in sorted(value for value in values if value is not None):
            total = total * value if effect in ("availability", "price", "demand") else total + value
        numbers[effect, where] = round(total if effect != "closed" else min(1.0, total), 9)

    def of(effect: str) -> list[Event]:
        return [event for event in events if event.effect == effect]

    for number, lane in enumerate(facts.lanes):
        put("availability", number, 1, [lane_value(facts, event, lane) for event in of("availability")])
    for pair in range(len(facts.pairs)):
        for effect, start in (("price", 1), ("duty", 0), ("delay", 0), ("closed", 0)):
            put(effect, pair, start, [pair_value(facts, event, pair) for event in of(effect)])
    for number, product in enumerate(facts.products):
        hit = [
            event.value
            for event in of("demand")
            if among(event.product, product.name) and among(event.end_use, product.end_use)
        ]
        put("demand", number, product.demand[month], list(hit))
    return numbers


def forecast(facts: Facts, events: tuple[Event, ...], now: int) -> list[Numbers]:
    """What is known in month ``now`` of every month of the horizon."""
    start = facts.settings.start_month
    known = []
    for month in range(facts.months):
        seen = [
            event
            for event in events
            if event.from_month <= start + month <= event.to_month
            and (month <= now or (event.known_from is not None and event.known_from <= start + now))
        ]
        known.append(true_under(facts, seen, month))
    return known


def paths_of(tree: Tree) -> list[tuple[int, ...]]:
    return [tree.path(leaf) for leaf in tree.leaves]


@settings(max_examples=examples(500))
@given(tables())
def test_scenarios_share_a_node_exactly_as_long_as_a_naive_reader_cannot_tell_them_apart(made: dict[str, Any]) -> None:
    facts = gather(case(**made))
    paths = paths_of(grow(facts))
    seen = [[forecast(facts, one.events, now) for now in range(facts.months)] for one in facts.scenarios]
    for one in range(len(paths)):
        for other in range(one):
            for month in range(facts.months):
                same = seen[one][: month + 1] == seen[other][: month + 1]
                assert (paths[one][month] == paths[other][month]) == same


@settings(max_examples=examples(300))
@given(tables())
def test_the_data_of_a_node_are_those_of_its_scenarios(made: dict[str, Any]) -> None:
    facts = gather(case(**made))
    tree = grow(facts)
    for number, node in enumerate(tree.nodes):
        for scenario in node.scenarios:
            expected = forecast(facts, facts.scenarios[scenario].events, node.month)[node.month]
            found = {
                (effect, where): float(value)
                for effect in ("availability", "price", "duty", "delay", "demand", "closed")
                for where, value in enumerate(getattr(tree.outlook, effect)[number])
            }
            assert found == pytest.approx(expected)


@settings(max_examples=examples(300))
@given(tables())
def test_every_month_holds_all_the_probability_and_every_scenario_once(made: dict[str, Any]) -> None:
    facts = gather(case(**made))
    tree = grow(facts)
    for month in range(facts.months):
        nodes = [node for node in tree.nodes if node.month == month]
        assert sum(node.probability for node in nodes) == pytest.approx(1)
        assert sorted(w for node in nodes for w in node.scenarios) == list(range(len(facts.scenarios)))
        assert [node.scenarios[0] for node in nodes] == sorted(node.scenarios[0] for node in nodes)
    assert [node.month for node in tree.nodes] == sorted(node.month for node in tree.nodes)


@settings(max_examples=examples(300))
@given(tables())
def test_every_path_has_a_node_for_each_month_and_ends_in_its_scenarios_leaf(made: dict[str, Any]) -> None:
    facts = gather(case(**made))
    tree = grow(facts)
    assert len(tree.leaves) == len(facts.scenarios)
    for scenario, path in enumerate(paths_of(tree)):
        assert [tree.nodes[node].month for node in path] == list(range(facts.months))
        assert all(scenario in tree.nodes[node].scenarios for node in path)
        assert tree.nodes[path[0]].parent == -1
    assert tree.paths() == tuple(tree.path(node) for node in range(len(tree.nodes)))
    for node, children in enumerate(tree.children()):
        assert all(tree.nodes[child].parent == node for child in children)


def shape(tree: Tree, names: list[str]) -> Counter[tuple[Any, ...]]:
    """The tree as the set of its nodes by month, names of scenarios and data, whatever their order."""
    return Counter(
        (
            node.month,
            frozenset(names[w] for w in node.scenarios),
            round(node.probability, 9),
            *(
                tuple(getattr(tree.outlook, effect)[number])
                for effect in ("price", "duty", "delay", "demand", "closed")
            ),
        )
        for number, node in enumerate(tree.nodes)
    )


@settings(max_examples=examples(300))
@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_scenarios_and_events_makes_no_difference(made: dict[str, Any], random: Any) -> None:
    facts = gather(case(**made))
    shuffled = made | {table: random.sample(made[table], len(made[table])) for table in ("scenarios", "events")}
    others = gather(case(**shuffled))
    assert shape(grow(facts), [one.name for one in facts.scenarios]) == shape(
        grow(others), [one.name for one in others.scenarios]
    )


@settings(max_examples=examples(300))
@given(tables(), st.data())
def test_events_that_change_nothing_change_nothing(made: dict[str, Any], data: st.DataObject) -> None:
    months, scenarios = made["case"]["months"], len(made["scenarios"])
    idle = {
        "scenario": f"W{data.draw(st.integers(0, scenarios - 1))}",
        "from_month": data.draw(st.integers(0, months)),
        "to_month": months,
        "known_from": data.draw(st.none() | st.integers(0, months)),
        "effect": data.draw(st.sampled_from(("availability", "price", "demand"))),
        "value": 1,
    }
    tree = grow(gather(case(**made)))
    more = grow(gather(case(**made | {"events": [*made["events"], idle]})))
    assert more == tree
