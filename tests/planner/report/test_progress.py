"""Decides whether the bar of a solve moves as far as the solve does."""

import pytest

from planner.report.progress import closeness


def test_the_first_gap_is_the_start_and_the_gap_asked_for_the_end() -> None:
    assert closeness(0.5, 0.5, 0.005) == 0
    assert closeness(0.5, 0.005, 0.005) == 1
    assert closeness(0.5, 0.001, 0.005) == 1


def test_each_tenth_of_the_gap_counts_the_same() -> None:
    assert closeness(0.5, 0.05, 0.005) == pytest.approx(0.5)


def test_a_gap_of_nothing_means_a_millionth() -> None:
    assert closeness(1.0, 1e-3, 0.0) == pytest.approx(0.5)
    assert closeness(1.0, 0.0, 0.0) == 1


def test_a_gap_that_grows_is_no_progress() -> None:
    assert closeness(0.1, 0.2, 0.005) == 0
