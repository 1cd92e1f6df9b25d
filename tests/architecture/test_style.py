"""Decides that the tools that read code have nothing to say."""

from __future__ import annotations

import getpass
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.architecture.tree import ROOT, modules


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False)


def ours() -> list[str]:
    return [str(path) for path in modules("planner", "ui", "tests", "main.py")]


def test_ruff_has_nothing_to_say() -> None:
    done = run("ruff", "check", "--no-cache", *ours())
    assert done.returncode == 0, done.stdout


def test_every_file_is_formatted() -> None:
    done = run("ruff", "format", "--check", "--no-cache", *ours())
    assert done.returncode == 0, done.stdout


def test_every_type_is_known_to_mypy() -> None:
    cache = Path(tempfile.gettempdir()) / f"remanence-mypy-{getpass.getuser()}"
    done = run("mypy", "--cache-dir", str(cache), *(str(path) for path in modules("planner", "ui", "main.py")))
    assert done.returncode == 0, done.stdout
