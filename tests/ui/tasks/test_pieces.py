"""Work is done a piece in each turn of the event loop, in order, and given up when other work takes its place."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.tasks.pieces import Pieces


def test_pieces_are_done_in_order_one_in_each_turn(qtbot: QtBot) -> None:
    owner = QObject()
    pieces, made = Pieces(owner), list[int]()
    with qtbot.waitSignal(pieces.done):
        pieces.begin(partial(made.append, place) for place in range(3))
        assert made == []
        assert pieces.busy
    assert made == [0, 1, 2]
    assert not pieces.busy


def test_other_work_takes_the_place_of_what_is_left(qtbot: QtBot) -> None:
    owner = QObject()
    pieces, made = Pieces(owner), list[str]()
    pieces.begin([partial(made.append, "old"), lambda: pieces.begin([partial(made.append, "new")])])
    qtbot.waitUntil(lambda: not pieces.busy)
    assert made == ["old", "new"]


def test_what_is_left_can_be_done_at_once() -> None:
    owner = QObject()
    pieces, made = Pieces(owner), list[int]()
    pieces.begin(partial(made.append, place) for place in range(3))
    pieces.finish()
    assert made == [0, 1, 2]
