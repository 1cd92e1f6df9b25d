"""The charts of exposure, runways, flow, tree, fan, regret and frontier say what a hand can work out."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from planner.insight.exposure import exposure
from planner.insight.policies import Policy
from planner.insight.runway import runways
from planner.insight.stops import Stop, Stopped
from planner.report import figures
from planner.report.figure_elements import elements_finding
from planner.report.figure_fan import fan_finding, sourcing_fan_data
from planner.report.figure_frontier import frontier_finding
from planner.report.figure_regret import regret_finding
from planner.report.figure_runway import runway_finding
from planner.report.figure_tree import beside_its_way, tree_finding, whole_parts
from planner.report.flow import Stream, drawn, finding, flow
from planner.report.theme import LIGHT
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows
from tests.planner.report.charted import changed, heavy, shipment, whole_story
from tests.planner.report.many_ways import many_ways
from tests.planner.report.stories import START, answer_to, embargo
from tests.planner.report.told import ways, weights

GANZHOU = Stop(Stopped.SUPPLIER, "Ganzhou")


def stocked(strong: float = 50, **more: Any) -> Case:
    """20 Strong are needed a month for the Drive, 20 Plain for the Pump."""
    return company(stock=[{"item": "Strong", "quantity": strong}, {"item": "Plain", "quantity": 90}], **more)


def seen(figure: Any) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def test_runway_bars_are_survival_and_recovery_in_weeks() -> None:
    told = stocked()
    frame = figures.runway_bars_data(runways(told), GANZHOU)
    drive, pump = frame.to_dict("records")
    assert (drive["product"], pump["product"]) == ("Drive", "Pump")  # the Pump lasts beyond the four months
    assert drive["weeks"] == pytest.approx(2.5 * 52 / 12)
    assert drive["stops_on"] == "2027-03-16"
    assert drive["recovery_weeks"] == pytest.approx(13)
    assert drive["short_weeks"] == pytest.approx(13 - 2.5 * 52 / 12)
    assert drive["way_back"] == "qualification “Narva approval”; Narva"
    assert drive["loss_per_week"] == pytest.approx(100 * 10 * 12 / 52)
    assert math.isnan(pump["weeks"])
    assert pump["way_back"] == "none"  # nobody but Ganzhou makes Plain


def test_runway_bars_put_those_shorter_than_recovery_first() -> None:
    told = company(stock=[{"item": "Strong", "quantity": 65}, {"item": "Plain", "quantity": 70}])
    # Strong lasts 3.25 months and is back after 3; Plain lasts 3.5 months, and nobody else makes it.
    frame = figures.runway_bars_data(runways(told), GANZHOU)
    assert list(frame["product"]) == ["Pump", "Drive"]
    assert frame["short_weeks"][1] == pytest.approx(-0.25 * 52 / 12)
    assert math.isnan(frame["short_weeks"][0])


def test_the_title_of_runways_names_the_first_line_and_what_stops_it() -> None:
    assert runway_finding(runways(stocked()), GANZHOU).startswith(
        "Drive stops first, on 16 Mar 2027, after 10.8 weeks, if Ganzhou stops"
    )
    plenty = company(stock=[{"item": "Strong", "quantity": 999}, {"item": "Plain", "quantity": 999}])
    assert runway_finding(runways(plenty), None) == "No line stops within the months planned"


def test_a_country_is_named_in_the_title_as_within_a_sentence() -> None:
    far = [{"supplier": "Ganzhou", "country": "United States"}, {"supplier": "Narva", "country": "Estonia"}]
    told = runways(stocked(suppliers=far))
    assert "if the United States stops" in runway_finding(told, Stop(Stopped.COUNTRY, "United States"))
    assert figures.runway_bars_data(told, Stop(Stopped.COUNTRY, "United States"))["stop"][0] == "United States"


def test_a_line_without_stock_stops_at_once() -> None:
    bare = company(stock=[{"item": "Plain", "quantity": 90}])
    assert runway_finding(runways(bare), GANZHOU).startswith(
        "Drive stops first, on 1 Jan 2027, at once, if Ganzhou stops"
    )


def test_the_date_and_the_way_back_stand_beside_the_bars() -> None:
    words = seen(figures.runway_bars(stocked(), runways(stocked()), GANZHOU, LIGHT))
    assert any("16 Mar" in one for one in words)
    assert any("back after" in one.replace("\u00a0", " ") for one in words)


def test_the_element_map_tells_kilograms_a_year() -> None:
    told = company()
    frame = figures.element_map_data(told, exposure(told))
    drive = frame[frame["product"] == "Drive"].set_index("element")
    # 2 magnets of 50 g with 2 % Dy: 2 g in a Drive, 10 Drives a month.
    assert drive.loc["Dy", "grams_per_unit"] == pytest.approx(2.0)
    assert drive.loc["Dy", "kg_per_year"] == pytest.approx(0.24)
    assert drive.loc["Nd", "kg_in_horizon"] == pytest.approx(40 * 0.024)


def test_the_title_of_the_element_map_names_who_takes_most_of_the_scarcest() -> None:
    told = company()
    assert elements_finding(told, exposure(told)) == "Only Drive needs dysprosium: 0.24 kg a year"
    none = company(composition=[], items=rows("items", Strong={"grade": None}, Plain={"grade": None}))
    assert elements_finding(none, exposure(none)) == "No rare earth is known in any product"


def test_items_of_unknown_mass_are_named_below_the_element_map() -> None:
    told = company(items=rows("items", Strong={"mass_g": None}))
    figure = figures.element_map(told, exposure(told), LIGHT)
    assert any("Not counted" in text.get_text() and "Strong" in text.get_text() for text in figure.texts)


def test_the_flow_follows_magnets_from_mine_to_product() -> None:
    told = stocked(30)
    streams = flow(told)
    # 80 Strong of 50 g are needed for the Drive: 30 in store, of unknown feed, and 50 from Ganzhou, fed by China.
    strong = {(one.mine, one.maker): one.kg for one in streams if one.product == "Drive"}
    assert strong == {("Not known", "In stock"): pytest.approx(1.5), ("China", "Ganzhou"): pytest.approx(2.5)}
    frame = figures.material_flow_data(streams)
    assert frame["share"].sum() == pytest.approx(1.0)
    assert frame["kg"].sum() == pytest.approx(80 * 0.05 + 80 * 0.01)


def test_the_title_of_the_flow_names_the_country_most_comes_from() -> None:
    streams = (Stream("China", "Ganzhou", "China", "Drive", 3.0), Stream("Australia", "Narva", "Estonia", "Drive", 1.0))
    assert finding(streams) == "75 % of the rare earth in the magnets comes from China, through 2 makers"
    assert finding(()) == "No magnet of known mass is needed"
    assert finding((Stream("Not covered", "Not covered", None, "Drive", 1.0),)) == (
        "100 % of the need is covered by nothing"
    )


def test_the_flow_joins_the_smallest_of_many_and_loses_nothing() -> None:
    streams = tuple(Stream("China", f"Maker {n}", "China", f"Product {n}", 100.0 - n) for n in range(30))
    places, links = drawn(streams)
    whole = sum(one.kg for one in streams)
    for stage in range(3):
        assert sum(one.kg for one in places if one.stage == stage) == pytest.approx(whole)
    assert [sum(one.kg for one in links if one.stage == stage) for stage in (0, 1)] == pytest.approx([whole, whole])
    assert {one.name for one in places if one.stage == 1} >= {"Maker 0", "24 other makers"}


def test_the_tree_has_a_point_for_every_node_and_says_what_starts_there() -> None:
    told, plan = whole_story()
    frame = figures.scenario_tree_data(plan)
    assert len(frame) == len(plan.nodes)
    assert list(frame["starts"]) == ["Qualification Narva approval", "", "", "Redesign Ferrite", "", ""]
    assert math.isnan(frame["follows"][0])
    assert tree_finding(plan) == "2 futures part in Mar 2027"
    assert "Nothing may leave China" in " ".join(seen(figures.scenario_tree(told, plan, LIGHT))).replace("\n", " ")


def test_what_begins_a_way_that_soon_parts_again_stands_left_of_it_and_crosses_no_line() -> None:
    _, plan = many_ways(1)
    ways = {node: (node - 1 if node else None, node) for node in range(6)}  # six months, then two ways; one parts again
    ways |= {6: (5, 6), 7: (5, 6), 8: (7, 7), 9: (8, 8), 10: (8, 8)}
    lines = [replace(plan.nodes[0], node=node, parent=parent, month=START + at) for node, (parent, at) in ways.items()]
    parted = replace(plan, nodes=tuple(lines))
    words = "At most 54 % of the usual may leave China; prices rise by a third; nothing new is qualified"
    assert beside_its_way(words, 7, parted, 24) == "At most 54 % of the\nusual may leave\nChina; and 2 more"
    assert beside_its_way("Short", 7, parted, 24) == ""  # it ends before the way parts
    assert beside_its_way(words, 6, parted, 24) == ""  # it never parts again
    assert beside_its_way(words, 9, parted, 24) == ""
    late = tuple(one for one in lines if one.node >= 4)
    assert (
        beside_its_way(words, 7, replace(plan, nodes=(replace(late[0], parent=None), *late[1:])), 24) == ""
    )  # no room


def test_the_fan_spans_the_scenarios_and_its_line_is_the_likelier() -> None:
    told, plan = whole_story()
    frame = sourcing_fan_data(told, plan)
    ganzhou = frame[frame["source"] == "Ganzhou"]
    # In March Ganzhou sends 10 kg if it stays calm (80 %), nothing if it stops.
    march = ganzhou.iloc[2]
    assert (march["low"], march["median"], march["high"]) == (pytest.approx(0), pytest.approx(10), pytest.approx(10))
    january = ganzhou.iloc[0]
    assert january["low"] == january["high"] == pytest.approx(10)


def test_the_title_of_the_fan_names_what_the_scenarios_change_most() -> None:
    told, plan = whole_story()
    title = figures.sourcing_fan(told, plan, LIGHT).texts[0].get_text().replace("\u00a0", " ").replace("\n", " ")
    assert title == "What comes from Ganzhou differs most between scenarios: by 10 kg in Mar 2027"
    nothing = answer_to(embargo())
    assert figures.sourcing_fan(embargo(), nothing, LIGHT).texts[0].get_text() == "Nothing arrives"
    assert fan_finding(nothing, None, ()) == "Nothing arrives"  # type: ignore[arg-type]  # the mix does not matter


def test_of_many_suppliers_the_fan_is_told_by_groups_their_names_whole_below() -> None:
    """Five kg more arrive from China in April if it stays calm."""
    places = ["China", "China", "Vietnam", "Japan", "Estonia", "Germany", "United States"]
    makers = [f"Maker {place} of sintered magnets with a long name" for place, _ in enumerate(places)]
    terms = {"item": "Magnet", "price": 1, "production_months": 0, "transit_months": 0}
    told = changed(
        heavy(embargo()),
        suppliers=[{"supplier": name, "country": country} for name, country in zip(makers, places, strict=True)],
        offers=[{"supplier": name, **terms} for name in makers],
    )
    arrivals = [shipment(0, 0, name, 10, 0) for name in makers]
    figure = figures.sourcing_fan(told, answer_to(told, shipments=[*arrivals, shipment(4, 3, makers[0], 10, 3)]), LIGHT)
    title = figure.texts[0].get_text().replace("\u00a0", " ").replace("\n", " ")
    assert title == "What comes from China differs most between scenarios: by 5 kg in Apr 2027"
    engine: Any = figure.get_layout_engine()
    beside, below = (one.get_text().replace("\n", " ") for one in engine.labels[0].words)
    assert beside == "China"
    assert makers[0] in below and makers[1] in below


def test_regret_is_told_for_every_way_and_scenario() -> None:
    told, _ = whole_story()
    frame = figures.regret_table_data(told, ways())
    assert len(frame) == 3 * 2
    carry_on = frame[frame["policy"] == Policy.CARRY_ON.value].set_index("scenario")
    assert (carry_on.loc["Calm", "regret"], carry_on.loc["Stop", "regret"]) == (0.0, 6000.0)
    # The recommended plan: 0.8 * 1200 + 0.2 * 3000 = 1560; stocking up: 2000; carrying on: 2600.
    assert regret_finding(told, ways()) == (
        "The recommended plan costs EUR 440 less on average than the next best, “stock up”"
    )
    figure = figures.regret_table(told, ways(), LIGHT)
    assert any("No plan: diversify only." in text.get_text() for text in figure.texts)


def test_a_recommended_plan_that_saves_nothing_is_not_praised() -> None:
    told, _ = whole_story()
    own = next(one for one in ways() if one.policy is Policy.RECOMMENDED)
    assert regret_finding(told, (own,)) == "There is nothing to compare"
    from dataclasses import replace

    rival = replace(own, policy=Policy.CARRY_ON)
    assert regret_finding(told, (rival, own)) == "The recommended plan costs no less on average than “carry on”"


def test_the_frontier_tells_what_safety_costs_and_leaves_out_what_is_beaten() -> None:
    told, _ = whole_story()
    frame = figures.cost_frontier_data(told, weights())
    assert list(frame["risk_weight"]) == [0.0, 0.5, 1.0]
    assert list(frame["dominated"]) == [False, False, True]
    assert frontier_finding(told, weights()) == (
        "The safest plan costs EUR 200 more on average and EUR 5.00 k less if it goes badly"
    )
    assert frontier_finding(told, weights()[:1]) == "One weight alone says nothing of what safety costs"
    (line,) = (one for one in figures.cost_frontier(told, weights(), LIGHT).axes[0].lines if len(one.get_xdata()) > 1)
    assert list(line.get_xdata()) == [1000.0, 1200.0]


def test_of_a_long_trigger_whole_things_are_told_and_the_others_counted() -> None:
    trigger = "At most 90 % may leave China; goods take a month longer; nothing can be signed"

    def told(most: int) -> str:
        return whole_parts(trigger, lambda words: len(words) <= most)

    assert told(100) == trigger
    assert told(70) == "At most 90 % may leave China; goods take a month longer; and 1 more"
    assert told(50) == "At most 90 % may leave China; and 2 more"
