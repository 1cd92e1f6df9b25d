"""Decides what is seen of the window first, and that all that works behind it is made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QSettings
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui import icons
from ui.actions import COMMANDS, THEMES, TOOLBAR, Actions
from ui.contents import CONTENTS, Own, Pages, WithGrid
from ui.pages.start import StartPage
from ui.remembered import remember, restore
from ui.style import Look
from ui.tasks.recent import Recent
from ui.widgets.recent_menu import RecentMenu
from ui.widgets.sidebar import Sidebar
from ui.widgets.status import Status
from ui.widgets.toolbar import Toolbar

if TYPE_CHECKING:
    from ui.dialogs.ask import Ask
    from ui.document import Document
    from ui.pages.checks import ChecksPage
    from ui.pages.data import DataPage
    from ui.pages.plan import PlanPage
    from ui.tasks.checking import Checker
    from ui.tasks.files import Files
    from ui.tasks.importing import Imports
    from ui.tasks.planner import Planner
    from ui.widgets.grid import Grid
    from ui.works import Works

_DRAGGED_FOR = 4000  # milliseconds it is said what dropping would do
_NARROW = 1000  # pixels below which the sidebar has no room for words


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
        self._new_ask, self._copies = ask, copies
        self._recent = Recent(settings, self)
        self._recent_menu = RecentMenu(self._recent, self)
        handlers = {one.id: partial(self._do, one.id) for one in COMMANDS}
        self.commands = Actions(self, handlers, {"recent": self._recent_menu})
        self.commands.mark_one(THEMES, look.choice if look.choice in THEMES else THEMES[0])
        self._start = StartPage(self._recent, self)
        self._toolbar = Toolbar([self.commands[each] for each in TOOLBAR], self.commands["plan"], self)
        self._status = Status(self)
        own: dict[str, Own] = {one: partial(self._page, one) for one, entry in CONTENTS.items() if entry.make is None}
        self.pages = Pages(own, lambda: self._works.means, self)
        self.sidebar = Sidebar(look, {each: (one.title, one.icon) for each, one in CONTENTS.items()}, self)
        self._lay_out()
        self._connect()
        restore(self, settings)
        self.commands.refresh(())
        self.commands.show_steps(None)
        self.pages.show_page("start")
        self.sidebar.show_page("start")

    def _lay_out(self) -> None:
        self.setWindowTitle("Remanence")
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
        self.sidebar.chosen.connect(self.show_page)
        self._start.wanted.connect(lambda command: self.commands[command].trigger())
        self._start.page_wanted.connect(self.show_page)
        for offered in (self._start.file_wanted, self._recent_menu.chosen):
            offered.connect(self.open_file)

    @cached_property
    def _works(self) -> Works:
        # What works behind the first page are many modules, which the first sight of the window does not wait for.
        from ui.dialogs.ask import Ask

        # As above.
        from ui.works import Works

        ask = Ask(self._look, self) if self._new_ask is None else self._new_ask(self)
        made = Works(self, self._look, self._settings, ask, self._recent, self._copies)
        made.wire(self._start, self._toolbar, self._status)
        return made

    def _page(self, page: str, parent: QWidget) -> QWidget:
        return self._start if page == "start" else self._works.pages[page](parent)

    def _do(self, command: str) -> None:
        self._works.handlers[command]()

    @property
    def ask(self) -> Ask:
        return self._works.ask

    @property
    def document(self) -> Document:
        return self._works.document

    @property
    def planner(self) -> Planner:
        return self._works.planner

    @property
    def files(self) -> Files:
        return self._works.files

    @property
    def checker(self) -> Checker:
        return self._works.checker

    @property
    def imports(self) -> Imports:
        return self._works.imports

    @property
    def data(self) -> DataPage:
        return cast("DataPage", self.pages.page("data"))

    @property
    def checks(self) -> ChecksPage:
        return cast("ChecksPage", self.pages.page("checks"))

    @property
    def plan(self) -> PlanPage:
        return cast("PlanPage", self.pages.page("plan"))

    def grid(self) -> Grid | None:
        """The grid that commands are meant for."""
        page = self.pages.currentWidget()
        if self.pages.is_made("data") and page is self.data:
            return self.data.grid_in_use
        return page.grid if isinstance(page, WithGrid) else None

    def show_page(self, page: str) -> None:
        """Show one of the pages."""
        self.pages.show_page(page)
        self.sidebar.show_page(page)
        self._works.refresh()

    def open_file(self, path: Path) -> None:
        self.files.open(path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.set_narrow(self.width() < _NARROW)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files := _local_files(event.mimeData()):
            event.acceptProposedAction()
            words = "it" if len(files) == 1 else f"the {len(files)} files"
            self._status.showMessage(f"Drop {words} to open or import.", _DRAGGED_FOR)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._status.clearMessage()
        self.imports.dropped(_local_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once nothing unsaved would be lost."""
        if not self._leaving and "_works" in self.__dict__:
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
        if "_works" in self.__dict__:
            self._works.put_away()


def _local_files(dragged: QMimeData) -> list[Path]:
    """The files that are dragged onto the window; none where something else is."""
    urls = dragged.urls()
    return [Path(one.toLocalFile()) for one in urls] if all(one.isLocalFile() for one in urls) else []
