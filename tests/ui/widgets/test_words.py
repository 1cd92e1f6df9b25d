"""Decides whether words are told as they are and can be read in both themes."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from planner.report.theme import DARK, LIGHT
from ui.style import Look
from ui.widgets.words import Words


def painted(label: QLabel) -> set[str]:
    image = label.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_link_takes_the_colour_of_the_theme_that_is_chosen_later(qtbot: QtBot, qapp: QApplication) -> None:
    look = Look(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    words = Words("", window)
    words.show_led("Order", " from JL Mag.", "Why?")
    words.resize(300, 40)
    window.show()
    light, dark = QColor(LIGHT.accent).name(), QColor(DARK.accent).name()
    assert light in painted(words)
    look.choose("dark")
    assert words.palette().color(QPalette.ColorRole.Link).name() == dark
    assert dark in painted(words) and light not in painted(words)
    look.choose("light")
