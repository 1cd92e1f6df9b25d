"""Decides how the pages are chosen: a column of icons, words and badges in the order of the work, foldable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from ui import icons
from ui.style import BODY, NOTE, SIDEBAR_WIDTH, SPACE, Look, font

FOLDED_WIDTH = 56
_ROW = 36
_ICON = 20


@dataclass(frozen=True, slots=True)
class Badge:
    """What a page wants to say beside its name: how many, and whether it is an alarm."""

    count: int
    alarm: bool
    words: str


class Sidebar(QFrame):
    """One button for each page."""

    chosen = Signal(str)
    """Id of the page."""

    def __init__(self, look: Look, pages: Mapping[str, tuple[str, str]], parent: QWidget) -> None:
        """``pages`` are titles and icons by id, in order."""
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAccessibleName("Pages")
        self._folded = self._narrow = False
        self._group = QButtonGroup(self)
        self._buttons = {page: _PageButton(look, title, icon, self) for page, (title, icon) in pages.items()}
        self._fold = _PageButton(look, "Fold sidebar", "sidebar", self)
        self._fold.setCheckable(False)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        box.setSpacing(2)
        for button in self._buttons.values():
            box.addWidget(button)
        box.addStretch(1)
        box.addWidget(self._fold)
        self.setFixedWidth(SIDEBAR_WIDTH)

    def _connect(self) -> None:
        for page, button in self._buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, wanted=page: self.chosen.emit(wanted))
        self._fold.clicked.connect(lambda: self.set_folded(not self.folded))

    @property
    def folded(self) -> bool:
        """Whether the user wants icons alone."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, or icons and words."""
        self._folded = folded
        self._fit()

    def set_narrow(self, narrow: bool) -> None:
        """In a narrow window there is room for icons alone, whatever the user wants elsewhere."""
        self._narrow = narrow
        self._fit()

    def _fit(self) -> None:
        folded = self._folded or self._narrow
        self.setFixedWidth(FOLDED_WIDTH if folded else SIDEBAR_WIDTH)
        self._fold.set_words("Unfold sidebar" if folded else "Fold sidebar")
        self._fold.setVisible(not self._narrow)

    def show_page(self, page: str) -> None:
        """Mark a page as the one shown."""
        self._buttons[page].setChecked(True)

    def set_badge(self, page: str, badge: Badge | None) -> None:
        self._buttons[page].set_badge(badge)


class _PageButton(QAbstractButton):
    """An icon, a word and, at the right, a badge."""

    def __init__(self, look: Look, words: str, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icons.source(icon)
        self._badge: Badge | None = None
        self._by_key = False
        self.setCheckable(True)
        self.setFixedHeight(_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(words)
        look.changed.connect(self.update)

    def set_words(self, words: str) -> None:
        self.setText(words)
        self._describe()

    def set_badge(self, badge: Badge | None) -> None:
        self._badge = badge
        self._describe()
        self.update()

    def _describe(self) -> None:
        more = f", {self._badge.words}" if self._badge else ""
        self.setAccessibleName(f"{self.text()}{more}")
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        return QSize(SIDEBAR_WIDTH - 2 * SPACE, _ROW)

    def focusInEvent(self, arg__1: QFocusEvent) -> None:
        """Show the focus to who came by keyboard; who clicked knows where they are."""
        self._by_key = arg__1.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        super().focusInEvent(arg__1)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Up and down go from page to page, and Enter presses like the space bar."""
        self._by_key = True
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    def paintEvent(self, e: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.accent_soft if self.isChecked() else theme.hover if self.underMouse() else None
        painter.setPen(QColor(theme.accent) if self.hasFocus() and self._by_key else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        colour = QColor(theme.accent if self.isChecked() else theme.text)
        left = (FOLDED_WIDTH - 2 * SPACE - _ICON) // 2
        icons.draw(painter, QRectF(left, (_ROW - _ICON) / 2, _ICON, _ICON), self._icon, colour)
        narrow = self.width() < FOLDED_WIDTH
        if not narrow:
            painter.setPen(colour)
            painter.setFont(font(BODY, bold=self.isChecked()))
            words = QRect(left + _ICON + SPACE, 0, self.width() - left - _ICON - 6 * SPACE, _ROW)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._badge is not None:
            self._paint_badge(painter, self._badge, narrow)

    def _paint_badge(self, painter: QPainter, badge: Badge, narrow: bool) -> None:
        """A filled pill for an alarm, an outlined one for a notice: told apart without colour."""
        theme = self._look.theme
        painter.setFont(font(NOTE, bold=True))
        text = str(badge.count) if badge.count < 1000 else "999+"
        width = max(18, painter.fontMetrics().horizontalAdvance(text) + (6 if narrow else 10))
        pill = QRectF(self.width() - width - (0 if narrow else SPACE), 1 if narrow else (_ROW - 18) / 2, width, 18)
        if narrow and width > 22:
            text, pill = "•", QRectF(self.width() - 18, 1, 18, 18)
        colour = QColor(theme.red if badge.alarm else theme.amber)
        painter.setPen(colour)
        painter.setBrush(colour if badge.alarm else QColor(theme.amber_soft))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(theme.surface) if badge.alarm else colour)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
