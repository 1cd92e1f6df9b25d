"""Waiting, leaving and stock, row by row, in small cases added up by hand."""

from __future__ import annotations

from planner.model.leaving import define_leaving
from planner.model.stock import define_stock, define_store
from planner.model.waiting import define_waiting
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, event, futures, line, offer


def test_what_waits_is_what_waited_and_what_is_made_less_what_leaves() -> None:
    """Made in a month; 3 open units were due before the start, 4 are due in February; March has two futures."""
    story = Story(
        company(
            offers=[offer("East", production_months=1)],
            open_orders=[
                {"supplier": "East", "item": "Magnet", "quantity": 3, "ready_month": "2026-11"},
                {"supplier": "East", "item": "Magnet", "quantity": 4, "ready_month": "2027-02"},
            ],
            scenarios=futures("Calm", "Dear"),
            events=[event("Dear", "price", 2, first=2)],
        )
    )
    assert story.rows(define_waiting, balance=True) == lines("""
        wait[East | Magnet, Jan] = -ship[East | Magnet, Jan] + 3
        wait[East | Magnet, Feb] = wait[East | Magnet, Jan] + order[East | Magnet, Jan] - ship[East | Magnet, Feb] + 4
        wait[East | Magnet, Mar if Calm] = wait[East | Magnet, Feb] + order[East | Magnet, Feb]
          - ship[East | Magnet, Mar if Calm]
        wait[East | Magnet, Mar if Dear] = wait[East | Magnet, Feb] + order[East | Magnet, Feb]
          - ship[East | Magnet, Mar if Dear]
    """)


def test_what_leaves_keeps_the_capacity_and_the_reserved_one_as_far_as_available() -> None:
    """30 a month, 5 more under a contract from February; in February 40 % of both may leave."""
    story = Story(
        company(
            capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 30}],
            contracts=[
                {
                    "contract": "Offtake",
                    "offer": "East | Magnet",
                    "sign_by": 0,
                    "from_month": 1,
                    "to_month": 2,
                    "per_month": 5,
                },
                {
                    "contract": "Old",
                    "offer": "East | Magnet",
                    "sign_by": 0,
                    "from_month": 2,
                    "to_month": 2,
                    "per_month": 7,
                    "signed_month": "2026-12",
                },
            ],
            scenarios=futures("Scarce"),
            events=[event("Scarce", "availability", 0.4, first=1)],
        )
    )
    assert story.rows(define_leaving) == lines("""
        ship[East | Magnet, Jan] <= 30
        ship[East | Magnet, Feb] <= 2 signed[Offtake by Jan] + 12
        ship[East | Magnet, Mar] <= 5 signed[Offtake by Jan] + 37
    """)


def test_end_uses_told_apart_leave_in_lanes_of_their_own_and_keep_the_bound_together() -> None:
    """Half of 30 may leave for defence, 30 for all others, and 30 in all: the largest share counts for the total."""
    story = Story(
        company(
            months=1,
            products=[
                {"product": "Drive", "end_use": "automotive", "shortage_cost": 100},
                {"product": "Radar", "end_use": "defence", "shortage_cost": 100},
            ],
            demand={"Drive": [10], "Radar": [10]},
            bill_of_materials=[line("Drive", "Magnet"), line("Radar", "Magnet")],
            capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 30}],
            scenarios=futures("Scarce"),
            events=[event("Scarce", "availability", 0.5, first=0, end_use="defence")],
        )
    )
    assert story.rows(define_leaving) == lines("""
        ship[East | Magnet to Radar, Jan] <= 15
        ship[East | Magnet to Drive, Jan] <= 30
        ship[East | Magnet to Radar, Jan] + ship[East | Magnet to Drive, Jan] <= 30
    """)


