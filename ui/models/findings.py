"""Decides how findings are grouped: errors before warnings, by table in the order of the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from planner.tables.finding import Finding, Severity
from planner.tables.inputs import INPUTS, table
from ui.models.ordered import Index
from ui.tips import tip

_TITLES = {one.id: one.title for one in INPUTS}


class FindingRole(IntEnum):
    """What a row tells beside Qt's own roles."""

    FINDING = Qt.ItemDataRole.UserRole + 1
    """The finding; None on a group."""
    SEVERITY = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    severity: Severity
    findings: tuple[Finding, ...]


class FindingsModel(QAbstractItemModel):
    """Two levels: groups, and in each its findings. Sections: the sentence, and where it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[_Group, ...] = ()

    def show(self, findings: Iterable[Finding], wanted: Callable[[Finding], bool] = lambda _: True) -> None:
        """Show those of the findings that are wanted."""
        grouped: dict[tuple[Severity, str], list[Finding]] = {}
        for one in findings:
            if wanted(one):
                grouped.setdefault((one.severity, one.table), []).append(one)
        order = {table_id: place for place, table_id in enumerate(_TITLES)}
        keys = sorted(grouped, key=lambda key: (key[0] is not Severity.ERROR, order.get(key[1], -1)))
        self.beginResetModel()
        self._groups = tuple(_Group(_TITLES.get(key[1], "The whole case"), key[0], tuple(grouped[key])) for key in keys)
        self.endResetModel()

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - immutable
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt's other parent() is QObject's
        group = child.internalId()
        return self.createIndex(group - 1, 0, 0) if child.isValid() and group else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - immutable
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].findings) if parent.internalId() == 0 and parent.column() == 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - immutable
        return 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._of_group(self._groups[index.row()], index.column(), role)
        return _of_finding(self._groups[index.internalId() - 1].findings[index.row()], index.column(), role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("Finding", "Where")[section]
        return None

    @staticmethod
    def _of_group(group: _Group, section: int, role: int) -> Any:
        words = f"{group.title}: {counted(len(group.findings), group.severity.value)}"
        if role == FindingRole.SEVERITY:
            return group.severity
        if section == 0 and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words
        return None


def _of_finding(finding: Finding, section: int, role: int) -> Any:
    if role == FindingRole.FINDING:
        return finding
    if role == FindingRole.SEVERITY:
        return finding.severity
    if role == Qt.ItemDataRole.DisplayRole:
        return finding.message if section == 0 else where(finding)
    if role == Qt.ItemDataRole.ToolTipRole:
        return tip(finding.message)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return f"{finding.severity.value}: {finding.message} {where(finding)}" if section == 0 else where(finding)
    return None


def where(finding: Finding) -> str:
    """``Offers!B17`` for an import, otherwise the table, its row as the grid numbers it, and the column."""
    if finding.place:
        return finding.place
    if not finding.table:
        return ""
    parts = [_TITLES.get(finding.table, finding.table)]
    if finding.row is not None and finding.table != INPUTS[0].id:
        parts.append(f"row {finding.row + 1}")
    if finding.field:
        parts.append(table(finding.table).field(finding.field).title)
    return ", ".join(parts)


def counted(number: int, word: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def tally(findings: Sequence[Finding]) -> tuple[int, int]:
    """How many errors and how many warnings."""
    errors = sum(one.is_error for one in findings)
    return errors, len(findings) - errors
