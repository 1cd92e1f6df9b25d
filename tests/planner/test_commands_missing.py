"""A Python that lacks our packages, or a machine that lacks a window's libraries, is told what brings them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from planner import commands
from planner.commands import Exit
from tests.architecture.tree import ROOT
from tests.planner.commanded import no_selftest


@pytest.mark.parametrize("words", [["check", "case.xlsx"], []])
def test_a_python_without_our_packages_is_told_the_command_that_brings_them(words: list[str]) -> None:
    bare = [sys.executable, "-S", str(ROOT / "main.py"), *words]  # -S: installed packages are not found
    told = subprocess.run(bare, capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stdout) == (Exit.WRONG_USE, "")
    assert "Traceback" not in told.stderr and "python -m uv run main.py" in told.stderr


def test_a_window_without_its_libraries_says_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    def window(path: Path | None) -> int:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    assert commands.main([], window, no_selftest) == Exit.WRONG_USE
    err = capsys.readouterr().err
    assert "libEGL.so.1" in err and "README" in err
