"""Decides how what may be asked about a plan is listed: under headings, each with a note and a mark once answered."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.style import BODY, NOTE, Look, font

_ROW, _LINE, _NOTE_LINE, _HEADING, _MARK = 46, 17, 14, 32, 16
_BEFORE, _AFTER = 16, 34  # pixels left and right of the words
_TITLE_LINES, _NOTE_LINES = 3, 2
"""Lines a title and a note take at most."""
_KEY, _NOTE, _ANSWERED = (Qt.ItemDataRole.UserRole + place for place in (1, 2, 3))


@dataclass(frozen=True, slots=True)
class Question:
    """What may be asked.

    Attributes:
        key: what it is known by.
        title: in a few words.
        note: when, and for how much.
    """

    key: str
    title: str
    note: str


class QuestionList(QListWidget):
    """One question is chosen at a time, by click or arrow key; Enter or a double click asks it."""

    chosen = Signal(str)
    """Key of the question now current."""
    asked = Signal(str)
    """Key of the question to be asked."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("What may be asked about the plan")
        self.setItemDelegate(_Delegate(look, self))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)  # rows are as high as their width lets them be
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # rows keep the width they are broken for
        self._items: dict[str, QListWidgetItem] = {}
        self.currentItemChanged.connect(self._tell)
        self.itemActivated.connect(self._ask)
        look.changed.connect(self.viewport().update)

    @property
    def key(self) -> str | None:
        """Of the question now current."""
        item = self.currentItem()
        key = item.data(_KEY) if item is not None else None
        return key if isinstance(key, str) else None

    def show_questions(self, groups: Sequence[tuple[str, Sequence[Question]]]) -> None:
        """Offer these, under their headings; the one looked at stays if it is still there, else the first is."""
        before = self.key
        self.blockSignals(True)
        self.clear()
        self._items = {}
        for heading, questions in groups:
            if questions:
                item = QListWidgetItem(heading, self)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            for one in questions:
                item = QListWidgetItem(one.title, self)
                item.setData(_KEY, one.key)
                item.setData(_NOTE, one.note)
                item.setToolTip(f"{one.title}: {one.note}" if one.note else one.title)
                self._items[one.key] = item
        self.blockSignals(False)
        self.mark(())
        if self._items:
            self.choose(before if before in self._items else next(iter(self._items)))

    def choose(self, key: str | None) -> None:
        """Stand on a question."""
        if key in self._items:
            self.setCurrentItem(self._items[key])
            if self.currentRow() <= 1:
                self.scrollToTop()  # to the heading above the first

    def mark(self, answered: Collection[str]) -> None:
        """Say which ones are answered."""
        for key, item in self._items.items():
            item.setData(_ANSWERED, key in answered)
            words = [item.text(), item.data(_NOTE), "answered" if key in answered else "not asked yet"]
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in words if one))

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_KEY):
            self.chosen.emit(item.data(_KEY))

    def _ask(self, item: QListWidgetItem) -> None:
        if item.data(_KEY):
            self.asked.emit(item.data(_KEY))


class _Delegate(QStyledItemDelegate):
    """A heading in small letters, or a title with its note below and its mark at the right."""

    def __init__(self, look: Look, parent: QuestionList) -> None:
        super().__init__(parent)
        self._look, self._list = look, parent
        self._tick = icons.source("good")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if not index.data(_KEY):
            return QSize(100, _HEADING)
        width = self._list.viewport().width() - _BEFORE - _AFTER
        title = _lines(index.data() or "", QFontMetrics(font(BODY)), width, _TITLE_LINES)
        note = _lines(index.data(_NOTE) or "", QFontMetrics(font(NOTE)), width, _NOTE_LINES)
        return QSize(100, _ROW + _LINE * max(0, len(title) - 1) + _NOTE_LINE * max(0, len(note) - 1))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = self._look.theme
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if not index.data(_KEY):
            painter.setFont(font(NOTE, bold=True))
            painter.setPen(QColor(theme.muted))
            painter.drawText(rect.adjusted(16, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
            return
        selected, hovered = state & QStyle.StateFlag.State_Selected, state & QStyle.StateFlag.State_MouseOver
        if selected or hovered:
            painter.fillRect(rect, QColor(theme.accent_soft if selected else theme.hover))
        if selected:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.accent))
        words = rect.adjusted(_BEFORE, 6, -_AFTER, -6)
        painter.setFont(font(NOTE))
        painter.setPen(QColor(theme.muted))
        note = "\n".join(_lines(index.data(_NOTE) or "", QFontMetrics(painter.font()), words.width(), _NOTE_LINES))
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, note)
        painter.setFont(font(BODY))
        painter.setPen(QColor(theme.text))
        title = "\n".join(_lines(index.data() or "", QFontMetrics(painter.font()), words.width(), _TITLE_LINES))
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        if index.data(_ANSWERED):
            place_of = QRectF(rect.right() - 10 - _MARK, rect.center().y() - _MARK / 2, _MARK, _MARK)
            icons.draw(painter, place_of, self._tick, QColor(theme.accent))


def _lines(told: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Words broken into lines; what does not fit in the last one is cut off."""
    lines: list[str] = []
    words = told.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    lines += [" ".join(words)] if words else []
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
