"""Decides whether a plan reads as the advice it is."""

from dataclasses import replace

import pytest

from planner.insight.policies import Policy
from planner.plan.actions import actions
from planner.report.recommend import Topic, sentences
from planner.tables import results
from tests.planner.report.charted import changed
from tests.planner.report.stories import alone, answer_to, decision, embargo, order, short, stock
from tests.planner.report.told import ways


def words(topic: Topic, **tables: object) -> list[str]:
    told = embargo()
    return [one.words for one in sentences(told, answer_to(told, **tables)) if one.topic is topic]


def test_what_to_order_now_names_supplier_country_goods_money_and_arrival() -> None:
    orders = [order(0, 0, "Ganzhou", 12_000, 48_000, 1), order(2, 2, "Ganzhou", 99, 400, 1)]
    assert words(Topic.ORDER, orders=orders) == [
        "Order from Ganzhou (China): 12,000 × Magnet, for EUR 48.0 k; must leave in Feb 2027, to arrive in Feb 2027."
    ]


def test_the_dearest_supplier_comes_first() -> None:
    orders = [order(0, 0, "Narva", 10, 60, 0), order(0, 0, "Ganzhou", 100, 400, 1)]
    assert [one.split(":")[0] for one in words(Topic.ORDER, orders=orders)] == [
        "Order from Ganzhou (China)",
        "Order from Narva (Estonia)",
    ]


def test_nothing_to_order_is_said() -> None:
    assert words(Topic.ORDER) == ["Order nothing in Jan 2027."]


def test_a_start_of_now_says_what_it_costs_and_when_it_bears_fruit() -> None:
    assert words(Topic.START, decisions=[decision(0, 0, "qualify", "Narva approval")]) == [
        "Start the qualification “Narva approval” now: EUR 60.0 k, orders are possible from Mar 2027."
    ]


def test_a_redesign_of_now_says_from_when_it_can_be_built() -> None:
    assert words(Topic.START, decisions=[decision(0, 0, "redesign", "Ferrite")]) == [
        "Start the redesign “Ferrite” now: EUR 1.00 k, Drive can be built so from Apr 2027."
    ]


def test_a_contract_of_now_says_what_it_reserves() -> None:
    deal = {"contract": "Bridge", "offer": "Ganzhou | Magnet", "per_month": 500, "take_or_pay": 0.5}
    deal |= {"price": 4, "fee": 2000, "sign_by": "2027-02", "from_month": "2027-02", "to_month": "2027-04"}
    told = changed(embargo(), contracts=[deal])
    plan = answer_to(told, decisions=[decision(0, 0, "contract", "Bridge")])
    assert [one.words for one in sentences(told, plan) if one.topic is Topic.START] == [
        "Sign the contract “Bridge” now: 500 units a month reserved from Feb 2027 to Apr 2027, fee EUR 2.00 k."
    ]


def test_what_is_started_later_is_not_started_now() -> None:
    assert words(Topic.START, decisions=[decision(1, 1, "qualify", "Narva approval")]) == []


def test_goods_made_at_once_must_leave_in_the_month_they_are_ordered() -> None:
    assert (
        "must leave in Jan 2027, to arrive in Jan 2027" in words(Topic.ORDER, orders=[order(0, 0, "Narva", 1, 6, 0)])[0]
    )


def test_what_is_told_to_do_now_is_what_the_plan_does_now() -> None:
    """Sentences and ``actions`` name the same things, in the same order."""
    told = embargo()
    plan = answer_to(
        told,
        orders=[order(0, 0, "Narva", 10, 60, 0), order(0, 0, "Ganzhou", 100, 400, 1), order(2, 2, "Narva", 1, 6, 0)],
        decisions=[decision(0, 0, "qualify", "Narva approval"), decision(3, 2, "redesign", "Ferrite")],
    )
    said = [one.words for one in sentences(told, plan) if one.topic in (Topic.ORDER, Topic.START)]
    done = [one for one in actions(plan) if one.now]
    assert len(said) == len(done) == 3
    assert all(one.name in words for one, words in zip(done, said, strict=True))


