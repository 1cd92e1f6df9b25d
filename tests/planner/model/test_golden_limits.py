"""The company's own limits, hard and soft, row by row, in small cases added up by hand."""

from __future__ import annotations

from typing import Any

from planner.model.limits import define_limits
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, event, futures, line, offer

OFFTAKE = {
    "contract": "Offtake",
    "offer": "East | Magnet",
    "sign_by": 0,
    "from_month": 0,
    "to_month": 0,
    "per_month": 5,
    "price": 1,
    "fee": 40,
}


def limits(*rows: dict[str, Any], **more: Any) -> str:
    """The rows of limits on the small company, with a second offer, North's at 3, and 20 magnets in store."""
    tables: dict[str, Any] = {
        "months": 2,
        "offers": [offer("East"), offer("North", price=3)],
        "stock": [{"item": "Magnet", "quantity": 20}],
    }
    return Story(company(**(tables | more), limits=list(rows))).rows(define_limits)


def test_a_most_share_weighs_order_value_at_the_price_paid_along_the_path() -> None:
    """At most 60 % from China. 0.4 x 2 for East's, 0.6 x 3 for North's; a reserved unit costs 1 less, so 0.4 x 1 less.

    In February East's price doubles: 0.4 x 4.
    """
    assert limits(
        {"limit": "max_share", "value": 0.6, "country": "China"},
        contracts=[OFFTAKE],
        scenarios=futures("Dear"),
        events=[event("Dear", "price", 2, first=1, country="China")],
    ) == lines("""
        total[max_share by Jan] + 0.4 reserved[Offtake, Jan] + 1.8 order[North | Magnet, Jan]
          = 0.8 order[East | Magnet, Jan]
        total[max_share by Feb] + 1.8 order[North | Magnet, Feb]
          = 1.6 order[East | Magnet, Feb] + total[max_share by Jan]
        total[max_share by Feb] <= 0
    """)


def test_a_soft_share_pays_for_money_beyond_it_on_each_path_and_counts_its_months_alone() -> None:
    """At least a quarter from North, in February: 0.75 x 3 for North's and 0.25 x 2 against East's."""
    assert limits(
        {"limit": "min_share", "value": 0.25, "supplier": "North", "from_month": 1, "penalty": 4},
        months=3,
        scenarios=futures("Calm", "Boom"),
        events=[event("Boom", "demand", 2, first=2)],
    ) == lines("""
        total[min_share by Feb] + 0.5 order[East | Magnet, Feb] = 2.25 order[North | Magnet, Feb]
        total[min_share by Mar if Calm] + 0.5 order[East | Magnet, Mar if Calm]
          = 2.25 order[North | Magnet, Mar if Calm] + total[min_share by Feb]
        total[min_share by Mar if Boom] + 0.5 order[East | Magnet, Mar if Boom]
          = 2.25 order[North | Magnet, Mar if Boom] + total[min_share by Feb]
        total[min_share by Mar if Calm] + slack[min_share, Mar if Calm] >= 0
        total[min_share by Mar if Boom] + slack[min_share, Mar if Boom] >= 0
    """)


def test_a_share_is_taken_of_the_offers_for_its_items_and_products_alone() -> None:
    """Coils are neither for drives nor magnets: East's coils count in neither share, North's magnets in both."""
    assert limits(
        {"limit": "max_share", "value": 0.5, "supplier": "East", "item": "Magnet"},
        {"limit": "max_share", "value": 0.5, "supplier": "East", "product": "Drive"},
        months=1,
        products=[{"product": name, "shortage_cost": 100} for name in ("Drive", "Pump")],
        demand={"Drive": [10], "Pump": [10]},
        bill_of_materials=[line("Drive", "Magnet"), line("Pump", "Coil")],
        items=[{"item": name, "standard_cost": 5} for name in ("Magnet", "Coil")],
        offers=[offer("East"), offer("North"), offer("East", "Coil")],
    ) == lines("""
        total[max_share 1 by Jan] + order[North | Magnet, Jan] = order[East | Magnet, Jan]
        total[max_share 1 by Jan] <= 0
        total[max_share 2 by Jan] + order[North | Magnet, Jan] = order[East | Magnet, Jan]
        total[max_share 2 by Jan] <= 0
    """)


def test_least_cover_asks_for_the_need_of_the_months_that_follow() -> None:
    """1.5 months of 10, 20, 30: 20 and half of 30; then 30 and half of the last month again; then 1.5 of the last."""
    assert limits(
        {"limit": "min_cover", "value": 1.5},
        months=3,
        demand={"Drive": [10, 20, 30]},
    ) == lines("""
        stock[Magnet, Jan] >= 35
        stock[Magnet, Feb] >= 45
        stock[Magnet, Mar] >= 45
    """)


def test_what_is_not_needed_asks_for_no_cover_and_may_have_none() -> None:
    """No drive after January: nothing is to be covered, and no stock is within the most cover."""
    assert limits(
        {"limit": "min_cover", "value": 1},
        {"limit": "max_cover", "value": 1},
        months=1,
        demand={"Drive": [0]},
    ) == lines("""
        stock[Magnet, Jan] <= 0
    """)


def test_cover_is_of_planned_demand_whatever_happens_and_softly_broken_at_a_price() -> None:
    """Two months of 10, boom or not. One limit holds from February on, the other in January alone."""
    assert limits(
        {"limit": "max_cover", "value": 2, "item": "Magnet", "from_month": 1, "penalty": 1},
        {"limit": "min_cover", "value": 2, "item": "Magnet", "to_month": 0, "penalty": 1},
        scenarios=futures("Calm", "Boom"),
        events=[event("Boom", "demand", 2, first=1)],
    ) == lines("""
        stock[Magnet, Feb if Calm] <= slack[max_cover of Magnet, Feb if Calm] + 20
        stock[Magnet, Feb if Boom] <= slack[max_cover of Magnet, Feb if Boom] + 20
        stock[Magnet, Jan] + slack[min_cover of Magnet, Jan] >= 20
    """)


