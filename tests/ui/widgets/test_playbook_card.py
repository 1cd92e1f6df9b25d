"""Decides whether ways are read whole while more of them are being made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from planner.report.playbook_cards import cards
from tests.planner.report.many_ways import many_ways
from ui.style import Look
from ui.widgets.playbook_card import WayCard, WayList


def _is_cut(label: QLabel) -> bool:
    needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
    return label.height() < needed


def test_nothing_is_squeezed_while_further_ways_are_made(look: Look, qtbot: QtBot) -> None:
    del look  # it dresses all that is shown
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    ways = WayList(area)
    area.setWidget(ways)
    area.resize(900, 300)
    area.show()
    told = cards(*many_ways(8)).cards
    ways.show_cards(told)
    made, cut = 0, []
    for _ in range(200):
        QApplication.processEvents()
        listed = ways.findChildren(WayCard)
        if len(listed) > made:
            made = len(listed)
            cut += [one.text() for one in ways.findChildren(QLabel) if one.isVisible() and _is_cut(one)]
        if made == len(told):
            break
    assert made == len(told)
    assert cut == []
