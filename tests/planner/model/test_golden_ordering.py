"""Orders and contracts, row by row, in small cases added up by hand."""

from __future__ import annotations

from planner.model.contracts import define_contracts
from planner.model.ordering import define_orders, define_qualified, define_twelve_months
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, offer


def test_nothing_is_ordered_before_approval_nor_more_than_can_still_be_used() -> None:
    """Ten drives a month over four months. Approval takes a month, Old was begun in December and takes two.

    So Old's offer opens in February for good; North's needs a start a month before, and 30, 20 or 10 can be used.
    """
    story = Story(
        company(
            months=4,
            offers=[offer("East", qualification="Old"), offer("North", qualification="Approval")],
            qualifications=[
                {"qualification": "Approval", "months": 1, "cost": 60},
                {"qualification": "Old", "months": 2, "cost": 60, "started_month": "2026-12"},
            ],
        )
    )
    assert story.rows(define_qualified) == lines("""
        order[North | Magnet, Feb] <= 30 begun[Approval by Jan]
        order[North | Magnet, Mar] <= 20 begun[Approval by Feb]
        order[North | Magnet, Apr] <= 10 begun[Approval by Mar]
    """)
    assert [n for o, n in story.sets.orders if o == 0] == [1, 2, 3]


def test_an_order_is_placed_in_lots_and_is_none_or_at_least_the_least() -> None:
    """At least 5, in fours; 20 can be used from January on, and 10 from February on: 12 in whole lots."""
    story = Story(company(months=2, offers=[offer("East", min_order=5, order_multiple=4)]))
    assert story.rows(define_orders) == lines("""
        order[East | Magnet, Jan] >= 5 place[East | Magnet, Jan]
        order[East | Magnet, Jan] <= 20 place[East | Magnet, Jan]
        order[East | Magnet, Feb] >= 5 place[East | Magnet, Feb]
        order[East | Magnet, Feb] <= 12 place[East | Magnet, Feb]
        order[East | Magnet, Jan] = 4 lots[East | Magnet, Jan]
        order[East | Magnet, Feb] = 4 lots[East | Magnet, Feb]
    """)


def test_a_fee_alone_needs_a_placed_order_and_no_least() -> None:
    story = Story(company(months=1, offers=[offer("East", order_cost=7)]))
    assert story.rows(define_orders) == lines("""
        order[East | Magnet, Jan] <= 10 place[East | Magnet, Jan]
    """)


def test_any_twelve_months_keep_the_cap_over_all_offers_of_a_supplier_and_item() -> None:
    """24 in any twelve months, 12 ordered in the year before: one a month of them falls out of the window.

    Early can be ordered in January 2027 only, Late from December on: in January 2028 Early has left the window.
    """
    capped = {"max_12_months": 24, "ordered_before": 12}
    story = Story(
        company(
            months=13,
            offers=[
                offer("East", offer="Early", to_month="2027-01", **capped),
                offer("East", offer="Late", from_month="2027-12", **capped),
            ],
        )
    )
    assert story.rows(define_twelve_months) == lines("""
        order[Early, Jan 2027] <= 13
        order[Early, Jan 2027] <= 14
        order[Early, Jan 2027] <= 15
        order[Early, Jan 2027] <= 16
        order[Early, Jan 2027] <= 17
        order[Early, Jan 2027] <= 18
        order[Early, Jan 2027] <= 19
        order[Early, Jan 2027] <= 20
        order[Early, Jan 2027] <= 21
        order[Early, Jan 2027] <= 22
        order[Early, Jan 2027] <= 23
        order[Early, Jan 2027] + order[Late, Dec 2027] <= 24
        order[Late, Dec 2027] + order[Late, Jan 2028] <= 24
    """)


def test_a_cap_used_up_before_the_start_leaves_nothing_and_never_less() -> None:
    """24 ordered in the year before: 22 of them still count in January, more than the cap of 21; 20 in February."""
    story = Story(company(months=2, offers=[offer("East", max_12_months=21, ordered_before=24)]))
    assert story.rows(define_twelve_months) == lines("""
        order[East | Magnet, Jan] <= 0
        order[East | Magnet, Jan] + order[East | Magnet, Feb] <= 1
    """)


def test_reserved_units_are_ordered_and_what_is_not_taken_is_paid_for() -> None:
    """Offtake reserves 5 in February and March, signed by February, half of it take or pay.

    Old was signed before the start and binds in January and February: 3 a month, all of it take or pay. Free asks for
    no payment, so nothing is left unpaid.
    """
    running = {"offer": "East | Magnet", "sign_by": 1}
    story = Story(
        company(
            contracts=[
                {"contract": "Offtake", "from_month": 1, "to_month": 2, "per_month": 5, "take_or_pay": 0.5} | running,
                {
                    "contract": "Old",
                    "from_month": 0,
                    "to_month": 1,
                    "per_month": 3,
                    "take_or_pay": 1,
                    "signed_month": "2026-12",
                }
                | running,
                {"contract": "Free", "from_month": 2, "to_month": 2, "per_month": 4} | running,
            ],
        )
    )
    assert story.rows(define_contracts) == lines("""
        reserved[Offtake, Feb] <= 5 signed[Offtake by Feb]
        unpaid[Offtake, Feb] + reserved[Offtake, Feb] >= 2.5 signed[Offtake by Feb]
        reserved[Offtake, Mar] <= 5 signed[Offtake by Feb]
        unpaid[Offtake, Mar] + reserved[Offtake, Mar] >= 2.5 signed[Offtake by Feb]
        reserved[Old, Jan] <= 3
        unpaid[Old, Jan] + reserved[Old, Jan] >= 3
        reserved[Old, Feb] <= 3
        unpaid[Old, Feb] + reserved[Old, Feb] >= 3
        reserved[Free, Mar] <= 4 signed[Free by Feb]
        reserved[Offtake, Feb] + reserved[Old, Feb] <= order[East | Magnet, Feb]
        reserved[Offtake, Mar] + reserved[Free, Mar] <= order[East | Magnet, Mar]
        reserved[Old, Jan] <= order[East | Magnet, Jan]
    """)


def test_a_contract_runs_from_the_month_it_is_signed_that_month_included() -> None:
    """It could have run since January, may be signed until March and ends in March."""
    story = Story(
        company(
            contracts=[
                {
                    "contract": "Offtake",
                    "offer": "East | Magnet",
                    "sign_by": 2,
                    "from_month": "2026-10",
                    "to_month": 2,
                    "per_month": 5,
                }
            ]
        )
    )
    assert story.rows(define_contracts) == lines("""
        reserved[Offtake, Jan] <= 5 signed[Offtake by Jan]
        reserved[Offtake, Feb] <= 5 signed[Offtake by Feb]
        reserved[Offtake, Mar] <= 5 signed[Offtake by Mar]
        reserved[Offtake, Jan] <= order[East | Magnet, Jan]
        reserved[Offtake, Feb] <= order[East | Magnet, Feb]
        reserved[Offtake, Mar] <= order[East | Magnet, Mar]
    """)
