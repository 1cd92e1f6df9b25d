"""Decides how a cell looks and is edited: muted defaults, a corner mark for a finding, an editor fitting its column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.tables.column import Column
from ui.models import entry
from ui.models.cells import CellsModel, Role
from ui.models.ordered import Index
from ui.style import BODY, ROW_HEIGHT, Look, font
from ui.widgets.editors import ChoiceEditor, TextEditor, editor_for
from ui.widgets.row_heights import PAD, lines_of

_CORNER = 8
_ONE_LINE = ROW_HEIGHT + 4  # pixels; a row higher than that takes several lines
_STILL_THERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class CellDelegate(QStyledItemDelegate):
    """Paints and edits the cells of a ``CellsModel``."""

    entered = Signal(object, object, bool)
    """A cell, the value typed into it, and whether it is meant for every selected cell."""
    refused = Signal(str)
    """Why a typed text was not taken, as a sentence."""

    def __init__(self, look: Look, candidates: Callable[[Column], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._candidates = candidates
        self._font: QFont = font(BODY)
        self._metrics = QFontMetrics(self._font)
        self._for_all = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.hover if hovered else theme.surface))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text:
            words = rect.adjusted(PAD, 0, -PAD, 0)
            painter.setFont(self._font)
            painter.setPen(QColor(theme.muted if index.data(Role.MUTED) else theme.text))
            line = text.replace("\n", " ")
            alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
            room = (rect.height() - PAD // 2) // self._metrics.lineSpacing() if rect.height() > _ONE_LINE else 1
            if room > 1 and self._metrics.horizontalAdvance(line) > words.width():
                painter.drawText(words, alignment, "\n".join(lines_of(line, self._font, words.width(), room)))
            else:
                painter.drawText(words, alignment, self._metrics.elidedText(line, elided(index), words.width()))
        if (worst := index.data(Role.FINDING)) is not None:
            self._mark(painter, rect, worst)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def _mark(self, painter: QPainter, rect: QRect, worst: str) -> None:
        """A full triangle in the corner for an error, an open one for a warning: told apart without colour."""
        theme = self._look.theme
        colour = QColor(theme.red if worst == "error" else theme.amber)
        right, top = rect.right(), rect.top()
        corner = QPolygonF([QPointF(right - _CORNER, top), QPointF(right, top), QPointF(right, top + _CORNER)])
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if worst == "error" else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(corner)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, CellsModel)
        column = model.column_at(index)
        editor = editor_for(column, model.display, tuple(self._candidates(column)), parent)
        editor.setAccessibleName(model.heading(index.column()).title)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, TextEditor | ChoiceEditor):
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(model, CellsModel)
        assert isinstance(editor, TextEditor | ChoiceEditor)
        text = editor.text()
        if text == str(index.data(Qt.ItemDataRole.EditRole) or "") and not self._for_all:
            return
        value = entry.typed(model.column_at(index), text, model.display.locale)
        if isinstance(value, entry.Complaint):
            self.refused.emit(value.words)
        else:
            self.entered.emit(index, value, self._for_all)

    def eventFilter(self, object: QObject, event: QEvent) -> bool:
        """Ctrl+Enter gives the typed value to every selected cell; text left behind that cannot be read is named."""
        if isinstance(object, TextEditor):
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _fills(event):
                if object.hasAcceptableInput():
                    self._enter_for_all(object)
                return True
            left = isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _STILL_THERE
            if left and not object.hasAcceptableInput():
                self.refused.emit(object.complaint)
        return super().eventFilter(object, event)

    def _enter_for_all(self, line: TextEditor) -> None:
        self._for_all = True
        self.commitData.emit(line)
        self._for_all = False
        self.closeEditor.emit(line, QStyledItemDelegate.EndEditHint.NoHint)


def elided(index: Index) -> Qt.TextElideMode:
    """Keys that are too long are cut in the middle: their ends tell them apart."""
    model = index.model()
    key = isinstance(model, CellsModel) and index.column() < model.frozen
    return Qt.TextElideMode.ElideMiddle if key else Qt.TextElideMode.ElideRight


def _fills(event: QKeyEvent) -> bool:
    entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return entered and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
