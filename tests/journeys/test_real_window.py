"""Decides whether the program works in a real window, with a real mouse and keyboard: open, change, save, leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from planner.reference.sample import sample_case
from planner.store.project import load
from tests.architecture.tree import ROOT
from tests.ui.conftest import OFFSCREEN
from ui.main_window import MainWindow

TOOLS = ("Xvfb", "xdotool")
SECONDS = 90.0
pytestmark = [
    pytest.mark.qt_log_ignore(OFFSCREEN),
    pytest.mark.skipif(
        any(shutil.which(tool) is None for tool in TOOLS),
        reason="needs Xvfb and xdotool, which only Linux has and not every machine",
    ),
]


class Hands:
    """A mouse and a keyboard at a screen that nobody sees."""

    def __init__(self, display: str) -> None:
        self.env = {**os.environ, "DISPLAY": display}

    def do(self, *words: str) -> str:
        done = subprocess.run(["xdotool", *words], env=self.env, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def windows(self, name: str) -> list[str]:
        return self.do("search", "--onlyvisible", "--name", name).split()

    def wait_for(self, name: str) -> str:
        """The window of this name, with the keyboard given to it: there is no window manager that would do so."""
        found = wait(lambda: self.windows(name))
        self.do("windowfocus", "--sync", found[-1])
        return found[-1]

    def click(self, window: str, place: QPoint, times: int = 1) -> None:
        self.do("mousemove", "--window", window, str(place.x()), str(place.y()))
        self.do("click", "--repeat", str(times), "--delay", "80", "1")

    def press(self, *keys: str) -> None:
        self.do("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.do("type", "--delay", "30", text)


def wait(for_what: Callable[[], list[str]]) -> list[str]:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        if found := for_what():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come")


def at_rest(program: subprocess.Popen[bytes]) -> None:
    """Wait until the program has done what it was told, as a person would who looks at it."""
    process = psutil.Process(program.pid)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        before = sum(process.cpu_times()[:2])
        time.sleep(0.5)
        resting = process.status() != psutil.STATUS_RUNNING  # on a busy machine it may do little and still have work
        if resting and sum(process.cpu_times()[:2]) - before < 0.05:
            return
    raise AssertionError("it does not come to rest")


@pytest.fixture
def hands() -> Iterator[Hands]:
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL) as screen:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        yield Hands(f":{number}")
        screen.terminate()


def centre(part: QWidget, window: QWidget) -> QPoint:
    return part.mapTo(window, part.rect().center())


def test_a_case_is_opened_changed_by_mouse_and_key_saved_and_left(
    window: MainWindow, qtbot: QtBot, hands: Hands, tmp_path: Path
) -> None:
    """The window of the test, which has the same size, knows where things are; the other one is worked with."""
    window.document.open(sample_case(), title="Sample")
    window.show_page("data")
    window.data.show_table("case")
    grid = window.data.grid
    qtbot.wait(300)
    name = grid.viewport().mapTo(window, grid.visualRect(grid.cells_model().index(0, 1)).center())
    data = centre(window.sidebar._buttons["data"], window)

    home = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    env = {**hands.env, **home, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=env, stderr=subprocess.PIPE) as program:
        try:
            main = hands.wait_for("^Remanence$")
            hands.do("windowsize", "--sync", main, "1280", "800")
            at_rest(program)
            hands.press("space")  # the first choice has the keyboard: open the sample
            main = hands.wait_for(".+Remanence$")
            at_rest(program)
            hands.click(main, data)
            at_rest(program)
            hands.click(main, name, times=2)
            at_rest(program)
            hands.press("ctrl+a")
            hands.type("Typed by hand")
            hands.press("Return")
            main = hands.wait_for("^Typed by hand [*].*Remanence$")
            hands.press("ctrl+s")
            hands.wait_for("^Save the case$")
            at_rest(program)
            hands.press("ctrl+a")
            hands.type(str(tmp_path / "mine.remanence"))
            hands.press("Return")
            main = hands.wait_for("^Typed by hand [^*]*Remanence$")
            hands.press("ctrl+q")
            assert program.wait(SECONDS) == 0
        finally:
            program.kill()
            said = program.stderr.read().decode() if program.stderr is not None else ""
    assert "Traceback" not in said
    assert load(tmp_path / "mine.remanence").case.settings.name == "Typed by hand"
    assert [one.name for one in tmp_path.glob(".~lock*")] == []
