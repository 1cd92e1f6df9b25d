"""What exposure, runways and comparisons say on a terminal is so, and otherwise where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planner.facts.gather import gather
from planner.insight.compare import compare
from planner.insight.exposure import exposure
from planner.insight.runway import runways
from planner.report.terminal_compare import compare_lines
from planner.report.terminal_exposure import exposure_lines
from planner.report.terminal_runway import runway_lines
from planner.tables.case import Case
from tests.planner.insight.stories import company, rows
from tests.planner.report.charted import changed, whole_story
from tests.planner.report.test_compared import a_month_on, two_plans

FREE = {"price": 6, "production_months": 1, "transit_months": 0}


def exposed(case: Case) -> dict[str, list[str]]:
    """What is said under each title."""
    return _parts(exposure_lines(exposure(case, gather(case)), case))


def lasting(case: Case) -> dict[str, list[str]]:
    return _parts(runway_lines(runways(case), case))


def _parts(lines: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    title = ""
    for line in lines:
        if line.startswith("  "):
            found[title].append(" ".join(line.split()))
        elif line:
            title = line
            found[title] = []
    return found


def under(parts: dict[str, list[str]], start: str) -> list[str]:
    (found,) = [lines for title, lines in parts.items() if title.startswith(start)]
    return found


def stocked(**more: Any) -> Case:
    """50 Strong in store, 20 needed a month; Plain lasts beyond the horizon."""
    return company(stock=[{"item": "Strong", "quantity": 50}, {"item": "Plain", "quantity": 99}], **more)


def test_kilograms_a_year_are_told_product_by_product() -> None:
    told = under(exposed(company()), "Rare earths")
    assert told[0] == "Product Nd Pr Dy"
    assert told[1] == "Drive 2.88 0.72 0.24"  # two magnets of 50 g in each of 120 drives a year


def test_an_item_of_unknown_mass_is_named_even_where_nothing_else_is_counted() -> None:
    items = rows("items", Strong={"mass_g": None}, Plain={"grade": None})
    told = under(exposed(company(items=items)), "Rare earths")
    assert told == [
        "No rare earth is known in any product.",
        "Strong: its magnet mass is not known, so it is not counted.",
        "Plain: its composition is not known, so it is not counted.",
    ]


def test_each_rule_is_told_with_its_day_and_the_items_it_holds() -> None:
    told = under(exposed(company()), "Export licences")
    assert any("NdFeB with Dy or Tb" in line and "2025-04-04 in force 1 Strong" in line for line in told)


def test_a_price_of_a_thousand_is_written_with_its_thousands_apart() -> None:
    composition = [{"of": "Strong", "element": "Tb", "weight_percent": 1.0, "evidence": "own"}]
    told = under(exposed(company(composition=composition)), "What 10 %")
    assert any("Tb oxide at 1,002.5 USD/kg" in line for line in told)


def test_items_of_unknown_composition_are_not_said_to_be_free_of_licences() -> None:
    bare = company(composition=[], items=rows("items", Strong={"grade": None}, Plain={"grade": None}))
    assert under(exposed(bare), "Export licences") == [
        "No item is known to fall under a licence rule of the library.",
        "Whether Strong and Plain need a licence is not known: no composition.",
    ]
    parts = exposed(bare)
    assert under(parts, "Serve first") == ["No product is known to hold a rare earth."]
    assert under(parts, "What 10 %") == ["No product is known to hold a rare earth."]


def test_where_magnets_come_from_is_told_by_country_and_supplier() -> None:
    told = under(exposed(stocked()), "Where the magnets of 4 months come from")
    # 80 Strong of 50 g, of which 50 are on hand, of unknown country; 80 Plain of 10 g are all on hand.
    assert any(line.startswith("country of the magnet China 31 % 1.5") for line in told)
    assert any(line.startswith("supplier on hand 69 % 3.3") for line in told)


def test_nothing_wanted_comes_from_nowhere_and_risks_nothing() -> None:
    idle = company(demand={"Drive": [0, 0, 0, 0], "Pump": [0, 0, 0, 0]})
    parts = exposed(idle)
    assert under(parts, "Where the magnets") == ["Nothing is needed."]
    assert under(parts, "Contribution at risk") == ["Nothing hangs on a source that is still to deliver."]


def test_an_item_with_a_second_country_is_no_single_source() -> None:
    told = under(exposed(company()), "Single sources")
    assert told[1:] == ["Strong Ganzhou Drive Narva approval", "Plain Ganzhou Pump –"]
    both = [{"supplier": "Narva", "item": item, **FREE} for item in ("Strong", "Plain")]
    free = company(offers=[row for row in rows("offers") if row["supplier"] == "Ganzhou"] + both)
    assert under(exposed(free), "Single sources") == [
        "Every item in demand has approved sources in more than one country."
    ]


def test_money_at_risk_is_told_with_its_share_largest_first() -> None:
    told = under(exposed(company()), "Contribution at risk over 4 months")
    assert told[0] == "If this fails Which At risk Of all Products"
    # All 40 drives at 100 and all 80 pumps at 30 hang on Ganzhou.
    assert "supplier Ganzhou USD 6.40 k 100 % 2" in told
    assert "element Dy USD 4.00 k 62 % 1" in told


def test_who_earns_most_for_a_gram_is_served_first() -> None:
    told = under(exposed(company()), "Serve first")
    assert "Dy Drive (USD 50.0)" in told  # 100 for 2 g


def test_a_runway_is_told_with_its_day_what_runs_out_and_the_way_back() -> None:
    parts = lasting(stocked())
    product = under(parts, "The stop that leaves each product longest")
    assert any(line.startswith("Drive 10.8 2027-03-16 no way back Strong USD 231") for line in product)
    stops = under(parts, "If this stops today")
    assert any(line.startswith("Ganzhou stops Drive 10.8 2027-03-16 13.0 Strong USD 231") for line in stops)
    assert any(line.startswith("Nothing comes from China Drive 10.8") for line in stops)
    assert any(line.startswith("Nothing with Dy comes Drive 10.8") for line in stops)
    assert any(line.startswith("Every supplier stops Drive 10.8") for line in stops)
    assert any(line.startswith("No licence is granted any more Drive 10.8") for line in stops)
    items = under(parts, "If this item is not delivered any more")
    assert any(line.startswith("Strong is not delivered Drive 10.8") for line in items)
    assert any(line == "Plain is not delivered – not within the months planned" for line in items)


def test_plenty_in_store_outlasts_every_stop() -> None:
    plenty = company(stock=[{"item": "Strong", "quantity": 999}, {"item": "Plain", "quantity": 999}])
    parts = lasting(plenty)
    assert under(parts, "The stop that leaves") == [
        "No product stops in the months planned, whatever single thing stops."
    ]
    assert not any(title.startswith("Stops although nothing does") for title in parts)


def test_lines_that_stop_before_anything_can_arrive_are_told_first() -> None:
    parts = lasting(company(stock=[{"item": "Strong", "quantity": 20}, {"item": "Plain", "quantity": 99}]))
    calm = under(parts, "Stops although nothing does")  # an order takes two months, the stock lasts one
    assert any(line.startswith("Drive 4.3 2027-02-01") for line in calm)


def test_two_plans_are_told_by_orders_starts_stock_and_money() -> None:
    parts = _parts(compare_lines(two_plans()))
    assert under(parts, "What was entered") == ["Nothing."]
    assert under(parts, "Orders, Jan 2027 to Apr 2027")[1].startswith("Ganzhou Magnet 40 60")
    assert under(parts, "Starts and signatures")[1] == "redesign Ferrite Mar 2027 (20 % likely) never"
    assert "Expected cost EUR 1.20 k EUR 1.10 k EUR −100" in under(parts, "Expected cost by term")
    assert "Stop 20 % 20 % EUR 2.00 k EUR 2.30 k EUR +300" in under(parts, "Scenario by scenario")


def test_a_plan_beside_itself_differs_in_nothing() -> None:
    told, plan = whole_story()
    parts = _parts(compare_lines(compare(told, told, plan, plan)))
    for title in ("Orders,", "Starts and signatures", "Stock in the month"):
        assert under(parts, title) == ["No difference."]


def test_plans_of_different_months_say_which_months_are_compared() -> None:
    parts = _parts(compare_lines(a_month_on()))
    assert under(parts, "Expected cost of Feb 2027 to Apr 2027 alone, discounted to Feb 2027")[-1].startswith(
        "Together"
    )
    whole = under(parts, "Expected cost by term, each plan over all its months")
    assert whole[-1] == "The plans cover different months, so their costs are of different spans."
    assert under(parts, "Scenario by scenario, Feb 2027 to Apr 2027 alone")


def test_plans_without_a_month_in_common_say_so() -> None:
    told, old = whole_story()
    later = changed(told, case=[{"start_month": "2028-01", "months": 4, "currency": "EUR"}])
    nodes = tuple(replace(one, month=one.month + 12) for one in old.nodes)
    bare = {"decisions": (), "orders": (), "stock": (), "production": (), "shortages": (), "shipments": (), "use": ()}
    new = replace(old, nodes=nodes, costs=tuple(replace(one, month=one.month + 12) for one in old.costs), **bare)
    parts = _parts(compare_lines(compare(told, later, old, new)))
    assert under(parts, "What is done differently") == ["The plans have no month in common."]


def test_a_changed_figure_is_told_old_and_new_and_a_new_row_as_added() -> None:
    told, _ = whole_story()
    other = changed(told, items=[{"item": "Magnet", "standard_cost": 7, "mass_g": 500}, {"item": "New"}])
    lines = under(_parts(compare_lines(compare(told, other))), "What was entered")
    assert "Items Magnet Standard cost (money/unit) 5 7" in lines
    assert "Items New row added" in lines