def test_money_committed_grows_with_the_days_and_weighs_branches_by_their_odds() -> None:
    """160 now, 40 in February; 120 in March and 100 in April if it stops, at one fifth."""
    lines = [
        order(0, 0, "Ganzhou", 40, 160, 1),
        order(1, 1, "Ganzhou", 10, 40, 1),
        order(3, 2, "Narva", 20, 120, 0),
        order(5, 3, "Narva", 16, 100, 0),
    ]
    assert words(Topic.MONEY, orders=lines) == [
        "Money committed on average: EUR 160 within 30 days, EUR 224 within 90 days and EUR 244 within 180 days."
    ]


def carried_on(expected: float, tail: float, lost: float, kept: float) -> str:
    """What the plan is said to buy beside carrying on, with so many drives lost if it stops, and kept back by us."""
    told = embargo()
    other = answer_to(told, shortages=[short(3, 2, lost)] if lost else [])
    other = replace(other, expected_cost=expected, cvar=tail)
    (way,) = (one for one in ways() if one.policy is Policy.CARRY_ON)
    plan = answer_to(told, shortages=[short(3, 2, kept)] if kept else [])
    found = sentences(told, plan, [replace(way, plan=other, expected_cost=expected, cvar=tail)])
    return [one.words for one in found if one.topic is Topic.MONEY][1]


def test_what_the_plan_buys_is_told_beside_carrying_on() -> None:
    assert carried_on(3200.0, 4_000_000.0, 1000, 50) == (
        "Carrying on as today would cost EUR 2.00 k more on average and EUR 2.00 M more in the mean of the worst 10 %; "
        "200 units would never be delivered on average, with this plan 10 units."
    )


@pytest.mark.parametrize(
    ("expected", "tail", "said"),
    [
        (1000.0, 2_500_000.0, "EUR 200 less on average and EUR 500 k more"),
        (1200.0, 2_000_000.0, "as much on average and as much in"),
    ],
)
def test_carrying_on_that_costs_less_or_as_much_is_said_to(expected: float, tail: float, said: str) -> None:
    assert said in carried_on(expected, tail, 1000, 0)


def test_nothing_lost_either_way_is_said() -> None:
    assert carried_on(3200.0, 4_000_000.0, 0, 0).endswith("; everything would be delivered either way.")


def test_carrying_on_that_breaks_the_limits_is_no_way_out() -> None:
    told = embargo()
    (way,) = (one for one in ways() if one.policy is Policy.DIVERSIFY)
    found = sentences(told, answer_to(told), [replace(way, policy=Policy.CARRY_ON)])
    assert "Carrying on as today is no way out: budget cannot be kept." in [one.words for one in found]


def test_without_other_ways_nothing_is_said_of_them() -> None:
    assert "Carrying on" not in " ".join(words(Topic.MONEY))


def test_a_later_start_says_when_and_under_which_scenario() -> None:
    later = [decision(3, 2, "redesign", "Ferrite")]
    assert words(Topic.LATER, decisions=later) == ["Start the redesign “Ferrite” in Mar 2027 if “Stop” comes (20 %)."]


def test_a_later_start_that_comes_in_any_case_has_no_condition() -> None:
    both = [decision(2, 2, "redesign", "Ferrite"), decision(3, 2, "redesign", "Ferrite")]
    assert words(Topic.LATER, decisions=both) == ["Start the redesign “Ferrite” in Mar 2027."]


def test_stock_that_builds_up_says_to_how_many_months_of_cover_and_by_when() -> None:
    assert words(Topic.STOCK, stock=[stock(0, 0, 100), stock(1, 1, 60)]) == [
        "Stock builds up from EUR 200 at the start to EUR 500 at the end of Jan 2027 on average.",
        "Build the stock of Magnet to 5.0 months of cover by the end of Jan 2027: 100 units on average, from 40 today.",
    ]


def test_stock_that_is_highest_later_is_built_by_then() -> None:
    assert words(Topic.STOCK, stock=[stock(0, 0, 60), stock(1, 1, 160)])[1].startswith(
        "Build the stock of Magnet to 8.0 months of cover by the end of Feb 2027"
    )


def test_stock_that_nothing_needs_any_more_is_built_to_units() -> None:
    lines = [replace(stock(0, 0, 100), months_of_cover=None)]
    assert words(Topic.STOCK, stock=lines)[1] == (
        "Build the stock of Magnet to 100 units by the end of Jan 2027, on average, from 40 today."
    )


