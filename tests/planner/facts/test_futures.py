"""Decides whether the scenarios that count are those that can happen."""

from tests.planner.facts.stories import HALT, halt, small


def test_no_scenario_is_one_certain_future_without_events() -> None:
    (only,) = small().scenarios
    assert (only.name, only.probability, only.events) == ("base case", 1, ())


def test_a_scenario_of_probability_zero_is_left_out() -> None:
    facts = small(
        scenarios=[
            {"scenario": "never", "probability": 0},
            {"scenario": "calm", "probability": 0.75},
            {"scenario": "halt", "probability": 0.25},
        ],
        events=[halt(), halt(scenario="never")],
    )
    assert [(one.name, one.probability, len(one.events)) for one in facts.scenarios] == [
        ("calm", 0.75, 0),
        ("halt", 0.25, 1),
    ]


def test_events_belong_to_their_scenario_in_the_order_entered() -> None:
    facts = small(scenarios=HALT, events=[halt(scenario="HALT", value=0.5), halt(value=0.25)])
    assert [event.value for event in facts.scenarios[0].events] == [0.5, 0.25]
