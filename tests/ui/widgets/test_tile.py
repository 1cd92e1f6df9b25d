"""Decides whether tiles leave no hole where the window is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.tile import Tile, Tiles


@pytest.mark.parametrize("count", [4, 5])
@pytest.mark.parametrize("width", [1000, 700])
def test_the_last_row_of_tiles_ends_where_the_first_does(qtbot: QtBot, count: int, width: int) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    tiles = Tiles(count, host)
    QVBoxLayout(host).addWidget(tiles)
    host.resize(width, 400)
    host.show()
    shown = tiles.findChildren(Tile)
    qtbot.waitUntil(lambda: abs(shown[-1].geometry().right() - tiles.rect().right()) <= 2)
    first = max(one.geometry().right() for one in shown if one.y() == shown[0].y())
    assert abs(first - shown[-1].geometry().right()) <= 2
