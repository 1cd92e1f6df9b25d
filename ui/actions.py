"""Decides which commands there are: one table of text, shortcut, icon, when, and what each does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from ui import icons
from ui.titles import TITLES


class When(Enum):
    """What must be so for a command to be of use."""

    ALWAYS = "always"
    CASE = "a case is open"
    READY = "a case is open and no plan is being made"
    RUNNING = "a plan is being made"
    PLAN = "there is a plan"
    GRID = "a grid is shown"
    EDITABLE = "a grid is shown that can be changed"


@dataclass(frozen=True, slots=True)
class Command:
    """A command. ``what`` says what it does; keys after the first also trigger it."""

    id: str
    text: str
    keys: tuple[str, ...]
    icon: str
    when: When
    what: str


_DIGITS = "1234567890"
"""Keys of the pages, in the order of the sidebar."""

COMMANDS: tuple[Command, ...] = (
    Command("new", "New case", ("Ctrl+N",), "new", When.ALWAYS, "Begin an empty case."),
    Command("open", "Open…", ("Ctrl+O",), "open", When.ALWAYS, "Open a project or an Excel workbook."),
    Command("sample", "Open the sample", (), "sample", When.ALWAYS, "Open a finished case to try things on."),
    Command("template", "Save a template…", (), "template", When.ALWAYS, "Save an empty workbook to fill in."),
    Command("import", "Import…", ("Ctrl+I",), "import", When.ALWAYS, "Import lists of other systems, or a workbook."),
    Command("save", "Save", ("Ctrl+S",), "save", When.CASE, "Save the case with its plans."),
    Command("save_as", "Save as…", ("Ctrl+Shift+S",), "", When.CASE, "Save the case under another name."),
    Command("marked", "Save a marked copy…", (), "", When.CASE, "Save a workbook with a note at every finding's cell."),
    Command("export", "Export plan…", ("Ctrl+E",), "export", When.PLAN, "Write the plan as an Excel workbook."),
    Command("quit", "Quit", ("Ctrl+Q",), "", When.ALWAYS, "Close the program."),
    Command("undo", "Undo", ("Ctrl+Z",), "undo", When.ALWAYS, "Take the last change back."),
    Command("redo", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", When.ALWAYS, "Make the change again."),
    Command("cut", "Cut", ("Ctrl+X",), "", When.EDITABLE, "Copy the selected cells and blank them."),
    Command("copy", "Copy", ("Ctrl+C",), "copy", When.GRID, "Copy the selected cells, for Excel too."),
    Command("paste", "Paste", ("Ctrl+V",), "", When.EDITABLE, "Paste cells, from Excel too."),
    Command("clear", "Clear cells", ("Del",), "", When.EDITABLE, "Blank the selected cells."),
    Command("edit", "Edit cell", ("F2",), "", When.EDITABLE, "Edit the current cell."),
    Command("fill_down", "Fill down", ("Ctrl+D",), "", When.EDITABLE, "Repeat the topmost selected cell below."),
    Command("fill_right", "Fill right", ("Ctrl+R",), "", When.EDITABLE, "Repeat the leftmost selected cell."),
    Command(
        "mend", "Mend cell", ("Alt+Return",), "cure", When.EDITABLE, "Cure the finding, where the cure is certain."
    ),
    Command("row_add", "Insert row", ("Ctrl++",), "row_add", When.EDITABLE, "Insert an empty row above."),
    Command("row_copy", "Duplicate rows", ("Ctrl+Shift+D",), "row_copy", When.EDITABLE, "Repeat the selected rows."),
    Command("row_delete", "Delete rows", ("Ctrl+-",), "row_delete", When.EDITABLE, "Delete the selected rows."),
    Command("find", "Find and replace…", ("Ctrl+F", "Ctrl+H"), "find", When.EDITABLE, "Find text in the grid."),
    Command("column", "Sort or filter column…", ("Ctrl+Shift+L",), "filter", When.GRID, "Sort or filter the column."),
    Command("form", "Form of the row", ("F4",), "", When.EDITABLE, "Show what belongs to the row beside the grid."),
    Command("plan", "Plan", ("F5",), "run", When.READY, "Find the best plan for the case."),
    Command("stop", "Stop planning", ("Shift+F5",), "stop", When.RUNNING, "Stop and keep the best plan so far."),
    Command("next_finding", "Next finding", ("F8",), "goto", When.CASE, "Go to the next finding's cell."),
    Command(
        "fold", "Fold sidebar", ("Ctrl+B",), "sidebar", When.ALWAYS, "Show the pages as icons alone, or with words."
    ),
    *(
        Command(f"page_{page}", title, (f"Ctrl+{key}",), page, When.ALWAYS, f"Show the page {title}.")
        for key, (page, title) in zip(_DIGITS, TITLES.items(), strict=False)
    ),
    Command("system", "Theme of the system", (), "", When.ALWAYS, "Light or dark as the system is."),
    Command("light", "Light theme", (), "", When.ALWAYS, "Dark words on light ground."),
    Command("dark", "Dark theme", (), "", When.ALWAYS, "Light words on dark ground."),
    Command("keys", "Keyboard shortcuts", ("F1",), "help", When.ALWAYS, "List every shortcut."),
    Command("about", "About Remanence", (), "", When.ALWAYS, "Which version this is."),
)

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&File",
        (
            "new",
            "open",
            "recent",
            "sample",
            "template",
            "",
            "import",
            "",
            "save",
            "save_as",
            "export",
            "marked",
            "",
            "quit",
        ),
    ),
    (
        "&Edit",
        (
            *("undo", "redo", "", "cut", "copy", "paste", "clear", "", "edit", "mend", "fill_down", "fill_right", ""),
            *("row_add", "row_copy", "row_delete", "", "find"),
        ),
    ),
    ("&View", ("column", "form", "next_finding", "", "fold", "", "system", "light", "dark")),
    ("&Go", tuple(one.id for one in COMMANDS if one.id.startswith("page_"))),
    ("&Plan", ("plan", "stop")),
    ("&Help", ("keys", "about")),
)
"""The menu bar; an empty id is a line, ``recent`` a menu of its own."""

TOOLBAR = ("import", "plan", "export")

THEMES = ("system", "light", "dark")
"""Of these one holds."""


class Actions:
    """The commands as Qt's actions, by id.

    Args:
        window: owns them and hears their keys.
        handlers: what each does, by id.
        menus: menus within the menus, by id.
    """

    def __init__(
        self,
        window: QMainWindow,
        handlers: Mapping[str, Callable[[], object]],
        menus: Mapping[str, QMenu],
    ) -> None:
        self._when = {command.id: command.when for command in COMMANDS}
        self._made = {command.id: _action(command, window, handlers[command.id]) for command in COMMANDS}
        for title, ids in MENUS:
            menu = window.menuBar().addMenu(title)
            for each in ids:
                if each in menus:
                    menu.addMenu(menus[each])
                elif each:
                    menu.addAction(self._made[each])
                else:
                    menu.addSeparator()

    def __getitem__(self, command: str) -> QAction:
        return self._made[command]

    def mark_one(self, ids: Sequence[str], chosen: str) -> None:
        """Mark of several commands the one that holds; the mark goes with whichever is chosen next."""
        group = QActionGroup(self._made[chosen])
        for each in ids:
            self._made[each].setCheckable(True)
            self._made[each].setChecked(each == chosen)
            group.addAction(self._made[each])

    def refresh(self, so: Collection[When]) -> None:
        """Enable what is of use now, given everything that is so."""
        for each, action in self._made.items():
            action.setEnabled(self._when[each] is When.ALWAYS or self._when[each] in so)

    def show_steps(self, stack: QUndoStack | None) -> None:
        """Name the steps that can be taken back and made again; None has none."""
        for each, able, words in (
            ("undo", stack is not None and stack.canUndo(), "" if stack is None else stack.undoText()),
            ("redo", stack is not None and stack.canRedo(), "" if stack is None else stack.redoText()),
        ):
            command = next(one for one in COMMANDS if one.id == each)
            self._made[each].setEnabled(able)
            self._made[each].setText(f"{command.text} {words}".strip())
            self._made[each].setToolTip(f"{command.text} {words} ({command.keys[0]})" if able else command.what)


def _action(command: Command, window: QMainWindow, handle: Callable[[], object]) -> QAction:
    action = QAction(command.text, window)
    action.setShortcuts([QKeySequence(key) for key in command.keys])
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    if command.icon:
        action.setIcon(icons.icon(command.icon))
    key = f" ({command.keys[0]})" if command.keys else ""
    action.setStatusTip(command.what)
    action.setToolTip(f"{command.what}{key}")
    action.triggered.connect(lambda _=False: handle())
    return action
