"""Decides what is known to be wrong with the open case: its findings, in order and by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from planner.tables.finding import Finding


class Checked(QObject):
    """A case's findings; the document is such."""

    findings_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._by_row: dict[str, dict[int, list[Finding]]] = {}

    def set_findings(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        self._by_row = {}
        for one in self.findings:
            if one.row is not None:
                self._by_row.setdefault(one.table, {}).setdefault(one.row, []).append(one)
        self.findings_changed.emit()

    def findings_by_row(self, table_id: str) -> Mapping[int, Sequence[Finding]]:
        """The findings of a table that concern a row, by the row's index."""
        return self._by_row.get(table_id, {})
