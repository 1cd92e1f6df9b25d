"""The terms of the cost, one by one, in small cases added up by hand."""

from __future__ import annotations

from typing import Any

import pytest

from planner.model import costs
from planner.model.costs import COSTS, discount, owned_at_start
from planner.tables.results import COST_TERMS
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, event, futures, line, offer

OFFTAKE = {
    "contract": "Offtake",
    "offer": "East | Magnet",
    "sign_by": 1,
    "from_month": 1,
    "to_month": 1,
    "per_month": 5,
    "price": 1,
    "take_or_pay": 0.5,
    "fee": 40,
}
LEAN: dict[str, Any] = {
    "redesigns": [{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 50, "unit_cost": 4}],
    "redesign_changes": [{"redesign": "Lean", "item": "Magnet"}],
}


def two_months(**more: Any) -> Story:
    return Story(company(**({"months": 2} | more)))


def test_the_terms_are_those_the_plan_shows() -> None:
    assert tuple(term.__name__ for term in COSTS) == COST_TERMS


def test_purchase_is_charged_when_ordered_at_the_price_then_and_a_contract_price_is_fixed() -> None:
    """2 in January, 3 in February when prices rise by half; a reserved unit then costs 1, so it saves 2."""
    story = two_months(
        contracts=[OFFTAKE],
        scenarios=futures("Calm", "Dear"),
        events=[event("Dear", "price", 1.5, first=1)],
    )
    assert story.cost(costs.purchase) == lines("""
        Jan: 2 order[East | Magnet, Jan]
        Feb if Calm: 2 order[East | Magnet, Feb if Calm] - reserved[Offtake, Feb if Calm]
        Feb if Dear: 3 order[East | Magnet, Feb if Dear] - 2 reserved[Offtake, Feb if Dear]
    """)


def test_prices_freight_and_fees_in_another_currency_are_converted() -> None:
    story = two_months(
        months=1,
        offers=[offer("East", currency="EUR", freight=0.5, order_cost=8)],
        currencies=[{"currency": "EUR", "rate": 1.25}],
    )
    assert story.cost(costs.purchase) == "Jan: 2.5 order[East | Magnet, Jan]"
    assert story.cost(costs.freight) == "Jan: 0.625 ship[East | Magnet, Jan]"
    assert story.cost(costs.order_fees) == "Jan: 10 place[East | Magnet, Jan]"


def test_what_is_not_taken_is_paid_at_the_contract_price_or_the_offers() -> None:
    story = two_months(
        contracts=[OFFTAKE, OFFTAKE | {"contract": "Dearer", "price": None}],
        scenarios=futures("Dear"),
        events=[event("Dear", "price", 1.5, first=1)],
    )
    assert story.cost(costs.take_or_pay) == "Feb: unpaid[Offtake, Feb] + 2 unpaid[Dearer, Feb]"


def test_each_placed_order_costs_its_fee() -> None:
    assert two_months(offers=[offer("East", order_cost=7)]).cost(costs.order_fees) == lines("""
        Jan: 7 place[East | Magnet, Jan]
        Feb: 7 place[East | Magnet, Feb]
    """)


def test_freight_and_duty_fall_when_goods_leave_and_duty_is_on_the_list_price() -> None:
    """Freight 0.5. A tenth of 2 in January; a quarter more in February: 0.7, though the price then is 3."""
    story = two_months(
        offers=[offer("East", freight=0.5, duty_rate=0.1)],
        scenarios=futures("Tariff"),
        events=[event("Tariff", "duty", 0.25, first=1), event("Tariff", "price", 1.5, first=1)],
    )
    assert story.cost(costs.freight) == lines("""
        Jan: 0.5 ship[East | Magnet, Jan]
        Feb: 0.5 ship[East | Magnet, Feb]
    """)
    assert story.cost(costs.duty) == lines("""
        Jan: 0.2 ship[East | Magnet, Jan]
        Feb: 0.7 ship[East | Magnet, Feb]
    """)


