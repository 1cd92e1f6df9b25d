"""Decides that runways are those one can count on one's fingers, with their dates, and sorted by what hurts most."""

from __future__ import annotations

import math
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.events import Share
from planner.events import Stopped as StoppedByUser
from planner.facts.gather import gather
from planner.insight.runway import WEEKS_A_MONTH, Line, Runways, day, runways
from planner.insight.stops import Stop, Stopped
from planner.months import Month
from planner.reference.library import Library, load
from planner.reference.sample import sample_case
from planner.tables.case import Case
from tests.builders import case
from tests.generate.realistic import realistic
from tests.oracle.workbooks import read
from tests.planner.insight.stories import company, rows

CASES = Path(__file__).parents[2] / "golden" / "cases"
CHINA = Stop(Stopped.COUNTRY, "China")
GANZHOU = Stop(Stopped.SUPPLIER, "Ganzhou")
STRONG = Stop(Stopped.ITEM, "Strong")


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def line(told: Runways, stop: Stop, product: str = "Drive") -> Line:
    (found,) = (one for one in told.of(stop).lines if one.product == product)
    return found


def strong(quantity: float, **more: Any) -> Case:
    """The company with so many Strong in store; 20 are needed a month."""
    return company(stock=[{"item": "Strong", "quantity": quantity}, {"item": "Plain", "quantity": 99}], **more)


def test_stock_lasts_as_many_months_as_it_covers(library: Library) -> None:
    found = line(runways(strong(50), library=library), GANZHOU)
    assert found.survival == pytest.approx(2.5)
    assert found.weeks == pytest.approx(2.5 * 52 / 12)
    assert found.items == ("Strong",)


def test_the_day_it_stops_lies_inside_the_month(library: Library) -> None:
    # 2.5 months from 1 January 2027: half of March, 15.5 of 31 days.
    assert line(runways(strong(50), library=library), GANZHOU).stops_on == date(2027, 3, 16)
    assert day(Month.of(2027, 1), 0.0) == date(2027, 1, 1)
    assert day(Month.of(2027, 1), 12.0) == date(2028, 1, 1)
    assert day(Month.of(2027, 2), 0.5) == date(2027, 2, 15)


def test_uneven_demand_counts_month_by_month(library: Library) -> None:
    # 10, 40, 10, 40 Strong a month: 35 last through the first and 25 / 40 of the second.
    told = strong(35, demand={"Drive": [5, 20, 5, 20], "Pump": [1, 1, 1, 1]})
    assert line(runways(told, library=library), GANZHOU).survival == pytest.approx(1.625)


def test_an_order_on_its_way_arrives_whoever_stops(library: Library) -> None:
    order = {"supplier": "Ganzhou", "item": "Strong", "quantity": 30, "ready_month": 0, "arrival_month": 1}
    told = runways(strong(20, open_orders=[order]), library=library)
    assert line(told, GANZHOU).survival == pytest.approx(2.5)


def test_an_order_on_its_way_cannot_mend_an_earlier_gap(library: Library) -> None:
    order = {"supplier": "Ganzhou", "item": "Strong", "quantity": 300, "ready_month": 0, "arrival_month": 2}
    told = runways(strong(30, open_orders=[order]), library=library)
    assert line(told, GANZHOU).survival == pytest.approx(1.5)


def test_an_order_that_has_not_left_is_held_where_it_is(library: Library) -> None:
    order = {"supplier": "Ganzhou", "item": "Strong", "quantity": 30, "ready_month": 0}
    assert line(runways(strong(20, open_orders=[order]), library=library), GANZHOU).survival == pytest.approx(1.0)


def test_a_granted_licence_lets_goods_through_when_a_country_stops(library: Library) -> None:
    order = {"supplier": "Ganzhou", "item": "Strong", "quantity": 30, "ready_month": 0}
    licence = {"licence": "L", "supplier": "Ganzhou", "item": "Strong", "quantity": 10, "from_month": 0, "to_month": 3}
    told = runways(strong(20, open_orders=[order], licences=[licence]), library=library)
    assert line(told, CHINA).survival == pytest.approx(1.5)
    assert line(told, GANZHOU).survival == pytest.approx(1.0)