def test_cover_is_that_of_all_pools_together_and_counts_once() -> None:
    """Two pools of one item, each line with the cover of both."""
    both = [replace(stock(0, 0, 60), months_of_cover=5.0), replace(stock(0, 0, 40), pool="Pump", months_of_cover=5.0)]
    assert "to 5.0 months of cover" in words(Topic.STOCK, stock=both)[1]


def test_items_that_hardly_add_to_the_stock_are_not_named() -> None:
    told = changed(embargo(), items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Screw", "standard_cost": 0.01}])
    lines = [stock(0, 0, 100), replace(stock(0, 0, 100), item="Screw")]
    said = [one.words for one in sentences(told, answer_to(told, stock=lines)) if one.topic is Topic.STOCK]
    assert len(said) == 2
    assert "Screw" not in " ".join(said)


def test_stock_is_weighed_by_the_probability_of_its_node() -> None:
    lines = [stock(2, 2, 100), stock(3, 2, 0)]
    assert "to EUR 400 at the end of Mar 2027 on average" in words(Topic.STOCK, stock=lines)[0]


def test_stock_that_only_falls_is_run_down() -> None:
    assert words(Topic.STOCK, stock=[stock(0, 0, 30)]) == [
        "Stock is run down from EUR 200 at the start to EUR 0 at the end of Apr 2027 on average."
    ]


def everywhere(*by_month: float) -> list[results.StockLine]:
    """So many magnets at the end of each month, whatever comes."""
    nodes = {0: (0,), 1: (1,), 2: (2, 3), 3: (4, 5)}
    return [stock(node, month, held) for month, held in enumerate(by_month) for node in nodes[month]]


def test_stock_that_is_the_same_at_the_end_is_not_run_down() -> None:
    assert words(Topic.STOCK, stock=everywhere(40, 40, 40, 41)) == [
        "Stock stays about as it is: EUR 200 at the start, EUR 205 at the end of Apr 2027 on average."
    ]
    assert words(Topic.STOCK, stock=everywhere(40, 10, 0, 40)) == [
        "Stock falls from EUR 200 at the start to EUR 0 at the end of Mar 2027 and is back at EUR 200 at the end of "
        "Apr 2027 on average."
    ]


def test_where_no_stock_is_held_that_is_said() -> None:
    told = changed(embargo(), stock=[])
    found = [one.words for one in sentences(told, answer_to(told)) if one.topic is Topic.STOCK]
    assert found == ["No stock is held at the end of any month on average."]


def test_who_goes_short_is_said_with_its_odds() -> None:
    assert words(Topic.SHORTAGE, shortages=[short(3, 2, 50)]) == [
        "Customers go short in 1 of 2 scenarios (20 % likely): "
        "on average 10 units are never delivered, all of them Drive."
    ]


def test_units_late_after_the_last_month_are_never_delivered() -> None:
    assert "on average 40 units" in words(Topic.SHORTAGE, shortages=[short(4, 3, 0, late=50)])[0]


def test_late_units_on_the_way_are_late_and_not_short() -> None:
    assert words(Topic.SHORTAGE) == ["Every product is delivered in every scenario."]
    assert words(Topic.SHORTAGE, shortages=[short(0, 0, 0, late=50), short(1, 1, 0, late=20)]) == [
        "Every product is delivered in every scenario, but not all in time: up to 50 units are late at the end of a "
        "month."
    ]


def test_who_goes_short_in_every_scenario_is_said_so() -> None:
    assert words(Topic.SHORTAGE, shortages=[short(0, 0, 5)]) == [
        "Customers go short in every scenario: on average 5 units are never delivered, all of them Drive."
    ]


def test_of_one_future_alone_no_scenarios_are_told() -> None:
    told = embargo()
    short_of = alone(told, shortages=[short(0, 0, 5)])
    said = [one.words for one in sentences(told, short_of) if one.topic is Topic.SHORTAGE]
    assert said == ["Customers go short: 5 units are never delivered, all of them Drive."]
    said = [one.words for one in sentences(told, alone(told)) if one.topic is Topic.SHORTAGE]
    assert said == ["Every product is delivered."]
