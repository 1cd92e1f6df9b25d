"""Decides whether the exploded bill gives what a person gets by hand."""

import pytest

from planner.errors import PlannerBug
from planner.facts.bill import Bill, Use
from planner.facts.names import Numbering
from planner.tables.choices import RedesignChange
from planner.tables.needs import BillLine

ITEMS = Numbering("item", ("A", "B", "C"))


def lines(*rows: tuple[str, str, float, float] | tuple[str, str, float]) -> list[BillLine]:
    return [BillLine(parent=r[0], component=r[1], quantity=r[2], scrap_rate=r[3] if len(r) == 4 else 0.0) for r in rows]


def changes(*rows: tuple[str, str | None, float]) -> list[RedesignChange]:
    return [RedesignChange(redesign="R", item=item, replacement=new, ratio=ratio) for item, new, ratio in rows]


def explode(bill: list[BillLine], products: list[str]) -> tuple[Use, ...]:
    asked = Bill(bill, ITEMS)
    return tuple(asked.base(product) for product in products)


def redesigned(base: Use, changed: list[RedesignChange], *more: tuple[str, str, float]) -> Use:
    bill = [("Drive", "ABC"[item], units) for item, units in base.items()]
    return Bill(lines(*bill, *more), ITEMS).redesigned("drive", changed)


def test_use_is_quantity_over_what_scrap_leaves() -> None:
    assert explode(lines(("Drive", "A", 8, 0.2)), ["Drive"]) == ({0: 10.0},)


def test_two_ways_down_the_bill_add_up() -> None:
    bill = lines(("Drive", "Rotor", 2), ("Drive", "A", 1), ("Rotor", "A", 3), ("Rotor", "B", 4, 0.5))
    assert explode(bill, ["Drive"]) == ({0: 7.0, 1: 16.0},)


def test_the_known_answer_of_the_four_level_bill() -> None:
    bill = lines(("Drive", "Rotor", 1), ("Drive", "Sensor", 2), ("Rotor", "A", 8, 0.04), ("Sensor", "A", 3))
    assert explode(bill, ["Drive"])[0][0] == pytest.approx(14.3333333333)


def test_a_product_inside_a_product_is_exploded() -> None:
    bill = lines(("Robot", "Drive", 6), ("Drive", "A", 2))
    assert explode(bill, ["Robot", "Drive"]) == ({0: 12.0}, {0: 2.0})


def test_a_parent_that_is_also_an_item_is_exploded_all_the_same() -> None:
    bill = lines(("Drive", "B", 2), ("B", "A", 3))
    assert explode(bill, ["Drive"]) == ({0: 6.0},)


def test_names_are_joined_without_regard_to_case() -> None:
    assert explode(lines(("DRIVE", "rotor", 1), ("Rotor", "a", 2)), ["Drive"]) == ({0: 2.0},)


def test_a_product_without_a_bill_takes_nothing() -> None:
    assert explode(lines(("Robot", "Pump", 1)), ["Pump", "Robot"]) == ({}, {})


def test_a_product_that_is_an_item_counts_as_the_item_inside_another() -> None:
    assert explode(lines(("Robot", "C", 2)), ["C", "Robot"]) == ({}, {2: 2.0})


def test_no_bill_is_too_deep() -> None:
    deep = [(f"level {i}", f"level {i + 1}", 1.0) for i in range(20_000)]
    assert explode(lines(*deep, ("level 20000", "A", 2)), ["level 0"]) == ({0: 2.0},)


def test_a_bill_that_doubles_at_every_level_is_exploded_once_a_level() -> None:
    ladder = [(f"level {i}", f"{side} {i}", 1.0) for i in range(60) for side in ("left", "right")]
    ladder += [(f"{side} {i}", f"level {i + 1}", 1.0) for i in range(60) for side in ("left", "right")]
    assert explode(lines(*ladder, ("level 60", "A", 1)), ["level 0"]) == ({0: 2.0**60},)


def test_a_loop_is_a_fault_of_ours_once_the_checks_have_passed() -> None:
    with pytest.raises(PlannerBug, match="loop"):
        explode(lines(("Drive", "Rotor", 1), ("Rotor", "Drive", 1)), ["Drive"])


def test_a_replacement_with_a_bill_of_its_own_is_exploded() -> None:
    assert redesigned({0: 4.0}, changes(("A", "Ferrite rotor", 0.5)), ("FERRITE ROTOR", "C", 3)) == {2: 6.0}


def test_uses_are_listed_by_rising_item() -> None:
    assert list(explode(lines(("Drive", "C", 1), ("Drive", "A", 1)), ["Drive"])[0]) == [0, 2]


def test_a_redesign_takes_the_item_out_and_puts_its_replacement_in() -> None:
    assert redesigned({0: 4.0}, changes(("A", "B", 1.5))) == {1: 6.0}


def test_a_replacement_adds_to_what_the_base_takes_of_it() -> None:
    assert redesigned({0: 4.0, 1: 1.0}, changes(("A", "B", 2))) == {1: 9.0}


def test_an_item_without_replacement_is_saved() -> None:
    assert redesigned({0: 4.0, 1: 1.0}, changes(("A", None, 1))) == {1: 1.0}


def test_a_replaced_item_may_replace_another_and_only_base_amounts_move() -> None:
    assert redesigned({0: 4.0, 1: 10.0}, changes(("A", "B", 2), ("B", "C", 3))) == {1: 8.0, 2: 30.0}


def test_two_items_may_change_places() -> None:
    assert redesigned({0: 4.0, 1: 10.0}, changes(("A", "B", 1), ("B", "A", 1))) == {0: 10.0, 1: 4.0}


def test_an_item_replaced_by_less_of_itself_shrinks() -> None:
    assert redesigned({0: 4.0}, changes(("A", "A", 0.75))) == {0: 3.0}


def test_replacing_what_the_product_does_not_take_changes_nothing() -> None:
    assert redesigned({1: 2.0}, changes(("A", "C", 1))) == {1: 2.0}