def approved(**narva: Any) -> list[dict[str, Any]]:
    """Offers with Narva's approved, changed by ``narva``."""
    return [*rows("offers")[:2], rows("offers")[2] | {"qualification": None} | narva]


def test_an_approved_source_goes_on(library: Library) -> None:
    told = runways(strong(30, offers=approved()), library=library)
    assert line(told, GANZHOU).survival is None


def test_a_source_comes_too_late_when_its_lead_is_longer_than_stock_lasts(library: Library) -> None:
    told = runways(strong(30, offers=approved(production_months=2)), library=library)
    assert line(told, GANZHOU).survival == pytest.approx(1.5)


def test_a_source_that_is_not_approved_does_not_count(library: Library) -> None:
    assert line(runways(strong(30), library=library), GANZHOU).survival == pytest.approx(1.5)


def test_a_qualification_under_way_counts_from_its_end(library: Library) -> None:
    approval = [{"qualification": "Narva approval", "months": 2, "cost": 1, "started_month": -1}]
    told = runways(strong(41, qualifications=approval), library=library)  # orders from month 1, there in month 2
    assert line(told, GANZHOU).survival is None
    told = runways(strong(39, qualifications=approval), library=library)
    assert line(told, GANZHOU).survival == pytest.approx(1.95)


def test_part_of_the_supply_stretches_the_stock(library: Library) -> None:
    # Narva brings 12 of 20 a month from month 1 on, evenly: 24 - 20 = 4 on hand, 8 short a month.
    capacity = [{"supplier": "Narva", "item": "Strong", "from_month": 0, "per_month": 12}]
    told = runways(strong(24, offers=approved(), capacity=capacity), library=library)
    assert line(told, GANZHOU).survival == pytest.approx(1.5)


def test_two_products_share_what_there_is_and_stop_together(library: Library) -> None:
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 1})
    told = runways(strong(80, bill_of_materials=bill), library=library)
    assert line(told, GANZHOU, "Drive").survival == line(told, GANZHOU, "Pump").survival == pytest.approx(2.0)


def test_what_a_stopped_line_leaves_keeps_the_other_running(library: Library) -> None:
    # Drive stops after a month without Plain; its 20 Strong a month then last Pump (20 a month) twice as long.
    bill = rows(
        "bill_of_materials",
        {"parent": "Pump", "component": "Strong", "quantity": 1},
        {"parent": "Drive", "component": "Ring", "quantity": 1},
    )
    items = rows("items", {"item": "Ring", "standard_cost": 1})
    stock = [{"item": "Strong", "quantity": 90}, {"item": "Ring", "quantity": 10}, {"item": "Plain", "quantity": 99}]
    told = runways(company(bill_of_materials=bill, items=items, stock=stock), library=library)
    everything = Stop(Stopped.EVERYTHING)
    assert line(told, everything, "Drive").survival == pytest.approx(1.0)
    assert line(told, everything, "Pump").survival == pytest.approx(1.0 + 50 / 20)


def test_the_known_case_of_two_products_lasts_five_months(library: Library) -> None:
    told = runways(read(CASES / "tts_two_products.xlsx"), library=library)
    everything = told.of(Stop(Stopped.EVERYTHING)) if told.runways else None
    first = min(one.survival or math.inf for one in (everything.lines if everything else told.calm))
    assert first == pytest.approx(5.0)


def test_lines_that_stop_although_nothing_does_are_told(library: Library) -> None:
    told = runways(strong(30), library=library)  # Ganzhou's next goods arrive in month 2
    (drive,) = told.calm
    assert (drive.product, drive.survival) == ("Drive", pytest.approx(1.5))


