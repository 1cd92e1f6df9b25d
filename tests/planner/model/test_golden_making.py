"""Building, designs and beginnings, row by row, in small cases added up by hand."""

from __future__ import annotations

from typing import Any

from planner.model.production import define_build, define_design, define_use
from planner.model.starting import define_beginnings, define_engineering
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, event, futures, line, offer

TWO_PRODUCTS: dict[str, Any] = {
    "products": [
        {"product": "Drive", "shortage_cost": 100},
        {"product": "Pump", "shortage_cost": 100, "backorder_cost": 3, "excluded_origins": "China"},
    ],
    "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Magnet", 2)],
    "offers": [offer("East"), offer("North")],
}
"""Pump may be late and may not hold Chinese magnets: East's go into drives alone, North's into both."""


def redesign(name: str, product: str, months: int, **more: Any) -> dict[str, Any]:
    return {"redesign": name, "product": product, "months": months, "cost": 50} | more


def test_what_is_built_lost_and_late_is_what_is_wanted_and_what_was_late() -> None:
    """Drives are lost at once, pumps may be late; a leaner drive can be ready in February; a boom wants half more."""
    story = Story(
        company(
            months=2,
            **TWO_PRODUCTS,
            demand={"Drive": [10, 12], "Pump": [5, 6]},
            redesigns=[redesign("Lean", "Drive", 1)],
            redesign_changes=[{"redesign": "Lean", "item": "Magnet", "replacement": "Magnet", "ratio": 0.5}],
            scenarios=futures("Calm", "Boom"),
            events=[event("Boom", "demand", 1.5, first=1, product="Pump")],
        )
    )
    assert story.rows(define_build) == lines("""
        build[Drive, Jan] + lost[Drive, Jan] = 10
        build[Drive, Feb if Calm] + build[Drive as Lean, Feb if Calm] + lost[Drive, Feb if Calm] = 12
        build[Drive, Feb if Boom] + build[Drive as Lean, Feb if Boom] + lost[Drive, Feb if Boom] = 12
        build[Pump, Jan] + lost[Pump, Jan] + late[Pump, Jan] = 5
        build[Pump, Feb if Calm] + lost[Pump, Feb if Calm] + late[Pump, Feb if Calm] = late[Pump, Jan] + 6
        build[Pump, Feb if Boom] + lost[Pump, Feb if Boom] + late[Pump, Feb if Boom] = late[Pump, Jan] + 9
    """)


def test_a_month_without_demand_has_a_row_only_while_units_are_owed() -> None:
    story = Story(company(months=2, **TWO_PRODUCTS, demand={"Drive": [10, 0], "Pump": [5, 0]}))
    assert story.rows(define_build) == lines("""
        build[Drive, Jan] + lost[Drive, Jan] = 10
        build[Pump, Jan] + lost[Pump, Jan] + late[Pump, Jan] = 5
        build[Pump, Feb] + lost[Pump, Feb] + late[Pump, Feb] = late[Pump, Jan]
    """)


def test_an_item_in_several_pools_is_taken_from_them_as_much_as_is_built_in() -> None:
    """A drive may take from either pool; a pump takes two magnets, from one pool only, so nothing is to be chosen."""
    story = Story(company(months=1, **TWO_PRODUCTS, demand={"Drive": [10], "Pump": [5]}))
    assert story.rows(define_use) == lines("""
        use[Magnet for Drive;Pump in Drive, Jan] + use[Magnet for Drive in Drive, Jan] = build[Drive, Jan]
    """)


def test_a_redesign_is_built_only_once_ready_and_never_more_than_is_wanted() -> None:
    """Two months from the start of Lean to the first lean drive; a pump may make up for all months before it.

    Old was begun in December and needs a month: nothing hinders it from January on.
    """
    story = Story(
        company(
            **TWO_PRODUCTS,
            demand={"Drive": [10, 11, 12], "Pump": [5, 6, 7]},
            redesigns=[
                redesign("Lean", "Drive", 2),
                redesign("Mini", "Pump", 1),
                redesign("Old", "Drive", 1, started_month="2026-12"),
            ],
            redesign_changes=[
                {"redesign": name, "item": "Magnet", "replacement": "Magnet", "ratio": 0.5}
                for name in ("Lean", "Mini", "Old")
            ],
        )
    )
    assert story.rows(define_design) == lines("""
        build[Drive as Lean, Mar] <= 12 begun[Lean by Jan]
        build[Pump as Mini, Feb] <= 11 begun[Mini by Jan]
        build[Pump as Mini, Mar] <= 18 begun[Mini by Feb]
    """)


def test_what_has_begun_stays_begun_on_every_path() -> None:
    """Closed in February in one future: there it can begin in January or March. Lean needs two of the four months.

    A contract to be signed by February stays signed as well; one signed before the plan has nothing to say.
    """
    contract = {"offer": "North | Magnet", "sign_by": 1, "from_month": 0, "to_month": 3, "per_month": 5}
    story = Story(
        company(
            months=4,
            offers=[offer("East"), offer("North", qualification="Approval")],
            qualifications=[{"qualification": "Approval", "months": 1, "cost": 60}],
            redesigns=[redesign("Lean", "Drive", 2)],
            redesign_changes=[{"redesign": "Lean", "item": "Magnet"}],
            contracts=[
                {"contract": "Offtake"} | contract,
                {"contract": "Old", "signed_month": "2026-12"} | contract,
            ],
            scenarios=futures("Calm", "Shut"),
            events=[event("Shut", "closed", 1, first=1, supplier="North")],
        )
    )
    assert story.rows(define_beginnings) == lines("""
        begun[Approval by Feb if Calm] >= begun[Approval by Jan]
        begun[Approval by Mar if Calm] >= begun[Approval by Feb if Calm]
        begun[Approval by Mar if Shut] >= begun[Approval by Jan]
        begun[Lean by Feb if Calm] >= begun[Lean by Jan]
        begun[Lean by Feb if Shut] >= begun[Lean by Jan]
        signed[Offtake by Feb if Calm] >= signed[Offtake by Jan]
    """)


def test_engineering_runs_so_many_redesigns_at_once_and_those_begun_before_the_start_count() -> None:
    """One at a time. Old was begun in December and runs until February, Lean takes two months, Mini and Then one.

    In April nothing can be running: what could have begun in time has ended.
    """
    story = Story(
        company(
            months=4,
            **TWO_PRODUCTS,
            case={"max_parallel_redesigns": 1},
            demand={"Drive": [10] * 4, "Pump": [5] * 4},
            redesigns=[
                redesign("Old", "Drive", 3, started_month="2026-12"),
                redesign("Lean", "Drive", 2),
                redesign("Mini", "Pump", 1),
                redesign("Now", "Pump", 0),
                redesign("Then", "Pump", 1, earliest_month=2),
            ],
            redesign_changes=[{"redesign": name, "item": "Magnet"} for name in ("Old", "Lean", "Mini", "Now", "Then")],
        )
    )
    assert story.rows(define_engineering) == lines("""
        begun[Lean by Jan] + begun[Mini by Jan] <= 0
        begun[Lean by Feb] + begun[Mini by Feb] <= begun[Mini by Jan]
        begun[Lean by Feb] + begun[Mini by Mar] + begun[Then by Mar] <= begun[Lean by Jan] + begun[Mini by Feb] + 1
    """)


def test_without_a_limit_engineering_has_no_rows() -> None:
    assert Story(company(redesigns=[redesign("Lean", "Drive", 1)])).rows(define_engineering) == ""
