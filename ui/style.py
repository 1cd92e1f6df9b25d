"""Decides how the window looks: Fusion in the palette of the theme, four type sizes, spacing of eight pixels."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from planner.report.theme import BODY, DARK, FIGURE, LIGHT, NOTE, SECTION, SPACE, Theme
from ui.icons import FOLDER

ROW_HEIGHT = 28
SIDEBAR_WIDTH = 200
BAR_HEIGHT = 48
MOST_CHARACTERS = 75
"""No running text is wider than this."""

_ARROW = (FOLDER / "arrow.svg").as_posix()

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
        self._application.setStyleSheet(_sheet(self.theme))


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


def _sheet(theme: Theme) -> str:
    return f"""
    QLabel[tone="muted"] {{ color: {theme.muted}; }}
    QLabel[tone="red"] {{ color: {theme.red}; }}
    QLabel[tone="amber"] {{ color: {theme.amber}; }}
    QLabel[tone="accent"] {{ color: {theme.accent}; }}
    QLabel[tone="on_accent"] {{ color: {theme.on_accent}; }}
    QHeaderView {{ background: {theme.raised}; }}
    QHeaderView::section:horizontal {{ background: {theme.raised}; color: {theme.text}; border: none; padding: 4px 8px;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; }}
    QPlainTextEdit {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 4px; padding: 4px; }}
    QHeaderView::section:vertical {{ background: {theme.raised}; color: {theme.muted}; border: none;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; padding-right: 6px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {_blend(theme.line, theme.muted, 0.35)}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; padding: 4px; }}
    QFrame#card {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px; }}
    QFrame#notice {{ background: {theme.amber_soft}; border: 1px solid {theme.amber}; border-radius: 6px; }}
    QFrame#alarm {{ background: {theme.red_soft}; border: 1px solid {theme.red}; border-radius: 6px; }}
    QFrame#bar {{ background: {theme.surface}; border: none; border-bottom: 1px solid {theme.line}; }}
    QFrame#line {{ background: {theme.line}; border: none; }}
    QFrame#sidebar {{ background: {theme.raised}; border: none; border-right: 1px solid {theme.line}; }}
    QStatusBar {{ background: {theme.raised}; border-top: 1px solid {theme.line}; color: {theme.muted}; }}
    QStatusBar::item {{ border: none; }}
    QMenuBar {{ background: {theme.surface}; padding: 2px 4px; }}
    QMenuBar::item {{ padding: 4px 8px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.hover}; }}
    QPushButton {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px; color: {theme.text};
        padding: 0 12px; min-height: 30px; }}
    QPushButton[choice="true"] {{ min-height: 66px; max-height: 66px; padding: 0; }}
    QPushButton[choice="true"]:focus {{ min-height: 64px; max-height: 64px; padding: 0; }}
    QPushButton:hover {{ background: {theme.hover}; border-color: {theme.accent}; }}
    QPushButton:pressed {{ background: {theme.accent_soft}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 0 11px; min-height: 28px; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window}; border-color: {theme.line}; }}
    QPushButton[primary="true"] {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent};
        font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: {_blend(theme.accent, theme.text, 0.15)}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {theme.raised}; color: {theme.muted};
        border-color: {theme.line}; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px; background: transparent; }}
    QToolButton:hover {{ background: {theme.hover}; border-color: {theme.line}; }}
    QToolButton:focus {{ border-color: {theme.accent}; }}
    QToolButton:checked {{ background: {theme.accent_soft}; }}
    QLineEdit, QComboBox {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 4px;
        padding: 0 8px; min-height: 28px; color: {theme.text}; selection-background-color: {theme.accent};
        selection-color: {theme.on_accent}; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {theme.accent}; padding: 0 7px; min-height: 26px; }}
    QLineEdit[cell="true"], QComboBox[cell="true"] {{ border: 2px solid {theme.accent}; border-radius: 0;
        padding: 0 4px; min-height: 0; }}
    QLineEdit[refused="true"] {{ border-color: {theme.red}; background: {theme.red_soft}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{_ARROW}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ border: 1px solid {theme.line}; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    QAbstractScrollArea::corner {{ background: {theme.surface}; border: none; }}
    QAbstractItemView {{ background: {theme.surface}; border: none; outline: none; }}
    QTreeView {{ show-decoration-selected: 0; selection-background-color: {theme.accent_soft}; }}
    QTableView {{ gridline-color: {theme.line}; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    QTableCornerButton::section {{ background: {theme.raised}; border: none;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; }}
    QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent; color: {theme.muted};
        background: transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; background: {theme.hover}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QProgressBar {{ background: {theme.raised}; border: none; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: {theme.line}; }}
    """


def _blend(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02X}" for one, two in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
