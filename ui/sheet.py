"""Decides how widgets are dressed in the colours of a theme, in the words of Qt's style sheets."""

from __future__ import annotations

from planner.report.theme import DARK, LIGHT, Theme
from ui.icons import FOLDER

_ARROW = (FOLDER / "arrow.svg").as_posix()
_TICKS = {one.name: (FOLDER / f"tick_{one.name}.svg").as_posix() for one in (LIGHT, DARK)}


def sheet(theme: Theme) -> str:
    """The style sheet of the whole program."""
    return _words_and_frames(theme) + _buttons(theme) + _fields(theme) + _views(theme)


def _words_and_frames(theme: Theme) -> str:
    """Labels by tone; cards, notices and bars."""
    return f"""
    QLabel[tone="muted"] {{ color: {theme.muted}; }}
    QLabel[tone="red"] {{ color: {theme.red}; }}
    QLabel[tone="amber"] {{ color: {theme.amber}; }}
    QLabel[tone="accent"] {{ color: {theme.accent}; }}
    QLabel[tone="on_accent"] {{ color: {theme.on_accent}; }}
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
    """


def _buttons(theme: Theme) -> str:
    """What is pressed."""
    return f"""
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
    QPushButton[primary="true"]:hover {{ background: {blend(theme.accent, theme.text, 0.15)}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {theme.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {theme.raised}; color: {theme.muted};
        border-color: {theme.line}; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px; background: transparent; }}
    QToolButton:hover {{ background: {theme.hover}; border-color: {theme.line}; }}
    QToolButton:focus {{ border-color: {theme.accent}; }}
    QToolButton:checked {{ background: {theme.accent_soft}; }}
    """


def _fields(theme: Theme) -> str:
    """What is typed into or chosen from."""
    return f"""
    QLineEdit, QComboBox {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 4px;
        padding: 0 8px; min-height: 28px; color: {theme.text}; selection-background-color: {theme.accent};
        selection-color: {theme.on_accent}; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {theme.accent}; padding: 0 7px; min-height: 26px; }}
    QLineEdit[cell="true"], QComboBox[cell="true"] {{ border: 2px solid {theme.accent}; border-radius: 0;
        padding: 0 4px; min-height: 0; }}
    QLineEdit[refused="true"] {{ border-color: {theme.red}; background: {theme.red_soft}; }}
    QComboBox::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow {{ image: url("{_ARROW}"); width: 12px; height: 12px; }}
    QRadioButton::indicator, QCheckBox::indicator, QListView::indicator {{ width: 14px; height: 14px;
        border: 1px solid {theme.muted}; background: {theme.surface}; border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 5px solid {theme.accent}; }}
    QCheckBox::indicator:checked, QListView::indicator:checked {{ background: {theme.accent};
        border-color: {theme.accent}; image: url("{_TICKS[theme.name]}"); }}
    QRadioButton, QCheckBox {{ border: 1px solid transparent; border-radius: 4px; padding: 1px 3px; }}
    QRadioButton:focus, QCheckBox:focus {{ border-color: {theme.accent}; }}
    QComboBox QAbstractItemView {{ border: 1px solid {theme.line}; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    """


def _views(theme: Theme) -> str:
    """Lists, grids, tabs and scroll bars."""
    return f"""
    QHeaderView {{ background: {theme.raised}; }}
    QHeaderView::section:horizontal {{ background: {theme.raised}; color: {theme.text}; border: none; padding: 4px 8px;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; }}
    QPlainTextEdit {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 4px; padding: 4px; }}
    QHeaderView::section:vertical {{ background: {theme.raised}; color: {theme.muted}; border: none;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; padding-right: 6px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {blend(theme.line, theme.muted, 0.35)}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {theme.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QAbstractScrollArea::corner {{ background: {theme.surface}; border: none; }}
    QAbstractItemView {{ background: {theme.surface}; border: none; outline: none; }}
    QTreeView {{ show-decoration-selected: 0; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    QTreeWidget::item {{ height: 24px; }}
    QTableView {{ gridline-color: {theme.line}; selection-background-color: {theme.accent_soft};
        selection-color: {theme.text}; }}
    QTableWidget::item, QTableView#list::item {{ padding: 0 6px; }}
    QTableCornerButton::section {{ background: {theme.raised}; border: none;
        border-right: 1px solid {theme.line}; border-bottom: 1px solid {theme.line}; }}
    QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 2px solid transparent; color: {theme.muted};
        background: transparent; }}
    QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.text}; background: {theme.hover}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTabBar::scroller {{ width: 28px; }}
    QTabBar QToolButton {{ background: {theme.surface}; border: 1px solid {theme.line}; padding: 0; margin: 4px 1px; }}
    QToolButton[lists="true"] {{ padding: 4px 24px 4px 8px; color: {theme.text}; }}
    QToolButton[lists="true"]::menu-indicator {{ image: url("{_ARROW}"); width: 12px; height: 12px;
        subcontrol-origin: padding; subcontrol-position: right center; right: 6px; }}
    QTabWidget::pane {{ border: none; border-top: 1px solid {theme.line}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QProgressBar {{ background: {theme.raised}; border: none; border-radius: 3px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 3px; }}
    QSplitter::handle {{ background: {theme.line}; }}
    """


def blend(colour: str, other: str, share: float) -> str:
    """A colour with a share of another in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02X}" for one, two in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