def test_stock_value_counts_standard_cost_of_all_items_that_match() -> None:
    """Magnets at 5 and coils at 2.5; free labels add nothing."""
    assert limits(
        {"limit": "max_stock_value", "value": 90},
        {"limit": "max_stock_value", "value": 50, "item": "Coil", "penalty": 1},
        months=1,
        items=[
            {"item": "Magnet", "standard_cost": 5},
            {"item": "Coil", "standard_cost": 2.5},
            {"item": "Label", "standard_cost": 0},
        ],
        stock=[{"item": item, "quantity": 20} for item in ("Magnet", "Coil", "Label")],
    ) == lines("""
        5 stock[Magnet, Jan] + 2.5 stock[Coil, Jan] <= 90
        2.5 stock[Coil, Jan] <= slack[max_stock_value 2, Jan] + 50
    """)


def test_a_budget_counts_orders_fees_and_starts_when_they_are_committed() -> None:
    """East's order at 2 with a fee of 7, reserved units at 1; North's at 3 from February on, approval 60 before.

    A redesign costs 50 and the contract 40 at signing. In February, the plan's last month, nothing new can begin; in
    January the budget is soft.
    """
    assert limits(
        {"limit": "budget", "value": 200, "from_month": 1},
        {"limit": "budget", "value": 100, "to_month": 0, "penalty": 0.5},
        offers=[offer("East", order_cost=7), offer("North", price=3, qualification="Approval")],
        qualifications=[{"qualification": "Approval", "months": 1, "cost": 60}],
        contracts=[OFFTAKE],
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 50}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
    ) == lines("""
        2 order[East | Magnet, Feb] + 7 place[East | Magnet, Feb] + 3 order[North | Magnet, Feb] <= 200
        2 order[East | Magnet, Jan] + 7 place[East | Magnet, Jan] + 60 begun[Approval by Jan]
          + 50 begun[Lean by Jan] + 40 signed[Offtake by Jan]
          <= reserved[Offtake, Jan] + slack[budget 2, Jan] + 100
    """)


def test_a_start_is_paid_in_the_month_it_begins_and_not_again() -> None:
    """Approval can begin in January or February: February pays for what has begun by then and had not before."""
    assert limits(
        {"limit": "budget", "value": 100},
        months=3,
        offers=[offer("North", price=3, qualification="Approval")],
        qualifications=[{"qualification": "Approval", "months": 1, "cost": 60}],
    ) == lines("""
        60 begun[Approval by Jan] <= 100
        3 order[North | Magnet, Feb] + 60 begun[Approval by Feb] <= 60 begun[Approval by Jan] + 100
        3 order[North | Magnet, Mar] <= 100
    """)


def test_fill_counts_what_is_delivered_of_what_is_wanted_on_each_path() -> None:
    """90 % of 10 and 10, or of 10 and 20 in a boom; redesigned units count."""
    assert limits(
        {"limit": "min_fill", "value": 0.9},
        {"limit": "min_fill", "value": 0.5, "product": "Drive", "from_month": 1, "penalty": 30},
        redesigns=[{"redesign": "Lean", "product": "Drive", "months": 1, "cost": 50}],
        redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
        scenarios=futures("Calm", "Boom"),
        events=[event("Boom", "demand", 2, first=1)],
    ) == lines("""
        total[min_fill 1 by Jan] = build[Drive, Jan]
        total[min_fill 1 by Feb if Calm]
          = build[Drive, Feb if Calm] + build[Drive as Lean, Feb if Calm] + total[min_fill 1 by Jan]
        total[min_fill 1 by Feb if Boom]
          = build[Drive, Feb if Boom] + build[Drive as Lean, Feb if Boom] + total[min_fill 1 by Jan]
        total[min_fill 1 by Feb if Calm] >= 18
        total[min_fill 1 by Feb if Boom] >= 27
        total[min_fill 2 by Feb if Calm] = build[Drive, Feb if Calm] + build[Drive as Lean, Feb if Calm]
        total[min_fill 2 by Feb if Boom] = build[Drive, Feb if Boom] + build[Drive as Lean, Feb if Boom]
        total[min_fill 2 by Feb if Calm] + slack[min_fill 2, Feb if Calm] >= 5
        total[min_fill 2 by Feb if Boom] + slack[min_fill 2, Feb if Boom] >= 10
    """)


def test_a_hard_cover_nobody_can_build_up_stays_in_the_model_as_a_row_that_cannot_hold() -> None:
    """Nothing in store, nothing to buy: 0 >= 10 says that the case has no plan."""
    assert limits({"limit": "min_cover", "value": 1}, months=1, stock=[], offers=[]) == "0 >= 10"


def test_two_limits_of_one_kind_keep_totals_of_their_own() -> None:
    said = limits(
        {"limit": "min_fill", "value": 0.9, "to_month": 0},
        {"limit": "min_fill", "value": 0.8, "to_month": 0},
    )
    assert said == lines("""
        total[min_fill 1 by Jan] = build[Drive, Jan]
        total[min_fill 1 by Jan] >= 9
        total[min_fill 2 by Jan] = build[Drive, Jan]
        total[min_fill 2 by Jan] >= 8
    """)
