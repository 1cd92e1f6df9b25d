"""Decides how the program with a window begins and ends, and how it tries itself without one."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths
from PySide6.QtWidgets import QApplication

from planner import __version__
from planner.errors import UserError
from ui.faults import Faults
from ui.furnishing import Furnishing
from ui.main_window import MainWindow
from ui.style import Look
from ui.tasks.garbage import Garbage

if TYPE_CHECKING:
    from planner.plan.answer import Answer
    from ui.dialogs.ask import Ask

_TRY_SECONDS = 240.0
_TRY_GAP = 0.02  # any good plan will do: what is tried is the way there
_FAILED = 5  # the exit status of a fault of the program
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # one of them tells Qt on Linux where the screen is


def run(path: Path | None) -> int:
    """Open the window, on a file if one is given, and return the exit status once it is closed.

    Raises:
        UserError: there is no screen to open it on.
    """
    _insist_on_screen()
    application = _application()
    garbage = Garbage(application)
    settings = QSettings()
    look = Look(application, str(settings.value("theme", "system")))
    window = MainWindow(look, settings, copies=_state_folder() / "recovery")
    _catch(window, look)

    def begin() -> None:
        window.ask.log_folder = _state_folder()
        window.files.recent.look()
        if path is not None:
            window.open_file(path)
        window.files.keeper.look_for_offers()

    Furnishing(window, begin)
    window.show()
    status = application.exec()
    garbage.close()
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    return status


def selftest() -> int:
    """Open the window without a screen, plan the sample, and return 0 if a plan came, else 5."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = _application()
    with tempfile.TemporaryDirectory() as folder:
        look = Look(application, "light")
        window = MainWindow(look, QSettings(str(Path(folder) / "settings.ini"), QSettings.Format.IniFormat))
        window.show()
        answer = _plan_the_sample(window, application)
        window.deleteLater()
    if answer is None or answer.plan is None:
        print(f"selftest failed: {answer.message if answer else 'no answer'}", file=sys.stderr)
        return _FAILED
    print(f"selftest passed: Remanence {__version__}, a plan in {answer.seconds:.0f} s")
    return 0


def _plan_the_sample(window: MainWindow, application: QApplication) -> Answer | None:
    # What plans, which no start waits for.
    from planner.solve.options import Options

    until = time.monotonic() + _TRY_SECONDS
    window.planner.options = Options(gap=_TRY_GAP, time_limit=_TRY_SECONDS / 2)
    window.files.open_sample()
    while window.document.is_empty and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)
    window.planner.start()
    while window.planner.running and time.monotonic() < until:
        application.processEvents()
        time.sleep(0.01)
    return window.document.planned.answer if window.document.planned is not None else None


def _insist_on_screen() -> None:
    """Without a screen Qt ends the whole program with a crash, which nobody can catch."""
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in _SCREENS):
        raise UserError(
            "There is no screen to open the window on.",
            "Start the program from a desktop, or use a command such as 'plan CASE': --help lists them.",
        )


def _application() -> QApplication:
    application = QCoreApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    QCoreApplication.setApplicationName("Remanence")
    QCoreApplication.setOrganizationName("Remanence")
    QCoreApplication.setApplicationVersion(__version__)
    return application


def _state_folder() -> Path:
    """Where the log and copies of unsaved work lie."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.StateLocation))


def _catch(window: MainWindow, look: Look) -> None:
    """Let faults that nobody caught be logged and told, from threads too."""

    def ask() -> Ask:
        # The boxes are loaded when one is needed.
        from ui.dialogs.ask import Ask

        made = Ask(look, window)
        made.log_folder = _state_folder()
        return made

    faults = Faults(_state_folder(), lambda *words: ask().fault(*words), lambda *words: ask().tell(*words))
    faults.setParent(window)
    sys.excepthook = faults.hook
    threading.excepthook = lambda caught: faults.hook(
        caught.exc_type, caught.exc_value or caught.exc_type(), caught.exc_traceback
    )