def test_recovery_is_qualification_production_and_transit(library: Library) -> None:
    way = line(runways(strong(30), library=library), GANZHOU).recovery
    assert (way.months, way.qualifications, way.suppliers) == (2 + 1 + 0, ("Narva approval",), ("Narva",))


def test_recovery_waits_for_the_ramp_of_capacity(library: Library) -> None:
    ramp = [
        {"supplier": "Narva", "item": "Strong", "from_month": 0, "per_month": 5},
        {"supplier": "Narva", "item": "Strong", "from_month": 9, "per_month": 20},
    ]
    long = {"demand": {"Drive": [10] * 12, "Pump": [1] * 12}, "capacity": ramp}
    assert line(runways(strong(30, **long), library=library), GANZHOU).recovery.months == 9


def test_no_way_back_tells_how_much_of_the_need_comes_back(library: Library) -> None:
    thin = [{"supplier": "Narva", "item": "Strong", "from_month": 0, "per_month": 5}]
    way = line(runways(strong(30, capacity=thin), library=library), GANZHOU).recovery
    assert (way.months, way.item, way.reach) == (None, "Strong", pytest.approx(0.25))


def test_a_redesign_is_a_way_back(library: Library) -> None:
    redesigns = [{"redesign": "Plain Drive", "product": "Drive", "months": 5, "cost": 1}]
    changes = [{"redesign": "Plain Drive", "item": "Strong", "replacement": "Narva ring"}]
    items = rows("items", {"item": "Narva ring", "standard_cost": 1})
    ring = {"supplier": "Narva", "item": "Narva ring", "price": 1, "production_months": 1, "transit_months": 1}
    told = strong(30, redesigns=redesigns, redesign_changes=changes, items=items, offers=[*rows("offers")[:2], ring])
    way = line(runways(told, library=library), GANZHOU).recovery
    assert (way.months, way.redesign, way.item) == (5, "Plain Drive", None)


def test_what_is_short_before_it_is_back_stands_first(library: Library) -> None:
    told = runways(strong(30), library=library)
    gaps = [one.gap_weeks for one in told.runways]
    assert gaps == sorted(gaps, reverse=True)
    drive = line(told, GANZHOU)
    assert drive.gap_weeks == pytest.approx((3 - 1.5) * WEEKS_A_MONTH)
    assert line(told, GANZHOU, "Pump").gap_weeks == -math.inf  # 99 Plain last the four months
    assert told.shortest("Drive") is not None
    assert told.shortest("Pump") is None


def test_a_week_without_a_line_loses_its_contribution(library: Library) -> None:
    assert line(runways(strong(30), library=library), GANZHOU).loss_per_week == pytest.approx(10 * 100 / (52 / 12))


def test_work_is_told_and_can_be_stopped(library: Library) -> None:
    heard: list[Share] = []
    runways(strong(30), library=library, listen=lambda event: heard.append(event) if isinstance(event, Share) else None)
    assert heard[-1].done == heard[-1].total > 3
    bill = rows("bill_of_materials", {"parent": "Pump", "component": "Strong", "quantity": 1})
    kilograms = [{"supplier": "Ganzhou", "from_month": 0, "per_month": 9}]
    shared = strong(30, bill_of_materials=bill, capacity=kilograms)
    with pytest.raises(StoppedByUser):
        runways(shared, library=library, stopping=lambda: True)


def test_a_case_that_buys_nothing_has_no_runways(library: Library) -> None:
    told = case(products=[{"product": "Drive", "shortage_cost": 1}], demand={"Drive": [1]})
    assert runways(told, library=library).runways == ()


def test_the_sample_takes_less_than_a_second(library: Library) -> None:
    told = sample_case(library)
    facts = gather(told)
    started = time.process_time()
    found = runways(told, facts, library)
    assert time.process_time() - started < 1.0
    assert len(found.runways) > 20


def test_forty_products_take_less_than_ten_seconds(library: Library) -> None:
    told = realistic("medium", 1)
    facts = gather(told)
    started = time.process_time()
    runways(told, facts, library)
    assert time.process_time() - started < 10.0