def test_what_is_in_store_and_what_waits_costs_a_twelfth_of_the_yearly_rate_on_standard_cost() -> None:
    """12 % a year on 5: 0.05 a month."""
    assert two_months(case={"carrying_cost_rate": 0.12}).cost(costs.carrying) == lines("""
        Jan: 0.05 stock[Magnet, Jan] + 0.05 wait[East | Magnet, Jan]
        Feb: 0.05 stock[Magnet, Feb] + 0.05 wait[East | Magnet, Feb]
    """)


def test_starts_and_signatures_cost_in_their_month_and_those_before_the_plan_nothing() -> None:
    story = two_months(
        months=3,
        offers=[offer("East", qualification="Approval"), offer("North", qualification="Old")],
        qualifications=[
            {"qualification": "Approval", "months": 1, "cost": 60},
            {"qualification": "Old", "months": 1, "cost": 70, "started_month": "2026-12"},
        ],
        contracts=[OFFTAKE, OFFTAKE | {"contract": "Bound", "signed_month": "2026-12"}],
        **LEAN,
    )
    assert story.cost(costs.qualification) == lines("""
        Jan: 60 begun[Approval by Jan]
        Feb: 60 begun[Approval by Feb] - 60 begun[Approval by Jan]
    """)
    assert story.cost(costs.redesign) == lines("""
        Jan: 50 begun[Lean by Jan]
        Feb: 50 begun[Lean by Feb] - 50 begun[Lean by Jan]
    """)
    assert story.cost(costs.contract_fees) == lines("""
        Jan: 40 signed[Offtake by Jan]
        Feb: 40 signed[Offtake by Feb] - 40 signed[Offtake by Jan]
    """)


def test_each_redesigned_unit_costs_its_extra() -> None:
    assert two_months(**LEAN).cost(costs.redesign_units) == "Feb: 4 build[Drive as Lean, Feb]"


def test_units_lost_and_late_at_the_end_cost_the_shortage_and_each_late_month_the_backorder() -> None:
    story = two_months(products=[{"product": "Drive", "shortage_cost": 100, "backorder_cost": 3}])
    assert story.cost(costs.shortage) == lines("""
        Jan: 100 lost[Drive, Jan]
        Feb: 100 lost[Drive, Feb] + 100 late[Drive, Feb]
    """)
    assert story.cost(costs.backorder) == lines("""
        Jan: 3 late[Drive, Jan]
        Feb: 3 late[Drive, Feb]
    """)


def test_broken_limits_cost_their_penalty_in_their_month_or_at_the_end() -> None:
    story = two_months(
        limits=[
            {"limit": "budget", "value": 10, "penalty": 0.5},
            {"limit": "min_fill", "value": 1, "penalty": 30},
            {"limit": "min_fill", "value": 0.1},
        ]
    )
    assert story.cost(costs.penalties) == lines("""
        Jan: 0.5 slack[budget, Jan]
        Feb: 0.5 slack[budget, Feb] + 30 slack[min_fill 1, Feb]
    """)


def test_what_is_owned_at_the_end_is_credited_at_no_more_than_it_can_be_bought_for() -> None:
    """Three magnets in a drive. Half of 5 is 2.5, but a magnet can be bought at 2, and at 1.6 in February: 1.6.

    An order brings the credit, a drive takes three of them away. Of what is there at the start, 4 in store, 3 waiting
    and 2 at sea are credited too: 9 times 1.6.
    """
    open_order = {"supplier": "East", "item": "Magnet", "ready_month": "2026-12"}
    story = two_months(
        case={"closing_stock_value": 0.5},
        bill_of_materials=[line("Drive", "Magnet", 3)],
        stock=[{"item": "Magnet", "quantity": 4}],
        open_orders=[open_order | {"quantity": 3}, open_order | {"quantity": 2, "arrival_month": "2027-02"}],
        scenarios=futures("Cheap"),
        events=[event("Cheap", "price", 0.8, first=1)],
    )
    assert story.cost(costs.closing_credit) == lines("""
        Jan: -1.6 order[East | Magnet, Jan] + 4.8 build[Drive, Jan]
        Feb: -1.6 order[East | Magnet, Feb] + 4.8 build[Drive, Feb]
    """)
    assert owned_at_start(story.sets) == pytest.approx(-14.4)


