"""Decides how a solve is watched: its phase in words, time, the best plan, how good it is proven, a chart, and Stop."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from planner.events import Event, Phase, Progress
from planner.report.progress import closeness
from planner.report.words import about, money
from ui import icons
from ui.style import NOTE, SECTION, SPACE, Look
from ui.widgets.gap_chart import GapChart
from ui.widgets.words import Words

_STEPS = 1000


class ProgressPanel(QFrame):
    """What a run says of itself; it moves only as far as the run does.

    Attributes:
        stop: the button that ends the run.
    """

    stop_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._chart = GapChart(look, self)
        self._currency, self._asked, self._first = "", 0.0, 0.0
        self._began = 0.0
        self._phase = Words("", self, size=SECTION, bold=True)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(6)
        self._bar.setAccessibleName("How near the plan is to being proven")
        self._figures = {
            name: Words("–", self, size=SECTION) for name in ("Time", "Best plan so far", "Could be better by at most")
        }
        self.stop = QPushButton(icons.icon("stop"), "Stop", self)
        self.stop.setToolTip("Stop and keep the best plan so far (Shift+F5)")
        self._clock = QTimer(self)
        self._clock.setInterval(250)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._phase, 1)
        top.addWidget(self.stop)
        figures = QGridLayout()
        figures.setHorizontalSpacing(4 * SPACE)
        figures.setVerticalSpacing(2)
        for place, (name, label) in enumerate(self._figures.items()):
            title = Words(name, self, size=NOTE, tone="muted")
            label.setAccessibleName(name)
            figures.addWidget(title, 0, place)
            figures.addWidget(label, 1, place)
        figures.setColumnStretch(len(self._figures), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        box.setSpacing(2 * SPACE)
        box.addLayout(top)
        box.addWidget(self._bar)
        box.addLayout(figures)
        box.addWidget(self._chart)

    def _connect(self) -> None:
        self.stop.clicked.connect(self._ask_to_stop)
        self._clock.timeout.connect(self._tick)

    def begin(self, currency: str, asked: float) -> None:
        """A run has begun: money is in ``currency``, and it ends when the gap is down to ``asked``."""
        self._currency, self._asked, self._first = currency, asked, 0.0
        self._began = time.monotonic()
        self._phase.setText("Starting")
        for label in self._figures.values():
            label.setText("–")
        self._bar.setRange(0, _STEPS)
        self._bar.setValue(0)
        self.stop.setEnabled(True)
        self.stop.setText("Stop")
        self._chart.begin(currency, asked)
        self._clock.start()
        self._tick()

    def hear(self, event: Event) -> None:
        """Show what the run says."""
        if isinstance(event, Phase):
            self._phase.setText(event.words)
        elif isinstance(event, Progress):
            self._chart.hear(event)
            _, best, gap = self._figures.values()
            best.setText("none yet" if event.best is None else money(event.best, self._currency))
            gap.setText("–" if event.gap is None else about(event.gap))
            if event.gap is not None:
                self._first = self._first or event.gap
                self._bar.setValue(round(_STEPS * closeness(self._first, event.gap, self._asked)))

    def end(self) -> None:
        """The run is over."""
        self._clock.stop()

    def _tick(self) -> None:
        passed = time.monotonic() - self._began
        self._chart.tick(passed)
        seconds = int(passed)
        self._figures["Time"].setText(f"{seconds // 60} min {seconds % 60:02d} s" if seconds >= 60 else f"{seconds} s")

    def _ask_to_stop(self) -> None:
        self.stop.setEnabled(False)
        self.stop.setText("Stopping …")
        self.stop_wanted.emit()
