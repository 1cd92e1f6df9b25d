"""Decides what the Help menu shows: every shortcut from the table of commands, and which version this is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planner import __version__
from ui import icons
from ui.actions import COMMANDS
from ui.style import SECTION, SPACE
from ui.widgets.words import Words

_GRID_KEYS = (
    ("Enter, Tab", "Take what was typed; go down or on"),
    ("Ctrl+Enter", "Give what was typed to every selected cell"),
    ("Alt+Down", "Sort or filter the column; in an editor, show the names"),
    ("Ctrl+Tab", "Leave the grid"),
    ("Home, End", "Go to the top or to the end of a page"),
)


class KeysBox(QDialog):
    """Every shortcut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        inside = QWidget(self)
        grid = QGridLayout(inside)
        grid.setHorizontalSpacing(4 * SPACE)
        grid.setVerticalSpacing(4)
        lines = [
            (
                ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in one.keys),
                one.what,
            )
            for one in COMMANDS
            if one.keys
        ]
        for row, (keys, words) in enumerate((*lines, *_GRID_KEYS)):
            for section, text in enumerate((keys, words)):
                label = Words(text, inside, size=13, bold=section == 0)
                grid.addWidget(label, row, section)
        grid.setColumnStretch(1, 1)
        scroll = QScrollArea(self)
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Keyboard shortcuts")
        box = QVBoxLayout(self)
        box.addWidget(scroll)
        box.addWidget(_close_button(self))
        self.resize(640, 600)


class AboutBox(QDialog):
    """Name, version, what it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Remanence")
        picture = QLabel(self)
        picture.setPixmap(icons.app_icon().pixmap(64, 64))
        title = Words(f"Remanence {__version__}", self, size=SECTION, bold=True)
        words = Words(
            "Plans procurement for makers who depend on rare-earth magnets. Remanence is the magnetism that is left "
            "when the field is switched off.",
            self,
            wrap=True,
        )
        words.setFixedWidth(420)
        licence = Words(
            "Free software under the MIT licence. Nothing you enter leaves this machine.", self, tone="muted", wrap=True
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        box.setSpacing(12)
        for part in (picture, title, words, licence, _close_button(self)):
            box.addWidget(part)


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(dialog)
    close = buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
    close.setDefault(True)
    close.clicked.connect(dialog.reject)
    close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return buttons
