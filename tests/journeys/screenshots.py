"""Decides which pictures show the whole window: every page and box, in both themes, three scales and six sizes.

``python -m tests.journeys.screenshots FOLDER [--seconds 300] [--scale 1.5] [--theme dark] [--only pages boxes]``
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTabBar, QWidget

from planner.events import Phase, Progress
from planner.plan.keep import keep
from planner.solve.options import Options
from planner.store.project import Project, save
from planner.tables.edits import SetCells
from tests.journeys.screenshots_boxes import boxes
from tests.journeys.screenshots_import import imported
from tests.journeys.screenshots_report import compared, handed_on
from ui.main_window import MainWindow
from ui.pages.playbook import PlaybookPage
from ui.pages.why import WhyPage
from ui.style import Look
from ui.widgets.case_answer import CaseAnswer
from ui.widgets.chart import Chart
from ui.widgets.column_menu import ColumnMenu
from ui.widgets.find_bar import FindBar
from ui.widgets.question_list import QuestionList

SIZES = {"1": ((1280, 800), (1920, 1080)), "1.5": ((853, 533), (1280, 720)), "2": ((960, 540),)}
"""Sizes of the window in its own pixels, by the scale of the screen: screens of 1280 x 800 and 1920 x 1080 filled."""
THEMES = ("light", "dark")

TABLES = ("case", "products", "demand", "bill_of_materials", "offers", "scenarios", "events")


class Photographer:
    """Takes pictures of one window.

    Args:
        folder: where they go.
        application: runs while the window settles.

    Attributes:
        look: the theme they are taken in.
        suffix: ends the names of the pictures.
    """

    def __init__(self, folder: Path, application: QApplication) -> None:
        self._folder = folder
        self._application = application
        self.look = Look(application, "light")
        self.suffix = ""

    def settle(self, until: Callable[[], bool] = lambda: True, seconds: float = 0.2, most: float = 60.0) -> None:
        """Let the window live for a while, and on until something is so."""
        began = time.monotonic()
        while time.monotonic() - began < seconds or (not until() and time.monotonic() - began < most):
            self._application.processEvents()
            time.sleep(0.01)

    def take(self, widget: QWidget, name: str) -> None:
        self.settle()
        path = self._folder / f"{name}_{self.suffix}.png"
        widget.grab().save(str(path))
        sys.stdout.write(f"{path}\n")


def pages(window: MainWindow, camera: Photographer) -> None:
    """Every page with the sample in it."""
    window.show_page("start")
    camera.take(window, "start_again")
    window.show_page("data")
    for table in TABLES:
        window.data.show_table(table)
        camera.take(window, f"data_{table}")
    window.data.show_table("products")
    window.commands["form"].trigger()
    for table in ("products", "suppliers", "redesigns"):
        window.data.show_table(table)
        camera.take(window, f"form_{table}")
    window.commands["form"].trigger()
    window.data.show_table("offers")
    grid = window.data.grid
    grid.show_cell(3, 3)
    grid.setFocus()
    QTest.keyClicks(grid, "2")
    QTest.keyClicks(QApplication.focusWidget() or grid, ",5x")
    camera.take(window, "data_editing")
    QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Escape)
    window.commands["find"].trigger()
    grid.cells_model().set_filters({1: "jl"})
    grid.arranged.emit()
    camera.take(window, "data_filtered")
    grid.clear_filters()
    bar = window.data.findChild(FindBar)
    assert bar is not None
    bar.hide()
    grid.open_column_menu()
    for menu in grid.findChildren(ColumnMenu):
        camera.take(menu, "column_menu")
        menu.close()
    window.show_page("checks")
    camera.take(window, "checks")


def planned(window: MainWindow, camera: Photographer) -> None:
    """The page of the plan: from top to bottom, each chart and each table of it, and while it is planned again."""
    window.show_page("plan")
    chart = window.plan.findChild(Chart)
    assert chart is not None
    camera.settle(lambda: chart.is_drawn, seconds=0.5)
    scroll = window.plan.scroll_bar
    for part, place in (("top", 0), ("middle", scroll.maximum() // 2), ("bottom", scroll.maximum())):
        scroll.setValue(place)
        camera.take(window, f"plan_{part}")
    scroll.setValue(scroll.maximum() // 2)
    (tabs,) = [one for one in window.plan.findChildren(QTabBar) if one.accessibleName() == "Charts"]
    for tab in range(tabs.count()):
        tabs.setCurrentIndex(tab)
        camera.settle(lambda: chart.is_drawn, seconds=0.5)
        camera.take(window, f"chart_{tab + 1}")
    tabs.setCurrentIndex(0)
    scroll.setValue(scroll.maximum())
    (tables,) = [one for one in window.plan.findChildren(QTabBar) if one.accessibleName() == "Tables of the plan"]
    for tab in range(1, tables.count()):
        tables.setCurrentIndex(tab)
        camera.settle(lambda: chart.is_drawn)
        camera.take(window, f"plan_table_{tab + 1}")
    tables.setCurrentIndex(0)
    scroll.setValue(0)
    window.plan.begin(0.005)
    window.plan.hear(Phase("Looking for the best plan"))
    window.plan.hear(Progress(0.0, 4.8e7, 4.0e7, 0.2))
    camera.settle(seconds=3.1)  # the clock of the run is as far as what it is told
    window.plan.hear(Progress(3.0, 4.2e7, 4.1e7, 0.024))
    camera.take(window, "plan_again")
    window.plan.end()


def told_of_the_case(window: MainWindow, camera: Photographer) -> None:
    """The pages that tell of the case, each chart and each table of them, from top to bottom."""
    for name in ("exposure", "licences"):
        window.show_page(name)
        page = window.pages.page(name)
        assert isinstance(page, CaseAnswer)
        camera.settle(lambda page=page: page.is_current)
        chart, scroll = page.findChild(Chart), page.scroll_bar
        if chart is not None:
            camera.settle(lambda chart=chart: chart.is_drawn, seconds=0.5)
        for part, place in (("top", 0), ("middle", scroll.maximum() // 2), ("bottom", scroll.maximum())):
            scroll.setValue(place)
            camera.take(window, f"{name}_{part}")
        for bar in page.findChildren(QTabBar):
            kind = "chart" if bar.accessibleName().startswith("Charts") else "table"
            for tab in range(1, bar.count()):
                bar.setCurrentIndex(tab)
                if chart is not None:
                    camera.settle(lambda chart=chart: chart.is_drawn, seconds=0.5)
                scroll.setValue(0 if kind == "chart" else scroll.maximum())
                camera.take(window, f"{name}_{kind}_{tab + 1}")
            bar.setCurrentIndex(0)


def meaning(window: MainWindow, camera: Photographer) -> None:
    """The pages that say what a plan means: before anything is asked, and with answers."""
    playbook, why = window.pages.page("playbook"), window.pages.page("why")
    assert isinstance(playbook, PlaybookPage) and isinstance(why, WhyPage)
    window.show_page("playbook")
    camera.settle(seconds=0.5)
    camera.take(window, "playbook")
    for one in playbook.findChildren(QPushButton):
        if one.text().startswith("What does a month"):
            one.click()
    camera.settle(lambda: not playbook.asking.running)
    chart = playbook.findChild(Chart)
    assert chart is not None
    camera.settle(lambda: chart.is_drawn, seconds=0.5)
    scroll = playbook.scroll_bar
    for part, place in (("top", 0), ("middle", scroll.maximum() // 2), ("bottom", scroll.maximum())):
        scroll.setValue(place)
        camera.take(window, f"playbook_{part}")
    scroll.setValue(0)
    window.show_page("why")
    camera.take(window, "why")
    listed = why.findChild(QuestionList)
    assert listed is not None
    for name, row in (("order", 1), ("survival", listed.count() - 1)):
        listed.setCurrentRow(row)
        if str(listed.item(row).data(Qt.ItemDataRole.AccessibleTextRole)).endswith("not asked yet"):
            QTest.keyClick(listed, Qt.Key.Key_Return)
        camera.settle(lambda: not why.asking.running, seconds=0.5, most=180.0)
        camera.take(window, f"why_{name}")
        why.scroll_bar.setValue(why.scroll_bar.maximum())
        camera.settle(seconds=1.0)
        camera.take(window, f"why_{name}_bottom")


def broken(window: MainWindow, camera: Photographer) -> None:
    """The data and checks pages with errors in them."""
    window.document.edit(
        SetCells("offers", ((1, "item", "MG-1O2"), (4, "price", -3.0), (6, "duty_rate", None))), "break it"
    )
    camera.settle(lambda: window.checker.up_to_date)
    window.show_page("data")
    window.data.show_table("offers")
    camera.take(window, "data_findings")
    window.show_page("checks")
    camera.take(window, "checks_errors")
    window.show_page("plan")
    camera.take(window, "plan_older")
    window.document.undo_stack.undo()
    camera.settle(lambda: window.checker.up_to_date)


def sample(window: MainWindow, camera: Photographer, project: Path, seconds: float) -> bool:
    """Open the sample with its plan: planned now and saved, or as it was saved before; whether there is a plan."""
    camera.take(window, "start")
    if project.exists():
        window.open_file(project)
        camera.settle(lambda: not window.document.is_empty and window.checker.up_to_date)
    else:
        window.files.open_sample()
        camera.settle(lambda: not window.document.is_empty and window.checker.up_to_date)
        camera.take(window, "plan_none")
        window.planner.options = Options(time_limit=seconds)
        window.planner.start()
        camera.settle(lambda: not window.planner.running, most=2 * seconds + 60)
        save(
            project,
            Project(window.document.case, tuple(keep(one.answer, one.case, one.name) for one in window.document.plans)),
        )
    return window.document.planned is not None and window.document.planned.answer.plan is not None


PARTS: dict[str, Callable[[MainWindow, Photographer], None]] = {
    "pages": pages,
    "plan": planned,
    "case": told_of_the_case,
    "meaning": meaning,
    "compare": compared,
    "report": handed_on,
    "errors": broken,
    "boxes": boxes,
    "import": imported,
}
"""What is taken pictures of, in this order; ``--only`` names some of them."""


def at_one_scale(folder: Path, scale: str, seconds: float, themes: Sequence[str], parts: Sequence[str]) -> int:
    """Take the pictures of one scale, which Qt has been told; returns the exit status."""
    application = QApplication(sys.argv[:1])
    camera = Photographer(folder, application)
    with tempfile.TemporaryDirectory() as state:
        window = MainWindow(camera.look, QSettings(str(Path(state) / "settings.ini"), QSettings.Format.IniFormat))
        window.move(QPoint(0, 0))
        window.show()
        for theme in themes:
            camera.look.choose(theme)
            for size in SIZES[scale]:
                window.resize(*size)
                camera.suffix = f"{theme}_{size[0]}_at_{scale}"
                if window.document.is_empty and not sample(window, camera, folder / "sample.remanence", seconds):
                    print("There is no plan to show: give it more --seconds.", file=sys.stderr)
                    return 1
                for part in parts:
                    PARTS[part](window, camera)
        window.put_away()
        window.close()
    return 0


def main() -> int:
    """Take all pictures, each scale in a process of its own; returns the exit status."""
    words = argparse.ArgumentParser(description="Take pictures of the window.")
    words.add_argument("folder", type=Path)
    words.add_argument("--seconds", type=float, default=300.0, help="how long to plan the sample")
    words.add_argument("--scale", choices=SIZES, help="only this scale")
    words.add_argument("--theme", choices=THEMES, help="only this theme")
    words.add_argument("--only", choices=PARTS, nargs="+", default=list(PARTS), help="only these parts")
    asked = words.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.scale is not None and os.environ.get("QT_SCALE_FACTOR") == asked.scale:
        themes = THEMES if asked.theme is None else (asked.theme,)
        return at_one_scale(asked.folder, asked.scale, asked.seconds, themes, asked.only)
    theme = [] if asked.theme is None else ["--theme", asked.theme]
    for scale in [asked.scale] if asked.scale is not None else SIZES:
        again = [sys.executable, "-m", "tests.journeys.screenshots", str(asked.folder), "--scale", scale]
        env = {**os.environ, "QT_SCALE_FACTOR": scale}
        more = ["--seconds", str(asked.seconds), *theme, "--only", *asked.only]
        done = subprocess.run([*again, *more], env=env, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
