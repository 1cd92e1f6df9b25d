"""What an export leaves open is asked, with what makes it a question; nothing is guessed silently."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.errors import UserError
from planner.months import Month
from planner.store import erp
from planner.store.erp.months import Order, day_of, days_in, month_named
from planner.store.erp.numerals import Mark, marks_in, number_of
from tests.builders import case
from tests.planner.store.erp.exports import KNOWN, Reading, book, text

ORDER = "PO;Vendor;Part Number;Open Qty;Due Date\n1;Ganzhou;MAG-1;{};{}\n"


def dated(folder: Path, *dates: str, **answers: str) -> Reading:
    rows = "".join(f"{number};Ganzhou;MAG-1;5;{one}\n" for number, one in enumerate(dates))
    content = f"PO;Vendor;Part Number;Open Qty;Due Date\n{rows}"
    return Reading(text(folder, content), transit_months="0", **answers)


def test_a_date_that_may_be_two_is_asked_about(tmp_path: Path) -> None:
    read = dated(tmp_path, "03/04/2027", "05/06/2027")
    asked = read.question("date_order.5")
    assert asked.usual is None
    assert asked.places == ("E2",)
    assert [one.words for one in asked.options] == [
        "Day first: '03/04/2027' is 3 April 2027",
        "Month first: '03/04/2027' is 4 March 2027",
    ]
    assert read.errors() == [("unanswered", "export.csv!E2")]
    for order, month in (("day_first", Month.of(2027, 4)), ("month_first", Month.of(2027, 3))):
        answered = dated(tmp_path, "03/04/2027", "05/06/2027", date_order__5=order)
        assert answered.rows("open_orders", "ready_month")[0] == (month,)


def test_a_date_of_the_same_column_that_fits_only_one_order_settles_it(tmp_path: Path) -> None:
    read = dated(tmp_path, "03/04/2027", "05/26/2027")
    assert "date_order.5" not in read.asked
    assert read.rows("open_orders", "ready_month") == [(Month.of(2027, 3),), (Month.of(2027, 5),)]


def test_dates_with_points_are_proposed_day_first_and_shown_all_the_same(tmp_path: Path) -> None:
    read = dated(tmp_path, "03.04.2027")
    assert read.question("date_order.5").usual == "day_first"
    assert read.rows("open_orders", "ready_month") == [(Month.of(2027, 4),)]


def test_dates_in_both_orders_are_asked_about_and_the_others_are_errors(tmp_path: Path) -> None:
    read = dated(tmp_path, "26/05/2027", "05/26/2027")
    assert "both orders" in read.question("date_order.5").sentence
    assert read.question("date_order.5").usual is None
    answered = dated(tmp_path, "26/05/2027", "05/26/2027", date_order__5="day_first")
    assert answered.errors() == [("not_a_date", "export.csv!E3")]


def test_dates_of_a_workbook_are_never_asked_about(tmp_path: Path) -> None:
    from datetime import datetime

    rows = [["PO", "Vendor", "Part Number", "Open Qty", "Due Date"], [1, "Ganzhou", "MAG", 5, datetime(2027, 3, 4)]]
    read = Reading(book(tmp_path, {"Data": rows}), transit_months="0")
    assert read.asked == ["transit_months"]
    assert read.rows("open_orders", "ready_month") == [(Month.of(2027, 3),)]


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("2027-03-17", (2027, 3)),
        ("2027/3/17", (2027, 3)),
        ("20270317", (2027, 3)),
        ("D 17.03.2027", (2027, 3)),
        ("M 03.2027", (2027, 3)),
        ("W 11.2027", (2027, 3)),
        ("KW 11/2027", (2027, 3)),
        ("2027-W11", (2027, 3)),
        ("17-Mar-27", (2027, 3)),
        ("17. März 2027", (2027, 3)),
        ("Mar 17, 2027", (2027, 3)),
        ("2027年3月", (2027, 3)),
        ("17.03.2027 00:00:00", (2027, 3)),
    ],
)
def test_dates_are_read_however_they_are_written(tmp_path: Path, written: str, month: tuple[int, int]) -> None:
    assert dated(tmp_path, f'"{written}"').rows("open_orders", "ready_month") == [(Month.of(*month),)]


@pytest.mark.parametrize("written", ["soon", "32.01.2027", "31.02.2027", "13/13/2027", "46000"])
def test_what_is_no_date_is_an_error_with_its_cell(tmp_path: Path, written: str) -> None:
    assert dated(tmp_path, written).errors() == [("not_a_date", "export.csv!E2")]


def test_orders_of_dates_in_columns() -> None:
    assert days_in(["01/02/2027", "13/02/2027"]).order is Order.DAY_FIRST
    assert days_in(["05.05.2027"]).example == ""
    assert day_of("05.05.2027", None) == day_of("2027-05-05", None)
    assert month_named("01/02/2027") is None
    assert month_named("May 12") is None


# Numbers.


def counted(folder: Path, *quantities: str, **answers: str) -> Reading:
    rows = "".join(f"TM;MAG-{number};{one}\n" for number, one in enumerate(quantities))
    return Reading(text(folder, f"Parent;Component;Quantity\n{rows}"), **answers)


def test_a_number_that_may_be_two_is_asked_about(tmp_path: Path) -> None:
    read = counted(tmp_path, "1.234", "5")
    asked = read.question("decimal_mark")
    assert asked.usual is None
    assert asked.places == ("C2",)
    assert [one.words for one in asked.options] == ["Comma: '1.234' is 1,234", "Point: '1.234' is 1.234"]
    assert read.errors() == [("unanswered", "export.csv!C2")]
    assert counted(tmp_path, "1.234", "5", decimal_mark=",").rows("bill_of_materials", "quantity") == [(1234,), (5,)]
    assert counted(tmp_path, "1.234", "5", decimal_mark=".").rows("bill_of_materials", "quantity") == [(1.234,), (5,)]


def test_another_number_of_the_export_settles_the_mark(tmp_path: Path) -> None:
    assert counted(tmp_path, "1.234", "0,5").rows("bill_of_materials", "quantity") == [(1234,), (0.5,)]
    assert counted(tmp_path, "1,234", "0.5").rows("bill_of_materials", "quantity") == [(1234,), (0.5,)]


def test_both_marks_in_one_export_are_asked_about(tmp_path: Path) -> None:
    read = counted(tmp_path, "0.5", "0,5")
    assert "'0.5' has a decimal point and '0,5' a decimal comma" in read.question("decimal_mark").sentence
    assert counted(tmp_path, "0.5", "0,5", decimal_mark=",").errors() == [("not_a_number", "export.csv!C2")]


def test_whole_numbers_are_not_asked_about(tmp_path: Path) -> None:
    assert "decimal_mark" not in counted(tmp_path, "12", "7").asked


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1'234.50", 1234.5),
        ("12-", -12),
        ("12,5-", -12.5),
        ("−3", -3),
        ("(3.2)", -3.2),
        ("1.234.567", 1234567),
        ("€ 3,20", 3.2),
        ("3.20 EUR", 3.2),
        ("5 %", 0.05),
        ("0,500", 0.5),
        (",5", 0.5),
    ],
)
def test_numbers_are_read_however_they_are_written(written: str, number: float) -> None:
    assert number_of(written, None) == pytest.approx(number)
    assert number_of(written, marks_in([written]).mark) == pytest.approx(number)


@pytest.mark.parametrize("written", ["", "-", "abc", "1,2,3", "1.2E+11", "12 PC", "1.234.56", "--1", "1,00,000"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert number_of(written, None) is None
    assert number_of(written, Mark.COMMA) is None


# Columns.


def test_every_column_says_where_it_ends_up(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, ORDER.format("5", "2027-03-01")), transit_months="0")
    assert [(one.header, one.targets) for one in read.mapping.uses] == [
        ("PO", ("open_orders.order_number",)),
        ("Vendor", ("open_orders.supplier", "suppliers.supplier")),
        ("Part Number", ("open_orders.item", "items.item")),
        ("Open Qty", ("open_orders.quantity",)),
        ("Due Date", ("open_orders.ready_month",)),
    ]


def test_a_column_that_is_needed_and_missing_is_named_and_can_be_chosen(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, "Oberteil;Unterteil;Wie viele\nTM;MAG;8\n", encoding="cp1252"), KNOWN)
    mapping = erp.propose(source, "bill_by_parent", known=KNOWN, header=0)
    assert mapping.missing == ("Quantity in one parent",)
    draft = erp.apply(source, mapping, {}, KNOWN)
    assert [(one.rule, one.place) for one in draft.findings] == [("missing_column", "export.csv!A1")]
    assert draft.tables == {}
    roles = {1: "parent", 2: "component", 3: "quantity"}
    chosen = erp.propose(source, "bill_by_parent", known=KNOWN, header=0, roles=roles)
    assert chosen.missing == ()
    assert erp.apply(source, chosen, {}, KNOWN).tables["bill_of_materials"] == (("TM", "MAG", 8, None),)


def test_a_role_can_be_taken_from_a_column(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, "Parent;Component;Description;Quantity\nTM;MAG;Magnet;8\n"), KNOWN)
    mapping = erp.propose(source, known=KNOWN, roles={1: "parent", 2: "component", 3: "", 4: "quantity"})
    assert [one.role for one in mapping.uses] == ["parent", "component", "", "quantity"]
    draft = erp.apply(source, mapping, {}, KNOWN)
    assert "description" not in draft.given["items"]


def test_a_layout_nobody_knows_is_refused(tmp_path: Path) -> None:
    source = erp.look(text(tmp_path, ORDER.format("5", "2027-03-01")), KNOWN)
    with pytest.raises(UserError, match="no layout 'nonsense'"):
        erp.propose(source, "nonsense", known=KNOWN)


def test_an_answer_that_is_no_option_is_no_answer(tmp_path: Path) -> None:
    assert dated(tmp_path, "03/04/2027", date_order__5="either").errors() == [("unanswered", "export.csv!E2")]


# What is remembered.


def test_columns_and_answers_are_remembered_for_the_next_export_of_the_kind(tmp_path: Path) -> None:
    content = "Teil;Wer;Was;Wieviel;Wann\n1;Ganzhou;MAG-1;1.234;{}\n"
    roles = {1: "order_number", 2: "supplier", 3: "item", 4: "quantity", 5: "due"}
    answers = {"transit_months": "2", "decimal_mark": ",", "date_order.5": "day_first"}
    first = erp.look(text(tmp_path, content.format("03/04/2027"), "may.csv"), KNOWN)
    mapping = erp.propose(first, "order_list", known=KNOWN, header=0, roles=roles, answers=answers)
    memory = json.loads(json.dumps(erp.remembered(mapping, answers)))
    second = erp.look(text(tmp_path, content.format("05/06/2027"), "june.csv"), KNOWN)
    assert second.signature(0) == first.signature(0)
    again = erp.propose(second, known=KNOWN, header=0, memory=memory)
    draft = erp.apply(second, again, {}, KNOWN)
    assert draft.findings == ()
    assert draft.tables["open_orders"][0][3:5] == (1234, Month.of(2027, 4))


def test_which_parts_count_is_asked_anew_each_time(tmp_path: Path) -> None:
    content = "Parent;Component;Description;Quantity\nTM;MAG;Magnet;8\nTM;BOLT;Bolt;4\n"
    source = erp.look(text(tmp_path, content), KNOWN)
    mapping = erp.propose(source, known=KNOWN)
    memory = erp.remembered(mapping, {"parts": ("BOLT",)})
    assert memory["answers"] == {}
    again = erp.propose(source, known=KNOWN, memory=memory).question("parts")
    assert again is not None
    assert again.usual == ("MAG",)


@pytest.mark.parametrize("memory", [{}, {"version": 9, "layout": "", "roles": {}, "answers": {}}, {"roles": 1}])
def test_a_memory_that_is_none_is_said(tmp_path: Path, memory: dict[str, object]) -> None:
    source = erp.look(text(tmp_path, ORDER.format("5", "2027-03-01")), KNOWN)
    with pytest.raises(UserError, match="remembered"):
        erp.propose(source, known=KNOWN, memory=memory)


# Tables of a case and forecasts.


def test_a_list_with_the_columns_of_a_table_is_read_as_it(tmp_path: Path) -> None:
    content = (
        "Supplier;Item;Price (money/unit);Duty rate;Production lead time;Transit time;From month;End uses\n"
        "Ganzhou;MAG-1;2,90;2,1 %;2;1;01.2027;automotive; \n"
    ).replace("automotive; ", "automotive")
    read = Reading(text(tmp_path, content))
    assert read.source.layout == "table_offers"
    columns = (
        "supplier",
        "item",
        "price",
        "duty_rate",
        "production_months",
        "transit_months",
        "from_month",
        "end_uses",
    )
    assert read.rows("offers", *columns) == [
        ("Ganzhou", "MAG-1", 2.9, pytest.approx(0.021), 2, 1, Month.of(2027, 1), ("automotive",))
    ]


def test_a_whole_number_that_is_none_is_an_error(tmp_path: Path) -> None:
    content = "Supplier;Item;Price;Production months;Transit months\nG;M;2;1,5;1\n"
    content = content.replace("Production months", "production_months").replace("Transit months", "transit_months")
    assert Reading(text(tmp_path, content)).errors() == [("not_whole", "export.csv!D2")]


def test_a_forecast_has_a_product_in_each_row_and_a_month_in_each_column(tmp_path: Path) -> None:
    content = (
        "Produkt;Bezeichnung;Jan 2027;Feb 2027;Mrz 2027;Summe\n"
        "TM-200;Motor;1.200;;1.300,5;2.500,5\nSumme;;1.200;;1.300,5;\n"
    )
    read = Reading(text(tmp_path, content))
    assert read.source.layout == "forecast"
    assert read.rows("demand", "product", "month", "quantity") == [
        ("TM-200", Month.of(2027, 1), 1200),
        ("TM-200", Month.of(2027, 3), 1300.5),
    ]


def test_products_that_stand_twice_in_a_forecast_are_added_up(tmp_path: Path) -> None:
    read = Reading(text(tmp_path, "Product;2027-01;2027-02\nTM;5;6\nTM;1;\n"))
    assert read.rows("demand", "quantity") == [(6,), (6,)]
    assert read.said("rows_added_up") == ["Added up, the same product stands in several rows: rows 2-3."]


def test_the_case_helps_without_being_changed(tmp_path: Path) -> None:
    known = case(items=[{"item": "MAG-1", "standard_cost": 1}])
    before = known.fingerprint()
    Reading(text(tmp_path, ORDER.format("5", "2027-03-01")), case=known, transit_months="0")
    assert known.fingerprint() == before
