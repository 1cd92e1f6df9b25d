"""Decides whether the few scenarios that stand for all are those nearest to the others, each with their odds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.scenarios.fewer import fewer
from planner.scenarios.grow import grow
from tests.planner.scenarios.test_grow import event, groups, world

A_HALT_OR_A_LONGER_ONE = [event("B", 2, 3), event("C", 2, 4)]


def test_of_two_halts_alike_one_stands_for_both() -> None:
    """A is quiet, B halts two months, C three: B is nearest to both others, and then only A is far away."""
    facts = world(A_HALT_OR_A_LONGER_ONE, scenarios=3)
    few = fewer(facts, grow(facts), 2)
    assert [one.name for one in few.facts.scenarios] == ["A", "B"]
    assert [one.probability for one in few.facts.scenarios] == pytest.approx([1 / 3, 2 / 3])


def test_every_node_has_a_stand_in_of_its_month() -> None:
    facts = world(A_HALT_OR_A_LONGER_ONE, scenarios=3)
    tree = grow(facts)
    few = fewer(facts, tree, 2)
    assert groups(tree) == ["ABC", "ABC", "A|BC", "A|BC", "A|B|C", "A|B|C"]
    names = [few.facts.scenarios[few.tree.nodes[n].scenarios[-1]].name for n in few.stand_in]
    assert names == ["B", "B", "A", "B", "A", "B", "A", "B", "B", "A", "B", "B"]
    assert [few.tree.nodes[n].month for n in few.stand_in] == [node.month for node in tree.nodes]


def test_an_unlikely_scenario_makes_way_for_a_likely_one() -> None:
    """C is the farthest from the others, but hardly ever comes."""
    facts = world([event("B", 2, 3), event("C", 0, 5)], scenarios=3)
    odds = {"A": 0.6, "B": 0.39, "C": 0.01}
    facts = replace(facts, scenarios=tuple(replace(one, probability=odds[one.name]) for one in facts.scenarios))
    likely = fewer(facts, grow(facts), 2)
    assert [one.name for one in likely.facts.scenarios] == ["A", "B"]


def test_all_may_stand_for_themselves() -> None:
    facts = world(A_HALT_OR_A_LONGER_ONE, scenarios=3)
    tree = grow(facts)
    few = fewer(facts, tree, 5)
    assert [one.name for one in few.facts.scenarios] == ["A", "B", "C"]
    assert few.stand_in == tuple(range(len(tree.nodes)))