def test_a_supplier_bound_in_kg_counts_mass_and_the_largest_share_of_its_items() -> None:
    """40 kg in all and 3 pieces of 2 kg reserved; half of the light magnets may leave, all of the heavy ones.

    Light has no bound of its own, so it keeps half of 40 + 6 kg in its lane; Heavy keeps its own bound of 10 + 3.
    """
    story = Story(
        company(
            months=1,
            bill_of_materials=[line("Drive", "Light"), line("Drive", "Heavy")],
            items=[
                {"item": "Light", "standard_cost": 5, "mass_g": 500},
                {"item": "Heavy", "standard_cost": 5, "mass_g": 2000},
            ],
            offers=[offer("East", "Light"), offer("East", "Heavy")],
            capacity=[
                {"supplier": "East", "from_month": 0, "per_month": 40},
                {"supplier": "East", "item": "Heavy", "from_month": 0, "per_month": 10},
            ],
            contracts=[
                {
                    "contract": "Offtake",
                    "offer": "East | Heavy",
                    "sign_by": 0,
                    "from_month": 0,
                    "to_month": 0,
                    "per_month": 3,
                }
            ],
            scenarios=futures("Scarce"),
            events=[event("Scarce", "availability", 0.5, first=0, item="Light")],
        )
    )
    assert story.rows(define_leaving) == lines("""
        0.5 ship[East | Light, Jan] <= 3 signed[Offtake by Jan] + 20
        ship[East | Heavy, Jan] <= 3 signed[Offtake by Jan] + 10
        0.5 ship[East | Light, Jan] + 2 ship[East | Heavy, Jan] <= 6 signed[Offtake by Jan] + 40
    """)


def test_a_halt_stops_the_flow_even_without_a_bound_but_for_licensed_units() -> None:
    """In January nothing bounds the flow. In February nothing may leave but the 8 units a licence allows.

    In March half of it may leave, and half of what nobody bounds is no bound: the licence counts, and does nothing.
    """
    story = Story(
        company(
            licences=[
                {
                    "licence": "L-1",
                    "supplier": "East",
                    "item": "Magnet",
                    "quantity": 8,
                    "from_month": 1,
                    "to_month": 2,
                }
            ],
            scenarios=futures("Halt"),
            events=[event("Halt", "availability", 0, first=1), event("Halt", "availability", 0.5, first=2)],
        )
    )
    assert story.rows(define_leaving) == lines("""
        ship[East | Magnet, Feb] >= licensed[L-1, Feb]
        ship[East | Magnet, Feb] <= licensed[L-1, Feb]
        ship[East | Magnet, Mar] >= licensed[L-1, Mar]
        licensed[L-1, Feb] + licensed[L-1, Mar] <= 8
    """)


def test_licensed_units_leave_beyond_the_share_but_within_the_capacity_on_every_path() -> None:
    """Ten of 20 may leave in February in one future, all 20 in the other: each path has the 8 licensed units."""
    story = Story(
        company(
            months=2,
            capacity=[{"supplier": "East", "item": "Magnet", "from_month": 0, "per_month": 20}],
            licences=[
                {
                    "licence": "L-1",
                    "supplier": "East",
                    "item": "Magnet",
                    "quantity": 8,
                    "from_month": 0,
                    "to_month": 1,
                }
            ],
            scenarios=futures("Calm", "Scarce"),
            events=[event("Scarce", "availability", 0.5, first=1)],
        )
    )
    assert story.rows(define_leaving) == lines("""
        ship[East | Magnet, Jan] >= licensed[L-1, Jan]
        ship[East | Magnet, Jan] <= licensed[L-1, Jan] + 20
        ship[East | Magnet, Jan] <= 20
        ship[East | Magnet, Feb if Calm] >= licensed[L-1, Feb if Calm]
        ship[East | Magnet, Feb if Calm] <= licensed[L-1, Feb if Calm] + 20
        ship[East | Magnet, Feb if Calm] <= 20
        ship[East | Magnet, Feb if Scarce] >= licensed[L-1, Feb if Scarce]
        ship[East | Magnet, Feb if Scarce] <= licensed[L-1, Feb if Scarce] + 10
        ship[East | Magnet, Feb if Scarce] <= 20
        licensed[L-1, Jan] + licensed[L-1, Feb if Calm] <= 8
        licensed[L-1, Jan] + licensed[L-1, Feb if Scarce] <= 8
    """)


