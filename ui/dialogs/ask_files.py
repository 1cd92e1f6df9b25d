"""Decides how the user is asked about files: which one, and what to do when it is unsaved, taken, changed or found."""

from __future__ import annotations

import time
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from planner.store.project import SUFFIX
from ui.style import Look

_CHART_FILES = {
    "PNG picture (*.png)": ".png",
    "SVG drawing (*.svg)": ".svg",
    "PDF page (*.pdf)": ".pdf",
    "Numbers as CSV (*.csv)": ".csv",
    "Numbers as Excel workbook (*.xlsx)": ".xlsx",
}
_WORKBOOKS = "Excel workbooks (*.xlsx)"
_PROJECTS = f"Remanence projects (*{SUFFIX})"
_PAGES = "PDF pages (*.pdf)"
_CASE_FILES = {_PROJECTS: SUFFIX, _WORKBOOKS: ".xlsx"}
_TO_OPEN = f"Projects and workbooks (*{SUFFIX} *.xlsx *.xlsm);;All files (*)"
_TO_IMPORT = "Lists and workbooks (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.dat);;All files (*)"

T = TypeVar("T")


class Unsaved(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Again(Enum):
    """What to do after a file could not be written."""

    RETRY = "retry"
    COPY = "copy"
    CANCEL = "cancel"


class Taken(Enum):
    """What to do with a project that another window has open."""

    READ = "read"
    COPY = "copy"
    CANCEL = "cancel"


class Found(Enum):
    """What to do with unsaved work that a crash left."""

    OPEN = "open"
    DELETE = "delete"
    LATER = "later"


class AskFiles:
    """Asks in boxes upon the window.

    Attributes:
        log_folder: where the log of faults lies, if there is one.
    """

    def __init__(self, look: Look, window: QWidget) -> None:
        self.log_folder: Path | None = None
        self._look = look
        self._window = window

    def file_to_open(self, title: str, folder: Path) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), _TO_OPEN)
        return Path(chosen) if chosen else None

    def files_to_import(self, folder: Path) -> list[Path]:
        """Which lists of other systems, or which workbook, to import."""
        chosen, _ = QFileDialog.getOpenFileNames(self._window, "Import", str(folder), _TO_IMPORT)
        return [Path(one) for one in chosen]

    def file_to_write(self, title: str, suggestion: Path) -> Path | None:
        """Where to write a workbook; the box asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(suggestion), _WORKBOOKS)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")

    def case_to_write(self, title: str, suggestion: Path) -> Path | None:
        """Where to save the case: as a project, or as a workbook."""
        first = _WORKBOOKS if suggestion.suffix.lower() == ".xlsx" else _PROJECTS
        chosen, kind = QFileDialog.getSaveFileName(self._window, title, str(suggestion), ";;".join(_CASE_FILES), first)
        if not chosen:
            return None
        path = Path(chosen)
        known = path.suffix.lower() in _CASE_FILES.values()
        return path if known else path.with_name(f"{path.name}{_CASE_FILES.get(kind, SUFFIX)}")

    def chart_to_write(self, title: str) -> Path | None:
        """Where to write a chart or its numbers; the ending says what kind of file."""
        chosen, kind = QFileDialog.getSaveFileName(
            self._window, "Save the chart or its numbers", f"{title}.png", ";;".join(_CHART_FILES)
        )
        if not chosen:
            return None
        path = Path(chosen)
        known = path.suffix.lower() in _CHART_FILES.values()
        return path if known else path.with_name(f"{path.name}{_CHART_FILES[kind]}")

    def page_to_write(self, title: str) -> Path | None:
        """Where to write pages of words as a PDF; the box asks before a file is replaced."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, "Save as PDF", f"{title}.pdf", _PAGES)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")

    def folder_to_write(self, title: str, folder: Path) -> Path | None:
        """The folder in which to write several files."""
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(folder))
        return Path(chosen) if chosen else None

    def unsaved(self, name: str) -> Unsaved:
        return self._choose(
            "Unsaved changes",
            f"Save the changes to {name}?",
            "Otherwise they are lost.",
            [("Save", Unsaved.SAVE), ("Do not save", Unsaved.DISCARD), ("Cancel", Unsaved.CANCEL)],
        )

    def again(self, title: str, message: str) -> Again:
        """What to do about a file that could not be written, such as one that is open elsewhere."""
        choices = [("Try again", Again.RETRY), ("Save a copy", Again.COPY), ("Cancel", Again.CANCEL)]
        return self._choose(title, message, "", choices)

    def changed_since(self, name: str) -> Again:
        """What to do about a file that another program has written since it was opened here."""
        return self._choose(
            "Changed by another program",
            f"{name} was changed by another program since you opened or saved it here.",
            "Saving replaces what was changed there.",
            [("Replace it", Again.RETRY), ("Save a copy", Again.COPY), ("Cancel", Again.CANCEL)],
            default=Again.COPY,
        )

    def taken(self, name: str, holder: str) -> Taken:
        """How to open a project that another window has open; ``holder`` says who and since when."""
        return self._choose(
            "Open in another window",
            f"{name} is open elsewhere: {holder}.",
            "You can open it to read, or a copy of it to work on. Only the other window can save it.",
            [("Open to read", Taken.READ), ("Open a copy", Taken.COPY), ("Cancel", Taken.CANCEL)],
        )

    def found(self, title: str, path: str, written: float) -> Found:
        """What to do with unsaved work of a window that did not close properly."""
        when = time.strftime("%d %b, %H:%M", time.localtime(written))
        return self._choose(
            "Unsaved work was found",
            f"The program ended before {title} was saved. A copy of the work as of {when} was kept.",
            f"It belongs to {path}, which stays as it is until you save." if path else "It was in no file yet.",
            [("Open it", Found.OPEN), ("Ask later", Found.LATER), ("Delete it", Found.DELETE)],
            escape=Found.LATER,
        )

    def _choose(
        self,
        title: str,
        message: str,
        more: str,
        choices: Sequence[tuple[str, T]],
        *,
        default: T | None = None,
        escape: T | None = None,
    ) -> T:
        """A question with a button for each answer; the first is what Enter does and the last what Esc does, unless
        said otherwise."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(title)
        box.setText(message)
        box.setInformativeText(more)
        role = QMessageBox.ButtonRole
        roles = [role.AcceptRole, *(role.ActionRole for _ in choices[1:-1]), role.RejectRole]
        buttons = [box.addButton(words, one) for (words, _), one in zip(choices, roles, strict=True)]
        answers = [answer for _, answer in choices]
        box.setDefaultButton(buttons[0 if default is None else answers.index(default)])
        box.setEscapeButton(buttons[-1 if escape is None else answers.index(escape)])
        box.exec()
        clicked = box.clickedButton()  # the escape button where the box was closed
        last = answers[-1] if escape is None else escape
        return next((answer for button, answer in zip(buttons, answers, strict=True) if button is clicked), last)
