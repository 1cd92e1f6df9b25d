"""Takes the pictures of the pages that compare a plan and hand it on, as they are before and after they are asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QTabBar, QWidget

from planner.planning import plan
from planner.solve.options import Options
from planner.tables.edits import SetCells, apply
from ui.document import Planned
from ui.pages.compare import ComparePage
from ui.pages.report import ReportPage
from ui.widgets.chart import Chart

if TYPE_CHECKING:
    from tests.journeys.screenshots import Photographer
    from ui.main_window import MainWindow

_MOST = 600.0  # seconds for a question


def compared(window: MainWindow, camera: Photographer) -> None:
    """Other ways to carry on, cost against risk, and two plans: the old one made with twice the stock of an item."""
    page = window.pages.page("compare")
    assert isinstance(page, ComparePage)
    window.show_page("compare")
    (tabs,) = [one for one in page.findChildren(QTabBar) if one.accessibleName() == "Ways to compare"]
    for place, name in enumerate(("ways", "weights")):
        tabs.setCurrentIndex(place)
        buttons = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == "Compare"]
        if buttons:
            camera.take(window, f"compare_{name}_asked")
            QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
            camera.take(window, f"compare_{name}_under_way")
            camera.settle(lambda: not any(one.running for one in page.askings), most=_MOST)
        _down(window, page, camera, f"compare_{name}")
    document = window.document
    if len(document.plans) == 1:
        last = document.plans[0]
        before = last.case.copy()
        apply(before, SetCells("stock", ((0, "quantity", 2 * float(str(before.rows("stock")[0][1]))),)))
        answer = plan(before, Options(gap=0.02, time_limit=_MOST))
        document.plans = (Planned(answer, before, made=last.made - timedelta(days=30)), last)
    tabs.setCurrentIndex(2)
    camera.settle(lambda: not any(one.running for one in page.askings), seconds=0.5)
    _down(window, page, camera, "compare_plans")


def handed_on(window: MainWindow, camera: Photographer) -> None:
    """What can be handed on, and the brief's pages."""
    page = window.pages.page("report")
    assert isinstance(page, ReportPage)
    window.show_page("report")
    camera.take(window, "report_under_way")
    camera.settle(lambda: not page.drawing.running, seconds=0.5, most=_MOST)
    _down(window, page, camera, "report")


def _down(window: MainWindow, page: QWidget, camera: Photographer, name: str) -> None:
    """Pictures from the top of a page to its end, once its chart is drawn."""
    for chart in page.findChildren(Chart):
        if chart.isVisible():
            camera.settle(lambda chart=chart: chart.is_drawn, seconds=0.5)
    camera.settle()
    bars = [one.verticalScrollBar() for one in page.findChildren(QScrollArea) if one.isVisible()]
    bar = max(bars, key=lambda one: one.maximum())
    for part, place in (("top", 0), ("middle", bar.maximum() // 2), ("bottom", bar.maximum())):
        bar.setValue(place)
        camera.take(window, f"{name}_{part}")
    bar.setValue(0)
