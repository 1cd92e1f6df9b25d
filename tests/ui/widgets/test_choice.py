"""Decides whether a list to choose from keeps what is chosen until somebody means it to change."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.architecture.tree import ROOT
from ui.widgets.choice import Choice


@pytest.fixture
def choice(qtbot: QtBot) -> Iterator[Choice]:
    host = QWidget()
    qtbot.addWidget(host)
    made, go_on = Choice(host), QPushButton("&Next", host)
    made.addItems(["Part", "Note", "Unit"])
    go_on.setEnabled(False)
    box = QVBoxLayout(host)
    for part in (made, go_on):
        box.addWidget(part)
    host.show()
    made.setFocus()
    yield made
    host.close()


def test_the_key_of_a_button_that_is_disabled_chooses_nothing(choice: Choice, qtbot: QtBot) -> None:
    qtbot.keyClick(choice, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert choice.currentText() == "Part"
    qtbot.keyClick(choice, Qt.Key.Key_N)
    assert choice.currentText() == "Note"


def test_a_wheel_turned_over_it_chooses_nothing(choice: Choice) -> None:
    place = QPointF(choice.rect().center())
    event = QWheelEvent(
        place,
        QPointF(choice.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentText() == "Part"
    assert not event.isAccepted()


def test_every_list_to_choose_from_is_such() -> None:
    found = [path.name for path in (ROOT / "ui").rglob("*.py") if "QComboBox(" in path.read_text(encoding="utf-8")]
    assert found == []
