"""Decides whether a table fills in its defaults, finds its columns and folds its keys."""

from __future__ import annotations

import pytest

from planner.months import Month
from planner.tables.column import Column, Kind
from planner.tables.inputs import table
from planner.tables.needs import BillLine, Item
from planner.tables.supply import Capacity, Offer
from planner.tables.table import folded, table_of
from planner.units import Unit


def test_a_blank_cell_reads_as_the_declared_default_and_nothing_else_does() -> None:
    bill = table_of(BillLine)
    assert bill.typed(("Drive", "Magnet", 2.0, None)).scrap_rate == 0
    assert bill.typed(("Drive", "Magnet", None, 0.1)).quantity is None
    assert table_of(Item).typed(table_of(Item).raw(item="A", standard_cost=1.0)).max_stock is None


def test_an_offer_without_a_name_is_called_after_supplier_and_item() -> None:
    row = {"supplier": "East", "item": "Magnet", "price": 2.0, "production_months": 1, "transit_months": 1}
    offers = table_of(Offer)
    assert offers.typed(offers.raw(**row)).offer == "East | Magnet"
    assert offers.typed(offers.raw(**row, offer="Yearly")).offer == "Yearly"


def test_a_raw_row_names_its_values_and_leaves_the_rest_blank() -> None:
    assert table("bill_of_materials").raw(parent="Drive", quantity=2.0) == ("Drive", None, 2.0, None)
    with pytest.raises(KeyError, match="colour"):
        table("items").raw(colour="red")


def test_a_key_is_compared_without_regard_to_case() -> None:
    capacity = table_of(Capacity)
    month = Month.of(2027, 1)
    assert capacity.key_of(("EAST", None, month, 5.0)) == capacity.key_of(("East", None, month, 7.0))
    assert capacity.key_of(("East", "A", month, 5.0)) != capacity.key_of(("East", None, month, 5.0))
    assert folded(3.5) == 3.5


def test_a_column_is_found_by_its_id() -> None:
    assert table("items").field("mass_g").unit is Unit.GRAM
    assert table("items").position("grade") == 4
    with pytest.raises(KeyError, match=r"items\.colour"):
        table("items").position("colour")
    with pytest.raises(KeyError):
        table("nothing")


def test_a_header_carries_its_unit_in_brackets() -> None:
    assert table("items").field("mass_g").header == "Magnet mass (g)"
    assert table("items").field("item").header == "Item"


def test_bounds_are_kept_and_said_in_words() -> None:
    column = Column("x", "X", Kind.NUMBER, "A number.", low=0, high=1, high_open=True)
    assert [column.outside(value) for value in (-0.1, 0, 0.99, 1)] == [True, False, False, True]
    assert column.bounds_in_words() == "at least 0 and less than 1"
    above = Column("x", "X", Kind.NUMBER, "A number.", low=0, low_open=True)
    assert [above.outside(value) for value in (0, 1e-9)] == [True, False]
    assert above.bounds_in_words() == "more than 0"
    assert Column("x", "X", Kind.NUMBER, "A number.").bounds_in_words() == ""
