"""Decides whether charts behind tabs are drawn as chosen, stay chosen, and are saved with their numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from planner.report.export import framed
from planner.report.style import SIZE
from planner.report.theme import Theme
from tests.ui.answers import Answers
from ui.style import Look
from ui.tasks.drawing import USUAL
from ui.widgets.chart_tabs import ChartEntry, ChartTabs

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


class Bars:
    """A chart of one number, which remembers when it was drawn."""

    def __init__(self, number: float, high: float = SIZE[1]) -> None:
        self.number, self.high = number, high
        self.drawn: list[Theme] = []

    def draw(self, theme: Theme) -> Figure:
        # As in the program, only who sees a chart loads matplotlib.
        from matplotlib.figure import Figure

        figure = Figure(figsize=(SIZE[0], self.high))
        figure.text(0.5, 0.5, f"{self.number}")
        self.drawn.append(theme)
        return figure

    def data(self) -> pd.DataFrame:
        return framed(("number",), [(self.number,)])


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


@pytest.fixture
def answers(look: Look, host: QWidget) -> Answers:
    return Answers(look, host)


@pytest.fixture
def tabs(look: Look, host: QWidget, answers: Answers) -> ChartTabs:
    made = ChartTabs(look, answers, host, choice="Country")
    made.resize(800, 600)
    made.show()
    return made


def entries(*bars: Bars) -> list[ChartEntry]:
    one, two, other = bars
    return [
        ChartEntry("Shares", one.draw, one.data, "China"),
        ChartEntry("Shares", two.draw, two.data, "Japan", high=700),
        ChartEntry("Weeks", other.draw, other.data),
    ]


def test_the_first_chart_is_drawn_and_the_others_only_when_looked_at(tabs: ChartTabs, qtbot: QtBot) -> None:
    bars = Bars(1), Bars(2), Bars(3)
    tabs.show_entries(entries(*bars))
    qtbot.waitUntil(lambda: tabs.chart.is_drawn, timeout=20_000)
    assert [len(one.drawn) > 0 for one in bars] == [True, False, False]
    assert tabs.chart.accessibleName() == "Chart: Shares, China"


def test_charts_of_one_title_are_chosen_from_a_list_and_stay_chosen(tabs: ChartTabs, qtbot: QtBot) -> None:
    bars = Bars(1), Bars(2), Bars(3)
    tabs.show_entries(entries(*bars))
    (choice,) = tabs.findChildren(QComboBox)
    bar = tabs.findChild(QTabBar)
    assert bar is not None
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: tabs.chart.minimumHeight() == 700, timeout=20_000)
    assert bars[1].drawn
    bar.setCurrentIndex(1)
    assert tabs.chart.accessibleName() == "Chart: Weeks"
    assert not choice.isVisible()
    bar.setCurrentIndex(0)
    assert tabs.chart.accessibleName() == "Chart: Shares, Japan"
    tabs.show_entries(entries(Bars(4), Bars(5), Bars(6)))
    assert tabs.chart.accessibleName() == "Chart: Shares, Japan"


@pytest.mark.parametrize("ending", ["png", "svg", "pdf", "csv", "xlsx"])
def test_a_chart_and_its_numbers_are_saved_where_the_user_says(
    tabs: ChartTabs, answers: Answers, qtbot: QtBot, tmp_path: Path, ending: str
) -> None:
    tabs.show_entries(entries(Bars(1), Bars(2), Bars(3)))
    path = tmp_path / f"chart.{ending}"
    answers.give(chart_to_write=path)
    (button,) = tabs.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.exists, timeout=20_000)


def test_without_charts_nothing_can_be_saved(tabs: ChartTabs) -> None:
    tabs.show_entries([])
    (button,) = tabs.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert not button.isEnabled()


def test_a_chart_of_many_rows_is_as_high_as_its_rows_need(tabs: ChartTabs, qtbot: QtBot) -> None:
    tabs.show_entries(
        [ChartEntry("Rows", Bars(1, high=8.4).draw, Bars(1).data), ChartEntry("One", Bars(2).draw, Bars(2).data)]
    )
    qtbot.waitUntil(lambda: tabs.chart.is_drawn, timeout=20_000)
    assert tabs.chart.minimumHeight() == USUAL + 300
    bar = tabs.findChild(QTabBar)
    assert bar is not None
    bar.setCurrentIndex(1)
    qtbot.waitUntil(lambda: tabs.chart.minimumHeight() == USUAL, timeout=20_000)
