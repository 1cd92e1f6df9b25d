"""Decides whether the odds of a sheet's column are written alike."""

from planner.report.odds import odds_format


def test_whole_percentages_have_no_tenths_and_one_that_needs_them_gives_them_to_all() -> None:
    assert odds_format([0.38, 0.12, 0.07, 0.03]) == "0%"
    assert odds_format([0.38, 0.125]) == "0.0%"
    assert odds_format([1 / 3]) == "0.0%"
    assert odds_format([]) == "0%"
