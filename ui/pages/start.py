"""Decides what greets the user: what the program does, the ways to begin, and the steps that follow."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.style import FIGURE, NOTE, SECTION, SPACE
from ui.tasks.recent import Recent
from ui.widgets.picture import Picture
from ui.widgets.recent_list import RecentList
from ui.widgets.words import Words

_WIDTH = 640
_STEPS = (
    ("data", "Data", "Say what you make, what you hold, and who could supply it."),
    ("checks", "Checks", "See what is missing or wrong, each with its cell and its cure."),
    ("plan", "Plan", "Get what to order now, what to start and what to stock, with proof."),
)


class StartPage(QScrollArea):
    """The first page."""

    wanted = Signal(str)
    """Id of the command chosen: sample, open, import, template or new."""
    page_wanted = Signal(str)
    """Id of the page the open case should be shown on."""
    file_wanted = Signal(object)
    """One of the files used last."""

    def __init__(self, recent: Recent, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self._inside = QWidget(self)
        self._title = Words("Remanence", self._inside, size=FIGURE, bold=True)
        self._claim = Words(
            "Plan for the day the magnets stop: what to order now and from whom, what to stock, "
            "which sources and designs to prepare, and what to do later if licences stop.",
            self._inside,
            wrap=True,
        )
        self._open_case = _Choice("data", "", "", self._inside)
        self._choices = {
            "sample": _Choice(
                "sample",
                "Open the sample",
                "A maker of motors, pumps and sensors. Change a number, press Plan, and see what comes out.",
                self._inside,
            ),
            "open": _Choice(
                "open",
                "Open a project or workbook…",
                "A project of this program, or an Excel workbook with a sheet for each table.",
                self._inside,
            ),
            "import": _Choice(
                "import",
                "Import lists of your ERP…",
                "Bills, stock and open orders as SAP, Oracle or Windchill write them, or any CSV.",
                self._inside,
            ),
            "template": _Choice(
                "template",
                "Save a template for Excel…",
                "An empty workbook with notes, units and choices. Fill it in, then open it here.",
                self._inside,
            ),
            "new": _Choice("new", "Begin an empty case", "Type or paste the tables here in the program.", self._inside),
        }
        self._recent = RecentList(recent, self._inside)
        self._privacy = Words(
            "Files can be dropped anywhere in the window. All of it stays on this machine: no network is needed.",
            self._inside,
            size=NOTE,
            tone="muted",
            wrap=True,
        )
        self.show_case("")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addWidget(self._claim)
        column.addSpacing(2 * SPACE)
        column.addWidget(self._open_case)
        for choice in self._choices.values():
            column.addWidget(choice)
        column.addWidget(self._recent)
        column.addSpacing(2 * SPACE)
        heading = Words("Then", self._inside, size=SECTION, bold=True)
        column.addWidget(heading)
        column.addLayout(self._steps())
        column.addSpacing(SPACE)
        column.addWidget(self._privacy)
        column.addStretch(1)
        middle = QWidget(self._inside)
        middle.setFixedWidth(_WIDTH)
        middle.setLayout(column)
        box = QHBoxLayout(self._inside)
        box.setContentsMargins(3 * SPACE, 4 * SPACE, 3 * SPACE, 2 * SPACE)
        box.addWidget(middle, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.setWidget(self._inside)

    def _steps(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        for row, (icon, name, words) in enumerate(_STEPS):
            picture = Picture(icon, self._inside, size=20)
            title = Words(name, self._inside, size=13, bold=True)
            sentence = Words(words, self._inside, tone="muted")
            for section, part in enumerate((picture, title, sentence)):
                grid.addWidget(part, row, section)
        grid.setColumnStretch(2, 1)
        return grid

    def _connect(self) -> None:
        for command, choice in self._choices.items():
            choice.clicked.connect(lambda _=False, chosen=command: self.wanted.emit(chosen))
        self._recent.chosen.connect(self.file_wanted)
        self._open_case.clicked.connect(lambda: self.page_wanted.emit("data"))

    def show_case(self, name: str) -> None:
        """Offer the case that is open by its name, if there is one."""
        self._open_case.setVisible(bool(name))
        self._open_case.say("Go on with the open case", name)
        self.keys = self._open_case if name else self._choices["sample"]
        self._choices["sample"].set_primary(not name)
        self._open_case.set_primary(bool(name))


class _Choice(QPushButton):
    """A way to begin: a picture, a title, a sentence."""

    def __init__(self, icon: str, title: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = Picture(icon, self, size=24)
        self._title = Words("", self, size=13, bold=True)
        self._words = Words("", self, wrap=True)
        for label in (self._picture, self._title, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        words_box = QVBoxLayout()
        words_box.setSpacing(2)
        words_box.addStretch(1)
        words_box.addWidget(self._title)
        words_box.addWidget(self._words)
        words_box.addStretch(1)
        self.setProperty("choice", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        box.setSpacing(2 * SPACE)
        box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(words_box, 1)
        self.say(title, words)
        self.set_primary(False)

    def say(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def keyPressEvent(self, e: QKeyEvent) -> None:
        """Enter chooses as the space bar does."""
        if e.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(e)

    def set_primary(self, primary: bool) -> None:
        """Stand out as what most people want."""
        self.setProperty("primary", primary)
        self._picture.show_icon(self._icon, QPalette.ColorRole.HighlightedText if primary else QPalette.ColorRole.Link)
        for label in (self._title, self._words):
            label.setProperty("tone", "on_accent" if primary else "muted" if label is self._words else "")
        for part in (self, self._title, self._words):
            if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it will be when it is first shown
                part.style().unpolish(part)
                part.style().polish(part)
