"""Decides whether shipments are told apart by end use exactly where some event tells them apart."""

from planner.facts.facts import Facts
from tests.planner.facts.stories import HALT, halt, offer, small

TWO = [{"supplier": "East", "country": "China"}, {"supplier": "West", "country": "France"}]


def lanes_of(facts: Facts, pair: int = 0) -> list[str | None]:
    return [facts.lanes[lane].end_use for lane in facts.pairs[pair].lanes]


def test_without_events_a_pair_is_one_lane() -> None:
    assert lanes_of(small()) == [None]


def test_each_end_use_named_gets_a_lane_in_the_order_named_and_the_rest_one_more() -> None:
    facts = small(scenarios=HALT, events=[halt("defence;AUTOMOTIVE"), halt("industrial; Defence")])
    assert lanes_of(facts) == ["defence", "automotive", "industrial", None]


def test_only_pairs_the_event_matches_are_split() -> None:
    facts = small(
        suppliers=TWO,
        offers=[offer("East"), offer("West")],
        scenarios=HALT,
        events=[halt("defence", country="France")],
    )
    assert lanes_of(facts, 0) == [None]
    assert lanes_of(facts, 1) == ["defence", None]


def test_a_pair_fed_from_the_country_is_split_too() -> None:
    fed = [{"supplier": "East", "country": "Vietnam", "feed_country": "China", "feed_share": 0.3}]
    assert lanes_of(small(suppliers=fed, scenarios=HALT, events=[halt("defence", country="China")])) == [
        "defence",
        None,
    ]


def test_item_supplier_and_element_filters_count() -> None:
    def split(**filters: str) -> bool:
        facts = small(
            composition=[{"of": "Magnet", "element": "Dy", "weight_percent": 3}],
            scenarios=HALT,
            events=[halt("defence", **filters)],
        )
        return lanes_of(facts) == ["defence", None]

    assert split(element="Tb; dy")
    assert not split(element="Tb")
    assert split(item="MAGNET")
    assert split(supplier="east")
    assert not split(item="Magnet", element="Tb")


def test_an_event_without_an_end_use_splits_nothing() -> None:
    assert lanes_of(small(scenarios=HALT, events=[halt()])) == [None]


def test_only_availability_splits() -> None:
    event = halt("automotive", effect="demand", value=2)
    assert lanes_of(small(scenarios=HALT, events=[event])) == [None]


def test_an_event_wholly_outside_the_horizon_splits_nothing() -> None:
    assert lanes_of(small(scenarios=HALT, events=[halt("defence", from_month=4, to_month=9)])) == [None]
    assert lanes_of(small(scenarios=HALT, events=[halt("defence", from_month=-4, to_month=-1)])) == [None]
    assert lanes_of(small(scenarios=HALT, events=[halt("defence", from_month=3, to_month=9)])) == ["defence", None]


def test_an_event_of_a_scenario_that_cannot_happen_splits_nothing() -> None:
    scenarios = [{"scenario": "halt", "probability": 0}, {"scenario": "calm", "probability": 1}]
    assert lanes_of(small(scenarios=scenarios, events=[halt("defence")])) == [None]


def test_every_pair_ends_with_the_lane_of_the_rest_and_lanes_know_their_pair() -> None:
    facts = small(
        suppliers=TWO, offers=[offer("East"), offer("West")], scenarios=HALT, events=[halt("defence;medical")]
    )
    assert [(lane.pair, lane.end_use) for lane in facts.lanes] == [
        (0, "defence"),
        (0, "medical"),
        (0, None),
        (1, "defence"),
        (1, "medical"),
        (1, None),
    ]
