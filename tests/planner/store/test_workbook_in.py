"""A workbook becomes a case, or findings with the sheet and cell of each."""

from __future__ import annotations

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
    book,
    data,
    only,
    products,
    raw_book,
    rules,
    story,
)


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