def test_a_licence_widens_the_kg_bound_by_the_weight_of_its_units() -> None:
    """Half of 40 kg may leave; each licensed piece brings its 2 kg, and no more than 40 kg leave in all."""
    story = Story(
        company(
            months=1,
            items=[{"item": "Magnet", "standard_cost": 5, "mass_g": 2000}],
            capacity=[{"supplier": "East", "from_month": 0, "per_month": 40}],
            licences=[
                {"licence": "L-1", "supplier": "East", "item": "Magnet", "quantity": 8, "from_month": 0, "to_month": 0}
            ],
            scenarios=futures("Scarce"),
            events=[event("Scarce", "availability", 0.5, first=0)],
        )
    )
    assert story.rows(define_leaving) == lines("""
        ship[East | Magnet, Jan] >= licensed[L-1, Jan]
        2 ship[East | Magnet, Jan] <= 2 licensed[L-1, Jan] + 20
        2 ship[East | Magnet, Jan] <= 40
        2 ship[East | Magnet, Jan] <= 2 licensed[L-1, Jan] + 20
        2 ship[East | Magnet, Jan] <= 40
        licensed[L-1, Jan] <= 8
    """)


def test_stock_is_what_was_there_and_what_arrives_less_what_is_used_and_tolled() -> None:
    """Three magnets in a drive, a month at sea, two in January; two oxide in each magnet ordered.

    12 magnets and 100 oxide are there, 5 magnets are on their way and come in February.
    """
    story = Story(
        company(
            bill_of_materials=[line("Drive", "Magnet", 3)],
            items=[
                {"item": "Magnet", "standard_cost": 5},
                {"item": "Oxide", "kind": "material", "standard_cost": 1},
            ],
            offers=[offer("East", transit_months=1)],
            tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
            stock=[{"item": "Magnet", "quantity": 12}, {"item": "Oxide", "quantity": 100}],
            open_orders=[
                {
                    "supplier": "East",
                    "item": "Magnet",
                    "quantity": 5,
                    "ready_month": "2026-12",
                    "arrival_month": "2027-02",
                }
            ],
            scenarios=futures("Storm"),
            events=[event("Storm", "delay", 1, first=0)],
        )
    )
    assert story.rows(define_stock, balance=True) == lines("""
        stock[Magnet, Jan] = -3 build[Drive, Jan] + 12
        stock[Magnet, Feb] = stock[Magnet, Jan] - 3 build[Drive, Feb] + 5
        stock[Magnet, Mar] = stock[Magnet, Feb] + ship[East | Magnet, Jan] + ship[East | Magnet, Feb]
          - 3 build[Drive, Mar]
        stock[Oxide, Jan] = -2 order[East | Magnet, Jan] + 100
        stock[Oxide, Feb] = stock[Oxide, Jan] - 2 order[East | Magnet, Feb]
        stock[Oxide, Mar] = stock[Oxide, Feb]
    """)


def test_each_path_has_its_own_stock_after_the_futures_part() -> None:
    """One month at sea: what leaves in January arrives in February in both futures, each with its own use."""
    story = Story(
        company(
            months=2,
            offers=[offer("East", transit_months=1)],
            scenarios=futures("Calm", "Boom"),
            events=[event("Boom", "demand", 2, first=1)],
        )
    )
    assert story.rows(define_stock, balance=True) == lines("""
        stock[Magnet, Feb if Calm] = ship[East | Magnet, Jan] - build[Drive, Feb if Calm]
        stock[Magnet, Feb if Boom] = ship[East | Magnet, Jan] - build[Drive, Feb if Boom]
    """)


def test_the_store_holds_all_pools_of_an_item_together() -> None:
    """Pump may not hold Chinese goods: the 6 from China are for drives alone."""
    story = Story(
        company(
            months=1,
            products=[
                {"product": "Drive", "shortage_cost": 100},
                {"product": "Pump", "shortage_cost": 100, "excluded_origins": "China"},
            ],
            demand={"Drive": [10], "Pump": [10]},
            bill_of_materials=[line("Drive", "Magnet"), line("Pump", "Magnet")],
            items=[{"item": "Magnet", "standard_cost": 5, "max_stock": 20}],
            stock=[
                {"item": "Magnet", "quantity": 6, "origin": "China"},
                {"item": "Magnet", "quantity": 4, "origin": "Norway"},
            ],
            offers=[],
        )
    )
    assert story.rows(define_store) == lines("""
        stock[Magnet for Drive;Pump, Jan] + stock[Magnet for Drive, Jan] <= 20
    """)