def test_an_order_that_takes_our_material_takes_its_credit_away() -> None:
    """Two oxide at 1 in each magnet. A magnet is worth the less of 5 and 2 + 2 x 1: an order brings 4 less 2."""
    story = two_months(
        months=1,
        case={"closing_stock_value": 1},
        items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}],
        stock=[{"item": "Oxide", "quantity": 50}],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
    )
    assert story.cost(costs.closing_credit) == "Jan: -2 order[East | Magnet, Jan] + 4 build[Drive, Jan]"
    assert owned_at_start(story.sets) == pytest.approx(-50)


def test_every_term_is_discounted_to_the_start_by_the_month_it_falls_in() -> None:
    """At 100 % a year money after 12 months counts half; what is owned at the end counts as of the last month."""
    story = two_months(
        months=13,
        case={"discount_rate": 1, "carrying_cost_rate": 0.12, "closing_stock_value": 0.2},
        products=[{"product": "Drive", "shortage_cost": 100, "backorder_cost": 3}],
        stock=[{"item": "Magnet", "quantity": 4}],
        offers=[offer("East", freight=0.5, duty_rate=0.1, order_cost=7, qualification="Approval")],
        qualifications=[{"qualification": "Approval", "months": 0, "cost": 60}],
        contracts=[OFFTAKE | {"from_month": 12, "to_month": 12, "sign_by": 12}],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 0, "cost": 50, "unit_cost": 4}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
        limits=[{"limit": "budget", "value": 10, "penalty": 0.5}],
    )
    assert [discount(story.sets, t) for t in (0, 12)] == [1.0, 0.5]
    said = {term.__name__: story.cost(term).splitlines()[-1] for term in COSTS}
    assert said == {
        "purchase": "Jan 2028: order[East | Magnet, Jan 2028] - 0.5 reserved[Offtake, Jan 2028]",
        "take_or_pay": "Jan 2028: 0.5 unpaid[Offtake, Jan 2028]",
        "order_fees": "Jan 2028: 3.5 place[East | Magnet, Jan 2028]",
        "freight": "Jan 2028: 0.25 ship[East | Magnet, Jan 2028]",
        "duty": "Jan 2028: 0.1 ship[East | Magnet, Jan 2028]",
        "carrying": "Jan 2028: 0.025 stock[Magnet, Jan 2028] + 0.025 wait[East | Magnet, Jan 2028]",
        "qualification": "Jan 2028: 30 begun[Approval by Jan 2028] - 30 begun[Approval by Dec 2027]",
        "redesign": "Jan 2028: 25 begun[Lean by Jan 2028] - 25 begun[Lean by Dec 2027]",
        "contract_fees": "Jan 2028: 20 signed[Offtake by Jan 2028] - 20 signed[Offtake by Dec 2027]",
        "redesign_units": "Jan 2028: 2 build[Drive as Lean, Jan 2028]",
        "shortage": "Jan 2028: 50 lost[Drive, Jan 2028] + 50 late[Drive, Jan 2028]",
        "backorder": "Jan 2028: 1.5 late[Drive, Jan 2028]",
        "penalties": "Jan 2028: 0.25 slack[budget, Jan 2028]",
        "closing_credit": "Jan 2028: -0.5 order[East | Magnet, Jan 2028] + 0.5 build[Drive, Jan 2028]",
    }
    assert story.cost(costs.closing_credit).splitlines()[0] == (
        "Jan 2027: -0.5 order[East | Magnet, Jan 2027] + 0.5 build[Drive, Jan 2027]"
    )
    assert owned_at_start(story.sets) == pytest.approx(-2)
