"""What a cell of a workbook shows is what it means: names, percent, dates, formulas, errors."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from planner.months import Month
from planner.store.workbook_in import read_workbook
from planner.tables.finding import Severity
from tests.planner.store.books import (
    NAMESPACE,
    PRODUCTS,
    STORY,
    Rows,
    Shown,
    book,
    data,
    number,
    only,
    products,
    raw_book,
    rules,
    story,
    text,
)

OFFERS = ["supplier", "item", "price", "production_months", "transit_months"]


def test_numbers_shown_with_leading_zeros_are_names_with_leading_zeros(tmp_path: Path) -> None:
    rows: Rows = [
        ["product", "shortage_cost"],
        [Shown(123, "00000"), 1],
        [Shown(7, '"P-"000'), 1],
        [4711, 1],
        ["0042", 1],
        [Shown(1234, "#,##0"), 1],
    ]
    assert products(tmp_path, rows) == ["00123", "007", "4711", "0042", "1234"]


def test_percent_cells_are_fractions(tmp_path: Path) -> None:
    rows: Rows = [["parent", "component", "quantity", "scrap_rate"], ["Drive", "Magnet", 2, Shown(0.04, "0%")]]
    assert story(tmp_path, Bill_of_materials=rows).draft.rows("bill_of_materials")[0][3] == 0.04


def test_a_percent_cell_where_percent_is_meant_is_what_it_shows(tmp_path: Path) -> None:
    rows: Rows = [["of", "element", "weight_percent"], ["Magnet", "Dy", Shown(0.03, "0.0%")], ["Magnet", "Nd", 29]]
    assert [row[2] for row in story(tmp_path, Composition=rows).draft.rows("composition")] == [3.0, 29.0]


def test_a_price_shown_in_percent_is_told_with_what_was_read(tmp_path: Path) -> None:
    rows: Rows = [OFFERS, ["Ganzhou", "Magnet", Shown(0.05, "0%"), 2, 1]]
    suppliers: Rows = [["supplier", "country"], ["Ganzhou", "China"]]
    imported = story(tmp_path, Suppliers=suppliers, Offers=rows)
    found = only(imported)
    assert (found.rule, found.place, found.severity) == ("shown_in_percent", "Offers!C2", Severity.WARNING)
    assert found.message == (
        "Price is shown as 5 % and was read as 0.05, the number behind it. If 5 is meant, format the cell as a number "
        "and enter it again."
    )
    assert imported.draft.rows("offers")[0][3] == 0.05


def test_quantities_shown_in_percent_are_one_finding_that_names_their_cells(tmp_path: Path) -> None:
    percent = Shown(5, "0 %")
    rows: Rows = [["product", "2027-01", "2027-02", "2027-03"], ["Drive", percent, percent, percent]]
    found = only(story(tmp_path, Demand=rows))
    assert (found.place, found.row, found.field) == ("Demand!B2", 0, "quantity")
    assert "shown as 500 % and was read as 5," in found.message
    assert found.message.endswith("The same holds for C2.")  # March is not planned


def test_many_cells_shown_in_percent_are_counted(tmp_path: Path) -> None:
    rows: Rows = [["item", "standard_cost"], *([f"Magnet {at}", Shown(0.03, "0.0%")] for at in range(8))]
    assert only(story(tmp_path, Items=rows)).message.endswith("The same holds for B3, B4, B5, B6, B7 and 2 more cells.")


def test_a_setting_in_months_shown_in_percent_is_told(tmp_path: Path) -> None:
    rows = [
        ["setting", "value"],
        ["start_month", "2027-01"],
        ["months", Shown(2, "0%")],
        ["risk_weight", Shown(0.3, "0%")],
    ]
    assert rules(story(tmp_path, Case=rows)) == [("shown_in_percent", "Case!B3")]


def test_a_month_that_is_no_whole_number_says_what_its_cell_shows(tmp_path: Path) -> None:
    rows = [["setting", "value"], ["start_month", "2027-01"], ["months", Shown(0.24, "0%")]]
    assert only(story(tmp_path, Case=rows)).message == "Months is 0.24, shown as 24 %. Enter a whole number."


@pytest.mark.parametrize("of_1904", [False, True])
@pytest.mark.parametrize("shown", ["yyyy-mm", "d.m.yy", "[$-409]mmm yy;@", "yyyy-mm-dd hh:mm"])
def test_date_cells_are_months_in_both_calendars_of_excel(tmp_path: Path, of_1904: bool, shown: str) -> None:
    rows = [["setting", "value"], ["start_month", Shown(datetime(2026, 12, 24), shown)], ["months", 2]]
    imported = read_workbook(book(tmp_path / "case.xlsx", {**STORY, "Case": rows}, of_1904=of_1904))
    assert imported.draft.settings.start_month == Month.of(2026, 12)


@pytest.mark.parametrize("number_format", [14, 17, 22, 31, 57])
def test_date_formats_excel_knows_by_number_are_dates_also_in_east_asia(tmp_path: Path, number_format: int) -> None:
    styles = f'<styleSheet xmlns="{NAMESPACE}"><cellXfs><xf/><xf numFmtId="{number_format}"/></cellXfs></styleSheet>'
    sheet = data(text("A1", "start_month") + '<c r="B1" s="1"><v>46388</v></c>')
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Case": sheet}, styles=styles))
    assert imported.draft.settings.start_month == Month.of(2027, 1)


def test_a_cell_without_a_style_has_the_first(tmp_path: Path) -> None:
    styles = (
        f'<styleSheet xmlns="{NAMESPACE}"><numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    sheet = PRODUCTS.replace(text("A2", "Drive"), number("A2", 7))
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": sheet}, styles=styles))
    assert imported.draft.rows("products")[0][0] == "0007"


def test_fills_and_fonts_that_other_programs_get_wrong_do_not_matter(tmp_path: Path) -> None:
    styles = f'<styleSheet xmlns="{NAMESPACE}"><fills><fill/></fills><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>'
    path = raw_book(tmp_path / "case.xlsx", {"Products": PRODUCTS}, styles=styles)
    assert len(read_workbook(path).draft.rows("products")) == 1


@pytest.mark.parametrize(("shown", "said"), [("hh:mm", "the time 12:00:00"), ("[h]:mm", "the time 12:00:00")])
def test_a_time_is_neither_a_month_nor_a_number(tmp_path: Path, shown: str, said: str) -> None:
    imported = story(tmp_path, Case=[*STORY["Case"], ["discount_rate", Shown(0.5, shown)]])
    assert rules(imported) == [("not_a_number", "Case!B4")]
    assert said in imported.findings[0].message


@pytest.mark.parametrize(("serial", "month"), [(1, (1900, 1)), (59, (1900, 2)), (61, (1900, 3)), (2958465, (9999, 12))])
def test_the_ends_of_excels_calendar_are_months_too(tmp_path: Path, serial: int, month: tuple[int, int]) -> None:
    case: Rows = [["setting", "value"], ["start_month", Shown(serial, "yyyy-mm")], ["months", 2]]
    assert story(tmp_path, Case=case).draft.settings.start_month == Month.of(*month)


def test_a_date_excel_cannot_show_is_no_month(tmp_path: Path) -> None:
    case: Rows = [["setting", "value"], ["start_month", Shown(-5, "yyyy-mm")], ["months", 2]]
    assert rules(story(tmp_path, Case=case)) == [("not_a_month", "Case!B2")]


def test_lists_are_separated_with_semicolons(tmp_path: Path) -> None:
    rows: Rows = [["product", "shortage_cost", "excluded_origins"], ["Drive", 1, "China; Japan"]]
    assert story(tmp_path, Products=rows).draft.rows("products")[0][5] == ("China", "Japan")


def test_every_bad_cell_is_found_at_once_with_its_place(tmp_path: Path) -> None:
    rows: Rows = [
        ["Offers of 2027"],
        OFFERS,
        ["East", "Magnet", "1,234.5", 2, 1],
        ["East", datetime(2027, 3, 2), 10, 1.5, "soon"],
        ["East", "Magnet", True, "#N/A", 1],
    ]
    imported = story(tmp_path, Offers=rows, Case=[["setting", "value"], ["start_month", "Jan"], ["months", 2]])
    assert imported.case is None
    assert rules(imported) == [
        ("not_a_month", "Case!B2"),
        ("not_a_number", "Offers!C3"),
        ("not_a_name", "Offers!B4"),
        ("not_whole", "Offers!D4"),
        ("not_a_number", "Offers!E4"),
        ("not_a_number", "Offers!C5"),
        ("error_value", "Offers!D5"),
    ]
    assert len(imported.draft.rows("offers")) == 3


def test_an_error_cell_is_a_finding_that_names_the_error(tmp_path: Path) -> None:
    cells = text("A2", "Drive") + '<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    sheet = data(text("A1", "product") + text("B1", "shortage_cost"), cells)
    found = only_of(raw_book(tmp_path / "case.xlsx", {"Products": sheet}), "products")
    assert (found.rule, found.place) == ("error_value", "Products!B2")
    assert "#DIV/0!" in found.message


def only_of(path: Path, table: str) -> object:
    (found,) = [one for one in read_workbook(path).findings if one.table == table]
    return found


def test_formulas_count_once_excel_has_calculated_them(tmp_path: Path) -> None:
    cells = '<c r="A2" t="str"><f>"Dri"&amp;"ve"</f><v>Drive</v></c><c r="B2"><f>50*2</f><v>100</v></c>'
    sheet = data(text("A1", "product") + text("B1", "shortage_cost"), cells)
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": sheet}))
    assert imported.draft.rows("products") == [("Drive", None, None, 100.0, None, None)]


def test_a_formula_never_calculated_is_a_finding_even_where_blank_is_allowed(tmp_path: Path) -> None:
    rows: Rows = [["product", "shortage_cost", "backorder_cost"], ["Drive", 1, "=B2*2"]]
    assert rules(story(tmp_path, Products=rows)) == [("formula_without_value", "Products!C2")]


def test_a_formula_that_came_to_an_empty_text_is_blank(tmp_path: Path) -> None:
    cells = text("A2", "Drive") + number("B2", 1) + '<c r="C2" t="str"><f>""</f><v></v></c>'
    headers = text("A1", "product") + text("B1", "shortage_cost") + text("C1", "backorder_cost")
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": data(headers, cells)}))
    assert [one for one in imported.findings if one.table == "products"] == []


def test_a_header_that_is_a_formula_never_calculated_is_an_error(tmp_path: Path) -> None:
    assert rules(story(tmp_path, Demand=[["product", "2027-01", "=EDATE(B1,1)"], ["Drive", 1, 2]])) == [
        ("formula_without_value", "Demand!C1")
    ]


def test_truth_values_are_refused(tmp_path: Path) -> None:
    rows: Rows = [["product", "shortage_cost"], [True, False]]
    assert rules(story(tmp_path, Products=rows)) == [("not_a_name", "Products!A2"), ("not_a_number", "Products!B2")]


@pytest.mark.parametrize("value", ["INF", "nan", "1E999", "-1e400"])
def test_what_is_no_finite_number_is_refused(tmp_path: Path, value: str) -> None:
    sheet = data(text("A1", "product") + text("B1", "shortage_cost"), text("A2", "Drive") + number("B2", value))
    found = only_of(raw_book(tmp_path / "case.xlsx", {"Products": sheet}), "products")
    assert (found.rule, found.place) == ("not_a_number", "Products!B2")
