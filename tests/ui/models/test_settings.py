"""Decides whether the settings stand upright, and only their values can be changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from planner.tables.edits import SetCells
from planner.tables.inputs import table
from tests.builders import case
from ui.models.cells import Role
from ui.models.display import Display
from ui.models.settings import VALUE, SettingsModel


@pytest.fixture
def model(qapp: QApplication, english: Display) -> SettingsModel:
    made = SettingsModel(table("case"), english, editable=True)
    made.take(case(case={"months": 12}).rows("case"))
    return made


def test_the_model_keeps_qts_rules(model: SettingsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_each_setting_is_a_row_with_value_unit_and_meaning(model: SettingsModel) -> None:
    assert [model.index(2, section).data() for section in range(4)] == [
        "Months",
        "12",
        "months",
        "How many months the plan covers.",
    ]
    assert model.rowCount() == len(table("case").columns)


def test_a_setting_left_blank_shows_its_default_muted(model: SettingsModel) -> None:
    currency = model.index(3, VALUE)
    assert (currency.data(), currency.data(Role.MUTED)) == ("USD", True)


def test_only_values_can_be_edited(model: SettingsModel) -> None:
    able = [bool(model.flags(model.index(2, section)) & Qt.ItemFlag.ItemIsEditable) for section in range(4)]
    assert able == [False, True, False, False]


def test_a_changed_value_is_an_edit_of_the_one_row(model: SettingsModel) -> None:
    assert model.edit_of([(2, VALUE, 18), (2, 0, "no"), (3, VALUE, None)]) == SetCells("case", ((0, "months", 18),))
