"""The plan workbook reads by itself, opens everywhere, hides no formula, and is refused as a case."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from planner.errors import UserError
from planner.report import sheet_recommendation
from planner.report.book_page import COVER, MONTH, WHOLE, add_styles
from planner.report.recommend import Sentence, Topic
from planner.report.workbook import write_plan
from planner.store.workbook_in import read_workbook
from planner.tables.results import RESULTS
from tests.planner.insight.stories import company
from tests.planner.report.charted import changed
from tests.planner.report.stories import answer_to, order
from tests.planner.report.workbooks import answered, lines

FRIENDLY = (
    "Recommendation",
    "Playbook",
    "Sourcing mix",
    "Orders to place",
    "Stock and cover",
    "Cost by scenario",
    "Exposure",
    "Runway",
    "Assumptions",
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("book") / "plan.xlsx"
    write_plan(target, *answered())
    return target


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return load_workbook(path)


def table(sheet: Any, first: str) -> list[dict[str, Any]]:
    """The rows below the header whose first cell has this text, down to the first empty row, by header."""
    rows = list(sheet.values)
    start = next(place for place, row in enumerate(rows) if row[0] == first)
    heads = rows[start]
    found = []
    for row in rows[start + 1 :]:
        if all(cell is None for cell in row):
            break
        found.append({head: cell for head, cell in zip(heads, row, strict=True) if head is not None})
    return found


def cells_below(sheet: Any, header: str) -> list[Any]:
    """The cells under a header, down to the first empty one."""
    at = next(cell for row in sheet.iter_rows() for cell in row if cell.value == header)
    column = [row[at.column - 1] for row in sheet.iter_rows(min_row=at.row + 1)]
    return column[: next((place for place, cell in enumerate(column) if cell.value is None), len(column))]


def test_friendly_sheets_stand_in_front_of_the_tables(book: Any) -> None:
    assert tuple(book.sheetnames) == (*FRIENDLY, *(one.title for one in RESULTS))


def test_the_first_sheet_tells_it_all_by_itself(book: Any) -> None:
    sheet = book["Recommendation"]
    said = lines(sheet)
    assert "Plan for Jan 2027 to Apr 2027. Money is in EUR." in said
    assert [
        cell for cell in said if cell in {"Expected cost", "Cost if it goes badly", "Delivered", "Committed in 90 days"}
    ] == ["Expected cost", "Cost if it goes badly", "Delivered", "Committed in 90 days"]
    assert "EUR 1.20 k" in said
    now, later, leads = said.index("Do now"), said.index("Later"), said.index("What it leads to")
    assert said[now + 1].startswith("•  Order from Ganzhou (China): 40 × Magnet, for EUR 160")
    assert "Start the qualification “Narva approval” now" in said[now + 2]
    assert "Start the redesign “Ferrite” in Mar 2027 if “Stop” comes (20 %)" in said[later + 1]
    assert "Customers go short in 1 of 2 scenarios" in " ".join(said[leads:])
    assert any("none is more than" in words for words in said)


def test_the_first_sheet_carries_its_chart_as_a_picture(path: Path) -> None:
    pictures = [name for name in zipfile.ZipFile(path).namelist() if name.startswith("xl/media/")]
    assert len(pictures) == 1


def test_no_number_of_a_node_is_seen_by_people(book: Any) -> None:
    for title in FRIENDLY:
        assert not [words for words in lines(book[title]) if re.search(r"\bnode\b", words, re.IGNORECASE)]


def test_the_playbook_has_a_row_for_now_and_one_for_each_way(book: Any) -> None:
    now, stop, calm = table(book["Playbook"], "Month")
    assert now["If this becomes known …"] == "Whatever comes"
    assert now["… the plan does this"].startswith("Order from Ganzhou (China)")
    assert (stop["Month"], stop["If this becomes known …"]) == (datetime(2027, 3, 1), "Nothing may leave China.")
    assert (stop["How likely then"], stop["Scenarios still possible"]) == (pytest.approx(0.2), "Stop")
    assert "Start the redesign “Ferrite” in Mar 2027." in stop["… the plan does this"].split("\n")
    assert calm["Seen from today"] == pytest.approx(0.8)
    assert (now["Act by"], stop["Act by"]) == ("now", "31 Mar 2027, within 31 days")
    assert any("was not computed" in words for words in lines(book["Playbook"]))


def test_what_a_delay_costs_stands_in_the_playbook_where_it_was_computed(tmp_path: Path) -> None:
    told, answer = answered()
    write_plan(tmp_path / "p.xlsx", told, answer, {3: 1234.0})
    sheet = load_workbook(tmp_path / "p.xlsx")["Playbook"]
    now, stop, calm = table(sheet, "Month")
    assert [row["A month late costs, EUR"] for row in (now, stop, calm)] == [None, 1234.0, None]
    assert not any("was not computed" in words for words in lines(sheet))


def test_exposure_and_runway_have_sheets_with_figures_worked_out_by_hand(tmp_path: Path) -> None:
    told = company(stock=[{"item": "Strong", "quantity": 50}, {"item": "Plain", "quantity": 99}])
    _, answer = answered()
    assert answer.plan is not None
    bare = answer_to(told)
    write_plan(tmp_path / "p.xlsx", told, replace(answer, plan=bare))
    made = load_workbook(tmp_path / "p.xlsx")
    drive, _, together = table(made["Exposure"], "Product")[:3]
    assert (drive["Product"], drive["Dy"], drive["Nd"]) == ("Drive", pytest.approx(0.24), pytest.approx(2.88))
    assert (together["Product"], together["Dy"]) == ("Together", pytest.approx(0.24))
    rows = table(made["Runway"], "Product")
    assert (rows[0]["Product"], rows[0]["Lasts, weeks"]) == ("Drive", pytest.approx(2.5 * 52 / 12))
    assert (rows[0]["Stops on"], rows[0]["Runs out"]) == ("16 Mar 2027", "Strong")
    assert len(made["Runway"]._charts) == 1


def test_the_sourcing_mix_has_a_block_and_a_chart_for_the_average_and_each_scenario(book: Any) -> None:
    sheet = book["Sourcing mix"]
    headings = [words for words in lines(sheet) if words.endswith("likely") or words == "Average of all scenarios"]
    assert headings == ["Average of all scenarios", "Calm, 80 % likely", "Stop, 20 % likely"]
    assert len(sheet._charts) == 3
    average = table(sheet, "Month")
    assert [row["Ganzhou, China"] for row in average[:4]] == pytest.approx([10, 10, 8, 0])
    assert average[4]["Together"] == pytest.approx(10 + 10 + 8 + 1.6 + 0.4)


def test_titles_of_native_charts_say_the_finding(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart")]
    told = "".join(charts)
    assert "Narva carries 100 % from Mar 2027 if “Stop” comes, nothing before" in told
    assert "Ganzhou carries 100 % of supply if “Calm” comes" in told
    assert "“Stop” costs most" in told
    assert all('<c:delete val="1"' not in chart and '<delete val="1"' not in chart for chart in charts)


def test_native_charts_have_the_colours_of_countries(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        told = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/charts/chart"))
    assert "D55E00" in told  # China
    assert "56B4E9" in told  # Europe


def test_every_order_has_a_row_with_its_condition(book: Any) -> None:
    rows = table(book["Orders to place"], "Order in")
    assert len(rows) == 3
    assert rows[0] == {
        "Order in": datetime(2027, 1, 1),
        "When": "whatever happens",
        "Likely": 1,
        "Supplier": "Ganzhou",
        "Country": "China",
        "Item": "Magnet",
        "Quantity": 40,
        "Unit": "pcs",
        "EUR per unit": 4,
        "Cost, EUR": 160,
        "Due to arrive": datetime(2027, 2, 1),
    }
    assert [row["When"] for row in rows[1:]] == ["if “Stop” comes (20 %)", "if “Calm” comes (80 %)"]
    assert book["Orders to place"]["A1"].value == "1 order to place in Jan 2027, for EUR 160"


def test_orders_can_be_filtered_and_keep_their_header(book: Any) -> None:
    sheet = book["Orders to place"]
    assert sheet.auto_filter.ref == "A4:K7"
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"


def test_offers_are_named_where_supplier_and_item_do_not_tell_them_apart(tmp_path: Path) -> None:
    told, answer = answered()
    assert answer.plan is not None
    told = changed(
        told,
        offers=[
            {
                "offer": "Bulk",
                "supplier": "Ganzhou",
                "item": "Magnet",
                "price": 1,
                "production_months": 0,
                "transit_months": 0,
            },
            {"supplier": "Narva", "item": "Magnet", "price": 1, "production_months": 0, "transit_months": 0},
        ],
    )
    bulk = replace(order(0, 0, "Ganzhou", 1, 1, 0), offer="Bulk")
    write_plan(tmp_path / "p.xlsx", told, replace(answer, plan=replace(answer.plan, orders=(bulk,), shipments=())))
    assert table(load_workbook(tmp_path / "p.xlsx")["Orders to place"], "Order in")[0]["Offer"] == "Bulk"


def test_cover_is_told_at_its_lowest_and_marked_where_it_is_low(book: Any) -> None:
    sheet = book["Stock and cover"]
    (row,) = [cells for cells in sheet.iter_rows() if cells[0].value == "Magnet"][:1]
    assert [cell.value for cell in row[1:6]] == [2.0, 2.0, 2.0, 0.5, 0.0]
    assert [cell.style for cell in row[2:6]] == [
        "Remanence number",
        "Remanence number",
        "Remanence low",
        "Remanence empty",
    ]
    assert {cell.number_format for cell in row[1:6]} == {COVER}


def test_stock_is_told_on_average_too(book: Any) -> None:
    rows = [cells for cells in book["Stock and cover"].iter_rows(values_only=True) if cells[0] == "Magnet"]
    assert rows[1][1:6] == pytest.approx((40, 40, 40, 0.8 * 40 + 0.2 * 10, 0.8 * 20))


def test_the_parts_of_a_cost_add_up_in_sight(tmp_path: Path) -> None:
    told, answer = answered()
    assert answer.plan is not None
    costs = tuple(replace(one, purchase=100.0 * one.node, freight=1.0) for one in answer.plan.costs)
    write_plan(tmp_path / "p.xlsx", told, replace(answer, plan=replace(answer.plan, costs=costs)))
    sheet = load_workbook(tmp_path / "p.xlsx")["Cost by scenario"]
    heads = [cell.value for row in sheet.iter_rows() for cell in row if row[1].value == "Purchase"]
    assert heads[:4] == ["Scenario", "Purchase", "Freight", "Together"]
    start = next(row[0].row for row in sheet.iter_rows() if row[1].value == "Purchase")
    rows = [[cell.value for cell in row[:4]] for row in sheet.iter_rows(min_row=start + 1, max_row=start + 3)]
    assert rows[0] == ["Stop", 0 + 100 + 300 + 500, 4, 904]
    assert rows[1] == ["Calm", 0 + 100 + 200 + 400, 4, 704]
    assert rows[2] == ["Expected", pytest.approx(0.2 * 900 + 0.8 * 700), pytest.approx(4), pytest.approx(744)]


def test_assumptions_name_settings_scenarios_events_and_their_sources(tmp_path: Path) -> None:
    told, answer = answered()
    told = changed(
        told,
        events=[
            {
                "scenario": "Stop",
                "from_month": 2,
                "to_month": 3,
                "effect": "availability",
                "value": 0,
                "country": "China",
                "source": "Announcement 61",
            }
        ],
        limits=[{"limit": "max_share", "value": 0.6, "country": "China", "penalty": 0.05}],
    )
    write_plan(tmp_path / "p.xlsx", told, answer)
    sheet = load_workbook(tmp_path / "p.xlsx")["Assumptions"]
    said = lines(sheet)
    assert "Nothing may leave China" in said
    assert "Announcement 61" in said
    assert "At most 60 % from China of everything bought" in said
    assert "Yes, at 0.05 EUR per unit broken." in said
    row = next(cells for cells in sheet.iter_rows() if cells[0].value == "Start month")
    assert (row[1].value, row[1].number_format) == (datetime(2027, 1, 1), MONTH)


def test_months_are_dates_and_amounts_have_separators(book: Any) -> None:
    sheet = book["Orders to place"]
    assert {cell.number_format for cell in cells_below(sheet, "Order in")} == {MONTH}
    assert {cell.number_format for cell in cells_below(sheet, "Cost, EUR")} == {WHOLE}
    assert {cell.number_format for cell in cells_below(sheet, "Likely")} == {"0%"}
    assert all(isinstance(cell.value, datetime) for cell in cells_below(sheet, "Due to arrive"))
    for title in FRIENDLY:
        amounts = [
            cell
            for row in book[title].iter_rows()
            for cell in row
            if isinstance(cell.value, int | float) and abs(cell.value) >= 1000
        ]
        assert all("#,##0" in cell.number_format for cell in amounts), title


def test_styles_are_named(book: Any) -> None:
    assert {"Remanence title", "Remanence head", "Remanence figure"} <= set(book.named_styles)
    for title in FRIENDLY:
        styles = {cell.style for row in book[title].iter_rows() for cell in row if cell.value is not None}
        assert all(name.startswith("Remanence ") for name in styles), title


def test_every_friendly_sheet_prints_as_wide_as_the_paper(book: Any) -> None:
    for title in FRIENDLY:
        sheet = book[title]
        assert sheet.print_area, title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, title
        assert sheet.page_setup.fitToWidth == 1, title
        assert sheet.page_setup.paperSize == 9, title
        assert not sheet.sheet_view.showGridLines, title
    assert book["Recommendation"].page_setup.orientation == "portrait"
    assert book["Orders to place"].page_setup.orientation == "landscape"


@pytest.mark.parametrize(("actions", "on_one", "breaks"), [(1, 0, 0), (14, 1, 0), (60, 0, 1)])
def test_the_picture_of_the_first_sheet_is_never_cut_by_the_end_of_the_paper(
    monkeypatch: pytest.MonkeyPatch, actions: int, on_one: int, breaks: int
) -> None:
    """Little advice: paper ends below; some: all a little smaller on one; much: the picture on the next."""
    told, answer = answered()
    advice = [Sentence(Topic.START, f"Start “{at}” now.", told.settings.start_month) for at in range(actions)]
    monkeypatch.setattr(sheet_recommendation, "sentences", lambda *of: advice)
    made = Workbook()
    add_styles(made)
    sheet_recommendation.add_recommendation(made, told, answer)
    sheet = made["Recommendation"]
    assert sheet.page_setup.fitToHeight == on_one
    assert len(sheet.row_breaks.brk) == breaks


def test_long_tables_keep_their_header_in_sight(book: Any) -> None:
    assert {title: book[title].freeze_panes for title in FRIENDLY[1:]} == {
        "Playbook": "A5",
        "Sourcing mix": "B4",
        "Orders to place": "A5",
        "Stock and cover": "B4",
        "Cost by scenario": None,
        "Exposure": "B4",
        "Runway": "B4",
        "Assumptions": "A4",
    }


def test_text_is_as_high_as_its_lines(book: Any) -> None:
    """A sentence of three lines stands in a row of three lines."""
    sheet = book["Playbook"]
    row = next(cells for cells in sheet.iter_rows() if cells[2].value == "Nothing may leave China.")
    assert sheet.row_dimensions[row[0].row].height >= 3 * 15


def test_a_plan_workbook_is_refused_as_a_case(path: Path) -> None:
    with pytest.raises(UserError, match=r"'plan\.xlsx' is a plan this program has made"):
        read_workbook(path)
