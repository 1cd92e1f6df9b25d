"""Decides whether the palette can be read, and whether a country keeps its colour."""

import itertools

import pytest

from planner.report.theme import DARK, LIGHT, SUPPLIER_GROUPS, Theme, contrast, group_of, hatch_of

GROUNDS = ("window", "surface", "raised", "hover", "accent_soft")
WORDS = ("text", "muted", "accent", "amber", "red")


@pytest.mark.parametrize(("theme", "ground", "word"), list(itertools.product((LIGHT, DARK), GROUNDS, WORDS)))
def test_every_word_can_be_read_on_every_ground(theme: Theme, ground: str, word: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", (LIGHT, DARK))
@pytest.mark.parametrize(
    ("word", "ground"),
    (
        ("on_accent", "accent"),
        ("amber", "amber_soft"),
        ("red", "red_soft"),
        ("text", "amber_soft"),
        ("text", "red_soft"),
    ),
)
def test_words_on_coloured_grounds_can_be_read(theme: Theme, word: str, ground: str) -> None:
    assert contrast(getattr(theme, word), getattr(theme, ground)) >= 4.5


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_a_country_is_known_without_regard_to_case_and_by_its_usual_names() -> None:
    assert group_of(" china ") == "China"
    assert group_of("USA") == group_of("United States") == "United States"
    assert group_of("Estonia") == group_of("United Kingdom") == "Europe"
    assert group_of("Malaysia") == group_of(None) == group_of("") == "Other"


def test_every_group_has_a_colour_and_a_hatch_of_its_own() -> None:
    for theme in (LIGHT, DARK):
        assert len({theme.country_colour(group) for group in SUPPLIER_GROUPS}) == 8
    assert len({hatch_of(group) for group in SUPPLIER_GROUPS}) == 8
