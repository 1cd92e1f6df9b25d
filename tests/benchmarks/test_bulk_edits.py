"""How long the event loop waits while 100,000 cells are changed at once, taken back and made again.

Run with ``pytest --benchmarks tests/benchmarks/test_bulk_edits.py``; the figures are printed.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planner.tables.case import Case
from tests.benchmarks.test_grids import ROWS, offers
from tests.benchmarks.test_window import MOST_WAIT, WANTED_WAIT, Pulse, window
from tests.builders import case
from ui.main_window import MainWindow
from ui.widgets.grid import Grid

__all__ = ["window"]  # the fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def select(grid: Grid, last_row: int, first: int, last: int) -> None:
    """Select the first rows of some sections, as a drag of the mouse does."""
    grid.show_cell(0, first)
    model = grid.cells_model()
    area = QItemSelection(model.index(0, first), model.index(last_row, last))
    grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


class Session:
    """A window with many offers in it, and what is noted of how long it waits."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        story = case(case={"name": "Large"})
        window.document.open(Case({"case": tuple(story.rows("case")), "offers": offers()}), title="Large")
        window.show_page("data")
        window.data.show_table("offers")
        self.window, self.qtbot, self.grid = window, qtbot, window.data.grid
        self.sections = [one.id for one in self.grid.cells_model().table.columns]
        self.told: list[tuple[str, Pulse, str]] = []

    def chosen(self, last_row: int, first: int, last: int, command: str) -> Callable[[], object]:
        """What selects the first rows of some sections and gives a command."""

        def go() -> object:
            select(self.grid, last_row, first, last)
            return self.window.commands[command].trigger()

        return go

    def paste(self) -> object:
        """Paste as many cells as there are rows, three in each row."""
        pasted = QMimeData()
        pasted.setText("\n".join("\t".join(["1.5", "3", "1"]) for _ in range(ROWS // 3)))
        QApplication.clipboard().setMimeData(pasted)
        return self.chosen(0, self.sections.index("price"), self.sections.index("price"), "paste")()

    def replace(self) -> object:
        """Replace a text in the item of every row."""
        item = self.sections.index("item")
        found = [(row, item) for row in range(ROWS)]
        return self.window.data.replace_wanted.emit(self.grid.cells_model(), found, "MAG", "M")

    def note(self, words: str, do: Callable[[], object], least: float = 0.4) -> None:
        """Do something, and note how long the event loop waited meanwhile."""
        pulse = Pulse()
        self.qtbot.wait(50)
        do()
        self.qtbot.wait(int(1000 * least))
        self.told.append((words, pulse, pulse.stop()))

    def note_with_undo(self, words: str, do: Callable[[], object]) -> None:
        """The same, then taken back and made again; in the end the case is as before."""
        before = self.window.document.case.fingerprint()
        self.note(words, do)
        assert self.window.document.case.fingerprint() != before, words
        self.note("    undone", self.window.commands["undo"].trigger)
        assert self.window.document.case.fingerprint() == before
        self.note("    made again", self.window.commands["redo"].trigger)
        self.window.commands["undo"].trigger()

    @property
    def quiet(self) -> float:
        """The longest wait in seconds with nothing going on, which is noted first."""
        return max(self.told[0][1].waits)

    def say(self) -> None:
        print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()}")
        print(f"wanted: no wait above {1000 * WANTED_WAIT:.0f} ms; times: beside the longest with nothing going on")
        for words, pulse, figures in self.told:
            print(f"{words:34} {figures}, {max(pulse.waits) / max(self.quiet, 0.001):5.1f} times")


@pytest.mark.timeout(900)
def test_the_event_loop_does_not_wait_while_many_cells_change(
    window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session(window, qtbot)
    price, all_rows, half = session.sections.index("price"), ROWS - 1, ROWS // 2 - 1
    session.note("nothing going on", lambda: None, 3.0)
    session.note_with_undo("replace in 100,000 cells", session.replace)
    session.note_with_undo("clear 100,000 cells", session.chosen(all_rows, price, price, "clear"))
    session.note_with_undo("fill 100,000 cells down", session.chosen(all_rows, price, price, "fill_down"))
    session.note_with_undo("paste 33,333 rows of three", session.paste)
    session.note_with_undo("duplicate 50,000 rows", session.chosen(half, 0, 0, "row_copy"))
    session.note_with_undo("delete 50,000 rows", session.chosen(half, 0, 0, "row_delete"))
    with capsys.disabled():
        session.say()
    late = {words: max(pulse.waits) for words, pulse, _ in session.told[1:]}
    assert all(longest <= MOST_WAIT + session.quiet for longest in late.values()), late
