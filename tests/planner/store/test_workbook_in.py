"""A workbook becomes a case, or findings with the sheet and cell of each."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import UserError
from planner.events import Event, Phase, Stopped
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
    raw_book,
    rules,
    story,
    text,
)

OFFERS = ["supplier", "item", "price", "production_months", "transit_months"]


def products(path: Path, rows: Rows) -> list[object]:
    """The names of the products in the least case with this sheet."""
    imported = story(path, Products=rows)
    assert imported.findings == ()
    return [row[0] for row in imported.draft.rows("products")]


def test_the_least_case_reads_without_a_finding(tmp_path: Path) -> None:
    imported = story(tmp_path)
    assert imported.findings == ()
    assert imported.case is not None
    assert imported.case.settings.start_month == Month.of(2027, 1)
    assert imported.case.rows("products") == [("Drive", None, None, 100.0, None, None)]
    assert imported.case.rows("demand") == [
        ("Drive", Month.of(2027, 1), 10.0),
        ("Drive", Month.of(2027, 2), 20.0),
    ]


def test_sheets_are_found_without_regard_to_case_spaces_and_by_id(tmp_path: Path) -> None:
    sheets = {
        "CASE": STORY["Case"],
        " products": STORY["Products"],
        "demand": STORY["Demand"],
        "ITEMS ": STORY["Items"],
    }
    sheets["bill_of_materials"] = [["parent", "component", "quantity"], ["Drive", "Magnet", 2]]
    imported = read_workbook(book(tmp_path / "case.xlsx", sheets))
    assert imported.findings == ()
    assert len(imported.draft.rows("bill_of_materials")) == 1


@pytest.mark.parametrize(
    "header",
    [
        "shortage_cost",
        "Shortage cost",
        "SHORTAGE COST (money/unit)",
        " shortage  cost ",
        "Shortage_Cost [EUR]",
        "ShortageCost*",
    ],
)
def test_headers_are_ids_or_titles_whatever_their_case_spaces_and_unit(tmp_path: Path, header: str) -> None:
    assert products(tmp_path, [["PRODUCT ", header], ["Drive", 100]]) == ["Drive"]


def test_titles_above_the_header_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    title = ["Products of plant 7"], [None, "as of November"], []
    book(path, {**STORY, "Products": [*title, ["product", "shortage_cost"], ["Drive", 100]]})
    workbook = load_workbook(path)
    workbook["Products"].merge_cells("A1:D1")
    workbook.save(path)
    imported = read_workbook(path)
    assert imported.findings == ()
    assert imported.addresses.of("products", 0, "shortage_cost") == ("Products", "B5")


def test_blank_rows_and_columns_do_not_count(tmp_path: Path) -> None:
    rows: Rows = [
        [],
        [None, "product", None, "shortage_cost"],
        [],
        [None, "Drive", None, 1],
        [None, "  "],
        [],
        [None, "Pump", None, 2],
    ]
    assert products(tmp_path, rows) == ["Drive", "Pump"]


def test_settings_need_no_header_and_take_friendly_names(tmp_path: Path) -> None:
    case: Rows = [["Start month", "2027-03"], ["MONTHS (months)", 6], ["Redesigns at once", 2]]
    settings = story(tmp_path, Case=case).draft.settings
    assert (settings.start_month, settings.months, settings.max_parallel_redesigns) == (Month.of(2027, 3), 6, 2)


def test_settings_lie_where_their_header_says(tmp_path: Path) -> None:
    case: Rows = [
        ["My case"],
        [None, "Setting", "Meaning", "Value"],
        [None, "months", "how long", 6],
        [None, "start_month", "", "2027-01"],
    ]
    imported = story(tmp_path, Case=case)
    assert imported.draft.settings.months == 6
    assert imported.addresses.of("case", 0, "months") == ("Case", "D3")


def test_an_unknown_setting_is_reported_with_what_may_be_meant(tmp_path: Path) -> None:
    found = only(story(tmp_path, Case=[*STORY["Case"], ["discount_rat", 0.1]]))
    assert (found.rule, found.place, found.severity) == ("unknown_setting", "Case!A4", Severity.WARNING)
    assert "Did you mean 'Discount rate'?" in found.message


def test_a_setting_given_twice_is_an_error(tmp_path: Path) -> None:
    assert rules(story(tmp_path, Case=[*STORY["Case"], ["Months", 3]])) == [("repeated_setting", "Case!A4")]


def test_a_blank_name_becomes_the_files(tmp_path: Path) -> None:
    imported = read_workbook(book(tmp_path / "Plant 7.xlsx", STORY))
    assert imported.draft.settings.name == "Plant 7"


def test_a_given_name_stays(tmp_path: Path) -> None:
    assert story(tmp_path, Case=[*STORY["Case"], ["name", "Plant 8"]]).draft.settings.name == "Plant 8"


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


def test_a_column_that_is_a_part_of_a_known_header_suggests_it(tmp_path: Path) -> None:
    rows: Rows = [["item", "standard_cost", "Mass (g)", "x"], ["Magnet", 3, 20, 1]]
    mass, other = story(tmp_path, Items=rows).findings
    assert mass.place == "Items!C1" and mass.message.endswith("Did you mean 'Magnet mass'?")
    assert other.place == "Items!D1" and "Did you mean" not in other.message


def test_unknown_columns_and_sheets_are_reported_and_left_alone(tmp_path: Path) -> None:
    rows: Rows = [["product", "colour", "shortage_cost"], ["Drive", "red", 1]]
    imported = story(tmp_path, Products=rows, Notes=[["anything"]], Ofers=[["x"]])
    assert rules(imported) == [
        ("unknown_sheet", "Notes"),
        ("unknown_sheet", "Ofers"),
        ("unknown_column", "Products!B1"),
    ]
    assert "Did you mean 'Offers'?" in imported.findings[1].message
    assert imported.case is not None


def test_a_column_with_cells_but_no_header_is_reported(tmp_path: Path) -> None:
    rows: Rows = [["product", "shortage_cost"], ["Drive", 1, None, "see mail"]]
    assert rules(story(tmp_path, Products=rows)) == [("unknown_column", "Products!D1")]


def test_a_header_given_twice_is_an_error(tmp_path: Path) -> None:
    rows: Rows = [["product", "shortage_cost", "Shortage cost (EUR)"], ["Drive", 1, 2]]
    found = only(story(tmp_path, Products=rows))
    assert (found.rule, found.place) == ("repeated_header", "Products!C1")
    assert "stands in B1 already" in found.message


def test_a_missing_required_column_is_said_once_not_for_every_row(tmp_path: Path) -> None:
    imported = story(tmp_path, Products=[["product"], ["Drive"], ["Pump"]])
    assert rules(imported) == [("missing_column", "Products!A1")]
    assert ("products", "shortage_cost") in imported.absent


def test_optional_columns_may_be_missing(tmp_path: Path) -> None:
    rows: Rows = [["supplier", "from_month", "per_month"], ["East", "2027-01", 160]]
    imported = story(tmp_path, Capacity=rows)
    assert imported.findings == ()
    assert imported.draft.rows("capacity") == [("East", None, Month.of(2027, 1), 160.0)]


def test_a_sheet_without_any_known_header_is_an_error(tmp_path: Path) -> None:
    found = only(story(tmp_path, Products=[["Drive", 100], ["Pump", 50]]))
    assert (found.rule, found.place) == ("missing_header", "Products!A1")
    assert "Product, Description, End use" in found.message


def test_an_empty_sheet_is_an_empty_table(tmp_path: Path) -> None:
    imported = story(tmp_path, Offers=[], Events=[["scenario", "effect"]])
    assert imported.findings == ()
    assert imported.draft.rows("offers") == []


def test_a_needed_sheet_that_is_missing_is_an_error_others_are_not(tmp_path: Path) -> None:
    found = only(story(tmp_path, Items=None))
    assert (found.rule, found.table) == ("missing_sheet", "items")


def test_two_sheets_of_one_table_are_an_error(tmp_path: Path) -> None:
    bill: Rows = [["parent", "component", "quantity"], ["Drive", "Magnet", 1]]
    sheets = {**STORY, "Bill of materials": bill, "bill_of_materials": bill}
    assert rules(read_workbook(book(tmp_path / "case.xlsx", sheets))) == [("repeated_sheet", "bill_of_materials")]


def test_a_unit_that_is_another_measure_is_warned_of(tmp_path: Path) -> None:
    rows: Rows = [
        ["supplier", "item", "price (EUR)", "Production lead time (weeks)", "transit_months (month)"],
        ["E", "M", 1, 8, 2],
    ]
    found = only(story(tmp_path, Offers=rows))
    assert (found.rule, found.place, found.severity) == ("other_unit", "Offers!D1", Severity.WARNING)
    assert "'weeks'" in found.message


def test_hidden_rows_columns_and_sheets_are_read_and_said(tmp_path: Path) -> None:
    path = book(
        tmp_path / "case.xlsx", {**STORY, "Products": [["product", "shortage_cost"], *[[f"P{i}", i] for i in range(6)]]}
    )
    workbook = load_workbook(path)
    for row in (3, 4, 6):
        workbook["Products"].row_dimensions[row].hidden = True
    workbook["Products"].column_dimensions["B"].hidden = True
    workbook["Demand"].sheet_state = "hidden"
    workbook.save(path)
    imported = read_workbook(path)
    assert len(imported.draft.rows("products")) == 6
    assert rules(imported) == [
        ("hidden_rows", "Products!A3"),
        ("hidden_column", "Products!B1"),
        ("hidden_sheet", "Demand"),
    ]
    assert "3-4, 6" in imported.findings[0].message
    assert imported.case is not None


def test_merged_cells_in_the_data_are_an_error_because_the_others_read_as_blank(tmp_path: Path) -> None:
    events: Rows = [["scenario", "from_month", "to_month", "effect", "value", "country"]]
    events = [*events, *[["halt", "2027-01", "2027-02", "availability", 0, "China"]] * 3]
    path = book(tmp_path / "case.xlsx", {**STORY, "Events": events})
    workbook = load_workbook(path)
    workbook["Events"].merge_cells("F2:F4")
    workbook["Events"].merge_cells("H2:J4")
    workbook.save(path)
    found = only(read_workbook(path))
    assert (found.rule, found.place) == ("merged_cells", "Events!F2")


def test_shared_strings_are_read_with_their_runs_and_without_their_phonetic_guides(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{NAMESPACE}"><si><t>product</t></si><si><t>shortage_cost</t></si>'
        '<si><r><t xml:space="preserve">Drive </t></r><r><rPr><b/></rPr><t>A</t></r></si>'
        '<si><t>磁石</t><rPh sb="0" eb="2"><t>ジシャク</t></rPh></si><si><t>_x005F_x0041__x000D_ x005F_</t></si></sst>'
    )
    shared = ['<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>']
    shared += [f'<c r="A{row}" t="s"><v>{row}</v></c><c r="B{row}"><v>1</v></c>' for row in (2, 3, 4)]
    imported = read_workbook(raw_book(tmp_path / "case.xlsx", {"Products": data(*shared)}, strings=strings))
    assert [row[0] for row in imported.draft.rows("products")] == ["Drive A", "磁石", "_x0041_\r x005F_"]


def test_a_sheet_may_name_its_elements_with_a_prefix_and_leave_addresses_out(tmp_path: Path) -> None:
    path = raw_book(tmp_path / "case.xlsx", {"Products": ""})
    sheet = PRODUCTS.replace("<", "<x:").replace("<x:/", "</x:")
    for place in (' r="A1"', ' r="B1"', ' r="A2"', ' r="B2"', ' r="1"', ' r="2"'):
        sheet = sheet.replace(place, "")
    raw_book(
        path,
        {"Products": ""},
        **{"xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="{NAMESPACE}">{sheet}</x:worksheet>'},
    )
    assert read_workbook(path).draft.rows("products")[0][:1] == ("Drive",)


def test_listeners_hear_each_table(tmp_path: Path) -> None:
    heard: list[Event] = []
    read_workbook(book(tmp_path / "case.xlsx", STORY), listen=heard.append)
    assert Phase("Reading Demand") in heard


def test_an_import_can_be_stopped(tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        read_workbook(book(tmp_path / "case.xlsx", STORY), stopping=lambda: True)


def test_a_workbook_without_any_sheet_of_a_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no sheet of a case\. Its sheets: 'Sheet1'"):
        read_workbook(book(tmp_path / "case.xlsx", {"Sheet1": [["a"]]}))


def test_findings_without_end_are_counted_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.store.imported.MOST_FINDINGS", 10)
    imported = story(tmp_path, Products=[["product", "shortage_cost"], *[[f"P{i}", "?"] for i in range(25)]])
    assert len(imported.findings) == 11
    assert imported.findings[0].message.startswith("There are 15 more findings.")
    assert imported.case is None
