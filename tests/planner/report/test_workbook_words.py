"""Events and branches read as a supply manager would say them, without numbers of nodes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.report.happenings import ALL_NAMED, said, when
from planner.report.playbook import Branch, branches, playbook
from planner.tables.choices import Event
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.stories import START, answer_to, decision, embargo, order, short


def event(effect: str, value: float, **more: Any) -> Event:
    told: dict[str, Any] = {"scenario": "S", "from_month": START, "to_month": START + 2, "known_from": None}
    filters = dict.fromkeys(("supplier", "country", "item", "element", "end_use", "product"), ())
    return Event(**{**told, **filters, "source": None, "effect": effect, "value": value, **more})


@pytest.mark.parametrize(
    ("one", "words"),
    (
        (event("availability", 0, country=("China",)), "nothing may leave China"),
        (
            event("availability", 0.54, country=("China", "Vietnam")),
            "only 54 % of the usual may leave China or Vietnam",
        ),
        (event("availability", 0), "nothing may leave any supplier"),
        (
            event("availability", 0, country=("United States", "China")),
            "nothing may leave the United States or China",
        ),
        (
            event("availability", 0, country=("China",), element=("Dy", "Sm"), end_use=("defence",)),
            "nothing that holds Dy or Sm for defence may leave China",
        ),
        (
            event("availability", 0.5, supplier=("Star",), item=("M1", "M2")),
            "only 50 % of the usual of M1 and M2 may leave Star",
        ),
        (event("price", 1.18, country=("Vietnam",)), "prices from Vietnam rise by 18 %"),
        (event("price", 0.9, element=("Dy",)), "prices that hold Dy fall by 10 %"),
        (event("duty", 0.25, country=("China",)), "duty on goods from China rises by 25 points"),
        (event("delay", 1, country=("China",)), "goods from China take 1 month longer"),
        (event("delay", 2, element=("Dy",)), "goods that hold Dy take 2 months longer"),
        (event("demand", 0.8, product=("Drive",)), "demand of Drive falls by 20 %"),
        (event("demand", 1.5, end_use=("automotive",)), "demand for automotive rises by 50 %"),
        (
            event("closed", 1, country=("China",)),
            "China takes no new customers: nothing can be qualified or signed there",
        ),
        (event("delay", 1, country=("A", "B", "C", "D", "E")), "goods from A, B, C or 2 others take 1 month longer"),
    ),
)
def test_an_event_reads_as_a_clause(one: Event, words: str) -> None:
    assert said(one) == words


def test_everybody_is_named_where_there_is_room() -> None:
    assert said(event("delay", 1, country=("A", "B", "C", "D", "E")), ALL_NAMED) == (
        "goods from A, B, C, D or E take 1 month longer"
    )


def test_the_months_of_an_event_and_its_announcement_are_told() -> None:
    assert when(event("delay", 1)) == "from Jan 2027 to Mar 2027"
    assert when(event("delay", 1, to_month=START, known_from=START)) == "in Jan 2027, known from Jan 2027"


def test_a_parting_tells_what_becomes_known_how_likely_and_what_is_done_then() -> None:
    told, plan = whole_story()
    stop, calm = branches(told, plan)
    assert stop == Branch(
        node=3,
        month=START + 2,
        number=3,
        situation="",
        trigger="Nothing may leave China.",
        scenarios=("Stop",),
        chance=pytest.approx(0.2),
        probability=pytest.approx(0.2),
        actions=(
            "Start the redesign “Ferrite” in Mar 2027.",
            "Order for EUR 120 from Mar to Apr 2027: EUR 120 from Narva (otherwise nothing) and nothing from Ganzhou "
            "(otherwise EUR 40.0).",
            "Not delivered until Apr 2027: 4 × Drive.",
        ),
        act_by=date(2027, 3, 31),
        act_within=31,
    )
    assert stop.urgency == "Act by 31 Mar 2027, within 31 days."
    assert calm.trigger == "None of this: things go on as before."
    assert calm.actions == ("Order for EUR 40.0 from Mar to Apr 2027: EUR 40.0 from Ganzhou.",)


def test_orders_that_hardly_differ_are_told_as_much_the_same() -> None:
    told = embargo()
    plan = answer_to(told, orders=[order(2, 2, "Ganzhou", 10, 100, 1), order(3, 2, "Ganzhou", 10, 104, 1)])
    stop, _ = branches(told, plan)
    assert stop.actions == ("Order for EUR 104 from Mar to Apr 2027, much as otherwise.",)
    assert (stop.act_by, stop.act_within) == (None, None)
    assert stop.urgency == "Nothing else is to be done than otherwise until ways part again."


def test_a_way_that_differs_only_later_leaves_time_until_then() -> None:
    told = embargo()
    stop, _ = branches(told, answer_to(told, decisions=[decision(5, 3, "redesign", "Ferrite")]))
    assert (stop.act_by, stop.act_within) == (date(2027, 4, 30), 61)


def test_what_a_way_does_after_the_usual_one_has_parted_again_is_something_else_to_do() -> None:
    """In April the calm way parts once more; the stop goes on by itself and starts the redesign only then."""
    told = changed(
        embargo(),
        scenarios=[
            {"scenario": "Calm", "probability": 0.5},
            {"scenario": "Dear", "probability": 0.3},
            {"scenario": "Stop", "probability": 0.2},
        ],
    )
    plan = answer_to(told, decisions=[decision(5, 3, "redesign", "Ferrite")])
    names = {"Calm": ("Calm", "Dear"), "Stop": ("Stop",)}
    nodes = [replace(one, scenarios=tuple(name for who in one.scenarios for name in names[who])) for one in plan.nodes]
    nodes[4] = replace(nodes[4], scenarios=("Calm",), probability=0.5)
    nodes.append(replace(nodes[4], node=6, scenarios=("Dear",), probability=0.3))
    futures = (
        replace(plan.scenario_costs[0], probability=0.5),
        replace(plan.scenario_costs[0], scenario="Dear", probability=0.3),
        plan.scenario_costs[1],
    )
    found = branches(told, replace(plan, nodes=tuple(nodes), scenario_costs=futures))
    stop = next(one for one in found if one.scenarios == ("Stop",))
    assert stop.actions[0] == "Start the redesign “Ferrite” in Apr 2027."
    assert (stop.act_by, stop.act_within) == (date(2027, 4, 30), 61)


def test_what_is_ordered_in_a_way_adds_up() -> None:
    """100 from Ganzhou either way, and 60 from Narva if it stops: the hundred is told too."""
    told = embargo()
    lines = [order(2, 2, "Ganzhou", 25, 100, 1), order(3, 2, "Ganzhou", 25, 100, 1), order(3, 2, "Narva", 10, 60, 0)]
    stop, _ = branches(told, answer_to(told, orders=lines))
    assert stop.actions == (
        "Order for EUR 160 from Mar to Apr 2027: EUR 60.0 from Narva (otherwise nothing) and EUR 100 from others.",
    )


def test_a_month_s_delay_costs_what_was_computed_and_says_so_where_it_was_not() -> None:
    told, plan = whole_story()
    stop, calm = playbook(told, plan, {3: 1234.0}).branches
    unknown, _ = playbook(told, plan).branches
    assert stop.price("EUR") == "To act a month late would cost EUR 1.23 k on average when this comes."
    assert unknown.price("EUR") == "What a month's delay would cost was not computed."
    assert calm.price("EUR") == "It is the likeliest way, which a delay is measured against."
    assert replace(stop, month_late=0.2).price("EUR") == "To act a month late would cost next to nothing."


def test_a_playbook_begins_with_what_is_done_whatever_comes() -> None:
    told, plan = whole_story()
    assert [words.split(":")[0] for words in playbook(told, plan).always] == [
        "Order from Ganzhou (China)",
        "Start the qualification “Narva approval” now",
    ]


def test_what_is_done_after_the_first_month_and_before_ways_part_is_done_whatever_comes() -> None:
    told = embargo()
    plan = answer_to(
        told,
        orders=[
            order(0, 0, "Ganzhou", 40, 160, 1),
            order(1, 1, "Ganzhou", 10, 40, 1),
            order(2, 2, "Ganzhou", 9, 36, 1),
        ],
        decisions=[decision(1, 1, "redesign", "Ferrite"), decision(3, 2, "qualify", "Narva approval")],
        shortages=[short(1, 1, 2)],
    )
    assert playbook(told, plan).always[1:] == (
        "Start the redesign “Ferrite” in Feb 2027.",
        "Order for EUR 40.0 in Feb 2027: EUR 40.0 from Ganzhou.",
        "Not delivered until Feb 2027: 2 × Drive.",
    )


@pytest.mark.parametrize(
    ("one", "words"),
    (
        (event("availability", 0.3, country=("China",)), "at most 30 % of the usual may leave China"),
        (event("price", 1.18, country=("Vietnam",)), "prices from Vietnam rise by 18 % or more"),
        (event("duty", 0.25, country=("China",)), "duty on goods from China rises by 25 points or more"),
        (event("delay", 2, country=("China",)), "goods from China take 2 months longer or more"),
        (event("demand", 0.8, product=("Drive",)), "demand of Drive falls by 20 % or more"),
    ),
)
def test_a_trigger_is_a_threshold(one: Event, words: str) -> None:
    assert said(one, at_least=True) == words


def test_a_way_in_which_nothing_is_ordered_says_so() -> None:
    told = embargo()
    stop, calm = branches(told, answer_to(told))
    assert stop.actions == calm.actions == ("Order nothing from Mar to Apr 2027.",)


def test_what_is_late_after_the_last_month_is_not_delivered_and_what_is_late_before_may_be() -> None:
    told = embargo()
    stop, calm = branches(told, answer_to(told, shortages=[short(5, 3, 0, late=2), short(2, 2, 0, late=3)]))
    assert stop.actions[1:] == ("Not delivered until Apr 2027: 2 × Drive.",)
    assert calm.actions[1:] == ()


def test_parts_of_a_unit_that_goes_short_are_told_as_whole_ones_from_one_on() -> None:
    told = embargo()
    stop, calm = branches(told, answer_to(told, shortages=[short(5, 3, 9.71), short(4, 3, 0.4)]))
    assert {stop.actions[-1], calm.actions[-1]} == {
        "Not delivered until Apr 2027: 10 × Drive.",
        "Not delivered until Apr 2027: 0.4 × Drive.",
    }


def test_what_is_over_and_what_goes_on_are_told_apart() -> None:
    """Both scenarios stop in February; in March it is over in one of them, and goes on in the other."""
    told = changed(
        embargo(),
        events=[
            {
                "scenario": name,
                "from_month": 1,
                "to_month": last,
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
            for name, last in (("Calm", 1), ("Stop", 3))
        ],
    )
    first, second = branches(told, answer_to(told))
    assert (first.scenarios, first.trigger) == (("Calm",), "It is over that nothing may leave China.")
    assert (second.scenarios, second.trigger) == (("Stop",), "Nothing may leave China, as before.")


def test_what_is_announced_ahead_is_told_when_it_is_announced() -> None:
    told = changed(
        embargo(),
        events=[
            {
                "scenario": "Stop",
                "from_month": 3,
                "to_month": 3,
                "known_from": 2,
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
        ],
    )
    stop, _ = branches(told, answer_to(told))
    assert stop.trigger == "Announced for Apr 2027: nothing may leave China."


def test_the_situation_of_a_later_parting_is_what_was_known_before() -> None:
    """In April the stop parts once more: it lasts, or it ends."""
    told = changed(
        embargo(),
        scenarios=[
            {"scenario": "Calm", "probability": 0.8},
            {"scenario": "Long", "probability": 0.15},
            {"scenario": "Short", "probability": 0.05},
        ],
        events=[
            {
                "scenario": name,
                "from_month": 2,
                "to_month": last,
                "effect": "availability",
                "value": 0,
                "country": "China",
            }
            for name, last in (("Long", 3), ("Short", 2))
        ],
    )
    plan = answer_to(told, decisions=[decision(5, 3, "redesign", "Ferrite")])
    names = {"Calm": ("Calm",), "Stop": ("Long", "Short")}
    nodes = [replace(one, scenarios=tuple(name for who in one.scenarios for name in names[who])) for one in plan.nodes]
    nodes[5] = replace(nodes[5], scenarios=("Long",), probability=0.15)
    nodes.append(replace(nodes[5], node=6, scenarios=("Short",), probability=0.05))
    costs = (
        plan.scenario_costs[0],
        replace(plan.scenario_costs[1], scenario="Long", probability=0.15),
        replace(plan.scenario_costs[1], scenario="Short", probability=0.05),
    )
    told_later = branches(told, replace(plan, nodes=tuple(nodes), scenario_costs=costs))[2:]
    assert [one.scenarios for one in told_later] == [("Long",), ("Short",)]
    assert {one.situation for one in told_later} == {"if “Long” or “Short” comes (20 %)"}
    assert [one.chance for one in told_later] == pytest.approx([0.75, 0.25])
    assert told_later[0].actions[0] == "Start the redesign “Ferrite” in Apr 2027."


def test_one_future_never_parts() -> None:
    told, plan = whole_story()
    line = tuple(one for one in plan.nodes if one.node in (0, 1, 2, 4))
    assert branches(told, replace(plan, nodes=line, scenario_costs=plan.scenario_costs[:1])) == ()
