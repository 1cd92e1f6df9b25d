"""The playbook reads from top to bottom: each way below the one it goes on from, the main road at the margin."""

from __future__ import annotations

import math
from dataclasses import replace

from planner.report.playbook import playbook
from planner.report.playbook_cards import cards, text
from tests.planner.report.charted import whole_story
from tests.planner.report.many_ways import many_ways


def test_the_main_road_stays_at_the_margin_and_each_way_follows_the_one_it_goes_on_from() -> None:
    told = cards(*many_ways(3)).cards
    assert [(one.number, one.as_before, one.depth) for one in told] == [
        ("month 2", False, 0),
        ("month 2", True, 0),
        ("month 3", False, 0),
        ("month 3", True, 0),
        ("month 4", False, 0),
        ("month 4", True, 0),
    ]


def test_a_way_within_a_way_stands_deeper() -> None:
    told, plan = many_ways(2)
    # “Rise 2” parts from “Rise 1” and not from the calm one.
    both = ("Rise 1", "Rise 2")
    rise = next(one.node for one in plan.nodes if one.scenarios == ("Rise 1",))
    nodes = [
        replace(one, scenarios=both, probability=2 / 3)
        if one.node == rise
        else replace(one, scenarios=("Calm",), probability=1 / 3)
        if one.scenarios == ("Rise 2", "Calm")
        else replace(one, parent=rise)
        if one.scenarios == ("Rise 2",)
        else one
        for one in plan.nodes
    ]
    ways = cards(told, replace(plan, nodes=tuple(nodes))).cards
    assert [(one.number, one.depth) for one in ways] == [
        ("month 2", 0),
        ("month 3", 1),
        ("month 3", 1),
        ("month 2", 0),
    ]


def test_a_card_tells_what_the_playbook_tells() -> None:
    case, plan = whole_story()
    told = cards(case, plan)
    of = {one.node: one for one in playbook(case, plan).branches}
    for one in told.cards:
        assert (one.trigger, one.actions, one.urgency) == (
            of[one.node].trigger,
            of[one.node].actions,
            of[one.node].urgency,
        )
    assert told.always == playbook(case, plan).always
    assert told.cards[0].chance == "20 % likely"


def test_odds_seen_from_today_are_told_where_they_differ() -> None:
    told = cards(*many_ways(3)).cards
    assert told[0].chance == "25 % likely"
    assert told[2].chance == "33 % likely then, 25 % seen from today"


def test_what_a_delay_costs_is_told_only_when_it_was_asked() -> None:
    case, plan = whole_story()
    assert {one.price for one in cards(case, plan).cards} == {""}
    priced = cards(case, plan, {3: 1234.0})
    assert priced.priced
    assert "EUR 1.23 k on average when this comes" in priced.cards[0].price
    assert "likeliest way" in priced.cards[1].price
    assert "not possible" in cards(case, plan, {3: math.inf}).cards[0].price
    assert "was not computed" in cards(case, plan, {}).cards[0].price


def test_the_text_can_be_pasted_into_a_letter() -> None:
    case, plan = whole_story()
    words = text(case, plan, {3: 1234.0})
    assert words.startswith("Playbook")
    assert "Whatever comes" in words
    assert "would cost EUR 1.23 k" in words.replace("\n  ", " ")
