"""What a draft changes is shown row by row before it is done, is one step, and loses nothing it does not speak of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.errors import UserError
from planner.store.erp import Difference, Hidden, Kind, Mode, lay, merge, usual_modes
from planner.store.erp.overlay import as_json, from_json
from planner.tables.case import Case
from planner.tables.edits import apply
from tests.builders import case
from tests.planner.store.erp.exports import Reading, text

STOCK = "Material;Storage Location;Unrestricted;Unit\n{}"
BILL = "Parent;Component;Description;Quantity\n{}"


def merged(known: Case, read: Reading, **modes: str) -> Difference:
    """What merging changes; asked for by table and mode, else as usual."""
    wanted = {id: Mode(mode) for id, mode in modes.items()} or usual_modes(read.draft)
    return merge(known, read.draft, wanted)


def after(known: Case, difference: Difference) -> Case:
    """The case with the changes; undoing them gives it back as it was."""
    changed = known.copy()
    undo = apply(changed, difference.edit)
    back = changed.copy()
    apply(back, undo)
    assert back == known
    return changed


def told(difference: Difference) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.table, one.words) for one in difference.changes]


def rows(known: Case, table_id: str, *places: int) -> list[tuple[Any, ...]]:
    return [tuple(row[place] for place in places) for row in known.rows(table_id)]


def stock(folder: Path, *lines: str, **more: Any) -> Reading:
    return Reading(text(folder, STOCK.format("\n".join(lines) + "\n")), **more)


def test_stock_of_the_month_takes_the_place_of_last_months_and_keeps_its_origin(tmp_path: Path) -> None:
    known = case(
        items=[{"item": "MAG-1", "standard_cost": 3}],
        stock=[
            {"item": "MAG-1", "quantity": 5, "location": "A", "origin": "China"},
            {"item": "MAG-1", "quantity": 7, "location": "B", "origin": "China"},
            {"item": "MAG-9", "quantity": 9},
        ],
    )
    read = stock(tmp_path, "mag-1;A;6;PC", "mag-1;C;2;PC", case=known)
    difference = merged(known, read, stock="update")
    assert told(difference) == [
        ("changed", "stock", "MAG-1, A, 5: Quantity 5 → 6"),
        ("added", "stock", "mag-1, C, 2"),
        ("removed", "stock", "MAG-1, B, 7"),
    ]
    assert difference.of(Kind.ADDED)[0].origin == "A3"
    assert rows(after(known, difference), "stock", 0, 1, 2, 4) == [
        ("MAG-1", 6, "China", "A"),
        ("MAG-9", 9, None, None),
        ("mag-1", 2, "China", "C"),
    ]


def test_replacing_takes_everything_else_out(tmp_path: Path) -> None:
    known = case(stock=[{"item": "MAG-1", "quantity": 5, "location": "A"}, {"item": "MAG-9", "quantity": 9}])
    difference = merged(known, stock(tmp_path, "MAG-1;A;6;PC"), stock="replace")
    assert told(difference) == [
        ("changed", "stock", "MAG-1, A, 5: Quantity 5 → 6"),
        ("removed", "stock", "MAG-9, 9"),
    ]
    assert rows(after(known, difference), "stock", 0, 1) == [("MAG-1", 6)]


def test_adding_changes_and_removes_nothing(tmp_path: Path) -> None:
    known = case(stock=[{"item": "MAG-1", "quantity": 5, "location": "A"}])
    difference = merged(known, stock(tmp_path, "MAG-1;A;6;PC", "MAG-2;A;1;PC"), stock="add")
    assert told(difference) == [("added", "stock", "MAG-2, A, 1")]
    assert rows(after(known, difference), "stock", 0, 1) == [("MAG-1", 5), ("MAG-2", 1)]


def test_tables_that_are_not_asked_for_stay_as_they_are(tmp_path: Path) -> None:
    known = case()
    difference = merged(known, stock(tmp_path, "MAG-1;A;6;PC"), stock="update")
    assert after(known, difference).rows("items") == []
    assert set(usual_modes(stock(tmp_path, "MAG-1;A;6;PC").draft)) == {"stock", "items"}


def test_the_same_export_a_second_time_changes_nothing(tmp_path: Path) -> None:
    read = stock(tmp_path, "MAG-1;A;6;PC", "MAG-2;A;1;PC")
    once = after(case(), merged(case(), read))
    assert merged(once, read).changes == ()
    assert merged(once, read).edit.edits == ()
    assert merged(once, read, stock="replace", items="replace").edit.edits == ()


def test_items_keep_what_the_export_does_not_say_and_their_description(tmp_path: Path) -> None:
    known = case(items=[{"item": "MAG-1", "standard_cost": 3, "grade": "N42SH", "description": "old", "max_stock": 9}])
    content = "Material;Material Description;Unrestricted\nMAG-1;Magnet new;5\n"
    difference = merged(known, Reading(text(tmp_path, content)), items="update")
    assert told(difference) == []
    assert rows(after(known, difference), "items", 2, 4, 6, 7) == [("old", "N42SH", 3, 9)]


def test_an_item_counted_in_another_unit_is_an_error(tmp_path: Path) -> None:
    known = case(items=[{"item": "MAG-1", "standard_cost": 3, "unit": "kg"}, {"item": "MAG-2", "standard_cost": 3}])
    difference = merged(known, stock(tmp_path, "MAG-1;A;6;PC", "MAG-2;A;6;EA", case=known, scope="all"))
    (found,) = difference.findings
    assert (found.rule, found.is_error, found.place) == ("other_unit", True, "export.csv!A2")
    assert "counted in kg in the case and in pcs" in found.message


def test_an_assembly_loses_the_parts_it_no_longer_has(tmp_path: Path) -> None:
    known = case(
        bill_of_materials=[
            {"parent": "ROT", "component": "MAG-1", "quantity": 8, "scrap_rate": 0.02},
            {"parent": "ROT", "component": "OLD", "quantity": 1},
            {"parent": "STA", "component": "WIRE", "quantity": 3},
        ]
    )
    read = Reading(text(tmp_path, BILL.format("ROT;MAG-1;Magnet;10\nROT;MAG-2;Magnet;2\n")))
    difference = merged(known, read, bill_of_materials="update")
    assert told(difference) == [
        ("changed", "bill_of_materials", "ROT, MAG-1, 8: Quantity 8 → 10"),
        ("added", "bill_of_materials", "ROT, MAG-2, 2"),
        ("removed", "bill_of_materials", "ROT, OLD, 1"),
    ]
    assert rows(after(known, difference), "bill_of_materials", 0, 1, 2, 3) == [
        ("ROT", "MAG-1", 10, 0.02),
        ("STA", "WIRE", 3, None),
        ("ROT", "MAG-2", 2, None),
    ]


ORDERS = "PO;Vendor;Part Number;Open Qty;Due Date;Net Price\n{}"


def test_open_orders_of_today_take_the_place_of_all_before(tmp_path: Path) -> None:
    known = case(
        open_orders=[
            {
                "order_number": "1",
                "supplier": "G",
                "item": "MAG-1",
                "quantity": 5,
                "ready_month": 1,
                "offer": "Special",
            },
            {"order_number": "2", "supplier": "G", "item": "MAG-1", "quantity": 7, "ready_month": 1},
        ]
    )
    read = Reading(
        text(tmp_path, ORDERS.format("1;G;MAG-1;5;2027-04-01;3\n3;G;MAG-1;9;2027-05-01;3\n")), transit_months="0"
    )
    assert usual_modes(read.draft)["open_orders"] is Mode.REPLACE
    difference = merged(known, read, open_orders="replace")
    assert [one[0] for one in told(difference)] == ["changed", "added", "removed"]
    assert "Ready month 2027-02 → 2027-04" in difference.changes[0].words
    assert rows(after(known, difference), "open_orders", 0, 3, 6) == [("1", 5, "Special"), ("3", 9, None)]


def test_a_price_paid_changes_the_offer_it_was_paid_on_unless_there_are_several(tmp_path: Path) -> None:
    one = {"supplier": "G", "item": "MAG-1", "price": 2, "production_months": 2, "transit_months": 1}
    read = Reading(text(tmp_path, ORDERS.format("1;G;MAG-1;5;2027-04-01;3\n")), transit_months="0")
    known = case(offers=[one])
    difference = merged(known, read, offers="update")
    assert told(difference) == [("changed", "offers", "G, MAG-1, 2: Price 2 → 3")]
    several = case(offers=[{**one, "offer": "small"}, {**one, "offer": "large", "min_order": 1000}])
    difference = merged(several, read, offers="update")
    assert difference.changes == ()
    assert [found.rule for found in difference.findings] == ["several_offers"]
    assert after(several, difference) == several


def test_suppliers_are_added_and_never_emptied(tmp_path: Path) -> None:
    known = case(suppliers=[{"supplier": "g", "country": "China"}])
    read = Reading(
        text(tmp_path, ORDERS.format("1;G;MAG-1;5;2027-04-01;3\n2;H;MAG-1;5;2027-04-01;3\n")), transit_months="0"
    )
    changed = after(known, merged(known, read, suppliers="add"))
    assert rows(changed, "suppliers", 0, 1) == [("g", "China"), ("H", None)]


def test_offers_named_in_a_list_are_the_same_by_their_names(tmp_path: Path) -> None:
    content = "offer;supplier;item;price;production_months;transit_months\nX;G;MAG-1;4;2;1\n;G;MAG-2;5;2;1\n"
    known = case(
        offers=[
            {"offer": "X", "supplier": "H", "item": "MAG-1", "price": 2, "production_months": 2, "transit_months": 1},
            {"supplier": "G", "item": "MAG-2", "price": 2, "production_months": 2, "transit_months": 1},
        ]
    )
    changed = after(known, merged(known, Reading(text(tmp_path, content)), offers="update"))
    assert rows(changed, "offers", 0, 1, 3) == [("X", "G", 4), (None, "G", 5)]


def test_a_forecast_changes_the_months_it_names(tmp_path: Path) -> None:
    known = case(demand={"TM": [1, 2, 3]})
    read = Reading(text(tmp_path, "Product;2027-02;2027-04\nTM;5;6\n"))
    assert rows(after(known, merged(known, read)), "demand", 2) == [(1,), (5,), (3,), (6,)]


def test_a_draft_with_errors_says_so_in_the_difference(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, BILL.format("ROT;MAG-1;Magnet;?\n")))
    assert [one.rule for one in merged(case(), read).findings] == ["not_a_number"]


def test_merging_never_touches_the_case(tmp_path: Path) -> None:
    known = case(stock=[{"item": "MAG-1", "quantity": 5, "location": "A"}])
    before = known.fingerprint()
    merged(known, stock(tmp_path, "MAG-1;A;6;PC"))
    assert known.fingerprint() == before


# Magnets hidden in bought parts.

MOTOR = Hidden("MOTOR", "MAG-M", 8, grade="N38UH", mass_g=12.5, standard_cost=2.0)


def test_magnets_in_a_bought_part_are_laid_over_the_bill() -> None:
    known = case(
        bill_of_materials=[{"parent": "PUMP", "component": "MOTOR", "quantity": 1}],
        items=[{"item": "MOTOR", "kind": "assembly", "standard_cost": 90}],
        stock=[{"item": "motor", "quantity": 3}],
        offers=[{"supplier": "A", "item": "MOTOR", "price": 80, "production_months": 1, "transit_months": 1}],
    )
    difference = lay(known, [MOTOR])
    changed = after(known, difference)
    assert rows(changed, "bill_of_materials", 0, 1, 2) == [("PUMP", "MOTOR", 1), ("MOTOR", "MAG-M", 8)]
    assert rows(changed, "items", 0, 1, 4, 5, 6)[1] == ("MAG-M", "magnet", "N38UH", 12.5, 2.0)
    (found,) = difference.findings
    assert not found.is_error
    assert "its own stock and offers have no effect" in found.message


def test_an_overlay_laid_again_changes_nothing_and_comes_back_after_an_import(tmp_path: Path) -> None:
    known = after(case(), lay(case(), [MOTOR]))
    assert lay(known, [MOTOR]).changes == ()
    assert lay(known, [MOTOR]).findings == ()
    read = Reading(text(tmp_path, BILL.format("PUMP;MOTOR;Motor with magnet;1\n")))
    imported = after(known, merged(known, read, bill_of_materials="replace"))
    assert rows(imported, "bill_of_materials", 0, 1) == [("PUMP", "MOTOR")]
    again = after(imported, lay(imported, [MOTOR]))
    assert rows(again, "bill_of_materials", 0, 1) == [("PUMP", "MOTOR"), ("MOTOR", "MAG-M")]


def test_an_overlay_survives_an_update_of_the_bill(tmp_path: Path) -> None:
    known = after(case(), lay(case(), [MOTOR]))
    read = Reading(text(tmp_path, BILL.format("PUMP;MOTOR;Motor with magnet;1\n")))
    assert ("MOTOR", "MAG-M") in rows(after(known, merged(known, read)), "bill_of_materials", 0, 1)


def test_another_quantity_in_the_overlay_changes_the_line() -> None:
    known = after(case(), lay(case(), [MOTOR]))
    more = Hidden("motor", "mag-m", 10, scrap_rate=0.1)
    difference = lay(known, [more])
    assert told(difference) == [("changed", "bill_of_materials", "mag-m in motor, 10")]
    assert rows(after(known, difference), "bill_of_materials", 0, 1, 2, 3) == [("MOTOR", "MAG-M", 10, 0.1)]


def test_an_overlay_is_kept_as_plain_json() -> None:
    assert from_json(as_json([MOTOR])) == (MOTOR,)
    for broken in ([{"bought": 1}], [{"nothing": 2}], [{**as_json([MOTOR])[0], "quantity": "8"}]):
        with pytest.raises(UserError, match="cannot be read"):
            from_json(broken)
