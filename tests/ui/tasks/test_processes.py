"""Decides whether planning and importing run beside the window: its process loads no solver and opens no list."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from planner.store.workbook_out import write_case
from planner.tables.edits import SetCells, apply
from tests.architecture.tree import ROOT
from tests.journeys import sap
from tests.ui.tasks.test_files import small

PLANNERS = ("pulp", "highspy", "planner.model.build", "planner.solve.engine", "planner.plan.extract")
"""Without these nothing can be planned."""

STORY = f"""
import os, sys, time
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from tests.ui.answers import Answers
from ui.main_window import MainWindow
from ui.style import Look

folder, application = Path(sys.argv[1]), QApplication([])
opened = []

def watch(event, told):
    if event == "open" and str(told[0]).endswith((".xlsx", ".csv")):
        opened.append(told[0])

sys.addaudithook(watch)
look = Look(application, "light")
settings = QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat)
window = MainWindow(look, settings, lambda parent: Answers(look, parent))
window.show()

def until(so):
    end = time.monotonic() + 120
    while not so():
        assert time.monotonic() < end, "it did not come"
        application.processEvents()

document = window.document
window.open_file(folder / "small.xlsx")
until(lambda: not document.is_empty and not window.files.busy)
window.commands["plan"].trigger()
until(lambda: document.planned is not None and not window.planner.running)
window.ask.give(import_wanted=True)
window.files.import_into(folder / "other.xlsx")
until(lambda: document.undo_stack.count() and not window.files.busy)
window.imports.dropped([folder / "MB52.xlsx"])
until(lambda: window.imports.wizard is not None and window.imports.wizard.sight is not None)
read = window.imports.wizard.sight.rows
window.imports.wizard.reject()
print(document.planned.answer.status.value, document.case.rows("items")[0][6], read > 5)
print(sorted(set(sys.modules) & set({PLANNERS!r})), opened)
open(folder / "other.xlsx").close()
print(len(opened))
window.put_away()
"""


def test_neither_planning_nor_importing_runs_in_the_process_of_the_window(tmp_path: Path) -> None:
    case = small()
    write_case(case, tmp_path / "small.xlsx")
    apply(case, SetCells("items", ((0, "standard_cost", 77.0),)))
    write_case(case, tmp_path / "other.xlsx")
    sap.mb52(tmp_path)
    # The last line says that an open of a list would have been noticed.
    done = subprocess.run(
        [sys.executable, "-c", STORY, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["proven 77.0 True", "[] []", "1"], done.stderr
