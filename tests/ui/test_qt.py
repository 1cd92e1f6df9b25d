"""Decides whether the Qt at hand can be built on: it gives back what it borrows."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot


class Sender(QObject):
    sent = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None and True are immortal: nobody counts references to them")
def test_qt_keeps_no_references_to_none_and_true_that_are_not_its_own(qtbot: QtBot) -> None:
    """PySide6 6.12.0 fails this before Python 3.12; a program that shows a few grids is then ended by Python."""
    sender = Sender()
    sender.sent.connect(lambda _: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(1000):
        sender.sent.emit(True)
        sender.property("no such property")
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert min(now - then for now, then in zip(after, before, strict=True)) > -100
