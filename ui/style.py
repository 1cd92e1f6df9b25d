"""Decides how the window looks: Fusion in the palette of the theme, four type sizes, spacing of eight pixels."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from planner.report.theme import BODY, DARK, FIGURE, LIGHT, NOTE, SECTION, SPACE, Theme
from ui.sheet import sheet

ROW_HEIGHT = 28
SIDEBAR_WIDTH = 200
BAR_HEIGHT = 48

__all__ = ["BODY", "FIGURE", "NOTE", "SECTION", "SPACE", "Look", "font", "palette"]


class Look(QObject):
    """The theme in force: the system's, or the one the user chose."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        """``choice`` is ``system``, ``light`` or ``dark``."""
        super().__init__(application)
        self._application = application
        self.choice = choice
        application.setStyle("Fusion")
        application.setFont(font(BODY))
        application.styleHints().colorSchemeChanged.connect(self._follow)
        self.theme = self._wanted()
        self._apply()

    def choose(self, choice: str) -> None:
        self.choice = choice
        self._follow()

    def _wanted(self) -> Theme:
        system_dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if self.choice == "dark" or (self.choice == "system" and system_dark) else LIGHT

    def _follow(self) -> None:
        if self._wanted() is not self.theme:
            self.theme = self._wanted()
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        self._application.setPalette(palette(self.theme))
        self._application.setStyleSheet(sheet(self.theme))


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The system's family in one of the four sizes, with figures of equal width."""
    made = QFont(QApplication.font())
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def palette(theme: Theme) -> QPalette:
    """The theme in Qt's words."""
    role, made = QPalette.ColorRole, QPalette()
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.muted,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.red,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Light: theme.surface,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Shadow: theme.line,
    }
    for each, colour in colours.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted))
    made.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(theme.line))
    return made
