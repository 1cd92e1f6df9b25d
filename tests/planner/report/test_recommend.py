"""Decides whether a plan reads as the advice it is."""

from planner.report.recommend import Topic, sentences
from tests.planner.report.stories import answer_to, decision, embargo, order, short, stock


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


def test_a_later_start_says_when_and_under_which_scenario() -> None:
    later = [decision(3, 2, "redesign", "Ferrite")]
    assert words(Topic.LATER, decisions=later) == ["Start the redesign “Ferrite” in Mar 2027 if “Stop” comes (20 %)."]


def test_a_later_start_that_comes_in_any_case_has_no_condition() -> None:
    both = [decision(2, 2, "redesign", "Ferrite"), decision(3, 2, "redesign", "Ferrite")]
    assert words(Topic.LATER, decisions=both) == ["Start the redesign “Ferrite” in Mar 2027."]


def test_stock_that_builds_up_names_its_worth_and_the_item() -> None:
    assert words(Topic.STOCK, stock=[stock(0, 0, 100), stock(1, 1, 60)]) == [
        "Stock builds up from EUR 200 at the start to EUR 500 at the end of Jan 2027 on average, most of it Magnet: "
        "from 40 to 100 units."
    ]


def test_stock_is_weighed_by_the_probability_of_its_node() -> None:
    lines = [stock(2, 2, 100), stock(3, 2, 0)]
    assert "to EUR 400 at the end of Mar 2027 on average" in words(Topic.STOCK, stock=lines)[0]


def test_stock_that_only_falls_is_run_down() -> None:
    assert words(Topic.STOCK, stock=[stock(0, 0, 30)]) == [
        "Stock is run down from EUR 200 at the start to EUR 0 at the end of Apr 2027 on average."
    ]


def test_who_goes_short_is_said_with_its_odds() -> None:
    assert words(Topic.SHORTAGE, shortages=[short(3, 2, 50)]) == [
        "Customers go short in 1 of 2 scenarios (20 % likely): "
        "on average 10 units are never delivered, all of them Drive."
    ]


def test_units_late_after_the_last_month_are_never_delivered() -> None:
    assert "on average 40 units" in words(Topic.SHORTAGE, shortages=[short(4, 3, 0, late=50)])[0]


def test_late_units_on_the_way_are_not_short() -> None:
    assert words(Topic.SHORTAGE, shortages=[short(0, 0, 0, late=50)]) == [
        "Every product is delivered in every scenario."
    ]
