"""Files used last are few, and none is named twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.tasks.recent import Recent


def test_recent_files_are_few_and_none_is_named_twice(qtbot: QtBot, tmp_path: Path, window: MainWindow) -> None:
    recent = Recent(QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat), window)
    for number in (*range(12), 11, 5):
        recent.add(tmp_path / f"{number}.xlsx")
    assert [one.stem for one in recent.paths] == ["5", "11", "10", "9", "8", "7", "6", "4"]
    recent.remove(tmp_path / "11.xlsx")
    assert "11" not in [one.stem for one in recent.paths]
