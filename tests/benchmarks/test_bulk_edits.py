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
from ui.tasks.garbage import Garbage
from ui.widgets.grid import Grid

__all__ = ["window"]  # the fixture

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def select(grid: Grid, last_row: int, first: int, last: int) -> None:
    """Select the first rows of some sections, as a drag of the mouse does."""
    grid.show_cell(0, first)
    model = grid.cells_model()
    area = QItemSelection(model.index(0, first), model.index(last_row, last))
    grid.selectionModel().select(area, QItemSelectionModel.SelectionFlag.ClearAndSelect)


@pytest.mark.timeout(900)
def test_the_event_loop_does_not_wait_while_many_cells_change(
    window: MainWindow, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    collects = Garbage(QApplication.instance() or QApplication([]))  # as the program has it
    story = case(case={"name": "Large"})
    window.document.open(Case({"case": tuple(story.rows("case")), "offers": offers()}), title="Large")
    window.show_page("data")
    window.data.show_table("offers")
    grid, model = window.data.grid, window.data.grid.cells_model()
    command = {one: window.commands[one].trigger for one in ("undo", "redo", "paste", "clear", "fill_down", "row_copy")}
    command["row_delete"] = window.commands["row_delete"].trigger
    sections = [one.id for one in model.table.columns]
    item, price = sections.index("item"), sections.index("price")
    found = [(row, item) for row in range(ROWS)]
    pasted = QMimeData()
    pasted.setText("\n".join("\t".join(["1.5", "3", "1"]) for _ in range(ROWS // 3)))

    def chosen(last_row: int, first: int, last: int, do: str) -> Callable[[], object]:
        def go() -> object:
            select(grid, last_row, first, last)
            return command[do]()

        return go

    def paste() -> object:
        QApplication.clipboard().setMimeData(pasted)
        select(grid, 0, price, price)
        return command["paste"]()

    steps: dict[str, Callable[[], object]] = {
        "replace in 100,000 cells": lambda: window.data.replace_wanted.emit(model, found, "MAG", "M"),
        "clear 100,000 cells": chosen(ROWS - 1, price, price, "clear"),
        "fill 100,000 cells down": chosen(ROWS - 1, price, price, "fill_down"),
        "paste 33,333 rows of three": paste,
        "duplicate 50,000 rows": chosen(ROWS // 2 - 1, 0, 0, "row_copy"),
        "delete 50,000 rows": chosen(ROWS // 2 - 1, 0, 0, "row_delete"),
    }
    told: list[tuple[str, Pulse, str]] = []

    def note(words: str, do: Callable[[], object], least: float = 0.4) -> None:
        pulse = Pulse()
        qtbot.wait(50)
        do()
        qtbot.wait(int(1000 * least))
        told.append((words, pulse, pulse.stop()))

    note("nothing going on", lambda: None, 3.0)
    for words, do in steps.items():
        before = window.document.case.fingerprint()
        note(words, do)
        assert window.document.case.fingerprint() != before, words
        note("    undone", command["undo"])
        assert window.document.case.fingerprint() == before
        note("    made again", command["redo"])
        command["undo"]()
    collects.close()
    quiet = max(told[0][1].waits)
    with capsys.disabled():
        print(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {platform.system()}")
        print(f"wanted: no wait above {1000 * WANTED_WAIT:.0f} ms; times: beside the longest with nothing going on")
        for words, pulse, figures in told:
            print(f"{words:34} {figures}, {max(pulse.waits) / max(quiet, 0.001):5.1f} times")
    late = {words: max(pulse.waits) for words, pulse, _ in told[1:]}
    assert all(longest <= MOST_WAIT + quiet for longest in late.values()), late
