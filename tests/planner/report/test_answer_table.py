"""Decides whether the figures of an answer's column are written with decimals in common."""

import pytest

from planner.report.answer_table import number, reads_as_nothing


@pytest.mark.parametrize(
    ("figures", "places"),
    [
        ((38.0, 12.0, 5.0), 0),
        ((38.0, 12.5, 5.0), 1),
        ((100.0, 83.0), 0),
        ((100.0, 83.33), 1),
        ((4.567, 12.3), 2),
        ((12_345.67, 4.56), 1),
        ((480_000.0, 5.31), 0),
        ((0.0123, 0.0), 4),
        ((), 0),
    ],
)
def test_figures_of_a_column_have_as_many_decimals_as_its_size_asks_for(
    figures: tuple[float, ...], places: int
) -> None:
    assert number("Odds", "%", "How likely.").places_among(figures) == places


def test_a_column_that_says_its_decimals_keeps_them() -> None:
    assert number("Cover", "months", "How long.", places=1).places_among((3.0, 12.25)) == 1


def test_a_small_figure_among_great_ones_does_not_read_as_nothing() -> None:
    assert reads_as_nothing(0.004, 1)
    assert not reads_as_nothing(0.06, 1)
    assert not reads_as_nothing(0.0, 1)
    assert not reads_as_nothing(1e-9, 1)
