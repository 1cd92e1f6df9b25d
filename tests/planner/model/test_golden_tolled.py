"""Material that lies in several pools: whatever pool it lies in, a maker may work it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.model.stock import define_stock, define_tolled
from planner.planning import plan
from planner.solve.options import Options
from planner.solve.outcome import Status
from planner.tables.case import Case
from planner.tables.inputs import table
from tests.budget import examples
from tests.builders import case
from tests.generate.tiny import tiny_case
from tests.oracle.extensive import solve
from tests.planner.model.reading import Story, lines
from tests.planner.model.stories import company, line, offer


def blanks(months: int = 2, **more: Any) -> Case:
    """Works in Japan makes a magnet of a blank of ours at 3; 15 blanks of Chinese origin lie in store. Valve and Pump
    take blanks as they are, Pump may hold nothing Chinese."""
    tables: dict[str, Any] = {
        "products": [
            {"product": "Drive", "shortage_cost": 100, "excluded_origins": "China"},
            {"product": "Pump", "shortage_cost": 50, "excluded_origins": "China"},
            {"product": "Valve", "shortage_cost": 50},
        ],
        "demand": {"Drive": [10, 0][:months], "Pump": [0, 10][:months], "Valve": [0, 10][:months]},
        "bill_of_materials": [line("Drive", "Magnet"), line("Pump", "Blank"), line("Valve", "Blank")],
        "items": [{"item": "Magnet", "standard_cost": 5}, {"item": "Blank", "standard_cost": 1}],
        "suppliers": [{"supplier": "Works", "country": "Japan"}],
        "stock": [{"item": "Blank", "quantity": 15, "origin": "China"}],
        "offers": [offer("Works", price=3), offer("Works", "Blank", price=7, transit_months=1)],
        "tolling": [{"offer": "Works | Magnet", "material": "Blank", "quantity_per_unit": 1}],
    }
    return case(case={"months": months}, **(tables | more))


def test_material_is_taken_from_the_pool_that_holds_any_or_from_several_that_add_up() -> None:
    """In January there are Chinese blanks only; in February blanks for everyone may have come as well."""
    story = Story(blanks())
    assert story.rows(define_stock, balance=True) == lines("""
        stock[Magnet, Jan] = ship[Works | Magnet, Jan] - build[Drive, Jan]
        stock[Magnet, Feb] = stock[Magnet, Jan] + ship[Works | Magnet, Feb]
        stock[Blank for Pump;Valve, Feb] = ship[Works | Blank, Jan] - build[Pump, Feb]
          - use[Blank for Pump;Valve in Valve, Feb] - toll[Blank for Pump;Valve, Feb]
        stock[Blank for Valve, Jan] = -order[Works | Magnet, Jan] + 15
        stock[Blank for Valve, Feb] = stock[Blank for Valve, Jan] - use[Blank for Valve in Valve, Feb]
          - toll[Blank for Valve, Feb]
    """)
    assert story.rows(define_tolled) == lines("""
        toll[Blank for Pump;Valve, Feb] + toll[Blank for Valve, Feb] = order[Works | Magnet, Feb]
    """)


def test_an_order_takes_everything_it_is_made_of() -> None:
    """Two units of oxide and half a unit of alloy in each magnet."""
    materials = ("Oxide", "Alloy")
    story = Story(
        company(
            months=1,
            items=[{"item": "Magnet", "standard_cost": 5}]
            + [{"item": one, "kind": "material", "standard_cost": 1} for one in materials],
            stock=[{"item": one, "quantity": 40} for one in materials],
            tolling=[
                {"offer": "East | Magnet", "material": one, "quantity_per_unit": units}
                for one, units in zip(materials, (2, 0.5), strict=True)
            ],
        )
    )
    assert story.rows(define_stock, balance=True) == lines("""
        stock[Magnet, Jan] = ship[East | Magnet, Jan] - build[Drive, Jan]
        stock[Oxide, Jan] = -2 order[East | Magnet, Jan] + 40
        stock[Alloy, Jan] = -0.5 order[East | Magnet, Jan] + 40
    """)
    assert story.rows(define_tolled) == ""


def test_a_maker_works_blanks_that_some_products_may_not_hold() -> None:
    """Ten magnets at 3 of ten Chinese blanks; the other five go into valves, fifteen more cost 7 each."""
    answer = plan(blanks(), Options(gap=0))
    assert answer.status is Status.PROVEN
    assert answer.objective == pytest.approx(10 * 3 + 15 * 7)


def test_no_magnet_is_made_of_blanks_that_are_not_there() -> None:
    """One month, nothing in store: ten drives are lost."""
    answer = plan(blanks(1, stock=[]), Options(gap=0))
    assert answer.status is Status.PROVEN
    assert answer.objective == pytest.approx(10 * 100)


def of_origin(told: Case) -> Case:
    """The tiny case in which its oxide is an assembly like any other, of a kilogram, and in every product."""
    made = told.copy()
    items, bill, products = table("items"), table("bill_of_materials"), told.rows("products")
    made._replace(
        "items",
        [
            items.raw(**dict(zip(ids(items), row, strict=True)) | {"kind": "assembly", "unit": "pcs", "mass_g": 1000.0})
            if row[0] == "Oxide"
            else row
            for row in told.rows("items")
        ],
    )
    held = [bill.raw(parent=row[0], component="Oxide", quantity=1.0) for row in products]
    others = [row for row in told.rows("bill_of_materials") if str(row[1]).casefold() != "oxide"]
    made._replace("bill_of_materials", others + held)
    return made


def ids(declared: Any) -> list[str]:
    return [column.id for column in declared.columns]


def test_worked_goods_that_have_an_origin_are_planned_as_the_oracle_plans_them() -> None:
    tried = 0
    for seed in sorted({*range(examples(400)), 93}):  # 93 writes it in other letters
        told = tiny_case(seed)
        if not any(row[0] == "Oxide" for row in told.rows("items")) or not told.rows("tolling"):
            continue
        given = of_origin(told)
        answer, known = plan(given, Options(gap=0)), solve(given)
        assert (answer.plan is None) == (known.objective is None), (seed, answer.message)
        if known.objective is not None:
            assert answer.objective == pytest.approx(known.objective, rel=1e-6, abs=1e-6), seed
        tried += 1
    assert tried > examples(400) / 20
