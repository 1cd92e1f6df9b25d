"""The title of every chart says what its numbers say, and says otherwise when they do."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.events import Progress
from planner.report import figures
from planner.report.theme import LIGHT
from planner.tables.case import Case
from planner.tables.edits import SetCells, apply
from tests.planner.report.charted import changed, heavy, shipment, whole_story
from tests.planner.report.stories import alone, answer_to, built, decision, embargo, short, stock


def title(figure: Any) -> str:
    return str(figure.texts[0].get_text()).replace("\n", " ").replace("\u00a0", " ")


def subtitle(figure: Any) -> str:
    return str(figure.texts[1].get_text()).replace("\n", " ").replace("\u00a0", " ")


def sourced(*arrivals: tuple[int, int, str, float], told: Case | None = None, scenario: str | None = "Stop") -> str:
    """The title of the sourcing mix when these goods arrive: node, month, supplier, quantity."""
    told = told or heavy(embargo())
    plan = answer_to(told, shipments=[shipment(node, at, who, much, at) for node, at, who, much in arrivals])
    return title(figures.sourcing_mix(told, plan, scenario, LIGHT))


def test_the_mix_names_who_carries_supply_once_the_scenario_turns() -> None:
    said = sourced((0, 0, "Ganzhou", 10), (1, 1, "Ganzhou", 10), (3, 2, "Narva", 6), (5, 3, "Ganzhou", 4))
    assert said == "Narva carries 60 % from Mar 2027 if “Stop” comes, nothing before"


def test_the_mix_says_that_the_leader_still_carries_most() -> None:
    said = sourced((0, 0, "Ganzhou", 19), (1, 1, "Narva", 1), (3, 2, "Narva", 2), (5, 3, "Ganzhou", 8))
    assert said == "Ganzhou still carries 80 % from Mar 2027 if “Stop” comes, 95 % before"


def test_the_mix_says_when_nothing_changes() -> None:
    said = sourced((0, 0, "Ganzhou", 9), (1, 1, "Narva", 1), (3, 2, "Narva", 1), (5, 3, "Ganzhou", 9))
    assert said == "Ganzhou carries 90 % from Mar 2027 if “Stop” comes, as before"


def test_two_carriers_are_named_together() -> None:
    three = changed(
        heavy(embargo()),
        suppliers=[
            {"supplier": "Ganzhou", "country": "China"},
            {"supplier": "Narva", "country": "Estonia"},
            {"supplier": "Hanoi", "country": "Vietnam"},
        ],
        offers=[
            {"supplier": name, "item": "Magnet", "price": 4, "production_months": 0, "transit_months": 0}
            for name in ("Ganzhou", "Narva", "Hanoi")
        ],
    )
    said = sourced((0, 0, "Ganzhou", 9), (1, 1, "Hanoi", 1), (3, 2, "Narva", 5), (5, 3, "Hanoi", 5), told=three)
    assert said == "Narva and Hanoi carry 100 % from Mar 2027 if “Stop” comes, 10 % before"


def test_suppliers_of_one_country_carry_under_its_name() -> None:
    two = changed(
        heavy(embargo()),
        suppliers=[{"supplier": "Ganzhou", "country": "China"}, {"supplier": "Narva", "country": "china"}],
    )
    assert sourced((0, 0, "Ganzhou", 1), (2, 2, "Narva", 1), told=two, scenario="Calm") == (
        "China carries 100 % of supply if “Calm” comes"
    )


def test_a_scenario_without_events_is_told_over_the_whole_plan() -> None:
    said = sourced((0, 0, "Ganzhou", 30), (2, 2, "Narva", 10), scenario="Calm")
    assert said == "Ganzhou carries 75 % of supply if “Calm” comes"
    assert sourced((0, 0, "Ganzhou", 30), scenario=None) == "Ganzhou carries 100 % of supply on average"


def test_the_mix_says_when_nothing_arrives() -> None:
    assert sourced() == "Nothing arrives if “Stop” comes"


def test_the_turn_is_where_the_leaders_share_falls_most_and_is_named() -> None:
    told = changed(
        heavy(embargo()),
        events=[
            {
                "scenario": "Stop",
                "from_month": month,
                "to_month": 3,
                "effect": "availability",
                "value": value,
                "country": "China",
            }
            for month, value in ((1, 0.9), (2, 0))
        ],
    )
    arrivals = [shipment(0, 0, "Ganzhou", 9, 0), shipment(1, 1, "Ganzhou", 9, 1), shipment(3, 2, "Narva", 9, 2)]
    figure = figures.sourcing_mix(told, answer_to(told, shipments=arrivals), "Stop", LIGHT)
    assert title(figure) == "Narva carries 100 % from Mar 2027 if “Stop” comes, nothing before"
    assert "nothing may leave China" in [text.get_text() for text in figure.axes[0].texts]


def test_with_one_scenario_no_condition_is_named() -> None:
    told = heavy(embargo())
    plan = alone(told, shipments=[shipment(0, 0, "Ganzhou", 5, 0)], stock=[stock(0, 0, 60)])
    assert title(figures.sourcing_mix(told, plan, "Calm", LIGHT)) == "Ganzhou carries 100 % of supply"
    assert title(figures.stock_cover(told, plan, None, "Calm", LIGHT)) == (
        "Stock builds up from EUR 200 to EUR 300 by Jan 2027"
    )
    assert title(figures.scenario_costs(told, plan, LIGHT)) == "The plan costs EUR 1.00 k"
    assert title(figures.shortages(told, plan, LIGHT)) == "Every product is delivered in full"


def test_the_unit_is_in_the_subtitle() -> None:
    told, plan = whole_story()
    assert "kg" in subtitle(figures.sourcing_mix(told, plan, "Stop", LIGHT))
    light = embargo()
    money = answer_to(light, shipments=[shipment(0, 0, "Ganzhou", 1000, 0)])
    assert "EUR thousand at standard cost" in subtitle(figures.sourcing_mix(light, money, "Stop", LIGHT))
    assert "pcs" in subtitle(figures.stock_cover(told, plan, "Magnet", "Stop", LIGHT))


def test_stock_says_how_low_cover_gets_and_when() -> None:
    told = embargo()  # every month needs 20 magnets
    plan = answer_to(told, stock=[stock(0, 0, 40), stock(1, 1, 30), stock(2, 2, 40), stock(3, 2, 10), stock(4, 3, 40)])
    plan = replace(plan, stock=(*plan.stock, stock(5, 3, 20)))
    assert title(figures.stock_cover(told, plan, "Magnet", "Calm", LIGHT)) == (
        "Magnet covers 1.5 months at its lowest, in Feb 2027 if “Calm” comes"
    )
    assert title(figures.stock_cover(told, plan, "Magnet", None, LIGHT)) == (
        "Magnet covers 0.5 months at its lowest, in Mar 2027, if “Stop” comes"
    )


def test_stock_says_when_nothing_is_left_and_how_likely() -> None:
    told, plan = whole_story()
    assert title(figures.stock_cover(told, plan, "Magnet", "Stop", LIGHT)) == (
        "Magnet runs down to nothing in Apr 2027 if “Stop” comes"
    )
    assert title(figures.stock_cover(told, plan, "Magnet", None, LIGHT)) == (
        "Magnet runs down to nothing in 1 of 2 scenarios, 20 % likely"
    )
    assert title(figures.stock_cover(told, answer_to(told), "Magnet", None, LIGHT)) == (
        "Magnet runs down to nothing in every scenario"
    )


def test_all_stock_says_where_its_value_goes() -> None:
    told = embargo()  # opens with 40 magnets of EUR 5
    more = answer_to(told, stock=[stock(0, 0, 50), stock(1, 1, 80), stock(2, 2, 60), stock(3, 2, 10)])
    assert title(figures.stock_cover(told, more, None, None, LIGHT)) == (
        "Stock builds up from EUR 200 to EUR 400 by Feb 2027 on average"
    )
    same = answer_to(told, stock=[stock(node, month, 40) for node, month in ((0, 0), (1, 1), (2, 2), (4, 3))])
    assert title(figures.stock_cover(told, same, None, "Calm", LIGHT)) == (
        "Stock stays about as it is, EUR 200 if “Calm” comes"
    )
    less = answer_to(told, stock=[stock(0, 0, 40), stock(1, 1, 30), stock(2, 2, 20), stock(3, 2, 20), stock(4, 3, 10)])
    assert title(figures.stock_cover(told, less, None, "Calm", LIGHT)) == (
        "Stock is run down from EUR 200 to EUR 50.0 by Apr 2027 if “Calm” comes"
    )


def test_what_todays_designs_do_not_need_has_stock_but_no_cover() -> None:
    told = changed(embargo(), items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Spare", "standard_cost": 1}])
    plan = answer_to(told, stock=[replace(stock(1, 1, 30), item="Spare")])
    figure = figures.stock_cover(told, plan, "Spare", None, LIGHT)
    assert title(figure) == "Today's designs need no Spare; at most 30 pcs are held, in Feb 2027"
    assert len(figure.axes) == 1


def test_starts_say_what_begins_now_for_how_much_and_what_waits() -> None:
    told, plan = whole_story()
    assert title(figures.starts_gantt(told, plan, LIGHT)) == (
        "One qualification starts in Jan 2027 for EUR 60.0 k; one starts later"
    )


def test_starts_say_when_nothing_begins_now() -> None:
    told = embargo()
    later = answer_to(told, decisions=[decision(3, 2, "redesign", "Ferrite")])
    assert title(figures.starts_gantt(told, later, LIGHT)) == "Nothing starts now; one starts later in Mar 2027"
    assert title(figures.starts_gantt(told, answer_to(told), LIGHT)) == "The plan starts nothing new"


def test_what_is_started_in_no_scenario_is_named_below() -> None:
    told = embargo()
    plan = answer_to(told, decisions=[decision(0, 0, "redesign", "Ferrite")])
    note = figures.starts_gantt(told, plan, LIGHT).texts[2].get_text()
    assert note == "Started in no scenario: Narva approval."


def test_names_of_starts_that_hold_commas_are_told_apart() -> None:
    told = embargo()
    apply(told, SetCells("redesigns", ((0, "redesign", "Magnets, thinner"),)))
    note = figures.starts_gantt(told, answer_to(told), LIGHT).texts[2].get_text()
    assert note == "Started in no scenario: Narva approval; Magnets, thinner."


def test_costs_name_the_dearest_scenario_or_say_that_all_are_alike() -> None:
    told, plan = whole_story()
    assert title(figures.scenario_costs(told, plan, LIGHT)) == (
        "“Stop” costs most: EUR 2.00 k, EUR 800 more than expected"
    )
    near = (replace(plan.scenario_costs[0], cost=1190.0), replace(plan.scenario_costs[1], cost=1205.0))
    assert title(figures.scenario_costs(told, replace(plan, scenario_costs=near), LIGHT)) == (
        "Every scenario costs about the same: EUR 1.19 k to EUR 1.20 k"
    )
    same = (replace(near[0], cost=1200.0), replace(near[1], cost=1200.0))
    assert title(figures.scenario_costs(told, replace(plan, scenario_costs=same), LIGHT)) == (
        "Every scenario costs the same: EUR 1.20 k"
    )


def test_shortages_name_who_goes_short_and_if_what_comes() -> None:
    told, plan = whole_story()
    assert title(figures.shortages(told, plan, LIGHT)) == (
        "Only Drive goes short, and only if “Stop” comes (20 %): 10 % of its demand is never delivered"
    )
    full = replace(plan, shortages=())
    assert title(figures.shortages(told, full, LIGHT)) == "Every product is delivered in full in every scenario"


def test_units_late_at_the_end_are_never_delivered_but_units_late_before_are() -> None:
    told = embargo()
    made = [built(node, month, 10) for node, month in ((0, 0), (1, 1), (2, 2), (3, 2))]
    plan = answer_to(
        told, production=[*made, built(5, 3, 8)], shortages=[short(3, 2, 0, late=9), short(5, 3, 0, late=2)]
    )
    assert figures.shortages_data(told, plan)["not_delivered"].tolist() == [0.0, 2.0]


def test_the_gap_says_how_good_the_plan_is_and_since_when() -> None:
    history = [Progress(1.0, 100.0, 50.0, 0.5), Progress(12.2, 80.0, 78.0, 0.025), Progress(30.0, 80.0, 78.0, 0.025)]
    assert title(figures.gap_over_time(history, LIGHT)) == "No plan is more than 2.5 % better: proven after 12 seconds"
    done = [*history, Progress(40.0, 79.0, 79.0, 0.0)]
    assert title(figures.gap_over_time(done, LIGHT)) == "No plan is better: proven after 40 seconds"
    assert title(figures.gap_over_time([Progress(60.0, None, 5.0, None)], LIGHT)) == "No plan was found in 60 seconds"
    assert title(figures.gap_over_time([], LIGHT)) == "The solve has not begun"


def test_a_plan_found_at_once_has_an_axis_of_a_second_and_no_time_without_a_plan() -> None:
    figure = figures.gap_over_time([Progress(0.004, 10.0, 10.0, 0.0)], LIGHT)
    (axes,) = figure.axes
    assert axes.get_xlim() == (0.0, 1.0)
    assert not any(text.get_text() == "no plan yet" for text in axes.texts)
    late = figures.gap_over_time([Progress(9.0, 10.0, 9.0, 0.1), Progress(10.0, 10.0, 10.0, 0.0)], LIGHT)
    assert any(text.get_text() == "no plan yet" for text in late.axes[0].texts)
