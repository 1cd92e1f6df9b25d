"""Charts and their numbers become files that open everywhere, replace the old one whole, and run nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.errors import UserError
from planner.months import Month
from planner.report import figures
from planner.report.export import framed
from planner.report.theme import LIGHT
from tests.planner.report.charted import whole_story

JAN = Month.of(2027, 1)


def test_numbers_are_written_as_csv_with_dates_and_blanks(tmp_path: Path) -> None:
    frame = framed(("month", "supplier", "amount"), [(JAN, "Größe", 1.5), (JAN + 1, "B", None)])
    figures.save_data(frame, tmp_path / "data.csv")
    written = (tmp_path / "data.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")  # so that Excel reads the umlaut
    assert written.decode("utf-8-sig").splitlines() == [
        "month,supplier,amount",
        "2027-01-01,Größe,1.5",
        "2027-02-01,B,",
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_no_text_becomes_a_formula_in_csv(tmp_path: Path, name: str) -> None:
    figures.save_data(framed(("supplier", "amount"), [(name, -2.0)]), tmp_path / "data.csv")
    line = (tmp_path / "data.csv").read_text(encoding="utf-8-sig").splitlines()[1]
    assert line.startswith(("'" + name[0], "\"'" + name[0]))
    assert line.endswith("-2.0")


def test_numbers_are_written_as_a_workbook_with_dates_numbers_and_harmless_text(tmp_path: Path) -> None:
    frame = framed(("month", "supplier", "amount", "share"), [(JAN, "=1+1", 0.1 + 0.2, None)])
    figures.save_data(frame, tmp_path / "data.xlsx")
    sheet = load_workbook(tmp_path / "data.xlsx")["Data"]
    assert [cell.value for cell in sheet[1]] == ["month", "supplier", "amount", "share"]
    assert [cell.value for cell in sheet[2]] == [datetime(2027, 1, 1), "=1+1", 0.1 + 0.2, None]
    assert sheet["B2"].data_type == "s"


def test_the_data_of_every_chart_can_be_saved(tmp_path: Path) -> None:
    told, plan = whole_story()
    frames = {
        "mix": figures.sourcing_mix_data(told, plan, None),
        "stock": figures.stock_cover_data(told, plan, None, None),
        "starts": figures.starts_gantt_data(told, plan),
        "costs": figures.scenario_costs_data(told, plan),
        "shortages": figures.shortages_data(told, plan),
        "gap": figures.gap_over_time_data(()),
    }
    for name, frame in frames.items():
        for ending in ("csv", "xlsx"):
            figures.save_data(frame, tmp_path / f"{name}.{ending}")
    assert load_workbook(tmp_path / "starts.xlsx")["Data"].max_row == 1 + len(frames["starts"])


@pytest.mark.parametrize("name", ["mix.jpeg", "mix", "mix.xls"])
def test_another_ending_is_refused_with_the_cure(tmp_path: Path, name: str) -> None:
    told, plan = whole_story()
    figure = figures.scenario_costs(told, plan, LIGHT)
    with pytest.raises(UserError, match=r"Choose a name that ends in \.png, \.svg or \.pdf"):
        figures.save(figure, tmp_path / name)
    with pytest.raises(UserError, match=r"Choose a name that ends in \.csv or \.xlsx"):
        figures.save_data(framed(("a",), []), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_the_old_file_stays_when_the_new_one_cannot_be_written(tmp_path: Path) -> None:
    told, plan = whole_story()
    with pytest.raises(UserError, match="does not exist"):
        figures.save(figures.scenario_costs(told, plan, LIGHT), tmp_path / "nowhere" / "mix.png")
    with pytest.raises(UserError, match="does not exist"):
        figures.save_data(framed(("a",), []), tmp_path / "nowhere" / "data.csv")
