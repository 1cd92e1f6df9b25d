"""Decides whether what an import would do can be read before it happens."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from planner.tables.finding import Finding, Severity
from ui.dialogs.preview import PreviewBox
from ui.style import BODY, Look, font
from ui.widgets.finding_list import FindingList

SENTENCE = "The column 'Buyer' is not known and was left alone."


def test_a_sentence_is_not_cut_beside_a_short_place(look: Look, qtbot: QtBot) -> None:
    found = Finding("unknown_column", Severity.WARNING, SENTENCE, "", None, None, "Items")
    window = QWidget()
    qtbot.addWidget(window)
    box = PreviewBox("Motors 2027.xlsx", [("Products", 12, 14)], (found,), look, window)
    box.show()
    QApplication.processEvents()
    listed = box.findChild(FindingList)
    assert listed is not None
    indented, mark = 2 * listed.indentation(), 36
    assert listed.columnWidth(0) >= indented + mark + QFontMetrics(font(BODY)).horizontalAdvance(SENTENCE)
