"""Sentences and titles say something else on a story where it must be so: nothing, all, one, the last of many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planner.events import Progress, never, silent
from planner.insight.at_risk import Hazard
from planner.insight.compare import Comparison, compare
from planner.insight.compare_inputs import How
from planner.insight.compare_plans import Begun, OrderChange, PlanChange, StartChange
from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.insight.stops import Stop, Stopped
from planner.plan.actions import Deed
from planner.report import figure_difference, figures
from planner.report.applications import Application
from planner.report.compared import plans_told
from planner.report.exposed import exposed
from planner.report.figure_at_risk import risk_finding
from planner.report.figure_fan import fan_finding
from planner.report.figure_gap import gap_finding
from planner.report.figure_runway import runway_finding, way_back
from planner.report.figure_tree import tree_finding
from planner.report.playbook import branches, finding
from planner.report.recommend import Topic, sentences
from planner.report.starts import finding as starts_finding
from planner.report.terminal import answer_lines
from planner.report.theme import LIGHT
from planner.tables.results import ShortageLine
from tests.planner.insight.stories import company, rows
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.many_ways import many_ways
from tests.planner.report.stories import START, alone, answer_to, decision, embargo, order, short
from tests.planner.report.test_compared import two_plans
from tests.planner.report.test_figures_titles import title
from tests.planner.report.test_terminal import ALL, CASE, answer, node

GANZHOU = Stop(Stopped.SUPPLIER, "Ganzhou")
FREE = {"supplier": "Narva", "price": 6, "production_months": 1, "transit_months": 0}


def seen(figure: Any) -> str:
    """All that stands on a chart."""
    words = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    return " ".join(one.get_text().replace("\n", " ").replace("\u00a0", " ") for one in words)


def apart(**fields: Any) -> Comparison:
    """The comparison of two plans of one case, with something else told of what differs."""
    told = two_plans()
    assert told.plans is not None
    return replace(told, plans=replace(told.plans, **fields))


def bought(item: str, first: tuple[float, float], whole: tuple[float, float] = (90.0, 80.0)) -> OrderChange:
    return OrderChange("Ganzhou", item, *first, *whole, 0.0, 0.0)


# Two plans


def test_plans_that_cost_otherwise_and_do_the_same_are_told_so() -> None:
    words = plans_told(apart(orders=(), starts=(), stocks=()))
    assert "Both plans order and start the same." in words
    assert "Both plans order and start the same." not in plans_told(two_plans())


def test_orders_that_stay_at_first_and_differ_later_are_told_so() -> None:
    words = plans_told(apart(orders=(bought("Magnet", (40.0, 40.0)),)))
    assert "Orders of Jan 2027 stay; later ones differ for Magnet from Ganzhou." in words


def test_an_order_is_told_as_new_gone_or_smaller_and_those_beyond_three_are_counted() -> None:
    changes = [bought("A", (0.0, 10.0)), bought("B", (40.0, 0.0)), bought("C", (40.0, 15.0))]
    told = next(one for one in plans_told(apart(orders=tuple(changes))) if one.startswith("In Jan 2027"))
    assert told == (
        "In Jan 2027: order 10 of A from Ganzhou, which the old plan does not; no longer order 40 of B from Ganzhou; "
        "order 25 fewer of C from Ganzhou."
    )
    for more, said in ((1, "1 more order differs."), (2, "2 more orders differ.")):
        many = tuple(changes + [bought(f"D{place}", (1.0, 2.0)) for place in range(more)])
        assert any(one.endswith(f"; {said}") for one in plans_told(apart(orders=many)))


def test_starts_beyond_three_are_counted() -> None:
    many = tuple(StartChange(Deed.REDESIGN, f"R{place}", None, Begun(START + place, 1.0)) for place in range(4))
    told = next(one for one in plans_told(apart(starts=many)) if one.startswith("Starts: "))
    assert told.startswith("Starts: redesign “R0” Jan 2027 instead of never; ")
    assert told.endswith("; 1 more start differs.")


def _costing(old: tuple[float, float], new: tuple[float, float]) -> str:
    told = two_plans()
    assert told.plans is not None
    scenarios = tuple(
        replace(one, old=before, new=after) for one, before, after in zip(told.plans.scenarios, old, new, strict=True)
    )
    return " ".join(plans_told(apart(scenarios=scenarios)))


def test_scenarios_that_all_cost_less_more_or_the_same_are_told_so() -> None:
    assert "It is cheaper in every scenario; most in “Stop” (EUR −50.0)." in _costing((100, 200), (90, 150))
    assert "It is dearer in every scenario; most in “Calm” (EUR +90.0)." in _costing((100, 200), (190, 250))
    assert "Every scenario costs the same." in _costing((100, 200), (100, 200))


def test_plans_of_different_months_without_a_cost_of_shared_ones_are_not_called_dearer_for_that() -> None:
    words = plans_told(apart(same_months=False, shared=()))
    assert words[0].endswith("; they cover different months, so their costs are of different spans.")


def test_tables_in_which_something_else_was_entered_are_named_up_to_three() -> None:
    told = two_plans()
    one = compare(embargo(), changed(embargo(), items=[{"item": "Magnet", "standard_cost": 7}])).inputs[0]
    assert one.kind is How.CHANGED
    entries = tuple(replace(one, table_title=name) for name in ("A", "B", "C", "D", "D"))
    assert plans_told(replace(told, inputs=entries))[-1] == (
        "What was entered: 5 differences, in “A”, “B”, “C” and 1 other table."
    )


def test_small_differences_a_chart_has_no_room_for_are_counted() -> None:
    told = two_plans()
    assert isinstance(told.plans, PlanChange)
    terms = tuple(replace(told.plans.costs[0], term=f"t{place}", old=0.0, new=50.0 - place) for place in range(40))
    figure = figure_difference.terms_apart(apart(costs=terms), LIGHT)
    assert "smaller differences" in seen(figure)
    assert "smaller differences" not in seen(figure_difference.terms_apart(two_plans(), LIGHT))


# Exposure


def single(**tables: Any) -> tuple[str, str]:
    found = exposed(company(**tables), listen=silent, stopping=never)
    assert found is not None
    return found.figures[3].words, found.figures[3].note


def test_single_sources_are_told_by_supplier_by_country_and_by_none() -> None:
    second = {"supplier": "Baotou", "country": "China"}
    plain = {**FREE, "supplier": "Baotou", "item": "Plain"}
    assert single(suppliers=rows("suppliers", second), offers=rows("offers", plain)) == (
        "2 of 2 items",
        "1 on one supplier and 1 on one country",
    )
    none = [row for row in rows("offers") if row["item"] == "Strong"]
    assert single(offers=none) == ("2 of 2 items", "1 on one supplier and 1 without an approved source")
    both = [row for row in rows("offers") if row["supplier"] == "Ganzhou"]
    assert single(offers=[*both, {**FREE, "item": "Strong"}, {**FREE, "item": "Plain"}]) == (
        "0 of 2 items",
        "every item in use has approved sources in more than one country",
    )


def test_nothing_at_risk_is_told_as_nothing() -> None:
    found = exposed(
        company(stock=[{"item": "Strong", "quantity": 999}, {"item": "Plain", "quantity": 999}]),
        listen=silent,
        stopping=never,
    )
    assert found is not None
    assert (found.figures[2].name, found.figures[2].words) == ("At risk by country", "nothing")


@pytest.mark.parametrize(
    ("hazard", "said"),
    [
        (Hazard.SUPPLIER, "100 % of the contribution, USD 6.40 k, hangs on Ganzhou"),
        (Hazard.COUNTRY, "100 % of the contribution, USD 6.40 k, hangs on magnets made in China"),
        (Hazard.FEED, "100 % of the contribution, USD 6.40 k, hangs on rare earth from China"),
        (Hazard.LICENCE, "62 % of the contribution, USD 4.00 k, needs a licence for NdFeB with Dy or Tb"),
    ],
)
def test_the_title_of_money_at_risk_names_what_may_fail(hazard: Hazard, said: str) -> None:
    case = company()
    assert risk_finding(case, exposure(case), hazard) == said


def test_no_money_at_risk_has_a_title_of_its_own() -> None:
    plenty = company(stock=[{"item": "Strong", "quantity": 999}, {"item": "Plain", "quantity": 999}])
    assert risk_finding(plenty, exposure(plenty), Hazard.SUPPLIER) == (
        "No money that is still to be earned hangs on any of them"
    )


def test_lines_supplied_again_in_time_and_all_lines_that_stop_are_told_so() -> None:
    strong = company(
        stock=[{"item": "Strong", "quantity": 65}, {"item": "Plain", "quantity": 999}]
    )  # lasts 3.25 months, and Narva supplies after three
    assert runway_finding(runways(strong), GANZHOU).endswith("every line is supplied again before it stops")
    bare = company(stock=[{"item": "Strong", "quantity": 30}, {"item": "Plain", "quantity": 30}])
    assert runway_finding(runways(bare), GANZHOU).endswith("; all 2 lines stop before supply is back")
    mixed = company(stock=[{"item": "Strong", "quantity": 65}, {"item": "Plain", "quantity": 30}])
    assert runway_finding(runways(mixed), GANZHOU).endswith("; 1 of 2 lines stops before supply is back")
    single_line = company(stock=[{"item": "Strong", "quantity": 30}, {"item": "Plain", "quantity": 999}])
    assert runway_finding(runways(single_line), GANZHOU).endswith("; it stops before supply is back")


def test_a_way_back_is_named_and_none_is_told_as_none() -> None:
    told = runways(company(stock=[{"item": "Strong", "quantity": 30}, {"item": "Plain", "quantity": 30}]))
    ways = {line.product: way_back(line) for line in told.of(GANZHOU).lines}
    assert ways == {"Drive": "qualification “Narva approval”; Narva", "Pump": "none"}


# Charts of a plan


def test_where_no_mass_is_known_the_flow_says_so() -> None:
    assert "Nothing is needed, or no mass is known." in seen(figures.material_flow((), LIGHT))


def test_without_a_weight_that_has_a_plan_the_frontier_says_so() -> None:
    told, _ = whole_story()
    assert "No weight has a plan." in seen(figures.cost_frontier(told, (), LIGHT))


def test_one_future_parts_nowhere() -> None:
    told = embargo()
    plan = alone(told)
    assert tree_finding(plan) == "One future only: nothing becomes known later"
    assert finding(branches(told, plan)) == "One future only: nothing to wait for"
    assert finding(branches(told, answer_to(told))) == "The plan may change at one point, in Mar 2027"
    case, many = many_ways(3)
    assert finding(branches(case, many)) == "The plan may change at 3 points, the first in Feb 2027"
    assert tree_finding(many) == "4 futures part at 3 points, the first in Feb 2027"


def test_one_future_fans_out_nowhere() -> None:
    told, plan = whole_story()
    assert title(figures.sourcing_fan(told, answer_to(told), LIGHT)) == "Nothing arrives"
    kept = tuple(line for line in plan.shipments if line.node in (0, 1, 2, 4))
    assert title(figures.sourcing_fan(told, alone(told, shipments=kept), LIGHT)) == (
        "One future only: nothing fans out"
    )
    assert fan_finding(plan, None, ()) == "Nothing arrives"  # type: ignore[arg-type]  # the mix is not looked at


def test_a_gap_closed_at_once_or_never_is_told_so() -> None:
    quick = [Progress(0.4, 100.0, 99.0, 0.01)]
    assert gap_finding(quick) == "No plan is more than 1 % better: proven in less than a second"
    assert gap_finding([Progress(180.0, 100.0, 100.0, 0.0)]) == "No plan is better: proven after 3 minutes"
    assert gap_finding([Progress(30.0, None, 99.0, None)]) == "No plan was found in 30 seconds"
    assert gap_finding([]) == "The solve has not begun"


def test_products_a_chart_of_shortages_has_no_room_for_are_counted() -> None:
    told = embargo()
    names = [f"P{place}" for place in range(14)]
    more = changed(told, products=[{"product": name, "shortage_cost": 1} for name in ["Drive", *names]])
    plan = answer_to(more, shortages=[short(3, 2, 4)])
    assert "Not shown: " in seen(figures.shortages(more, plan, LIGHT))
    assert "lose less or nothing" in seen(figures.shortages(more, plan, LIGHT))
    assert "Not shown" not in seen(figures.shortages(told, answer_to(told), LIGHT))


def test_contracts_are_signed_and_everything_else_starts() -> None:
    deal = {"contract": "Bridge", "offer": "Ganzhou | Magnet", "per_month": 500, "fee": 2000}
    deal |= {"sign_by": "2027-02", "from_month": "2027-02", "to_month": "2027-04"}
    told = changed(embargo(), contracts=[deal, {**deal, "contract": "Second"}])
    signed = [decision(0, 0, "contract", "Bridge")]
    assert (
        starts_finding(told, answer_to(told, decisions=signed)) == "One contract is signed in Jan 2027 for EUR 2.00 k"
    )
    signed.append(decision(0, 0, "contract", "Second"))
    assert starts_finding(told, answer_to(told, decisions=signed)).startswith("Two contracts are signed in Jan 2027")
    signed.append(decision(0, 0, "redesign", "Ferrite"))
    assert starts_finding(told, answer_to(told, decisions=signed)).startswith(
        "One redesign and two contracts start in Jan 2027"
    )


# Advice


def test_several_products_that_go_short_are_told_by_the_one_that_misses_most() -> None:
    told = changed(embargo(), products=[{"product": name, "shortage_cost": 1} for name in ("Drive", "Pump", "Fan")])

    def missed(product: str, units: float) -> ShortageLine:
        return replace(short(3, 2, units), product=product)

    for others, said in (((1,), "1 other product too"), ((1, 2), "2 other products too")):
        lines = [missed("Drive", 50), *(missed(("Pump", "Fan")[at], 5) for at, _ in enumerate(others))]
        found = [one.words for one in sentences(told, answer_to(told, shortages=lines)) if one.topic is Topic.SHORTAGE]
        assert found[0].endswith(f"never delivered, most of them Drive; {said}.")


def test_a_trigger_of_many_changes_tells_four_and_counts_the_rest() -> None:
    events = [
        {"scenario": "Stop", "from_month": 2, "to_month": 3, "effect": "price", "value": 2.0 + place, "supplier": name}
        for place, name in enumerate(("Ganzhou", "Narva"))
    ]
    events += [{**events[0], "effect": "delay", "value": 1}, {**events[1], "effect": "delay", "value": 2}]
    events += [{**events[0], "effect": "duty", "value": 0.1}, {**events[1], "effect": "duty", "value": 0.2}]
    told = changed(embargo(), events=events)
    stop, _ = branches(told, answer_to(told))
    assert stop.trigger.endswith("; and 2 more changes.")
    told = changed(embargo(), events=events[:5])
    assert "more change" not in branches(told, answer_to(told))[0].trigger  # the last of five takes no more room


def test_a_licence_wanted_too_soon_says_by_when_it_would_have_been_in_time() -> None:
    one = Application("Ganzhou", "Strong", 50, START, START.first_day(), True, "", "order", "smco")
    assert one.words == (
        "Apply at once (by 1 Jan 2027 it would have been in time) for 50 Strong from Ganzhou, to leave in Jan 2027."
    )
    assert replace(one, late=False).words.startswith("Apply by 1 Jan 2027 for 50 Strong")


def test_a_first_month_without_anything_to_do_says_so_on_a_terminal() -> None:
    bare = answer([node(0, None, 0, *ALL)], [])
    assert bare.plan is not None
    idle = replace(bare, plan=replace(bare.plan, orders=()))
    assert "  Nothing to order, start or sign." in answer_lines(idle, CASE)
    assert "  Nothing to order, start or sign." not in answer_lines(bare, CASE)


def test_orders_of_the_first_month_alone_are_told_now() -> None:
    told = embargo()
    plan = answer_to(told, orders=[order(1, 1, "Ganzhou", 10, 40, 1)])
    assert "Order nothing in Jan 2027." in [one.words for one in sentences(told, plan)]
