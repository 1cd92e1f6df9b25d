"""Decides whether both themes can be read, as they are used, and whether the system's wish is followed."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from planner.report.theme import DARK, LIGHT, Theme, contrast
from ui.sheet import blend, sheet
from ui.style import Look, font, palette

ROLES = QPalette.ColorRole
PAIRS = (
    (ROLES.WindowText, ROLES.Window),
    (ROLES.Text, ROLES.Base),
    (ROLES.Text, ROLES.AlternateBase),
    (ROLES.PlaceholderText, ROLES.Base),
    (ROLES.ButtonText, ROLES.Button),
    (ROLES.HighlightedText, ROLES.Highlight),
    (ROLES.ToolTipText, ROLES.ToolTipBase),
    (ROLES.Link, ROLES.Window),
    (ROLES.BrightText, ROLES.Window),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("pair", PAIRS)
def test_words_of_the_palette_can_be_read(
    qapp: QApplication, theme: Theme, pair: tuple[QPalette.ColorRole, QPalette.ColorRole]
) -> None:
    made = palette(theme)
    words, ground = (made.color(role).name() for role in pair)
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_on_a_button_can_be_read_while_the_pointer_is_over_it(theme: Theme) -> None:
    assert contrast(theme.on_accent, blend(theme.accent, theme.text, 0.15)) >= 4.5
    assert contrast(theme.muted, theme.raised) >= 4.5


def test_the_style_sheet_has_only_colours_of_the_theme() -> None:
    assert LIGHT.accent in sheet(LIGHT)
    assert LIGHT.accent not in sheet(DARK)


def test_figures_have_equal_width(qapp: QApplication) -> None:
    assert font(13).featureTags()


def test_a_chosen_theme_stays_and_tells_of_its_change(qapp: QApplication) -> None:
    look = Look(qapp, "light")
    heard: list[str] = []
    look.changed.connect(lambda: heard.append(look.theme.name))
    look.choose("dark")
    look.choose("dark")
    look.choose("light")
    assert heard == ["dark", "light"]
