"""Decides how findings are shown in a workbook: a copy of the user's own, or of the case as it is, with notes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from planner.events import Listener, Phase
from planner.tables.case import Case
from planner.tables.finding import Finding
from ui.dialogs.ask import Ask
from ui.document import Document
from ui.tasks.turns import Turns

_WORKBOOKS = (".xlsx", ".xlsm")


class Marking(QObject):
    """Saves marked copies.

    Args:
        document: what is open.
        ask: asks where to.
        turns: does it in a child.
        parent: the window.
    """

    def __init__(self, document: Document, ask: Ask, turns: Turns, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._ask, self._turns = document, ask, turns

    def mark(self, original: Path, findings: Sequence[Finding]) -> None:
        """Save a copy of a workbook with a note at every cell that findings name."""
        target = self._where(original)
        if target is not None:
            self._run(target, marked, original, tuple(findings), target)

    def mark_case(self) -> None:
        """Save a copy of the workbook the case was opened from, or of the case where that is no longer the same."""
        path = self._document.path
        if path is not None and path.suffix.casefold() in _WORKBOOKS and path.exists() and self._document.is_saved:
            target = self._where(path)
            if target is not None:
                self._run(target, workbook_marked, path, target)
            return
        target = self._where(Path(path.parent if path else Path.home(), f"{self._document.name}.xlsx"))
        if target is not None:
            self._run(target, case_marked, self._document.case.copy(), target)

    def _where(self, original: Path) -> Path | None:
        suggestion = original.with_name(f"{original.stem} marked.xlsx")
        path = self._ask.file_to_write("Save a marked copy", suggestion)
        return None if path is None else path.with_suffix(original.suffix)

    def _run(self, target: Path, do: Callable[..., int], *args: object) -> None:
        def said(count: int) -> None:
            words = "No cell had to be marked" if not count else f"{count:,} cell{'' if count == 1 else 's'} marked"
            self._turns.said.emit(f"{target.name} was saved. {words}.")

        self._turns.run(f"Writing {target.name}", said, partial(_named, do), *args)


def _named(do: Callable[..., int], *args: object, listen: Listener, stopping: Callable[[], bool]) -> int:
    listen(Phase("Marking the findings"))
    return do(*args, stopping)


def marked(original: Path, findings: Sequence[Finding], target: Path, stopping: Callable[[], bool]) -> int:
    """Write a marked copy of a workbook; how many cells are named."""
    # Needed in the child only; the window starts without it.
    from planner.store.marked import write_marked_copy

    del stopping  # the file is replaced whole or not at all, so killing the child does no harm
    write_marked_copy(original, findings, target)
    return _cells(findings)


def workbook_marked(original: Path, target: Path, stopping: Callable[[], bool]) -> int:
    """Check a workbook of a case and write its marked copy; how many cells are named."""
    # Needed in the child only; the window starts without it.
    from planner.checks.imported import check_imported
    from planner.store.workbook_in import read_workbook

    imported = read_workbook(original, stopping=stopping)
    return marked(original, check_imported(imported), target, stopping)


def case_marked(case: Case, target: Path, stopping: Callable[[], bool]) -> int:
    """Write a case as a workbook with its findings marked; how many cells are named."""
    # Needed in the child only; the window starts without it.
    from planner.store.workbook_out import write_case

    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder, f"{target.stem.removesuffix(' marked')}{target.suffix}")
        write_case(case, plain)
        return workbook_marked(plain, target, stopping)


def _cells(findings: Sequence[Finding]) -> int:
    return len({(one.sheet, one.cell) for one in findings if one.sheet and one.cell})
