"""Decides how several charts share a place: one at a time by tab, one of its kind by list, each to be saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from planner.report.theme import Theme
from ui.dialogs.ask import Ask
from ui.style import Look
from ui.widgets.chart_frame import ChartFrame, save_chart
from ui.widgets.choice import Choice
from ui.widgets.words import Words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

_WIDEST = 420  # pixels of the list


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


class ChartTabs(ChartFrame):
    """One chart at a time.

    Args:
        look: the theme.
        ask: where to save a chart or its numbers.
        parent: the page.
        choice: what the list of choices is called, such as "What stops".
        name: what a screen reader calls the tabs.
    """

    def __init__(self, look: Look, ask: Ask, parent: QWidget, *, choice: str = "Which", name: str = "Charts") -> None:
        super().__init__(look, parent, name)
        self._ask = ask
        self._entries: tuple[ChartEntry, ...] = ()
        self._chosen: dict[str, str] = {}
        self._choice_words = Words(choice, self, tone="muted")
        self._which = Choice(self)
        self._which.setAccessibleName(choice)
        self._which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choose_by(self._choice_words, self._which, _WIDEST)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self._which.activated.connect(self._choose)
        self.look.changed.connect(self._draw)
        self.saving.clicked.connect(self._save_as)
        self.drawing.failed.connect(_failed)

    def show_entries(self, entries: Sequence[ChartEntry]) -> None:
        """Offer these charts; the tab and the choices looked at before stay if they are still there."""
        before = self._title
        self._entries = tuple(entries)
        titles = list(dict.fromkeys(one.title for one in entries))
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for title in titles:
            self.tabs.addTab(title)
        self.tabs.setCurrentIndex(titles.index(before) if before in titles else 0)
        self.tabs.blockSignals(False)
        self.saving.setEnabled(bool(entries))
        self._turn()

    def save(self, path: Path) -> None:
        """Write the chart, or the numbers behind it, as the kind of file the path's ending says."""
        if (entry := self._entry) is not None:
            self.drawing.write(partial(save_chart, entry.draw, entry.data, self.look.theme, path))

    @property
    def _title(self) -> str:
        return self.tabs.tabText(max(0, self.tabs.currentIndex()))

    @property
    def _entry(self) -> ChartEntry | None:
        title, chosen = self._title, self._chosen.get(self._title)
        alike = [one for one in self._entries if one.title == title]
        return next((one for one in alike if one.choice == chosen), alike[0] if alike else None)

    def _turn(self) -> None:
        entry = self._entry
        choices = [one.choice for one in self._entries if one.title == self._title]
        self._which.clear()
        self._which.addItems(choices)
        self._which.setCurrentIndex(choices.index(entry.choice) if entry is not None else -1)
        for part in (self._choice_words, self._which):
            part.setVisible(len(choices) > 1)
        self._draw()

    def _choose(self) -> None:
        self._chosen[self._title] = self._which.currentText()
        self._draw()

    def _draw(self) -> None:
        entry = self._entry
        make = partial(entry.draw, self.look.theme) if entry is not None else None
        choice = f", {entry.choice}" if entry is not None and entry.choice else ""
        self.chart.show_figure(make, f"Chart: {self._title}{choice}", entry.high if entry is not None else 0)

    def _save_as(self) -> None:
        entry = self._entry
        path = self._ask.chart_to_write(entry.title) if entry is not None else None
        if path is not None:
            self.save(path)


def _failed(error: Exception) -> None:
    raise error  # as if it had happened here: advice for the user, or a fault of ours
