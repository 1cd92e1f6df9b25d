"""Claims about products, demand and the bill of materials."""

from __future__ import annotations

from planner.checks.run import check
from tests.planner.checks.story import item, line, of, offer, only, place, product, sound


def test_bill_loop_names_the_loop() -> None:
    bill = [line("Drive", "Rotor"), line("Rotor", "Shaft"), line("Shaft", "rotor"), line("Shaft", "Magnet")]
    finding = only(sound(bill_of_materials=bill), "bill_loop")
    assert finding.is_error
    assert place(finding) == ("bill_of_materials", 2, "component")
    assert "goes in a circle: Rotor -> Shaft -> Rotor." in finding.message


def test_bill_loop_of_one_line_is_found() -> None:
    finding = only(sound(bill_of_materials=[line("Drive", "Magnet"), line("Drive", "Drive")]), "bill_loop")
    assert "Drive -> Drive" in finding.message


def test_bill_loop_finds_every_loop_once() -> None:
    bill = [line("Drive", "A"), line("A", "B"), line("B", "A"), line("Drive", "C"), line("C", "C"), line("C", "Magnet")]
    assert [finding.row for finding in of(sound(bill_of_materials=bill), "bill_loop")] == [2, 4]


def test_bill_loop_is_not_a_part_on_two_paths() -> None:
    bill = [line("Drive", "A"), line("Drive", "B"), line("A", "C"), line("B", "C"), line("C", "Magnet")]
    assert check(sound(bill_of_materials=bill)) == ()


def test_component_not_item_must_be_built_or_bought() -> None:
    pump = {"products": [product(), product("Pump")], "demand": {"Drive": [1] * 6, "Pump": [1] * 6}}
    case = sound(**pump, bill_of_materials=[line("Drive", "Magnet"), line("Drive", "Pump")])
    finding = only(case, "component_not_item")
    assert finding.is_error
    assert place(finding) == ("bill_of_materials", 1, "component")
    built = sound(**pump, bill_of_materials=[line("Drive", "Magnet"), line("Drive", "Pump"), line("Pump", "Magnet")])
    assert check(built) == ()


def test_parent_unused_is_probably_a_product_misspelled() -> None:
    finding = only(sound(bill_of_materials=[line("Drive", "Magnet"), line("Drives", "Magnet")]), "parent_unused")
    assert place(finding) == ("bill_of_materials", 1, "parent")
    assert "Did you mean 'Drive'?" in finding.message


def test_parent_unused_is_said_once_for_all_its_lines() -> None:
    items = [item("Magnet"), item("Screw")]
    bill = [line("Drive", "Magnet"), line("Old", "Magnet"), line("Old", "Screw")]
    assert [finding.row for finding in of(sound(items=items, bill_of_materials=bill), "parent_unused")] == [1]


def test_parent_supplied_says_that_its_stock_orders_and_offers_have_no_effect() -> None:
    case = sound(
        bill_of_materials=[line("Drive", "Motor"), line("Motor", "Magnet")],
        items=[item("Magnet"), item("Motor", kind="assembly")],
        stock=[{"item": "Magnet", "quantity": 3, "origin": "Japan"}, {"item": "Motor", "quantity": 3}],
        offers=[offer(), offer("West"), offer("West", "motor")],
        open_orders=[{"supplier": "West", "item": "Motor", "quantity": 2, "ready_month": 1}],
    )
    found = of(case, "parent_supplied")
    assert [place(finding)[:2] for finding in found] == [("stock", 1), ("open_orders", 0), ("offers", 2)]
    assert not any(finding.is_error for finding in found)


def test_product_without_bill_is_taken_to_need_nothing() -> None:
    two = {"products": [product(), product("Pump")], "demand": {"Drive": [1] * 6, "Pump": [1] * 6}}
    finding = only(sound(**two), "product_without_bill")
    assert place(finding) == ("products", 1, "product")
    assert not finding.is_error
    assert not of(sound(**{**two, "demand": {"Drive": [1] * 6, "Pump": [0] * 6}}), "product_without_bill")


def test_product_without_demand_is_no_matter_when_it_goes_into_another() -> None:
    two = {"products": [product(), product("Pump")]}
    bill = [line("Drive", "Magnet"), line("Pump", "Magnet")]
    finding = only(sound(**two, bill_of_materials=bill), "product_without_demand")
    assert place(finding) == ("products", 1, "product")
    assert check(sound(**two, bill_of_materials=[*bill, line("Drive", "Pump")])) == ()


def test_demand_all_zero_within_the_horizon_is_odd() -> None:
    zero = [{"product": "Drive", "month": month, "quantity": 9 if month == 6 else 0} for month in range(7)]
    finding = only(sound(demand=zero), "demand_all_zero")
    assert place(finding) == ("demand", 0, "quantity")
    assert not of(sound(demand={"Drive": [0, 0, 0, 0, 0, 1]}), "demand_all_zero")


def test_scrap_high_may_be_the_yield() -> None:
    finding = only(sound(bill_of_materials=[line("Drive", "Magnet", 2, scrap_rate=0.95)]), "scrap_high")
    assert place(finding) == ("bill_of_materials", 0, "scrap_rate")
    assert "each one takes 40 instead of 2. If this is the yield, write 0.05." in finding.message
    assert not of(sound(bill_of_materials=[line("Drive", "Magnet", scrap_rate=0.2)]), "scrap_high")


def test_item_unused_goes_into_nothing() -> None:
    items = [item("Magnet"), item("Spare"), item("Lean"), item("Oxide", kind="material"), item("Motor")]
    case = sound(
        items=items,
        bill_of_materials=[line("Drive", "Motor"), line("Motor", "Magnet")],
        offers=[offer(), offer("West"), offer("West", "Lean"), offer("West", "Oxide")],
        tolling=[{"offer": "West | Lean", "material": "Oxide", "quantity_per_unit": 0.1}],
        redesigns=[{"redesign": "R", "product": "Drive", "months": 2, "cost": 1}],
        redesign_changes=[{"redesign": "R", "item": "Magnet", "replacement": "Lean"}],
    )
    assert [place(finding)[:2] for finding in of(case, "item_unused")] == [("items", 1)]


def test_shortage_cost_zero_makes_not_delivering_free() -> None:
    finding = only(sound(products=[product(shortage_cost=0)]), "shortage_cost_zero")
    assert place(finding) == ("products", 0, "shortage_cost")


def test_free_backorders_are_not_a_blank_cost() -> None:
    finding = only(sound(products=[product(backorder_cost=0)]), "free_backorders")
    assert place(finding) == ("products", 0, "backorder_cost")
    assert not of(sound(products=[product(backorder_cost=None)]), "free_backorders")
    assert not of(sound(products=[product(backorder_cost=2)]), "free_backorders")


def test_backorder_dearer_than_loss_lets_nobody_wait() -> None:
    finding = only(sound(products=[product(backorder_cost=500)]), "backorder_dearer_than_loss")
    assert place(finding) == ("products", 0, "backorder_cost")
    assert not of(sound(products=[product(backorder_cost=499)]), "backorder_dearer_than_loss")
