"""A list of open orders brings what is still to come, when it leaves the supplier, and the prices paid."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.months import Month
from tests.builders import case
from tests.planner.store.erp.exports import Reading, text

HEADER = (
    "Einkaufsbeleg;Position;Lieferant/Lieferwerk;Kurztext;Material;Belegdatum;Lieferdatum;Bestellmenge;"
    "Nettopreis;Preiseinheit;Währung;noch zu liefern (Menge);Löschkennzeichen"
)
ME2N_DE = f"""
{HEADER}
4500000017;10;0000100020 Ganzhou Magnetics;Magnet N42SH;MAG-1;05.10.2026;17.03.2027;4.000;290,00;100;EUR;3.000;
4500000017;20;0000100020 Ganzhou Magnetics;Magnet N38UH;MAG-2;05.10.2026;30.04.2027;500;3,10;1;USD;500;
4500000018;10;0000100020 Ganzhou Magnetics;Magnet N42SH;MAG-1;12.11.2026;17.05.2027;1.000;310,00;100;EUR;1.000;
4500000019;10;100033 Narva;Magnet N42SH;MAG-1;12.11.2026;17.05.2027;700;4,00;1;EUR;700;L
4500000020;10;100033 Narva;Magnet N42SH;MAG-1;12.11.2026;17.05.2027;700;4,00;1;EUR;0;
;;;;;;;;;;Summe;5.200;
"""


def me2n(folder: Path) -> Path:
    return text(folder, ME2N_DE, "ME2N.csv", "cp1252")


def open_orders(read: Reading) -> list[tuple[object, ...]]:
    return read.rows("open_orders", "order_number", "supplier", "item", "quantity", "ready_month")


def test_what_is_still_to_come_leaves_the_transit_time_before_it_is_due(tmp_path: Path) -> None:
    read = Reading(me2n(tmp_path), transit_months="2")
    assert read.source.layout == "sap_me2m"
    assert open_orders(read) == [
        ("4500000017/10", "Ganzhou Magnetics", "MAG-1", 3000, Month.of(2027, 1)),
        ("4500000017/20", "Ganzhou Magnetics", "MAG-2", 500, Month.of(2027, 2)),
        ("4500000018/10", "Ganzhou Magnetics", "MAG-1", 1000, Month.of(2027, 3)),
    ]
    assert read.rows("open_orders", "note")[0] == ("Due at the plant 2027-03-17",)
    assert read.rows("suppliers", "supplier") == [("Ganzhou Magnetics",)]
    assert read.rows("items", "item", "grade") == [("MAG-1", "N42SH"), ("MAG-2", "N38UH")]
    assert read.said("rows_left_out") == [
        "Left out, no part is named, or it is a title or total: row 7.",
        "Left out as deleted: row 5.",
        "Left out, nothing is still to come: row 6.",
    ]


def test_the_transit_time_is_asked_and_proposed_from_the_offers_of_the_case(tmp_path: Path) -> None:
    asked = Reading(me2n(tmp_path))
    assert asked.question("transit_months").usual is None
    assert asked.errors() == [("unanswered", "ME2N.csv!G2")]
    offers = [{"supplier": "A", "item": "MAG-1", "price": 1, "production_months": 1, "transit_months": 3}]
    assert Reading(me2n(tmp_path), case=case(offers=offers)).question("transit_months").usual == "3"


def test_prices_are_divided_by_the_price_unit_and_the_last_one_counts(tmp_path: Path) -> None:
    read = Reading(me2n(tmp_path), transit_months="0")
    assert read.rows("offers", "supplier", "item", "price", "currency") == [
        ("Ganzhou Magnetics", "MAG-1", pytest.approx(3.1), "EUR"),
        ("Ganzhou Magnetics", "MAG-2", pytest.approx(3.1), "USD"),
    ]


def test_titles_above_the_lines_name_what_no_line_names(tmp_path: Path) -> None:
    content = """
Purchasing Document;Item;Supplier/Supplying Plant;Material;Delivery Date;Still to be delivered (qty)
4500000017;;100020 Ganzhou;;;
;10;;MAG-1;2027-03-17;3000
;20;;MAG-2;2027-04-30;500
4500000018;;100033 Narva;;;
;10;;MAG-1;2027-05-01;70
"""
    read = Reading(text(tmp_path, content), transit_months="1")
    assert open_orders(read) == [
        ("4500000017/10", "Ganzhou", "MAG-1", 3000, Month.of(2027, 2)),
        ("4500000017/20", "Ganzhou", "MAG-2", 500, Month.of(2027, 3)),
        ("4500000018/10", "Narva", "MAG-1", 70, Month.of(2027, 4)),
    ]


def test_a_line_without_a_part_takes_none_from_its_neighbours(tmp_path: Path) -> None:
    content = "PO;Vendor;Part Number;Open Qty;Due Date\n1;Ganzhou;MAG-1;5;2027-03-01\n2;Cleaner;;1;2027-03-01\n"
    read = Reading(text(tmp_path, content), transit_months="0")
    assert [order for order, *_ in open_orders(read)] == ["1"]


def test_ordered_less_delivered_is_still_to_come(tmp_path: Path) -> None:
    content = "PO;Vendor;Part Number;Ordered;Delivered;Due Date\n1;Ganzhou;MAG-1;50;20;2027-03-01\n"
    assert open_orders(Reading(text(tmp_path, content), transit_months="0"))[0][3] == 30
    content = "PO;Vendor;Part Number;Ordered;Due Date\n1;Ganzhou;MAG-1;50;2027-03-01\n"
    read = Reading(text(tmp_path, content), transit_months="0")
    assert open_orders(read)[0][3] == 50
    assert read.said("ordered_taken") == [
        "The quantity ordered was taken, the list does not say what is still to come: row 2."
    ]


def test_a_month_in_which_goods_leave_is_taken_as_it_is(tmp_path: Path) -> None:
    content = "Order number;Supplier;Item;Quantity;Ready month;Arrival month\n1;Ganzhou;MAG-1;50;2027-03;2027-05\n"
    read = Reading(text(tmp_path, content))
    assert read.asked == []
    assert read.rows("open_orders", "ready_month", "arrival_month") == [(Month.of(2027, 3), Month.of(2027, 5))]


def test_a_blank_date_and_a_blank_supplier_are_errors_with_their_cells(tmp_path: Path) -> None:
    content = "PO;Vendor;Part Number;Open Qty;Due Date\n1;Ganzhou;MAG-1;5;\n2;;MAG-1;1;2027-03-01\n"
    read = Reading(text(tmp_path, content), transit_months="0")
    assert read.errors() == [("blank_date", "export.csv!E2"), ("blank_supplier", "export.csv!B3")]
