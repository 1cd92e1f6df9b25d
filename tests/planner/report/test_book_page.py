"""Decides that a sheet for people is as high as its words, and that what belongs together stands on one paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from planner.report.book_page import Page, add_styles, breadth, breadth_for, fitting
from planner.report.sheet_sourcing import add_sourcing
from planner.report.workbook import write_plan
from planner.tables.case import Case
from planner.tables.results import NodeLine
from tests.planner.report.charted import shipment
from tests.planner.report.stories import START, alone, embargo
from tests.planner.report.workbooks import answered

A4_HIGH, INCH = 842.0, 72.0
CENTIMETRE = 72 / 2.54


def page(*widths: float) -> Page:
    book = Workbook()
    add_styles(book)
    return Page(book, "Page", widths)


def height(words: str, width: float = 20.0) -> float:
    one = page(width)
    one.add([words], "text")
    return one.height


def test_a_row_is_as_high_as_its_words_are_wide_and_not_as_they_are_many() -> None:
    """Twenty digits stand in a column of twenty; forty narrow letters take no more room, and as many wide ones do."""
    assert height("0" * 18) == height("il" * 16) == 15
    assert height("MW" * 14) == 3 * 15


def test_lines_are_broken_at_spaces_at_hyphens_and_within_words_that_are_too_long() -> None:
    assert height("0000000000 0000000000 0000000000") == 3 * 15  # two do not stand in one line beside their space
    assert height("0000000000000-0000000000000") == 2 * 15
    assert height("0" * 50) == 3 * 15
    assert height("first\nsecond\nthird") == 3 * 15
    assert height("磁石" * 12) == 3 * 15


def test_a_column_is_as_wide_as_its_longest_text_needs_for_one_line() -> None:
    words = "unless “Spring 2025 again” or “Thin months, then cut off” comes (17 %)"
    wide = fitting([words, "whatever happens"], 24.0, 90.0)
    one = page(wide)
    one.add([words], "sentence")
    assert one.height == 15
    narrow = page(wide - 2.0)
    narrow.add([words], "sentence")
    assert narrow.height == 30
    assert fitting(["whatever happens"], 24.0, 90.0) == fitting([], 24.0, 90.0) == 24.0
    assert fitting([words * 9], 24.0, 90.0) == 90.0


def test_what_is_twice_as_broad_leaves_room_for_twice_as_much_on_paper() -> None:
    narrow, wide = page(100.0), page(100.0, 100.0)
    assert wide.room(upright=500.0) == pytest.approx(2 * narrow.room())
    assert page(20.0).room() == page(40.0).room()  # what is narrow is not made larger
    assert breadth_for(narrow.room()) == pytest.approx(breadth((100.0,)))
    assert wide.room(upright=100.0) < wide.room(upright=500.0)  # landscape is less high


def sourcing(told: Case, answer: Any, folder: Path) -> Any:
    write_plan(folder / "plan.xlsx", told, answer)
    return load_workbook(folder / "plan.xlsx")["Sourcing mix"]


def papers(sheet: Any) -> list[float]:
    """How high the rows of each sheet of paper are together, as a share of the paper."""
    scale = min(1.0, (595 - INCH) / breadth([one.width for one in sheet.column_dimensions.values()]))
    ends = [one.id for one in sheet.row_breaks.brk] + [sheet.max_row]
    heights = [sheet.row_dimensions[row].height or 15.0 for row in range(1, sheet.max_row + 1)]
    starts = [0, *ends[:-1]]
    return [scale * sum(heights[start:end]) / (A4_HIGH - 1.3 * INCH) for start, end in zip(starts, ends, strict=True)]


def test_each_scenario_stands_on_paper_whole_and_leaves_no_half_of_it_empty(tmp_path: Path) -> None:
    sheet = sourcing(*answered(), tmp_path)
    assert sheet.page_setup.orientation == "portrait"
    assert all(0.5 < part <= 1.0 for part in papers(sheet))


def test_a_chart_stands_above_its_table_and_is_as_wide_as_the_sheet(tmp_path: Path) -> None:
    sheet = sourcing(*answered(), tmp_path)
    wide = breadth([one.width for one in sheet.column_dimensions.values()])
    heads = [row[0].row for row in sheet.iter_rows() if row[0].value == "Month"]
    assert len(heads) == len(sheet._charts) == 3
    for chart, head in zip(sheet._charts, heads, strict=True):
        above = chart.anchor._from.row + 1
        high = chart.anchor.ext.height / 12700
        assert (head - above) * 15 >= high > (head - above - 1) * 15 - 15
        assert 0.95 * wide < chart.anchor.ext.width / 12700 <= wide


def test_no_chart_stands_beyond_what_is_printed(tmp_path: Path) -> None:
    """Of Stock and cover a year of months is printed side by side; its chart ends where they end."""
    write_plan(tmp_path / "plan.xlsx", *answered())
    seen = 0
    book: Any = load_workbook(tmp_path / "plan.xlsx")
    for sheet in book.worksheets:
        for chart in sheet._charts:
            first = str(sheet.print_area).split(",")[0].replace("$", "").split("!")[-1]
            last = int(range_boundaries(first)[2] or 0)
            widths = [sheet.column_dimensions[get_column_letter(at)].width for at in range(1, last + 1)]
            left, wide = breadth(widths[: chart.anchor._from.col]), chart.anchor.ext.width / 12700
            assert left + wide <= breadth(widths), sheet.title
            seen += 1
    assert seen >= 5


def test_a_long_table_goes_on_overleaf_and_its_letters_stay_as_large_as_can_be_read() -> None:
    """Ten years do not fit on one sheet of paper."""
    told = embargo()
    plan = alone(told)
    nodes = tuple(
        NodeLine(node=n, parent=n - 1 if n else None, month=START + n, probability=1.0, scenarios=("Calm",))
        for n in range(120)
    )
    book = Workbook()
    add_styles(book)
    add_sourcing(book, told, replace(plan, nodes=nodes, shipments=(shipment(0, 0, "Ganzhou", 20, 0),)))
    sheet = book["Sourcing mix"]
    assert papers(sheet)[0] > 1.0
    assert breadth([one.width for one in sheet.column_dimensions.values()]) <= 850
