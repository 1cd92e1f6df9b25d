"""Decides how the window is put together: pages, commands, document and tasks; it wires them and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from planner.tables.finding import Finding
from ui import icons
from ui.actions import TOOLBAR, Actions
from ui.commands.on_grid import OnGrid
from ui.contents import CONTENTS, Pages, WithGrid
from ui.dialogs.ask import Ask
from ui.document import Document
from ui.handlers import handlers, show_table, what_is_so
from ui.means import Means
from ui.models.findings import counted, tally
from ui.pages.checks import ChecksPage
from ui.pages.data import DataPage
from ui.pages.plan import PlanPage
from ui.pages.start import StartPage
from ui.remembered import remember, restore
from ui.style import Look
from ui.tasks.asking import Asking
from ui.tasks.checking import Checker
from ui.tasks.files import Files, local_files
from ui.tasks.keeper import Keeper
from ui.tasks.planner import Planner
from ui.tasks.recent import Recent
from ui.widgets.grid import Grid
from ui.widgets.recent_menu import RecentMenu
from ui.widgets.sidebar import Badge, Sidebar
from ui.widgets.status import Status
from ui.widgets.toolbar import Toolbar

if TYPE_CHECKING:
    from ui.tasks.importing import Imports
    from ui.tasks.task import Task

_NARROW = 1000  # pixels below which the sidebar has no room for words
_DATA_MENU = ("mend", "cut", "copy", "paste", "clear", "fill_down", "row_add", "row_copy", "row_delete", "column")
_DATA_TOOLS = ("undo", "redo", "row_add", "row_copy", "row_delete", "find")


class MainWindow(QMainWindow):
    """The one window.

    Args:
        look: the theme.
        settings: what is remembered between two sessions.
        ask: makes what asks the user upon the window; the usual one asks in boxes.
        copies: the folder in which copies of unsaved work are kept; None keeps none.
    """

    def __init__(
        self,
        look: Look,
        settings: QSettings,
        ask: Callable[[QWidget], Ask] | None = None,
        copies: Path | None = None,
    ) -> None:
        super().__init__()
        self._look, self._settings, self._leaving = look, settings, False
        self.ask = ask(self) if ask is not None else Ask(look, self)
        self.document = Document()  # outlives what shows it, so that nobody hears it end
        self.planner = Planner(self.document, self)
        keeper, recent = Keeper(self.document, copies, self), Recent(settings, self)
        self.files = Files(self.document, self.ask, recent, keeper, self)
        self.checker = Checker(self.document, self)
        self._on_grid = OnGrid(self.document, self.ask, self.grid, self.files.said.emit)
        self._recent_menu = RecentMenu(recent, self)
        self.commands = Actions(self, handlers(self, self._on_grid, look), {"recent": self._recent_menu})
        self._start = StartPage(self.document, recent, self)
        tools, menu = ([self.commands[each] for each in ids] for ids in (_DATA_TOOLS, _DATA_MENU))
        self.data = DataPage(self.document, self.ask, look, tools, menu, self)
        self.checks = ChecksPage(self.document, look, self)
        self.plan = PlanPage(self.document, self.ask, look, self)
        self._toolbar = Toolbar([self.commands[each] for each in TOOLBAR], self.commands["plan"], self)
        self._status = Status(self.document, self)
        at_once = {"start": self._start, "data": self.data, "checks": self.checks, "plan": self.plan}
        self.pages = Pages(at_once, self._means(), self)
        self.sidebar = Sidebar(look, {each: (one.title, one.icon) for each, one in CONTENTS.items()}, self)
        self._lay_out()
        self._connect()
        restore(self, settings)
        self.show_page("start")
        self._refresh()

    def _lay_out(self) -> None:
        self.setWindowIcon(icons.app_icon())
        self.setAcceptDrops(True)
        self.setStatusBar(self._status)
        middle = QWidget(self)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._toolbar)
        right.addWidget(self.pages, 1)
        box = QHBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.sidebar)
        box.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.setMinimumSize(800, 500)
        self.resize(1280, 800)

    def _connect(self) -> None:
        document = self.document
        document.findings_changed.connect(self._refresh)
        document.plan_changed.connect(self._refresh)
        document.saved_changed.connect(self._refresh)
        document.undo_stack.indexChanged.connect(self._refresh)
        self.sidebar.chosen.connect(self.show_page)
        self._start.wanted.connect(lambda command: self.commands[command].trigger())
        self._start.page_wanted.connect(self.show_page)
        for offered in (self._start.file_wanted, self._recent_menu.chosen):
            offered.connect(self.files.open)
        self.data.entered.connect(self._on_grid.enter)
        self.data.said.connect(self._status.say)
        self.checks.place_wanted.connect(self._go_to)
        for page in (self.checks, self.plan):
            page.plan_wanted.connect(self.planner.start)
        self.plan.whole.connect(self._refresh)
        self.plan.stop_wanted.connect(self.planner.stop)
        self.plan.checks_wanted.connect(partial(self.show_page, "checks"))
        self.planner.starting.connect(self.files.keeper.keep_now)
        self.planner.started.connect(self._planning_started)
        self.planner.heard.connect(self.plan.hear)
        self.planner.ended.connect(self._planning_ended)
        for working in (self.files.turns, self.checker):
            working.began.connect(self._status.watch)
        self.files.said.connect(self._status.say)
        self.files.opened.connect(self._opened)
        self.checks.marked_wanted.connect(self.files.marking.mark_case)

    def _means(self) -> Means:
        """What the window gives to pages that are made when they are first shown."""
        return Means(
            self.document,
            self.ask,
            self._look,
            lambda: self.planner.options,
            lambda command: self.commands[command].trigger(),
            self.show_page,
            self._watch,
            self._status.say,
            partial(show_table, self),
        )

    def _watch(self, task: Task) -> None:
        self._status.watch(task)
        task.over.connect(self._refresh, Qt.ConnectionType.QueuedConnection)  # once the page shows the answer

    @cached_property
    def imports(self) -> Imports:
        # The readers of other systems' lists are many modules, which the start does not wait for.
        from ui.tasks.importing import Imports

        made = Imports(self.document, self.ask, self.files, self._settings, self)
        made.taken.connect(partial(show_table, self))
        return made

    def grid(self) -> Grid | None:
        """The grid that commands are meant for."""
        page = self.pages.currentWidget()
        return page.grid_in_use if isinstance(page, DataPage) else page.grid if isinstance(page, WithGrid) else None

    def show_page(self, page: str) -> None:
        """Show one of the pages."""
        self.pages.show_page(page)
        self.sidebar.show_page(page)
        self._refresh()

    def open_file(self, path: Path) -> None:
        self.files.open(path)

    def _go_to(self, finding: Finding | None) -> None:
        if finding is not None and finding.table:
            self.show_page("data")
            self.data.show_finding(finding)

    def _opened(self) -> None:
        self.planner.drop()
        self.show_page("data" if self.document.is_empty else "plan")

    def _planning_started(self) -> None:
        self.plan.begin(self.planner.options.gap)
        self.show_page("plan")

    def _planning_ended(self) -> None:
        self.plan.end()
        self._refresh()

    def _refresh(self) -> None:
        """Bring everything that depends on the whole up to date: badges, names, what can be done."""
        document = self.document
        errors, warnings = tally(document.findings)
        words = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        count = errors or warnings
        self.sidebar.set_badge("checks", Badge(count, bool(errors), words) if count else None)
        mark = f"{' (read-only)' if document.read_only else ''}{'' if document.is_saved else ' *'}"
        self.setWindowTitle(f"{document.name}{mark} – Remanence" if not document.is_empty else "Remanence")
        self._toolbar.show_name("" if document.is_empty else f"{document.name}{mark}", str(document.path or ""))
        self.commands.refresh(what_is_so(self))
        self.commands.show_steps(document.undo_stack)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_narrow(self.width() < _NARROW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.imports.dropped(local_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing unsaved would be lost."""
        if not self._leaving:
            self.files.leave(self._leave)
        if not self._leaving:  # the user wants to stay, or the case is still being saved
            event.ignore()
            return
        remember(self, self._settings, self._look)
        super().closeEvent(event)

    def _leave(self) -> None:
        self.put_away()
        self.close()

    def put_away(self) -> None:
        """End all work that is under way; nothing is asked any more."""
        self._leaving = True
        self.planner.drop()
        for asking in self.findChildren(Asking):
            asking.drop()
        self.files.put_away()
        self.checker.close()
        self.document.undo_stack.blockSignals(True)  # it would tell of its own end, when nobody is left to hear
