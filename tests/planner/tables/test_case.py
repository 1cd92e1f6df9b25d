"""Decides whether a case holds what it was given and its fingerprint tells contents apart, and only contents."""

from __future__ import annotations

import pytest

from planner.months import Month
from planner.tables.case import Case
from planner.tables.inputs import INPUTS, table
from planner.tables.needs import Item, Product
from tests.builders import case

ROW = {"item": "Magnet", "standard_cost": 3}


def test_a_new_case_has_every_table_empty_and_one_row_of_settings() -> None:
    empty = Case()
    assert [len(empty.rows(one.id)) for one in INPUTS] == [1] + [0] * 21
    assert empty.settings.currency == "USD"


def test_rows_are_read_with_their_defaults() -> None:
    (item,) = case(items=[ROW]).read(Item)
    assert (item.item, item.kind, item.standard_cost, item.grade) == ("Magnet", "magnet", 3, None)


def test_a_copy_is_equal_and_apart() -> None:
    made = case(items=[ROW])
    copied = made.copy()
    assert copied == made
    assert copied != case()
    assert copied.rows("items") is not made.rows("items")


def test_the_fingerprint_is_of_the_content() -> None:
    made = case(items=[ROW])
    assert len(made.fingerprint()) == 64
    assert made.fingerprint() == case(items=[dict(ROW)]).fingerprint()
    assert made.fingerprint() != case(items=[ROW | {"standard_cost": 4}]).fingerprint()
    assert made.fingerprint() != case(items=[ROW | {"unit": "pcs"}]).fingerprint()


def test_two_and_two_point_zero_are_the_same_content() -> None:
    whole, broken = (
        Case({"items": [table("items").raw(item="A", standard_cost=cost)]}).fingerprint() for cost in (2, 2.0)
    )
    assert whole == broken


def test_the_fingerprint_tells_kinds_apart() -> None:
    month, text = (Case({"products": [table("products").raw(product=name)]}) for name in (Month.of(2027, 1), "2027-01"))
    listed, joined = (
        Case({"products": [table("products").raw(product="A", excluded_origins=origins)]})
        for origins in (("China", "Japan"), "China; Japan")
    )
    assert month.fingerprint() != text.fingerprint()
    assert listed.fingerprint() != joined.fingerprint()


def test_the_order_of_rows_is_content() -> None:
    other = {"item": "Ring", "standard_cost": 3}
    assert case(items=[ROW, other]).fingerprint() != case(items=[other, ROW]).fingerprint()


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(KeyError, match="nothing"):
        Case({"nothing": []})
    with pytest.raises(ValueError, match="items"):
        Case({"items": [("Magnet",)]})
    with pytest.raises(ValueError, match="one row"):
        Case({"case": [table("case").raw(), table("case").raw()]})


def test_a_blank_required_cell_reads_as_nothing() -> None:
    (product,) = case(products=[{"product": "Drive"}]).read(Product)
    assert product.shortage_cost is None
