"""The bar at the bottom leaves room for work under way, however long the name of the case."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QToolButton

from tests.builders import case
from ui.main_window import MainWindow
from ui.widgets.busy_strip import BusyStrip
from ui.widgets.status import Status


def test_a_long_name_is_shortened_and_told_whole_in_a_tooltip(window: MainWindow) -> None:
    name = "Works of a very long name " * 12
    window.document.open(case(case={"name": name.strip(), "start_month": "2027-01", "months": 3}))
    bar = window.statusBar()
    assert isinstance(bar, Status)
    shown = [each for each in bar.findChildren(QToolButton) if each.accessibleName() == "Stop"]
    assert shown
    told = [
        each for each in bar.children() if each.property("toolTip") and name.strip()[:80] in each.property("toolTip")
    ]
    assert len(told) == 1
    strip = bar.findChild(BusyStrip)
    assert strip is not None
    strip.setVisible(True)
    strip.shown.emit(True)
    assert told[0].sizeHint().width() <= bar.width() // 2  # type: ignore[attr-defined]  # a label


def test_months_and_currency_stay_whole_beside_a_long_name(window: MainWindow) -> None:
    window.resize(853, 533)
    told = case(case={"name": "Works of a very long name " * 12, "start_month": "2027-01", "months": 24})
    window.document.open(told)
    assert any(label.text().endswith("…  ·  24 months from Jan 2027  ·  USD") for label in window.findChildren(QLabel))


def test_the_name_of_the_case_leaves_its_room_to_what_was_just_done(window: MainWindow) -> None:
    """At this width both do not stand side by side, and what was said would be cut in the middle of a word."""
    window.resize(960, 540)
    window.document.open(case(case={"name": "Works of a very long name", "start_month": "2027-01", "months": 24}))
    window.checker.close()
    bar = window.statusBar()
    assert isinstance(bar, Status)
    bar.say("CS12_EPS-48.csv was imported: 7 changes. Undo takes it back.")
    assert [label.text() for label in bar.findChildren(QLabel) if "24 months" in label.text()] == [
        "24 months from Jan 2027  ·  USD"
    ]
    bar.clearMessage()
    assert any(label.text().startswith("Works of") for label in bar.findChildren(QLabel))


def test_a_name_is_told_whole_while_the_bar_has_nothing_else_to_say(window: MainWindow) -> None:
    name = "An invented European maker of traction motors, pumps and sensors"
    window.document.open(case(case={"name": name, "start_month": "2027-01", "months": 24}))
    window.checker.close()
    bar = window.statusBar()
    assert isinstance(bar, Status)
    bar.clearMessage()
    strip = bar.findChild(BusyStrip)
    assert strip is not None
    told = next(label for label in bar.findChildren(QLabel) if "24 months" in label.text())
    strip.shown.emit(False)
    assert told.text() == f"{name}  ·  24 months from Jan 2027  ·  USD"
