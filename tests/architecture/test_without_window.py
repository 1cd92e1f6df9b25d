"""Decides that the planner lives without a window: its tests pass where Qt cannot be imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.budget import examples

ABSENT = "raise ImportError('{name} is not here: the planner has to do without')\n"
PLUGIN = '''
def pytest_addoption(parser):
    """Stand in for the settings of the Qt plugin, which cannot be loaded."""
    parser.addini("qt_api", "")
    parser.addini("qt_log_level_fail", "")
'''
SOME = (
    "tables",
    "facts/test_bill.py",
    "scenarios/test_grow.py",
    "checks/test_run.py",
    "checks/test_links.py",
    "store/test_workbook_in.py",
    "reference/test_library.py",
    "plan/test_audit.py",
    "test_planning.py::test_a_case_is_planned_and_proven",
    "test_planning.py::test_a_child_answers_as_this_process_does",
    "test_commands.py::test_plan_prints_one_object_and_nothing_else",
    "test_commands_files.py::test_a_plan_workbook_is_written_and_refused_as_a_case",
    "test_commands_files.py::test_template_and_sample_are_sound_workbooks",
)
"""Something of every room that has no window; ``pytest --full`` takes all of tests/planner."""


@pytest.fixture
def without_qt(tmp_path: Path) -> dict[str, str]:
    """An environment in which importing Qt fails, in child processes too."""
    for name in ("PySide6", "shiboken6"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(ABSENT.format(name=name))
    (tmp_path / "settings_of_qt.py").write_text(PLUGIN)
    return {**os.environ, "PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": ""}


def run(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def test_qt_is_really_out_of_reach(without_qt: dict[str, str]) -> None:
    done = run(without_qt, "-c", "import PySide6")
    assert "has to do without" in done.stderr


@pytest.mark.timeout(1200)
def test_the_planners_tests_pass_without_qt(without_qt: dict[str, str]) -> None:
    chosen = ["tests/planner"] if examples(10) == 10 else [f"tests/planner/{one}" for one in SOME]
    words = ("-m", "pytest", "-x", "-p", "no:pytest-qt", "-p", "no:xdist", "-p", "settings_of_qt")
    done = run(without_qt, *words, *chosen)
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]


def test_the_command_line_works_without_qt(without_qt: dict[str, str]) -> None:
    done = run(without_qt, "main.py", "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "plan a case" in done.stdout
