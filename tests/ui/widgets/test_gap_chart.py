"""Decides whether a running solve is seen closing in: lines and band are painted, told in words, hold up nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.events import Phase, Progress
from planner.report.theme import contrast
from tests.builders import case
from ui.main_window import MainWindow
from ui.style import BODY, Look, font
from ui.widgets.gap_chart import _RIGHT, GapChart
from ui.widgets.progress_panel import ProgressPanel

NARROWING = (Progress(1.0, None, 4.0e6, None), Progress(2.0, 5.0e6, 4.0e6, 0.2), Progress(5.0, 4.5e6, 4.4e6, 0.0222))


class Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += watched is self.parent() and event.type() is QEvent.Type.Paint
        return False


@pytest.fixture
def chart(look: Look, qtbot: QtBot) -> Iterator[GapChart]:
    holder = QWidget()
    qtbot.addWidget(holder)
    made = GapChart(look, holder)
    holder.resize(700, 170)
    made.resize(700, 170)
    holder.show()
    qtbot.waitExposed(holder)
    made.begin("EUR", 0.005)
    yield made
    holder.hide()


def seen(chart: GapChart) -> QImage:
    return chart.grab().toImage()


def painted(image: QImage, colour: str) -> int:
    """How many dots are nearly of that colour."""
    wanted = QColor(colour)
    return sum(
        all(abs(dot - want) < 12 for dot, want in zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True))
        for found in (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plan_bound_and_band_are_painted_in_the_colours_of_the_theme(chart: GapChart, look: Look, theme: str) -> None:
    look.choose(theme)
    band = painted(seen(chart), look.theme.accent_soft)
    for one in NARROWING:
        chart.hear(one)
    chart.tick(8.0)
    image = seen(chart)
    assert painted(image, look.theme.accent_soft) > band + 2_000
    assert painted(image, look.theme.accent) > 100
    assert contrast(look.theme.accent, look.theme.accent_soft) >= 3
    assert contrast(look.theme.text, look.theme.accent_soft) >= 3
    look.choose("light")


def test_the_last_values_are_told_to_who_does_not_see_them(chart: GapChart) -> None:
    assert chart.accessibleName() == "After 0 seconds: no plan yet, and nothing is proven"
    for one in NARROWING:
        chart.hear(one)
    chart.tick(9.0)
    assert chart.accessibleName() == (
        "After 9 seconds: the best plan costs EUR 4.50 M, no plan can cost less than EUR 4.40 M: "
        "better by at most 2.2 %"
    )


def test_thousands_of_reports_are_painted_once(chart: GapChart) -> None:
    QApplication.processEvents()
    paintings = Paintings(chart)
    for at in range(5_000):
        chart.hear(Progress(at / 100, 5e6 - at, 4e6 + at, 0.1))
    QApplication.processEvents()
    assert paintings.count == 0
    chart.tick(50.0)
    chart.tick(50.0)
    QApplication.processEvents()
    assert paintings.count == 1


def test_the_longest_amount_fits_beside_the_lines(qapp: QApplication) -> None:
    assert QFontMetrics(font(BODY, bold=True)).horizontalAdvance("USD −888.88 bn") < _RIGHT - 8


def test_the_chart_begins_anew_with_each_run(chart: GapChart) -> None:
    chart.hear(NARROWING[1])
    chart.begin("EUR", 0.005)
    assert chart.watched.best == ()


def test_the_page_shows_the_chart_while_it_plans_and_not_after(window: MainWindow, qtbot: QtBot) -> None:
    window.document.open(case(), title="Empty")
    window.checker.close()
    window.show_page("plan")
    window.plan.begin(0.005)
    window.plan.hear(Phase("Looking for the best plan"))
    for one in NARROWING:
        window.plan.hear(one)
    (chart,) = window.plan.findChildren(GapChart)
    qtbot.waitUntil(lambda: "best plan costs" in chart.accessibleName(), timeout=5_000)
    assert chart.isVisible()
    assert chart.height() >= chart.minimumHeight()
    window.plan.end()
    assert not chart.isVisible()


def test_the_panel_passes_on_the_runs_figures(look: Look, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    panel = ProgressPanel(look, holder)
    panel.begin("EUR", 0.005)
    for one in NARROWING:
        panel.hear(one)
    panel.end()
    (chart,) = panel.findChildren(GapChart)
    assert chart.watched.best == ((2.0, 5.0e6), (5.0, 4.5e6))
