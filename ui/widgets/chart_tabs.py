"""Decides how several charts share a place: one at a time by tab, one of its kind by list, each to be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from planner.report.theme import Theme
from ui import icons
from ui.dialogs.ask import Ask
from ui.style import SPACE, Look
from ui.tasks.drawing import Drawing
from ui.widgets.chart import Chart
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_TABLES = (".csv", ".xlsx")
_LEAST, _WIDEST = 200, 420  # pixels of the list


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A chart that can be seen and saved. Both functions run outside the window's thread.

    Attributes:
        title: of its tab. Entries of one title share a tab, and a list there tells them apart.
        draw: makes the figure in a theme.
        data: makes the numbers behind it.
        choice: which one of those that share the tab it is.
        high: pixels it needs to be read, for charts of many rows; 0 for the usual height.
    """

    title: str
    draw: Callable[[Theme], Figure]
    data: Callable[[], pd.DataFrame]
    choice: str = ""
    high: int = 0


class ChartTabs(QFrame):
    """One chart at a time.

    Args:
        look: the theme.
        ask: where to save a chart or its numbers.
        parent: the page.
        choice: what the list of choices is called, such as "What stops".
        name: what a screen reader calls the tabs.
    """

    def __init__(self, look: Look, ask: Ask, parent: QWidget, *, choice: str = "Which", name: str = "Charts") -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._look, self._ask = look, ask
        self._entries: tuple[ChartEntry, ...] = ()
        self._chosen: dict[str, str] = {}
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName(name)
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._choice_words = Words(choice, self, tone="muted")
        self._choices = QComboBox(self)
        self._choices.setAccessibleName(choice)
        self._save = QToolButton(self)
        self._save.setIcon(icons.icon("save"))
        self._save.setToolTip("Save the chart as PNG, SVG or PDF, or its numbers as CSV or Excel")
        self._save.setAccessibleName("Save the chart or its numbers")
        self.drawing = Drawing(self)
        self.chart = Chart(self.drawing, self)
        self._usual = self.chart.minimumHeight()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._tabs)
        head.addStretch(1)
        head.addWidget(self._save)
        choices = QHBoxLayout()
        choices.setSpacing(SPACE)
        self._choices.setMinimumWidth(_LEAST)
        self._choices.setMaximumWidth(_WIDEST)
        self._choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        choices.addWidget(self._choice_words)
        choices.addWidget(self._choices)
        choices.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        box.addLayout(head)
        box.addLayout(choices)
        box.addWidget(self.chart, 1)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._turn)
        self._choices.activated.connect(self._choose)
        self._look.changed.connect(self._draw)
        self._save.clicked.connect(self._save_as)
        self.drawing.failed.connect(_failed)

    def show_entries(self, entries: Sequence[ChartEntry]) -> None:
        """Offer these charts; the tab and the choices looked at before stay if they are still there."""
        before = self._title
        self._entries = tuple(entries)
        titles = list(dict.fromkeys(one.title for one in entries))
        self._tabs.blockSignals(True)
        while self._tabs.count():
            self._tabs.removeTab(0)
        for title in titles:
            self._tabs.addTab(title)
        self._tabs.setCurrentIndex(titles.index(before) if before in titles else 0)
        self._tabs.blockSignals(False)
        self._save.setEnabled(bool(entries))
        self._turn()

    def save(self, path: Path) -> None:
        """Write the chart, or the numbers behind it, as the kind of file the path's ending says."""
        if (entry := self._entry) is not None:
            self.drawing.write(partial(_save, entry, self._look.theme, path))

    @property
    def _title(self) -> str:
        return self._tabs.tabText(max(0, self._tabs.currentIndex()))

    @property
    def _entry(self) -> ChartEntry | None:
        title, chosen = self._title, self._chosen.get(self._title)
        alike = [one for one in self._entries if one.title == title]
        return next((one for one in alike if one.choice == chosen), alike[0] if alike else None)

    def _turn(self) -> None:
        entry = self._entry
        choices = [one.choice for one in self._entries if one.title == self._title]
        self._choices.clear()
        self._choices.addItems(choices)
        self._choices.setCurrentIndex(choices.index(entry.choice) if entry is not None else -1)
        for part in (self._choice_words, self._choices):
            part.setVisible(len(choices) > 1)
        self._draw()

    def _choose(self) -> None:
        self._chosen[self._title] = self._choices.currentText()
        self._draw()

    def _draw(self) -> None:
        entry = self._entry
        self.chart.setMinimumHeight(max(self._usual, entry.high if entry is not None else 0))
        make = partial(entry.draw, self._look.theme) if entry is not None else None
        choice = f", {entry.choice}" if entry is not None and entry.choice else ""
        self.chart.show_figure(make, f"Chart: {self._title}{choice}")

    def _save_as(self) -> None:
        entry = self._entry
        path = self._ask.chart_to_write(entry.title) if entry is not None else None
        if path is not None:
            self.save(path)


def _save(entry: ChartEntry, theme: Theme, path: Path) -> None:
    # Files of charts load matplotlib, which takes a second; a page that shows none need not wait for it.
    from planner.report import figures

    if path.suffix.lower() in _TABLES:
        figures.save_data(entry.data(), path)
    else:
        figures.save(entry.draw(theme), path)


def _failed(error: Exception) -> None:
    raise error  # as if it had happened here: advice for the user, or a fault of ours
