"""Decides how a test answers the program's questions: given beforehand, and every box that opens is written down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from planner.tables.finding import Finding
from ui.commands.paste import Doubts, How
from ui.dialogs.ask import Again, Ask, Found, Taken, Unsaved
from ui.dialogs.paste_box import Preview
from ui.style import Look


class Answers(Ask):
    """Asks nobody: takes the next answer given for a kind of question, and fails where there is none.

    Attributes:
        given: answers by the question's name, in the order they are used up.
        heard: what was asked and told, by the question's name.
    """

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, window)
        self.given: dict[str, list[Any]] = {}
        self.heard: list[tuple[str, tuple[Any, ...]]] = []

    def give(self, **answers: Any) -> None:
        """Answer the next question of each kind so."""
        for question, answer in answers.items():
            self.given.setdefault(question, []).append(answer)

    def told(self, question: str) -> list[tuple[Any, ...]]:
        """What was said each time this was asked or told."""
        return [words for name, words in self.heard if name == question]

    def _answer(self, question: str, *words: Any) -> Any:
        self.heard.append((question, words))
        waiting = self.given.get(question)
        assert waiting, f"nobody said how to answer {question}{words}"
        return waiting.pop(0)

    def file_to_open(self, title: str, folder: Path) -> Path | None:
        return self._answer("file_to_open", title, folder)

    def files_to_import(self, folder: Path) -> list[Path]:
        return self._answer("files_to_import", folder)

    def file_to_write(self, title: str, suggestion: Path) -> Path | None:
        return self._answer("file_to_write", title, suggestion)

    def case_to_write(self, title: str, suggestion: Path) -> Path | None:
        return self._answer("case_to_write", title, suggestion)

    def changed_since(self, name: str) -> Again:
        return self._answer("changed_since", name)

    def taken(self, name: str, holder: str) -> Taken:
        return self._answer("taken", name, holder)

    def found(self, title: str, path: str, written: float) -> Found:
        return self._answer("found", title, path, written)

    def sure(self, title: str, question: str, yes: str) -> bool:
        return self._answer("sure", title, question, yes)

    def chart_to_write(self, title: str) -> Path | None:
        return self._answer("chart_to_write", title)

    def page_to_write(self, title: str) -> Path | None:
        return self._answer("page_to_write", title)

    def folder_to_write(self, title: str, folder: Path) -> Path | None:
        return self._answer("folder_to_write", title, folder)

    def unsaved(self, name: str) -> Unsaved:
        return self._answer("unsaved", name)

    def again(self, title: str, message: str) -> Again:
        return self._answer("again", title, message)

    def import_wanted(self, name: str, rows: Sequence[tuple[str, int, int]], warnings: Sequence[Finding]) -> bool:
        return self._answer("import_wanted", name, rows, warnings)

    def how_to_read(self, doubts: Doubts, preview: Preview) -> How | None:
        return self._answer("how_to_read", doubts, preview)

    def rows_beyond(self, count: int, title: str) -> bool | None:
        return self._answer("rows_beyond", count, title)

    def tell(self, title: str, message: str) -> None:
        self.heard.append(("tell", (title, message)))

    def keys(self) -> None:
        self.heard.append(("keys", ()))

    def about(self) -> None:
        self.heard.append(("about", ()))

    def fault(self, message: str, details: str) -> None:
        self.heard.append(("fault", (message, details)))

    def refused(self, title: str, message: str, reasons: Sequence[str]) -> None:
        self.heard.append(("refused", (title, message, tuple(reasons))))

    def import_refused(self, name: str, findings: Sequence[Finding]) -> bool:
        self.heard.append(("import_refused", (name, tuple(findings))))
        waiting = self.given.get("import_refused")
        return bool(waiting and waiting.pop(0))
