"""U, the most one order can sensibly be: tight where a count by hand says so, and no best plan asks for more."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.events import never
from planner.facts.gather import gather
from planner.model import variables
from planner.model.bounds import MOST_ORDERED, order_bounds
from planner.model.build import build
from planner.model.sets import Sets
from planner.scenarios.grow import grow
from planner.solve.arrays import arrays_of
from planner.solve.session import How, Session, Watch
from planner.tables.case import Case
from tests.budget import examples
from tests.generate.tiny import tiny_case
from tests.planner.model.reading import Story
from tests.planner.model.stories import company, event, futures, line, offer

QUIET = Watch(never)


def bounds_of(case: Case, name: str = "East | Magnet") -> list[float]:
    """U of an offer, by node."""
    story = Story(case)
    (number,) = [o for o, one in enumerate(story.sets.facts.offers) if one.name == name]
    return [most for (o, _), most in sorted(story.v.bounds.items()) if o == number]


def best(case: Case) -> tuple[How, float | None]:
    facts = gather(case)
    session = Session(arrays_of(build(facts, grow(facts)).program), threads=1)
    for tolerance in ("primal_feasibility_tolerance", "mip_feasibility_tolerance"):
        session.option(tolerance, 1e-9)
    ending = session.solve(QUIET, seconds=60)
    return ending.how, ending.objective


def best_with_wide_bounds(case: Case) -> tuple[How, float | None]:
    def wide(sets: Sets) -> dict[tuple[int, int], float]:
        return {key: 2.0 * most + 1000.0 for key, most in order_bounds(sets).items()}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(variables, "order_bounds", wide)
        return best(case)


def assert_nothing_is_cut_off(case: Case) -> float | None:
    how, objective = best(case)
    how_wide, objective_wide = best_with_wide_bounds(case)
    assert how is how_wide
    if objective_wide is not None:
        assert objective == pytest.approx(objective_wide, rel=2e-6, abs=1e-6)
    return objective


@settings(max_examples=examples(400), derandomize=True, deadline=None)
@given(st.integers(0, 100_000))
def test_no_best_plan_asks_for_more(seed: int) -> None:
    assert_nothing_is_cut_off(tiny_case(seed))


def test_an_order_is_no_more_than_can_be_built_in_after_it_arrives() -> None:
    """Two months to arrive: in January 30 + 40, in February 40. From March on nothing would come in time."""
    case = company(demand={"Drive": [10, 20, 30, 40]}, months=4, offers=[offer("East", transit_months=2)])
    assert bounds_of(case) == [70, 40]


def test_the_most_hopeful_path_and_the_hungriest_design_count() -> None:
    """Two magnets in a drive, three in a fat one, and a boom that doubles February: 3 x 10, and 3 x 20 after it."""
    case = company(
        2,
        bill_of_materials=[line("Drive", "Magnet", 2)],
        offers=[offer("East")],
        redesigns=[{"redesign": "Fat", "product": "Drive", "months": 0, "cost": 1}],
        redesign_changes=[{"redesign": "Fat", "item": "Magnet", "replacement": "Magnet", "ratio": 1.5}],
        scenarios=futures("Calm", "Boom"),
        events=[event("Boom", "demand", 2, first=1)],
    )
    assert bounds_of(case) == [90, 30, 60]


def test_what_is_late_may_be_built_in_any_later_month() -> None:
    case = company(2, products=[{"product": "Drive", "shortage_cost": 9, "backorder_cost": 1}])
    assert bounds_of(case) == [20, 20]


def test_least_cover_asks_for_more_than_can_be_built_in() -> None:
    """Two months of 10 for cover, beyond the 30, 20 and 10 still to be built."""
    case = company(limits=[{"limit": "min_cover", "value": 2}])
    assert bounds_of(case) == [50, 40, 30]


def test_units_reserved_by_contract_may_be_ordered_whoever_uses_them() -> None:
    contract = {"offer": "East | Magnet", "sign_by": 0, "from_month": 0, "to_month": 1, "per_month": 7}
    case = company(1, contracts=[{"contract": "Offtake", "take_or_pay": 1} | contract])
    assert bounds_of(case) == [17]


def test_the_least_order_and_whole_lots_round_up() -> None:
    """10 can be used: at least 25 makes 25, in lots of 8 makes 32."""
    assert bounds_of(company(1, offers=[offer("East", min_order=25)])) == [25]
    assert bounds_of(company(1, offers=[offer("East", min_order=25, order_multiple=8)])) == [32]


def test_no_order_is_more_than_the_cap_of_twelve_months() -> None:
    assert bounds_of(company(offers=[offer("East", max_12_months=15)])) == [15, 15, 10]


def test_material_is_ordered_for_all_the_orders_that_take_it() -> None:
    """Two oxide for each magnet ordered, and magnets are ordered for 20 from January and for 10 from February on."""
    oxide: dict[str, Any] = {
        "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}],
        "offers": [offer("East"), offer("North", "Oxide")],
        "tolling": [{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
    }
    assert bounds_of(company(2, **oxide), "North | Oxide") == [60, 20]


def test_a_share_may_be_bought_with_goods_nobody_uses() -> None:
    """East's magnets cannot leave, yet nine tenths must be bought from East: 90 for the 10 of North's that are used."""
    case = company(
        1,
        offers=[offer("East"), offer("North")],
        scenarios=futures("Halt"),
        events=[event("Halt", "availability", 0, first=0, supplier="East")],
        limits=[{"limit": "min_share", "value": 0.9, "supplier": "East"}],
    )
    assert assert_nothing_is_cut_off(case) == pytest.approx(200)


def test_what_a_share_may_make_us_buy_is_all_that_is_bought_for_use_divided_by_what_the_others_may_be() -> None:
    """10 of East's and 10 of North's at 2 may be used: 40 is a tenth of 400, and 200 of East's cost that.

    Five more of North's are reserved at 4: 15 at 4 at most, so 80 is a tenth of 800. North's help no share.
    """
    case: dict[str, Any] = {
        "offers": [offer("East"), offer("North")],
        "limits": [{"limit": "min_share", "value": 0.9, "supplier": "East"}],
    }
    assert bounds_of(company(1, **case)) == pytest.approx([10 + 200])
    assert bounds_of(company(1, **case), "North | Magnet") == [10]
    reserved = {"offer": "North | Magnet", "sign_by": 0, "from_month": 0, "to_month": 0, "per_month": 5, "price": 4}
    assert bounds_of(company(1, **case, contracts=[{"contract": "C"} | reserved])) == pytest.approx([10 + 400])


def test_no_share_widens_a_bound_beyond_what_the_solver_can_tell_apart() -> None:
    case = company(
        1,
        demand={"Drive": [1e8]},
        offers=[offer("East", price=0.01), offer("North")],
        limits=[{"limit": "min_share", "value": 0.9, "supplier": "East"}],
    )
    assert bounds_of(case) == pytest.approx([1e8 + MOST_ORDERED])


def test_material_is_ordered_for_a_share_bought_with_goods_nobody_uses() -> None:
    """30 of East's magnets, too late for any drive, make North's 10 a quarter; each takes two oxide, 60 and a fee."""
    case = company(
        2,
        demand={"Drive": [10, 0]},
        items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Oxide", "kind": "material", "standard_cost": 1}],
        offers=[offer("East", production_months=1), offer("North"), offer("East", "Oxide", price=1, order_cost=3)],
        tolling=[{"offer": "East | Magnet", "material": "Oxide", "quantity_per_unit": 2}],
        limits=[{"limit": "min_share", "value": 0.75, "supplier": "East", "item": "Magnet"}],
    )
    assert assert_nothing_is_cut_off(case) == pytest.approx(10 * 2 + 30 * 2 + 60 * 1 + 3)


def test_what_one_share_makes_us_buy_counts_in_another() -> None:
    """90 of East's magnets for North's 10: 200. Half of everything must be North's: coils worth 160, and their fee."""
    case = company(
        1,
        items=[{"item": "Magnet", "standard_cost": 5}, {"item": "Coil", "standard_cost": 1}],
        offers=[offer("East"), offer("North"), offer("North", "Coil", price=1, order_cost=3)],
        scenarios=futures("Halt"),
        events=[event("Halt", "availability", 0, first=0, supplier="East")],
        limits=[
            {"limit": "min_share", "value": 0.9, "supplier": "East", "item": "Magnet"},
            {"limit": "min_share", "value": 0.5, "supplier": "North"},
        ],
    )
    assert assert_nothing_is_cut_off(case) == pytest.approx(200 + 160 + 3)


def test_a_share_nobody_needs_to_buy_for_widens_nothing() -> None:
    """A soft share at 1 for each unit of money gives back a quarter of North's 2: no unused unit pays."""
    limit = {"limit": "max_share", "value": 0.25, "supplier": "East", "penalty": 1}
    case = company(1, offers=[offer("East"), offer("North")], limits=[limit])
    assert bounds_of(case, "North | Magnet") == [10]
    dearer = company(1, offers=[offer("East"), offer("North")], limits=[limit | {"penalty": 5}])
    assert bounds_of(dearer, "North | Magnet")[0] > 10
