"""Decides that the planner lives without a window: its tests pass where Qt cannot be imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

ABSENT = "raise ImportError('{name} is not here: the planner has to do without')\n"
PLUGIN = '''
def pytest_addoption(parser):
    """Stand in for the settings of the Qt plugin, which cannot be loaded."""
    parser.addini("qt_api", "")
    parser.addini("qt_log_level_fail", "")
'''
ROOMS = ("tables", "facts", "scenarios", "checks", "store", "reference", "plan", "test_planning.py", "test_commands.py")


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """An environment in which importing Qt fails, in child processes too."""
    for name in ("PySide6", "shiboken6"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(ABSENT.format(name=name))
    (tmp_path / "settings_of_qt.py").write_text(PLUGIN)
    return {**os.environ, "PYTHONPATH": str(tmp_path)}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_qt_is_really_out_of_reach(without_qt: dict[str, str]) -> None:
    done = run(without_qt, "-c", "import PySide6")
    assert "has to do without" in done.stderr


def test_the_planners_tests_pass_without_qt(without_qt: dict[str, str]) -> None:
    rooms = [f"tests/planner/{room}" for room in ROOMS if (ROOT / "tests" / "planner" / room).exists()]
    done = run(without_qt, "-m", "pytest", "-x", "-p", "no:pytest-qt", "-p", "settings_of_qt", *rooms)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]


def test_the_command_line_works_without_qt(without_qt: dict[str, str]) -> None:
    done = run(without_qt, "main.py", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "plan a case" in done.stdout
