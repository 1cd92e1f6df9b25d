"""Decides what works behind the window and how it hangs together: the document, tasks, commands and pages of a case."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QWidget

from planner.months import Month
from planner.tables.finding import Finding
from ui.commands.on_grid import OnGrid
from ui.contents import Own
from ui.dialogs.ask import Ask
from ui.document import Document
from ui.handlers import ask_why, change_a_number, handlers, show_place, show_table, what_is_so
from ui.keys import Keys
from ui.means import Means
from ui.models.findings import counted, tally
from ui.pages.start import StartPage
from ui.remembered import restore_data
from ui.style import Look
from ui.tasks.asking import Asking
from ui.tasks.checking import Checker
from ui.tasks.files import Files
from ui.tasks.keeper import Keeper
from ui.tasks.planner import Planner
from ui.tasks.recent import Recent
from ui.widgets.sidebar import Badge
from ui.widgets.status import Status
from ui.widgets.toolbar import Toolbar

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.checks import ChecksPage
    from ui.pages.data import DataPage
    from ui.pages.plan import PlanPage
    from ui.tasks.importing import Imports
    from ui.tasks.task import Task

_DATA_MENU = ("mend", "cut", "copy", "paste", "clear", "fill_down", "row_add", "row_copy", "row_delete", "column")
_DATA_TOOLS = ("undo", "redo", "row_add", "row_copy", "row_delete", "find")


class Works:
    """Everything of the window but what is seen first.

    Args:
        window: shows it.
        look: the theme.
        settings: what is remembered between two sessions.
        ask: asks the user.
        recent: the files used last.
        copies: the folder in which copies of unsaved work are kept; None keeps none.
    """

    def __init__(
        self, window: MainWindow, look: Look, settings: QSettings, ask: Ask, recent: Recent, copies: Path | None
    ) -> None:
        self._window, self._look, self._settings = window, look, settings
        self.ask = ask
        self.document = Document()  # outlives what shows it, so that nobody hears it end
        self.planner = Planner(self.document, window)
        self.files = Files(self.document, ask, recent, Keeper(self.document, copies, window), window)
        self.checker = Checker(self.document, window)
        self._on_grid = OnGrid(self.document, ask, window.grid, self.files.said.emit)
        self.handlers = handlers(window, self, self._on_grid, look)
        self.pages: dict[str, Own] = {"data": self._data, "checks": self._checks, "plan": self._plan}

    def wire(self, start: StartPage, toolbar: Toolbar, status: Status) -> None:
        """Connect all of it with what is seen first."""
        self._start, self._toolbar, self._status = start, toolbar, status
        self._window.installEventFilter(Keys(self._window))
        document, planner = self.document, self.planner
        for changed in (document.findings_changed, document.plan_changed, document.saved_changed):
            changed.connect(self.refresh)
        document.undo_stack.indexChanged.connect(self.refresh)
        planner.starting.connect(self.files.keeper.keep_now)
        planner.started.connect(self._planning_started)
        planner.ended.connect(self._planning_ended)
        for working in (self.files.turns, self.checker):
            working.began.connect(status.watch)
        self.files.said.connect(status.say)
        self.files.opened.connect(self._opened)

    @cached_property
    def means(self) -> Means:
        """What pages are given that are made when they are first shown."""
        return Means(
            self.document,
            self.ask,
            self._look,
            lambda: self.planner.options,
            lambda command: self._window.commands[command].trigger(),
            self._window.show_page,
            self._watch,
            self._status.say,
            partial(show_table, self._window),
        )

    @cached_property
    def imports(self) -> Imports:
        # The readers of other systems' lists are many modules, which the start does not wait for.
        from ui.tasks.importing import Imports

        made = Imports(self.document, self.ask, self.files, self._settings, self._window)
        made.taken.connect(partial(show_place, self._window))
        return made

    def _data(self, parent: QWidget) -> DataPage:
        """The page of the tables."""
        # A page nobody has looked at is not loaded either.
        from ui.pages.data import DataPage

        tools, menu = ([self._window.commands[each] for each in ids] for ids in (_DATA_TOOLS, _DATA_MENU))
        made = DataPage(self.document, self._look, tools, menu, parent)
        made.entered.connect(self._on_grid.enter)
        made.replace_wanted.connect(self._on_grid.replace)
        made.said.connect(self._status.say)
        restore_data(made, self._settings)
        return made

    def _checks(self, parent: QWidget) -> ChecksPage:
        """The page of the findings."""
        # As above.
        from ui.pages.checks import ChecksPage

        made = ChecksPage(self.document, self._look, parent)
        made.place_wanted.connect(self._go_to)
        made.plan_wanted.connect(self.planner.start)
        made.marked_wanted.connect(self.files.marking.mark_case)
        return made

    def _plan(self, parent: QWidget) -> PlanPage:
        """The page of the plan."""
        # As above.
        from ui.pages.plan import PlanPage

        made = PlanPage(self.document, self.ask, self._look, parent)
        made.plan_wanted.connect(self.planner.start)
        made.stop_wanted.connect(self.planner.stop)
        made.checks_wanted.connect(partial(self._window.show_page, "checks"))
        made.change_wanted.connect(partial(change_a_number, self._window, self._status.say))
        made.why_wanted.connect(partial(ask_why, self._window))
        made.whole.connect(self.refresh)
        self.planner.heard.connect(made.hear)
        return made

    def refresh(self) -> None:
        """Bring everything that depends on the whole up to date: badges, names, what can be done."""
        document, window = self.document, self._window
        errors, warnings = tally(document.findings)
        words = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        count = errors or warnings
        window.sidebar.set_badge("checks", Badge(count, bool(errors), words) if count else None)
        mark = f"{' (read-only)' if document.read_only else ''}{'' if document.is_saved else ' *'}"
        name = "" if document.is_empty else document.name
        window.setWindowTitle(f"{name}{mark} – Remanence" if name else "Remanence")
        self._toolbar.show_name(name, str(document.path or ""), mark if name else "")
        self._start.show_case(name)
        has_plan = document.planned is not None and document.planned.answer.plan is not None
        self._status.show_case(*_about(document), older=has_plan and document.plan_is_older)
        window.commands.refresh(what_is_so(window))
        window.commands.show_steps(document.undo_stack)

    def put_away(self) -> None:
        """End all work that is under way; nothing is asked any more."""
        self.planner.drop()
        for asking in self._window.findChildren(Asking):
            asking.drop()
        self.files.put_away()
        self.checker.close()
        self.document.undo_stack.blockSignals(True)  # it would tell of its own end, when nobody is left to hear

    def _watch(self, task: Task) -> None:
        self._status.watch(task)
        task.over.connect(self.refresh, Qt.ConnectionType.QueuedConnection)  # once the page shows the answer

    def _go_to(self, finding: Finding | None) -> None:
        if finding is not None and finding.table:
            self._window.show_page("data")
            self._window.data.show_finding(finding)

    def _opened(self) -> None:
        self.planner.drop()
        self._window.show_page("data" if self.document.is_empty else "plan")

    def _planning_started(self) -> None:
        self._window.plan.begin(self.planner.options.gap)
        self._window.show_page("plan")

    def _planning_ended(self) -> None:
        self._window.plan.end()
        self.refresh()


def _about(document: Document) -> tuple[str, str]:
    """Which case this is, and its months and currency, for the status bar."""
    settings = document.case.settings
    terms = ""
    if isinstance(settings.start_month, Month) and isinstance(settings.months, int):
        months = f"{counted(settings.months, 'month')} from {settings.start_month.words()}"
        terms = f"{months}  ·  {settings.currency}"
    return "" if document.is_empty else document.name, terms
